//! What the page and the browser rely on: nothing is lost, and nothing malformed is taken.

use super::*;
use crate::configurator::{Pick, check};
use crate::exchange::Conversion;
use crate::id::{MaterialId, StationId};
use crate::materials::BomLine;
use crate::money::Currency;
use crate::planning::{MaterialDigest, PromiseDigest, Resource, ResourceDigest, Run, Span};
use crate::preview::Kind;
use crate::pricing::{PriceLine, PriceShares};
use crate::product::{
    Axis, Condition, Dimension, GroupKind, GroupText, Guide, OptionGroup, OptionValue, PreviewSpec, Rule, WorkLine,
};
use crate::quantity::{Basis, Measure};
use crate::time::Day;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn list<T: Strategy>(one: T) -> impl Strategy<Value = Vec<T::Value>> {
    vec(one, 0..4)
}

/// Any text, rich in what the format itself uses.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\\\\\n\r\0bnr0<>&\"'é خ-]{0,8}", Just(String::new())]
}

fn any_texts() -> impl Strategy<Value = Vec<String>> {
    list(any_text())
}

fn any_index() -> impl Strategy<Value = usize> {
    prop_oneof![0_usize..9, Just(usize::try_from(i64::MAX).expect("64 bits"))]
}

fn any_number() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -9_i64..9, Just(i64::MIN), Just(i64::MAX)]
}

fn any_look() -> impl Strategy<Value = Vec<(String, String)>> {
    list((any_text(), any_text()))
}

fn any_axis() -> impl Strategy<Value = Axis> {
    select(Axis::ALL.to_vec())
}

fn any_condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        (any_index(), list(any_index())).prop_map(|(group, values)| Condition::OneOf { group, values }),
        (any_index(), any_number(), any_number()).prop_map(|(group, min, max)| Condition::Between { group, min, max }),
    ]
}

fn any_measure() -> impl Strategy<Value = Measure> {
    let basis = prop_oneof![
        Just(Basis::Fixed),
        any_axis().prop_map(Basis::Length),
        (any_axis(), any_axis()).prop_map(|(one, other)| Basis::Area(one, other)),
        (any_axis(), any_axis()).prop_map(|(one, other)| Basis::Perimeter(one, other)),
        Just(Basis::Volume),
        any_index().prop_map(Basis::Characters),
        any_index().prop_map(Basis::Number),
        Just(Basis::PriceSoFar),
    ];
    (basis, (any_number(), any_number())).prop_map(|(basis, per)| Measure { basis, per })
}

fn any_value() -> impl Strategy<Value = OptionValue> {
    (any_text(), list((any_axis(), any_number())), any_look(), option::of(any_text()))
        .prop_map(|(key, sets, look, swatch)| OptionValue { key, sets, look, swatch })
}

fn any_group() -> impl Strategy<Value = OptionGroup> {
    let numbers = (any_number(), any_number(), any_number(), any_number(), select(NUMBER_UNITS.to_vec()));
    let kind =
        prop_oneof![
            (list(any_value()), any_index()).prop_map(|(values, default)| GroupKind::Choice { values, default }),
            numbers.prop_map(|(min, max, step, default, unit)| GroupKind::Number { min, max, step, default, unit }),
            (any::<u16>(), list(select(SCRIPTS.to_vec())))
                .prop_map(|(max_chars, scripts)| GroupKind::Text { max_chars, scripts }),
            Just(GroupKind::Picture),
            (list(any_value()), any::<u16>(), any::<u16>())
                .prop_map(|(values, at_least, at_most)| GroupKind::Several { values, at_least, at_most }),
        ];
    (any_text(), kind).prop_map(|(key, kind)| OptionGroup { key, kind })
}

fn any_model() -> impl Strategy<Value = ProductModel> {
    let dimension =
        || (any_number(), option::of(any_index())).prop_map(|(fixed_mm, group)| Dimension { fixed_mm, group });
    let rule = (list(any_condition()), list(any_condition()), any::<u16>(), any::<u16>())
        .prop_map(|(when, of, at_least, at_most)| Rule { when, of, at_least, at_most });
    let price = (list(any_condition()), any_measure()).prop_map(|(when, measure)| PriceLine { when, measure });
    let preview = (select(Kind::ALL.to_vec()), any_look(), option::of(any_index()))
        .prop_map(|(kind, look, text_group)| PreviewSpec { kind, look, text_group });
    let dimensions = [dimension(), dimension(), dimension()];
    (any_number(), any::<u16>(), dimensions, list(any_group()), list(rule), list(price), preview).prop_map(
        |(base_price_minor, lead_days, dimensions, groups, rules, prices, preview)| ProductModel {
            guide: Guide::default(),
            base_price_minor,
            listed: Vec::new(),
            lead_days,
            dimensions,
            groups,
            rules,
            prices: prices.clone(),
            recipe: prices
                .iter()
                .enumerate()
                .map(|(number, line)| BomLine {
                    material: Sheet::material(number),
                    when: line.when.clone(),
                    measure: line.measure,
                    waste_permille: lead_days,
                    stage: (number % 2 == 0).then_some(number),
                })
                .collect(),
            work: prices
                .into_iter()
                .enumerate()
                .map(|(number, line): (usize, PriceLine)| WorkLine {
                    when: line.when,
                    measure: line.measure,
                    station: (number % 2 == 1).then(|| Sheet::station(number)),
                })
                .collect(),
            preview,
        },
    )
}

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let group = (any_text(), any_texts()).prop_map(|(label, values)| GroupText { label, values, help: String::new() });
    let text = (any_text(), list(group), any_texts(), any_texts()).prop_map(|(name, groups, rules, prices)| {
        ProductText { name, groups, rules, prices, ..ProductText::default() }
    });
    let pick = prop_oneof![
        any_index().prop_map(Pick::Value),
        any_number().prop_map(Pick::Number),
        any_text().prop_map(Pick::Text),
        list(any_index()).prop_map(Pick::Several),
    ];
    let steps = list(list((any_number(), any::<i32>().prop_map(Day))));
    let digest = (steps, any_days()).prop_map(|(steps, days)| {
        let known = |(number, steps)| MaterialDigest { material: Sheet::material(number), steps };
        PromiseDigest { materials: steps.into_iter().enumerate().map(known).collect(), ..days }
    });
    let conversion = (select(Currency::FOREIGN.to_vec()), any_number(), any_number());
    let conversion = conversion.prop_map(|(currency, times, per)| Conversion { currency, times, per });
    let said = (list(option::of(pick)), option::of(any_index()), option::of(conversion));
    (any_model(), text, select(Lang::ALL.to_vec()), said, any_texts(), digest, any_texts()).prop_map(
        |(model, text, lang, (picks, newest, conversion), words, digest, materials)| Sheet {
            model,
            digest,
            materials,
            text,
            lang,
            selection: Selection(picks),
            newest,
            shares: [None, PriceShares::new([310, 470, 120, 50, 30, 20])][lang as usize % 2],
            conversion,
            words,
        },
    )
}

fn any_days() -> impl Strategy<Value = PromiseDigest> {
    let day = || any::<i32>().prop_map(Day);
    let run = (any::<u16>(), any_number(), list((any_number(), any::<bool>())));
    let run = run.prop_map(|(days, open, free)| Run { days, open, free });
    let closure = (day(), day()).prop_map(|(from, to)| Span { from, to });
    let resources = list((any::<bool>(), any::<bool>())).prop_map(|resources| {
        let resource = |(number, (station, holds))| ResourceDigest {
            resource: if station { Resource::Station(Sheet::station(number)) } else { Resource::Hands },
            holds,
        };
        resources.into_iter().enumerate().map(resource).collect()
    });
    (day(), any::<u16>(), resources, list(run), list(closure)).prop_map(
        |(today, margin_days, resources, runs, closures)| PromiseDigest {
            today,
            margin_days,
            resources,
            runs,
            closures,
            ..PromiseDigest::default()
        },
    )
}

fn value(key: &str, look: &[(&str, &str)], swatch: Option<&str>) -> OptionValue {
    OptionValue {
        key: key.to_owned(),
        sets: Vec::new(),
        look: look.iter().map(|(slot, fill)| ((*slot).to_owned(), (*fill).to_owned())).collect(),
        swatch: swatch.map(str::to_owned),
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn group(key: &str, kind: GroupKind) -> OptionGroup {
    OptionGroup { key: key.to_owned(), kind }
}

fn labels(label: &str, values: &[&str]) -> GroupText {
    GroupText { label: label.to_owned(), help: String::new(), values: strings(values) }
}

/// A thuya box whose name costs by the letter and whose nacre needs room.
fn box_model() -> ProductModel {
    let nacre = Condition::OneOf { group: 0, values: vec![2] };
    let inlays = vec![
        value("none", &[("inlay", "none")], None),
        value("lemon", &[("inlay", "lemon")], Some("#e3c565")),
        value("nacre", &[("inlay", "nacre")], Some("#f1ece2")),
    ];
    let scripts = vec![Script::Latin, Script::Arabic, Script::Digits];
    ProductModel {
        base_price_minor: 45_000,
        listed: Vec::new(),
        lead_days: 6,
        dimensions: [
            Dimension { fixed_mm: 200, group: Some(1) },
            Dimension { fixed_mm: 140, group: None },
            Dimension { fixed_mm: 90, group: None },
        ],
        groups: vec![
            group("inlay", GroupKind::Choice { values: inlays, default: 0 }),
            group(
                "length",
                GroupKind::Number { min: 160, max: 300, step: 20, default: 200, unit: NumberUnit::Millimetre },
            ),
            group("name", GroupKind::Text { max_chars: 14, scripts }),
        ],
        rules: vec![Rule::excludes(vec![nacre.clone()], Condition::Between { group: 1, min: 160, max: 180 })],
        prices: vec![
            PriceLine { when: vec![nacre], measure: Measure { basis: Basis::Fixed, per: (12_000, 1) } },
            PriceLine { when: Vec::new(), measure: Measure { basis: Basis::Characters(2), per: (800, 1) } },
        ],
        recipe: vec![BomLine {
            material: Sheet::material(0),
            when: Vec::new(),
            measure: Measure { basis: Basis::Volume, per: (9, 10) },
            waste_permille: 450,
            stage: Some(1),
        }],
        work: vec![sawing(None), sawing(Some(Sheet::station(0)))],
        guide: Guide::default(),
        preview: PreviewSpec {
            kind: Kind::Box,
            look: vec![("wood".to_owned(), "thuya".to_owned())],
            text_group: Some(2),
        },
    }
}

fn sawing(station: Option<StationId>) -> WorkLine {
    WorkLine { when: Vec::new(), measure: Measure { basis: Basis::Fixed, per: (90, 1) }, station }
}

fn box_sheet() -> Sheet {
    Sheet {
        model: box_model(),
        text: ProductText {
            name: "علبة من خشب العرعار".to_owned(),
            groups: vec![labels("التطعيم", &["بدون", "خشب الليمون", "صدف"]), labels("الطول", &[]), labels("الاسم", &[])],
            rules: strings(&["الصدف لا يثبت على علبة قصيرة:\nالغطاء ضيق."]),
            prices: strings(&["صدف", "حفر الاسم"]),
            ..ProductText::default()
        },
        lang: Lang::Ar,
        digest: PromiseDigest {
            materials: vec![MaterialDigest {
                material: Sheet::material(0),
                steps: vec![(9, Day(20_000)), (90, Day(20_014))],
            }],
            today: Day(20_000),
            margin_days: 2,
            resources: vec![ResourceDigest { resource: Resource::Station(Sheet::station(0)), holds: true }],
            runs: vec![Run { days: 30, open: 360, free: vec![(180, false)] }],
            closures: vec![Span { from: Day(20_003), to: Day(20_004) }],
            ..PromiseDigest::default()
        },
        materials: strings(&["عرعار"]),
        selection: Selection(vec![Some(Pick::Value(2)), None, Some(Pick::Text("Aïcha & \"R\\n\"".to_owned()))]),
        newest: Some(2),
        shares: PriceShares::new([310, 470, 120, 50, 30, 20]),
        conversion: Some(Conversion { currency: Currency::Eur, times: 1_000_000, per: 10_850_000 }),
        words: strings(&["السعر", ""]),
    }
}

#[test]
fn a_box_reaches_the_browser_whole() {
    let sheet = box_sheet();
    assert_eq!(check(&sheet.model), Ok(()));
    assert_eq!(read(&write(&sheet)), Some(sheet));
}

#[test]
fn long_texts_and_ids_of_materials_stay_on_the_server() {
    let sheet = box_sheet();
    let mut full = sheet.clone();
    let thuya = MaterialId::from_parts(1, [7; 10]);
    full.model.recipe[0].material = thuya;
    full.digest.materials[0].material = thuya;
    let saw = StationId::from_parts(1, [8; 10]);
    full.model.work[1].station = Some(saw);
    full.digest.resources[0].resource = Resource::Station(saw);
    Sheet::number_ids(&mut full.model, &mut full.digest);
    full.text.story = "story".to_owned();
    full.text.summary = "summary".to_owned();
    full.text.care = "care".to_owned();
    full.text.work = strings(&["work"]);
    full.text.groups[0].help = "help".to_owned();
    assert_eq!(write(&full), write(&sheet));
}

#[test]
fn a_count_that_claims_more_than_there_is_is_refused_at_once() {
    let claim = |count: &str| format!("0\n45000\n6\n200\n\n140\n\n90\n\n{count}\n");
    for count in ["4294967295", "9223372036854775807", "18446744073709551615", "-1", "99999999999999999999999"] {
        assert_eq!(read(&claim(count)), None, "{count}");
    }
}

#[test]
fn numbers_that_do_not_fit_and_odd_digits_are_refused() {
    let sheet = box_sheet();
    let whole = write(&sheet);
    for price in ["", "-", "+1", "1 ", "1.5", "٤", "9223372036854775808", "-9223372036854775809"] {
        let odd = whole.replacen("\n45000\n", &format!("\n{price}\n"), 1);
        assert_ne!(odd, whole);
        assert_eq!(read(&odd), None, "{price:?}");
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(sheet in any_sheet()) {
        prop_assert_eq!(read(&write(&sheet)), Some(sheet));
    }

    #[test]
    fn html_keeps_every_character(sheet in any_sheet()) {
        prop_assert!(!write(&sheet).contains(['\r', '\0']));
    }

    #[test]
    fn a_text_cut_short_or_with_more_behind_it_is_refused(sheet in any_sheet(), more in any_text()) {
        let whole = write(&sheet);
        for (end, _) in whole.char_indices() {
            prop_assert_eq!(read(&whole[..end]), None);
        }
        prop_assert_eq!(read(&format!("{whole}{more}")).is_some(), more.is_empty());
    }

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>(), items in "([0-7\\\\é-]{0,2}\n){0,60}") {
        for text in [text, items] {
            if let Some(sheet) = read(&text) {
                prop_assert_eq!(read(&write(&sheet)), Some(sheet));
            }
        }
    }

    #[test]
    fn a_damaged_sheet_is_refused_or_is_a_sheet(sheet in any_sheet(), at in any::<prop::sample::Index>(), item in "[0-9\\\\a-]{0,3}") {
        let whole = write(&sheet);
        let mut items: Vec<&str> = whole.split('\n').collect();
        *at.get_mut(&mut items) = &item;
        if let Some(read_back) = read(&items.join("\n")) {
            prop_assert_eq!(read(&write(&read_back)), Some(read_back));
        }
    }
}
