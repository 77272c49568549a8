//! A product's file: its model and its words.

use super::SeedError;
use super::source::Source;
use crate::product_file;
use domain::authoring::{KnownMaterial, ProblemKind, ProductSource, Surroundings, read as understand};
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

/// The materials of a shop; `None` when there is no such shop.
pub(super) type MaterialsOf<'a> = &'a dyn Fn(&str) -> Option<&'a [KnownMaterial]>;

/// Reads a product; answers it with the slug of its shop.
pub(super) fn read(
    source: &Source,
    categories: &[String],
    materials: MaterialsOf<'_>,
) -> Result<(String, ReadProduct), SeedError> {
    let written =
        product_file::parse(source.text()).map_err(|mistake| source.refuse_line(mistake.line, mistake.reason))?;
    let refuse = |path: &str, reason: &str| Err(source.refuse_line(product_file::line_of(source.text(), path), reason));
    if written.slug != source.stem() {
        return refuse("slug", "the slug is not the name of the file");
    }
    let Some(materials) = materials(&written.shop) else { return refuse("shop", "there is no such shop") };
    let Some(state) = ProductState::from_code(&written.state) else {
        return refuse("state", "no such state: draft, published or retired");
    };
    let reading = understand(&written, &Surroundings { categories, materials });
    if let Some(problem) = reading.problems.first() {
        return refuse(&problem.path, &said(&problem.path, &problem.kind));
    }
    let (Some(model), Some((defaults, from_price))) = (reading.model, reading.defaults) else {
        return refuse("slug", "the product cannot be sold");
    };
    let ProductSource { shop, slug, category, .. } = written;
    Ok((shop, ReadProduct { slug, category, state, model, text: reading.text, defaults, from_price }))
}

/// A field by its name, and what is wrong with it.
fn said(path: &str, kind: &ProblemKind) -> String {
    format!("{path}: {}", product_file::reason(kind))
}
