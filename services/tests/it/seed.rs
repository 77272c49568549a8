//! Loading a catalogue from files.

use crate::bed::{Bed, Blank, on_each};
use domain::money::Currency;
use services::seed::{SeedError, demo_people, generate, has_demo_people, load_dir};
use services::{Actor, catalog, doctor, exchange, session, sign_in, site_map, studio};
use std::fs;
use std::path::{Path, PathBuf};

/// The demo data.
pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds")
}

/// The pictures of the demo data; one shop has some.
const PICTURES: &str = "pictures/cooperative-dfira";

/// A copy of the demo data that a test may spoil; removed when dropped.
struct Copy(PathBuf);

impl Copy {
    fn make(name: &str) -> Self {
        let to = std::env::temp_dir().join(format!("mogador-seeds-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&to));
        for folder in ["", "shops", "products", PICTURES] {
            fs::create_dir_all(to.join(folder)).unwrap();
            for entry in fs::read_dir(seeds().join(folder)).unwrap() {
                let from = entry.unwrap().path();
                if from.is_file() {
                    fs::copy(&from, to.join(folder).join(from.file_name().unwrap())).unwrap();
                }
            }
        }
        Self(to)
    }

    /// Replaces the first occurrence of a text in a file; answers its line.
    fn spoil(&self, file: &str, from: &str, to: &str) -> usize {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let at = text.find(from).unwrap_or_else(|| panic!("{file} has no {from:?}"));
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        text[..at].matches('\n').count() + 1
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_data_loads_and_loading_again_changes_nothing() {
    on_each(async |bed| {
        let first = load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        assert_eq!((first.categories, first.shops, first.products, first.versions), (5, 5, 16, 16));
        assert!(first.materials >= 30 && first.receipts == first.materials, "{first}");
        let before = catalog::home(&bed.svc).await.unwrap();
        let again = load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        assert_eq!((again.versions, again.receipts), (0, 0));
        assert_eq!(catalog::home(&bed.svc).await.unwrap(), before);
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
        let rates = exchange::rates(&bed.svc).await.unwrap();
        assert!(Currency::FOREIGN.iter().all(|one| rates.iter().any(|rate| rate.currency == *one)), "{rates:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_currency_that_has_a_rate_keeps_it() {
    on_each(async |bed| {
        let day = Some(bed.svc.now().day().plus(-20));
        let said = exchange::note(&bed.svc, "eur", "11.5", day).await.unwrap().unwrap();
        load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        assert_eq!(exchange::rate(&bed.svc, Currency::Eur).await.unwrap(), Some(said));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_changed_product_gets_a_version_and_the_old_one_stays() {
    on_each(async |bed| {
        let copy = Copy::make(&format!("version-{:?}", bed.svc.store().engine()));
        load_dir(&bed.svc, &Blank, &copy.0).await.unwrap();
        let old = catalog::product(&bed.svc, "thuya-box").await.unwrap().unwrap();
        copy.spoil("products/thuya-box.toml", "base_price = \"360\"", "base_price = \"365\"");
        copy.spoil("shops/atelier-tafoukt.toml", "opening = \"160 dm3\"", "opening = \"999 dm3\"");
        let report = load_dir(&bed.svc, &Blank, &copy.0).await.unwrap();
        assert_eq!((report.versions, report.receipts), (1, 0), "stock that is known is not touched");
        let new = catalog::product(&bed.svc, "thuya-box").await.unwrap().unwrap();
        assert_eq!((new.version, new.model.base_price_minor), (2, 36_500));
        let kept = catalog::product_version(&bed.svc, old.product_id, 1).await.unwrap().unwrap();
        assert_eq!((kept.model, kept.current_version), (old.model, 2));
        assert_ne!(new.default_fingerprint, old.default_fingerprint);
        assert_eq!(catalog::design(&bed.svc, &old.default_fingerprint).await.unwrap().unwrap().version, 1);
    })
    .await;
}

/// File, what to replace, by what, and what the reason must say.
const MISTAKES: [(&str, &str, &str, &str); 24] = [
    ("rates.toml", "EUR = \"10.85\"", "EUR = \"1085\"", "rate"),
    ("rates.toml", "EUR = \"10.85\"", "MAD = \"1\"", "rate"),
    ("categories.toml", "slug = \"argan\"", "slug = \"Argan\"", "no slug"),
    ("categories.toml", "slug = \"argan\"", "slug = \"thuya-wood\"", "already"),
    ("shops/atelier-tafoukt.toml", "craft = \"wood\"", "craft = \"iron\"", "craft"),
    ("shops/atelier-tafoukt.toml", "since = 1994", "since = 19", "year"),
    ("shops/atelier-tafoukt.toml", "kind = \"workshop\"", "kind = \"workshop\"\nopen = true", "open"),
    ("shops/atelier-tafoukt.toml", "unit = \"mm3\"", "unit = \"litre\"", "unit"),
    ("shops/atelier-tafoukt.toml", "opening = \"160 dm3\"", "opening = \"160 kg\"", "quantity"),
    ("shops/atelier-tafoukt.toml", "slug = \"hassan-tafoukt\"", "slug = \"khadija-tafoukt\"", "already"),
    ("products/thuya-box.toml", "slug = \"thuya-box\"", "slug = \"thuya-boxes\"", "name of the file"),
    ("products/thuya-box.toml", "shop = \"atelier-tafoukt\"", "shop = \"nobody\"", "shop"),
    ("products/thuya-box.toml", "category = \"thuya-wood\"", "category = \"wood\"", "category"),
    ("products/thuya-box.toml", "base_price = \"360\"", "base_price = \"36O\"", "decimal"),
    ("products/thuya-box.toml", "preview = \"box\"", "preview = \"crate\"", "preview"),
    ("products/thuya-box.toml", "length = \"200 mm\"", "length = \"200\"", "quantity"),
    ("products/thuya-box.toml", "default = \"medium\"", "default = \"huge\"", "default"),
    (
        "products/thuya-box.toml",
        "{ group = \"inlay\", is = [\"nacre\"] }",
        "{ group = \"inlays\", is = [\"nacre\"] }",
        "no group",
    ),
    (
        "products/thuya-box.toml",
        "{ group = \"size\", is_not = [\"small\"] }",
        "{ group = \"size\", is_not = [\"tiny\"] }",
        "no value",
    ),
    ("products/thuya-box.toml", "per = \"character name\"", "per = \"character size\"", "kind of the group"),
    ("products/thuya-box.toml", "material = \"thuya-sawn\"", "material = \"teak\"", "material"),
    ("products/thuya-box.toml", "key = \"olive\"", "key = \"garnet\"", "already"),
    ("products/thuya-box.toml", "lead_days = 6", "lead_days = \"six\"", "number"),
    ("products/thuya-box.toml", "[[rule]]", "[[rule", ""),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_file_is_refused_whole_with_file_line_and_reason() {
    on_each(async |bed| {
        for (number, (file, from, to, says)) in MISTAKES.into_iter().enumerate() {
            let copy = Copy::make(&format!("mistake-{number}-{:?}", bed.svc.store().engine()));
            let spoiled = copy.spoil(file, from, to);
            match load_dir(&bed.svc, &Blank, &copy.0).await {
                Err(SeedError::Refused { file: named, line, reason }) => {
                    assert!(named.ends_with(file), "{from}: {}", named.display());
                    assert!(reason.contains(says), "{from}: {reason}");
                    let added = to.matches('\n').count();
                    // A slug that is there already is reported where it stands the second time.
                    assert!(
                        line == spoiled || line == spoiled + added || says == "already",
                        "{from}: {line}, not {spoiled}"
                    );
                }
                other => panic!("{from}: {other:?}"),
            }
        }
        assert_eq!(catalog::home(&bed.svc).await.unwrap().shops, [], "nothing was loaded");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_generated_products_are_believable() {
    on_each(async |bed| {
        load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        generate(&bed.svc, 1_200).await.unwrap();
        generate(&bed.svc, 30).await.unwrap();
        let mut reader = bed.svc.store().read().await.unwrap();
        assert_eq!(reader.count_products().await.unwrap(), 16 + 1_230);
        let cards = reader.published_cards(2_000).await.unwrap();
        drop(reader);
        assert_eq!(cards[..15].to_vec(), catalog::home(&bed.svc).await.unwrap().products, "the real ones come first");
        let names: std::collections::BTreeSet<_> = cards.iter().map(|card| &card.name.fr).collect();
        assert_eq!(names.len(), cards.len(), "each has a name of its own");
        for card in cards.iter().step_by(100) {
            let page = catalog::product(&bed.svc, &card.slug).await.unwrap().unwrap();
            assert!(card.from_price.minor > 0 && page.text.ar.name == card.name.ar);
            assert!(catalog::design(&bed.svc, &card.fingerprint).await.unwrap().is_some());
        }
        let mut listed = 0;
        for part in site_map::parts(&bed.svc).await.unwrap() {
            listed += site_map::part(&bed.svc, part).await.unwrap().len();
        }
        assert_eq!(listed, cards.len(), "every piece is in a site map");

        // The studio shows them page by page, each once.
        let coordinator = bed.coordinator("atelier-tafoukt").await;
        let (mut seen, mut after) = (std::collections::BTreeSet::new(), None);
        loop {
            let page = studio::products::products(&bed.svc, &coordinator, "atelier-tafoukt", after).await.unwrap();
            assert!(page.products.len() <= studio::products::PAGE);
            assert!(page.products.iter().all(|product| seen.insert(product.id)), "one is shown twice");
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), cards.iter().filter(|card| card.shop_slug == "atelier-tafoukt").count());
    })
    .await;
}

async fn enters(bed: &Bed, email: &str, password: &str) -> Actor {
    let token = sign_in::sign_in(&bed.svc, &Actor::default(), email, password, email).await.unwrap().unwrap();
    session::load(&bed.svc, Some(&token.0)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn demo_people_are_made_only_when_asked_for_and_see_their_shop() {
    on_each(async |bed| {
        load_dir(&bed.svc, &Blank, &seeds()).await.unwrap();
        assert!(!has_demo_people(&bed.svc).await.unwrap());
        let people = demo_people(&bed.svc).await.unwrap();
        assert_eq!(demo_people(&bed.svc).await.unwrap(), people, "making them again changes nothing");
        assert!(has_demo_people(&bed.svc).await.unwrap());
        assert_eq!(people.len(), 5);
        for (email, password, shop) in people {
            let actor = enters(bed, &email, &password).await;
            assert_eq!(actor.shops().iter().map(|of| &of.slug).collect::<Vec<_>>(), [&shop]);
            assert!(!studio::materials(&bed.svc, &actor, &shop).await.unwrap().is_empty());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_of_the_catalogue_can_be_written_down_again() {
    use domain::authoring::{KnownMaterial, KnownPicture, KnownStation, Surroundings, describe, read};
    use domain::id::{MaterialId, StationId};
    use domain::quantity::Unit;
    use services::product_file::{parse, write};

    for entry in fs::read_dir(seeds().join("products")).unwrap() {
        let path = entry.unwrap().path();
        let mut text = fs::read_to_string(&path).unwrap();
        let mut pictures = Vec::new();
        for (at, entry) in fs::read_dir(seeds().join(PICTURES)).unwrap().enumerate() {
            // As the loader does it: a product knows a picture by its code.
            let code = format!("{at:032x}");
            text = text.replace(entry.unwrap().file_name().to_str().unwrap(), &code);
            pictures.push(KnownPicture { code, width: 640, height: 640 });
        }
        let source = parse(&text).unwrap();
        let shop = fs::read_to_string(seeds().join(format!("shops/{}.toml", source.shop))).unwrap();
        let shop: toml::Table = shop.parse().unwrap();
        let known = |(at, material): (usize, &toml::Value)| -> KnownMaterial {
            let text = |key: &str| material[key].as_str().unwrap();
            let unit = match text("unit") {
                "mg" => Unit::Milligram,
                "ul" => Unit::Microlitre,
                "mm" => Unit::Millimetre,
                "mm2" => Unit::SquareMillimetre,
                "mm3" => Unit::CubicMillimetre,
                _ => Unit::Piece,
            };
            (text("slug").to_owned(), MaterialId::from_parts(at as u64, [0; 10]), unit)
        };
        let materials: Vec<KnownMaterial> =
            shop["material"].as_array().unwrap().iter().enumerate().map(known).collect();
        let categories = std::slice::from_ref(&source.category);
        let known = |(at, station): (usize, &toml::Value)| -> KnownStation {
            (station["slug"].as_str().unwrap().to_owned(), StationId::from_parts(at as u64, [0; 10]))
        };
        let stations = shop.get("station").and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let stations: Vec<KnownStation> = stations.iter().enumerate().map(known).collect();
        let around = Surroundings { categories, materials: &materials, stations: &stations, pictures: &pictures };
        let first = read(&source, &around);
        assert_eq!(first.problems, [], "{}", path.display());
        let model = first.model.unwrap();
        let mut again = describe(&model, &first.text, &materials, &stations);
        (again.slug, again.category) = (source.slug.clone(), source.category.clone());
        let file = write(&again).unwrap();
        assert_eq!(parse(&file).unwrap(), again, "{}", path.display());
        let second = read(&parse(&file).unwrap(), &around);
        assert_eq!((second.model.as_ref(), &second.text), (Some(&model), &first.text), "{file}");
    }
}
