//! A purchase order that is being written.

use super::super::materials::{MaterialRow, view};
use super::super::receipt::{filled, read_price};
use super::super::record::{AmountProblem, reason};
use super::super::scope;
use super::{MOST_OPEN, new_purchase_id};
use crate::{Actor, Error, Services};
use domain::id::{PurchaseId, PurchaseLineId};
use domain::purchases::{MOST_LINES, Purchase, PurchaseLine, PurchaseState, is_ahead};
use domain::time::{Day, Timestamp};
use store::purchases::SupplierRow;
use store::{ShopScope, Writer};

/// What the form of a draft sends.
#[derive(Debug, Clone, Default)]
pub struct DraftForm {
    /// Id that the form was given; a form without one makes a new draft each time.
    pub id: Option<PurchaseId>,
    /// The version that the form was made for; 0 for a new one.
    pub version: i64,
    /// Id of the supplier; may be empty.
    pub supplier: String,
    /// For the supplier; may be empty.
    pub note: String,
    /// The lines; one without an amount and a material is left out.
    pub lines: Vec<LineForm>,
}

/// A line in the form of a draft.
#[derive(Debug, Clone)]
pub struct LineForm {
    /// Id that the form was given.
    pub id: PurchaseLineId,
    /// Slug of the material.
    pub material: String,
    /// An amount with its unit; a line whose amount is empty is taken out.
    pub amount: String,
    /// What all of it costs, in dirhams; when empty, as the supplier usually asks.
    pub price: String,
    /// The day as `2027-01-15`; when empty, as it usually comes.
    pub day: String,
}

/// What has to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftMistake {
    /// Somebody else changed it meanwhile.
    Stale,
    /// It is no draft any more.
    Sent,
    /// The shop has no such supplier.
    Supplier,
    /// The note is too long or cannot be shown.
    Note,
    /// More lines than one purchase order has.
    TooMany,
    /// There are as many purchase orders as can be open at once.
    TooManyOpen,
    /// Something in a line.
    Line(PurchaseLineId, LineMistake),
}

/// What has to be mended in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineMistake {
    /// None was chosen, or the shop has no such material.
    Material,
    /// The amount.
    Amount(AmountProblem),
    /// The price cannot be read, is negative, or is too large to be true.
    Price,
    /// The day cannot be read, is over, or is more than two years ahead.
    Day,
}

impl LineMistake {
    /// The field that has to be mended.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Material => "material",
            Self::Amount(_) => "amount",
            Self::Price => "price",
            Self::Day => "day",
        }
    }

    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Material => "material",
            Self::Amount(problem) => problem.code(),
            Self::Price => "price",
            Self::Day => "day",
        }
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Mistakes(Vec<DraftMistake>),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// What the lines of a draft are read with.
struct Desk<'a> {
    today: Day,
    shop_days: u16,
    supplier: Option<&'a SupplierRow>,
    materials: &'a [MaterialRow],
}

/// Keeps a draft and answers its id. A form sent twice counts once.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the purchase order is another shop's.
pub async fn save_draft(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    form: &DraftForm,
) -> Result<Result<PurchaseId, Vec<DraftMistake>>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let id = form.id.unwrap_or_else(|| new_purchase_id(svc));
    let now = svc.now();
    match svc.store().write(async |tx| save(tx, &scope, id, form, now).await).await {
        Ok(()) => Ok(Ok(id)),
        Err(Stop::Mistakes(mistakes)) => Ok(Err(mistakes)),
        // An id of a line that is taken is none that our form gave.
        Err(Stop::Failed(Error::Store(store::Error::Conflict { constraint })))
            if constraint == "purchase_order_lines_id_key" =>
        {
            Err(Error::NotFound)
        }
        Err(Stop::Failed(error)) => Err(error),
    }
}

async fn save(
    tx: &mut Writer,
    scope: &ShopScope,
    id: PurchaseId,
    form: &DraftForm,
    now: Timestamp,
) -> Result<(), Stop> {
    let stop = |mistake| Stop::Mistakes(vec![mistake]);
    tx.hold_shop(scope.shop()).await?;
    let known = tx.purchase(scope, id).await?;
    if known.as_ref().is_some_and(|known| known.state != PurchaseState::Draft) {
        return Err(stop(DraftMistake::Sent));
    }
    let purchase = read(tx, scope, id, form, now, known.as_ref()).await?;
    let Some(known) = known else {
        if tx.count_open_purchases(scope).await? >= MOST_OPEN {
            return Err(stop(DraftMistake::TooManyOpen));
        }
        return tx.add_purchase(scope, &purchase).await?.then_some(()).ok_or(Stop::Failed(Error::NotFound));
    };
    let same = Purchase { version: known.version, ..purchase.clone() } == known;
    match (same, known.version == form.version) {
        (true, _) => Ok(()),
        (false, false) => Err(stop(DraftMistake::Stale)),
        (false, true) => {
            tx.put_draft(scope, &purchase, known.version).await?.then_some(()).ok_or(stop(DraftMistake::Stale))
        }
    }
}

/// What the form says, as a draft.
async fn read(
    tx: &mut Writer,
    scope: &ShopScope,
    id: PurchaseId,
    form: &DraftForm,
    now: Timestamp,
    known: Option<&Purchase>,
) -> Result<Purchase, Stop> {
    let (suppliers, shop_days) = (tx.suppliers(scope).await?, tx.supply_days(scope).await?);
    let materials = held_materials(tx, scope, form).await?;
    let mut mistakes = Vec::new();
    let named = filled(&form.supplier);
    let supplier = named.and_then(|text| suppliers.iter().find(|known| known.id.to_string() == text));
    if named.is_some() && supplier.is_none() {
        mistakes.push(DraftMistake::Supplier);
    }
    let note = reason(&form.note).unwrap_or_else(|_| {
        mistakes.push(DraftMistake::Note);
        String::new()
    });
    let desk = Desk { today: now.day(), shop_days, supplier, materials: &materials };
    let mut lines = Vec::new();
    for line in form.lines.iter().filter(|line| !is_left_out(line, known)) {
        match desk.line(line) {
            Ok(line) => lines.push(line),
            Err(wrong) => mistakes.extend(wrong.into_iter().map(|mistake| DraftMistake::Line(line.id, mistake))),
        }
    }
    if lines.len() > MOST_LINES {
        mistakes.push(DraftMistake::TooMany);
    }
    if !mistakes.is_empty() {
        return Err(Stop::Mistakes(mistakes));
    }
    let number = match known {
        Some(known) => known.number,
        None => tx.last_purchase_number(scope).await? + 1,
    };
    Ok(Purchase {
        id,
        number,
        version: 1,
        supplier: supplier.map(|supplier| supplier.id),
        state: PurchaseState::Draft,
        note,
        created: known.map_or(now, |known| known.created),
        ordered: None,
        lines,
    })
}

/// The materials of the shop. Those that the form names are held: their units stay what they are while amounts are read.
async fn held_materials(tx: &mut Writer, scope: &ShopScope, form: &DraftForm) -> Result<Vec<MaterialRow>, Error> {
    let mut named: Vec<_> = tx.materials(scope).await?.into_iter().map(|row| (row.id, row.slug)).collect();
    named.retain(|(_, slug)| form.lines.iter().any(|line| line.material == *slug));
    named.sort_unstable();
    for (material, _) in named {
        tx.hold_level(scope, material).await?;
    }
    Ok(tx.materials(scope).await?.into_iter().map(view).collect())
}

/// A line that was there is taken out by emptying its amount; a new one has to say nothing at all.
fn is_left_out(line: &LineForm, known: Option<&Purchase>) -> bool {
    let was_there = known.is_some_and(|known| known.lines.iter().any(|other| other.id == line.id));
    let empty = filled(&line.amount).is_none();
    empty && (was_there || (filled(&line.material).is_none() && filled(&line.price).is_none()))
}

impl Desk<'_> {
    /// What a line says, or all that is wrong in it.
    fn line(&self, form: &LineForm) -> Result<PurchaseLine, Vec<LineMistake>> {
        let material = self.materials.iter().find(|row| row.slug == form.material).ok_or(LineMistake::Material);
        let ordered = material.and_then(|row| amount(row, &form.amount));
        let price = filled(&form.price).map(|text| read_price(text).ok_or(LineMistake::Price)).transpose();
        let day = |text| Day::parse(text).filter(|day| is_ahead(*day, self.today)).ok_or(LineMistake::Day);
        let day = filled(&form.day).map(day).transpose();
        let (material, ordered, price, day) = match (material, ordered, price, day) {
            (Ok(material), Ok(ordered), Ok(price), Ok(day)) => (material, ordered, price, day),
            (_, ordered, price, day) => {
                return Err([ordered.err(), price.err(), day.err()].into_iter().flatten().collect());
            }
        };
        Ok(PurchaseLine {
            id: form.id,
            material: material.id,
            ordered,
            price_minor: price.or_else(|| usual_price(self.supplier, material, ordered)),
            day: day.unwrap_or_else(|| usual_day(self.supplier, material, self.shop_days, self.today)),
            received: 0,
            dropped: 0,
        })
    }
}

/// An amount of a material, in base units.
fn amount(material: &MaterialRow, text: &str) -> Result<i64, LineMistake> {
    let text = filled(text).ok_or(LineMistake::Amount(AmountProblem::Required))?;
    match material.terms.parse(material.unit, text) {
        Ok(0) => Err(LineMistake::Amount(AmountProblem::Zero)),
        Ok(amount) => Ok(amount),
        Err(problem) => Err(LineMistake::Amount(problem.into())),
    }
}

/// What the supplier usually asks for so much, in centimes; `None` when nobody said, or it is too large to be true.
pub(super) fn usual_price(supplier: Option<&SupplierRow>, material: &MaterialRow, amount: i64) -> Option<i64> {
    let offer = supplier?.offers.iter().find(|offer| offer.material == material.id)?;
    let largest = domain::materials::LARGEST_PRICE_MINOR;
    offer.cost(amount).ok().flatten().filter(|cost| (0..=largest).contains(cost))
}

/// When it usually comes: in the days of the supplier, else in those of the material or the shop.
pub(super) fn usual_day(supplier: Option<&SupplierRow>, material: &MaterialRow, shop_days: u16, today: Day) -> Day {
    let own = supplier.and_then(|supplier| supplier.usual_days);
    let days = own.or_else(|| material.terms.reorder_days(shop_days)).unwrap_or(shop_days);
    today.plus(i32::from(days))
}
