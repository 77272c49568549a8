//! A look back at visits: how many on each day, where they came from, what they saw and ordered.

use super::products::MOST_LISTED;
use super::scope;
use crate::{Actor, Error, Services};
use domain::id::ProductId;
use domain::money::Money;
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use domain::visits::{Bar, Campaign, Source, Span, bars, per_mille};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use store::catalog::ProductState;
use store::visits::{SoldRow, VisitCounts};

/// Most products among those that were seen.
const MOST_SEEN: usize = 200;

/// Visits of a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitsPage {
    /// Visitors, views and orders, the oldest first.
    pub bars: Vec<Bar>,
    /// Where visitors came from, the most visitors first, and last the orders of those who were not counted.
    pub sources: Vec<SourceRow>,
    /// What they saw, the most views first: the first of them.
    pub products: Vec<ProductVisits>,
    /// What is for sale, for links to it: slug and name.
    pub on_sale: Vec<(String, Localised)>,
}

impl VisitsPage {
    /// Visitors of all days; who comes on several days counts on each.
    #[must_use]
    pub fn visitors(&self) -> i64 {
        self.bars.iter().map(|bar| bar.visitors).sum()
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }
}

/// What came from one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// The source; `None` for orders of those who were not counted.
    pub source: Option<Source>,
    /// Visitors.
    pub visitors: i64,
    /// Orders that stand.
    pub orders: i64,
    /// The price of their goods.
    pub revenue: Money,
}

impl SourceRow {
    /// How many of a thousand visitors ordered; `None` without visitors.
    #[must_use]
    pub fn share(&self) -> Option<i64> {
        per_mille(self.orders, self.visitors)
    }
}

/// What was counted of one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductVisits {
    /// Its id.
    pub product: ProductId,
    /// Its name.
    pub name: Localised,
    /// Views, visitors, and how often it was put into the cart.
    pub counts: VisitCounts,
    /// Orders that it stands in.
    pub orders: i64,
}

/// The visits of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not run this shop or it does not exist; [`Error::Overflow`].
pub async fn visits(svc: &Services, actor: &Actor, shop: &str, span: Span) -> Result<VisitsPage, Error> {
    let (scope, _) = scope(actor, shop)?;
    let today = svc.now().day();
    let (from, from_ms) = (span.from(today), span.from(today).begins().0);
    let mut reader = svc.store().read().await?;
    let days = reader.visits_by_day(&scope, from).await?;
    let sold = reader.sold_since(&scope, from_ms).await?;
    let orders: Vec<Day> = sold.iter().map(|row| Timestamp(row.placed_ms).day()).collect();
    let by_source = reader.visits_by_source(&scope, from).await?;
    let by_product = reader.visits_by_product(&scope, from).await?;
    let ordered = reader.sold_by_product(&scope, from_ms).await?;
    let mut products: BTreeMap<ProductId, (VisitCounts, i64)> =
        by_product.into_iter().map(|(product, counts)| (product, (counts, 0))).collect();
    for (product, orders) in ordered {
        products.entry(product).or_default().1 = orders;
    }
    let mut seen: Vec<_> = products.into_iter().collect();
    seen.sort_by_key(|(product, (counts, orders))| (Reverse((counts.views, *orders)), *product));
    let mut products = Vec::new();
    for (id, (counts, orders)) in seen.into_iter().take(MOST_SEEN) {
        let Some(product) = reader.shop_product_by_id(&scope, id).await? else { continue };
        products.push(ProductVisits { product: id, name: product.name, counts, orders });
    }
    let known = reader.shop_products(&scope, None, MOST_LISTED).await?;
    let on_sale = known.into_iter().filter(|product| product.state == ProductState::Published);
    Ok(VisitsPage {
        bars: bars(span, today, &days, &orders),
        sources: sources(by_source, &sold)?,
        products,
        on_sale: on_sale.map(|product| (product.slug, product.name)).collect(),
    })
}

fn sources(visits: Vec<(Source, i64)>, sold: &[SoldRow]) -> Result<Vec<SourceRow>, Error> {
    let mut rows: BTreeMap<Option<Source>, (i64, i64, i64)> =
        visits.into_iter().map(|(source, visitors)| (Some(source), (visitors, 0, 0))).collect();
    for order in sold {
        let (_, orders, revenue) = rows.entry(order.source.clone()).or_default();
        *orders += 1;
        *revenue = revenue.checked_add(order.subtotal_minor).ok_or(Error::Overflow)?;
    }
    let row =
        |(source, (visitors, orders, revenue))| SourceRow { source, visitors, orders, revenue: Money::mad(revenue) };
    let mut rows: Vec<SourceRow> = rows.into_iter().map(row).filter(|row| row.visitors + row.orders > 0).collect();
    rows.sort_by_key(|row| (row.source.is_none(), Reverse((row.visitors, row.orders))));
    Ok(rows)
}

/// A link that says where its visitors came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkForm {
    /// Slug of a product that is for sale; empty for the page of the shop.
    pub product: String,
    /// Where the link will stand.
    pub source: String,
    /// How.
    pub medium: String,
    /// For which occasion.
    pub campaign: String,
}

impl LinkForm {
    /// The page of the link, behind the language, and the fields of its query; `None` when nothing says where it will stand.
    #[must_use]
    pub fn address(&self, shop: &str, page: &VisitsPage) -> Option<(String, Vec<(&'static str, String)>)> {
        let campaign = Campaign::new(&self.source, &self.medium, &self.campaign)?;
        let path = match page.on_sale.iter().find(|(slug, _)| *slug == self.product) {
            Some((slug, _)) => ["/products/", slug].concat(),
            None => ["/shops/", shop].concat(),
        };
        let names = ["utm_source", "utm_medium", "utm_campaign"].into_iter();
        let fields = names.zip(campaign.words()).filter(|(_, word)| !word.is_empty());
        Some((path, fields.map(|(name, word)| (name, word.to_owned())).collect()))
    }
}
