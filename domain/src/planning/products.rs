//! Products with stages and stations in random workshops: the day that the page computes from its sheet is the day of the whole
//! computation, for every configuration.

use super::cases::{TODAY, any_workshop, material, station};
use super::{Demand, Limit, NoPromise, Promise, PromiseDigest, Resource, Workshop, promise, promise_from_digest};
use crate::compact::{Sheet, read, write};
use crate::configurator::{Configuration, Pick, Selection, configure};
use crate::materials::BomLine;
use crate::preview::Kind;
use crate::product::{
    Condition, Dimension, GroupKind, Guide, NumberUnit, OptionGroup, OptionValue, PreviewSpec, ProductModel,
    ProductText, WorkLine,
};
use crate::quantity::{Basis, Measure};
use crate::text::Lang;
use crate::time::Timestamp;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Pieces of the largest size.
const LARGEST: i64 = 4;

/// A choice of three and a size; work by hand and on two stations, material at any of its lines.
fn any_product() -> impl Strategy<Value = ProductModel> {
    let when = prop::option::of(prop::sample::select(vec![vec![0], vec![1], vec![0, 2]]));
    let measure = (any::<bool>(), 1..5_i64)
        .prop_map(|(grows, per)| Measure { basis: if grows { Basis::Number(1) } else { Basis::Fixed }, per: (per, 1) });
    let when = when.prop_map(|values| values.map(|values| Condition::OneOf { group: 0, values }).into_iter().collect());
    let line = (when, measure);
    let work = (line.clone(), prop::option::of(0..2_usize)).prop_map(|((when, measure), at)| WorkLine {
        when,
        measure,
        station: at.map(station),
    });
    let of = (line, 0..3_usize, prop::option::of(0..9_usize)).prop_map(|((when, measure), at, stage)| BomLine {
        material: material(at),
        when,
        measure,
        waste_permille: 0,
        stage,
    });
    (prop::collection::vec(work, 0..5), prop::collection::vec(of, 0..5), 0..4_u16).prop_map(
        |(work, mut recipe, lead)| {
            for line in &mut recipe {
                line.stage = line.stage.filter(|stage| *stage < work.len());
            }
            model(work, recipe, lead)
        },
    )
}

fn model(work: Vec<WorkLine>, recipe: Vec<BomLine>, lead_days: u16) -> ProductModel {
    let value = |key: &str| OptionValue { key: key.into(), sets: vec![], look: vec![], swatch: None };
    let values = ["a", "b", "c"].map(value).to_vec();
    let size = GroupKind::Number { min: 1, max: LARGEST, step: 1, default: 1, unit: NumberUnit::Piece };
    ProductModel {
        base_price_minor: 1_000,
        listed: Vec::new(),
        lead_days,
        dimensions: [(); 3].map(|()| Dimension { fixed_mm: 0, group: None }),
        groups: vec![
            OptionGroup { key: "kind".into(), kind: GroupKind::Choice { values, default: 0 } },
            OptionGroup { key: "size".into(), kind: size },
        ],
        rules: vec![],
        prices: vec![],
        recipe,
        work,
        guide: Guide::default(),
        preview: PreviewSpec { kind: Kind::Box, look: vec![], text_group: None },
    }
}

/// All configurations of these products.
fn configurations(model: &ProductModel) -> Vec<Configuration> {
    let picks = (0..3).flat_map(|kind| (1..=LARGEST).map(move |size| (kind, size)));
    let picked = picks.map(|(kind, size)| Selection(vec![Some(Pick::Value(kind)), Some(Pick::Number(size))]));
    picked.map(|selection| configure(model, &selection).expect("no rules")).collect()
}

/// What the page has: the model and the digest as they come out of its sheet.
fn on_the_page(model: &ProductModel, digest: &PromiseDigest) -> Sheet {
    let (mut model, mut digest) = (model.clone(), digest.clone());
    Sheet::number_ids(&mut model, &mut digest);
    let sheet = Sheet {
        model,
        digest,
        materials: vec![],
        text: ProductText::default(),
        lang: Lang::Fr,
        selection: Selection(vec![]),
        newest: None,
        shares: None,
        conversion: None,
        words: vec![],
    };
    read(&write(&sheet)).expect("reads back")
}

/// The same answer, with what the page calls materials and stations by their own names.
fn same(page: &Result<Promise, NoPromise>, whole: &Result<Promise, NoPromise>, digest: &PromiseDigest) -> bool {
    let material = |id| digest.materials.get(Sheet::material_number(id)).map(|known| known.material);
    let resource = |of| match of {
        Resource::Hands => Some(Resource::Hands),
        Resource::Station(id) => digest.resources.get(Sheet::station_number(id)).map(|known| known.resource),
    };
    let limit = |limit| match limit {
        Limit::Material { material: id, day } => material(id).map(|material| Limit::Material { material, day }),
        Limit::Resource(of) => resource(of).map(Limit::Resource),
        Limit::Work | Limit::Begin(_) | Limit::Closure(_) => Some(limit),
    };
    match (page, whole) {
        (Ok(page), Ok(whole)) => limit(page.limit).map(|limit| Promise { limit, ..*page }) == Some(*whole),
        (Err(NoPromise::Material(id)), Err(NoPromise::Material(known))) => material(*id) == Some(*known),
        (Err(NoPromise::Resource(Some(of))), Err(NoPromise::Resource(known))) => resource(*of) == *known,
        (page, whole) => page == whole,
    }
}

#[test]
fn the_page_says_of_every_configuration_with_stages_what_the_whole_computation_says() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = (any_workshop(), any_product());
    let (mut asked, mut promised, mut on_stations, mut later, mut waits) = (0, 0, 0, 0, 0);
    for _ in 0..2_000 {
        let (shop, model): (Workshop, ProductModel) = strategy.new_tree(&mut runner).expect("a case").current();
        let plan = shop.plan().expect("fits");
        let digest = shop.digest(&model, 1, Timestamp(0)).expect("fits");
        let sheet = on_the_page(&model, &digest);
        let largest = Demand::largest(&model, TODAY).expect("fits");
        for configuration in configurations(&model) {
            let demand = Demand::of(&model, &configuration, TODAY).expect("fits");
            assert_eq!(demand.stages.len(), model.work.len(), "one stage per line of work");
            assert!(demand.stages.iter().zip(&largest.stages).all(|(one, most)| one.minutes <= most.minutes));
            let whole = promise(&demand, &plan);
            let theirs = Demand::of(&sheet.model, &configuration, sheet.digest.today).expect("fits");
            let page = promise_from_digest(&theirs, &sheet.digest);
            assert!(same(&page, &whole, &digest), "{page:?} on the page, {whole:?} in the workshop");
            asked += 1;
            promised += usize::from(whole.is_ok());
            let station = |stage: &super::Stage| stage.minutes > 0 && stage.on.len() == 2;
            on_stations += usize::from(demand.stages.iter().any(station));
            later += usize::from(demand.needs.iter().any(|need| need.stage > 0));
            waits += usize::from(matches!(whole, Ok(Promise { limit: Limit::Resource(Resource::Station(_)), .. })));
        }
    }
    println!(
        "{asked} configurations, {promised} with a day, {on_stations} with work on a station, {later} with material for a \
         later stage, {waits} that wait for a station longest: the page says the same of all"
    );
    assert!(on_stations > 1_000 && later > 1_000 && waits > 0 && promised > asked / 8, "too easy");
}
