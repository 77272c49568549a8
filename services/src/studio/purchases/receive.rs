//! Something of a purchase order came: a receipt as any other, with its lot, that lowers what is still expected.

use super::super::receipt::{Receipt, ReceiptProblem, filled, read, write};
use super::super::record::{self, movement, new_movement_id};
use super::super::scope;
use crate::{Actor, Error, Services, workshop};
use domain::id::{PurchaseId, PurchaseLineId};
use domain::materials::MovementKind;
use domain::purchases::{Purchase, PurchaseLine, PurchaseProblem};
use store::lots::LotRow;
use store::materials::NewMovement;
use store::{ShopScope, Writer};

/// What came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// What came of this line beyond what was ordered, in base units.
    pub over: i64,
    /// What is still expected of it, in base units.
    pub open: i64,
}

/// Why nothing was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiveProblem {
    /// A field of the form.
    Receipt(ReceiptProblem),
    /// It does not fit the purchase order.
    Purchase(PurchaseProblem),
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(ReceiveProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<record::Stop> for Stop {
    fn from(stop: record::Stop) -> Self {
        match stop {
            record::Stop::Problem(problem) => Self::Problem(ReceiveProblem::Receipt(problem.into())),
            record::Stop::Failed(error) => Self::Failed(error),
        }
    }
}

/// Records what came of a line, once per id of the receipt. The lot is of the supplier of the purchase order when the form
/// names none. More than was ordered is taken too; what is there goes to the orders that wait.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such line.
pub async fn receive_purchase(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: PurchaseId,
    line: PurchaseLineId,
    receipt: &Receipt,
) -> Result<Result<Received, ReceiveProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let purchase = reader.purchase(&scope, id).await?.ok_or(Error::NotFound)?;
    let material = find(&purchase, line)?.material;
    let material = reader.material_by_id(&scope, material).await?.ok_or(Error::NotFound)?;
    let suppliers = reader.suppliers(&scope).await?;
    drop(reader);
    let mut receipt = receipt.clone();
    if let Some(supplier) = suppliers.into_iter().find(|known| Some(known.id) == purchase.supplier)
        && filled(&receipt.supplier).is_none()
    {
        receipt.supplier = supplier.name;
    }
    let movement_id = receipt.id.unwrap_or_else(|| new_movement_id(svc));
    let (lot, note) = match read(svc, &scope, &material, movement_id, &receipt).await? {
        Ok(read) => read,
        Err(problem) => return Ok(Err(ReceiveProblem::Receipt(problem))),
    };
    let movement = movement(svc, actor, material.id, MovementKind::Receipt, lot.received, note);
    let movement = NewMovement { id: movement_id, ..movement };
    let write = svc.store().write(async |tx| -> Result<Received, Stop> {
        tx.hold_shop(scope.shop()).await?;
        let received = take_in(tx, &scope, (id, line), &movement, &lot).await?;
        workshop::allocate_waiting(tx, svc, scope.shop(), svc.now()).await?;
        Ok(received)
    });
    match write.await {
        Ok(received) => Ok(Ok(received)),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn find(purchase: &Purchase, line: PurchaseLineId) -> Result<PurchaseLine, Error> {
    purchase.lines.iter().find(|known| known.id == line).copied().ok_or(Error::NotFound)
}

async fn take_in(
    tx: &mut Writer,
    scope: &ShopScope,
    (id, line): (PurchaseId, PurchaseLineId),
    movement: &NewMovement,
    lot: &LotRow,
) -> Result<Received, Stop> {
    let known = tx.purchase(scope, id).await?.ok_or(Error::NotFound)?;
    let counted = tx.purchase_receipt(movement.id).await?;
    let next = match counted {
        None => known.receive(line, movement.amount).map_err(|problem| match problem {
            PurchaseProblem::UnknownLine => Stop::Failed(Error::NotFound),
            PurchaseProblem::NotNow(_) | PurchaseProblem::Empty | PurchaseProblem::Day | PurchaseProblem::TooLarge => {
                Stop::Problem(ReceiveProblem::Purchase(problem))
            }
        })?,
        Some(_) => known.clone(),
    };
    match (write(tx, scope, movement, lot, None).await?, counted) {
        (true, None) => {
            tx.note_purchase_receipt(movement.id, line).await?;
            if !tx.put_purchase(scope, &next, known.version).await? {
                return Err(Stop::Failed(Error::NotFound));
            }
        }
        (false, Some(of)) if of == line => {}
        // The id is that of another receipt.
        (true | false, _) => return Err(Stop::Failed(Error::NotFound)),
    }
    let line = find(&next, line)?;
    Ok(Received { over: line.over(), open: line.open() })
}
