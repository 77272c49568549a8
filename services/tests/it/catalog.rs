//! What is shown to everybody, over the demo data.

use crate::bed::{Blank, on_each};
use crate::seed::seeds;
use domain::configurator::{Selection, configure};
use domain::materials::BomLine;
use domain::pricing::quote;
use services::facets::Question;
use services::{catalog, seed};

#[tokio::test(flavor = "multi_thread")]
async fn every_card_leads_to_its_page_and_its_picture() {
    on_each(async |bed| {
        let svc = &bed.svc;
        seed::load_dir(svc, &Blank, &seeds()).await.unwrap();
        let home = catalog::home(svc).await.unwrap();
        assert_eq!((home.categories.len(), home.shops.len(), home.products.len()), (5, 5, 15), "the first of sixteen");
        assert_eq!(home.categories, catalog::categories(svc).await.unwrap());
        for card in &home.products {
            let page = catalog::product(svc, &card.slug).await.unwrap().unwrap();
            assert_eq!(
                (page.text.ar.name.as_str(), page.shop.slug.as_str()),
                (card.name.ar.as_str(), card.shop_slug.as_str())
            );
            let (digest, names) = catalog::promise(svc, &page).await.unwrap();
            assert_eq!(digest.materials.len(), names.len());
            let known = |line: &BomLine| digest.materials.iter().any(|known| known.material == line.material);
            assert!(page.model.recipe.iter().all(known), "{}: every material has its digest", card.slug);
            assert!(names.iter().all(|name| !name.ar.is_empty()));
            assert_eq!(page.default_fingerprint, card.fingerprint);
            let design = catalog::design(svc, &card.fingerprint).await.unwrap().unwrap();
            assert_eq!((&design.slug, design.version), (&card.slug, page.version));
            let (selection, problems) = Selection::parse(&design.model, &design.fields);
            assert!(problems.is_empty(), "{}: {problems:?}", card.slug);
            let configuration = configure(&design.model, &selection).unwrap();
            assert_eq!(quote(&design.model, &configuration).unwrap().unit_total, card.from_price);
            assert_eq!(configuration.fingerprint(page.product_id, page.version).len(), 32);
            let version = catalog::product_version(svc, page.product_id, page.version).await.unwrap();
            assert_eq!(version, Some(page));
        }
        for category in &home.categories {
            let page = catalog::category(svc, &category.slug, &Question::default()).await.unwrap().unwrap();
            assert_eq!(page.category, *category);
            assert!(
                page.list.cards.iter().all(|card| card.category_slug == category.slug) && !page.list.cards.is_empty()
            );
        }
        for shop in &home.shops {
            let page = catalog::shop(svc, &shop.slug, &Question::default()).await.unwrap().unwrap();
            assert_eq!(page.shop.card, *shop);
            assert!((3..=4).contains(&page.list.cards.len()), "{}", shop.slug);
            for member in page.members {
                let found = catalog::member(svc, &member.slug).await.unwrap().unwrap();
                assert_eq!((found.member, found.shop), (member, shop.clone()));
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_exist_is_none_whatever_it_is_called() {
    on_each(async |bed| {
        for slug in ["", "none", "\0", "../x", "عرعار", "A", &"a".repeat(5_000)] {
            assert_eq!(catalog::product(&bed.svc, slug).await.unwrap(), None);
            assert_eq!(catalog::category(&bed.svc, slug, &Question::default()).await.unwrap(), None);
            assert_eq!(catalog::shop(&bed.svc, slug, &Question::default()).await.unwrap(), None);
            assert_eq!(catalog::member(&bed.svc, slug).await.unwrap(), None);
            assert_eq!(catalog::design(&bed.svc, slug).await.unwrap(), None);
        }
    })
    .await;
}
