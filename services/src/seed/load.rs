//! Loading a folder: everything is read and checked first, then kept in one transaction.

mod keep;
mod photo;

use super::product::{self, ReadProduct, Shelf};
use super::shop::{self, ReadShop};
use super::source::{Source, files_in};
use super::{SeedError, format, recipe};
use crate::ports::Darkroom;
use crate::{Services, pictures};
use domain::authoring::{KnownMaterial, KnownStation};
use domain::exchange::ExchangeRate;
use domain::id::{MaterialId, ShopId, StationId};
use domain::materials::Recipe;
use domain::money::Currency;
use domain::time::Day;
use photo::Photo;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use store::catalog::{Category, CategoryCard};
use toml::Spanned;

/// What a load found and changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Categories in the files.
    pub categories: usize,
    /// Shops in the files.
    pub shops: usize,
    /// Members in the files.
    pub members: usize,
    /// Materials in the files.
    pub materials: usize,
    /// Materials that were new and got their opening receipt.
    pub receipts: usize,
    /// Products in the files.
    pub products: usize,
    /// Product versions that had to be made.
    pub versions: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { categories, shops, members, materials, receipts, products, versions } = self;
        write!(
            f,
            "{categories} categories, {shops} shops, {members} members, {materials} materials ({receipts} new), \
             {products} products ({versions} new versions)"
        )
    }
}

/// Everything that the files say.
struct Catalogue {
    categories: Vec<Category>,
    rates: Vec<ExchangeRate>,
    shops: Vec<KnownShop>,
}

/// A shop with the ids that its things have or will have.
struct KnownShop {
    id: ShopId,
    read: ReadShop,
    /// Its materials, in the order of the file.
    materials: Vec<KnownMaterial>,
    /// Its stations, in the order of the file.
    stations: Vec<KnownStation>,
    /// Whether each of the materials is new.
    is_new: Vec<bool>,
    /// What its materials are made from.
    recipes: Vec<(MaterialId, Recipe)>,
    /// Its pictures, by the names of their files.
    pictures: Vec<Photo>,
    products: Vec<ReadProduct>,
}

/// Loads `categories.toml`, `rates.toml` where there is one, `shops/*.toml`, `pictures/<shop>/*` and `products/*.toml`. Loading again updates words, makes a new version of a
/// product only when its model or its words changed, and never touches the stock of a material that is known, nor a currency that has a rate.
///
/// # Errors
/// [`SeedError::Refused`] for the first file that is not right: nothing is loaded then.
pub async fn load_dir(svc: &Services, darkroom: &dyn Darkroom, folder: &Path) -> Result<Report, SeedError> {
    let categories = categories(folder)?;
    let rates = rates(folder, svc.now().day())?;
    let mut shops = Vec::new();
    for path in files_in(&folder.join("shops"))? {
        let mut shop = known(svc, shop::read(Source::open(&path)?)?).await?;
        let pictures = folder.join("pictures").join(&shop.read.card.slug);
        shop.pictures = photo::photos(svc, darkroom, &pictures, shop.id).await?;
        shops.push(shop);
    }
    one_slug_per_member(&shops)?;
    products(folder, &categories, &mut shops)?;
    for photo in shops.iter().flat_map(|shop| &shop.pictures) {
        photo.put(svc).await?;
    }
    keep::keep(svc, &Catalogue { categories, rates, shops }).await
}

fn categories(folder: &Path) -> Result<Vec<Category>, SeedError> {
    let source = Source::open(&folder.join("categories.toml"))?;
    let file: format::Categories = source.read()?;
    let mut categories: Vec<Category> = Vec::new();
    for written in &file.category {
        let slug = source.slug(&written.slug)?;
        if categories.iter().any(|other| other.card.slug == slug) {
            return Err(source.refuse(&written.slug, format!("there is a category {slug:?} already")));
        }
        let position = i64::try_from(categories.len()).unwrap_or(i64::MAX);
        let card = CategoryCard { slug, name: source.words(&written.name)?, summary: source.words(&written.summary)? };
        categories.push(Category { card, position });
    }
    Ok(categories)
}

/// Dirhams for one unit by the code of the currency, as of the day of the load.
fn rates(folder: &Path, today: Day) -> Result<Vec<ExchangeRate>, SeedError> {
    let path = folder.join("rates.toml");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let source = Source::open(&path)?;
    let file: BTreeMap<String, Spanned<String>> = source.read()?;
    let read = |(code, written): (&String, &Spanned<String>)| {
        let rate =
            Currency::from_code(code).and_then(|currency| ExchangeRate::parse(currency, today, written.get_ref()));
        rate.ok_or_else(|| source.refuse(written, "no rate: EUR, USD or GBP, and 1 to 100 dirhams for one of them"))
    };
    file.iter().map(read).collect()
}

async fn known(svc: &Services, read: ReadShop) -> Result<KnownShop, SeedError> {
    let mut reader = svc.store().read().await?;
    let found = reader.shop(&read.card.slug).await?.map(|shop| shop.id);
    let id = found.unwrap_or_else(|| ShopId::from_parts(svc.millis(), svc.id10()));
    let (mut materials, mut is_new) = (Vec::new(), Vec::new());
    for material in &read.materials {
        let kept = reader.material_unit(id, &material.slug).await?;
        if kept.is_some_and(|(_, unit)| unit != material.unit) {
            return Err(read.source.refuse(&material.at, "this material is kept in another unit already"));
        }
        let of = kept.map_or_else(|| MaterialId::from_parts(svc.millis(), svc.id10()), |(of, _)| of);
        materials.push((material.slug.clone(), of, material.unit));
        is_new.push(kept.is_none());
    }
    let kept = reader.workshop(id).await?.calendar.map(|calendar| calendar.stations).unwrap_or_default();
    let station = |key: &String| {
        let known = kept.iter().find(|station| station.key == *key).map(|station| station.id);
        (key.clone(), known.unwrap_or_else(|| StationId::from_parts(svc.millis(), svc.id10())))
    };
    let stations = read.stations.iter().map(|read| station(&read.key)).collect();
    let recipes = recipe::check(&read, &materials)?;
    Ok(KnownShop { id, recipes, read, materials, stations, is_new, pictures: Vec::new(), products: Vec::new() })
}

fn one_slug_per_member(shops: &[KnownShop]) -> Result<(), SeedError> {
    let mut seen: Vec<&str> = Vec::new();
    for shop in shops {
        for member in &shop.read.members {
            if seen.contains(&member.slug.as_str()) {
                return Err(shop
                    .read
                    .source
                    .refuse(&member.at, format!("there is a member {:?} already", member.slug)));
            }
            seen.push(&member.slug);
        }
    }
    Ok(())
}

fn products(folder: &Path, categories: &[Category], shops: &mut [KnownShop]) -> Result<(), SeedError> {
    let slugs: Vec<String> = categories.iter().map(|category| category.card.slug.clone()).collect();
    let mut read = Vec::new();
    for path in files_in(&folder.join("products"))? {
        let of_shop = |slug: &str| {
            let shop = shops.iter().find(|shop| shop.read.card.slug == slug)?;
            let pictures = shop.pictures.iter().map(|photo| (photo.name.as_str(), pictures::known(&photo.row)));
            Some(Shelf { materials: &shop.materials, stations: &shop.stations, pictures: pictures.collect() })
        };
        read.push(product::read(&Source::open(&path)?, &slugs, &of_shop)?);
    }
    for (slug, product) in read {
        if let Some(shop) = shops.iter_mut().find(|shop| shop.read.card.slug == slug) {
            shop.products.push(product);
        }
    }
    Ok(())
}
