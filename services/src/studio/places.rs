//! Where the material of a shop lies: in its workshop, or in a place of its own. A transfer changes nothing of what the shop
//! has in all.

use super::materials::{MaterialRow, view};
use super::record::{AmountProblem, amount, found, movement, new_movement_id, reason};
use super::scope;
use crate::{Actor, Error, Services};
use domain::checkout::address::clean_line;
use domain::id::{MaterialId, MovementId, PlaceId};
use domain::materials::MovementKind;
use store::materials::NewMovement;
use store::{Reader, ShopScope, Writer};

/// Longest name of a place, in characters.
const NAME_CHARS: usize = 60;

/// Most places of one shop.
const MOST_PLACES: usize = 40;

/// A place with what lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// Id.
    pub id: PlaceId,
    /// What the shop calls it.
    pub name: String,
    /// What lies there, in base units of each material.
    pub holds: Vec<(MaterialRow, i64)>,
}

/// Where a material lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whereabouts {
    /// In the workshop, in base units.
    pub workshop: i64,
    /// In each place of the shop, by name.
    pub places: Vec<(PlaceId, String, i64)>,
}

/// The places of a shop, and an id for the next one, so that a form sent twice makes one.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn places(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<(Vec<PlaceRow>, PlaceId), Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let levels = reader.place_levels(&scope).await?;
    let materials: Vec<MaterialRow> = reader.materials(&scope).await?.into_iter().map(view).collect();
    let holds = |place| {
        let of_it = levels.iter().filter(|(of, ..)| *of == place);
        let named =
            of_it.filter_map(|(_, id, there)| Some((materials.iter().find(|row| row.id == *id)?.clone(), *there)));
        named.collect()
    };
    let rows = reader.places(&scope).await?.into_iter().map(|(id, name)| PlaceRow { id, name, holds: holds(id) });
    Ok((rows.collect(), PlaceId::from_parts(svc.millis(), svc.id10())))
}

/// Where a material of the shop lies.
pub(super) async fn whereabouts(
    reader: &mut Reader,
    scope: &ShopScope,
    material: MaterialId,
    on_hand: i64,
) -> Result<Whereabouts, Error> {
    let levels = reader.place_levels(scope).await?;
    let there =
        |place| levels.iter().find(|(of, id, _)| (*of, *id) == (place, material)).map_or(0, |(.., there)| *there);
    let places: Vec<_> = reader.places(scope).await?.into_iter().map(|(id, name)| (id, name, there(id))).collect();
    let in_places = places.iter().fold(0_i64, |sum, (.., there)| sum.saturating_add(*there));
    Ok(Whereabouts { workshop: on_hand.saturating_sub(in_places), places })
}

/// Why no place was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceProblem {
    /// The name is empty, too long or cannot be shown.
    Name,
    /// The shop has a place of this name.
    Taken,
    /// The shop has as many places as it can have.
    TooMany,
}

impl PlaceProblem {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Taken => "taken",
            Self::TooMany => "too_many",
        }
    }
}

/// Adds a place to a shop, once per id.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn add_place(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: Option<PlaceId>,
    name: &str,
) -> Result<Result<(), PlaceProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let Some(name) = clean_line(name, NAME_CHARS).filter(|name| !name.is_empty()) else {
        return Ok(Err(PlaceProblem::Name));
    };
    let known = svc.store().read().await?.places(&scope).await?;
    let id = id.unwrap_or_else(|| PlaceId::from_parts(svc.millis(), svc.id10()));
    if known.len() >= MOST_PLACES && known.iter().all(|(known, _)| *known != id) {
        return Ok(Err(PlaceProblem::TooMany));
    }
    match svc.store().write(async |tx| tx.add_place(&scope, id, &name).await).await {
        Ok(()) => Ok(Ok(())),
        Err(store::Error::Conflict { constraint }) if constraint == "places_shop_id_name_key" => {
            Ok(Err(PlaceProblem::Taken))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form for a transfer sends.
#[derive(Debug, Clone, Default)]
pub struct Transfer {
    /// Id that the form was given: sent twice it counts once.
    pub id: Option<MovementId>,
    /// An amount with its unit.
    pub amount: String,
    /// From which place; `None` is the workshop.
    pub from: Option<PlaceId>,
    /// To which place; `None` is the workshop.
    pub to: Option<PlaceId>,
    /// For the ledger; may be empty.
    pub note: String,
}

/// Why nothing was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferProblem {
    /// Amount or note.
    Amount(AmountProblem),
    /// From and to are the same place.
    SamePlace,
    /// Less lies there.
    NotThere {
        /// What lies there, in base units.
        there: i64,
    },
}

impl TransferProblem {
    /// The field that has to be mended.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Amount(problem) if problem.is_about_reason() => "moved_note",
            Self::Amount(_) | Self::NotThere { .. } => "moved",
            Self::SamePlace => "to_place",
        }
    }

    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount(problem) => problem.code(),
            Self::SamePlace => "same_place",
            Self::NotThere { .. } => "not_there",
        }
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(TransferProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Moves material from one place of the shop to another, once per id: two movements that sum to nothing, both or none.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material or place.
pub async fn transfer(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    form: &Transfer,
) -> Result<Result<(), TransferProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let material = found(svc, &scope, slug).await?;
    let read = amount(&material, &form.amount).and_then(|moved| Ok((moved, reason(&form.note)?)));
    let (moved, note) = match read {
        Ok((0, _)) => return Ok(Err(TransferProblem::Amount(AmountProblem::Zero))),
        Ok(read) => read,
        Err(problem) => return Ok(Err(TransferProblem::Amount(problem))),
    };
    if form.from == form.to {
        return Ok(Err(TransferProblem::SamePlace));
    }
    let line = movement(svc, actor, material.id, MovementKind::Transfer, moved, note);
    let comes = NewMovement { id: form.id.unwrap_or(line.id), ..line };
    let goes = NewMovement { id: new_movement_id(svc), amount: -moved, ..comes.clone() };
    let written = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        write(tx, &scope, form, [&comes, &goes]).await
    });
    match written.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

async fn write(
    tx: &mut Writer,
    scope: &ShopScope,
    form: &Transfer,
    [comes, goes]: [&NewMovement; 2],
) -> Result<(), Stop> {
    let level = tx.hold_level(scope, comes.material).await?.ok_or(Error::NotFound)?;
    if let Some((material, amount, reason)) = tx.movement(comes.id).await? {
        return match (material == comes.material, amount == comes.amount && reason == comes.reason) {
            (false, _) => Err(Error::NotFound.into()),
            (true, true) => Ok(()),
            (true, false) => Err(Stop::Problem(TransferProblem::Amount(AmountProblem::Recorded { amount }))),
        };
    }
    let levels = tx.place_levels(scope).await?;
    let of_it = || levels.iter().filter(|(_, material, _)| *material == comes.material);
    let there = match form.from {
        Some(place) => of_it().find(|(of, ..)| *of == place).map_or(0, |(.., there)| *there),
        None => level.on_hand - of_it().map(|(.., there)| there).sum::<i64>(),
    };
    if there < comes.amount {
        return Err(Stop::Problem(TransferProblem::NotThere { there }));
    }
    // What comes stands first, so that no promise and no lot is without its material for a moment.
    for (line, place) in [(comes, form.to), (goes, form.from)] {
        if !tx.move_stock(line).await? {
            return Err(Stop::Problem(TransferProblem::Amount(AmountProblem::TooLarge)));
        }
        put(tx, scope, place, line).await?;
    }
    Ok(())
}

/// Notes where a movement put something or took it from; nothing is noted of the workshop.
pub(super) async fn put(
    tx: &mut Writer,
    scope: &ShopScope,
    place: Option<PlaceId>,
    line: &NewMovement,
) -> Result<(), Error> {
    let Some(place) = place else { return Ok(()) };
    let known = tx.put_in_place(scope, place, (line.id, line.material), line.amount).await?;
    known.then_some(()).ok_or(Error::NotFound)
}
