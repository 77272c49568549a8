//! A new order looked at before it is accepted: its day at a place of the queue, and what that costs the others.

use super::calendar::Resource;
use super::change::{Change, Danger, Refused, Workshop};
use super::demand::Demand;
use super::plan::{Queued, plan, promise};
use super::promise::{Limit, NoPromise, Promise};
use super::shortage::{Shortage, shortages};
use crate::id::{MaterialId, ProductionOrderId};
use crate::time::Day;

/// A new order at one place of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Considered {
    /// The place, 0 for the first.
    pub place: usize,
    /// The day that can be promised there, with the margin of the shop; or why there is none.
    pub promise: Result<Promise, NoPromise>,
    /// The promises that it breaks or makes worse, in the order of the queue.
    pub dangers: Vec<Danger>,
    /// Where its material comes from, ascending ids.
    pub materials: Vec<(MaterialId, Shortage)>,
}

impl Workshop {
    /// What comes of a new order at a place of the queue; beyond its end is at its end.
    ///
    /// # Errors
    /// [`Refused::Overflow`].
    pub fn consider(&self, demand: &Demand, place: usize) -> Result<Considered, Refused> {
        let place = place.min(self.queue.len());
        // What stands on a loom goes on, whatever its place.
        let before: Vec<Queued> = (self.queue.iter().enumerate())
            .filter(|(at, queued)| *at < place || self.is_on_loom(queued))
            .map(|(_, queued)| queued.clone())
            .collect();
        let promise = promise(demand, &plan(&before, &self.stock, &self.calendar, self.today)?);
        let order = ProductionOrderId::from_parts(0, [0; 10]);
        let queued = match &promise {
            Ok(promise) => Queued::new(order, demand.clone(), promise),
            Err(_) => Queued { order, demand: demand.clone(), promised: self.today, begun: false, held_until: None },
        };
        let found = self.what_if(&Change::Accept { order: queued, place })?;
        let dangers = found.dangers.into_iter().filter(|danger| danger.order != order).collect();
        let materials = shortages(&found.plan, &[order]).map_err(|_| Refused::Overflow)?;
        Ok(Considered { place, promise, dangers, materials })
    }

    /// The places of the queue that are worth a thought for a new order: its end; the first at which it breaks no promise;
    /// and, when `wished` comes before these, the last at which it is ready on that day. In this order, none twice.
    ///
    /// # Errors
    /// [`Refused::Overflow`].
    pub fn places_for(&self, demand: &Demand, wished: Option<Day>) -> Result<Vec<Considered>, Refused> {
        let end = self.consider(demand, self.queue.len())?;
        let is_in_time =
            |found: &Considered| wished.is_none_or(|wished| found.promise.is_ok_and(|promise| promise.ready <= wished));
        let mut found = vec![end];
        if is_in_time(&found[0]) && wished.is_some() {
            return Ok(found);
        }
        for place in 0..self.queue.len() {
            let safe = self.consider(demand, place)?;
            if safe.dangers.is_empty() {
                if earlier(&safe, &found[0]) {
                    found.push(safe);
                }
                break;
            }
        }
        if wished.is_some() && !found.iter().any(is_in_time) {
            for place in (0..self.queue.len()).rev() {
                let hurried = self.consider(demand, place)?;
                if is_in_time(&hurried) {
                    found.push(hurried);
                    break;
                }
            }
        }
        Ok(found)
    }

    fn is_on_loom(&self, queued: &Queued) -> bool {
        let stage = queued.demand.stages.iter().find(|stage| stage.minutes > 0).filter(|_| queued.begun);
        let holds = |resource: &Resource| match resource {
            Resource::Station(id) => self.calendar.station(*id).is_some_and(|station| station.holds),
            Resource::Hands => false,
        };
        stage.is_some_and(|stage| stage.on.iter().any(holds))
    }
}

fn earlier(one: &Considered, other: &Considered) -> bool {
    match (one.promise, other.promise) {
        (Ok(one), Ok(other)) => one.ready < other.ready,
        (Ok(_), Err(_)) => true,
        (Err(_), _) => false,
    }
}

impl Considered {
    /// What limits the day, when there is one.
    #[must_use]
    pub fn limit(&self) -> Option<Limit> {
        self.promise.ok().map(|promise| promise.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::cases::{any_demand, any_workshop, order};
    use crate::planning::{Need, StockPicture};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_place_says_what_accepting_the_order_there_does(
            mut shop in any_workshop(),
            demand in any_demand(),
            place in 0..7_usize,
        ) {
            shop.queue.iter_mut().for_each(|queued| queued.begun = false);
            let found = shop.consider(&demand, place).expect("fits");
            if let Ok(promised) = found.promise {
                let mut with = shop.clone();
                let at = place.min(with.queue.len());
                with.queue.insert(at, Queued::new(order(99), demand.clone(), &promised));
                let (before, after) = (shop.plan().expect("fits"), with.plan().expect("fits"));
                prop_assert_eq!(after.get(order(99)).expect("is there").finish, Some(promised.finish));
                for planned in &before.orders {
                    let now = after.get(planned.order).expect("is there").finish;
                    let days = |finish: Option<Day>| finish.map_or(i32::MAX, |day| day.0);
                    let worse = days(now) > days(planned.finish) && days(now) > planned.promised.0;
                    let named = found.dangers.iter().any(|danger| danger.order == planned.order);
                    prop_assert_eq!(named, worse, "{:?}", planned);
                }
                let end = shop.consider(&demand, usize::MAX).expect("fits");
                prop_assert!(end.dangers.is_empty(), "the end breaks nothing");
            }
        }

        #[test]
        fn a_wish_is_met_where_it_can_be_or_at_no_place(mut shop in any_workshop(), demand in any_demand(), days in 1..40_i32) {
            shop.queue.iter_mut().for_each(|queued| queued.begun = false);
            let wished = shop.today.plus(days);
            let found = shop.places_for(&demand, Some(wished)).expect("fits");
            let in_time = |one: &Considered| one.promise.is_ok_and(|promise| promise.ready <= wished);
            let any = (0..=shop.queue.len()).any(|place| in_time(&shop.consider(&demand, place).expect("fits")));
            prop_assert_eq!(found.iter().any(in_time), any);
            prop_assert_eq!(found[0].place, shop.queue.len());
            prop_assert!(found.iter().skip(1).all(|one| one.dangers.is_empty() || in_time(one)));
        }
    }

    #[test]
    fn what_has_to_be_bought_is_said() {
        let material = crate::planning::cases::material(0);
        let need = Need { material, amount: 30, stage: 0 };
        let stock = StockPicture { material, available: 20, arrivals: vec![], reorder_days: Some(9) };
        let calendar = crate::planning::Calendar::usual(1);
        let shop = Workshop { today: Day(20_000), calendar, stock: vec![stock], queue: vec![] };
        let demand = Demand { needs: vec![need], stages: vec![], at_once: 1, not_before: Day(20_001) };
        let found = shop.consider(&demand, 0).unwrap();
        assert_eq!(found.materials, [(material, Shortage { on_hand: 20, to_buy: 10, ..Shortage::default() })]);
        assert_eq!(found.limit(), Some(Limit::Material { material, day: Some(Day(20_009)) }));
    }
}
