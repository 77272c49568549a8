//! Words of pieces. Runs after the story of the catalog.

use crate::catalog::id;
use domain::id::ProductId;
use domain::search::{Known, Meant, grams, skeleton};
use std::collections::BTreeMap;
use store::search::{Changed, PieceTerms};
use store::{Error, Store};

fn piece(number: u128, terms: &[(&str, i64)]) -> PieceTerms {
    let terms: BTreeMap<String, i64> = terms.iter().map(|(word, weight)| ((*word).to_owned(), *weight)).collect();
    PieceTerms { product: ProductId(id(200 + number)), terms }
}

fn known(words: &[(&str, i64)]) -> Vec<Known> {
    words.iter().map(|(word, pieces)| Known { word: (*word).to_owned(), pieces: *pieces }).collect()
}

fn meant(words: &[(usize, &str, i64)]) -> Vec<Meant> {
    let one = |(asked, word, weight): &(usize, &str, i64)| Meant {
        asked: *asked,
        word: (*word).to_owned(),
        weight: *weight,
        pieces: 1,
    };
    words.iter().map(one).collect()
}

/// Ordinals, which are the numbers of the products, with how many of the words they have.
async fn found(store: &Store, words: &[(usize, &str, i64)], limit: i64) -> Vec<(u32, i64)> {
    let found = store.read().await.unwrap().find_pieces(&meant(words), limit).await.unwrap();
    found.into_iter().map(|found| (found.ordinal, found.places)).collect()
}

async fn alike(store: &Store, word: &str) -> Vec<Known> {
    store.read().await.unwrap().words_alike(word, &skeleton(word)).await.unwrap()
}

/// What changed, and these terms written down.
async fn write(store: &Store, rules: i64, only: Option<ProductId>, terms: &[PieceTerms]) -> Vec<Changed> {
    let write = store.write(async |tx| -> Result<Vec<Changed>, Error> {
        tx.hold_search(rules).await?;
        let changed = tx.claim_changed(only, 9).await?;
        tx.write_terms(terms).await?;
        Ok(changed)
    });
    write.await.unwrap()
}

pub async fn story(store: &Store) {
    let (first, second) = (ProductId(id(201)), ProductId(id(202)));
    let only = write(store, 1, Some(second), &[]).await;
    assert_eq!(only.iter().map(|changed| changed.product).collect::<Vec<_>>(), [second]);
    let changed = write(store, 1, None, &[piece(1, &[("box", 100), ("tuya", 60), ("كندوق", 100)])]).await;
    assert_eq!(changed[0].product, first, "the other was asked for already");
    let said = changed[0].said.clone().unwrap();
    assert_eq!((&*said.shop.en, &*said.category.en), ("shop-1", "Wood"));
    assert!(changed[1..].iter().all(|changed| changed.said.is_none()), "a draft is not found");
    for _ in 0..2 {
        assert_eq!(write(store, 1, None, &[piece(2, &[("bowl", 100), ("tuya", 100)])]).await, []);
    }
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.count_searched().await.unwrap(), 2);
    assert_eq!(alike(store, "tuya").await, known(&[("tuya", 2)]), "written down twice, it counts once");
    assert_eq!(alike(store, "tuy").await, known(&[("tuya", 2)]), "begins with it");
    assert_eq!(alike(store, "bo").await, known(&[]), "too short for that");
    assert_eq!(alike(store, "kondouk").await, known(&[("كندوق", 1)]), "sounds like it");
    let near: Vec<String> = grams("bowel").into_iter().collect();
    assert_eq!(reader.words_near(&near).await.unwrap()[0].word, "bowl");
    assert_eq!(reader.words_near(&[]).await.unwrap(), []);

    assert_eq!(found(store, &[(0, "tuya", 1_000)], 9).await, [(2, 1), (1, 1)]);
    assert_eq!(found(store, &[(0, "tuya", 1_000)], 1).await, [(2, 1)]);
    let both = [(0, "tuya", 1_000), (1, "box", 1_000), (1, "bowl", 10)];
    assert_eq!(found(store, &both, 9).await, [(1, 2), (2, 2)]);
    assert_eq!(found(store, &both[..2], 9).await, [(1, 2)], "it has both words");
    assert_eq!(found(store, &[], 9).await, []);

    // Words that a piece does not have any more, and a piece that is not to be found any more.
    write(store, 1, None, &[piece(1, &[("box", 100)])]).await;
    assert_eq!(alike(store, "tuya").await, known(&[("tuya", 1)]));
    assert_eq!(alike(store, "kondouk").await, known(&[]));
    assert_eq!(found(store, &[(0, "tuya", 1_000)], 9).await, [(2, 1)]);
    write(store, 1, None, &[piece(2, &[])]).await;
    assert_eq!((alike(store, "tuya").await, reader.count_searched().await.unwrap()), (known(&[]), 1));

    // Other rules make other words.
    let all = write(store, 2, None, &[]).await;
    assert!(all.len() >= 2 && all[0].product == first, "{all:?}");
    assert_eq!((alike(store, "box").await, reader.count_searched().await.unwrap()), (known(&[]), 0));
    assert_eq!(write(store, 2, None, &[]).await, []);
}
