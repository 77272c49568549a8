//! What pieces are sorted out by. Runs before the story of search, which needs the ordinals.

use crate::catalog::{id, shop_id};
use domain::id::ProductId;
use domain::planning::Demand;
use domain::time::Day;
use store::facets::{DefaultDemand, Facets, NewFacets};
use store::{Error, Store};

fn piece(number: u128, terms: &str, price_minor: i64) -> NewFacets {
    let demand = Demand { needs: Vec::new(), stages: Vec::new(), at_once: 1, not_before: Day(3) };
    let shop = if number == 2 { shop_id(2) } else { shop_id(1) };
    NewFacets { product: ProductId(id(200 + number)), shop, terms: terms.into(), price_minor, demand: Some(demand) }
}

fn row(ordinal: u32, revision: i64, terms: &str, price_minor: i64, ready: Option<i32>) -> Facets {
    Facets { ordinal, revision, terms: terms.into(), price_minor, ready: ready.map(Day) }
}

async fn put(store: &Store, pieces: &[NewFacets]) {
    store.write(async |tx| -> Result<(), Error> { tx.put_facets(pieces).await }).await.unwrap();
}

pub async fn story(store: &Store) {
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.facets_revision().await.unwrap(), 0);
    put(store, &[piece(1, "matter:wool price:-200", 100), piece(2, "matter:silver", 200)]).await;
    put(store, &[]).await;
    put(store, &[piece(3, "", 300), piece(1, "matter:cotton", 150)]).await;
    let (one, two) = (row(1, 2, "matter:cotton", 150, None), row(2, 1, "matter:silver", 200, None));
    let since = async |revision, ordinal, limit| {
        store.read().await.unwrap().facets_since(revision, ordinal, limit).await.unwrap()
    };
    assert_eq!(reader.facets_revision().await.unwrap(), 2);
    assert_eq!(since(0, 0, 9).await, [two.clone(), one.clone()], "an ordinal stays, and a draft has none");
    assert_eq!(since(0, u32::MAX, 1).await, [two]);
    assert_eq!(since(1, 2, 9).await, [one]);
    assert_eq!(since(2, u32::MAX, 9).await, []);

    store
        .write(async |tx| -> Result<(), Error> {
            tx.set_ready(&[(1, Some(Day(20_001))), (2, None), (9, Some(Day(1)))]).await
        })
        .await
        .unwrap();
    assert_eq!(
        since(2, u32::MAX, 9).await,
        [row(1, 3, "matter:cotton", 150, Some(20_001)), row(2, 3, "matter:silver", 200, None)]
    );
    store.write(async |tx| -> Result<(), Error> { tx.set_ready(&[(1, None)]).await }).await.unwrap();
    assert_eq!(since(3, u32::MAX, 9).await, [row(1, 4, "matter:cotton", 150, None)]);
    store.write(async |tx| -> Result<(), Error> { tx.set_ready(&[(1, Some(Day(20_002)))]).await }).await.unwrap();
    put(store, &[piece(1, "matter:cotton", 160)]).await;
    assert_eq!(since(5, u32::MAX, 9).await, [row(1, 6, "matter:cotton", 160, Some(20_002))], "its day stays");

    let mut cards = reader.cards_of(&[3, 1, 2, 77]).await.unwrap();
    cards.sort_by_key(|(ordinal, _)| *ordinal);
    let cards: Vec<_> = cards.iter().map(|(ordinal, card)| (*ordinal, card.slug.as_str())).collect();
    assert_eq!(cards, [(1, "product-1"), (2, "product-2")], "a draft is not for sale");
    assert_eq!(reader.cards_of(&[]).await.unwrap(), []);
    let listed = [("product-1".to_owned(), format!("{:032x}", 1)), ("product-2".to_owned(), format!("{:032x}", 2))];
    assert_eq!(reader.listed_products(0..9).await.unwrap(), listed);
    assert_eq!(reader.listed_products(2..9).await.unwrap(), listed[1..]);
    assert_eq!(reader.listed_products(0..1).await.unwrap(), []);

    let undated = async |shop| {
        let shops = store.read().await.unwrap().shops_to_date().await.unwrap();
        shops.into_iter().find(|(id, _)| *id == shop).unwrap().1
    };
    assert_eq!(
        (undated(shop_id(1)).await, undated(shop_id(2)).await),
        (true, false),
        "what changed is to be dated anew"
    );
    let own = DefaultDemand { ordinal: 1, demand: piece(1, "", 0).demand, ready: Some(Day(20_002)), is_dated: false };
    assert_eq!(reader.default_demands(shop_id(1), 0, 9).await.unwrap(), [own], "what is not for sale is not asked for");
    assert_eq!(reader.default_demands(shop_id(1), 1, 9).await.unwrap(), []);
    let claim = async || store.write(async |tx| -> Result<u64, Error> { tx.claim_unsorted().await }).await.unwrap();
    assert_eq!(claim().await, 0, "whatever is for sale is sorted out or waits for it");
}
