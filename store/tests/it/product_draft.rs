//! Drafts of products. Runs after the catalog's story and the people's: there are products, shops and memberships.

use crate::catalog::{id, model, said, shop_id};
use domain::authoring::ProductSource;
use domain::id::ProductId;
use domain::money::Money;
use domain::product::ProductText;
use domain::text::Localised;
use store::catalog::{NewProduct, NewVersion, ProductState};
use store::{Error, Store};

fn written(slug: &str) -> ProductSource {
    ProductSource { slug: slug.into(), ..ProductSource::default() }
}

pub async fn story(store: &Store) {
    let scope = crate::materials::scope(store).await;
    let product = ProductId(id(70_000));
    let add = async |product, slug: &str| {
        let source = written(slug);
        store.write(async |tx| tx.add_product_draft(&scope, product, &source, 5).await).await.unwrap()
    };
    assert!(add(product, "tray").await);
    assert!(!add(product, "other").await, "there is one already");
    let mut reader = store.read().await.unwrap();
    let others = reader.published_cards(100).await.unwrap();
    let foreign = others.iter().find(|card| card.shop_slug != "shop-1").expect("another shop sells something");
    let foreign = reader.product(&foreign.slug).await.unwrap().unwrap();
    assert!(!add(foreign.id, "theirs").await, "another shop's product");

    let save = async |revision, slug: &str| {
        let source = written(slug);
        store.write(async |tx| tx.save_product_draft(&scope, product, revision, &source, 9).await).await.unwrap()
    };
    assert!(save(1, "tea-tray").await);
    assert!(!save(1, "late").await, "somebody changed it meanwhile");
    let kept = reader.product_draft(&scope, product).await.unwrap().unwrap();
    assert_eq!((kept.revision, kept.source.slug.as_str(), kept.updated_ms), (2, "tea-tray", 9));
    assert_eq!(reader.product_drafts(&scope).await.unwrap(), [kept]);

    let new = |slug: &str, version| NewProduct {
        id: product,
        slug: slug.into(),
        shop: shop_id(1),
        category_slug: others[0].category_slug.clone(),
        state: ProductState::Published,
        position: 0,
        version,
        name: said(slug),
        summary: said("s"),
        from_price: Money::mad(100),
        listed: Vec::new(),
        lead_days: 3,
        fingerprint: format!("{version:032x}"),
    };
    let publish = async |slug: &str, version| {
        let new = new(slug, version);
        let made = NewVersion {
            product,
            version,
            model: model(100),
            text: Localised::<ProductText>::default(),
            created_ms: i64::from(version),
        };
        store
            .write(async |tx| -> Result<(), Error> {
                tx.publish_product(&scope, &new).await?;
                tx.add_versions(std::slice::from_ref(&made)).await
            })
            .await
    };
    let taken = publish(&foreign.slug, 1).await;
    assert!(matches!(&taken, Err(Error::Conflict { constraint }) if constraint == "products_slug_key"), "{taken:?}");
    publish("tea-tray", 1).await.unwrap();
    publish("renamed", 2).await.unwrap();
    let mine = reader.shop_products(&scope, None, 9_999).await.unwrap();
    let found = mine.iter().find(|row| row.id == product).unwrap();
    assert_eq!((found.slug.as_str(), found.version, found.name.en.as_str()), ("tea-tray", 2, "renamed"));
    assert_eq!(mine.last().map(|row| row.id), Some(product), "new ones stand behind all others");
    assert!(mine.iter().all(|row| row.id != foreign.id));
    let page = reader.shop_products(&scope, Some(mine[0].id), 2).await.unwrap();
    assert_eq!(page, mine[1..3], "the page behind the first one");
    assert_eq!(reader.shop_products(&scope, Some(product), 9).await.unwrap(), []);
    assert_eq!(reader.shop_product_by_id(&scope, product).await.unwrap().as_ref(), mine.last());
    assert_eq!(reader.shop_product_by_id(&scope, foreign.id).await.unwrap(), None, "another shop's product");
    assert_eq!(reader.product_versions(&scope, product).await.unwrap(), [(2, 2), (1, 1)]);
    assert_eq!(reader.product_versions(&scope, foreign.id).await.unwrap(), []);

    let state = async |of, state| store.write(async |tx| tx.set_product_state(&scope, of, state).await).await.unwrap();
    assert!(state(product, ProductState::Retired).await);
    assert!(!state(foreign.id, ProductState::Retired).await);
    assert_eq!(reader.product("tea-tray").await.unwrap().unwrap().state, ProductState::Retired);

    let drop =
        async |revision| store.write(async |tx| tx.drop_product_draft(&scope, product, revision).await).await.unwrap();
    assert!(!drop(1).await);
    assert!(drop(2).await);
    assert_eq!(reader.product_drafts(&scope).await.unwrap(), []);
}
