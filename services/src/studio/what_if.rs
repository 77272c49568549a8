//! A large order looked at before it is accepted: the day, what limits it, what has to be bought, and whose promise it breaks.

use super::plan::wait;
use super::products::MOST_LISTED;
use super::{Endangered, Wait, queue, scope};
use crate::catalog::readable;
use crate::{Actor, Error, Services, hex, labels, workshop};
use domain::configurator::{Configuration, Selection, configure};
use domain::planning::{Considered, Demand, NoPromise, Refused, Workshop};
use domain::product::ProductModel;
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::Day;
use store::catalog::{ProductRow, ProductState};
use store::materials::MaterialRow;
use store::workshop::WorkshopRow;
use store::{Reader, ShopScope};

/// Most pieces that are asked about at once.
pub const MOST_ASKED: u32 = 1_000;

/// Farthest day that is wished for, in days from today.
const FARTHEST_DAYS: i32 = 1_000;

/// What is asked, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// Slug of a product.
    pub product: String,
    /// The link of a design, or its code; empty for the product's own defaults.
    pub design: String,
    /// Pieces.
    pub quantity: String,
    /// The wished day; empty when any day will do.
    pub day: String,
}

/// What is wrong with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskProblem {
    /// The shop sells no such product.
    Product,
    /// There is no such design, or it is another shop's.
    Design,
    /// Not a whole number from 1 to [`MOST_ASKED`].
    Quantity,
    /// Not a day that is still to come.
    Day,
}

/// What the shop sells, and what came of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIfPage {
    /// Today.
    pub today: Day,
    /// Slugs and names.
    pub products: Vec<(String, Localised)>,
    /// `None` when nothing was asked.
    pub answer: Option<Result<WhatIf, Vec<AskProblem>>>,
}

/// What would come of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// Name of the product.
    pub product: Localised,
    /// What is chosen: questions and answers.
    pub choices: Vec<(Localised, Localised)>,
    /// Pieces.
    pub quantity: u32,
    /// The wished day.
    pub wished: Option<Day>,
    /// Orders that are in the queue now.
    pub queued: usize,
    /// The places that are worth a thought, the end of the queue first.
    pub places: Vec<AtPlace>,
}

/// The order at one place of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtPlace {
    /// The place, 1 for the first.
    pub place: usize,
    /// When it can be ready and what limits that; else why it cannot be made.
    pub ready: Result<(Day, Wait), Never>,
    /// The promises that would break.
    pub dangers: Vec<Endangered>,
    /// What would have to be bought: material, its unit, how much.
    pub to_buy: Vec<(Localised, Unit, i64)>,
}

/// Why something cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Never {
    /// There will never be enough of this.
    Material(Localised),
    /// There is no room within three years.
    Room,
}

/// What would come of an order; nothing is changed.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn what_if(svc: &Services, actor: &Actor, shop: &str, ask: Option<&Ask>) -> Result<WhatIfPage, Error> {
    let (scope, _) = scope(actor, shop)?;
    let today = svc.now().day();
    let mut reader = svc.store().read().await?;
    let sold = reader.shop_products(&scope, None, MOST_LISTED).await?;
    let sold = sold.into_iter().filter(|product| product.state == ProductState::Published);
    let products: Vec<_> = sold.map(|product| (product.slug, product.name)).collect();
    let answer = match ask {
        None => None,
        Some(ask) => match read(&mut reader, &scope, ask, today).await? {
            Err(problems) => Some(Err(problems)),
            Ok(piece) => {
                let row = reader.workshop(scope.shop()).await?;
                let materials = reader.materials(&scope).await?;
                Some(Ok(answer(&workshop::of(&row, svc.now()), &row, &materials, &piece)?))
            }
        },
    };
    Ok(WhatIfPage { today, products, answer })
}

/// What is asked, understood.
struct Piece {
    row: ProductRow,
    configuration: Configuration,
    quantity: u32,
    wished: Option<Day>,
}

async fn read(
    reader: &mut Reader,
    scope: &ShopScope,
    ask: &Ask,
    today: Day,
) -> Result<Result<Piece, Vec<AskProblem>>, Error> {
    let mut problems = Vec::new();
    let quantity = Unit::Piece.parse(&ask.quantity).ok().and_then(|count| u32::try_from(count).ok());
    let quantity = quantity.filter(|count| (1..=MOST_ASKED).contains(count));
    let wished = if ask.day.trim().is_empty() { Some(None) } else { Day::parse(&ask.day).map(Some) };
    let is_ahead = |day: &Option<Day>| day.is_none_or(|day| day > today && day <= today.plus(FARTHEST_DAYS));
    let wished = wished.filter(is_ahead);
    let piece = if ask.design.trim().is_empty() {
        defaults(reader, scope, ask.product.trim()).await?.ok_or(AskProblem::Product)
    } else {
        designed(reader, scope, &ask.design).await?.ok_or(AskProblem::Design)
    };
    problems.extend(piece.as_ref().err().copied());
    problems.extend(quantity.is_none().then_some(AskProblem::Quantity));
    problems.extend(wished.is_none().then_some(AskProblem::Day));
    Ok(match (piece, quantity, wished) {
        (Ok((row, configuration)), Some(quantity), Some(wished)) => Ok(Piece { row, configuration, quantity, wished }),
        (_, _, _) => Err(problems),
    })
}

async fn defaults(
    reader: &mut Reader,
    scope: &ShopScope,
    slug: &str,
) -> Result<Option<(ProductRow, Configuration)>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let is_sold = |row: &ProductRow| row.shop_id == scope.shop() && row.state == ProductState::Published;
    let row = reader.product(slug).await?.filter(is_sold);
    let nothing_said = |model: &ProductModel| Selection(vec![None; model.groups.len()]);
    Ok(row
        .and_then(|row| Some((configure(&row.model, &nothing_said(&row.model)).ok()?, row)))
        .map(|(found, row)| (row, found)))
}

/// A design of this shop, by its link or its code.
async fn designed(
    reader: &mut Reader,
    scope: &ShopScope,
    link: &str,
) -> Result<Option<(ProductRow, Configuration)>, Error> {
    let path = link.trim().split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let code = path.rsplit('/').next().unwrap_or_default();
    if !hex::is_code(code) {
        return Ok(None);
    }
    let Some(design) = reader.design(code).await?.filter(|design| design.product.shop_id == scope.shop()) else {
        return Ok(None);
    };
    let (selection, problems) = Selection::parse(&design.product.model, &design.fields);
    let found = configure(&design.product.model, &selection).ok().filter(|_| problems.is_empty());
    Ok(found.map(|configuration| (design.product, configuration)))
}

fn answer(workshop: &Workshop, row: &WorkshopRow, materials: &[MaterialRow], piece: &Piece) -> Result<WhatIf, Error> {
    let demand = Demand::of(&piece.row.model, &piece.configuration, workshop.today)?.times(piece.quantity)?;
    let places = workshop.places_for(&demand, piece.wished).map_err(|refused| match refused {
        Refused::Overflow | Refused::Unknown | Refused::Unnamed(_) => Error::Overflow,
    })?;
    Ok(WhatIf {
        product: labels::product_name(&piece.row.text),
        choices: labels::labels(&piece.row.model, &piece.row.text, &piece.configuration),
        quantity: piece.quantity,
        wished: piece.wished,
        queued: row.queue.len(),
        places: places.iter().map(|place| at_place(workshop, row, materials, place)).collect(),
    })
}

fn at_place(workshop: &Workshop, row: &WorkshopRow, materials: &[MaterialRow], found: &Considered) -> AtPlace {
    let name = |id| materials.iter().find(|known| known.id == id).map(|known| (known.name.clone(), known.unit));
    let ready = match found.promise {
        Ok(promise) => Ok((promise.ready, wait(row, promise.limit))),
        Err(NoPromise::Material(id)) => Err(Never::Material(name(id).map(|(name, _)| name).unwrap_or_default())),
        Err(NoPromise::Resource(_) | NoPromise::Overflow) => Err(Never::Room),
    };
    let short = found.materials.iter().filter(|(_, short)| short.to_buy > 0);
    let to_buy = short.filter_map(|(id, short)| name(*id).map(|(name, unit)| (name, unit, short.to_buy)));
    // Batches stand in the queue too, and have no place on the page.
    let before = workshop.queue.iter().take(found.place);
    let orders = before.filter(|queued| row.queue.iter().any(|order| order.id == queued.order)).count();
    AtPlace {
        place: orders + 1,
        ready,
        dangers: found.dangers.iter().filter_map(|danger| queue::named(row, *danger)).collect(),
        to_buy: to_buy.collect(),
    }
}
