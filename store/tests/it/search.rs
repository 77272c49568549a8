//! Words of pieces. Runs after the story of the catalog.

use crate::catalog::id;
use domain::id::ProductId;
use domain::search::{Known, Meant, grams, skeleton};
use std::collections::BTreeMap;
use store::search::PieceTerms;
use store::{Error, Store};

fn piece(number: u128, version: u32, terms: &[(&str, i64)]) -> PieceTerms {
    let terms: BTreeMap<String, i64> = terms.iter().map(|(word, weight)| ((*word).to_owned(), *weight)).collect();
    PieceTerms { product: ProductId(id(200 + number)), version, terms }
}

fn known(words: &[(&str, i64)]) -> Vec<Known> {
    words.iter().map(|(word, pieces)| Known { word: (*word).to_owned(), pieces: *pieces }).collect()
}

fn meant(words: &[(usize, &str, i64)]) -> Vec<Meant> {
    words
        .iter()
        .map(|(asked, word, weight)| Meant { asked: *asked, word: (*word).to_owned(), weight: *weight })
        .collect()
}

async fn found(store: &Store, words: &[(usize, &str, i64)], skip: i64) -> Vec<(String, i64)> {
    let found = store.read().await.unwrap().find_pieces(&meant(words), skip, 9).await.unwrap();
    found.into_iter().map(|found| (found.card.slug, found.places)).collect()
}

pub async fn story(store: &Store) {
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.count_published().await.unwrap(), 2);
    let open = reader.unwritten_pieces(1, 9).await.unwrap();
    let versions: Vec<_> = open.iter().map(|piece| (piece.product, piece.version)).collect();
    let [(one, version), (other, _)] = versions[..] else { panic!("{versions:?}") };
    assert_eq!((one, other), (ProductId(id(201)), ProductId(id(202))), "drafts are not found");
    assert_eq!((&*open[0].shop.en, &*open[0].category.en), ("shop-1", "Wood"));
    assert_eq!(reader.unwritten_pieces(1, 1).await.unwrap().len(), 1);

    let first = piece(1, version, &[("box", 100), ("tuya", 60), ("كندوق", 100)]);
    let second = piece(2, 1, &[("bowl", 100), ("tuya", 100)]);
    let stale = piece(2, 77, &[("lamp", 100)]);
    let write = store.write(async |tx| -> Result<(), Error> {
        tx.write_terms(&[first.clone(), second.clone(), stale], 1).await?;
        tx.write_terms(&[second], 1).await
    });
    write.await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.unwritten_pieces(1, 9).await.unwrap(), []);
    assert_eq!(reader.unwritten_pieces(2, 9).await.unwrap().len(), 2, "by newer rules");
    let alike = async |word: &str| store.read().await.unwrap().words_alike(word, &skeleton(word)).await.unwrap();
    assert_eq!(alike("tuya").await, known(&[("tuya", 2)]), "written down twice, it counts once");
    assert_eq!(alike("tuy").await, known(&[("tuya", 2)]), "begins with it");
    assert_eq!(alike("bo").await, known(&[]), "too short for that");
    assert_eq!(alike("kondouk").await, known(&[("كندوق", 1)]), "sounds like it");
    assert_eq!(alike("lamp").await, known(&[]), "of a version that is not the current one");
    let near: Vec<String> = grams("bowel").into_iter().collect();
    assert_eq!(reader.words_near(&near).await.unwrap()[0].word, "bowl");
    assert_eq!(reader.words_near(&[]).await.unwrap(), []);

    assert_eq!(found(store, &[(0, "tuya", 1_000)], 0).await, [("product-2".into(), 1), ("product-1".into(), 1)]);
    assert_eq!(found(store, &[(0, "tuya", 1_000)], 1).await, [("product-1".into(), 1)]);
    let both = [(0, "tuya", 1_000), (1, "box", 1_000), (1, "bowl", 10)];
    assert_eq!(found(store, &both, 0).await, [("product-1".into(), 2), ("product-2".into(), 2)]);
    assert_eq!(found(store, &both[..2], 0).await, [("product-1".into(), 2)], "it has both words");
    assert_eq!(found(store, &[], 0).await, []);

    // Words that a piece does not have any more.
    let write = store.write(async |tx| tx.write_terms(&[piece(1, version, &[("box", 100)])], 1).await);
    write.await.unwrap();
    assert_eq!(alike("tuya").await, known(&[("tuya", 1)]));
    assert_eq!(alike("kondouk").await, known(&[]));
    assert_eq!(found(store, &[(0, "tuya", 1_000)], 0).await, [("product-2".into(), 1)]);
}
