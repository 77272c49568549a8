//! The catalog.

use domain::id::{MemberId, ProductId, ShopId};
use domain::money::{Currency, Money};
use domain::preview::{Craft, Kind};
use domain::product::{Dimension, Guide, PreviewSpec, ProductModel, ProductText};
use domain::text::Localised;
use store::catalog::{
    Category, CategoryCard, Member, NewDesign, NewProduct, NewVersion, ProductState, Shop, ShopCard, ShopKind,
};
use store::{Error, Store};
use uuid::Uuid;

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn shop_id(number: u128) -> ShopId {
    ShopId(id(100 + number))
}

pub fn said(text: &str) -> Localised {
    Localised { ar: format!("{text} عربي"), fr: format!("{text} é"), en: text.into() }
}

fn shop(number: u128) -> Shop {
    let slug = format!("shop-{number}");
    let card = ShopCard { name: said(&slug), slug, tagline: said("t"), craft: Craft::Wood, place: said("p") };
    let position = i64::try_from(number).unwrap();
    Shop {
        id: shop_id(number),
        position,
        card,
        kind: ShopKind::Cooperative,
        since_year: 1994,
        story: said("s"),
        shares: None,
        is_of_women: true,
    }
}

pub fn model(base_price_minor: i64) -> ProductModel {
    let side = || Dimension { fixed_mm: 10, group: None };
    ProductModel {
        base_price_minor,
        listed: Vec::new(),
        lead_days: 6,
        dimensions: [side(), side(), side()],
        groups: vec![],
        rules: vec![],
        prices: vec![],
        recipe: vec![],
        work: vec![],
        guide: Guide::default(),
        preview: PreviewSpec { kind: Kind::Box, look: vec![], text_group: None },
    }
}

pub fn text(name: &str) -> Localised<ProductText> {
    let one = |name: String| ProductText { name, ..ProductText::default() };
    let name = said(name);
    Localised { ar: one(name.ar), fr: one(name.fr), en: one(name.en) }
}

fn code(number: u128) -> String {
    format!("{number:032x}")
}

/// What a shop set for the default design.
const EUROS: Money = Money { minor: 4_150, currency: Currency::Eur };

fn product(number: u128, shop: u128, state: ProductState, version: u32) -> NewProduct {
    NewProduct {
        id: ProductId(id(200 + number)),
        slug: format!("product-{number}"),
        shop: shop_id(shop),
        category_slug: "wood".into(),
        state,
        position: i64::try_from(number).unwrap(),
        version,
        name: said("name"),
        summary: said("summary"),
        from_price: Money::mad(45_050),
        listed: vec![EUROS],
        lead_days: 6,
        fingerprint: code(number),
    }
}

fn version(number: u128, version: u32, price: i64) -> NewVersion {
    NewVersion { product: ProductId(id(200 + number)), version, model: model(price), text: text("v"), created_ms: 5 }
}

pub async fn story(store: &Store) {
    fill(store).await;
    lists(store).await;
    pages(store).await;
    refusals(store).await;
}

async fn fill(store: &Store) {
    let category = |position, name| Category {
        card: CategoryCard { slug: "wood".into(), name: said(name), summary: said("s") },
        position,
    };
    let member = |id, name| Member {
        id,
        shop: shop_id(1),
        position: 0,
        slug: "hassan".into(),
        name: said(name),
        role: said("r"),
        bio: said("b"),
    };
    let (first, second) = (MemberId(id(300)), MemberId(id(301)));
    let products = [
        product(1, 1, ProductState::Published, 1),
        product(2, 2, ProductState::Published, 1),
        product(3, 1, ProductState::Draft, 1),
    ];
    let versions = [version(1, 1, 100), version(2, 1, 200), version(3, 1, 300)];
    let fields = vec![("size".to_owned(), "large".to_owned())];
    let design = NewDesign { fingerprint: code(1), product: ProductId(id(201)), version: 1, fields: fields.clone() };
    let other = NewDesign { fields: vec![], ..design.clone() };
    store
        .write(async |tx| -> Result<(), Error> {
            tx.put_category(&category(7, "old")).await?;
            tx.put_category(&category(1, "Wood")).await?;
            assert_eq!(tx.put_shop(&shop(2)).await?, shop_id(2));
            assert_eq!(tx.put_shop(&shop(1)).await?, shop_id(1));
            assert_eq!(tx.put_shop(&Shop { id: shop_id(9), since_year: 1990, ..shop(1) }).await?, shop_id(1));
            assert_eq!(tx.put_member(&member(first, "old")).await?, first);
            assert_eq!(tx.put_member(&member(second, "Hassan")).await?, first);
            tx.put_products(&products).await?;
            tx.add_versions(&versions).await?;
            tx.add_versions(&[version(1, 2, 101)]).await?;
            tx.put_products(&[product(1, 1, ProductState::Published, 2)]).await?;
            tx.keep_designs(std::slice::from_ref(&design)).await?;
            tx.keep_designs(std::slice::from_ref(&other)).await
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.design(&code(1)).await.unwrap().unwrap().fields, fields, "a kept design stays");
}

async fn lists(store: &Store) {
    let mut reader = store.read().await.unwrap();
    let categories = reader.categories().await.unwrap();
    assert_eq!(categories, [CategoryCard { slug: "wood".into(), name: said("Wood"), summary: said("s") }]);
    assert_eq!(reader.category("wood").await.unwrap().as_ref(), categories.first());
    assert_eq!(reader.category("none").await.unwrap(), None);
    assert_eq!(reader.shops().await.unwrap(), [shop(1).card, shop(2).card]);
    let members = reader.members(shop_id(1)).await.unwrap();
    assert_eq!((members.len(), &members[0].name, members[0].shop_slug.as_str()), (1, &said("Hassan"), "shop-1"));

    let slugs = |cards: Vec<store::catalog::ProductCard>| cards.into_iter().map(|card| card.slug).collect::<Vec<_>>();
    let published = reader.published_cards(10).await.unwrap();
    assert_eq!(
        (published[0].from_price, published[0].lead_days, published[0].craft),
        (Money::mad(45_050), 6, Craft::Wood)
    );
    assert_eq!(published[0].listed, [EUROS]);
    assert_eq!(slugs(published), ["product-1", "product-2"], "drafts are not shown");
    assert_eq!(slugs(reader.published_cards(1).await.unwrap()), ["product-1"]);
    let asked = ["product-2", "product-3", "none"].map(str::to_owned);
    assert_eq!(slugs(reader.cards_by_slug(&asked).await.unwrap()), ["product-2"], "a draft is not for sale");
    assert_eq!(slugs(reader.cards_by_slug(&[]).await.unwrap()), [""; 0]);
    assert_eq!(slugs(reader.shop_cards(shop_id(2), 10).await.unwrap()), ["product-2"]);
    assert_eq!(reader.slugs_before(2).await.unwrap(), ["product-1"]);
    assert_eq!(reader.count_products().await.unwrap(), 3);
}

async fn pages(store: &Store) {
    let mut reader = store.read().await.unwrap();
    let newest = reader.newest_cards(9).await.unwrap();
    let newest: Vec<_> = newest.iter().map(|(card, at)| (&*card.slug, *at)).collect();
    assert_eq!(newest, [("product-2", 5), ("product-1", 5)]);
    assert_eq!(reader.member_slugs().await.unwrap(), ["hassan"]);
    drop(reader);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.shop("shop-1").await.unwrap(), Some(Shop { since_year: 1990, ..shop(1) }));
    assert_eq!(reader.shop("none").await.unwrap(), None);
    let place = reader.member("hassan").await.unwrap().unwrap();
    assert_eq!(
        (place.card.name, place.bio, place.shop_id, place.shop),
        (said("Hassan"), said("b"), shop_id(1), shop(1).card)
    );

    let row = reader.product("product-1").await.unwrap().unwrap();
    assert_eq!((row.version, row.current_version, row.model, row.text), (2, 2, model(101), text("v")));
    assert_eq!((row.state, row.shop_id, row.category.slug.as_str()), (ProductState::Published, shop_id(1), "wood"));
    assert_eq!(reader.product("none").await.unwrap(), None);
    let old = reader.product_version(row.id, 1).await.unwrap().unwrap();
    assert_eq!((old.version, old.current_version, old.model), (1, 2, model(100)));
    assert_eq!(reader.product_version(row.id, 3).await.unwrap(), None);
    let design = reader.design(&code(1)).await.unwrap().unwrap();
    assert_eq!((design.product.slug.as_str(), design.product.version), ("product-1", 1));
    assert_eq!(reader.design(&code(99)).await.unwrap(), None);
    let head = reader.product_head("product-1").await.unwrap().unwrap();
    assert_eq!((head.id, head.shop_id, head.version, head.model), (row.id, shop_id(1), 2, model(101)));
}

async fn refusals(store: &Store) {
    let twice = store.write(async |tx| tx.add_versions(&[version(1, 2, 5)]).await).await;
    assert!(
        matches!(twice, Err(Error::Conflict { constraint }) if constraint == "product_versions_product_id_version_key")
    );
    let homeless = NewProduct { shop: shop_id(77), ..product(4, 1, ProductState::Draft, 1) };
    let refused = store.write(async |tx| tx.put_products(std::slice::from_ref(&homeless)).await).await;
    assert!(matches!(refused, Err(Error::Conflict { constraint }) if constraint == "foreign_key"));
    let many: Vec<_> = (10..1_210).map(|number| product(number, 1, ProductState::Draft, 1)).collect();
    let kept = store.write(async |tx| -> Result<i64, Error> {
        tx.put_products(&many).await?;
        tx.count_products().await
    });
    assert_eq!(kept.await.unwrap(), 1_203, "more rows than one statement takes");
}
