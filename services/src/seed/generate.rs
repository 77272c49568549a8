//! Many believable products, for tests of scale.

use super::words_of;
use crate::{Error, Services};
use domain::configurator::{Selection, configure};
use domain::id::{ProductId, ShopId};
use domain::pricing::quote;
use domain::product::{ProductModel, ProductText};
use domain::text::Localised;
use store::catalog::{NewDesign, NewProduct, NewVersion, ProductRow, ProductState};

/// Products of one transaction.
const BATCH: u32 = 1_000;
/// Where generated products stand in lists: after all others.
const FIRST_POSITION: i64 = 1_000_000;
/// What tells one series of a product from another.
const SERIES: [(&str, &str, &str); 12] = [
    ("الجزيرة", "de l'Île", "of the Island"),
    ("السقالة", "de la Skala", "of the Skala"),
    ("الميناء", "du Port", "of the Harbour"),
    ("الواد", "de l'Oued", "of the River"),
    ("الغابة", "de la Forêt", "of the Forest"),
    ("النورس", "du Goéland", "of the Gull"),
    ("الريح", "du Vent", "of the Wind"),
    ("الملاح", "du Mellah", "of the Mellah"),
    ("القصبة", "de la Kasbah", "of the Kasbah"),
    ("الفجر", "de l'Aube", "of the Dawn"),
    ("الرمل", "du Sable", "of the Sand"),
    ("الزيتون", "de l'Olivier", "of the Olive Tree"),
];

/// Makes `count` published products by varying name and price of those that are there, spread over their shops.
///
/// # Errors
/// [`Error::NotFound`] when there is no product to vary.
pub async fn generate(svc: &Services, count: u32) -> Result<(), Error> {
    let mut reader = svc.store().read().await?;
    let mut models = Vec::new();
    for slug in reader.slugs_before(FIRST_POSITION).await? {
        models.push(reader.product(&slug).await?.ok_or(Error::NotFound)?);
    }
    let made = u32::try_from(reader.count_products().await?).map_err(|_| Error::Overflow)?;
    drop(reader);
    if models.is_empty() {
        return Err(Error::NotFound);
    }
    let mut done = 0;
    while done < count {
        let batch = (count - done).min(BATCH);
        let first = made.checked_add(done).ok_or(Error::Overflow)?;
        let mut products = Vec::new();
        for number in first..first.checked_add(batch).ok_or(Error::Overflow)? {
            products.push(vary(svc, &models, number)?);
        }
        keep(svc, &products).await?;
        done += batch;
    }
    crate::search::write_all(svc).await?;
    crate::facets::ready::renew(svc).await.map(drop)
}

type Made = (NewProduct, NewVersion, NewDesign);

async fn keep(svc: &Services, made: &[Made]) -> Result<(), Error> {
    let products: Vec<_> = made.iter().map(|(product, ..)| product.clone()).collect();
    let versions: Vec<_> = made.iter().map(|(_, version, _)| version.clone()).collect();
    let designs: Vec<_> = made.iter().map(|(.., design)| design.clone()).collect();
    svc.store()
        .write(async |tx| -> Result<(), Error> {
            tx.put_products(&products).await?;
            tx.add_versions(&versions).await?;
            Ok(tx.keep_designs(&designs).await?)
        })
        .await
}

fn vary(svc: &Services, models: &[ProductRow], number: u32) -> Result<Made, Error> {
    let at = usize::try_from(number).map_err(|_| Error::Overflow)?;
    let row = &models[at % models.len()];
    let (series, round) = (SERIES[(at / models.len()) % SERIES.len()], at / models.len() / SERIES.len() + 1);
    let id = ProductId::from_parts(svc.millis(), svc.id10());
    let model = dearer(&row.model, number);
    let text = renamed(&row.text, series, round);
    let defaults = configure(&model, &Selection(vec![None; model.groups.len()]))
        .map_err(|_| Error::Failed(format!("the defaults of {} break a rule", row.slug)))?;
    let fingerprint = defaults.fingerprint(id, 1);
    let shop: ShopId = row.shop_id;
    let product = NewProduct {
        id,
        slug: format!("{}-{number}", row.slug),
        shop,
        category_slug: row.category.slug.clone(),
        state: ProductState::Published,
        position: FIRST_POSITION + i64::from(number),
        version: 1,
        name: words_of(&text, |text| &text.name),
        summary: words_of(&text, |text| &text.summary),
        from_price: quote(&model, &defaults)?.unit_total,
        listed: Vec::new(),
        lead_days: model.lead_days,
        fingerprint: fingerprint.clone(),
    };
    let version = NewVersion { product: id, version: 1, model, text, created_ms: svc.now().0 };
    let design = NewDesign { fingerprint, product: id, version: 1, fields: defaults.to_fields() };
    Ok((product, version, design))
}

/// The base price goes up by 0 to 30 %, to whole tens of dirhams; in other currencies the rate says it.
fn dearer(model: &ProductModel, number: u32) -> ProductModel {
    let percent = 100 + i64::from(number % 7) * 5;
    let price = model.base_price_minor.saturating_mul(percent) / 100;
    ProductModel { base_price_minor: price / 1_000 * 1_000 + 1_000, listed: Vec::new(), ..model.clone() }
}

fn renamed(text: &Localised<ProductText>, (ar, fr, en): (&str, &str, &str), round: usize) -> Localised<ProductText> {
    let mut text = text.clone();
    let number = if round > 1 { format!(" {round}") } else { String::new() };
    text.ar.name = format!("{} {ar}{number}", text.ar.name);
    text.fr.name = format!("{} {fr}{number}", text.fr.name);
    text.en.name = format!("{} {en}{number}", text.en.name);
    text
}
