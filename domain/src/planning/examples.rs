//! What a shop and its customers read, in cases that can be followed on paper.

use super::cases::{material, member, order, station};
use super::{
    Calendar, Change, Demand, Hand, Limit, Need, NoPromise, Promise, PromiseDigest, Queued, Refused, Resource,
    Shortage, Span, Stage, Station, StockPicture, Workshop, promise, promise_from_digest, shortages,
};
use crate::time::{Day, Timestamp};

/// Monday, 4 January 2027.
fn day(days: i32) -> Day {
    Day::from_ymd(2027, 1, 4).unwrap().plus(days)
}

/// Two weavers, a loom, six hours on six days a week; ten of one material, ten more on the second Monday, no more.
fn shop() -> Workshop {
    let hours = [360, 360, 360, 360, 360, 360, 0];
    let hand = |at| Hand { member: member(at), hours, away: Vec::new() };
    Workshop {
        today: day(0),
        calendar: Calendar {
            hours,
            hands: vec![hand(0), hand(1)],
            stations: vec![Station::new(station(0), 1, true)],
            ..Calendar::default()
        },
        stock: vec![StockPicture {
            material: material(0),
            available: 10,
            arrivals: vec![(day(7), 10)],
            reorder_days: None,
        }],
        queue: Vec::new(),
    }
}

fn woven(minutes: i64, amount: i64) -> Demand {
    Demand {
        needs: vec![Need { material: material(0), amount, stage: 0 }],
        stages: vec![Stage { minutes, on: vec![Resource::Station(station(0)), Resource::Hands] }],
        at_once: 1,
        not_before: day(0),
    }
}

fn sewn(minutes: i64) -> Demand {
    Demand { needs: Vec::new(), stages: vec![Stage { minutes, on: vec![Resource::Hands] }], ..woven(0, 0) }
}

fn ask(shop: &Workshop, demand: &Demand) -> (i32, Limit) {
    let plan = shop.plan().unwrap();
    let found = promise(demand, &plan).unwrap();
    let digest = PromiseDigest::new(&plan, demand, 1, Timestamp(0)).unwrap();
    assert_eq!(promise_from_digest(demand, &digest), Ok(found));
    (found.ready.0 - day(0).0, found.limit)
}

fn placed(shop: &mut Workshop, number: usize, demand: &Demand) -> Promise {
    let found = promise(demand, &shop.plan().unwrap()).unwrap();
    shop.queue.push(Queued::new(order(number), demand.clone(), &found));
    found
}

#[test]
fn a_date_says_what_it_waits_for() {
    let mut shop = shop();
    let loom = Limit::Resource(Resource::Station(station(0)));
    let wool = Limit::Material { material: material(0), day: Some(day(7)) };
    assert_eq!(ask(&shop, &woven(720, 10)), (2, Limit::Work), "Tuesday and Wednesday");
    assert_eq!(ask(&shop, &woven(721, 10)), (3, Limit::Work));
    assert_eq!(ask(&shop, &woven(720, 11)), (8, wool), "from Monday on, when the wool comes");
    assert_eq!(ask(&shop, &Demand { not_before: day(12), ..woven(720, 11) }), (14, Limit::Begin(day(12))));
    placed(&mut shop, 1, &woven(720, 10));
    assert_eq!(ask(&shop, &woven(360, 0)), (3, loom), "behind the other rug");
    assert_eq!(ask(&shop, &sewn(720)), (2, Limit::Work), "by the other weaver");
    assert_eq!(ask(&shop, &Demand { at_once: 2, ..sewn(720) }), (2, Limit::Resource(Resource::Hands)));
    assert_eq!(ask(&shop, &woven(360, 1)), (7, wool), "the first ten are promised");
    let closed = Span { from: day(1), to: day(5) };
    shop.calendar.closures.push(closed);
    assert_eq!(ask(&shop, &sewn(360)), (7, Limit::Closure(closed)));
    shop.calendar.seasons.push((Span { from: day(7), to: day(36) }, [120; 7]));
    assert_eq!(ask(&shop, &sewn(360)).0, 9, "three short days");
}

#[test]
fn the_margin_is_open_days() {
    let mut shop = shop();
    shop.calendar.margin_days = 2;
    let found = placed(&mut shop, 1, &sewn(5 * 360));
    assert_eq!((found.finish, found.ready), (day(5), day(8)), "Saturday, and Monday and Tuesday");
    assert_eq!(shop.plan().unwrap().orders[0].finish, Some(day(5)));
}

#[test]
fn stages_follow_each_other_on_one_day_if_it_is_long_enough() {
    let shop = shop();
    let stage = |minutes, on| Stage { minutes, on: vec![on] };
    let loom = Resource::Station(station(0));
    let two = |first, then| Demand { stages: vec![stage(first, loom), stage(then, Resource::Hands)], ..sewn(0) };
    assert_eq!(ask(&shop, &two(200, 160)).0, 1);
    assert_eq!(ask(&shop, &two(200, 161)).0, 2);
    let late = Need { material: material(0), amount: 11, stage: 1 };
    let plan = shop.plan().unwrap();
    let varnished = Demand { needs: vec![late], ..two(360, 360) };
    assert_eq!(promise(&varnished, &plan).unwrap().finish, day(7), "it is woven before the material comes");
    let packed = Demand { needs: vec![Need { stage: 2, ..late }], ..two(360, 360) };
    assert_eq!(promise(&packed, &plan).unwrap().finish, day(7));
    assert_eq!(promise(&two(0, 0), &plan).unwrap().finish, day(1), "nothing to do is done on the next open day");
}

#[test]
fn what_can_never_be_made_has_no_date() {
    let mut shop = shop();
    let ask = |shop: &Workshop, demand: &Demand| promise(demand, &shop.plan().unwrap()).unwrap_err();
    assert_eq!(ask(&shop, &woven(10, 21)), NoPromise::Material(material(0)));
    let unknown = Demand { stages: vec![Stage { minutes: 1, on: vec![Resource::Station(station(9))] }], ..sewn(0) };
    assert_eq!(ask(&shop, &unknown), NoPromise::Resource(Some(Resource::Station(station(9)))));
    assert_eq!(ask(&shop, &sewn(i64::MAX)), NoPromise::Resource(Some(Resource::Hands)));
    let twice = Need { material: material(0), amount: i64::MAX, stage: 0 };
    assert_eq!(ask(&shop, &Demand { needs: vec![twice, twice], ..sewn(1) }), NoPromise::Overflow);
    shop.calendar.hours = [0; 7];
    assert_eq!(ask(&shop, &sewn(0)), NoPromise::Resource(None));
    shop.stock[0].arrivals = vec![(day(1), i64::MAX)];
    assert!(shop.plan().is_err());
}

#[test]
fn overdue_material_counts_from_tomorrow_and_never_before_it_is_there() {
    let mut shop = shop();
    shop.today = day(8);
    shop.queue.push(Queued {
        order: order(1),
        demand: woven(360, 20),
        promised: day(7),
        begun: false,
        held_until: None,
    });
    let plan = shop.plan().unwrap();
    assert_eq!(plan.orders[0].finish, Some(day(9)));
    assert_eq!(plan.orders[0].last, Some((material(0), day(9))));
}

#[test]
fn a_rug_stays_on_the_loom() {
    let mut shop = shop();
    placed(&mut shop, 1, &Demand { not_before: day(8), ..woven(720, 0) });
    let short = placed(&mut shop, 2, &woven(6 * 360, 0));
    assert_eq!(short.finish, day(7), "from Tuesday to the day before the other rug");
    let long = placed(&mut shop, 3, &woven(361, 0));
    assert_eq!(long.finish, day(11), "after the other rug: it cannot come off in between");
    shop.queue[2].begun = true;
    shop.queue[2].demand.not_before = day(0);
    let plan = shop.plan().unwrap();
    assert_eq!(plan.orders[2].finish, Some(day(1)), "it is on the loom, and goes first");
    assert_eq!(plan.orders[1].finish, Some(day(16)), "no room in front of the first any more");
}

#[test]
fn what_comes_after_the_loom_is_free_until_then() {
    let mut shop = shop();
    shop.calendar.stations.push(Station::new(station(1), 1, true));
    let stretched = Stage { minutes: 360, on: vec![Resource::Station(station(1)), Resource::Hands] };
    let mut rug = woven(720, 0);
    rug.stages.push(stretched.clone());
    let other = Demand { stages: vec![stretched], ..sewn(0) };
    let queued =
        |number, demand, begun| Queued { order: order(number), demand, promised: day(40), begun, held_until: None };
    shop.queue = vec![queued(1, woven(720, 0), false), queued(2, rug, true), queued(3, other, false)];
    let plan = shop.plan().unwrap();
    let finish = |at: usize| plan.orders[at].finish.unwrap();
    assert_eq!([finish(0), finish(1), finish(2)], [day(3), day(2), day(0)]);
}

#[test]
fn a_rug_that_cannot_be_finished_is_woven_as_far_as_it_goes() {
    let mut shop = shop();
    let mut demand = woven(720, 0);
    demand.stages.push(Stage { minutes: 60, on: vec![Resource::Hands] });
    demand.needs = vec![Need { material: material(0), amount: 21, stage: 1 }];
    let stuck = Queued { order: order(1), demand, promised: day(9), begun: true, held_until: None };
    shop.queue = vec![stuck];
    let plan = shop.plan().unwrap();
    assert_eq!((plan.orders[0].work.len(), plan.orders[0].finish), (2, None));
    assert_eq!(plan.orders[0].missing, [(material(0), 1)]);
    assert_eq!(promise(&woven(360, 0), &plan).unwrap().finish, day(2), "the loom is taken until then");
    shop.queue[0].begun = false;
    let plan = shop.plan().unwrap();
    assert_eq!(plan.orders[0].work, [], "nobody begins it");
    assert_eq!(promise(&woven(360, 1), &plan).unwrap_err(), NoPromise::Material(material(0)), "but its wool is kept");
}

#[test]
fn a_large_order_is_looked_at_before_it_is_accepted() {
    let mut shop = shop();
    let first = placed(&mut shop, 1, &woven(720, 5));
    let large = Queued { promised: day(40), ..Queued::new(order(2), woven(3_600, 15), &first) };
    let front = Change::Accept { order: large.clone(), place: 0 };
    let found = shop.what_if(&front).unwrap();
    assert_eq!(found.dangers.len(), 1);
    let danger = found.dangers[0];
    assert_eq!((danger.order, danger.promised, danger.now), (order(1), first.ready, Some(day(19))));
    assert_eq!(danger.cause, Limit::Material { material: material(0), day: Some(day(7)) }, "its wool is gone");
    assert_eq!(shop.change(&front, &[order(2)]).unwrap_err(), Refused::Unnamed(vec![danger]));
    assert_eq!(shop.change(&front, &[order(1)]).unwrap().workshop.queue.len(), 2);
    let (place, safe) = shop.first_safe_place(&large).unwrap();
    assert_eq!((place, safe.dangers), (1, Vec::new()));
    assert_eq!(safe.plan.get(order(2)).unwrap().finish, Some(day(17)), "ten days from the second Monday on");
    let again = Change::Accept { order: shop.queue[0].clone(), place: 0 };
    assert_eq!(shop.what_if(&again).unwrap_err(), Refused::Unknown);
    assert_eq!(shop.what_if(&Change::Cancel { order: order(9) }).unwrap_err(), Refused::Unknown);
    let cancelled = shop.what_if(&Change::Cancel { order: order(1) }).unwrap();
    assert!(cancelled.plan.orders.is_empty() && cancelled.dangers.is_empty());
}

#[test]
fn a_late_lot_is_the_cause_even_where_hands_are_short() {
    let mut shop = shop();
    placed(&mut shop, 1, &Demand { at_once: 2, ..sewn(8 * 720) });
    let second = placed(&mut shop, 2, &woven(360, 12));
    let late = Change::Arrival { material: material(0), was: day(7), now: Some(day(21)) };
    let found = shop.what_if(&late).unwrap();
    assert_eq!(found.dangers.len(), 1);
    assert_eq!(found.dangers[0].cause, Limit::Material { material: material(0), day: Some(day(21)) });
    assert!(found.dangers[0].now > Some(second.ready));
    let never = Change::Arrival { material: material(0), was: day(7), now: None };
    let found = shop.what_if(&never).unwrap();
    assert_eq!(found.dangers[0].now, None);
    assert_eq!(found.dangers[0].cause, Limit::Material { material: material(0), day: None });
    assert_eq!(found.plan.orders[1].missing, [(material(0), 2)]);
    let ill = Change::Absence { member: member(0), away: Span { from: day(1), to: day(12) } };
    let causes: Vec<Limit> = shop.what_if(&ill).unwrap().dangers.iter().map(|danger| danger.cause).collect();
    assert_eq!(causes, [Limit::Resource(Resource::Hands); 2]);
}

#[test]
fn an_absence_is_the_cause_even_where_wool_was_waited_for() {
    let mut shop = shop();
    shop.calendar.hands.truncate(1);
    shop.calendar.closures.push(Span { from: day(8), to: day(19) });
    assert_eq!(
        placed(&mut shop, 1, &woven(360, 12)).limit,
        Limit::Material { material: material(0), day: Some(day(7)) }
    );
    let ill = Change::Absence { member: member(0), away: Span { from: day(7), to: day(7) } };
    let found = shop.what_if(&ill).unwrap();
    assert_eq!(found.dangers[0].now, Some(day(21)));
    assert_eq!(found.dangers[0].cause, Limit::Resource(Resource::Hands), "the wool and the closure were known");
}

#[test]
fn what_has_to_be_bought_for_some_orders() {
    let mut shop = shop();
    shop.stock.push(StockPicture {
        material: material(1),
        available: 0,
        arrivals: vec![(day(3), 4)],
        reorder_days: Some(9),
    });
    for (number, (wool, dye)) in [(8, 3), (6, 3), (9, 0)].into_iter().enumerate() {
        let mut demand = woven(10, wool);
        demand.needs.push(Need { material: material(1), amount: dye, stage: 0 });
        shop.queue.push(Queued { order: order(number), demand, promised: day(60), begun: false, held_until: None });
    }
    let plan = shop.plan().unwrap();
    let of = |orders: &[usize]| shortages(&plan, &orders.iter().map(|at| order(*at)).collect::<Vec<_>>()).unwrap();
    let last_arrival = Some(day(7));
    let wool = Shortage { on_hand: 2, expected: 10, last_arrival, missing: 3, ..Shortage::default() };
    let dye = Shortage { expected: 1, last_arrival: Some(day(3)), to_buy: 2, ..Shortage::default() };
    assert_eq!(of(&[1, 2]), [(material(0), wool), (material(1), dye)]);
    assert_eq!(of(&[0])[0], (material(0), Shortage { on_hand: 8, ..Shortage::default() }));
    assert_eq!(of(&[7]), []);
}

#[test]
fn the_hold_of_a_checkout_keeps_its_minutes_until_it_ends() {
    let mut shop = shop();
    let held = placed(&mut shop, 1, &woven(720, 0));
    shop.queue[0].held_until = Some(Timestamp(1_000));
    assert!(promise(&woven(720, 0), &shop.plan().unwrap()).unwrap().finish > held.finish);
    shop.expire(Timestamp(999));
    assert_eq!(shop.queue.len(), 1);
    shop.expire(Timestamp(1_000));
    assert_eq!(promise(&woven(720, 0), &shop.plan().unwrap()).unwrap().finish, held.finish);
    let digest = PromiseDigest::new(&shop.plan().unwrap(), &woven(720, 0), 7, Timestamp(2_000)).unwrap();
    assert!(digest.is_current(7, Timestamp(1_999)));
    assert!(!digest.is_current(8, Timestamp(1_999)) && !digest.is_current(7, Timestamp(2_000)));
}

#[test]
fn the_digest_hides_what_one_piece_cannot_use() {
    let mut shop = shop();
    placed(&mut shop, 1, &woven(360, 3));
    let mut bag = sewn(700);
    bag.needs = vec![Need { material: material(0), amount: 4, stage: 0 }];
    let digest = PromiseDigest::new(&shop.plan().unwrap(), &bag, 1, Timestamp(0)).unwrap();
    assert_eq!(digest.materials[0].steps, [(4, day(0))], "not that there are seven");
    assert_eq!(digest.runs.len(), 1, "{digest:?}");
    assert_eq!((digest.runs[0].days, &digest.runs[0].free[..]), (2, &[(360, false)][..]), "not whose hands are free");
    assert_eq!(digest.last_day(), day(2));
}
