//! Words of pieces. Runs after the story of the catalog.

use crate::catalog::id;
use domain::id::ProductId;
use domain::search::{Known, grams, skeleton};
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

/// The sets of words: word, weight and ordinals, which are the numbers of the products.
async fn sets(store: &Store, words: &[&str]) -> Vec<(String, i64, Vec<u32>)> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let sets = store.read().await.unwrap().word_sets(&words).await.unwrap();
    sets.into_iter().map(|set| (set.word, set.weight, set.pieces.iter().collect())).collect()
}

fn set(word: &str, weight: i64, ordinals: &[u32]) -> (String, i64, Vec<u32>) {
    (word.to_owned(), weight, ordinals.to_owned())
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

    assert_eq!(sets(store, &["tuya"]).await, [set("tuya", 60, &[1]), set("tuya", 100, &[2])]);
    let both = [set("bowl", 100, &[2]), set("box", 100, &[1])];
    assert_eq!(sets(store, &["box", "bowl", "unheard-of"]).await, both);
    assert_eq!(sets(store, &[]).await, []);

    // Words that a piece does not have any more, and a piece that is not to be found any more.
    write(store, 1, None, &[piece(1, &[("box", 100)])]).await;
    assert_eq!(alike(store, "tuya").await, known(&[("tuya", 1)]));
    assert_eq!(alike(store, "kondouk").await, known(&[]));
    assert_eq!(sets(store, &["tuya"]).await, [set("tuya", 60, &[]), set("tuya", 100, &[2])]);
    write(store, 1, None, &[piece(2, &[("tuya", 60)])]).await;
    assert_eq!(sets(store, &["tuya"]).await, [set("tuya", 60, &[2]), set("tuya", 100, &[])], "it counts less now");
    assert_eq!(alike(store, "tuya").await, known(&[("tuya", 1)]));
    // A piece that was never for sale has no ordinal, and no words.
    write(store, 1, None, &[piece(3, &[("tuya", 60)])]).await;
    assert_eq!(reader.count_searched().await.unwrap(), 2);
    write(store, 1, None, &[piece(2, &[])]).await;
    assert_eq!((alike(store, "tuya").await, reader.count_searched().await.unwrap()), (known(&[]), 1));

    // Other rules make other words.
    let all = write(store, 2, None, &[]).await;
    assert!(all.len() >= 2 && all[0].product == first, "{all:?}");
    assert_eq!((alike(store, "box").await, reader.count_searched().await.unwrap()), (known(&[]), 0));
    assert_eq!(write(store, 2, None, &[]).await, []);
}
