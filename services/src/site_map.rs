//! What there is to be found: every address of the catalog, and what is new.

use crate::{Error, Services};
use store::catalog::{ProductCard, ShopCard};

/// An address of the catalog that search engines may list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The path behind the language.
    pub path: String,
    /// Fingerprint of the design that stands for it; only of a piece.
    pub fingerprint: Option<String>,
}

/// Pieces in one part of a site map.
pub const PART: u32 = 5_000;

/// The addresses of everything but pieces; `always` are those that are there whatever is in the catalog.
///
/// # Errors
/// What the store answers.
pub async fn places(svc: &Services, always: impl Iterator<Item = &'static str>) -> Result<Vec<Listed>, Error> {
    let mut reader = svc.store().read().await?;
    let mut paths = vec![String::new()];
    paths.extend(always.map(str::to_owned));
    paths.extend(reader.categories().await?.into_iter().map(|card| ["/categories/", &card.slug].concat()));
    let of_shop = |card: ShopCard| [["/shops/", &card.slug].concat(), ["/shops/", &card.slug, "/legal"].concat()];
    paths.extend(reader.shops().await?.into_iter().flat_map(of_shop));
    paths.extend(reader.member_slugs().await?.into_iter().map(|slug| ["/members/", &slug].concat()));
    Ok(paths.into_iter().map(|path| Listed { path, fingerprint: None }).collect())
}

/// How many parts the addresses of pieces fill.
///
/// # Errors
/// What the store answers.
pub async fn parts(svc: &Services) -> Result<u32, Error> {
    let pieces = svc.store().read().await?.count_published().await?;
    Ok(u32::try_from(pieces).unwrap_or(u32::MAX).div_ceil(PART))
}

/// The addresses of the pieces of one part, counted from 0.
///
/// # Errors
/// What the store answers.
pub async fn part(svc: &Services, part: u32) -> Result<Vec<Listed>, Error> {
    if part >= parts(svc).await? {
        return Ok(Vec::new());
    }
    let skip = i64::from(part) * i64::from(PART);
    let found = svc.store().read().await?.listed_products(skip, PART.into()).await?;
    let listed = |(slug, fingerprint): (String, String)| Listed {
        path: ["/products/", &slug].concat(),
        fingerprint: Some(fingerprint),
    };
    Ok(found.into_iter().map(listed).collect())
}

/// The newest pieces, each with the time of its first version in milliseconds since 1970.
///
/// # Errors
/// What the store answers.
pub async fn newest(svc: &Services, count: i64) -> Result<Vec<(ProductCard, i64)>, Error> {
    Ok(svc.store().read().await?.newest_cards(count).await?)
}
