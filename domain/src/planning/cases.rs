//! Small random workshops in which everything happens: days of a few minutes, so that everything can be tried.

use super::{Calendar, Demand, Hand, Need, Queued, Resource, Span, Stage, Station, StockPicture, Workshop};
use crate::id::{MaterialId, MemberId, ProductionOrderId, StationId};
use crate::time::Day;
use proptest::prelude::*;

/// A Wednesday.
pub(super) const TODAY: Day = Day(20_466);

pub(super) fn material(number: usize) -> MaterialId {
    MaterialId::from_parts(1, [number as u8; 10])
}

pub(super) fn member(number: usize) -> MemberId {
    MemberId::from_parts(1, [number as u8; 10])
}

pub(super) fn station(number: usize) -> StationId {
    StationId::from_parts(1, [number as u8; 10])
}

pub(super) fn order(number: usize) -> ProductionOrderId {
    let [.., high, low] = (number as u32).to_be_bytes();
    ProductionOrderId::from_parts(1, [0, 0, 0, 0, 0, 0, 0, 0, high, low])
}

fn span() -> impl Strategy<Value = Span> {
    (-3..16_i32, 0..5_i32).prop_map(|(from, days)| Span { from: TODAY.plus(from), to: TODAY.plus(from + days) })
}

fn spans(most: usize) -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(span(), 0..=most)
}

/// Open on six days a week, now and then shorter.
fn week() -> impl Strategy<Value = [u16; 7]> {
    [3..7_u16, 3..7_u16, 3..7_u16, 0..7_u16, 1..4_u16, 3..7_u16, 0..1_u16]
}

pub(super) fn any_calendar() -> impl Strategy<Value = Calendar> {
    let hand = (week(), spans(1)).prop_map(|(hours, away)| (hours, away));
    let loom = || (1..3_u16, any::<bool>(), spans(1));
    let seasons = prop::collection::vec((span(), week()), 0..2);
    (week(), seasons, spans(2), prop::collection::vec(hand, 0..3), [loom(), loom()], 0..3_u16).prop_map(
        |(hours, seasons, closures, hands, looms, margin_days)| Calendar {
            hours,
            seasons,
            closures,
            hands: (hands.into_iter().enumerate())
                .map(|(at, (hours, away))| Hand { member: member(at), hours, away })
                .collect(),
            stations: (looms.into_iter().enumerate())
                .map(|(at, (places, holds, down))| Station { down, ..Station::new(station(at), places, holds) })
                .collect(),
            margin_days,
        },
    )
}

pub(super) fn any_stock() -> impl Strategy<Value = Vec<StockPicture>> {
    let arrivals = prop::collection::vec((-2..18_i32, 0..12_i64), 0..4);
    let picture = (0..16_i64, arrivals, prop::option::of(0..25_u16));
    let picture = picture.prop_map(|(available, arrivals, reorder_days)| StockPicture {
        material: material(0),
        available,
        arrivals: arrivals.into_iter().map(|(day, amount)| (TODAY.plus(day), amount)).collect(),
        reorder_days,
    });
    [picture.clone(), picture.clone(), picture].prop_map(|pictures: [StockPicture; 3]| {
        let of = |(at, picture)| StockPicture { material: material(at), ..picture };
        pictures.into_iter().enumerate().map(of).collect()
    })
}

fn any_stage() -> impl Strategy<Value = Stage> {
    let loom = |number| Resource::Station(station(number));
    let on = prop_oneof![
        3 => Just(vec![Resource::Hands]),
        2 => Just(vec![loom(0), Resource::Hands]),
        1 => Just(vec![Resource::Hands, loom(1)]),
        1 => Just(vec![loom(1)]),
        1 => Just(vec![loom(0), loom(1)]),
    ];
    (0..13_i64, on).prop_map(|(minutes, on)| Stage { minutes, on })
}

pub(super) fn any_demand() -> impl Strategy<Value = Demand> {
    let need = (0..3_usize, 0..9_i64, 0..4_usize).prop_map(|(at, amount, stage)| Need {
        material: material(at),
        amount,
        stage,
    });
    let needs = prop::collection::vec(need, 0..4);
    (needs, prop::collection::vec(any_stage(), 0..4), 0..3_u16, -3..6_i32)
        .prop_map(|(needs, stages, at_once, first)| Demand { needs, stages, at_once, not_before: TODAY.plus(first) })
}

fn any_queued() -> impl Strategy<Value = (Demand, i32, bool)> {
    (any_demand(), -3..40_i32, prop::bool::weighted(0.2))
}

/// A shop with orders that came in somehow, some of them late, some on the loom.
pub(super) fn any_workshop() -> impl Strategy<Value = Workshop> {
    (any_calendar(), any_stock(), prop::collection::vec(any_queued(), 0..5)).prop_map(|(calendar, stock, queue)| {
        let queued = |(at, (demand, promised, begun)): (usize, (Demand, i32, bool))| Queued {
            order: order(at),
            demand,
            promised: TODAY.plus(promised),
            begun,
            held_until: None,
        };
        let queue = queue.into_iter().enumerate().map(queued).collect();
        let mut shop = Workshop { today: TODAY, calendar, stock, queue };
        begin(&mut shop);
        shop
    })
}

/// Work that has begun has used the material of its stage, and no two pieces are on one place.
fn begin(shop: &mut Workshop) {
    let mut on: Vec<Resource> = Vec::new();
    for queued in &mut shop.queue {
        let demand = &mut queued.demand;
        let first = demand.stages.iter().position(|stage| stage.minutes > 0);
        let used = first.map_or(&[][..], |first| &demand.stages[first].on);
        queued.begun &= first.is_some() && !used.iter().any(|resource| on.contains(resource));
        if queued.begun {
            on.extend(used.iter().filter(|resource| **resource != Resource::Hands));
            demand.not_before = demand.not_before.min(TODAY);
            demand.needs.retain(|need| Some(need.stage) > first);
        }
    }
}

/// A part of a demand, as one configuration of a product takes it: `parts` says how much of what, in tenths.
pub(super) fn part(largest: &Demand, parts: &[i64]) -> Demand {
    let tenths = |at: usize| parts[at % parts.len()];
    let mut demand = largest.clone();
    for (at, need) in demand.needs.iter_mut().enumerate() {
        need.amount = need.amount * tenths(at) / 10;
    }
    for (at, stage) in demand.stages.iter_mut().enumerate() {
        stage.minutes = stage.minutes * tenths(at + 3) / 10;
    }
    demand
}
