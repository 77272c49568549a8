//! From whom a shop buys.

use super::super::materials::{MaterialRow, view};
use super::super::receipt::{filled, read_price};
use super::super::scope;
use crate::{Actor, Error, Services};
use domain::checkout::address::clean_line;
use domain::checkout::phone::normalise;
use domain::id::SupplierId;
use domain::materials::parse_days;
use domain::purchases::Offer;
use store::purchases::SupplierRow;

/// Longest name of a supplier, in characters: as on a lot.
const NAME_CHARS: usize = 80;

/// Longest note, in characters.
const NOTE_CHARS: usize = 200;

/// Most suppliers of one shop.
const MOST_SUPPLIERS: usize = 300;

/// What the form of a supplier is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierPage {
    /// Id that the form carries: a form sent twice is one supplier.
    pub id: SupplierId,
    /// What is known; `None` for a new one.
    pub known: Option<SupplierRow>,
    /// The materials of the shop, by slug.
    pub materials: Vec<MaterialRow>,
}

/// What the form of a supplier sends.
#[derive(Debug, Clone, Default)]
pub struct SupplierForm {
    /// Name.
    pub name: String,
    /// A telephone number; may be empty.
    pub phone: String,
    /// In words; may be empty.
    pub note: String,
    /// Days until what is ordered is there; may be empty.
    pub usual_days: String,
    /// What is sold.
    pub offers: Vec<OfferForm>,
}

/// A material in the form of a supplier.
#[derive(Debug, Clone, Default)]
pub struct OfferForm {
    /// Slug of the material.
    pub slug: String,
    /// Whether it is sold; one with a price is.
    pub sold: bool,
    /// In dirhams for one pack, or for the large unit of what is not bought in packs; may be empty.
    pub price: String,
}

/// What has to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupplierMistake {
    /// There is no name, or it is too long or cannot be shown.
    Name,
    /// It is no telephone number.
    Phone,
    /// It is too long or cannot be shown.
    Note,
    /// It is no number from 0 to 365.
    Days,
    /// The price of the material with this slug cannot be read, is negative, or is too large to be true.
    Price(String),
    /// The shop has no material with this slug.
    Material(String),
    /// There are as many suppliers as can be kept.
    TooMany,
}

/// The suppliers of a shop, by name.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn suppliers(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Vec<SupplierRow>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    Ok(svc.store().read().await?.suppliers(&scope).await?)
}

/// What the form of a supplier is made from; `id` is `None` for a new one.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such supplier.
pub async fn supplier(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: Option<SupplierId>,
) -> Result<SupplierPage, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let materials = reader.materials(&scope).await?.into_iter().map(view).collect();
    let Some(id) = id else {
        let id = SupplierId::from_parts(svc.millis(), svc.id10());
        return Ok(SupplierPage { id, known: None, materials });
    };
    let known = reader.suppliers(&scope).await?.into_iter().find(|known| known.id == id);
    Ok(SupplierPage { id, known: Some(known.ok_or(Error::NotFound)?), materials })
}

/// Undoes the transaction and says why.
enum Stop {
    Mistakes(Vec<SupplierMistake>),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Keeps a supplier with all that it sells. An id that the shop does not have yet makes a new one.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the supplier is another shop's.
pub async fn save_supplier(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: SupplierId,
    form: &SupplierForm,
) -> Result<Result<(), Vec<SupplierMistake>>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        // Whoever changes what a pack holds waits for the level: the price is for the pack that is read here.
        let mut named: Vec<_> =
            tx.materials(&scope).await?.into_iter().filter(|row| is_sold(form, &row.slug)).collect();
        named.sort_by_key(|row| row.id);
        for row in &named {
            tx.hold_level(&scope, row.id).await?;
        }
        let materials: Vec<MaterialRow> = tx.materials(&scope).await?.into_iter().map(view).collect();
        let known = tx.suppliers(&scope).await?;
        if known.len() >= MOST_SUPPLIERS && known.iter().all(|known| known.id != id) {
            return Err(Stop::Mistakes(vec![SupplierMistake::TooMany]));
        }
        let before = known.into_iter().find(|known| known.id == id);
        let row = read(id, form, &materials, before.as_ref()).map_err(Stop::Mistakes)?;
        tx.put_supplier(&scope, &row).await?.then_some(()).ok_or(Stop::Failed(Error::NotFound))
    });
    match write.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Mistakes(mistakes)) => Ok(Err(mistakes)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn is_sold(form: &SupplierForm, slug: &str) -> bool {
    form.offers.iter().any(|offer| offer.slug == slug && (offer.sold || filled(&offer.price).is_some()))
}

fn read(
    id: SupplierId,
    form: &SupplierForm,
    materials: &[MaterialRow],
    before: Option<&SupplierRow>,
) -> Result<SupplierRow, Vec<SupplierMistake>> {
    let mut mistakes = Vec::new();
    let name = clean_line(&form.name, NAME_CHARS).filter(|name| !name.is_empty());
    let phone = filled(&form.phone).map_or(Some(String::new()), normalise);
    let note = clean_line(&form.note, NOTE_CHARS);
    let usual_days = filled(&form.usual_days).map(parse_days);
    for (wrong, mistake) in [
        (name.is_none(), SupplierMistake::Name),
        (phone.is_none(), SupplierMistake::Phone),
        (note.is_none(), SupplierMistake::Note),
        (usual_days == Some(None), SupplierMistake::Days),
    ] {
        if wrong {
            mistakes.push(mistake);
        }
    }
    let mut offers = Vec::new();
    for offer in form.offers.iter().filter(|offer| is_sold(form, &offer.slug)) {
        match read_offer(offer, materials, before) {
            Ok(offer) => offers.push(offer),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    offers.sort_by_key(|offer| offer.material);
    match (name, phone, note) {
        (Some(name), Some(phone), Some(note)) if mistakes.is_empty() => {
            Ok(SupplierRow { id, name, phone, note, usual_days: usual_days.flatten(), offers })
        }
        (_, _, _) => Err(mistakes),
    }
}

/// A price that stays as it was keeps the amount that it was for.
fn read_offer(
    form: &OfferForm,
    materials: &[MaterialRow],
    before: Option<&SupplierRow>,
) -> Result<Offer, SupplierMistake> {
    let wrong = || SupplierMistake::Price(form.slug.clone());
    let material = materials.iter().find(|row| row.slug == form.slug);
    let material = material.ok_or_else(|| SupplierMistake::Material(form.slug.clone()))?;
    let price_minor = filled(&form.price).map(|text| read_price(text).ok_or_else(wrong)).transpose()?;
    let known = before.and_then(|before| before.offers.iter().find(|offer| offer.material == material.id));
    let per = material.terms.buying.map_or(material.unit.large(), |buying| buying.holds);
    let kept = known.filter(|known| known.price_minor == price_minor).map(|known| known.per);
    Ok(Offer { material: material.id, price_minor, per: kept.unwrap_or(per) })
}
