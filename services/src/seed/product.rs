//! A product's file: its model and its words.

use super::SeedError;
use super::source::Source;
use crate::product_file;
use domain::authoring::{
    KnownMaterial, KnownPicture, KnownStation, ProblemKind, ProductSource, Surroundings, read as understand,
};
use domain::configurator::Configuration;
use domain::money::Money;
use domain::product::{ProductModel, ProductText};
use domain::text::Localised;
use store::catalog::ProductState;

/// A product that can be kept.
pub(super) struct ReadProduct {
    pub slug: String,
    pub category: String,
    pub state: ProductState,
    pub model: ProductModel,
    pub text: Localised<ProductText>,
    pub defaults: Configuration,
    pub from_price: Money,
}

/// What a shop has.
pub(super) struct Shelf<'a> {
    pub materials: &'a [KnownMaterial],
    pub stations: &'a [KnownStation],
    /// Names of their files, and what is known of them.
    pub pictures: Vec<(&'a str, KnownPicture)>,
}

/// What a shop has; `None` when there is no such shop.
pub(super) type ShelfOf<'a> = &'a dyn Fn(&str) -> Option<Shelf<'a>>;

/// Reads a product; answers it with the slug of its shop.
pub(super) fn read(
    source: &Source,
    categories: &[String],
    shelf: ShelfOf<'_>,
) -> Result<(String, ReadProduct), SeedError> {
    let mut written =
        product_file::parse(source.text()).map_err(|mistake| source.refuse_line(mistake.line, mistake.reason))?;
    let refuse = |path: &str, reason: &str| Err(source.refuse_line(product_file::line_of(source.text(), path), reason));
    if written.slug != source.stem() {
        return refuse("slug", "the slug is not the name of the file");
    }
    let Some(Shelf { materials, stations, pictures }) = shelf(&written.shop) else {
        return refuse("shop", "there is no such shop");
    };
    let Some(state) = ProductState::from_code(&written.state) else {
        return refuse("state", "no such state: draft, published or retired");
    };
    name_pictures(&mut written, &pictures);
    let pictures: Vec<KnownPicture> = pictures.into_iter().map(|(_, known)| known).collect();
    let reading = understand(&written, &Surroundings { categories, materials, stations, pictures: &pictures });
    if let Some(problem) = reading.problems.first() {
        return refuse(&problem.path, &said(&problem.path, &problem.kind));
    }
    let (Some(model), Some((defaults, from_price))) = (reading.model, reading.defaults) else {
        return refuse("slug", "the product cannot be sold");
    };
    let ProductSource { shop, slug, category, .. } = written;
    Ok((shop, ReadProduct { slug, category, state, model, text: reading.text, defaults, from_price }))
}

/// A file of the catalogue names a picture by its file; a product knows it by its code.
fn name_pictures(written: &mut ProductSource, pictures: &[(&str, KnownPicture)]) {
    let values = written.group.iter_mut().flat_map(|group| &mut group.value).map(|value| &mut value.look);
    let photos = written.photo.iter_mut().map(|photo| &mut photo.picture);
    for filling in values.chain([&mut written.look]).flat_map(|look| look.values_mut()).chain(photos) {
        if let Some((_, known)) = pictures.iter().find(|(name, _)| name == filling) {
            filling.clone_from(&known.code);
        }
    }
}

/// A field by its name, and what is wrong with it.
fn said(path: &str, kind: &ProblemKind) -> String {
    format!("{path}: {}", product_file::reason(kind))
}
