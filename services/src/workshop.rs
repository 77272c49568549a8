//! The workshop of a shop as the planner sees it, and what is allocated to orders and batches when material comes.

use crate::{Error, Services};
use domain::id::{
    BatchId, LotId, MaterialId, MemberId, MovementId, OrderLineId, ProductionOrderId, ShopId, ShopOrderId,
};
use domain::materials::MovementKind;
use domain::order::{ProductionState, StageState};
use domain::planning::{Calendar, Demand, Need, Plan, Queued, Resource, Stage, StockPicture, Workshop, share_out};
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use std::collections::BTreeSet;
use store::Writer;
use store::batches::{QueuedBatch, WaitingBatch};
use store::making::StageRow;
use store::materials::{ExpectedArrival, NewMovement};
use store::workshop::{QueueRow, WaitingRow, WorkshopRow};

/// How often what comes of batches is looked at again: a batch may be made from another, over so many levels.
const LEVELS: usize = 8;

/// The workshop on the day of `now`. A shop that did not say how it works has the usual week for each of its members.
pub(crate) fn of(row: &WorkshopRow, now: Timestamp) -> Workshop {
    let (today, calendar) = (now.day(), row.calendar.clone().unwrap_or_else(|| usual(&row.members)));
    let mut queue: Vec<Queued> = row.queue.iter().map(|queued| entry(queued, &calendar)).collect();
    // From the last one on, so that the places of the others stay.
    for batch in row.batches.iter().rev() {
        let place = usize::try_from(batch.place).unwrap_or(usize::MAX).min(queue.len());
        queue.insert(place, batch_entry(batch, &calendar, today));
    }
    let mut arrivals = row.arrivals.clone();
    let mut workshop = Workshop { today, stock: stock(row, &arrivals), queue, calendar };
    for _ in 0..row.batches.len().min(LEVELS) {
        let Ok(plan) = workshop.plan() else { break };
        if !postpone(&mut arrivals, &row.batches, &plan) {
            break;
        }
        workshop.stock = stock(row, &arrivals);
    }
    workshop
}

fn stock(row: &WorkshopRow, arrivals: &[ExpectedArrival]) -> Vec<StockPicture> {
    let of_it = |material| {
        let of_it = arrivals.iter().filter(move |arrival| arrival.material == material);
        of_it.map(|arrival| (Day(arrival.day), arrival.amount)).collect()
    };
    let picture = |stock: &store::workshop::StockRow| StockPicture {
        material: stock.material,
        available: stock.stock,
        arrivals: of_it(stock.material),
        reorder_days: stock.supply_days,
    };
    row.stock.iter().map(picture).collect()
}

/// What comes of a batch is there when the plan has made it, and not before; whether that moved anything.
fn postpone(arrivals: &mut Vec<ExpectedArrival>, batches: &[QueuedBatch], plan: &Plan) -> bool {
    let mut moved = false;
    for batch in batches {
        let Some(planned) = plan.get(order_of(batch.id)) else { continue };
        let is_of_it = |arrival: &ExpectedArrival| batch.arrivals.contains(&arrival.id);
        match planned.finish {
            None => {
                let before = arrivals.len();
                arrivals.retain(|arrival| !is_of_it(arrival));
                moved |= arrivals.len() < before;
            }
            Some(finish) => {
                for arrival in arrivals.iter_mut().filter(|arrival| is_of_it(arrival) && arrival.day < finish.0) {
                    arrival.day = finish.0;
                    moved = true;
                }
            }
        }
    }
    moved
}

/// A batch is a production order, and is planned as one.
pub(crate) const fn order_of(batch: BatchId) -> ProductionOrderId {
    ProductionOrderId(batch.0)
}

/// What a batch asks of the shop: all material at the beginning, one person at a time.
pub(crate) fn batch_demand(needs: &[(MaterialId, i64)], minutes: i64, not_before: Day) -> Demand {
    let need = |(material, amount): &(MaterialId, i64)| Need { material: *material, amount: *amount, stage: 0 };
    Demand {
        needs: needs.iter().map(need).collect(),
        stages: vec![Stage { minutes, on: vec![Resource::Hands] }],
        at_once: 1,
        not_before,
    }
}

fn batch_entry(row: &QueuedBatch, calendar: &Calendar, today: Day) -> Queued {
    let since = row.begun_ms.map_or(today, |ms| Timestamp(ms).day());
    let worked: i64 = (since.0..today.0).map(|day| calendar.open(Day(day))).sum();
    let minutes = row.minutes.saturating_sub(worked).max(0);
    Queued {
        order: order_of(row.id),
        demand: batch_demand(&row.needs, minutes, Timestamp(row.planned_ms).day()),
        promised: Day(row.day),
        begun: row.begun_ms.is_some(),
        held_until: None,
    }
}

fn usual(members: &[(MemberId, Localised)]) -> Calendar {
    let mut calendar = Calendar::usual(u8::try_from(members.len().max(1)).unwrap_or(u8::MAX));
    for (hand, (member, _)) in calendar.hands.iter_mut().zip(members) {
        hand.member = *member;
    }
    calendar
}

/// An order of the queue with what is left of it: of each stage what was planned less what was written down, nothing of
/// what is done; of the material what was not taken for the work yet.
fn entry(row: &QueueRow, calendar: &Calendar) -> Queued {
    let at_once = u16::try_from(row.quantity).unwrap_or(u16::MAX);
    let mut stages: Vec<Stage> = row.stages.iter().map(|stage| left(stage, calendar)).collect();
    if stages.is_empty() {
        stages.push(Stage { minutes: row.minutes, on: vec![Resource::Hands] });
    }
    // Begun work is at its first stage also where nobody says so.
    let next = row.stages.iter().find(|stage| stage.state != StageState::Done);
    let at_the_first = next.zip(row.stages.first()).is_none_or(|(next, first)| next.position == first.position);
    let is_begun = next.is_some_and(|stage| stage.state == StageState::Begun);
    Queued {
        order: row.id,
        demand: Demand {
            needs: row
                .needs
                .iter()
                .map(|(material, amount, stage)| Need {
                    material: *material,
                    amount: *amount,
                    stage: stage
                        .map_or(0, |place| row.stages.iter().take_while(|known| known.position < place).count()),
                })
                .collect(),
            stages,
            at_once,
            not_before: Day(row.begin_day),
        },
        promised: Day(row.ready_day),
        begun: row.state != ProductionState::Planned && (at_the_first || is_begun),
        held_until: None,
    }
}

/// What is left of a stage. A station that the shop does not have any more keeps nothing from being made.
fn left(row: &StageRow, calendar: &Calendar) -> Stage {
    let station = row.station.filter(|station| calendar.station(*station).is_some());
    let on = station.map(Resource::Station).into_iter().chain(std::iter::once(Resource::Hands));
    Stage { minutes: row.state.left(row.minutes, row.worked), on: on.collect() }
}

/// What material is allocated to.
enum Claim {
    Line(OrderLineId, ShopOrderId),
    Batch(BatchId),
}

/// Allocates what is there to the orders and batches of a shop that wait for it, by their place in the queue. The shop is
/// held.
pub(crate) async fn allocate_waiting(
    tx: &mut Writer,
    svc: &Services,
    shop: ShopId,
    now: Timestamp,
) -> Result<(), Error> {
    let of_line = |row: WaitingRow| (row.place, row.material, row.missing, Claim::Line(row.line, row.shop_order));
    let of_batch = |row: WaitingBatch| (row.place, row.material, row.missing, Claim::Batch(row.batch));
    let mut waiting: Vec<_> = tx.waiting(shop).await?.into_iter().map(of_line).collect();
    waiting.extend(tx.waiting_batches(shop).await?.into_iter().map(of_batch));
    waiting.sort_by_key(|(place, material, ..)| (*place, *material));
    for (_, material, missing, claim) in waiting {
        let part = tx.hold_available(material).await?.min(missing);
        if part <= 0 {
            continue;
        }
        give(tx, svc, now, &claim, (material, part)).await?;
    }
    Ok(())
}

/// Gives what lies on the shelf to the orders anew, in the order of the queue, after that order changed, and what is left to
/// what is made for the shelf: who comes later gives up what is not enough for all. The shop is held.
pub(crate) async fn reallocate(tx: &mut Writer, svc: &Services, shop: ShopId, now: Timestamp) -> Result<(), Error> {
    let mut rows: Vec<(MaterialId, (i64, i64), Claim)> = Vec::new();
    for row in tx.allocations(shop).await? {
        rows.push((row.material, (row.amount, row.allocated), Claim::Line(row.line, row.shop_order)));
    }
    let planned = tx.workshop(shop).await?.batches.into_iter().filter(|batch| batch.state == ProductionState::Planned);
    for batch in planned.map(|batch| batch.id) {
        for input in tx.batch_inputs(batch).await? {
            rows.push((input.material, (input.amount, input.allocated), Claim::Batch(batch)));
        }
    }
    let materials: BTreeSet<MaterialId> = rows.iter().map(|(material, ..)| *material).collect();
    for material in materials {
        let free = tx.hold_available(material).await?;
        let of_it: Vec<_> = rows.iter().filter(|(of, ..)| *of == material).collect();
        let more = share_out(free, &of_it.iter().map(|(_, has, _)| *has).collect::<Vec<_>>());
        let mut moves: Vec<_> = of_it.into_iter().zip(more).filter(|(_, more)| *more != 0).collect();
        // What is given up is there before it is given to somebody else.
        moves.sort_by_key(|(_, more)| *more);
        for ((_, _, claim), more) in moves {
            give(tx, svc, now, claim, (material, more)).await?;
        }
    }
    Ok(())
}

/// Gives material that is there to whom it is promised, or takes back what is negative.
async fn give(
    tx: &mut Writer,
    svc: &Services,
    now: Timestamp,
    claim: &Claim,
    (material, more): (MaterialId, i64),
) -> Result<(), Error> {
    match *claim {
        Claim::Line(line, shop_order) => move_share(tx, svc, now, (line, shop_order), (material, more)).await,
        Claim::Batch(batch) => {
            move_for_batch(tx, batch, &share(svc, now, (material, more), None), None).await?;
            Ok(tx.allocate_batch(batch, material, more).await?)
        }
    }
}

/// Writes a movement that a batch causes, of a lot or of whatever is used first. The caller has looked that it fits.
pub(crate) async fn move_for_batch(
    tx: &mut Writer,
    batch: BatchId,
    movement: &NewMovement,
    lot: Option<LotId>,
) -> Result<(), Error> {
    let moved = match lot {
        Some(lot) => tx.move_lot(movement, lot).await?,
        None => tx.move_stock(movement).await?,
    };
    if !moved {
        return Err(damaged(movement.material));
    }
    Ok(tx.note_batch_movement(movement.id, batch).await?)
}

/// What is held cannot become less: a level that says otherwise is damaged.
fn damaged(material: MaterialId) -> Error {
    store::Error::Inconsistent { table: "material_levels", column: "allocated", id: material.to_string() }.into()
}

/// What is promised of a material, or given back where it is negative.
fn share(
    svc: &Services,
    now: Timestamp,
    (material, more): (MaterialId, i64),
    shop_order: Option<ShopOrderId>,
) -> NewMovement {
    NewMovement {
        id: MovementId::from_parts(svc.millis(), svc.id10()),
        material,
        at_ms: now.0,
        kind: if more > 0 { MovementKind::Allocation } else { MovementKind::Release },
        amount: more.saturating_abs(),
        reason: String::new(),
        shop_order,
        person: None,
    }
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
    if !tx.move_stock(&share(svc, now, (material, more), Some(shop_order))).await? {
        return Err(damaged(material));
    }
    Ok(tx.allocate_line(line, material, more).await?)
}
