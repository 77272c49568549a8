use super::*;
use crate::id::{MaterialId, StationId};
use crate::product::{Condition, GroupKind, Rule};
use crate::quantity::Unit;
use proptest::prelude::*;

fn words(text: &str) -> Words {
    Words { ar: format!("{text} ar"), fr: format!("{text} fr"), en: format!("{text} en") }
}

fn value(key: &str) -> ValueSource {
    ValueSource { key: key.into(), label: words(key), ..ValueSource::default() }
}

fn when(group: &str, is: &[&str]) -> ConditionSource {
    let is = Keys(is.iter().map(|key| (*key).to_owned()).collect());
    ConditionSource { group: group.into(), is, ..ConditionSource::default() }
}

/// A tray with one group of each kind and one line of each sort.
fn tray() -> ProductSource {
    let group = |key: &str, kind: &str| GroupSource {
        key: key.into(),
        kind: kind.into(),
        label: words(key),
        ..GroupSource::default()
    };
    ProductSource {
        slug: "tray".into(),
        category: "wood".into(),
        base_price: "180".into(),
        prices: [("EUR".to_owned(), "18.5".into())].into(),
        lead_days: "5".into(),
        preview: "board".into(),
        dimensions: DimensionsSource { length: "30 cm".into(), width: "20 cm".into(), height: "3 cm".into() },
        name: words("Tray"),
        summary: words("A tray"),
        story: words("Story"),
        care: words("Care"),
        group: vec![
            GroupSource { default: "wax".into(), value: vec![value("wax"), value("oil")], ..group("finish", "choice") },
            GroupSource { value: vec![value("handles"), value("feet")], ..group("extras", "several") },
            GroupSource {
                unit: "mm".into(),
                min: "25 cm".into(),
                max: "45 cm".into(),
                step: "1 cm".into(),
                default: "30 cm".into(),
                axis: "length".into(),
                ..group("long", "number")
            },
            GroupSource {
                max_chars: "12".into(),
                scripts: Keys(vec!["latin".into(), "arabic".into()]),
                lettering: "true".into(),
                ..group("name", "text")
            },
        ],
        rule: vec![RuleSource {
            when: vec![ConditionSource { group: "name".into(), min: "9".into(), ..ConditionSource::default() }],
            then: Some(ConditionSource { group: "long".into(), min: "35 cm".into(), ..ConditionSource::default() }),
            reason: words("Nine letters need room"),
            ..RuleSource::default()
        }],
        price: vec![PriceSource {
            amount: "2,5".into(),
            per: "character name".into(),
            when: vec![ConditionSource { group: "name".into(), filled: "true".into(), ..ConditionSource::default() }],
            label: words("Letter"),
        }],
        recipe: vec![RecipeSource {
            material: "thuya".into(),
            amount: "18 dm3".into(),
            per: "m2 length width".into(),
            waste_percent: "50".into(),
            stage: "waxing".into(),
            when: vec![],
        }],
        work: vec![
            WorkSource {
                minutes: "0.5".into(),
                per: "m around length width".into(),
                when: vec![when("finish", &["wax"])],
                label: words("Cutting"),
                station: "bench".into(),
                ..WorkSource::default()
            },
            WorkSource {
                key: "waxing".into(),
                minutes: "20".into(),
                per: "fixed".into(),
                label: words("Waxing"),
                ..WorkSource::default()
            },
        ],
        step: vec![StepSource { group: "extras".into(), title: words("More") }],
        preset: vec![PresetSource {
            choose: [("finish", "oil"), ("extras", "feet"), ("long", "35 cm"), ("name", "Amina")]
                .map(|(group, chosen)| (group.to_owned(), Keys(vec![chosen.to_owned()])))
                .into(),
            label: words("Bride"),
        }],
        kept: vec![KeptSource { title: words("Star"), story: words("Handed down") }],
        photo: vec![PhotoSource { picture: LID.into(), alt: words("A tray on a table") }],
        ..ProductSource::default()
    }
}

fn materials() -> Vec<KnownMaterial> {
    vec![("thuya".into(), MaterialId::from_parts(1, [1; 10]), Unit::CubicMillimetre)]
}

fn stations() -> Vec<KnownStation> {
    vec![("bench".into(), StationId::from_parts(1, [4; 10]))]
}

fn reading(source: &ProductSource) -> Reading {
    let (categories, materials, stations) = (["wood".to_owned()], materials(), stations());
    let around =
        Surroundings { categories: &categories, materials: &materials, stations: &stations, pictures: &pictures() };
    read(source, &around)
}

/// The problems of a tray that was changed.
fn problems(change: impl FnOnce(&mut ProductSource)) -> Vec<(String, ProblemKind)> {
    let mut source = tray();
    change(&mut source);
    reading(&source).problems.into_iter().map(|problem| (problem.path, problem.kind)).collect()
}

#[test]
fn a_complete_product_reads_without_problems() {
    let read = reading(&tray());
    assert_eq!(read.problems, []);
    let (defaults, price) = read.defaults.expect("can be sold");
    assert_eq!((price.minor, defaults.sides_mm()), (18_000, [300, 200, 30]));
    let model = read.model.expect("a model");
    assert_eq!(model.dimensions[0].group, Some(2));
    assert_eq!(model.preview.text_group, Some(3));
    assert_eq!(model.work.iter().map(|line| line.station).collect::<Vec<_>>(), [Some(stations()[0].1), None]);
    assert_eq!(model.recipe[0].stage, Some(1));
    assert_eq!(read.text.fr.groups[0].values, ["wax fr", "oil fr"]);
}

#[test]
fn every_mistake_is_found_where_it_stands() {
    use ProblemKind::*;
    type Change = fn(&mut ProductSource);
    let cases: [(Change, &str, ProblemKind); 48] = [
        (|s| s.slug.clear(), "slug", Missing),
        (|s| s.slug = "Tray!".into(), "slug", NotAKey),
        (|s| s.category = "glass".into(), "category", Unknown("glass".into())),
        (|s| s.base_price = "one".into(), "base_price", NotANumber),
        (|s| s.base_price = "1.234".into(), "base_price", TooFine),
        (|s| (s.base_price, s.prices) = ("0".into(), Default::default()), "base_price", FreePiece),
        (|s| s.base_price = "0".into(), "base_price", NotPositive),
        (|s| drop(s.prices.insert("EUR".into(), "18.25".into())), "prices.EUR", OffStep),
        (|s| drop(s.prices.insert("EUR".into(), "-5".into())), "prices.EUR", NotPositive),
        (|s| drop(s.prices.insert("EUR".into(), "two".into())), "prices.EUR", NotANumber),
        (|s| drop(s.prices.insert("MAD".into(), "180".into())), "prices.MAD", Unknown("MAD".into())),
        (|s| s.lead_days = "-1".into(), "lead_days", NotWhole),
        (|s| s.dimensions.width = "20".into(), "dimensions.width", NotAnAmount(Unit::Millimetre)),
        (|s| s.preview = "crate".into(), "preview", Unknown("crate".into())),
        (|s| s.story.ar = " ".into(), "story.ar", Missing),
        (|s| s.name.fr = "n".repeat(101), "name.fr", TooLong(100)),
        (|s| s.summary.ar = "ب".repeat(301), "summary.ar", TooLong(300)),
        (|s| s.care.en = "c".repeat(5_001), "care.en", TooLong(5_000)),
        (|s| s.group[0].help.en = "h".repeat(301), "group.0.help.en", TooLong(300)),
        (|s| s.group[1].value[0].label.fr = "v".repeat(101), "group.1.value.0.label.fr", TooLong(100)),
        (|s| s.rule[0].reason.fr = "r".repeat(301), "rule.0.reason.fr", TooLong(300)),
        (|s| s.group[0].value[1].key = "wax".into(), "group.0.value.1.key", Taken),
        (|s| s.group[0].default = "shellac".into(), "group.0.default", DefaultOutside),
        (|s| s.group[0].min = "1".into(), "group.0.min", Foreign("min")),
        (|s| s.group[1].value.clear(), "group.1.value", Missing),
        (|s| s.group[3].scripts = Keys::default(), "group.3.scripts", Missing),
        (|s| s.rule[0].when[0].group = "names".into(), "rule.0.when.0.group", NoGroup("names".into())),
        (|s| s.rule[0].then = None, "rule.0.of", Missing),
        (|s| s.rule[0].at_most = "1".into(), "rule.0", OneWay),
        (|s| s.price[0].per = "character long".into(), "price.0.per", OtherKind),
        (|s| s.recipe[0].material = "teak".into(), "recipe.0.material", NoMaterial("teak".into())),
        (|s| s.recipe[0].amount = "0 dm3".into(), "recipe.0.amount", NotPositive),
        (|s| s.recipe[0].waste_percent = "501".into(), "recipe.0.waste_percent", Waste),
        (|s| s.recipe[0].stage = "oiling".into(), "recipe.0.stage", NoStage("oiling".into())),
        (|s| s.work[0].station = "loom".into(), "work.0.station", NoStation("loom".into())),
        (|s| s.work[0].key = "waxing".into(), "work.1.key", Taken),
        (|s| s.step[0].group.clear(), "step.0.group", Missing),
        (|s| s.step.push(s.step[0].clone()), "step.1.group", StepOrder),
        (
            |s| drop(s.preset[0].choose.insert("lid".into(), Keys(vec!["x".into()]))),
            "preset.0.choose.lid",
            NoGroup("lid".into()),
        ),
        (
            |s| drop(s.preset[0].choose.insert("finish".into(), Keys(vec!["x".into()]))),
            "preset.0.choose.finish",
            NoValue("x".into()),
        ),
        (
            |s| {
                s.preset[0].choose.extend(
                    [("long", "30 cm"), ("name", "Fatimazahra")]
                        .map(|(group, chosen)| (group.to_owned(), Keys(vec![chosen.to_owned()]))),
                )
            },
            "preset.0",
            PresetBroken,
        ),
        (|s| s.kept[0].story.en.clear(), "kept.0.story.en", Missing),
        (|s| s.photo[0].picture.clear(), "photo.0.picture", Missing),
        (|s| s.photo[0].picture = "9".repeat(32), "photo.0.picture", NoPicture),
        (|s| s.photo[0].alt.ar = " ".into(), "photo.0.alt.ar", NoAlt),
        (|s| s.photo[0].alt.fr = "a".repeat(301), "photo.0.alt.fr", TooLong(300)),
        (|s| s.preview = "layers".into(), "alt.en", NoAlt),
        (|s| s.work[0].when = vec![when("finish", &["gold"])], "work.0.when.0.is", NoValue("gold".into())),
    ];
    for (change, path, kind) in cases {
        let found = problems(change);
        assert!(found.contains(&(path.to_owned(), kind.clone())), "{path} {kind:?}: {found:?}");
    }
    // A rule that forbids a value for ever is said at the value.
    let dead = problems(|s| {
        s.rule.push(RuleSource {
            then: Some(ConditionSource {
                group: "finish".into(),
                is_not: Keys(vec!["oil".into()]),
                ..ConditionSource::default()
            }),
            reason: words("No oil"),
            ..RuleSource::default()
        });
    });
    let expected = [("preset.0", PresetBroken), ("group.0.value.1", Unreachable(1))];
    assert_eq!(dead, expected.map(|(path, kind)| (path.to_owned(), kind)), "and the design that has it");
}

#[test]
fn what_has_no_name_yet_is_missing_it_and_nothing_else_is_said() {
    for kind in GROUP_KINDS {
        let found = problems(|source| {
            source.change(List::Group, Step::Add, kind);
            source.change(List::Group, Step::Add, kind);
        });
        assert!(!found.is_empty() && found.iter().all(|(_, kind)| *kind == ProblemKind::Missing), "{kind}: {found:?}");
    }
    let found = problems(|source| source.group[0].value.push(ValueSource::default()));
    assert!(found.len() == 3 && found.iter().all(|(path, _)| path.starts_with("group.0.value.2.label")), "{found:?}");
    let found = problems(|source| source.group[0].value[1].key.clear());
    assert!(found.contains(&("group.0.value.1.key".into(), ProblemKind::Missing)), "a name without a key: {found:?}");
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let found = problems(|source| {
        source.base_price = Written::default();
        for group in [0, 0] {
            source
                .group
                .insert(1, GroupSource { key: format!("copy-{}", source.group.len()), ..source.group[group].clone() });
        }
        for group in &mut source.group[..3] {
            group.default = Written::default();
        }
        source.group[4].min = "wide".into();
        source.rule.push(RuleSource::default());
        source.recipe[0].amount = Written::default();
        source.step[0].title.fr.clear();
    });
    let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
    let expected = [
        "base_price",
        "group.0.default",
        "group.1.default",
        "group.2.default",
        "group.4.min",
        "rule.1.reason.ar",
        "rule.1.reason.fr",
        "rule.1.reason.en",
        "rule.1.of",
        "recipe.0.amount",
        "step.0.title.fr",
    ];
    assert_eq!(paths, expected, "and nothing that only follows from it");
}

#[test]
fn what_speaks_of_an_option_is_known_and_its_name_stays_while_it_does() {
    let source = tray();
    let codes = |uses: Vec<Part>| uses.into_iter().map(Part::code).collect::<Vec<_>>();
    assert_eq!(codes(source.uses("name", None)), ["rule-0", "price-0", "preset-0"]);
    assert_eq!(codes(source.uses("finish", Some("wax"))), ["work-0"]);
    assert_eq!(codes(source.uses("extras", None)), ["step-0", "preset-0"]);
    assert_eq!(codes(source.uses("extras", Some("handles"))), Vec::<String>::new());
    assert_eq!(codes(source.uses("", None)), Vec::<String>::new());
    let mut without = source.clone();
    without.group[0].value.remove(0);
    without.group.remove(3);
    without.remember_gone(&source);
    let labels: Vec<_> = without.gone.iter().map(|(path, label)| (path.as_str(), label.fr.as_str())).collect();
    assert_eq!(labels, [("finish.wax", "wax fr"), ("name", "name fr")]);
    assert_eq!(without.gone_label("wax", true), Some(&words("wax")));
    let before = without.clone();
    without.work.clear();
    without.remember_gone(&before);
    assert_eq!(without.gone.keys().collect::<Vec<_>>(), ["name"], "nothing speaks of it any more");
}

#[test]
fn a_line_with_a_mistake_is_left_out_with_its_words() {
    let mut source = tray();
    source.price.insert(0, PriceSource { per: "fixed".into(), label: words("Broken"), ..PriceSource::default() });
    let read = reading(&source);
    assert_eq!(read.model.map(|model| model.prices.len()), Some(1));
    assert_eq!(read.text.en.prices, ["Letter en"]);
}

#[test]
fn a_line_of_the_recipe_follows_its_work_wherever_that_is_moved() {
    let mut source = tray();
    source.change(List::Work, Step::Up(1), "");
    assert_eq!(reading(&source).model.expect("a model").recipe[0].stage, Some(0));
    source.change(List::Work, Step::Remove(0), "");
    let gone = ProblemKind::NoStage("waxing".into());
    assert_eq!(reading(&source).problems, [Problem { path: "recipe.0.stage".into(), kind: gone }]);
    source.change(List::Work, Step::Add, "");
    source.work[1].label = words("Waxing");
    source.name_things();
    assert_eq!((source.work[0].key.as_str(), source.work[1].key.as_str()), ("cutting-fr", "waxing-fr"));
}

#[test]
fn a_missing_translation_is_lent_and_named() {
    let mut source = tray();
    source.name.ar.clear();
    let read = reading(&source);
    assert_eq!(read.text.ar.name, "Tray fr");
    assert_eq!(read.problems, [Problem { path: "name.ar".into(), kind: ProblemKind::Missing }]);
}

const BAG: &str = "0123456789abcdef0123456789abcdef";
const LID: &str = "1123456789abcdef0123456789abcdef";

fn pictures() -> Vec<KnownPicture> {
    vec![
        KnownPicture { code: BAG.into(), width: 4_000, height: 3_000 },
        KnownPicture { code: LID.into(), width: 300, height: 300 },
    ]
}

/// The tray with photographs: the finish has a picture and a colour for the main one, the extras have pictures.
fn photographed() -> ProductSource {
    let mut source = tray();
    source.preview = "layers".into();
    let look =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(slot, filling)| ((*slot).into(), (*filling).into())).collect();
    source.look = look(&[("base", BAG), ("text", "top"), ("wood", "left from another drawing")]);
    source.alt = words("A tray seen from above");
    source.group[0].value[0].look = look(&[("layer", LID), ("tint", "*")]);
    source.group[0].value[0].swatch = "#aa7733".into();
    source.group[1].value[1].look = look(&[("layer", LID), ("ink", "white")]);
    source
}

#[test]
fn photographs_become_slots_that_are_found_again() {
    let read = reading(&photographed());
    assert_eq!(read.problems, []);
    let model = read.model.expect("a model");
    let slots = |look: &[(String, String)]| {
        look.iter().map(|(slot, filling)| format!("{slot}={filling}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(slots(&model.preview.look), format!("base={BAG}-640 text=top"));
    let [finish, extras] = [0, 1].map(|group: usize| &model.groups[group]);
    assert_eq!(slots(&finish.values()[0].look), format!("layer.{}={LID}-300 tint.*=#aa7733", finish.key));
    let extra = &extras.values()[1];
    assert_eq!(slots(&extra.look), format!("ink=white layer.{}.{}={LID}-300", extras.key, extra.key));
    assert_eq!(crate::preview::layers::pictures(&model), [BAG, LID]);
    returns(&model, &read.text);
}

#[test]
fn only_pictures_of_the_shop_and_colours_that_are_there_are_shown() {
    use ProblemKind::{Missing, NoColour, NoGroup, NoPicture};
    type Change = fn(&mut ProductSource);
    let cases: [(Change, &str, ProblemKind); 6] = [
        (|s| drop(s.look.remove("base")), "look.base", Missing),
        (|s| drop(s.look.insert("base".into(), "f".repeat(32))), "look.base", NoPicture),
        (|s| drop(s.look.insert("base".into(), "../x".into())), "look.base", NoPicture),
        (
            |s| drop(s.group[1].value[1].look.insert("layer".into(), "f".repeat(32))),
            "group.1.value.1.look.layer",
            NoPicture,
        ),
        (|s| s.group[0].value[0].swatch.clear(), "group.0.value.0.look.tint", NoColour),
        (
            |s| drop(s.group[0].value[0].look.insert("tint".into(), "nothing".into())),
            "group.0.value.0.look.tint",
            NoGroup("nothing".into()),
        ),
    ];
    for (change, path, kind) in cases {
        let mut source = photographed();
        change(&mut source);
        let read = reading(&source);
        assert_eq!(read.problems, [Problem { path: path.into(), kind: kind.clone() }], "{path}");
        let model = read.model.expect("it can be looked at all the same");
        let all = model.groups.iter().flat_map(|group| group.values()).flat_map(|value| &value.look);
        let foreign = "f".repeat(32);
        assert!(model.preview.look.iter().chain(all).all(|(_, filling)| !filling.starts_with(&foreign)), "{path}");
    }
}

/// What every description of a model must give back.
fn returns(model: &crate::product::ProductModel, text: &crate::text::Localised<crate::product::ProductText>) {
    let mut again = describe(model, text, &materials(), &stations());
    (again.slug, again.category) = ("tray".into(), "wood".into());
    let read = reading(&again);
    assert_eq!(read.model.as_ref(), Some(model), "{again:?}");
    assert_eq!(read.text, *text);
}

#[test]
fn a_model_is_described_by_what_makes_it() {
    let read = reading(&tray());
    let (mut model, mut text) = (read.model.expect("a model"), read.text);
    returns(&model, &text);
    // Counted rules, a rule without premises, and values of several that must not be.
    let extras = |values: &[usize]| Condition::OneOf { group: 1, values: values.to_vec() };
    model.rules.extend([
        Rule {
            when: vec![],
            of: vec![extras(&[0]), Condition::Between { group: 3, min: 0, max: 0 }],
            at_least: 1,
            at_most: u16::MAX,
        },
        Rule::excludes(vec![Condition::OneOf { group: 0, values: vec![1] }], extras(&[1])),
        Rule::excludes(vec![], Condition::Between { group: 2, min: 440, max: 450 }),
    ]);
    for text in [&mut text.ar, &mut text.fr, &mut text.en] {
        text.rules.extend(["a", "b", "c"].map(String::from));
    }
    returns(&model, &text);
    assert!(matches!(model.groups[1].kind, GroupKind::Several { at_most: 2, .. }));
}

proptest! {
    #[test]
    fn amounts_go_there_and_back(centimes in -1_000_000..1_000_000_i64, fine in 0..6_u32, basis in 0..6_usize, minutes in 0..100_000_i64) {
        let mut source = tray();
        let per = ["fixed", "m length", "m2 length width", "dm3", "percent", "unit long"][basis];
        let parts = 10_i64.pow(fine);
        let sign = if centimes < 0 { "-" } else { "" };
        let (whole, rest) = (centimes.abs() / parts, centimes.abs() % parts);
        let width = fine as usize;
        source.price[0].amount = if fine == 0 { Written(centimes.to_string()) } else { Written(format!("{sign}{whole}.{rest:0width$}")) };
        source.price[0].per = per.to_owned();
        source.work[0].minutes = Written(minutes.to_string());
        let read = reading(&source);
        prop_assert!(read.problems.iter().all(|problem| problem.kind == ProblemKind::FreePiece), "{:?}", read.problems);
        let (model, text) = (read.model.expect("a model"), read.text);
        let mut again = describe(&model, &text, &materials(), &stations());
        (again.slug, again.category) = ("tray".into(), "wood".into());
        let back = reading(&again).model.expect("a model");
        let value = |model: &crate::product::ProductModel| {
            let (top, bottom) = model.prices[0].measure.per;
            (i128::from(top), i128::from(bottom))
        };
        let ((top, bottom), (top2, bottom2)) = (value(&model), value(&back));
        prop_assert_eq!(top * bottom2, top2 * bottom, "{:?}", again.price);
        prop_assert_eq!(&model.work, &back.work);
    }
}
