//! The workshop of a shop as the planner sees it, and what is allocated to orders when material comes.

use crate::{Error, Services};
use domain::id::{MaterialId, MemberId, MovementId, OrderLineId, ShopId, ShopOrderId};
use domain::materials::MovementKind;
use domain::order::ProductionState;
use domain::planning::{Calendar, Demand, Need, Queued, Resource, Stage, StockPicture, Workshop, share_out};
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use std::collections::BTreeSet;
use store::Writer;
use store::materials::NewMovement;
use store::workshop::{AllocationRow, QueueRow, WaitingRow, WorkshopRow};

/// The workshop on the day of `now`. A shop that did not say how it works has the usual week for each of its members.
pub(crate) fn of(row: &WorkshopRow, now: Timestamp) -> Workshop {
    let (today, calendar) = (now.day(), row.calendar.clone().unwrap_or_else(|| usual(&row.members)));
    let arrivals = |material| {
        let of_it = row.arrivals.iter().filter(move |arrival| arrival.material == material);
        of_it.map(|arrival| (Day(arrival.day), arrival.amount)).collect()
    };
    let picture = |stock: &store::workshop::StockRow| StockPicture {
        material: stock.material,
        available: stock.stock,
        arrivals: arrivals(stock.material),
        reorder_days: stock.supply_days,
    };
    let queue = row.queue.iter().map(|queued| entry(queued, &calendar, today)).collect();
    Workshop { today, stock: row.stock.iter().map(picture).collect(), queue, calendar }
}

fn usual(members: &[(MemberId, Localised)]) -> Calendar {
    let mut calendar = Calendar::usual(u8::try_from(members.len().max(1)).unwrap_or(u8::MAX));
    for (hand, (member, _)) in calendar.hands.iter_mut().zip(members) {
        hand.member = *member;
    }
    calendar
}

/// An order of the queue with what is left of it. Work that has begun is taken to have gone on in every open hour since:
/// nobody writes minutes down yet.
fn entry(row: &QueueRow, calendar: &Calendar, today: Day) -> Queued {
    let at_once = u16::try_from(row.quantity).unwrap_or(u16::MAX);
    let mut demand = row.demand.clone().unwrap_or_else(|| by_hand(row, at_once));
    demand.not_before = Day(row.begin_day);
    let mut begun = row.state != ProductionState::Planned;
    if begun {
        // All of it was taken from the shelf when the work began.
        demand.needs.clear();
        let since = row.begun_ms.map_or(today, |ms| Timestamp(ms).day());
        let worked = (since.0..today.0).map(|day| calendar.open(Day(day)).saturating_mul(at_once.into())).sum();
        begun = work_off(&mut demand, worked);
    }
    Queued { order: row.id, demand, promised: Day(row.ready_day), begun, held_until: None }
}

/// An order that an earlier build placed: all material at the beginning, all work by hand.
fn by_hand(row: &QueueRow, at_once: u16) -> Demand {
    let need = |(material, amount): &(MaterialId, i64)| Need { material: *material, amount: *amount, stage: 0 };
    Demand {
        needs: row.needs.iter().map(need).collect(),
        stages: vec![Stage { minutes: row.minutes, on: vec![Resource::Hands] }],
        at_once,
        not_before: Day(row.begin_day),
    }
}

/// Takes minutes off the stages, in their order. Answers whether the piece is at a stage that has begun, and may stand on
/// its loom: work of no minutes yet is at its first.
fn work_off(demand: &mut Demand, worked: i64) -> bool {
    let mut left = worked;
    for stage in demand.stages.iter_mut().filter(|stage| stage.minutes > 0) {
        let part = stage.minutes.min(left);
        stage.minutes -= part;
        left -= part;
        if stage.minutes > 0 {
            return part > 0 || worked == 0;
        }
    }
    true
}

/// Allocates what is there to the orders of a shop that wait for it, by their place in the queue. The shop is held.
pub(crate) async fn allocate_waiting(
    tx: &mut Writer,
    svc: &Services,
    shop: ShopId,
    now: Timestamp,
) -> Result<(), Error> {
    for WaitingRow { line, shop_order, material, missing } in tx.waiting(shop).await? {
        let part = tx.hold_available(material).await?.min(missing);
        if part > 0 {
            allocate(tx, svc, now, (line, shop_order), (material, part)).await?;
        }
    }
    Ok(())
}

/// Gives what lies on the shelf to the orders anew, in the order of the queue, after that order changed: who comes later gives
/// up what is not enough for all. The shop is held.
pub(crate) async fn reallocate(tx: &mut Writer, svc: &Services, shop: ShopId, now: Timestamp) -> Result<(), Error> {
    let rows = tx.allocations(shop).await?;
    let materials: BTreeSet<MaterialId> = rows.iter().map(|row| row.material).collect();
    for material in materials {
        let free = tx.hold_available(material).await?;
        let of_it: Vec<&AllocationRow> = rows.iter().filter(|row| row.material == material).collect();
        let more = share_out(free, &of_it.iter().map(|row| (row.amount, row.allocated)).collect::<Vec<_>>());
        let mut moves: Vec<(&AllocationRow, i64)> =
            of_it.into_iter().zip(more).filter(|(_, more)| *more != 0).collect();
        // What is given up is there before it is given to somebody else.
        moves.sort_by_key(|(_, more)| *more);
        for (row, more) in moves {
            move_share(tx, svc, now, (row.line, row.shop_order), (material, more)).await?;
        }
    }
    Ok(())
}

/// Promises material that is there to a line.
pub(crate) async fn allocate(
    tx: &mut Writer,
    svc: &Services,
    now: Timestamp,
    line: (OrderLineId, ShopOrderId),
    share: (MaterialId, i64),
) -> Result<(), Error> {
    move_share(tx, svc, now, line, share).await
}

/// Gives material to a line, or takes back what is negative.
async fn move_share(
    tx: &mut Writer,
    svc: &Services,
    now: Timestamp,
    (line, shop_order): (OrderLineId, ShopOrderId),
    (material, more): (MaterialId, i64),
) -> Result<(), Error> {
    let movement = NewMovement {
        id: MovementId::from_parts(svc.millis(), svc.id10()),
        material,
        at_ms: now.0,
        kind: if more > 0 { MovementKind::Allocation } else { MovementKind::Release },
        amount: more.saturating_abs(),
        reason: String::new(),
        shop_order: Some(shop_order),
        person: None,
    };
    if !tx.move_stock(&movement).await? {
        // What is held cannot become less.
        let id = material.to_string();
        return Err(store::Error::Inconsistent { table: "material_levels", column: "allocated", id }.into());
    }
    Ok(tx.allocate_line(line, material, more).await?)
}
