//! Keeping what was read.

use super::{Catalogue, KnownShop, Report};
use crate::seed::product::ReadProduct;
use crate::seed::{SeedError, words_of};
use crate::{Error, Services, workshop};
use domain::exchange::listed;
use domain::id::{MemberId, MovementId, ProductId};
use domain::materials::MovementKind;
use domain::planning::Station;
use store::Writer;
use store::catalog::{Member, NewDesign, NewProduct, NewVersion, Shop};
use store::materials::{NewMaterial, NewMovement};

/// Places between two products of a shop, so that lists of all shops take turns.
const TURN: usize = 1_000;

pub(super) async fn keep(svc: &Services, catalogue: &Catalogue) -> Result<Report, SeedError> {
    let report = svc.store().write(async |tx| write(svc, tx, catalogue).await).await?;
    while crate::search::catch_up(svc).await? > 0 {}
    Ok(report)
}

async fn write(svc: &Services, tx: &mut Writer, catalogue: &Catalogue) -> Result<Report, Error> {
    let mut report =
        Report { categories: catalogue.categories.len(), shops: catalogue.shops.len(), ..Report::default() };
    for category in &catalogue.categories {
        tx.put_category(category).await?;
    }
    let known = tx.exchange_rates(svc.now().day()).await?;
    for rate in &catalogue.rates {
        if known.iter().all(|known| known.currency != rate.currency) {
            tx.put_exchange_rate(*rate).await?;
        }
    }
    for (position, shop) in catalogue.shops.iter().enumerate() {
        keep_shop(tx, shop, position).await?;
        keep_members(svc, tx, shop).await?;
        report.members += shop.read.members.len();
        report.materials += shop.read.materials.len();
        report.receipts += keep_materials(svc, tx, shop).await?;
        keep_stations(svc, tx, shop).await?;
        keep_pictures(tx, shop).await?;
        for (turn, product) in shop.products.iter().enumerate() {
            report.versions += usize::from(keep_product(svc, tx, shop, product, turn * TURN + position).await?);
        }
        report.products += shop.products.len();
    }
    Ok(report)
}

async fn keep_shop(tx: &mut Writer, shop: &KnownShop, position: usize) -> Result<(), Error> {
    let id = tx
        .put_shop(&Shop {
            id: shop.id,
            position: place(position),
            card: shop.read.card.clone(),
            kind: shop.read.kind,
            since_year: shop.read.since_year,
            story: shop.read.story.clone(),
            shares: shop.read.shares,
            is_of_women: shop.read.is_of_women,
        })
        .await?;
    if id == shop.id { Ok(()) } else { Err(Error::Failed("another load runs at this moment".to_owned())) }
}

async fn keep_members(svc: &Services, tx: &mut Writer, shop: &KnownShop) -> Result<(), Error> {
    for (position, member) in shop.read.members.iter().enumerate() {
        tx.put_member(&Member {
            id: MemberId::from_parts(svc.millis(), svc.id10()),
            shop: shop.id,
            position: place(position),
            slug: member.slug.clone(),
            name: member.name.clone(),
            role: member.role.clone(),
            bio: member.bio.clone(),
        })
        .await?;
    }
    Ok(())
}

/// Keeps the materials; answers how many got an opening receipt.
async fn keep_materials(svc: &Services, tx: &mut Writer, shop: &KnownShop) -> Result<usize, Error> {
    let mut receipts = 0;
    for ((material, (_, id, unit)), is_new) in shop.read.materials.iter().zip(&shop.materials).zip(&shop.is_new) {
        let kept = tx
            .put_material(&NewMaterial {
                id: *id,
                shop: shop.id,
                slug: material.slug.clone(),
                unit: *unit,
                name: material.name.clone(),
                origin: material.origin.clone(),
                terms: material.terms,
            })
            .await?;
        if kept != *id {
            return Err(Error::Failed("another load runs at this moment".to_owned()));
        }
        if !is_new || material.opening == 0 {
            continue;
        }
        let receipt = NewMovement {
            id: MovementId::from_parts(svc.millis(), svc.id10()),
            material: kept,
            at_ms: svc.now().0,
            kind: MovementKind::Receipt,
            amount: material.opening,
            reason: material.note.clone(),
            shop_order: None,
            person: None,
        };
        if !tx.move_stock(&receipt).await? {
            return Err(Error::Failed(format!("the opening receipt of {} was refused", material.slug)));
        }
        receipts += 1;
    }
    // As its terms, a recipe is the shop's own once the material is known.
    for (material, recipe) in &shop.recipes {
        let is_new = shop.materials.iter().zip(&shop.is_new).any(|((_, id, _), is_new)| id == material && *is_new);
        if is_new && !tx.put_recipe(shop.id, *material, recipe).await? {
            return Err(Error::Failed("another load runs at this moment".to_owned()));
        }
    }
    Ok(receipts)
}

/// Adds the stations that the shop's calendar does not have; those that it has are the shop's own business.
async fn keep_stations(svc: &Services, tx: &mut Writer, shop: &KnownShop) -> Result<(), Error> {
    if shop.stations.is_empty() {
        return Ok(());
    }
    tx.hold_shop(shop.id).await?;
    let row = tx.workshop(shop.id).await?;
    let mut calendar = workshop::of(&row, svc.now()).calendar;
    let before = calendar.stations.len();
    for (read, (key, id)) in shop.read.stations.iter().zip(&shop.stations) {
        if calendar.stations.iter().all(|known| known.key != *key) {
            let (key, name) = (key.clone(), read.name.clone());
            calendar.stations.push(Station { key, name, ..Station::new(*id, read.places, read.holds) });
        }
    }
    if calendar.stations.len() > before {
        tx.load_calendar(shop.id, &calendar).await?;
    }
    Ok(())
}

async fn keep_pictures(tx: &mut Writer, shop: &KnownShop) -> Result<(), Error> {
    for photo in shop.pictures.iter().filter(|photo| !photo.files.is_empty()) {
        if !tx.add_catalogue_picture(shop.id, &photo.row, &photo.sha256).await? {
            return Err(Error::Failed("another load runs at this moment".to_owned()));
        }
    }
    Ok(())
}

/// Keeps a product; answers whether it got a new version.
async fn keep_product(
    svc: &Services,
    tx: &mut Writer,
    shop: &KnownShop,
    product: &ReadProduct,
    position: usize,
) -> Result<bool, Error> {
    let head = tx.product_head(&product.slug).await?;
    let id = head.as_ref().map_or_else(|| ProductId::from_parts(svc.millis(), svc.id10()), |head| head.id);
    let (version, is_new) = match &head {
        None => (1, true),
        Some(head) if head.model == product.model && head.text == product.text => (head.version, false),
        Some(head) => (head.version.checked_add(1).ok_or(Error::Overflow)?, true),
    };
    let fingerprint = product.defaults.fingerprint(id, version);
    let text = &product.text;
    tx.put_products(&[NewProduct {
        id,
        slug: product.slug.clone(),
        shop: shop.id,
        category_slug: product.category.clone(),
        state: product.state,
        position: place(position),
        version,
        name: words_of(text, |text| &text.name),
        summary: words_of(text, |text| &text.summary),
        from_price: product.from_price,
        listed: listed(&product.model, product.from_price),
        lead_days: product.model.lead_days,
        fingerprint: fingerprint.clone(),
    }])
    .await?;
    if is_new {
        let (model, text) = (product.model.clone(), text.clone());
        tx.add_versions(&[NewVersion { product: id, version, model, text, created_ms: svc.now().0 }]).await?;
    }
    tx.keep_designs(&[NewDesign { fingerprint, product: id, version, fields: product.defaults.to_fields() }]).await?;
    Ok(is_new)
}

fn place(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
