//! The workshop of a shop as the planner sees it, and what is allocated to orders when material comes.

use crate::{Error, Services};
use domain::id::{MemberId, MovementId, OrderLineId, ShopId, ShopOrderId};
use domain::materials::MovementKind;
use domain::order::{ProductionState, StageState};
use domain::planning::{Calendar, Demand, Need, Queued, Resource, Stage, StockPicture, Workshop};
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::Writer;
use store::making::StageRow;
use store::materials::NewMovement;
use store::workshop::{QueueRow, WaitingRow, WorkshopRow};

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
    let queue = row.queue.iter().map(|queued| entry(queued, &calendar)).collect();
    Workshop { today, stock: row.stock.iter().map(picture).collect(), queue, calendar }
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
    let first = row.stages.iter().find(|stage| stage.state != StageState::Done);
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
        begun: row.state != ProductionState::Planned && first.is_some_and(|stage| stage.state == StageState::Begun),
        held_until: None,
    }
}

/// What is left of a stage. A station that the shop does not have any more keeps nothing from being made.
fn left(row: &StageRow, calendar: &Calendar) -> Stage {
    let station = row.station.filter(|station| calendar.station(*station).is_some());
    let on = std::iter::once(Resource::Hands).chain(station.map(Resource::Station));
    Stage { minutes: row.state.left(row.minutes, row.worked), on: on.collect() }
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

/// Promises material that is there to a line.
pub(crate) async fn allocate(
    tx: &mut Writer,
    svc: &Services,
    now: Timestamp,
    (line, shop_order): (OrderLineId, ShopOrderId),
    (material, amount): (domain::id::MaterialId, i64),
) -> Result<(), Error> {
    let movement = NewMovement {
        id: MovementId::from_parts(svc.millis(), svc.id10()),
        material,
        at_ms: now.0,
        kind: MovementKind::Allocation,
        amount,
        reason: String::new(),
        shop_order: Some(shop_order),
        person: None,
    };
    if !tx.move_stock(&movement).await? {
        // What is held cannot become less.
        let id = material.to_string();
        return Err(store::Error::Inconsistent { table: "material_levels", column: "allocated", id }.into());
    }
    Ok(tx.allocate_line(line, material, amount).await?)
}
