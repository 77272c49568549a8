//! What the plan and its promises keep, on small random workshops.

use super::cases::{TODAY, any_demand, any_workshop, material, member, order, part, station};
use super::oracle::{best_insertion, check, open};
use super::{
    Calendar, Change, Demand, Hand, Need, NoPromise, PromiseDigest, Queued, Resource, Slot, Span, Stage, Station,
    StockPicture, Workshop, plan, promise, promise_from_digest, shortages,
};
use crate::time::{Day, Timestamp};
use proptest::prelude::*;

const NEVER: Timestamp = Timestamp(i64::MAX);

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_minute_no_place_and_no_material_is_promised_twice(shop in any_workshop()) {
        check(&shop, &shop.plan().expect("fits"));
    }

    #[test]
    fn a_promise_is_the_best_that_leaves_everything_promised_where_it_is(shop in any_workshop(), demand in any_demand()) {
        let plan = shop.plan().expect("fits");
        let best = best_insertion(&shop, &plan, &demand);
        let found = promise(&demand, &plan);
        match (found, best) {
            (Ok(found), Some(best)) => {
                prop_assert!(found.finish >= best, "{:?} is earlier than {best:?}", found);
                let between = (best.0 + 1..=found.finish.0).filter(|day| open(&shop.calendar, Day(*day)) > 0);
                prop_assert!(between.count() <= 1, "{:?} is too late, {best:?} is possible", found);
            }
            (Ok(found), None) => prop_assert!(found.finish >= TODAY.plus(60), "{:?}", found),
            (Err(NoPromise::Overflow), _) => prop_assert!(false, "small numbers fit"),
            (Err(NoPromise::Material(_) | NoPromise::Resource(_)), best) => prop_assert_eq!(best, None),
        }
    }

    #[test]
    fn a_placed_order_is_planned_for_its_promise_and_moves_nothing(shop in any_workshop(), demand in any_demand()) {
        let before = shop.plan().expect("fits");
        if let Ok(promised) = promise(&demand, &before) {
            let mut after = shop.clone();
            after.queue.push(Queued::new(order(99), demand, &promised));
            let plan = after.plan().expect("fits");
            check(&after, &plan);
            prop_assert_eq!(&plan.orders[..shop.queue.len()], &before.orders[..]);
            let own = plan.get(order(99)).expect("is planned");
            prop_assert_eq!(own.finish, Some(promised.finish));
            prop_assert!(promised.ready >= promised.finish && open(&shop.calendar, promised.ready) > 0);
            prop_assert_eq!(&own.late, &None);
        }
    }

    #[test]
    fn the_digest_says_of_every_configuration_what_the_plan_says(
        shop in any_workshop(),
        largest in any_demand(),
        parts in prop::collection::vec(prop::collection::vec(0..=10_i64, 1..7), 1..8),
    ) {
        let plan = shop.plan().expect("fits");
        let digest = PromiseDigest::new(&plan, &largest, 7, NEVER).expect("fits");
        for parts in parts {
            let demand = part(&largest, &parts);
            prop_assert_eq!(promise_from_digest(&demand, &digest), promise(&demand, &plan));
        }
        prop_assert_eq!(promise_from_digest(&largest, &digest), promise(&largest, &plan));
    }

    #[test]
    fn days_that_go_as_planned_change_no_day(mut shop in any_workshop()) {
        shop.queue.iter_mut().for_each(|queued| queued.begun = false);
        let mut before = shop.plan().expect("fits");
        for _ in 0..10 {
            let today = shop.today;
            shop = next_day(&shop);
            let plan = shop.plan().expect("fits");
            check(&shop, &plan);
            for (was, is) in before.orders.iter().zip(&plan.orders) {
                let Some(was) = was.finish.filter(|day| *day > today) else { continue };
                prop_assert!(is.finish.is_some_and(|is| is <= was), "{is:?} was planned for {was:?}");
            }
            before = plan;
        }
    }

    #[test]
    fn what_is_on_the_loom_stays_there(shop in any_workshop()) {
        let plan = shop.plan().expect("fits");
        let on = |queued: &Queued| {
            let stage = queued.demand.stages.iter().position(|stage| stage.minutes > 0).filter(|_| queued.begun)?;
            let held = |resource: &&Resource| shop.calendar.stations.iter().any(|station| {
                station.holds && station.places == 1 && **resource == Resource::Station(station.id)
            });
            Some((stage, *queued.demand.stages[stage].on.iter().find(held)?))
        };
        for (queued, planned) in shop.queue.iter().zip(&plan.orders) {
            let (Some((stage, loom)), Some(_)) = (on(queued), planned.finish) else { continue };
            let end = planned.work.iter().filter(|slot| slot.stage == stage).map(|slot| slot.day).max();
            for (other, planned) in shop.queue.iter().zip(&plan.orders).filter(|(other, _)| other.order != queued.order) {
                let there = |slot: &&Slot| other.demand.stages[slot.stage].on.contains(&loom);
                let first = planned.work.iter().filter(there).map(|slot| slot.day).min();
                prop_assert!(first.is_none_or(|first| Some(first) >= end), "{planned:?} puts {:?} off the loom", queued.order);
            }
        }
    }
}

/// Numbers at which something ends.
const EDGES: [i64; 9] = [i64::MIN, -1, 0, 1, 7, 1_440, i32::MAX as i64, i64::MAX - 1, i64::MAX];
const DAYS: [i32; 8] = [i32::MIN, i32::MIN + 1, -1, 0, 20_466, 20_480, i32::MAX - 1, i32::MAX];

fn edge() -> impl Strategy<Value = i64> {
    prop::sample::select(&EDGES[..])
}

fn day() -> impl Strategy<Value = Day> {
    prop::sample::select(&DAYS[..]).prop_map(Day)
}

fn hostile_demand() -> impl Strategy<Value = Demand> {
    let need = (0..3_usize, edge(), prop::sample::select(vec![0, 1, 2, 9, usize::MAX]))
        .prop_map(|(at, amount, stage)| Need { material: material(at), amount, stage });
    let on = prop::sample::select(vec![
        vec![],
        vec![Resource::Hands],
        vec![Resource::Hands, Resource::Hands],
        vec![Resource::Station(station(0)), Resource::Hands],
        vec![Resource::Station(station(7))],
    ]);
    let stage = (edge(), on).prop_map(|(minutes, on)| Stage { minutes, on });
    let lists = (prop::collection::vec(need, 0..4), prop::collection::vec(stage, 0..4));
    (lists, prop::sample::select(vec![0, 1, u16::MAX]), day())
        .prop_map(|((needs, stages), at_once, not_before)| Demand { needs, stages, at_once, not_before })
}

fn hostile_shop() -> impl Strategy<Value = Workshop> {
    let minutes = || prop::sample::select(vec![0, 1, 480, 1_440, u16::MAX]);
    let span = || (day(), day()).prop_map(|(from, to)| Span { from, to });
    let picture = (
        edge(),
        prop::collection::vec((day(), edge()), 0..3),
        prop::option::of(prop::sample::select(vec![0, u16::MAX])),
    );
    let queued = (hostile_demand(), day(), any::<bool>());
    let calendar =
        (prop::array::uniform7(minutes()), prop::collection::vec(span(), 0..2), minutes(), minutes(), any::<bool>());
    (calendar, span(), prop::collection::vec(picture, 0..3), prop::collection::vec(queued, 0..4), day()).prop_map(
        |((hours, closures, places, margin_days, holds), odd, pictures, queue, today)| Workshop {
            today,
            calendar: Calendar {
                hours,
                seasons: vec![(odd, hours)],
                closures,
                hands: vec![Hand { member: member(0), hours: [u16::MAX; 7], away: vec![odd] }; 2],
                stations: vec![Station { down: vec![odd], ..Station::new(station(0), places, holds) }],
                margin_days,
            },
            stock: (pictures.into_iter().enumerate())
                .map(|(at, (available, arrivals, reorder_days))| StockPicture {
                    material: material(at / 2),
                    available,
                    arrivals,
                    reorder_days,
                })
                .collect(),
            queue: (queue.into_iter())
                .map(|(demand, promised, begun)| Queued { order: order(1), demand, promised, begun, held_until: None })
                .collect(),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_numbers_make_it_panic(shop in hostile_shop(), demand in hostile_demand(), odd in (day(), day())) {
        let span = Span { from: odd.0, to: odd.1 };
        for change in [Change::Closure(span), Change::Move { order: order(1), place: usize::MAX }] {
            let _ = shop.what_if(&change);
        }
        if let Ok(plan) = shop.plan() {
            let found = promise(&demand, &plan);
            if let Ok(digest) = PromiseDigest::new(&plan, &demand, u64::MAX, NEVER) {
                prop_assert_eq!(promise_from_digest(&demand, &digest), found);
            }
            let _ = shortages(&plan, &[order(1)]);
        }
    }
}

/// The shop on the next day, after a day on which everybody did what the plan says: material came and was used, minutes
/// were worked, what had to be bought was bought.
pub(super) fn next_day(shop: &Workshop) -> Workshop {
    let plan = plan(&shop.queue, &shop.stock, &shop.calendar, shop.today).expect("fits");
    let mut next = shop.clone();
    next.today = shop.today.plus(1);
    for (queued, planned) in next.queue.iter_mut().zip(&plan.orders) {
        for slot in planned.work.iter().filter(|slot| slot.day == shop.today) {
            let stage = &mut queued.demand.stages[slot.stage];
            stage.minutes -= slot.minutes;
            queued.begun = stage.minutes > 0;
        }
    }
    for picture in &mut next.stock {
        let buy: i64 = (plan.orders.iter().flat_map(|planned| &planned.taken))
            .filter(|taken| taken.material == picture.material && matches!(taken.source, super::Source::Bought(_)))
            .map(|taken| taken.amount)
            .sum();
        if let Some(days) = picture.reorder_days.filter(|_| buy > 0) {
            picture.arrivals.push((shop.today.plus(i32::from(days)), buy));
        }
        // What was due comes, today's too; what is overdue came today, so that it is there tomorrow.
        let (come, open): (Vec<_>, Vec<_>) = picture.arrivals.iter().partition(|(day, _)| *day <= shop.today.plus(1));
        picture.available += come.iter().map(|(_, amount): &(Day, i64)| amount).sum::<i64>();
        picture.arrivals = open;
    }
    next
}
