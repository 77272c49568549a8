//! Two thousand small shops whose orders were promised one after the other, the same ones each time: what a new order is
//! promised, compared with the best that could be done for it.

use super::cases::{TODAY, any_calendar, any_demand, any_stock, order};
use super::oracle::{best_insertion, check, open};
use super::{Calendar, Demand, Planned, Queued, StockPicture, Workshop, promise};
use crate::time::Day;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Orders that are not promised a day are not placed.
fn placed(calendar: Calendar, stock: Vec<StockPicture>, demands: Vec<Demand>) -> Workshop {
    let mut shop = Workshop { today: TODAY, calendar, stock, queue: Vec::new() };
    for demand in demands {
        let promised = promise(&demand, &shop.plan().expect("fits"));
        if let Ok(promised) = promised {
            shop.queue.push(Queued::new(order(shop.queue.len()), demand, &promised));
        }
    }
    shop
}

fn working_days(shop: &Workshop, from: Day, to: Day) -> usize {
    (from.0 + 1..=to.0).filter(|day| open(&shop.calendar, Day(*day)) > 0).count()
}

/// The earliest day of a new order at any place of the queue at which no other order is done later than it may be.
fn at_any_place(shop: &Workshop, demand: &Demand, may: impl Fn(&Planned) -> Option<Day>) -> Day {
    let plan = shop.plan().expect("fits");
    let new = Queued::new(order(99), demand.clone(), &promise(demand, &plan).expect("is promised"));
    let places = (0..=shop.queue.len()).filter_map(|place| {
        let mut queue = shop.queue.clone();
        queue.insert(place, new.clone());
        let with = Workshop { queue, ..shop.clone() }.plan().expect("fits");
        let kept =
            plan.orders.iter().all(|planned| with.get(planned.order).expect("is planned").finish <= may(planned));
        with.get(order(99))?.finish.filter(|_| kept)
    });
    places.min().expect("the last place at least")
}

#[test]
fn of_two_thousand_promises_none_is_too_early_and_none_a_day_too_late() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = (any_calendar(), any_stock(), prop::collection::vec(any_demand(), 1..6), any_demand());
    let (mut cases, mut orders, mut waiting, mut late) = (0, 0, 0, [0; 2]);
    let (mut as_planned, mut as_promised) = ([0; 4], [0; 4]);
    while cases < 2_000 {
        let (calendar, stock, demands, demand) = strategy.new_tree(&mut runner).expect("a case").current();
        let shop = placed(calendar, stock, demands);
        let plan = shop.plan().expect("fits");
        let Ok(found) = promise(&demand, &plan) else { continue };
        if shop.queue.is_empty() || found.finish > TODAY.plus(60) {
            continue;
        }
        check(&shop, &plan);
        assert!(plan.orders.iter().all(|planned| planned.late.is_none()));
        let best = best_insertion(&shop, &plan, &demand).expect("is promised");
        assert!(best <= found.finish);
        late[working_days(&shop, best, found.finish).min(1)] += 1;
        let planned = at_any_place(&shop, &demand, |planned| planned.finish);
        let promised = at_any_place(&shop, &demand, |planned| Some(planned.promised));
        as_planned[working_days(&shop, planned, found.finish).min(3)] += 1;
        as_promised[working_days(&shop, promised, found.finish).min(3)] += 1;
        waiting += usize::from(found.finish > TODAY.plus(7));
        orders += shop.queue.len();
        cases += 1;
    }
    println!(
        "{cases} promises behind {orders} orders, {waiting} for more than a week: {late:?} working days after the best; \
         {as_planned:?} after the best place that leaves all planned days, {as_promised:?} all promised days"
    );
    assert_eq!(late[1], 0);
}
