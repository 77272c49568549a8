//! What a piece is sorted out by.

use domain::configurator::{Selection, configure};
use domain::facets::{Band, COOPERATIVE, Colour, Facet, HOME, Matter, WOMENS_COOPERATIVE};
use domain::planning::Demand;
use domain::product::{GroupKind, OptionGroup, OptionValue, ProductModel};
use domain::time::Day;
use std::collections::BTreeSet;
use store::catalog::ShopKind;
use store::facets::NewFacets;
use store::search::{Changed, Said};

/// What a piece that changed is sorted out by.
pub(crate) fn facets(changed: &Changed) -> NewFacets {
    let said = changed.said.as_ref();
    let terms: BTreeSet<String> = said.map(|said| terms(said, changed.price_minor)).unwrap_or_default();
    NewFacets {
        product: changed.product,
        shop: changed.shop_id,
        terms: terms.into_iter().collect::<Vec<_>>().join(" "),
        price_minor: changed.price_minor,
        demand: said.and_then(|said| demand(&said.model)),
    }
}

fn terms(said: &Said, price_minor: i64) -> BTreeSet<String> {
    let mut terms = BTreeSet::from([
        Facet::Category.term(&said.category_slug),
        Facet::Shop.term(&said.shop_slug),
        Facet::Price.term(&Band::of(price_minor).code()),
        // Until parcels go further.
        Facet::Ships.term(HOME),
    ]);
    terms.extend(said.materials.iter().filter_map(Matter::of).map(|matter| Facet::Matter.term(matter.code())));
    let swatches = said.model.groups.iter().flat_map(values).filter_map(|value| value.swatch.as_deref());
    terms.extend(swatches.filter_map(Colour::of).map(|colour| Facet::Colour.term(colour.code())));
    if said.kind == ShopKind::Cooperative {
        terms.insert(Facet::Made.term(COOPERATIVE));
        terms.extend(said.is_of_women.then(|| Facet::Made.term(WOMENS_COOPERATIVE)));
    }
    terms
}

fn values(group: &OptionGroup) -> &[OptionValue] {
    match &group.kind {
        GroupKind::Choice { values, .. } | GroupKind::Several { values, .. } => values,
        GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => &[],
    }
}

/// What one piece without any choice asks of the shop, begun on day 0.
fn demand(model: &ProductModel) -> Option<Demand> {
    let nothing = Selection(vec![None; model.groups.len()]);
    Demand::of(model, &configure(model, &nothing).ok()?, Day(0)).ok()
}
