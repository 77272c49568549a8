//! Whatever a file, a form or an address says: an answer or a refusal, never a panic.

use crate::family::{Dice, product};
use domain::compact::{Sheet, read, write};
use domain::configurator::{
    Configuration, Engine, Finding, ModelProblem, Pick, Selection, check, configure, review, several_key,
};
use domain::id::{MaterialId, ProductId, StationId};
use domain::materials::{BomLine, bill};
use domain::planning::{Calendar, Demand, PromiseDigest, StockPicture, Workshop, promise_from_digest};
use domain::preview::{Kind, draw, scene};
use domain::pricing::{PriceLine, quote};
use domain::product::{
    Axis, Condition, Dimension, GroupKind, Guide, NumberUnit, OptionGroup, OptionValue, PreviewSpec, ProductModel,
    ProductText, Rule, WorkLine,
};
use domain::quantity::{Basis, Measure};
use domain::text::{Lang, Script};
use domain::time::{Day, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

/// The rounds of a test: `gate` always, `long` with MOGADOR_LONG=1.
#[expect(clippy::disallowed_methods, reason = "tests have no config")]
fn rounds(gate: u64, long: u64) -> u64 {
    if std::env::var("MOGADOR_LONG").is_ok_and(|value| value == "1") { long } else { gate }
}

/// Numbers at which something ends.
const EDGES: [i64; 16] = [
    0,
    1,
    -1,
    2,
    7,
    11,
    64,
    65_535,
    65_536,
    i32::MAX as i64,
    i64::MAX,
    i64::MIN,
    i64::MAX - 1,
    i64::MIN + 1,
    1 << 53,
    10_000,
];

const TEXTS: [&str; 14] = [
    "",
    " ",
    "0",
    "1",
    "-1",
    "12,5",
    "9999999999999999999",
    "99999999999999999",
    "Fatima",
    "فاطمة",
    "ⴼⴰⵟⵉⵎⴰ",
    "a\u{301}\u{301}",
    "\u{202e}x",
    "a.b",
];

/// A piece with something of everything: a chest with sides, a name, several extras, prices, a recipe and work.
fn chest() -> ProductModel {
    let value = |key: &str, mm: i64| OptionValue {
        key: key.into(),
        sets: vec![(Axis::Height, mm)],
        look: vec![("wood".into(), "burl".into())],
        swatch: Some("#aabbcc".into()),
    };
    let group = |key: &str, kind| OptionGroup { key: key.into(), kind };
    let one_of = |group, values: &[usize]| Condition::OneOf { group, values: values.to_vec() };
    let measures = [
        Basis::Fixed,
        Basis::Length(Axis::Width),
        Basis::Area(Axis::Length, Axis::Width),
        Basis::Perimeter(Axis::Length, Axis::Height),
        Basis::Volume,
        Basis::Characters(3),
        Basis::Number(2),
    ]
    .map(|basis| Measure { basis, per: (3, 2) });
    let share = Measure { basis: Basis::PriceSoFar, per: (1, 10) };
    ProductModel {
        base_price_minor: 36_000,
        listed: Vec::new(),
        lead_days: 6,
        dimensions: [(200, Some(2)), (140, None), (90, None)].map(|(fixed_mm, group)| Dimension { fixed_mm, group }),
        groups: vec![
            group(
                "size",
                GroupKind::Choice { values: vec![value("s", 70), value("m", 90), value("l", 120)], default: 1 },
            ),
            group(
                "extras",
                GroupKind::Several { values: vec![value("tray", 95), value("lock", 96)], at_least: 0, at_most: 2 },
            ),
            group(
                "length",
                GroupKind::Number { min: 200, max: 1_200, step: 50, default: 200, unit: NumberUnit::Millimetre },
            ),
            group("name", GroupKind::Text { max_chars: 14, scripts: vec![Script::Latin, Script::Arabic] }),
        ],
        rules: vec![
            Rule::requires(vec![Condition::Between { group: 3, min: 9, max: 14 }], one_of(0, &[2])),
            Rule::excludes(vec![one_of(1, &[0])], one_of(0, &[0])),
            Rule {
                when: vec![],
                of: vec![one_of(1, &[1]), one_of(0, &[2]), Condition::Between { group: 2, min: 500, max: 900 }],
                at_least: 0,
                at_most: 2,
            },
        ],
        prices: measures.into_iter().chain([share]).map(|measure| PriceLine { when: vec![], measure }).collect(),
        recipe: (measures.into_iter().enumerate())
            .map(|(number, measure)| BomLine {
                material: MaterialId::from_parts(1, [number as u8 % 3; 10]),
                when: vec![one_of(0, &[number % 3, 1])],
                measure,
                waste_permille: 50,
                stage: [None, Some(number), Some(0)][number % 3],
            })
            .collect(),
        work: (measures.into_iter().enumerate())
            .map(|(number, measure)| WorkLine {
                when: vec![one_of(1, &[0])],
                measure,
                station: (number % 2 == 0).then(|| StationId::from_parts(1, [number as u8; 10])),
            })
            .collect(),
        guide: Guide::default(),
        preview: PreviewSpec { kind: Kind::Box, look: vec![("inlay".into(), "lemon".into())], text_group: Some(3) },
    }
}

/// Spoils one place of a document: another number or text, an item less, more or many times, a stretch from elsewhere.
fn spoil(document: &mut Value, dice: &mut Dice, deep: usize) {
    let stay = deep == 0 || dice.roll(4) == 0;
    match document {
        Value::Array(items) if !stay && !items.is_empty() => {
            let at = dice.roll(items.len());
            spoil(&mut items[at], dice, deep - 1);
        }
        Value::Object(fields) if !fields.is_empty() && (!stay || dice.roll(8) > 0) => {
            let at = dice.roll(fields.len());
            let field = fields.values_mut().nth(at).expect("below the length");
            spoil(field, dice, deep.max(1) - 1);
        }
        Value::Array(items) => match dice.roll(5) {
            0 => items.clear(),
            1 => drop((!items.is_empty()).then(|| items.remove(dice.roll(items.len())))),
            2 => items.reverse(),
            3 => {
                let more = items.clone();
                let times = [1, 2, 40, 400][dice.roll(4)];
                (0..times)
                    .filter(|_| items.len() < 4_000)
                    .collect::<Vec<_>>()
                    .iter()
                    .for_each(|_| items.extend(more.clone()));
                items.truncate(4_000);
            }
            _ => {
                if let Some(item) = items.first().cloned() {
                    items.push(item);
                }
            }
        },
        Value::Number(number) => {
            let near = number.as_i64().unwrap_or(0).saturating_add(dice.roll(5) as i64 - 2);
            *document = json!(if dice.roll(2) == 0 { near } else { EDGES[dice.roll(EDGES.len())] });
        }
        Value::String(text) => *text = TEXTS[dice.roll(TEXTS.len())].to_owned(),
        Value::Null => *document = json!(EDGES[dice.roll(EDGES.len())]),
        Value::Bool(known) => *known = !*known,
        Value::Object(_) => *document = Value::Null,
    }
}

/// A model that somebody spoiled in a few places and that can still be read.
fn spoiled(dice: &mut Dice) -> ProductModel {
    let start = if dice.roll(3) == 0 { product(dice.roll(1_000) as u64) } else { chest() };
    let whole = serde_json::to_value(&start).expect("a model is a document");
    loop {
        let mut document = whole.clone();
        for _ in 0..=dice.roll(4) {
            spoil(&mut document, dice, 8);
        }
        if let Ok(model) = serde_json::from_value(document) {
            return model;
        }
    }
}

fn any_pick(dice: &mut Dice) -> Option<Pick> {
    let number = EDGES[dice.roll(EDGES.len())];
    match dice.roll(6) {
        0 => Some(Pick::Value(dice.roll(8))),
        1 => Some(Pick::Value(number as usize)),
        2 => Some(Pick::Number(if dice.roll(2) == 0 { 50 * dice.roll(30) as i64 } else { number })),
        3 => Some(Pick::Text(TEXTS[dice.roll(TEXTS.len())].repeat(dice.roll(4)))),
        4 => Some(Pick::Several((0..dice.roll(4)).map(|_| EDGES[dice.roll(EDGES.len())] as usize % 70_000).collect())),
        _ => None,
    }
}

fn any_fields(model: &ProductModel, dice: &mut Dice) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for _ in 0..dice.roll(8) {
        let group = (!model.groups.is_empty()).then(|| &model.groups[dice.roll(model.groups.len())]);
        let key = group.map_or("x", |group| &group.key);
        let value = group.and_then(|group| group.values().first()).map_or("", |value| &value.key);
        let key = if dice.roll(3) == 0 { several_key(key, value) } else { key.to_owned() };
        let edge = EDGES[dice.roll(EDGES.len())].to_string();
        let raw = [value, TEXTS[dice.roll(TEXTS.len())], &edge][dice.roll(3)];
        fields.push((key, raw.to_owned()));
    }
    fields
}

fn any_pictures(model: &ProductModel, dice: &mut Dice) -> Vec<StockPicture> {
    let amount = |dice: &mut Dice| EDGES[dice.roll(EDGES.len())];
    let picture = |line: &BomLine| StockPicture {
        material: line.material,
        available: amount(dice),
        arrivals: (0..dice.roll(3)).map(|_| (Day(amount(dice) as i32), amount(dice))).collect(),
        reorder_days: (dice.roll(2) == 0).then(|| amount(dice) as u16),
    };
    model.recipe.iter().take(8).map(picture).collect()
}

/// Everything that is asked about a configuration.
fn ask_about(model: &ProductModel, configuration: &Configuration, digest: &PromiseDigest, today: Day) {
    drop(quote(model, configuration));
    for today in [today, Day(i32::MIN), Day(i32::MAX)] {
        if let Ok(demand) = Demand::of(model, configuration, today) {
            let _ = promise_from_digest(&demand, digest);
            let _ = demand.times(u32::MAX);
        }
    }
    if let Ok(demand) = bill(model, configuration) {
        let _ = digest.feasibility(&demand);
    }
    let drawing = draw(&scene(model, configuration));
    assert!(drawing.starts_with("<svg") && drawing.ends_with("</svg>"));
    let _ = configuration.fingerprint(ProductId(Uuid::from_u128(7)), u32::MAX);
    drop(Selection::parse(model, &configuration.to_fields()));
}

/// Of a shop with any stock and no orders.
fn digest_of(model: &ProductModel, dice: &mut Dice, today: Day) -> PromiseDigest {
    let shop = Workshop { today, calendar: Calendar::usual(2), stock: any_pictures(model, dice), queue: Vec::new() };
    shop.digest(model, 0, Timestamp(0)).unwrap_or_default()
}

/// Asks everything about a model; answers whether it can be sold.
fn ask(model: &ProductModel, dice: &mut Dice) -> bool {
    let today = Day(EDGES[dice.roll(EDGES.len())] as i32);
    let digest = digest_of(model, dice, today);
    let checked = check(model);
    let reviewed = review(model, Some(&digest));
    agree(&checked, &reviewed);
    let selection = Selection((0..dice.roll(model.groups.len() + 2)).map(|_| any_pick(dice)).collect());
    let (typed, _) = Selection::parse(model, &any_fields(model, dice));
    if let Some(engine) = Engine::new(model) {
        for selection in [&selection, &typed] {
            assert_eq!(engine.domains(selection).len(), model.groups.len());
            for _ in 0..4 {
                let (group, ordinal) = (dice.roll(model.groups.len() + 2), dice.roll(9));
                let _ = engine.explain(selection, group, ordinal);
                let wished = selection.with(group, engine.clicked(selection, group, ordinal));
                if let Some(mended) = engine.repair(&wished, group) {
                    let found = engine.configure(&mended.selection).expect("a repaired selection configures");
                    ask_about(model, &found, &digest, today);
                }
            }
        }
    }
    for selection in [&Selection::default(), &selection, &typed] {
        match configure(model, selection) {
            Ok(found) => ask_about(model, &found, &digest, today),
            Err(conflict) => assert!(checked.is_err() || *selection != Selection::default(), "{conflict:?}"),
        }
    }
    carried(model, digest, selection);
    checked.is_ok()
}

/// What is fit to be sold has neither contradictions nor dead values nor defaults that break rules, and the other way round.
fn agree(checked: &Result<(), Vec<ModelProblem>>, reviewed: &Result<Vec<Finding>, Vec<ModelProblem>>) {
    let of_rules = |problem: &ModelProblem| {
        matches!(
            problem,
            ModelProblem::DefaultsBreak { .. } | ModelProblem::Unreachable { .. } | ModelProblem::TooComplex
        )
    };
    match (checked, reviewed) {
        (Err(problems), Err(refused)) => assert_eq!(problems, refused),
        (Ok(()), Err(refused)) => panic!("{refused:?}"),
        (Err(problems), Ok(findings)) => assert!(problems.iter().all(of_rules) && !findings.is_empty(), "{problems:?}"),
        (Ok(()), Ok(findings)) => {
            let dead = |finding: &Finding| {
                matches!(
                    finding,
                    Finding::Contradiction { .. } | Finding::DefaultsBreak { .. } | Finding::DeadValue { .. }
                )
            };
            let lengths = |finding: &Finding| {
                matches!(
                    finding,
                    Finding::DeadValue { span: domain::configurator::Span::Characters { from: 1.., .. }, .. }
                )
            };
            assert!(!findings.iter().any(|finding| dead(finding) && !lengths(finding)), "{findings:?}");
        }
    }
}

/// The model as a page would carry it.
fn carried(model: &ProductModel, mut digest: PromiseDigest, selection: Selection) {
    let mut model = model.clone();
    Sheet::number_ids(&mut model, &mut digest);
    let materials = vec![String::new(); digest.materials.len()];
    let text = ProductText { name: "Coffret".into(), ..ProductText::default() };
    let sheet = Sheet {
        model,
        digest,
        materials,
        text,
        lang: Lang::Ar,
        selection,
        newest: None,
        shares: None,
        conversion: None,
        words: vec!["\\\n\0".into()],
    };
    let written = write(&sheet);
    let fits = written.split('\n').all(|item| item.parse::<u64>().map_or(true, |number| number <= i64::MAX as u64));
    assert!(!fits || read(&written) == Some(sheet));
}

#[test]
fn spoiled_models_are_answered_or_refused() {
    let (mut sold, mut all) = (0, 0);
    for seed in 0..rounds(600, 60_000) {
        let mut dice = Dice(seed);
        let model = spoiled(&mut dice);
        all += 1;
        sold += u32::from(ask(&model, &mut dice));
    }
    println!("{all} models, of which {sold} can be sold");
    assert!(sold * 10 > all, "some are asked in earnest");
}

#[test]
fn a_sheet_that_was_damaged_on_the_way_is_refused_or_read() {
    let mut read_back = 0;
    for seed in 0..rounds(6_000, 3_000_000) {
        let mut dice = Dice(!seed);
        let model = if seed % 8 == 0 { product(seed) } else { chest() };
        let digest = digest_of(&model, &mut dice, Day(20_000));
        let sheet = Sheet {
            model,
            digest,
            materials: vec![],
            text: ProductText::default(),
            lang: Lang::Fr,
            newest: None,
            shares: None,
            conversion: None,
            selection: Selection((0..dice.roll(6)).map(|_| any_pick(&mut dice)).collect()),
            words: vec![],
        };
        let mut bytes = write(&sheet).into_bytes();
        for _ in 0..=dice.roll(2) {
            damage(&mut bytes, &mut dice);
        }
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if let Some(sheet) = read(&text) {
            read_back += 1;
            if seed % 8 != 0 {
                ask(&sheet.model, &mut dice);
            }
        }
    }
    println!("{read_back} sheets were read all the same");
    assert!(read_back > 50);
}

/// Another byte, some bytes less, a stretch twice, a line with another number.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.roll(bytes.len().max(1)).min(bytes.len());
    match dice.roll(8) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = b"0129-\\bnr\n\0x\xff"[dice.roll(13)];
            }
        }
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..(at + dice.roll(9)).min(bytes.len()))),
        3 => {
            let stretch = bytes[at..(at + dice.roll(40)).min(bytes.len())].to_vec();
            bytes.splice(at..at, stretch);
        }
        _ => {
            let starts: Vec<usize> = (0..bytes.len()).filter(|at| *at == 0 || bytes[at - 1] == b'\n').collect();
            let start = starts[dice.roll(starts.len())];
            let end = bytes[start..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| start + at);
            let known: i64 = str::from_utf8(&bytes[start..end]).ok().and_then(|item| item.parse().ok()).unwrap_or(0);
            let near = known.saturating_add(dice.roll(5) as i64 - 2);
            let number = if dice.roll(3) == 0 { EDGES[dice.roll(EDGES.len())] } else { near };
            bytes.splice(start..end, number.to_string().into_bytes());
        }
    }
    if bytes.is_empty() {
        bytes.push(b'0');
    }
}

#[test]
fn bytes_that_mean_nothing_are_no_sheet() {
    for seed in 0..rounds(20_000, 5_000_000) {
        let mut dice = Dice(seed);
        let letter = |dice: &mut Dice| char::from(b"0123456789-\n\n\n\n\\bnr0 x"[dice.roll(22)]);
        let text: String = (0..dice.roll(200)).map(|_| letter(&mut dice)).collect();
        if let Some(sheet) = read(&text) {
            ask(&sheet.model, &mut dice);
        }
    }
}
