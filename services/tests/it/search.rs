//! Finding pieces by words: the demo catalogue among five thousand other pieces of the same crafts.

mod pieces;

use crate::bed::{Bed, Blank, on_each};
use crate::seed::seeds;
use domain::id::ProductId;
use domain::money::Money;
use domain::product::{GroupText, ProductText};
use domain::text::Localised;
use pieces::{Piece, pieces};
use services::facets::Question;
use services::{Error, catalog, search, seed};
use std::collections::BTreeMap;
use std::sync::Mutex;
use store::catalog::{NewProduct, NewVersion, ProductState};

/// Pieces beside those of the demo catalogue.
const PIECES: usize = 5_000;
/// The right piece is to be among so many.
const FIRST: usize = 3;

/// What somebody types, and what she means by it.
struct Query {
    text: String,
    /// Tags of the pieces that are right, or the slug of the one that is.
    right: Vec<String>,
}

fn file(name: &str) -> toml::Table {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/search").join(name);
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn strings(value: &toml::Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn queries(name: &str) -> Vec<Query> {
    let read =
        |query: &toml::Value| Query { text: query["text"].as_str().unwrap().into(), right: strings(&query["right"]) };
    file(name)["query"].as_array().unwrap().iter().map(read).collect()
}

fn text(piece: &Piece) -> Localised<ProductText> {
    let one = |at: usize| ProductText {
        name: piece.name[at].clone(),
        summary: piece.summary[at].clone(),
        groups: vec![GroupText {
            values: piece.values.iter().map(|value| value[at].clone()).collect(),
            ..GroupText::default()
        }],
        ..ProductText::default()
    };
    Localised { ar: one(0), fr: one(1), en: one(2) }
}

async fn fill(bed: &Bed, made: &[Piece]) {
    seed::load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
    let sample = catalog::product(&bed.svc, "amlou").await.unwrap().unwrap();
    let mut shops = BTreeMap::new();
    for shop in catalog::home(&bed.svc).await.unwrap().shops {
        let found = bed.svc.store().read().await.unwrap().shop(&shop.slug).await.unwrap().unwrap();
        shops.insert(shop.slug, found.id);
    }
    let said = |text: &[String; 3]| Localised { ar: text[0].clone(), fr: text[1].clone(), en: text[2].clone() };
    for (batch, part) in made.chunks(500).enumerate() {
        let (mut products, mut versions) = (Vec::new(), Vec::new());
        for (at, piece) in part.iter().enumerate() {
            let number = u128::try_from(batch * 500 + at).unwrap();
            let id = ProductId(uuid::Uuid::from_u128(0x9000_0000 + number));
            products.push(NewProduct {
                id,
                slug: piece.slug.clone(),
                shop: shops[piece.shop],
                category_slug: piece.category.into(),
                state: ProductState::Published,
                position: 1_000_000 + i64::try_from(number).unwrap(),
                version: 1,
                name: said(&piece.name),
                summary: said(&piece.summary),
                from_price: Money::mad(10_000),
                listed: Vec::new(),
                lead_days: 5,
                fingerprint: format!("{number:032x}"),
            });
            let (model, text) = (sample.model.clone(), text(piece));
            versions.push(NewVersion { product: id, version: 1, model, text, created_ms: 1 });
        }
        let keep = bed.svc.store().write(async |tx| -> Result<(), Error> {
            tx.put_products(&products).await?;
            Ok(tx.add_versions(&versions).await?)
        });
        keep.await.unwrap();
    }
    // Two servers at once, on words that they share.
    let (one, other) = tokio::join!(search::catch_up(&bed.svc), search::catch_up(&bed.svc));
    assert_eq!(one.unwrap() + other.unwrap(), made.len(), "each is written down once");
    assert_eq!(search::catch_up(&bed.svc).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_piece_is_among_the_first_three() {
    let made = pieces(PIECES);
    let own = |piece: &Piece| (piece.slug.clone(), piece.tags.iter().map(|tag| (*tag).into()).collect());
    let mut tags: BTreeMap<String, Vec<String>> = made.iter().map(own).collect();
    tags.extend(file("demo-tags.toml").iter().map(|(slug, tags)| (slug.clone(), strings(tags))));
    let parts = ["queries.toml", "unseen.toml"].map(|name| (name, queries(name)));
    assert!(parts[0].1.len() >= 80 && parts[1].1.len() >= 40);
    let answers = Mutex::new(Vec::new());
    on_each(async |bed| {
        fill(bed, &made).await;
        let mut answered = Vec::new();
        for (name, queries) in &parts {
            let mut missed = Vec::new();
            for query in queries {
                let found = search::pieces(&bed.svc, &query.text, 0, &Question::default()).await.unwrap();
                let first: Vec<String> = found.cards.into_iter().take(FIRST).map(|card| card.slug).collect();
                let is_right = |slug: &String| {
                    query.right.contains(slug) || query.right.iter().all(|tag| tags[slug].contains(tag))
                };
                assert!(tags.keys().any(is_right), "nothing is right for {:?}", query.text);
                if !first.iter().any(is_right) {
                    missed.push(format!("{:?} {:?}: {first:?}", query.text, query.right));
                }
                answered.push(first);
            }
            println!("{:?}, {name}: {} of {} missed", bed.svc.store().engine(), missed.len(), queries.len());
            println!("  {}", missed.join("\n  "));
            assert!(missed.len() * 20 <= queries.len(), "{name}: {missed:#?}");
        }
        answers.lock().unwrap().push(answered);
    })
    .await;
    let answers = answers.into_inner().unwrap();
    assert_eq!(answers[0], answers[1], "both engines find the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_is_found_and_what_is_taken_away_is_not() {
    on_each(async |bed| {
        seed::load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        let first = async |text: &str| {
            let found = search::pieces(&bed.svc, text, 0, &Question::default()).await.unwrap();
            (found.cards.first().map(|card| card.slug.clone()), found.all_words)
        };
        assert_eq!(first("zarbia").await, (Some("zerbia-rug".into()), true));
        assert_eq!(first("coffert en tuya").await, (Some("thuya-box".into()), true), "two slips");
        assert_eq!(first("الزرابي").await.0, Some("zerbia-rug".into()), "plural with article");
        assert_eq!(first("zarbia xyzzy").await, (Some("zerbia-rug".into()), false), "as much as there is");
        for nothing in ["", "   ", "%_'\"", "xyzzy", "\u{0}", &"x".repeat(5_000)] {
            assert_eq!(first(nothing).await.0, None, "{nothing:?}");
        }
        assert_eq!(search::pieces(&bed.svc, "zarbia", 999_999, &Question::default()).await.unwrap().cards, []);
        let coordinator = bed.coordinator("cooperative-el-mensej").await;
        let rug = catalog::product(&bed.svc, "zerbia-rug").await.unwrap().unwrap().product_id;
        services::studio::products::offer(&bed.svc, &coordinator, "cooperative-el-mensej", rug, false).await.unwrap();
        assert_ne!(first("zarbia").await.0, Some("zerbia-rug".into()));
        assert_eq!(first("zerbia").await, first("zerbya").await, "its own words are not known any more");
        services::studio::products::offer(&bed.svc, &coordinator, "cooperative-el-mensej", rug, true).await.unwrap();
        assert_eq!(first("zarbia").await.0, Some("zerbia-rug".into()));
    })
    .await;
}
