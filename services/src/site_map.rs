//! What there is to be found: every address of the catalog, and what is new.

use crate::{Error, Services};
use std::collections::BTreeSet;
use store::catalog::{ProductCard, ShopCard};

/// An address of the catalog that search engines may list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The path behind the language.
    pub path: String,
    /// Fingerprint of the design that stands for it; only of a piece.
    pub fingerprint: Option<String>,
}

/// Ordinals of one part of a site map: a piece stays in its part, and reading a part takes as long wherever it is.
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

/// The parts that hold a piece.
///
/// # Errors
/// What the store answers.
pub async fn parts(svc: &Services) -> Result<BTreeSet<u32>, Error> {
    let mut reader = svc.store().read().await?;
    Ok(svc.sets().now(&mut reader).await?.parts(PART))
}

/// The addresses of the pieces of one part, counted from 0.
///
/// # Errors
/// What the store answers.
pub async fn part(svc: &Services, part: u32) -> Result<Vec<Listed>, Error> {
    let first = part.saturating_mul(PART);
    let found = svc.store().read().await?.listed_products(first..first.saturating_add(PART)).await?;
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
