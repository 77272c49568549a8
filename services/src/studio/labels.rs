//! Labels that stick on materials, lots and pieces, and the way back from their codes.

use super::scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services};
use domain::id::{LotId, MaterialId, ShopOrderId};
use domain::text::Localised;
use domain::time::Day;
use store::lots::LotRow;
use store::{CoordinatorScope, Reader};

/// Lots of one material, and orders, among which a code is looked for.
const LOOKED_AT: i64 = 10_000;

/// Most labels of one page.
const MOST_LABELS: usize = 100;

/// What a label stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelOf {
    /// The material with this slug.
    Material(String),
    /// A lot.
    Lot(LotId),
    /// All pieces of an order.
    Order(ShopOrderId),
}

/// One label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is.
    pub name: Localised,
    /// What is typed where no camera is.
    pub code: String,
    /// The page of the thing, behind the address of the studio.
    pub place: String,
    /// When the lot came, or until when the piece is promised.
    pub day: Option<Day>,
    /// Until when it is to be used.
    pub best_before: Option<Day>,
    /// From whom, and the number of its certificate; either may be empty.
    pub words: [String; 2],
}

/// The labels of a thing of the shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such thing.
pub async fn labels(svc: &Services, actor: &Actor, shop_slug: &str, of: &LabelOf) -> Result<Vec<Label>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    match of {
        LabelOf::Material(slug) => {
            let slug = readable(slug).ok_or(Error::NotFound)?;
            let row = reader.material(&scope, slug).await?.ok_or(Error::NotFound)?;
            let place = ["/materials/", &row.slug].concat();
            Ok(vec![Label {
                name: row.name,
                code: row.slug,
                place,
                day: None,
                best_before: None,
                words: Default::default(),
            }])
        }
        LabelOf::Lot(id) => {
            let lot = reader.lot(&scope, *id).await?.ok_or(Error::NotFound)?;
            let row = reader.material_by_id(&scope, lot.material).await?.ok_or(Error::NotFound)?;
            Ok(vec![Label {
                name: row.name,
                code: lot_code(lot.id),
                place: lot_place(&row.slug, lot.id),
                day: Some(Day(lot.day)),
                best_before: lot.best_before.map(Day),
                words: [lot.supplier, lot.certificate],
            }])
        }
        LabelOf::Order(id) => of_order(&mut reader, &scope, *id).await,
    }
}

async fn of_order(reader: &mut Reader, scope: &CoordinatorScope, id: ShopOrderId) -> Result<Vec<Label>, Error> {
    let (_, part) = reader.shop_order(scope, id).await?.ok_or(Error::NotFound)?;
    let mut labels = Vec::new();
    for (position, line) in (1..).zip(reader.order_lines(id).await?) {
        let code = piece_code(part.number, position);
        let label = Label {
            name: line.name,
            code,
            place: ["/orders/", &id.to_string()].concat(),
            day: Some(Day(line.ready_day)),
            best_before: None,
            words: Default::default(),
        };
        labels.extend((0..line.quantity).map(|_| label.clone()));
    }
    labels.truncate(MOST_LABELS);
    Ok(labels)
}

/// The code of a lot: the end of its id, which is random.
#[must_use]
pub fn lot_code(lot: LotId) -> String {
    let id = lot.to_string();
    ["L-", &id[id.len() - 8..]].concat().to_uppercase()
}

/// The code of the piece at a place of an order, from 1.
#[must_use]
pub fn piece_code(number: i64, position: u32) -> String {
    [&number.to_string(), "-", &position.to_string()].concat()
}

fn lot_place(slug: &str, lot: LotId) -> String {
    ["/materials/", slug, "#lot-", &lot.to_string()].concat()
}

/// Where a code that was scanned or typed leads, behind the address of the studio; `None` when the shop has no such thing.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn find_code(svc: &Services, actor: &Actor, shop_slug: &str, code: &str) -> Result<Option<String>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let code = code.trim();
    if let Some((_, place)) = code.split_once(&["/studio/", shop_slug, "/"].concat()) {
        return of_place(&mut reader, &scope, place).await;
    }
    let small = code.to_lowercase();
    if let Some(slug) = readable(&small)
        && let Some(row) = reader.material(&scope, slug).await?
    {
        return Ok(Some(["/materials/", &row.slug].concat()));
    }
    let wanted = code.to_uppercase();
    if wanted.starts_with("L-") {
        return of_lot(&mut reader, &scope, |lot| lot_code(lot.id) == wanted).await;
    }
    let number = code.split_once('-').map_or(code, |(number, _)| number).parse::<i64>();
    let Ok(number) = number else { return Ok(None) };
    let orders = reader.shop_orders(&scope, LOOKED_AT).await?;
    let order = orders.into_iter().find(|order| order.number == number);
    Ok(order.map(|order| ["/orders/", &order.id.to_string()].concat()))
}

/// The address on a label of ours, if the thing is there.
async fn of_place(reader: &mut Reader, scope: &CoordinatorScope, place: &str) -> Result<Option<String>, Error> {
    let (path, mark) = place.split_once('#').unwrap_or((place, ""));
    match path.split_once('/') {
        Some(("materials", slug)) => {
            let Some(slug) = readable(slug) else { return Ok(None) };
            let Some(row) = reader.material(scope, slug).await? else { return Ok(None) };
            let lot = mark.strip_prefix("lot-").and_then(|id| id.parse::<LotId>().ok());
            Ok(Some(lot.map_or_else(|| ["/materials/", &row.slug].concat(), |lot| lot_place(&row.slug, lot))))
        }
        Some(("orders", id)) => {
            let Ok(id) = id.parse::<ShopOrderId>() else { return Ok(None) };
            let known = reader.shop_order(scope, id).await?;
            Ok(known.map(|_| ["/orders/", &id.to_string()].concat()))
        }
        Some(_) | None => Ok(None),
    }
}

async fn of_lot(
    reader: &mut Reader,
    scope: &CoordinatorScope,
    is: impl Fn(&LotRow) -> bool,
) -> Result<Option<String>, Error> {
    let materials: Vec<(MaterialId, String)> =
        reader.materials(scope).await?.into_iter().map(|row| (row.id, row.slug)).collect();
    for (material, slug) in materials {
        if let Some(lot) = reader.lots(scope, material, LOOKED_AT).await?.iter().find(|lot| is(lot)) {
            return Ok(Some(lot_place(&slug, lot.id)));
        }
    }
    Ok(None)
}
