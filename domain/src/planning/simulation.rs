//! Years of a workshop of six, day by day: orders come in, lots are late, members are absent, the queue is changed.

mod workshop;

use super::cases::{material, member, order, station};
use super::oracle::check;
use super::{
    Change, Danger, Limit, Plan, PromiseDigest, Punctuality, Queued, Refused, Resource, Span, Stage, Workshop,
    endangered, promise, promise_from_digest,
};
use crate::time::{Day, Timestamp};
use workshop::{Life, MATERIALS, largest};

const SEED: u64 = 20_270_104;

/// The customers of a day. Whoever would wait for more than ten weeks goes away.
fn customers(life: &mut Life, busy: i64) {
    while life.dice.roll(100) < busy {
        let plan = life.plan();
        let product = life.dice.roll(6) as usize;
        let largest = largest(product, life.shop.today.plus(1 + life.dice.roll(3) as i32));
        let digest = PromiseDigest::new(&plan, &largest, 1, Timestamp(0)).expect("fits");
        let demand = life.configured(&largest);
        let promised = promise(&demand, &plan);
        assert_eq!(promise_from_digest(&demand, &digest), promised);
        let Ok(promised) = promised else { continue };
        if promised.ready <= life.shop.today.plus(70) {
            life.accept(demand, promised);
            let plan = life.plan();
            life.buy(&plan);
        }
    }
}

/// Weeks in which everything goes as planned.
fn quiet(weeks: u32) -> Punctuality {
    let mut life = Life::new(SEED, 0);
    let mut longest = 0;
    for day in 0..weeks * 7 {
        customers(&mut life, 78);
        let plan = life.plan();
        if day % 50 == 0 {
            check(&life.shop, &plan);
        }
        assert!(plan.orders.iter().all(|planned| planned.late.is_none()), "day {day}");
        longest = longest.max(plan.orders.len());
        life.work(&plan);
        life.sleep();
    }
    let found = Punctuality::of(&life.kept);
    println!("seed {SEED}: {weeks} weeks, {} orders, at most {longest} at a time: {found:?}", life.orders);
    assert!(longest >= 15 && found.kept > weeks, "too quiet: {found:?}");
    found
}

/// The weeks of a test: a year always, 1,000 weeks with MOGADOR_LONG=1.
#[expect(clippy::disallowed_methods, reason = "tests have no config")]
fn weeks() -> u32 {
    if std::env::var("MOGADOR_LONG").is_ok_and(|value| value == "1") { 1_000 } else { 52 }
}

#[test]
fn weeks_without_disturbance_break_no_promise() {
    assert_eq!(quiet(weeks()).broken, 0);
}

/// What a year was like.
#[derive(Debug, Default)]
struct Tally {
    late_lots: u32,
    absences: u32,
    broken_looms: u32,
    closures: u32,
    flagged_for_material: u32,
    flagged_for_hands: u32,
    flagged_for_stations: u32,
    flagged_for_closures: u32,
    changes: u32,
    refused: u32,
    confirmed: u32,
}

#[test]
fn what_endangers_a_promise_is_told_on_the_same_day_with_its_cause() {
    disturbed(weeks());
}

fn disturbed(weeks: u32) {
    let (mut life, mut tally) = (Life::new(SEED, 2), Tally::default());
    for _ in 0..weeks * 7 {
        let before = life.plan();
        assert_all_told(&life, &before);
        let changes = trouble(&mut life, &mut tally);
        for change in &changes {
            let found = life.shop.what_if(change).expect("is known");
            assert_eq!(found.dangers, endangered(&life.plan(), &found.plan));
            life.shop = found.workshop;
        }
        let after = life.plan();
        let dangers = endangered(&before, &after);
        for danger in &dangers {
            assert_cause(&life, danger, &changes);
            *match danger.cause {
                Limit::Material { .. } => &mut tally.flagged_for_material,
                Limit::Resource(Resource::Hands) => &mut tally.flagged_for_hands,
                Limit::Resource(Resource::Station(_)) => &mut tally.flagged_for_stations,
                Limit::Closure(_) => &mut tally.flagged_for_closures,
                Limit::Work | Limit::Begin(_) => panic!("no such trouble: {danger:?}"),
            } += 1;
        }
        life.flag(&dangers);
        assert_all_told(&life, &after);
        rearrange(&mut life, &mut tally);
        customers(&mut life, 75);
        let plan = life.plan();
        life.buy(&plan);
        life.work(&plan);
        life.sleep();
    }
    let found = Punctuality::of(&life.kept);
    println!("seed {SEED}: {weeks} weeks of trouble, {} orders: {found:?} {tally:?}", life.orders);
    assert!(tally.flagged_for_material > 0 && tally.flagged_for_hands > 0 && tally.refused > 0, "{tally:?}");
}

/// Every order that will be late, counted from its days and its promise alone, was told by now.
fn assert_all_told(life: &Life, plan: &Plan) {
    for planned in &plan.orders {
        let open = &life.open[&planned.order];
        let late = planned.finish.is_none_or(|finish| finish > open.promise.ready);
        assert!(!late || open.flagged.is_some(), "{planned:?} was not told on {:?}", life.shop.today);
    }
}

/// What is known of this morning: a lot that does not come, a member who is ill.
fn trouble(life: &mut Life, tally: &mut Tally) -> Vec<Change> {
    let (today, mut changes) = (life.shop.today, Vec::new());
    for at in 0..MATERIALS {
        for (was, _) in life.shop.stock[at].arrivals.clone() {
            if was <= today.plus(3) && life.dice.once_in(12) {
                let now = Some(was.plus(3 + life.dice.roll(18) as i32));
                changes.push(Change::Arrival { material: material(at), was, now });
                tally.late_lots += 1;
                break;
            }
        }
    }
    if life.dice.once_in(25) {
        let away = Span { from: today, to: today.plus(life.dice.roll(14) as i32) };
        changes.push(Change::Absence { member: member(life.dice.roll(6) as usize), away });
        tally.absences += 1;
    }
    let for_days = |days: i64| Span { from: today, to: today.plus(days as i32) };
    if life.dice.once_in(120) {
        changes.push(Change::Down { station: station(life.dice.roll(4) as usize), down: for_days(life.dice.roll(9)) });
        tally.broken_looms += 1;
    }
    if life.dice.once_in(150) {
        changes.push(Change::Closure(for_days(1 + life.dice.roll(4))));
        tally.closures += 1;
    }
    changes
}

/// What the cause names is what the order waits for: it changed this morning, or with plenty of it the order is done
/// earlier.
fn assert_cause(life: &Life, danger: &Danger, changes: &[Change]) {
    let mut plenty = life.shop.clone();
    match danger.cause {
        Limit::Material { material, .. } => {
            let moved =
                |change: &Change| matches!(change, Change::Arrival { material: moved, .. } if *moved == material);
            assert!(changes.iter().any(moved), "{danger:?} after {changes:?}");
            let picture = plenty.stock.iter_mut().find(|picture| picture.material == material).expect("a material");
            picture.available += 1_000_000_000;
        }
        Limit::Closure(span) => {
            assert!(changes.contains(&Change::Closure(span)), "{danger:?} after {changes:?}");
            return;
        }
        Limit::Resource(resource) => give_plenty(&mut plenty, |one| one == resource),
        Limit::Work | Limit::Begin(_) => {}
    }
    let finish = |shop: &Workshop| shop.plan().expect("fits").get(danger.order).and_then(|planned| planned.finish);
    if finish(&plenty) >= danger.now {
        // Plenty lets others go faster too, and they may meet this order elsewhere; or it would need plenty of all.
        let uses = |queued: &Queued| queued.demand.stages.iter().any(|stage| on(danger.cause, stage));
        plenty.queue.retain(|queued| queued.order == danger.order || !uses(queued));
        give_plenty(&mut plenty, |_| true);
        assert!(finish(&plenty) < danger.now, "{danger:?}");
    }
}

fn give_plenty(shop: &mut Workshop, of: impl Fn(Resource) -> bool) {
    if of(Resource::Hands) {
        let hand = super::Hand { away: Vec::new(), ..shop.calendar.hands[0].clone() };
        shop.calendar.hands.extend(core::iter::repeat_n(hand, 99));
    }
    for station in shop.calendar.stations.iter_mut().filter(|station| of(Resource::Station(station.id))) {
        station.places += 99;
        station.down.clear();
    }
}

fn on(cause: Limit, stage: &Stage) -> bool {
    stage.on.iter().any(|resource| cause == Limit::Resource(*resource))
}

/// The shop moves an order to the front now and then, and agrees to what that breaks half of the time.
fn rearrange(life: &mut Life, tally: &mut Tally) {
    if life.shop.queue.is_empty() || !life.dice.once_in(6) {
        return;
    }
    let at = life.dice.roll(life.shop.queue.len() as i64) as usize;
    let change = Change::Move { order: life.shop.queue[at].order, place: life.dice.roll(at as i64 + 1) as usize };
    let before = life.plan();
    let late = |plan: &Plan| -> Vec<(crate::id::ProductionOrderId, Option<Day>)> {
        let of = plan.orders.iter().filter(|planned| planned.finish.is_none_or(|finish| finish > planned.promised));
        of.map(|planned| (planned.order, planned.finish)).collect()
    };
    tally.changes += 1;
    match life.shop.change(&change, &[]) {
        Ok(found) => {
            let was = late(&before);
            for (order, finish) in late(&found.plan) {
                let known = was.iter().find(|(known, _)| *known == order);
                assert!(known.is_some_and(|(_, was)| finish <= *was), "{order:?} was endangered without a word");
            }
            life.shop = found.workshop;
        }
        Err(Refused::Unnamed(dangers)) => {
            tally.refused += 1;
            assert!(!dangers.is_empty());
            let names: Vec<_> = dangers.iter().map(|danger| danger.order).collect();
            assert!(
                matches!(life.shop.change(&change, &names[1..]), Err(Refused::Unnamed(left)) if left == dangers[..1])
            );
            if life.dice.once_in(2) {
                life.shop = life.shop.change(&change, &names).expect("all are named").workshop;
                life.flag(&dangers);
                tally.confirmed += 1;
            }
        }
        Err(Refused::Unknown | Refused::Overflow) => panic!("{:?} is in the queue", order(at)),
    }
}
