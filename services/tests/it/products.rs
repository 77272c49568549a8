//! A product from nothing to the shop window, part by part, as the forms send it.

use crate::bed::{Bed, Blank, on_each};
use crate::market::{WOOD, WOOL, buys, fill};
use domain::authoring::{List, Part, ProblemKind, Step};
use domain::configurator::{Finding, Span};
use domain::id::ProductId;
use domain::money::{Currency, Money};
use domain::preview::layers;
use services::pictures::{self, InUse, Original};
use services::ports::Darkroom;
use services::studio::products::{
    Change, Changed, Done, DraftPage, Published, begin, change_draft, draft, drop_draft, edit, export, import,
    mark_part, offer, products, publish, sold, with_typed,
};
use services::{Actor, Error, catalog};

/// A coordinator at her draft.
struct Author<'a> {
    bed: &'a Bed,
    actor: Actor,
    product: ProductId,
}

impl Author<'_> {
    async fn page(&self) -> DraftPage {
        draft(&self.bed.svc, &self.actor, WOOD, self.product).await.unwrap().unwrap()
    }

    async fn apply(&self, change: &Change) -> Changed {
        let revision = self.page().await.revision;
        change_draft(&self.bed.svc, &self.actor, WOOD, self.product, revision, change).await.unwrap().changed
    }

    async fn adds(&self, list: List, kind: &str) {
        let change = Change::List { list, step: Step::Add, kind: kind.into() };
        assert_eq!(self.apply(&change).await, Changed::Kept);
    }

    async fn sends(&self, part: &str, fields: &[(&str, &str)]) -> Changed {
        self.apply(&sent(part, fields)).await
    }

    /// Sends what every product needs.
    async fn fills_in(&self, name: &str) {
        for (part, fields) in [
            ("words", said(&["name", "summary", "story", "care"], name)),
            (
                "basics",
                vec![
                    ("category".to_owned(), self.page().await.categories[0].slug.clone()),
                    ("base_price".into(), "360,50".into()),
                    ("lead_days".into(), "6".into()),
                    ("dimensions.length".into(), "20 cm".into()),
                    ("dimensions.width".into(), "140 mm".into()),
                    ("dimensions.height".into(), "9 cm".into()),
                ],
            ),
            ("picture", vec![("preview".into(), "box".into()), ("look.wood".into(), "burl".into())]),
        ] {
            let change = Change::Part { part: part.into(), fields, was: String::new(), values: None };
            assert_eq!(self.apply(&change).await, Changed::Kept, "{part}");
        }
    }

    async fn publishes(&self) -> Published {
        let revision = self.page().await.revision;
        publish(&self.bed.svc, &self.actor, WOOD, self.product, revision).await.unwrap()
    }
}

fn sent(part: &str, fields: &[(&str, &str)]) -> Change {
    let fields = fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Change::Part { part: part.into(), fields, was: String::new(), values: None }
}

/// The same words in each language of each field.
fn said(fields: &[&str], words: &str) -> Vec<(String, String)> {
    let one = |field: &&str| ["ar", "fr", "en"].map(|lang| (format!("{field}.{lang}"), words.to_owned()));
    fields.iter().flat_map(one).collect()
}

async fn author(bed: &Bed) -> Author<'_> {
    fill(&bed.svc, 5).await;
    let actor = bed.coordinator(WOOD).await;
    let product = begin(&bed.svc, &actor, WOOD).await.unwrap().unwrap();
    Author { bed, actor, product }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_written_part_by_part_and_published() {
    on_each(async |bed| {
        let author = author(bed).await;
        assert!(author.page().await.reading.model.is_none(), "there is nothing to show yet");
        assert_eq!(author.publishes().await, Published::NotReady);
        author.fills_in("Coffret marqueté").await;

        author.adds(List::Group, "choice").await;
        let mut fields = said(&["label"], "Marqueterie");
        fields.extend(said(&["value.0.label"], "Citronnier"));
        fields.extend(said(&["value.1.label"], "Nacre"));
        let more = [
            ("kind", "choice"),
            ("key", ""),
            ("default", "#1"),
            ("value.1.swatch", "#cfdcd8"),
            ("value.1.has_swatch", "true"),
            ("value.0.swatch", "#000000"),
            ("value.1.look.inlay", "nacre"),
            ("value.0.look.inlay", ""),
            ("value.1.sets.height", "10 cm"),
        ];
        fields.extend(more.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert_eq!(
            author.apply(&Change::Part { part: "group-0".into(), fields, was: String::new(), values: None }).await,
            Changed::Kept
        );
        let group = author.page().await.source.group[0].clone();
        assert_eq!((group.key.as_str(), group.default.0.as_str()), ("marqueterie", "nacre"));
        assert_eq!((group.value[0].swatch.as_str(), group.value[1].swatch.as_str()), ("", "#cfdcd8"));
        assert!(group.value[0].look.is_empty());

        author.adds(List::Group, "text").await;
        let mut fields = said(&["label"], "Nom");
        let more = [
            ("kind", "text"),
            ("max_chars", "14"),
            ("scripts.latin", "true"),
            ("scripts.arabic", "true"),
            ("lettering", "true"),
        ];
        fields.extend(more.map(|(path, text)| (path.to_owned(), text.to_owned())));
        author.apply(&Change::Part { part: "group-1".into(), fields, was: String::new(), values: None }).await;

        author.adds(List::Price, "").await;
        let mut fields = said(&["label"], "Lettre");
        let more = [
            ("amount", "12,50"),
            ("per", "character nom"),
            ("when.0.group", "marqueterie"),
            ("when.1.group", "nom"),
            ("when.1.filled", "true"),
        ];
        fields.extend(more.map(|(path, text)| (path.to_owned(), text.to_owned())));
        author.apply(&Change::Part { part: "price-0".into(), fields, was: String::new(), values: None }).await;
        author.adds(List::Recipe, "").await;
        author
            .sends("recipe-0", &[("material", "wood"), ("amount", "1 g"), ("per", "fixed"), ("waste_percent", "40")])
            .await;

        // A rule that kills what it was written about: the author is told, and nothing is published.
        author.adds(List::Rule, "").await;
        let mut fields = said(&["reason"], "La nacre casse");
        let more = [("says", "none"), ("of.0.group", "marqueterie"), ("of.0.is.citronnier", "true")];
        fields.extend(more.map(|(path, text)| (path.to_owned(), text.to_owned())));
        author.apply(&Change::Part { part: "rule-0".into(), fields, was: String::new(), values: None }).await;
        let page = author.page().await;
        assert_eq!(page.reading.problems, [], "the review says it better");
        let [Finding::DeadValue { group: 0, span: Span::Value(0), rules }] = page.findings.as_slice() else {
            panic!("{:?}", page.findings);
        };
        assert_eq!(rules, &[0]);
        assert_eq!(author.publishes().await, Published::NotReady);
        let mut fields = said(&["reason"], "La nacre casse sous un nom");
        let more = [
            ("says", "none"),
            ("when.0.group", "nom"),
            ("when.0.filled", "true"),
            ("of.0.group", "marqueterie"),
            ("of.0.is.citronnier", "true"),
        ];
        fields.extend(more.map(|(path, text)| (path.to_owned(), text.to_owned())));
        author.apply(&Change::Part { part: "rule-0".into(), fields, was: String::new(), values: None }).await;

        assert_eq!(author.page().await.reading.problems, []);
        assert_eq!(catalog::product(&bed.svc, "coffret-marquete").await.unwrap(), None, "a draft is nobody's business");
        assert_eq!(author.publishes().await, Published::Done("coffret-marquete".into()));
        let page = catalog::product(&bed.svc, "coffret-marquete").await.unwrap().unwrap();
        assert_eq!((page.version, page.model.base_price_minor, page.model.recipe.len()), (1, 36_050, 1));
        assert_eq!(page.text.fr.rules, ["La nacre casse sous un nom"]);
        assert!(catalog::design(&bed.svc, &page.default_fingerprint).await.unwrap().is_some());
        let again = publish(&bed.svc, &author.actor, WOOD, author.product, 99).await.unwrap();
        assert_eq!(again, Published::Done("coffret-marquete".into()), "pressed twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_leaves_orders_and_the_old_version_alone() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let actor = bed.coordinator(WOOD).await;
        let product = products(&bed.svc, &actor, WOOD, None).await.unwrap().products[0].clone();
        let before = catalog::product(&bed.svc, "box").await.unwrap().unwrap();
        let visitor = bed.visitor().await;
        buys(&bed.svc, &visitor, "box", "rich", 1).await.unwrap();
        let author = Author { bed, actor, product: product.id };
        edit(&bed.svc, &author.actor, WOOD, product.id, None).await.unwrap();
        edit(&bed.svc, &author.actor, WOOD, product.id, None).await.unwrap();
        let page = author.page().await;
        assert_eq!(page.reading.model.as_ref(), Some(&before.model), "what is sold is what is written");
        let category = page.source.category.clone();
        let basics = |price: &'static str| {
            let length = |side: &domain::authoring::Written| side.0.clone();
            let sides = &page.source.dimensions;
            vec![
                ("category".to_owned(), category.clone()),
                ("base_price".into(), price.into()),
                ("lead_days".into(), "9".into()),
                ("prices.EUR".into(), "49,50".into()),
                ("prices.GBP".into(), String::new()),
                ("slug".into(), "another".into()),
                ("dimensions.length".into(), length(&sides.length)),
                ("dimensions.width".into(), length(&sides.width)),
                ("dimensions.height".into(), length(&sides.height)),
            ]
        };
        let change =
            |price| Change::Part { part: "basics".into(), fields: basics(price), was: String::new(), values: None };
        author.apply(&change("500")).await;
        assert_eq!(author.page().await.source.slug, "box", "an address never changes");
        // Words that the market's test data leaves out.
        author.fills_in_words().await;
        assert_eq!(author.publishes().await, Published::Done("box".into()));
        let now = catalog::product(&bed.svc, "box").await.unwrap().unwrap();
        assert_eq!((now.version, now.model.base_price_minor), (before.version + 1, 50_000));
        let euros = vec![Money { minor: 4_950, currency: Currency::Eur }];
        assert_eq!(now.model.listed, euros);
        let cards = catalog::cards(&bed.svc, ["box"].into_iter()).await.unwrap();
        assert_eq!(cards[0].listed, euros, "lists show the price that was set");
        let kept = catalog::product_version(&bed.svc, product.id, before.version).await.unwrap().unwrap();
        assert_eq!(kept.model, before.model);
        let page = sold(&bed.svc, &author.actor, WOOD, product.id).await.unwrap().unwrap();
        assert_eq!(
            page.versions.iter().map(|(version, _)| *version).collect::<Vec<_>>(),
            [now.version, before.version]
        );

        // Back to the old one, by a new draft of it.
        edit(&bed.svc, &author.actor, WOOD, product.id, Some(before.version)).await.unwrap();
        assert_eq!(author.page().await.reading.model.map(|model| model.base_price_minor), Some(45_000));
        let revision = author.page().await.revision;
        assert!(drop_draft(&bed.svc, &author.actor, WOOD, product.id, revision).await.unwrap());
        offer(&bed.svc, &author.actor, WOOD, product.id, false).await.unwrap();
        assert_eq!(catalog::product(&bed.svc, "box").await.unwrap().unwrap().state, catalog::ProductState::Retired);
        offer(&bed.svc, &author.actor, WOOD, product.id, true).await.unwrap();
        assert_eq!(catalog::product(&bed.svc, "box").await.unwrap().unwrap().state, catalog::ProductState::Published);
    })
    .await;
}

impl Author<'_> {
    /// Fills what is missing in every text.
    async fn fills_in_words(&self) {
        let mut source = self.page().await.source;
        for words in [&mut source.name, &mut source.summary, &mut source.story, &mut source.care] {
            *words = domain::authoring::Words { ar: "ا".into(), fr: "f".into(), en: "e".into() };
        }
        let missing: Vec<_> = self.page().await.reading.problems.into_iter().map(|problem| problem.path).collect();
        assert!(
            missing.iter().all(|path| path.contains("summary") || path.contains("story") || path.contains("care")),
            "{missing:?}"
        );
        let change = Change::Part {
            part: "words".into(),
            fields: said(&["name", "summary", "story", "care"], "w"),
            was: String::new(),
            values: None,
        };
        assert_eq!(self.apply(&change).await, Changed::Kept);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_never_overwrite_each_other() {
    on_each(async |bed| {
        let author = author(bed).await;
        let seen = author.page().await.revision;
        let words = |name: &str| Change::Part {
            part: "words".into(),
            fields: said(&["name"], name),
            was: String::new(),
            values: None,
        };
        let svc = &bed.svc;
        let send = async |change: &Change| {
            change_draft(svc, &author.actor, WOOD, author.product, seen, change).await.unwrap().changed
        };
        assert_eq!(send(&words("Plateau")).await, Changed::Kept);
        assert_eq!(send(&words("Plateau")).await, Changed::Kept, "the same form sent twice");
        assert_eq!(send(&words("Coffret")).await, Changed::Stale);
        let add = Change::List { list: List::Group, step: Step::Add, kind: "text".into() };
        assert_eq!(send(&add).await, Changed::Stale, "a second press adds nothing");
        assert_eq!(author.apply(&add).await, Changed::Kept);
        assert_eq!(send(&add).await, Changed::Kept, "the new one that it asks for stands there");
        assert_eq!(author.page().await.source.group.len(), 1);
        assert_eq!(author.page().await.source.name.fr, "Plateau");
        let stale = publish(svc, &author.actor, WOOD, author.product, seen).await.unwrap();
        assert_eq!(stale, Published::NotReady, "not whole in any case");
        assert!(!drop_draft(svc, &author.actor, WOOD, author.product, seen).await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_overtaken_keeps_what_it_was_made_for() {
    on_each(async |bed| {
        let author = author(bed).await;
        author.fills_in("Coffret").await;
        for kind in ["choice", "text"] {
            author.adds(List::Group, kind).await;
        }
        let fields = |name: &str, kind: &str, key: &str| {
            let mut fields = said(&["label"], name);
            fields.extend([("kind", kind), ("key", key)].map(|(path, text)| (path.to_owned(), text.to_owned())));
            fields
        };
        let size = |name: &str, key: &str, was: &str| {
            let mut fields = fields(name, "choice", key);
            fields.extend(said(&["value.0.label"], "Petit"));
            Change::Part { part: "group-0".into(), was: was.into(), fields, values: None }
        };
        let send = async |revision: u32, change: &Change| {
            change_draft(&bed.svc, &author.actor, WOOD, author.product, revision, change).await.unwrap()
        };
        let first = Part::Line(List::Group, 0);
        let (kept, nameless) = (Done { changed: Changed::Kept, part: Some(first) }, author.page().await);
        let named = size("Taille", "", &mark_part(&nameless.source, first));
        assert_eq!(send(nameless.revision, &named).await, kept, "an option is found by the form that gave it its name");
        assert_eq!(send(nameless.revision, &named).await, kept, "also by the same form once more");
        let mut name = fields("Nom", "text", "");
        name.extend([("max_chars", "9"), ("scripts.latin", "true")].map(|(path, text)| (path.into(), text.into())));
        let name = Change::Part { part: "group-1".into(), was: String::new(), fields: name, values: None };
        assert_eq!(author.apply(&name).await, Changed::Kept);
        let seen = author.page().await;
        let was = |part: Part| mark_part(&seen.source, part);

        // Another window moves the text up: the form of the choice finds its own.
        author.apply(&Change::List { list: List::Group, step: Step::Up(1), kind: String::new() }).await;
        assert_eq!(send(seen.revision, &size("Dimension", "taille", &was(first))).await.changed, Changed::Kept);
        let groups = author.page().await.source.group;
        let [text, choice] = groups.as_slice() else { panic!("{groups:?}") };
        assert_eq!((text.kind.as_str(), text.label.fr.as_str(), text.max_chars.0.as_str()), ("text", "Nom", "9"));
        assert_eq!((choice.kind.as_str(), choice.label.fr.as_str()), ("choice", "Dimension"));

        // It changed itself: nothing is kept before she saw that.
        let again = size("Grandeur", "taille", &was(first));
        let stale = Done { changed: Changed::Stale, part: Some(Part::Line(List::Group, 1)) };
        assert_eq!(send(seen.revision, &again).await, stale);
        let page = author.page().await;
        let Change::Part { fields: sent, .. } = &again else { panic!() };
        let (typed, other) = with_typed(page.clone(), Part::Line(List::Group, 1), sent).unwrap();
        assert_eq!(typed.source.group[1].label.fr, "Grandeur", "what was typed stays in the form");
        assert!(other.contains(&("group.1.label.fr".into(), "Dimension".into())), "{other:?}");
        assert_eq!(
            send(page.revision, &size("Grandeur", "taille", "")).await.changed,
            Changed::Kept,
            "now she decided"
        );

        // Taken out: what was typed goes nowhere else.
        let revision = author.page().await.revision;
        author.apply(&Change::List { list: List::Group, step: Step::Remove(1), kind: String::new() }).await;
        assert_eq!(send(revision, &again).await, Changed::Stale.into());
        assert_eq!(author.page().await.source.group[0], *text);

        // Who changes another part is in nobody's way.
        let words = was(Part::Words);
        let fields = said(&["name", "summary", "story", "care"], "Plateau");
        let words = Change::Part { part: "words".into(), was: words, fields, values: None };
        assert_eq!(send(seen.revision, &words).await.changed, Changed::Kept);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_without_a_unit_is_in_centimetres_in_every_form() {
    on_each(async |bed| {
        let author = author(bed).await;
        let sides = [("dimensions.length", "20"), ("dimensions.width", "٢٠٫٥"), ("dimensions.height", "far")];
        author.sends("basics", &sides).await;
        let written = author.page().await.source.dimensions;
        assert_eq!((written.length.0.as_str(), written.width.0.as_str()), ("20 cm", "٢٠٫٥ cm"));
        assert_eq!(written.height.0, "far", "what is no number stays as it was typed");
        author.adds(List::Group, "number").await;
        let bounds = [("label.fr", "Longueur"), ("kind", "number"), ("unit", "mm"), ("min", "5"), ("max", "90 mm")];
        author.sends("group-0", &bounds).await;
        author.adds(List::Rule, "").await;
        author.sends("rule-0", &[("says", "all"), ("of.0.group", "longueur"), ("of.0.max", "8")]).await;
        let source = author.page().await.source;
        assert_eq!((source.group[0].min.0.as_str(), source.group[0].max.0.as_str()), ("5 cm", "90 mm"));
        assert_eq!(source.rule[0].then.as_ref().map(|then| then.max.0.as_str()), Some("8 cm"));
        author.sends("group-0", &[("key", "longueur"), ("kind", "number"), ("unit", "piece"), ("min", "5")]).await;
        assert_eq!(author.page().await.source.group[0].min.0, "5");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_shop_sees_and_changes_nothing() {
    on_each(async |bed| {
        let author = author(bed).await;
        author.fills_in("Coffret").await;
        let other = bed.coordinator(WOOL).await;
        let (svc, id) = (&bed.svc, author.product);
        assert!(matches!(products(svc, &other, WOOD, None).await, Err(Error::NotFound)));
        assert!(draft(svc, &other, WOOL, id).await.unwrap().is_none());
        let change = sent("words", &[("name.fr", "x")]);
        assert!(matches!(change_draft(svc, &other, WOOL, id, 4, &change).await, Err(Error::NotFound)));
        assert!(matches!(publish(svc, &other, WOOL, id, 4).await, Err(Error::NotFound)));
        assert!(matches!(export(svc, &other, WOOL, id).await, Err(Error::NotFound)));
        assert!(!drop_draft(svc, &other, WOOL, id, 4).await.unwrap());
        let theirs = products(svc, &author.actor, WOOD, None).await.unwrap().products[0].id;
        assert!(matches!(edit(svc, &other, WOOL, theirs, None).await, Err(Error::NotFound)));
        assert!(matches!(offer(svc, &other, WOOL, theirs, false).await, Err(Error::NotFound)));

        // A slug is unique in the market.
        let source =
            export(svc, &author.actor, WOOD, id).await.unwrap().1.replace("slug = \"coffret\"", "slug = \"rug\"");
        let taken = import(svc, &author.actor, WOOD, &source).await.unwrap().unwrap().unwrap();
        let author = Author { product: taken, ..author };
        assert_eq!(author.page().await.reading.problems, []);
        assert_eq!(author.publishes().await, Published::SlugTaken);
        assert!(draft(svc, &author.actor, WOOD, taken).await.unwrap().is_some(), "nothing was lost");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_out_and_comes_in_again() {
    on_each(async |bed| {
        let author = author(bed).await;
        author.fills_in("Coffret").await;
        let (slug, file) = export(&bed.svc, &author.actor, WOOD, author.product).await.unwrap();
        assert_eq!(slug, "coffret");
        let copy = import(&bed.svc, &author.actor, WOOD, &file).await.unwrap().unwrap().unwrap();
        let original = author.page().await.source;
        let author = Author { product: copy, ..author };
        assert_eq!(author.page().await.source, original);
        let mistake = import(&bed.svc, &author.actor, WOOD, "slug = \"a\"\n[[rule]\n").await.unwrap().unwrap_err();
        assert_eq!(mistake.line, 2);
        // What can be read but is wrong becomes a draft that says so.
        let half = import(&bed.svc, &author.actor, WOOD, "base_price = \"much\"").await.unwrap().unwrap().unwrap();
        let author = Author { product: half, ..author };
        assert!(author.page().await.reading.problems.iter().any(|problem| problem.kind == ProblemKind::NotANumber));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_form_sends_is_refused_and_nothing_grows_without_bound() {
    on_each(async |bed| {
        let author = author(bed).await;
        for fields in [
            &[("name", "no language")][..],
            &[("name.fr.fr.fr.fr.fr.fr", "deep")],
            &[("name..fr", "empty")],
            &[("name.fr", "a"), ("name", "both")],
            &[("rule.0.when", "x")],
            &[("unknown", "x")],
        ] {
            assert_eq!(author.sends("words", fields).await, Changed::Unreadable, "{fields:?}");
        }
        assert_eq!(author.sends("group-0", &[("key", "x")]).await, Changed::Unreadable, "there is no such option");
        let long = "a".repeat(300 * 1024);
        assert_eq!(author.sends("words", &[("story.fr", &long)]).await, Changed::Unreadable);
        let many: Vec<(String, String)> = (0..300).map(|at| (format!("value.{at}.label.fr"), "v".into())).collect();
        author.adds(List::Group, "choice").await;
        let change = Change::Part { part: "group-0".into(), fields: many, was: String::new(), values: None };
        assert_eq!(author.apply(&change).await, Changed::Unreadable);
        for _ in 1..50 {
            assert!(begin(&bed.svc, &author.actor, WOOD).await.unwrap().is_some());
        }
        assert_eq!(begin(&bed.svc, &author.actor, WOOD).await.unwrap(), None, "fifty drafts are enough");
        assert_eq!(author.sends("words", &[("name.fr", "a\0b\r\nc")]).await, Changed::Kept);
        assert_eq!(author.page().await.source.name.fr, "ab\nc");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_that_could_cost_nothing_is_not_published() {
    on_each(async |bed| {
        let author = author(bed).await;
        author.fills_in("Coffret").await;
        author.adds(List::Group, "several").await;
        let mut fields = said(&["label"], "En moins");
        fields.extend(said(&["value.0.label"], "Sans couvercle"));
        fields.push(("kind".into(), "several".into()));
        author.apply(&Change::Part { part: "group-0".into(), fields, was: String::new(), values: None }).await;
        author.adds(List::Price, "").await;
        let mut fields = said(&["label"], "Sans couvercle");
        let less =
            [("amount", "-400"), ("per", "fixed"), ("when.0.group", "en-moins"), ("when.0.is.sans-couvercle", "true")];
        fields.extend(less.map(|(path, text)| (path.to_owned(), text.to_owned())));
        author.apply(&Change::Part { part: "price-0".into(), fields, was: String::new(), values: None }).await;
        let page = author.page().await;
        assert_eq!(page.reading.problems, []);
        assert!(
            matches!(page.findings.as_slice(), [Finding::NotPositive { price_minor: -3_950, .. }]),
            "{:?}",
            page.findings
        );
        assert_eq!(author.publishes().await, Published::NotReady);
    })
    .await;
}

/// A picture of the shop; answers its code.
async fn picture(bed: &Bed, actor: &Actor, shop: &str, original: &[u8]) -> String {
    let owner = pictures::of_shop(actor, shop).unwrap();
    let developed = Blank.develop(tempfile()).await;
    pictures::accept(&bed.svc, &owner, Original::of(original), async { developed }).await.unwrap().unwrap()
}

fn tempfile() -> std::fs::File {
    std::fs::File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_shown_by_the_photographs_of_its_own_shop() {
    on_each(async |bed| {
        let author = author(bed).await;
        let other = bed.coordinator(WOOL).await;
        let foreign = picture(bed, &other, WOOL, b"foreign").await;
        let [base, lid, spare] =
            [picture(bed, &author.actor, WOOD, b"base").await, picture(bed, &author.actor, WOOD, b"lid").await, {
                picture(bed, &author.actor, WOOD, b"spare").await
            }];
        author.fills_in("Coffret").await;
        author.adds(List::Group, "several").await;
        let layered = async |base: &str, lid: &str, swatch: &str| {
            let alt = [("alt.ar", "علبة"), ("alt.fr", "Un coffret"), ("alt.en", "A box")];
            let look = [("preview", "layers"), ("look.base", base), ("look.text", "top")];
            author.sends("picture", &[look, alt].concat()).await;
            let mut fields = said(&["label", "value.0.label"], "Couvercle");
            let more = [
                ("kind", "several"),
                ("key", "couvercle"),
                ("value.0.key", "couvercle"),
                ("value.0.look.layer", lid),
                ("value.0.look.tint", "couvercle"),
                ("value.0.swatch", "#1b5e9b"),
                ("value.0.has_swatch", swatch),
            ];
            fields.extend(more.map(|(path, text)| (path.to_owned(), text.to_owned())));
            if swatch.is_empty() {
                fields.retain(|(path, _)| !path.ends_with("swatch"));
            }
            let change = Change::Part { part: "group-0".into(), fields, was: String::new(), values: None };
            assert_eq!(author.apply(&change).await, Changed::Kept);
            let problems = author.page().await.reading.problems;
            problems.into_iter().map(|problem| (problem.path, problem.kind)).collect::<Vec<_>>()
        };
        let at_value = |field: &str| format!("group.0.value.0.look.{field}");
        assert_eq!(layered(&foreign, &lid, "true").await, [("look.base".to_owned(), ProblemKind::NoPicture)]);
        assert_eq!(author.publishes().await, Published::NotReady, "another shop's picture is none");
        assert_eq!(layered(&base, &foreign, "true").await, [(at_value("layer"), ProblemKind::NoPicture)]);
        assert_eq!(layered(&base, &lid, "").await, [(at_value("tint"), ProblemKind::NoColour)]);
        assert_eq!(layered(&base, &lid, "true").await, []);

        // A file that somebody else brings shows nothing of this shop.
        let (_, file) = export(&bed.svc, &author.actor, WOOD, author.product).await.unwrap();
        assert!(file.contains(&base) && file.contains(&lid) && file.contains("tint = \"couvercle\""), "{file}");
        let copy = import(&bed.svc, &other, WOOL, &file).await.unwrap().unwrap().unwrap();
        let copied = draft(&bed.svc, &other, WOOL, copy).await.unwrap().unwrap().reading;
        let refused = copied.problems.iter().filter(|problem| problem.kind == ProblemKind::NoPicture).count();
        assert_eq!(refused, 2, "{:?}", copied.problems);
        assert!(copied.model.is_some_and(|model| !format!("{model:?}").contains(&base)));

        let remove = async |code: &str| pictures::remove_from_shop(&bed.svc, &author.actor, WOOD, code).await.unwrap();
        assert_eq!(author.publishes().await, Published::Done("coffret".into()));
        assert_eq!((remove(&base).await, remove(&lid).await), (Err(InUse), Err(InUse)), "what is sold is shown");
        assert_eq!(remove(&spare).await, Ok(()));
        let page = catalog::product(&bed.svc, "coffret").await.unwrap().unwrap();
        assert_eq!(layers::pictures(&page.model).len(), 2);
        let look = &page.model.groups[0].values()[0].look;
        let expected = [("layer.couvercle.couvercle", format!("{lid}-640")), ("tint.couvercle", "#1b5e9b".to_owned())];
        assert_eq!(look.as_slice(), expected.map(|(slot, filling)| (slot.to_owned(), filling)));
        edit(&bed.svc, &author.actor, WOOD, author.product, None).await.unwrap();
        assert_eq!(author.page().await.reading.model, Some(page.model), "a version is written down and read again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_is_published_once_each_photograph_says_what_is_seen_on_it() {
    on_each(async |bed| {
        let author = author(bed).await;
        let code = picture(bed, &author.actor, WOOD, b"on a table").await;
        author.fills_in("Plateau").await;
        assert_eq!(author.publishes().await, Published::Done("plateau".into()), "it needs no photograph");
        edit(&bed.svc, &author.actor, WOOD, author.product, None).await.unwrap();
        author.adds(List::Photo, "").await;
        let photo = [("picture", code.as_str()), ("alt.fr", "Un plateau"), ("alt.en", "A tray")];
        author.sends("photo-0", &[&photo[..], &[("alt.ar", " ")]].concat()).await;
        let problems = author.page().await.reading.problems;
        let said: Vec<_> = problems.iter().map(|problem| (problem.path.as_str(), &problem.kind)).collect();
        assert_eq!(said, [("photo.0.alt.ar", &ProblemKind::NoAlt)]);
        assert_eq!(author.publishes().await, Published::NotReady);
        let before = catalog::product(&bed.svc, "plateau").await.unwrap().unwrap();
        assert_eq!((before.version, before.photos.len()), (1, 0), "what was published stays");

        author.sends("photo-0", &[&photo[..], &[("alt.ar", "صينية")]].concat()).await;
        assert_eq!(author.publishes().await, Published::Done("plateau".into()));
        let page = catalog::product(&bed.svc, "plateau").await.unwrap().unwrap();
        let shown: Vec<_> =
            page.photos.iter().map(|photo| (photo.picture.id.as_str(), photo.alt.ar.as_str())).collect();
        assert_eq!(shown, [(code.as_str(), "صينية")]);
        assert_eq!(pictures::remove_from_shop(&bed.svc, &author.actor, WOOD, &code).await.unwrap(), Err(InUse));
        let (_, file) = export(&bed.svc, &author.actor, WOOD, author.product).await.unwrap();
        assert!(file.contains("[[photo]]") && file.contains("صينية"), "{file}");
    })
    .await;
}
