//! What a plan has to keep, counted minute by minute from the calendar and the stock themselves; and the best place for a
//! new order by trying everything.

use super::cases::TODAY;
use super::{Calendar, Demand, Plan, Planned, Queued, Resource, Source, Stage, StockPicture, Workshop};
use crate::id::MaterialId;
use crate::time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// Minutes for which the shop is open.
pub(super) fn open(calendar: &Calendar, day: Day) -> i64 {
    let weekday = (day.0 + 3).rem_euclid(7) as usize;
    if calendar.closures.iter().any(|span| span.from <= day && day <= span.to) {
        return 0;
    }
    for (span, week) in &calendar.seasons {
        if span.from <= day && day <= span.to {
            return i64::from(week[weekday]);
        }
    }
    i64::from(calendar.hours[weekday])
}

/// Places of a station that can be used, whether pieces stay on them, and minutes of all.
fn places(calendar: &Calendar, resource: Resource, day: Day) -> (i64, bool, i64) {
    let weekday = (day.0 + 3).rem_euclid(7) as usize;
    let inside = |spans: &[super::Span]| spans.iter().any(|span| span.from <= day && day <= span.to);
    match resource {
        Resource::Hands => {
            let here = calendar.hands.iter().filter(|hand| !inside(&hand.away));
            (0, false, here.map(|hand| i64::from(hand.hours[weekday]).min(open(calendar, day))).sum())
        }
        Resource::Station(id) => {
            let known = calendar.stations.iter().find(|station| station.id == id).expect("a station");
            let places = i64::from(known.places) * i64::from(!inside(&known.down));
            (places, known.holds, places * open(calendar, day))
        }
    }
}

/// First and last day of each stage of an order.
fn stays(planned: &Planned) -> BTreeMap<usize, (Day, Day)> {
    let mut stays: BTreeMap<usize, (Day, Day)> = BTreeMap::new();
    for slot in &planned.work {
        let stay = stays.entry(slot.stage).or_insert((slot.day, slot.day));
        *stay = (stay.0.min(slot.day), stay.1.max(slot.day));
    }
    stays
}

/// What others leave of a resource on a day: minutes, and whether a whole place is nobody's.
pub(super) fn left(shop: &Workshop, plan: &Plan, resource: Resource, day: Day) -> (i64, bool) {
    let (places, holds, all) = places(&shop.calendar, resource, day);
    let place = if holds && places > 0 { all / places } else { 0 };
    let mut left = all;
    let mut beginners = 0;
    for (queued, planned) in shop.queue.iter().zip(&plan.orders) {
        let stays = stays(planned);
        let first = stays.keys().next().copied();
        for (at, stage) in queued.demand.stages.iter().enumerate().filter(|(_, stage)| stage.on.contains(&resource)) {
            let Some((from, to)) = stays.get(&at) else { continue };
            let on_it = queued.begun && first == Some(at);
            let worked: i64 =
                planned.work.iter().filter(|slot| slot.stage == at && slot.day == day).map(|slot| slot.minutes).sum();
            if holds && ((*from < day && day < *to) || (on_it && day < *from)) {
                left -= place;
            } else if holds && *from == day && day < *to {
                beginners += 1;
                left -= worked;
            } else {
                left -= worked;
            }
            assert!(stage.minutes > 0 || worked == 0);
        }
    }
    // A piece that begins and stays keeps its place for the rest of the day, as far as there is a rest.
    for (queued, planned) in shop.queue.iter().zip(&plan.orders).filter(|_| beginners > 0) {
        for (at, (from, to)) in stays(planned) {
            if queued.demand.stages[at].on.contains(&resource) && from == day && day < to {
                let worked: i64 = planned
                    .work
                    .iter()
                    .filter(|slot| slot.stage == at && slot.day == day)
                    .map(|slot| slot.minutes)
                    .sum();
                left -= (place - worked).min(left).max(0);
            }
        }
    }
    (left, left >= place)
}

/// No minute, no place and no unit of material is promised twice, and every order is made as it has to be.
pub(super) fn check(shop: &Workshop, plan: &Plan) {
    assert_eq!(plan.orders.len(), shop.queue.len());
    let last = plan.orders.iter().flat_map(|planned| &planned.work).map(|slot| slot.day).max().unwrap_or(TODAY);
    let stations = shop.calendar.stations.iter().map(|station| Resource::Station(station.id));
    for resource in [Resource::Hands].into_iter().chain(stations) {
        for day in shop.today.0..=last.0 {
            check_day(shop, plan, resource, Day(day));
        }
    }
    check_material(shop, plan);
    for (queued, planned) in shop.queue.iter().zip(&plan.orders) {
        check_order(shop, queued, planned);
        assert_eq!(planned.late.is_some(), planned.finish.is_none_or(|finish| finish > queued.promised));
    }
}

fn check_day(shop: &Workshop, plan: &Plan, resource: Resource, day: Day) {
    let (places, holds, all) = places(&shop.calendar, resource, day);
    let (mut minutes, mut overnight) = (0, 0);
    for (queued, planned) in shop.queue.iter().zip(&plan.orders) {
        for (at, (from, to)) in stays(planned) {
            if queued.demand.stages[at].on.contains(&resource) {
                let today = planned.work.iter().filter(|slot| slot.stage == at && slot.day == day);
                minutes += today.map(|slot| slot.minutes).sum::<i64>();
                overnight += i64::from(from <= day && day < to);
            }
        }
    }
    assert!(minutes <= all, "{resource:?} is taken twice on {day:?}: {minutes} of {all}");
    assert!(!holds || places == 0 || overnight <= places, "{overnight} pieces on {places} places over night, {day:?}");
}

fn check_material(shop: &Workshop, plan: &Plan) {
    let mut taken: BTreeMap<(MaterialId, Source), i64> = BTreeMap::new();
    for part in plan.orders.iter().flat_map(|planned| &planned.taken) {
        assert!(part.amount > 0);
        *taken.entry((part.material, part.source)).or_default() += part.amount;
    }
    for ((material, source), amount) in taken {
        let picture = shop.stock.iter().find(|picture| picture.material == material).expect("a material");
        let there = match source {
            Source::Shelf => picture.available,
            Source::Arrival(day) => {
                picture.arrivals.iter().filter(|(on, _)| *on == day).map(|(_, amount)| amount).sum()
            }
            Source::Bought(day) => {
                assert_eq!(Some(day), picture.reorder_days.map(|days| shop.today.plus(i32::from(days))));
                i64::MAX
            }
        };
        assert!(amount <= there, "{source:?} is promised twice: {amount} of {there}");
    }
}

fn check_order(shop: &Workshop, queued: &Queued, planned: &Planned) {
    let demand = &queued.demand;
    for material in planned.taken.iter().map(|taken| taken.material).collect::<BTreeSet<_>>() {
        let needed: i64 = demand.needs.iter().filter(|need| need.material == material).map(|need| need.amount).sum();
        let taken: i64 =
            planned.taken.iter().filter(|taken| taken.material == material).map(|taken| taken.amount).sum();
        let missing: i64 = planned.missing.iter().filter(|(of, _)| *of == material).map(|(_, amount)| amount).sum();
        assert_eq!(needed, taken + missing);
    }
    let Some(finish) = planned.finish else {
        assert!(planned.work.is_empty() || queued.begun);
        return;
    };
    assert!(open(&shop.calendar, finish) > 0, "ready on a closed day");
    let mut before = (shop.today, 0);
    for slot in &planned.work {
        assert!(slot.minutes > 0 && (slot.day, slot.stage) >= before && slot.day >= demand.not_before);
        before = (slot.day, slot.stage);
        let of_day = planned.work.iter().filter(|other| other.day == slot.day).map(|other| other.minutes);
        assert!(of_day.sum::<i64>() <= i64::from(demand.at_once.max(1)) * open(&shop.calendar, slot.day));
    }
    assert!(finish >= before.0);
    for (at, stage) in demand.stages.iter().enumerate() {
        let done: i64 = planned.work.iter().filter(|slot| slot.stage == at).map(|slot| slot.minutes).sum();
        assert_eq!(done, stage.minutes);
    }
}

/// The day from which so much is left, by counting the days up.
fn material_day(shop: &Workshop, plan: &Plan, material: MaterialId, amount: i64) -> Option<Day> {
    let picture: &StockPicture = shop.stock.iter().find(|picture| picture.material == material)?;
    let bought = picture.reorder_days.map(|days| shop.today.plus(i32::from(days)));
    let there = |day: Day| {
        let come = picture.arrivals.iter().filter(|(on, _)| (if *on < TODAY { TODAY.plus(1) } else { *on }) <= day);
        let from = |source: Source| match source {
            Source::Shelf => true,
            Source::Arrival(on) => (if on < TODAY { TODAY.plus(1) } else { on }) <= day,
            Source::Bought(_) => false,
        };
        let parts = plan.orders.iter().flat_map(|planned| &planned.taken);
        let gone = parts.filter(|part| part.material == material && from(part.source)).map(|part| part.amount);
        picture.available + come.map(|(_, amount)| amount).sum::<i64>() - gone.sum::<i64>() >= amount
    };
    (0..60).map(|day| TODAY.plus(day)).find(|day| bought.is_some_and(|bought| bought <= *day) || there(*day))
}

/// Where a piece is: stage, minutes left of it, whether it is on the loom.
type State = (usize, i64, bool);

struct Search<'a> {
    shop: &'a Workshop,
    plan: &'a Plan,
    demand: &'a Demand,
    from: Vec<Day>,
}

/// The earliest day on which a new order can be done when every order of the plan keeps its minutes, its place and its
/// material: by trying all ways to spread its minutes over the days. Nothing later than 90 days is looked for.
pub(super) fn best_insertion(shop: &Workshop, plan: &Plan, demand: &Demand) -> Option<Day> {
    let begin = demand.not_before.max(TODAY.plus(1));
    let mut from = vec![begin; demand.stages.len() + 1];
    let stages = demand.stages.len();
    for (at, day) in from.iter_mut().enumerate() {
        for material in demand.needs.iter().map(|need| need.material).collect::<BTreeSet<_>>() {
            let by_then = demand.needs.iter().filter(|need| need.material == material && need.stage.min(stages) <= at);
            let sum: i64 = by_then.map(|need| need.amount).sum();
            if sum > 0 {
                *day = (*day).max(material_day(shop, plan, material, sum)?);
            }
        }
    }
    let search = Search { shop, plan, demand, from };
    let mut states: BTreeSet<State> = BTreeSet::from([(0, search.minutes(0), false)]);
    for day in (1..90).map(|day| TODAY.plus(day)) {
        let mut next = BTreeSet::new();
        for state in &states {
            search.explore(day, *state, &mut Vec::new(), &mut next);
        }
        let done = next.iter().any(|(stage, ..)| *stage == stages);
        if done && day >= search.from[stages] && open(&shop.calendar, day) > 0 {
            return Some(day);
        }
        states = next;
    }
    None
}

impl Search<'_> {
    fn minutes(&self, stage: usize) -> i64 {
        self.demand.stages.get(stage).map_or(0, |stage| stage.minutes)
    }

    /// All states in which the day can end; `own` is what the order has done on it.
    fn explore(&self, day: Day, (at, left, mounted): State, own: &mut Vec<(usize, i64)>, out: &mut BTreeSet<State>) {
        let Some(stage) = self.demand.stages.get(at) else {
            out.insert((at, 0, false));
            return;
        };
        if day < self.from[at] {
            out.insert((at, left, mounted));
            return;
        }
        if left == 0 {
            self.explore(day, (at + 1, self.minutes(at + 1), false), own, out);
            return;
        }
        let (most, whole, holds) = self.room(day, stage, own);
        for minutes in 0..=most.min(left) {
            own.push((at, minutes));
            if minutes == left {
                self.explore(day, (at + 1, self.minutes(at + 1), false), own, out);
            } else if !mounted || whole {
                out.insert((at, left - minutes, mounted || (holds && minutes > 0)));
            }
            own.pop();
        }
    }

    fn room(&self, day: Day, stage: &Stage, own: &[(usize, i64)]) -> (i64, bool, bool) {
        let done: i64 = own.iter().map(|(_, minutes)| minutes).sum();
        let mut most = i64::from(self.demand.at_once.max(1)) * open(&self.shop.calendar, day) - done;
        let (mut whole, mut stays) = (true, false);
        for resource in &stage.on {
            let (places, holds, all) = places(&self.shop.calendar, *resource, day);
            let (left, is_whole) = left(self.shop, self.plan, *resource, day);
            let mine = own.iter().filter(|(at, _)| self.demand.stages[*at].on.contains(resource));
            let left = if holds { left.min(all / places.max(1)) } else { left };
            most = most.min(left - mine.map(|(_, minutes)| minutes).sum::<i64>());
            whole &= !holds || is_whole;
            stays |= holds;
        }
        (most, whole, stays)
    }
}
