//! Materials that a shop makes itself: recipes, batches, and where a lot came from.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOL, buys, fill, received, said, wants};
use domain::id::{BatchId, LotId};
use domain::materials::{ByProductLine, InputLine, MaterialForm, RecipeForm};
use domain::money::Money;
use domain::order::{ProductionState, Step};
use domain::time::Timestamp;
use services::studio::{
    BatchPage, BatchProblem, CompleteBatch, MaterialPage, PlanBatch, PlanProblem, Receipt, RecipeKept, Scrap,
    StartBatch, advance, batch, batches, cancel_batch, complete_batch, drop_arrival, lot, make, material, order_trace,
    orders, plan_batch, record_receipt, record_scrap, save_material, save_recipe, start_batch, write_material,
};
use services::{Actor, Error, cart, doctor};
use tokio::task::JoinSet;

async fn put(bed: &Bed, actor: &Actor, shop: &str, name: &str, unit: &str) {
    let id = write_material(&bed.svc, actor, shop, None).await.unwrap().id;
    let form = MaterialForm { name: said(name), unit: unit.into(), ..MaterialForm::default() };
    save_material(&bed.svc, actor, shop, id, &form).await.unwrap().unwrap();
}

async fn receive(bed: &Bed, actor: &Actor, shop: &str, slug: &str, amount: &str, price: &str) {
    let receipt = Receipt { price: price.into(), supplier: "Ali".into(), ..received(amount) };
    record_receipt(&bed.svc, actor, shop, slug, &receipt).await.unwrap().unwrap();
}

fn takes(material: &str, amount: &str) -> InputLine {
    InputLine { material: material.into(), amount: amount.into(), ..InputLine::default() }
}

fn makes(amount: &str, inputs: Vec<InputLine>) -> RecipeForm {
    RecipeForm { makes: amount.into(), minutes: "120".into(), inputs, by_products: vec![] }
}

async fn keep(bed: &Bed, actor: &Actor, shop: &str, slug: &str, form: &RecipeForm) {
    assert_eq!(save_recipe(&bed.svc, actor, shop, slug, form).await.unwrap(), Ok(RecipeKept::Kept));
}

fn amount(amount: &str) -> PlanBatch {
    PlanBatch { amount: amount.into(), ..PlanBatch::default() }
}

async fn planned(bed: &Bed, actor: &Actor, shop: &str, slug: &str, of: &str) -> BatchId {
    plan_batch(&bed.svc, actor, shop, slug, &amount(of)).await.unwrap().unwrap()
}

async fn made(bed: &Bed, actor: &Actor, shop: &str, id: BatchId, form: &CompleteBatch) {
    start_batch(&bed.svc, actor, shop, id, &StartBatch::default()).await.unwrap().unwrap();
    complete_batch(&bed.svc, actor, shop, id, form).await.unwrap().unwrap();
}

async fn page(bed: &Bed, actor: &Actor, shop: &str, slug: &str) -> MaterialPage {
    material(&bed.svc, actor, shop, slug).await.unwrap().unwrap()
}

async fn found(bed: &Bed, actor: &Actor, shop: &str, id: BatchId) -> BatchPage {
    batch(&bed.svc, actor, shop, id).await.unwrap()
}

async fn nothing_is_wrong(bed: &Bed) {
    assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), []);
}

/// Fleece, spun and dyed wool, madder and alum in the shop of wool; nothing is there yet.
async fn dyers(bed: &Bed) -> Actor {
    fill(&bed.svc, 0).await;
    let actor = bed.coordinator(WOOL).await;
    for name in ["fleece", "spun", "red", "madder", "cochineal", "lanolin"] {
        put(bed, &actor, WOOL, name, "milligram").await;
    }
    let spun = RecipeForm {
        by_products: vec![ByProductLine { material: "lanolin".into(), amount: "100 g".into() }],
        ..makes("1 kg", vec![takes("fleece", "1,5 kg")])
    };
    keep(bed, &actor, WOOL, "spun", &spun).await;
    let madder =
        InputLine { waste: "10".into(), instead: ["cochineal".into(), String::new()], ..takes("madder", "500 g") };
    keep(bed, &actor, WOOL, "red", &makes("1 kg", vec![takes("spun", "1 kg"), madder])).await;
    actor
}

fn good(good: &str) -> CompleteBatch {
    CompleteBatch { good: good.into(), ..CompleteBatch::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lot_is_made_over_two_levels_and_leads_back_to_what_came_in() {
    on_each(async |bed| {
        let actor = dyers(bed).await;
        receive(bed, &actor, WOOL, "fleece", "3 kg", "300").await;
        receive(bed, &actor, WOOL, "madder", "2 kg", "160").await;
        assert_eq!(page(bed, &actor, WOOL, "spun").await.makes, Some((1_000_000, 2_000_000)), "what can be made of it");
        let spun = planned(bed, &actor, WOOL, "spun", "2 kg").await;
        let done = CompleteBatch { besides: [("lanolin".into(), "190 g".into())].into(), ..good("1,9 kg") };
        made(bed, &actor, WOOL, spun, &done).await;
        let red = planned(bed, &actor, WOOL, "red", "1 kg").await;
        let bath = CompleteBatch { scrap: "100 g".into(), cause: "failed".into(), ..good("900 g") };
        made(bed, &actor, WOOL, red, &bath).await;

        let batch = found(bed, &actor, WOOL, red).await;
        // 1 kg of 1.9 kg spun that cost 300 dirhams, and 550 g of madder at 80 dirhams a kilogram.
        assert_eq!(batch.cost, Some(Money::mad(15_789 + 4_400)));
        assert_eq!((batch.batch.state, batch.batch.yielded), (ProductionState::Completed, Some(900_000)));
        let shelf = page(bed, &actor, WOOL, "red").await;
        assert_eq!((shelf.row.on_hand, shelf.lots.len(), shelf.in_no_lot), (900_000, 1, 0));
        assert_eq!((shelf.lots[0].received, shelf.lots[0].price), (1_000_000, batch.cost));
        let kinds: Vec<_> = shelf.movements.iter().map(|row| (row.kind.code(), row.amount)).collect();
        assert_eq!(kinds, [("scrap", 100_000), ("output", 1_000_000)]);
        let cake = page(bed, &actor, WOOL, "lanolin").await;
        assert_eq!((cake.row.on_hand, cake.cost), (190_000, None), "a by-product carries none of the cost");

        let traced = lot(&bed.svc, &actor, WOOL, shelf.lots[0].id).await.unwrap();
        let back: Vec<_> = (traced.from.iter())
            .map(|trace| (trace.level, trace.material.slug.as_str(), trace.amount, trace.batch.map(|(id, _)| id)))
            .collect();
        assert_eq!(traced.batch.map(|(id, _)| id), Some(red));
        assert_eq!(back.len(), 3, "{back:?}");
        assert!(back.contains(&(0, "madder", 550_000, None)));
        let spun_at = back.iter().position(|line| *line == (0, "spun", 1_000_000, Some(spun))).unwrap();
        assert_eq!(back[spun_at + 1], (1, "fleece", 3_000_000, None), "what it was made from stands behind it");
        assert_eq!(traced.from[spun_at + 1].lot.as_ref().map(|lot| lot.supplier.as_str()), Some("Ali"));
        let spun_lot = traced.from[spun_at].lot.as_ref().unwrap().id;
        let forward = lot(&bed.svc, &actor, WOOL, spun_lot).await.unwrap().uses;
        assert!(forward.iter().any(|used| used.batch.map(|(id, _)| id) == Some(red)), "and forward");
        nothing_is_wrong(bed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_batch_waits_its_turn_and_is_expected_on_its_day() {
    on_each(async |bed| {
        // Of wood there is none and none can be had; logs are sawn into it.
        fill(&bed.svc, 0).await;
        let (actor, visitor) = (bed.coordinator(WOOD).await, bed.visitor().await);
        put(bed, &actor, WOOD, "logs", "milligram").await;
        keep(bed, &actor, WOOD, "wood", &makes("1 g", vec![takes("logs", "2 g")])).await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        let ready = async || {
            let view = cart::view(&bed.svc, &visitor).await.unwrap();
            view.shops[0].ready.map(|day| day.0 - Timestamp(NOON).day().0)
        };
        assert_eq!(ready().await, None, "there will never be wood");
        receive(bed, &actor, WOOD, "logs", "4 g", "40").await;
        let id = planned(bed, &actor, WOOD, "wood", "3 g").await;
        // Two grams of logs more can be had in 21 days: then six hours of sawing, and the box on the day after.
        let batch = found(bed, &actor, WOOD, id).await;
        assert_eq!(batch.lines.iter().map(|line| (line.amount, line.allocated)).collect::<Vec<_>>(), [(6_000, 4_000)]);
        assert_eq!((ready().await, batch.batch.is_late()), (Some(22), false));
        bed.set_time(NOON + 7 * 86_400_000);
        assert_eq!(ready().await, Some(29), "a week later nobody has bought logs");
        assert!(found(bed, &actor, WOOD, id).await.batch.is_late());
        let wood = page(bed, &actor, WOOD, "wood").await;
        assert_eq!(
            wood.expected.iter().map(|row| (row.amount, row.batch)).collect::<Vec<_>>(),
            [(3_000, Some((id, 1)))]
        );
        drop_arrival(&bed.svc, &actor, WOOD, wood.expected[0].id).await.unwrap();
        assert_eq!(page(bed, &actor, WOOD, "wood").await.expected.len(), 1, "only the batch itself can be given up");

        let start = async || start_batch(&bed.svc, &actor, WOOD, id, &StartBatch::default()).await.unwrap();
        assert_eq!(start().await, Err(BatchProblem::Fields(vec![("used[logs]".into(), "waiting")])));
        receive(bed, &actor, WOOD, "logs", "3 g", "30").await;
        assert_eq!(found(bed, &actor, WOOD, id).await.lines[0].allocated, 6_000, "what comes goes to whoever waits");
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 2).await.unwrap();
        let given_up = cancel_batch(&bed.svc, &actor, WOOD, id, &[]).await.unwrap();
        let Err(BatchProblem::Endangers(orders_in_danger)) = given_up else { panic!("a promise counts on it") };
        assert_eq!(orders_in_danger.iter().map(|danger| (danger.number, danger.now)).collect::<Vec<_>>(), [(1, None)]);
        start().await.unwrap();
        assert_eq!(start().await, Err(BatchProblem::NotNow { state: ProductionState::InProduction }), "sent twice");
        complete_batch(&bed.svc, &actor, WOOD, id, &good("3 g")).await.unwrap().unwrap();
        let wood = page(bed, &actor, WOOD, "wood").await;
        assert_eq!((wood.row.on_hand, wood.row.allocated, wood.expected.len()), (3_000, 2_000, 0), "the order has it");
        let order = orders(&bed.svc, &actor, WOOD).await.unwrap()[0].id;
        for step in [Step::Confirm, Step::Start] {
            advance(&bed.svc, &actor, WOOD, order, step).await.unwrap().unwrap();
        }
        let pieces = order_trace(&bed.svc, &actor, WOOD, order).await.unwrap();
        let back: Vec<_> =
            pieces.iter().map(|trace| (trace.level, trace.material.slug.as_str(), trace.amount)).collect();
        assert_eq!(&back[..1], [(0, "wood", 2_000)]);
        assert!(back[1..].iter().all(|(level, slug, _)| (*level, *slug) == (1, "logs")), "{back:?}");
        nothing_is_wrong(bed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_minutes_of_a_batch_are_promised_to_nobody_else() {
    on_each(async |bed| {
        // A box takes 200 minutes of a person with six hours a day.
        fill(&bed.svc, 99).await;
        let (actor, visitor) = (bed.coordinator(WOOD).await, bed.visitor().await);
        put(bed, &actor, WOOD, "glue", "milligram").await;
        let glue = RecipeForm { minutes: "3600".into(), ..makes("1 g", vec![takes("brass", "1 g")]) };
        keep(bed, &actor, WOOD, "glue", &glue).await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        let ready = async || cart::view(&bed.svc, &visitor).await.unwrap().shops[0].ready.unwrap();
        let before = ready().await;
        let soon = PlanBatch { day: Timestamp(NOON).day().plus(1).iso(), ..amount("1 g") };
        let Err(PlanProblem::TooEarly(first)) = plan_batch(&bed.svc, &actor, WOOD, "glue", &soon).await.unwrap() else {
            panic!("ten days of work are not done tomorrow")
        };
        let id = planned(bed, &actor, WOOD, "glue", "1 g").await;
        assert_eq!(found(bed, &actor, WOOD, id).await.batch.day, first, "as early as it can be");
        assert!(ready().await > before, "behind ten days of other work");
        cancel_batch(&bed.svc, &actor, WOOD, id, &[]).await.unwrap().unwrap();
        assert_eq!(ready().await, before);
        let brass = page(bed, &actor, WOOD, "brass").await.row;
        assert_eq!((brass.allocated, brass.on_hand), (0, 1_000_000));
        let twice = cancel_batch(&bed.svc, &actor, WOOD, id, &[]).await.unwrap();
        assert_eq!(twice, Err(BatchProblem::NotNow { state: ProductionState::Cancelled }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipe_that_cannot_be_is_refused_and_the_old_one_stays() {
    on_each(async |bed| {
        let actor = dyers(bed).await;
        let refused = async |slug: &str, form: RecipeForm| {
            let mistakes = save_recipe(&bed.svc, &actor, WOOL, slug, &form).await.unwrap().unwrap_err();
            mistakes.into_iter().map(|(field, mistake)| (field.name(), mistake.code())).collect::<Vec<_>>()
        };
        let said = |field: &str, code| vec![(field.to_owned(), code)];
        assert_eq!(refused("fleece", makes("1 kg", vec![takes("red", "1 kg")])).await, said("input[0]", "circle"));
        let instead = InputLine { instead: ["red".into(), String::new()], ..takes("madder", "1 g") };
        assert_eq!(refused("spun", makes("1 kg", vec![instead])).await, said("instead[0]", "circle"));
        for (wrong, code) in
            [("-1 g", "not_a_number"), ("1 l", "unknown_unit"), ("9999999999 kg", "too_large"), ("0 g", "zero")]
        {
            assert_eq!(refused("spun", makes("1 kg", vec![takes("fleece", wrong)])).await, said("amount[0]", code));
        }
        assert_eq!(
            refused("spun", makes("1 kg", vec![takes("wood", "1 g")])).await,
            said("input[0]", "unknown"),
            "another shop's"
        );
        assert_eq!(page(bed, &actor, WOOL, "spun").await.makes.map(|(makes, _)| makes), Some(1_000_000));
        let other = bed.coordinator(WOOD).await;
        for (who, shop, slug) in [(&other, WOOL, "spun"), (&other, WOOD, "spun"), (&actor, WOOL, "wood")] {
            let kept = save_recipe(&bed.svc, who, shop, slug, &makes("1 kg", vec![])).await;
            assert!(matches!(kept, Err(Error::NotFound)), "{shop} {slug}: {kept:?}");
        }
        assert_eq!(
            save_recipe(&bed.svc, &actor, WOOL, "red", &RecipeForm::default()).await.unwrap(),
            Ok(RecipeKept::Gone)
        );
        assert_eq!(page(bed, &actor, WOOL, "red").await.makes, None);
        keep(bed, &actor, WOOL, "fleece", &makes("1 kg", vec![takes("red", "1 kg")])).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_form_with_a_mistake_leaves_nothing_behind() {
    on_each(async |bed| {
        let actor = dyers(bed).await;
        receive(bed, &actor, WOOL, "fleece", "3 kg", "").await;
        let refused =
            async |form: PlanBatch| plan_batch(&bed.svc, &actor, WOOL, "spun", &form).await.unwrap().unwrap_err();
        let today = Timestamp(NOON).day();
        for (text, code) in [
            ("-1 kg", "not_a_number"),
            ("1 m", "unknown_unit"),
            ("", "required"),
            ("0 g", "zero"),
            ("999999999 kg", "too_large"),
            ("99999999999999 kg", "too_large"),
        ] {
            let PlanProblem::Amount(problem) = refused(amount(text)).await else { panic!("{text}") };
            assert_eq!(problem.code(), code, "{text}");
        }
        for day in [today.plus(-1), today.plus(731)] {
            assert_eq!(refused(PlanBatch { day: day.iso(), ..amount("1 kg") }).await, PlanProblem::Day);
        }
        let none = plan_batch(&bed.svc, &actor, WOOL, "madder", &amount("1 kg")).await.unwrap();
        assert_eq!(none, Err(PlanProblem::NoRecipe));
        assert_eq!(batches(&bed.svc, &actor, WOOL).await.unwrap(), []);
        assert_eq!(page(bed, &actor, WOOL, "fleece").await.row.allocated, 0);

        let id = planned(bed, &actor, WOOL, "spun", "1 kg").await;
        let other = bed.coordinator(WOOD).await;
        let theirs = PlanBatch { id: Some(id), ..amount("1 kg") };
        for (who, shop) in [(&other, WOOL), (&other, WOOD)] {
            assert!(matches!(batch(&bed.svc, who, shop, id).await, Err(Error::NotFound)));
            assert!(matches!(cancel_batch(&bed.svc, who, shop, id, &[]).await, Err(Error::NotFound)));
            assert!(matches!(start_batch(&bed.svc, who, shop, id, &StartBatch::default()).await, Err(Error::NotFound)));
            assert!(matches!(complete_batch(&bed.svc, who, shop, id, &good("1 kg")).await, Err(Error::NotFound)));
            assert!(matches!(plan_batch(&bed.svc, who, shop, "spun", &theirs).await, Err(Error::NotFound)));
        }
        let use_it = async |used: &str, reason: &str| {
            let form = StartBatch {
                used: [("fleece".into(), used.into())].into(),
                reason: reason.into(),
                ..StartBatch::default()
            };
            start_batch(&bed.svc, &actor, WOOL, id, &form).await.unwrap()
        };
        let fields = |field: &str, code| Err(BatchProblem::Fields(vec![(field.to_owned(), code)]));
        assert_eq!(use_it("-1 kg", "").await, fields("used[fleece]", "not_a_number"));
        assert_eq!(use_it("1,6 kg", "").await, fields("reason", "unstated"));
        assert_eq!(use_it("4 kg", "damp").await, fields("used[fleece]", "short"));
        assert_eq!(page(bed, &actor, WOOL, "fleece").await.row.allocated, 1_500_000, "nothing was half done");
        use_it("1,6 kg", "damp").await.unwrap();
        let fleece = page(bed, &actor, WOOL, "fleece").await;
        assert_eq!((fleece.row.on_hand, fleece.row.allocated), (1_400_000, 0));
        assert_eq!((&*fleece.movements[0].reason, fleece.movements[0].batch), ("damp", Some((id, 1))));

        for (form, field, code) in [
            (good(""), "good", "required"),
            (good("-1 kg"), "good", "not_a_number"),
            (good("9999999999 kg"), "good", "too_large"),
            (good("0 kg"), "note", "reason_required"),
            (CompleteBatch { scrap: "1 g".into(), ..good("1 kg") }, "cause", "cause"),
            (CompleteBatch { scrap: "1 g".into(), cause: "other".into(), ..good("1 kg") }, "note", "reason_required"),
            (CompleteBatch { scrap: "1 l".into(), ..good("1 kg") }, "scrap", "unknown_unit"),
            (CompleteBatch { best_before: today.plus(-1).iso(), ..good("1 kg") }, "best_before", "best_before"),
            (
                CompleteBatch { besides: [("lanolin".into(), "x".into())].into(), ..good("1 kg") },
                "by[lanolin]",
                "not_a_number",
            ),
        ] {
            assert_eq!(complete_batch(&bed.svc, &actor, WOOL, id, &form).await.unwrap(), fields(field, code));
        }
        assert_eq!(page(bed, &actor, WOOL, "spun").await.movements, []);
        nothing_is_wrong(bed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_several_times_at_once_is_one_batch_with_one_output() {
    on_each(async |bed| {
        let actor = dyers(bed).await;
        receive(bed, &actor, WOOL, "fleece", "9 kg", "90").await;
        let id = make(&bed.svc, &actor, WOOL, "spun", None).await.unwrap().unwrap().next;
        let form = PlanBatch { id: Some(id), ..amount("1 kg") };
        let mut clicks = JoinSet::new();
        for _ in 0..4 {
            let (svc, actor, form) = (bed.svc.clone(), actor.clone(), form.clone());
            clicks.spawn(async move { plan_batch(&svc, &actor, WOOL, "spun", &form).await.unwrap() });
        }
        assert!(clicks.join_all().await.iter().all(|done| *done == Ok(id)));
        let other = PlanBatch { amount: "2 kg".into(), ..form };
        assert_eq!(plan_batch(&bed.svc, &actor, WOOL, "spun", &other).await.unwrap(), Err(PlanProblem::Recorded));
        assert_eq!(batches(&bed.svc, &actor, WOOL).await.unwrap().len(), 1);
        start_batch(&bed.svc, &actor, WOOL, id, &StartBatch::default()).await.unwrap().unwrap();
        let mut clicks = JoinSet::new();
        for _ in 0..4 {
            let (svc, actor) = (bed.svc.clone(), actor.clone());
            clicks.spawn(async move { complete_batch(&svc, &actor, WOOL, id, &good("1 kg")).await.unwrap() });
        }
        assert_eq!(clicks.join_all().await.iter().filter(|done| done.is_ok()).count(), 1);
        let spun = page(bed, &actor, WOOL, "spun").await;
        assert_eq!((spun.row.on_hand, spun.lots.len()), (1_000_000, 1));
        nothing_is_wrong(bed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn something_else_is_taken_only_when_the_shop_says_so() {
    on_each(async |bed| {
        let actor = dyers(bed).await;
        for (slug, of) in [("spun", "2 kg"), ("madder", "100 g"), ("cochineal", "2 kg")] {
            receive(bed, &actor, WOOL, slug, of, "10").await;
        }
        let asked = plan_batch(&bed.svc, &actor, WOOL, "red", &amount("1 kg")).await.unwrap();
        assert_eq!(asked, Err(PlanProblem::Choose(vec!["madder".into()])));
        let with = |slug: &str| PlanBatch { chosen: [("madder".into(), slug.into())].into(), ..amount("1 kg") };
        let foreign = plan_batch(&bed.svc, &actor, WOOL, "red", &with("fleece")).await.unwrap();
        assert_eq!(foreign, Err(PlanProblem::NotOffered("madder".into())));
        let of = async |id| {
            let lines = found(bed, &actor, WOOL, id).await.lines;
            let mut of: Vec<_> = lines.into_iter().map(|line| (line.material.slug, line.allocated)).collect();
            of.sort();
            of
        };
        let waits = plan_batch(&bed.svc, &actor, WOOL, "red", &with("madder")).await.unwrap().unwrap();
        assert_eq!(of(waits).await, [("madder".to_owned(), 100_000), ("spun".to_owned(), 1_000_000)]);
        let other = plan_batch(&bed.svc, &actor, WOOL, "red", &with("cochineal")).await.unwrap().unwrap();
        assert_eq!(of(other).await, [("cochineal".to_owned(), 550_000), ("spun".to_owned(), 1_000_000)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_single_pieces_that_very_piece_is_taken() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let actor = bed.coordinator(WOOD).await;
        put(bed, &actor, WOOD, "burl", "piece").await;
        put(bed, &actor, WOOD, "bowl blank", "piece").await;
        keep(bed, &actor, WOOD, "bowl-blank", &makes("1", vec![takes("burl", "1")])).await;
        for mark in ["B-1", "B-2", "B-3"] {
            let burl = Receipt { certificate: mark.into(), price: "100".into(), ..received("1") };
            record_receipt(&bed.svc, &actor, WOOD, "burl", &burl).await.unwrap().unwrap();
        }
        let id = planned(bed, &actor, WOOD, "bowl-blank", "1").await;
        let line = found(bed, &actor, WOOD, id).await.lines.remove(0);
        assert!(line.asks_for_pieces());
        let marked = |mark: &str| line.lots.iter().find(|lot| lot.certificate == mark).unwrap().id;
        let start = async |lots: Vec<LotId>| {
            start_batch(&bed.svc, &actor, WOOD, id, &StartBatch { lots, ..StartBatch::default() }).await.unwrap()
        };
        let choose = Err(BatchProblem::Fields(vec![("lots[burl]".into(), "choose_pieces")]));
        assert_eq!(start(vec![]).await, choose);
        assert_eq!(start(vec![marked("B-1"), marked("B-3")]).await, choose);
        start(vec![marked("B-2")]).await.unwrap();
        let left = page(bed, &actor, WOOD, "burl").await.lots;
        let mut left: Vec<_> = left.iter().map(|lot| (lot.certificate.as_str(), lot.remaining)).collect();
        left.sort_unstable();
        assert_eq!(left, [("B-1", 1), ("B-2", 0), ("B-3", 1)]);
        complete_batch(&bed.svc, &actor, WOOD, id, &good("1")).await.unwrap().unwrap();
        let blank = page(bed, &actor, WOOD, "bowl-blank").await.lots[0].id;
        let from = lot(&bed.svc, &actor, WOOD, blank).await.unwrap().from;
        assert_eq!(from[0].lot.as_ref().map(|lot| lot.certificate.as_str()), Some("B-2"));
        nothing_is_wrong(bed).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_thrown_away_has_a_cause_and_is_promised_to_nobody() {
    on_each(async |bed| {
        fill(&bed.svc, 3).await;
        let actor = bed.coordinator(WOOD).await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 2).await.unwrap();
        let scrap = |amount: &str, cause: &str| Scrap {
            id: None,
            amount: amount.into(),
            lot: None,
            cause: cause.into(),
            note: String::new(),
        };
        let refused = async |form: Scrap| {
            let problem = record_scrap(&bed.svc, &actor, WOOD, "wood", &form).await.unwrap().unwrap_err();
            (problem.field(), problem.code())
        };
        for (form, want) in [
            (scrap("-1 g", "broken"), ("scrapped", "not_a_number")),
            (scrap("0 g", "broken"), ("scrapped", "zero")),
            (scrap("1 l", "broken"), ("scrapped", "unknown_unit")),
            (scrap("1 g", ""), ("cause", "cause")),
            (scrap("1 g", "other"), ("why", "reason_required")),
            (scrap("1,5 g", "broken"), ("scrapped", "not_free")),
        ] {
            assert_eq!(refused(form).await, want);
        }
        let known = page(bed, &actor, WOOD, "wood").await;
        let form = Scrap { id: Some(known.next_receipt), ..scrap("1 g", "broken") };
        for _ in 0..2 {
            record_scrap(&bed.svc, &actor, WOOD, "wood", &form).await.unwrap().unwrap();
        }
        assert_eq!(refused(Scrap { amount: "0,5 g".into(), ..form }).await, ("scrapped", "recorded"));
        let wood = page(bed, &actor, WOOD, "wood").await;
        assert_eq!((wood.row.on_hand, wood.row.allocated), (2_000, 2_000));
        assert_eq!(wood.movements[0].scrap.map(|cause| cause.code()), Some("broken"));
        let other = bed.coordinator(WOOL).await;
        let theirs = record_scrap(&bed.svc, &other, WOOD, "wood", &scrap("1 g", "broken")).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        nothing_is_wrong(bed).await;
    })
    .await;
}
