//! The products of a shop: what is sold, what is being written, and the way from one to the other.

mod change;
mod fields;
mod place;
mod publish;

pub use change::{Change, Changed, Done, change_draft};
pub use place::{Difference, mark_part, with_typed};
pub use publish::{Published, drop_draft, offer, publish};

use super::{Earning, efficiency, scope};
use crate::catalog::{ProductPage, ProductState};
use crate::pictures::{PictureOwner, PictureRow, SHOP_PICTURES};
use crate::{Actor, Error, Services, catalog, photos, pictures, product_file};
use domain::authoring::{
    DimensionsSource, KnownMaterial, KnownPicture, KnownStation, List, ProblemKind, ProductSource, Reading,
    Surroundings, Words, Written, describe, read,
};
use domain::configurator::{Finding, review};
use domain::id::ProductId;
use domain::materials::bill;
use domain::planning::{Calendar, PromiseDigest, minutes};
use domain::text::Localised;
use domain::time::Timestamp;
use store::catalog::CategoryCard;
use store::product_draft::ProductDraft;
pub use store::product_draft::ShopProduct;
use store::{CoordinatorScope, Reader};

/// Most bytes of the file of a product.
pub const MOST_FILE_BYTES: usize = 256 * 1024;

/// Products on one page of the list.
pub const PAGE: usize = 50;

/// Most products of a shop in what shows all of them: what can be made, and lists to choose from.
pub(super) const MOST_LISTED: i64 = 2_000;

/// Most drafts that a shop has at the same time.
const MOST_DRAFTS: usize = 50;

/// What a list shows of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftCard {
    /// The product that it will be, or that it changes.
    pub product: ProductId,
    /// Its name so far; may be empty.
    pub name: Words,
    /// When it was last changed.
    pub updated: Timestamp,
}

/// The products of a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductsPage {
    /// What has been published, of all states: those of this page.
    pub products: Vec<ShopProduct>,
    /// Behind which product the next page begins; `None` on the last one.
    pub next: Option<ProductId>,
    /// What is being written.
    pub drafts: Vec<DraftCard>,
}

/// A product that is being written, with everything that its forms need.
#[derive(Debug, Clone)]
pub struct DraftPage {
    /// The product that it will be, or that it changes.
    pub product: ProductId,
    /// The state that forms are made for.
    pub revision: u32,
    /// What is written.
    pub source: ProductSource,
    /// What was understood of it, without what the findings say better.
    pub reading: Reading,
    /// What its rules make impossible, contradict or say twice; empty while a line cannot be read.
    pub findings: Vec<Finding>,
    /// What is sold now, when it was published before.
    pub sold: Option<ShopProduct>,
    /// What the design of one who says nothing will earn, once it can be sold.
    pub earning: Option<Earning>,
    /// The materials of the shop.
    pub materials: Vec<(KnownMaterial, Localised)>,
    /// The stations of the shop.
    pub stations: Vec<(KnownStation, Localised)>,
    /// Of each material by slug, the waste that is usual, in per mille; what recipes are suggested.
    pub usual_waste: Vec<(String, u16)>,
    /// All categories.
    pub categories: Vec<CategoryCard>,
    /// The pictures of the shop, newest first.
    pub pictures: Vec<PictureRow>,
}

/// A product that has been published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldPage {
    /// What is sold now.
    pub product: ShopProduct,
    /// Its versions, the latest first, and when each was made.
    pub versions: Vec<(u32, Timestamp)>,
    /// Whether somebody is writing a new version.
    pub has_draft: bool,
}

/// The products of a shop: a page of them, behind this one or from the beginning.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn products(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    after: Option<ProductId>,
) -> Result<ProductsPage, Error> {
    let (scope, _) = scope(actor, shop)?;
    let mut reader = svc.store().read().await?;
    let card = |draft: ProductDraft| DraftCard {
        product: draft.product,
        name: draft.source.name,
        updated: Timestamp(draft.updated_ms),
    };
    let one_more = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut products = reader.shop_products(&scope, after, one_more).await?;
    let more = products.len() > PAGE;
    products.truncate(PAGE);
    Ok(ProductsPage {
        next: products.last().filter(|_| more).map(|product| product.id),
        products,
        drafts: reader.product_drafts(&scope).await?.into_iter().map(card).collect(),
    })
}

/// A product that has been published.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn sold(svc: &Services, actor: &Actor, shop: &str, id: ProductId) -> Result<Option<SoldPage>, Error> {
    let (scope, _) = scope(actor, shop)?;
    let mut reader = svc.store().read().await?;
    let Some(product) = reader.shop_product_by_id(&scope, id).await? else { return Ok(None) };
    let versions = reader.product_versions(&scope, id).await?;
    let versions = versions.into_iter().map(|(version, at)| (version, Timestamp(at))).collect();
    let has_draft = reader.product_draft(&scope, id).await?.is_some();
    Ok(Some(SoldPage { product, versions, has_draft }))
}

/// A product that is being written.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn draft(svc: &Services, actor: &Actor, shop: &str, id: ProductId) -> Result<Option<DraftPage>, Error> {
    let (scope, _) = scope(actor, shop)?;
    let mut reader = svc.store().read().await?;
    let Some(draft) = reader.product_draft(&scope, id).await? else { return Ok(None) };
    let mut page = page(&mut reader, &scope, draft).await?;
    drop(reader);
    page.findings = findings(svc, &scope, &page).await?;
    if !page.findings.is_empty() {
        page.reading.problems.retain(|problem| !is_about_rules(&problem.kind));
    }
    Ok(Some(page))
}

/// What a review says, when there is a model of all that was written.
async fn findings(svc: &Services, scope: &CoordinatorScope, page: &DraftPage) -> Result<Vec<Finding>, Error> {
    let Some(model) = &page.reading.model else { return Ok(Vec::new()) };
    let whole = List::ALL.into_iter().all(|list| {
        let read = match list {
            List::Group => model.groups.len(),
            List::Rule => model.rules.len(),
            List::Price => model.prices.len(),
            List::Recipe => model.recipe.len(),
            List::Work => model.work.len(),
            List::Step | List::Preset | List::Kept | List::Photo => return true,
        };
        read == list.len(&page.source)
    });
    if !whole {
        return Ok(Vec::new());
    }
    let (digest, _) = catalog::promise_for(svc, scope.shop(), model).await?;
    Ok(review(model, Some(&digest)).unwrap_or_default())
}

/// Whether a product with this finding cannot be sold; others are good to know.
#[must_use]
pub const fn blocks(finding: &Finding) -> bool {
    match finding {
        Finding::Contradiction { .. }
        | Finding::DefaultsBreak { .. }
        | Finding::DeadValue { .. }
        | Finding::NotPositive { .. }
        | Finding::Uncountable { .. } => true,
        Finding::NeverApplies { .. }
        | Finding::Redundant { .. }
        | Finding::NeverMade { .. }
        | Finding::NothingMade { .. }
        | Finding::Unfinished { .. } => false,
    }
}

/// Whether a review says the same, and why.
const fn is_about_rules(kind: &ProblemKind) -> bool {
    matches!(kind, ProblemKind::DefaultsBreak | ProblemKind::Unreachable(_) | ProblemKind::FreePiece)
}

/// A draft as the page of a product would show it, with what the shop's shelf promises for it; `None` while there is no
/// model.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop; [`Error::Overflow`].
pub async fn as_sold(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    draft: &DraftPage,
) -> Result<Option<(ProductPage, (PromiseDigest, Vec<Localised>))>, Error> {
    let (scope, _) = scope(actor, shop)?;
    let Some(model) = draft.reading.model.clone() else { return Ok(None) };
    let shop = svc.store().read().await?.shop(shop).await?.ok_or(Error::NotFound)?;
    let found = draft.categories.iter().find(|category| category.slug == draft.source.category);
    let mut product = ProductPage {
        product_id: draft.product,
        slug: draft.source.slug.clone(),
        version: 0,
        current_version: 0,
        state: ProductState::Draft,
        model,
        text: draft.reading.text.clone(),
        shop_id: scope.shop(),
        shop: shop.card,
        shares: shop.shares,
        category: found.or(draft.categories.first()).cloned().ok_or(Error::NotFound)?,
        default_fingerprint: String::new(),
        photos: Vec::new(),
    };
    product.photos = photos::of_product(&product.model, &product.text, &draft.pictures);
    let promise = catalog::promise(svc, &product).await?;
    Ok(Some((product, promise)))
}

/// Starts a new product; answers its id, or `None` when the shop has too many drafts already.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn begin(svc: &Services, actor: &Actor, shop: &str) -> Result<Option<ProductId>, Error> {
    let side = || Written("0 cm".into());
    let empty = ProductSource {
        lead_days: Written("7".into()),
        dimensions: DimensionsSource { length: side(), width: side(), height: side() },
        ..ProductSource::default()
    };
    keep_new(svc, actor, shop, &empty).await
}

/// Starts a new product from a file; `None` as [`begin`]. `Err` says what cannot be read; mistakes beyond that are found
/// in the draft.
///
/// # Errors
/// As [`begin`].
pub async fn import(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    file: &str,
) -> Result<Result<Option<ProductId>, product_file::FileMistake>, Error> {
    scope(actor, shop)?;
    match product_file::parse(file) {
        Ok(mut source) => {
            (source.shop, source.state) = (String::new(), String::new());
            source.gone.clear();
            Ok(Ok(keep_new(svc, actor, shop, &source).await?))
        }
        Err(mistake) => Ok(Err(mistake)),
    }
}

async fn keep_new(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    source: &ProductSource,
) -> Result<Option<ProductId>, Error> {
    let (scope, _) = scope(actor, shop)?;
    if svc.store().read().await?.product_drafts(&scope).await?.len() >= MOST_DRAFTS {
        return Ok(None);
    }
    let id = ProductId::from_parts(svc.millis(), svc.id10());
    svc.store().write(async |tx| tx.add_product_draft(&scope, id, source, svc.now().0).await).await?;
    Ok(Some(id))
}

/// Starts to change a product that is sold, from one of its versions; a draft that is there already stays as it is.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or it has no such product or version.
pub async fn edit(svc: &Services, actor: &Actor, shop: &str, id: ProductId, version: Option<u32>) -> Result<(), Error> {
    let (scope, _) = scope(actor, shop)?;
    let source = written(svc, &scope, id, version).await?;
    svc.store().write(async |tx| tx.add_product_draft(&scope, id, &source, svc.now().0).await).await?;
    Ok(())
}

/// A product as a file: the draft when there is one, else what is sold.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or it has no such product.
pub async fn export(svc: &Services, actor: &Actor, shop: &str, id: ProductId) -> Result<(String, String), Error> {
    let (scope, _) = scope(actor, shop)?;
    let draft = svc.store().read().await?.product_draft(&scope, id).await?;
    let mut source = match draft {
        Some(draft) => draft.source,
        None => written(svc, &scope, id, None).await?,
    };
    source.shop = shop.to_owned();
    source.gone.clear();
    Ok((source.slug.clone(), product_file::write(&source)?))
}

/// What was written about a version of a product that is sold.
async fn written(
    svc: &Services,
    scope: &CoordinatorScope,
    id: ProductId,
    version: Option<u32>,
) -> Result<ProductSource, Error> {
    let mut reader = svc.store().read().await?;
    let product = reader.shop_product_by_id(scope, id).await?.ok_or(Error::NotFound)?;
    let version = version.unwrap_or(product.version);
    let row = reader.product_version(id, version).await?.ok_or(Error::NotFound)?;
    let materials: Vec<KnownMaterial> =
        materials(&mut reader, scope).await?.into_iter().map(|(known, _)| known).collect();
    let stations: Vec<KnownStation> =
        stations(reader.calendar(scope).await?).into_iter().map(|(known, _)| known).collect();
    let mut source = describe(&row.model, &row.text, &materials, &stations);
    (source.slug, source.category) = (product.slug, product.category_slug);
    Ok(source)
}

async fn materials(reader: &mut Reader, scope: &CoordinatorScope) -> Result<Vec<(KnownMaterial, Localised)>, Error> {
    let rows = reader.materials(scope).await?;
    Ok(rows.into_iter().map(|row| ((row.slug, row.id, row.unit), row.name)).collect())
}

/// What the design of one who says nothing will earn.
async fn earning(reader: &mut Reader, scope: &CoordinatorScope, reading: &Reading) -> Result<Option<Earning>, Error> {
    let (Some(model), Some((defaults, price))) = (&reading.model, &reading.defaults) else { return Ok(None) };
    let (bill, minutes) = (bill(model, defaults)?, minutes(model, defaults)?);
    Ok(Some(efficiency::earning(reader, scope, *price, &bill, minutes).await?))
}

/// The stations in a shop's calendar; none until the shop says how it works.
fn stations(kept: Option<(i64, Calendar)>) -> Vec<(KnownStation, Localised)> {
    let stations = kept.into_iter().flat_map(|(_, calendar)| calendar.stations);
    stations.map(|station| ((station.key, station.id), station.name)).collect()
}

async fn page(reader: &mut Reader, scope: &CoordinatorScope, draft: ProductDraft) -> Result<DraftPage, Error> {
    let materials = materials(reader, scope).await?;
    let usual_waste = reader.materials(scope).await?.into_iter().map(|row| (row.slug, row.terms.waste_permille));
    let categories = reader.categories().await?;
    let pictures = reader.pictures(&PictureOwner::Shop(**scope), SHOP_PICTURES).await?;
    let stations = stations(reader.calendar(scope).await?);
    let reading = understand(&draft.source, (&materials, &stations), &categories, &pictures);
    let sold = reader.shop_product_by_id(scope, draft.product).await?;
    let ProductDraft { product, revision, source, .. } = draft;
    let (usual_waste, findings) = (usual_waste.collect(), Vec::new());
    let earning = earning(reader, scope, &reading).await?;
    Ok(DraftPage {
        product,
        revision,
        source,
        reading,
        findings,
        sold,
        earning,
        materials,
        stations,
        usual_waste,
        categories,
        pictures,
    })
}

/// Something that recipes and lines of work name, with its words.
type Named<T> = (T, Localised);

fn understand(
    source: &ProductSource,
    (materials, stations): (&[Named<KnownMaterial>], &[Named<KnownStation>]),
    categories: &[CategoryCard],
    pictures: &[PictureRow],
) -> Reading {
    let slugs: Vec<String> = categories.iter().map(|category| category.slug.clone()).collect();
    let known: Vec<KnownMaterial> = materials.iter().map(|(known, _)| known.clone()).collect();
    let pictures: Vec<KnownPicture> = pictures.iter().map(pictures::known).collect();
    let stations: Vec<KnownStation> = stations.iter().map(|(known, _)| known.clone()).collect();
    read(source, &Surroundings { categories: &slugs, materials: &known, stations: &stations, pictures: &pictures })
}
