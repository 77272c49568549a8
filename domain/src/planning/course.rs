//! What becomes of each material as the plan goes: taken when the work that needs it begins, filled up when something comes.

use super::change::Workshop;
use super::plan::{Plan, Planned, Queued};
use crate::id::{MaterialId, ProductionOrderId};
use crate::time::Day;

/// Why a level changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Something that is expected comes.
    Arrival,
    /// The work of an order begins that needs it.
    Order(ProductionOrderId),
}

/// A change of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The day.
    pub day: Day,
    /// How much more there is, negative for less, in base units.
    pub change: i64,
    /// Why.
    pub cause: Cause,
}

/// One material from the day of the plan on. What would have to be bought is not counted, so that the level falls below
/// nothing where it is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// The material.
    pub material: MaterialId,
    /// What is there on the day of the plan, in base units; what is promised to orders is in it.
    pub start: i64,
    /// What happens, by day; on one day what comes stands before what is taken.
    pub turns: Vec<Turn>,
}

impl Course {
    /// The level at the end of each day on which something happens.
    #[must_use]
    pub fn levels(&self) -> Vec<(Day, i64)> {
        let (mut level, mut levels) = (self.start, Vec::<(Day, i64)>::new());
        for turn in &self.turns {
            level = level.saturating_add(turn.change);
            match levels.last_mut() {
                Some((day, last)) if *day == turn.day => *last = level,
                Some(_) | None => levels.push((turn.day, level)),
            }
        }
        levels
    }

    /// The first day at whose end there is no more than so much, when something is taken; 0 asks when it is used up.
    #[must_use]
    pub fn falls_to(&self, amount: i64) -> Option<Day> {
        self.levels().into_iter().find(|(_, level)| *level <= amount).map(|(day, _)| day)
    }

    /// How much would have to be bought so that the level never falls below nothing, in base units.
    #[must_use]
    pub fn lacks(&self) -> i64 {
        let lowest = self.levels().into_iter().map(|(_, level)| level).min();
        lowest.map_or(0, |lowest| lowest.saturating_neg().max(0))
    }
}

impl Workshop {
    /// The materials that something happens to, in the order of the stock, as the plan of this shop goes.
    #[must_use]
    pub fn courses(&self, plan: &Plan) -> Vec<Course> {
        let of = |picture: &super::StockPicture| {
            let arrivals = picture.arrivals.iter().filter(|(_, amount)| *amount > 0);
            let mut turns: Vec<Turn> = arrivals.map(|(day, amount)| self.arrives(*day, *amount)).collect();
            for (queued, planned) in self.queue.iter().zip(&plan.orders) {
                turns.extend(self.takes(queued, planned, picture.material));
            }
            turns.sort_by_key(|turn| (turn.day, turn.cause));
            let course = Course { material: picture.material, start: picture.available, turns };
            Some(course).filter(|course| !course.turns.is_empty())
        };
        self.stock.iter().filter_map(of).collect()
    }

    /// What is overdue is there tomorrow at the earliest, as in the plan.
    fn arrives(&self, day: Day, amount: i64) -> Turn {
        let day = if day < self.today { self.today.plus(1) } else { day };
        Turn { day, change: amount, cause: Cause::Arrival }
    }

    /// What an order takes of a material, on the day on which the stage begins that needs it. An order that cannot be made
    /// takes nothing.
    fn takes(&self, queued: &Queued, planned: &Planned, material: MaterialId) -> Vec<Turn> {
        let needs = queued.demand.needs.iter().filter(|need| need.material == material && need.amount > 0);
        let turn = |need: &super::Need| {
            let slot = planned.work.iter().find(|slot| slot.stage >= need.stage);
            let day = slot.map(|slot| slot.day).or(planned.finish)?;
            Some(Turn { day, change: need.amount.saturating_neg(), cause: Cause::Order(queued.order) })
        };
        needs.filter_map(turn).filter(|_| planned.finish.is_some()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::cases::{any_workshop, material, order};
    use proptest::prelude::*;

    #[test]
    fn a_material_runs_out_on_the_day_on_which_the_last_of_it_is_taken() {
        let turn = |day, change, cause| Turn { day: Day(day), change, cause };
        let (first, second) = (Cause::Order(order(1)), Cause::Order(order(2)));
        let turns =
            vec![turn(3, -6, first), turn(5, 4, Cause::Arrival), turn(5, -9, second), turn(9, 20, Cause::Arrival)];
        let course = Course { material: material(0), start: 10, turns };
        assert_eq!(course.levels(), [(Day(3), 4), (Day(5), -1), (Day(9), 19)]);
        assert_eq!((course.falls_to(0), course.falls_to(4), course.lacks()), (Some(Day(5)), Some(Day(3)), 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn all_that_is_planned_is_taken_once_and_never_before_it_is_there(shop in any_workshop()) {
            let plan = shop.plan().expect("fits");
            let courses = shop.courses(&plan);
            for picture in &shop.stock {
                let course = courses.iter().find(|course| course.material == picture.material);
                let turns = course.map(|course| course.turns.as_slice()).unwrap_or_default();
                let taken: i64 = turns.iter().filter(|turn| turn.cause != Cause::Arrival).map(|turn| -turn.change).sum();
                let planned: i64 = (shop.queue.iter().zip(&plan.orders))
                    .filter(|(_, planned)| planned.finish.is_some())
                    .flat_map(|(queued, _)| &queued.demand.needs)
                    .filter(|need| need.material == picture.material)
                    .map(|need| need.amount)
                    .sum();
                prop_assert_eq!(taken, planned);
                let come: i64 = turns.iter().filter(|turn| turn.cause == Cause::Arrival).map(|turn| turn.change).sum();
                prop_assert_eq!(come, picture.arrivals.iter().map(|(_, amount)| amount).sum::<i64>());
                // Whoever keeps to the shelf and to what is expected never takes more than there is.
                let bought = plan.orders.iter().flat_map(|planned| &planned.taken);
                let bought = bought.filter(|taken| taken.material == picture.material);
                if bought.clone().all(|taken| !matches!(taken.source, crate::planning::Source::Bought(_))) {
                    prop_assert_eq!(course.map_or(0, Course::lacks), 0, "{:?}", course);
                }
            }
        }
    }
}
