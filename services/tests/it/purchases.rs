//! What a shop orders, receives in parts, and expects.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOD_PER_BOX, WOOL, buys, fill, received, restock};
use domain::id::{MovementId, PurchaseId, PurchaseLineId, SupplierId};
use domain::purchases::{Purchase, PurchaseProblem, PurchaseState, PurchaseStep};
use domain::time::{Day, Timestamp};
use services::studio::{
    self, AmountProblem, DraftForm, DraftMistake, LineForm, LineMistake, NoDrafts, OfferForm, PurchasePage,
    PurchaseStepProblem, Receipt, ReceiptProblem, ReceiveProblem, SupplierForm, SupplierMistake,
};
use services::{Actor, Error, doctor};
use tokio::task::JoinSet;

fn today() -> Day {
    Timestamp(NOON).day()
}

fn line_id(number: u8) -> PurchaseLineId {
    PurchaseLineId::from_parts(u64::from(number), [number; 10])
}

fn line(number: u8, material: &str, amount: &str, days: i32) -> LineForm {
    LineForm {
        id: line_id(number),
        material: material.into(),
        amount: amount.into(),
        price: String::new(),
        day: today().plus(days).iso(),
    }
}

fn draft(lines: Vec<LineForm>) -> DraftForm {
    let id = Some(PurchaseId::from_parts(7, [7; 10]));
    DraftForm { id, version: 0, supplier: String::new(), note: String::new(), lines }
}

async fn save(bed: &Bed, actor: &Actor, form: &DraftForm) -> Result<PurchaseId, Vec<DraftMistake>> {
    studio::save_draft(&bed.svc, actor, WOOD, form).await.unwrap()
}

async fn step(
    bed: &Bed,
    actor: &Actor,
    id: PurchaseId,
    step: PurchaseStep,
    named: &[i64],
) -> Result<(), PurchaseStepProblem> {
    studio::step_purchase(&bed.svc, actor, WOOD, id, step, named).await.unwrap()
}

async fn page(bed: &Bed, actor: &Actor, id: PurchaseId) -> PurchasePage {
    studio::purchase(&bed.svc, actor, WOOD, id).await.unwrap().unwrap()
}

/// Days from today and amounts of what the page of wood expects.
async fn expected(bed: &Bed, actor: &Actor) -> Vec<(i32, i64)> {
    let page = studio::material(&bed.svc, actor, WOOD, "wood").await.unwrap().unwrap();
    page.expected.iter().map(|arrival| (arrival.day.0 - today().0, arrival.amount)).collect()
}

async fn on_hand(bed: &Bed, actor: &Actor) -> i64 {
    studio::material(&bed.svc, actor, WOOD, "wood").await.unwrap().unwrap().row.on_hand
}

/// Wood that is ordered: 5 g in nine days, 3 g in twelve.
async fn ordered(bed: &Bed, actor: &Actor) -> PurchaseId {
    let form = draft(vec![line(1, "wood", "5 g", 9), line(2, "wood", "3 g", 12)]);
    let id = save(bed, actor, &form).await.unwrap();
    step(bed, actor, id, PurchaseStep::Order, &[]).await.unwrap();
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ordered_is_expected_comes_in_parts_and_goes_to_those_who_wait() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let coordinator = bed.coordinator(WOOD).await;
        restock(&bed.svc, &coordinator, WOOD, "wood").await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 4).await.unwrap();
        let form = draft(vec![line(1, "wood", "5 g", 9), line(2, "wood", "3 g", 12)]);
        let id = save(bed, &coordinator, &form).await.unwrap();
        assert_eq!(expected(bed, &coordinator).await, [], "a draft is not ordered");
        for _ in 0..2 {
            step(bed, &coordinator, id, PurchaseStep::Order, &[]).await.unwrap();
        }
        assert_eq!(expected(bed, &coordinator).await, [(9, 5_000), (12, 3_000)]);

        let receive = async |line, id_of: Option<MovementId>, amount: &str| {
            let receipt = Receipt { id: id_of, ..received(amount) };
            studio::receive_purchase(&bed.svc, &coordinator, WOOD, id, line_id(line), &receipt).await.unwrap()
        };
        let (_, _, next) = page(bed, &coordinator, id).await.lines[0];
        for _ in 0..3 {
            let came = receive(1, Some(next), "2 g").await.unwrap();
            assert_eq!((came.open, came.over), (3_000, 0), "a form sent several times counts once");
        }
        assert_eq!(expected(bed, &coordinator).await, [(9, 3_000), (12, 3_000)]);
        let found = studio::material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        assert_eq!((found.row.on_hand, found.row.allocated), (3 * WOOD_PER_BOX, 3 * WOOD_PER_BOX));
        assert_eq!((found.lots.len(), found.lots[0].received), (1, 2_000));
        assert_eq!(page(bed, &coordinator, id).await.purchase.state, PurchaseState::PartlyReceived);

        let came = receive(2, None, "3,5 g").await.unwrap();
        assert_eq!((came.open, came.over), (0, 500), "more than was ordered is taken, and said");
        assert_eq!(expected(bed, &coordinator).await, [(9, 3_000)]);
        step(bed, &coordinator, id, PurchaseStep::DropRest(line_id(1)), &[]).await.unwrap();
        assert_eq!(expected(bed, &coordinator).await, []);
        let closed = page(bed, &coordinator, id).await.purchase;
        assert_eq!((closed.state, closed.lines[0].dropped), (PurchaseState::Closed, 3_000));
        let late = receive(1, None, "1 g").await;
        assert_eq!(late, Err(ReceiveProblem::Purchase(PurchaseProblem::NotNow(PurchaseState::Closed))));
        assert_eq!(on_hand(bed, &coordinator).await, 6_500, "nothing was half done");
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
        assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_sent_several_times_at_once_lowers_what_is_expected_once() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        let id = ordered(bed, &coordinator).await;
        let receipt = Receipt { id: Some(page(bed, &coordinator, id).await.lines[0].2), ..received("2 g") };
        let mut clicks = JoinSet::new();
        for _ in 0..6 {
            let (svc, coordinator, receipt) = (bed.svc.clone(), coordinator.clone(), receipt.clone());
            clicks.spawn(async move {
                studio::receive_purchase(&svc, &coordinator, WOOD, id, line_id(1), &receipt).await.unwrap()
            });
        }
        assert!(clicks.join_all().await.iter().all(Result::is_ok));
        assert_eq!(expected(bed, &coordinator).await, [(9, 3_000), (12, 3_000)]);
        assert_eq!(on_hand(bed, &coordinator).await, 2_000);
        let other = Receipt { amount: "2,1 g".into(), ..receipt.clone() };
        let again = studio::receive_purchase(&bed.svc, &coordinator, WOOD, id, line_id(1), &other).await.unwrap();
        let recorded = AmountProblem::Recorded { amount: 2_000 };
        assert_eq!(again, Err(ReceiveProblem::Receipt(ReceiptProblem::Amount(recorded))));
        let moved = studio::receive_purchase(&bed.svc, &coordinator, WOOD, id, line_id(2), &receipt).await;
        assert!(matches!(moved, Err(Error::NotFound)), "a receipt comes for one line: {moved:?}");
        let plain = Receipt { id: Some(MovementId::from_parts(8, [8; 10])), ..received("1 g") };
        studio::record_receipt(&bed.svc, &coordinator, WOOD, "wood", &plain).await.unwrap().unwrap();
        let stolen = studio::receive_purchase(&bed.svc, &coordinator, WOOD, id, line_id(1), &plain).await;
        assert!(matches!(stolen, Err(Error::NotFound)), "a receipt of its own is not counted again: {stolen:?}");
        assert_eq!((on_hand(bed, &coordinator).await, expected(bed, &coordinator).await[0]), (3_000, (9, 3_000)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_who_is_late_breaks_no_promise_that_is_not_named() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        let id = ordered(bed, &coordinator).await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 5).await.unwrap();
        let promised = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap()[0].ready;
        let later = today().plus(40);
        let moved = PurchaseStep::MoveDay(line_id(1), later);
        let dangers = match step(bed, &coordinator, id, moved, &[]).await {
            Err(PurchaseStepProblem::Endangers(dangers)) => dangers,
            other => panic!("{other:?}"),
        };
        assert_eq!((dangers.len(), dangers[0].number, dangers[0].promised), (1, 1, promised));
        assert!(dangers[0].now.is_some_and(|day| day >= later), "{dangers:?}");
        assert_eq!(expected(bed, &coordinator).await, [(9, 5_000), (12, 3_000)], "nothing was done");
        assert!(step(bed, &coordinator, id, moved, &[2]).await.is_err(), "another order was named");
        let never = step(bed, &coordinator, id, PurchaseStep::DropRest(line_id(1)), &[]).await;
        assert!(
            matches!(&never, Err(PurchaseStepProblem::Endangers(dangers)) if dangers[0].now.is_none()),
            "what does not come breaks it too: {never:?}"
        );
        assert!(matches!(
            step(bed, &coordinator, id, PurchaseStep::Cancel, &[]).await,
            Err(PurchaseStepProblem::Endangers(_))
        ));
        step(bed, &coordinator, id, moved, &[1]).await.unwrap();
        assert_eq!(expected(bed, &coordinator).await, [(12, 3_000), (40, 5_000)]);
        step(bed, &coordinator, id, PurchaseStep::MoveDay(line_id(1), today().plus(8)), &[]).await.unwrap();
        let plan = studio::plan(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(plan.orders[0].late, None, "an earlier day endangers nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_with_mistakes_says_where_and_keeps_nothing() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        let good = line(1, "wood", "5 g", 9);
        let of = |mistake| vec![DraftMistake::Line(line_id(1), mistake)];
        let unit = AmountProblem::Unreadable(domain::quantity::QuantityProblem::UnknownUnit);
        let number = AmountProblem::Unreadable(domain::quantity::QuantityProblem::NotANumber);
        for (line, want) in [
            (LineForm { material: "wool".into(), ..good.clone() }, LineMistake::Material),
            (LineForm { material: String::new(), ..good.clone() }, LineMistake::Material),
            (LineForm { amount: "5 l".into(), ..good.clone() }, LineMistake::Amount(unit)),
            (LineForm { amount: "-5 g".into(), ..good.clone() }, LineMistake::Amount(number)),
            (LineForm { amount: "0 g".into(), ..good.clone() }, LineMistake::Amount(AmountProblem::Zero)),
            (LineForm { amount: "9000000000 kg".into(), ..good.clone() }, LineMistake::Amount(AmountProblem::TooLarge)),
            (LineForm { amount: String::new(), ..good.clone() }, LineMistake::Amount(AmountProblem::Required)),
            (LineForm { price: "-1".into(), ..good.clone() }, LineMistake::Price),
            (LineForm { price: "10000000001".into(), ..good.clone() }, LineMistake::Price),
            (LineForm { day: today().plus(-1).iso(), ..good.clone() }, LineMistake::Day),
            (LineForm { day: today().plus(731).iso(), ..good.clone() }, LineMistake::Day),
            (LineForm { day: "soon".into(), ..good.clone() }, LineMistake::Day),
        ] {
            assert_eq!(save(bed, &coordinator, &draft(vec![line])).await, Err(of(want)));
        }
        let stranger = bed.coordinator(WOOL).await;
        let foreign = SupplierId::from_parts(3, [3; 10]);
        let form = SupplierForm { name: "Ali".into(), ..SupplierForm::default() };
        studio::save_supplier(&bed.svc, &stranger, WOOL, foreign, &form).await.unwrap().unwrap();
        let theirs = DraftForm { supplier: foreign.to_string(), ..draft(vec![good.clone()]) };
        assert_eq!(save(bed, &coordinator, &theirs).await, Err(vec![DraftMistake::Supplier]));
        let long = DraftForm { note: "x".repeat(201), ..draft(vec![good.clone()]) };
        assert_eq!(save(bed, &coordinator, &long).await, Err(vec![DraftMistake::Note]));
        let many = (0..31).map(|number| LineForm { id: line_id(number), ..good.clone() }).collect();
        assert_eq!(save(bed, &coordinator, &draft(many)).await, Err(vec![DraftMistake::TooMany]));
        assert_eq!(studio::purchases(&bed.svc, &coordinator, WOOD).await.unwrap(), [], "nothing was kept");

        let id = save(bed, &coordinator, &draft(vec![good.clone()])).await.unwrap();
        assert_eq!(save(bed, &coordinator, &draft(vec![good.clone()])).await, Ok(id), "sent twice is one draft");
        let more = DraftForm { version: 1, ..draft(vec![LineForm { amount: "6 g".into(), ..good.clone() }]) };
        assert_eq!(save(bed, &coordinator, &more).await, Ok(id));
        let other = DraftForm { version: 1, ..draft(vec![LineForm { amount: "7 g".into(), ..good.clone() }]) };
        assert_eq!(save(bed, &coordinator, &other).await, Err(vec![DraftMistake::Stale]));
        let all = studio::purchases(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!((all.len(), all[0].purchase.number, all[0].purchase.lines[0].ordered), (1, 1, 6_000));
        let empty = DraftForm { version: 2, ..draft(vec![LineForm { amount: String::new(), ..good.clone() }]) };
        assert_eq!(save(bed, &coordinator, &empty).await, Ok(id), "a line is taken out by emptying its amount");
        let nothing = step(bed, &coordinator, id, PurchaseStep::Order, &[]).await;
        assert_eq!(nothing, Err(PurchaseStepProblem::Purchase(PurchaseProblem::Empty)));
        let again = DraftForm { version: 3, ..draft(vec![good]) };
        save(bed, &coordinator, &again).await.unwrap();
        step(bed, &coordinator, id, PurchaseStep::Order, &[]).await.unwrap();
        assert_eq!(save(bed, &coordinator, &again).await, Err(vec![DraftMistake::Sent]));

        for (actor, shop) in [(&stranger, WOOD), (&stranger, WOOL)] {
            let seen = studio::purchase(&bed.svc, actor, shop, id).await;
            assert!(matches!(seen, Ok(None) | Err(Error::NotFound)), "{seen:?}");
            let taken = studio::step_purchase(&bed.svc, actor, shop, id, PurchaseStep::Cancel, &[]).await;
            assert!(matches!(taken, Err(Error::NotFound)), "{taken:?}");
            let came = studio::receive_purchase(&bed.svc, actor, shop, id, line_id(1), &received("1 g")).await;
            assert!(matches!(came, Err(Error::NotFound)), "{came:?}");
        }
        let stolen = studio::save_draft(&bed.svc, &stranger, WOOL, &draft(vec![])).await;
        assert!(matches!(stolen, Err(Error::NotFound)), "an id of another shop: {stolen:?}");
        assert_eq!(page(bed, &coordinator, id).await.purchase.state, PurchaseState::Ordered);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_becomes_one_draft_for_each_supplier_once() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        let none = studio::draft_what_is_missing(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(none, Err(NoDrafts::Nothing), "what cannot be had again is not bought");
        for slug in ["wood", "brass"] {
            restock(&bed.svc, &coordinator, WOOD, slug).await;
        }
        let sells = |name: &str, price: &str, days: &str| SupplierForm {
            name: name.into(),
            usual_days: days.into(),
            offers: vec![OfferForm { slug: "wood".into(), sold: true, price: price.into() }],
            ..SupplierForm::default()
        };
        for (number, form) in
            [(1, sells("Ali", "900", "")), (2, sells("Zineb", "800", "6")), (3, sells("Dear", "", ""))]
        {
            let id = SupplierId::from_parts(number, [9; 10]);
            for _ in 0..2 {
                studio::save_supplier(&bed.svc, &coordinator, WOOD, id, &form).await.unwrap().unwrap();
            }
        }
        assert_eq!(studio::suppliers(&bed.svc, &coordinator, WOOD).await.unwrap().len(), 3);
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 3).await.unwrap();
        let made = studio::draft_what_is_missing(&bed.svc, &coordinator, WOOD).await.unwrap().unwrap();
        assert_eq!(made.len(), 1);
        let found = page(bed, &coordinator, made[0]).await;
        assert_eq!(found.supplier.map(|supplier| supplier.name), Some("Zineb".to_owned()), "the cheapest");
        let line = found.purchase.lines[0];
        // 800 dirhams for a kilogram.
        assert_eq!((line.ordered, line.price_minor, line.day), (3_000, Some(240), today().plus(6)));
        let again = studio::draft_what_is_missing(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(again, Err(NoDrafts::Nothing), "what stands in a draft is not missing");
        step(bed, &coordinator, made[0], PurchaseStep::Order, &[]).await.unwrap();
        let again = studio::draft_what_is_missing(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(again, Err(NoDrafts::Nothing), "nor what is ordered");

        let save = async |form: SupplierForm| {
            let id = SupplierId::from_parts(4, [9; 10]);
            studio::save_supplier(&bed.svc, &coordinator, WOOD, id, &form).await.unwrap().unwrap_err()
        };
        assert_eq!(save(sells("", "900", "")).await, [SupplierMistake::Name]);
        assert_eq!(save(sells("Ali", "-1", "")).await, [SupplierMistake::Price("wood".into())]);
        assert_eq!(save(sells("Ali", "1", "366")).await, [SupplierMistake::Days]);
        assert_eq!(save(SupplierForm { phone: "12".into(), ..sells("Ali", "1", "") }).await, [SupplierMistake::Phone]);
        let wool = OfferForm { slug: "wool".into(), sold: true, price: String::new() };
        let theirs = SupplierForm { offers: vec![wool], ..sells("Ali", "1", "") };
        assert_eq!(save(theirs).await, [SupplierMistake::Material("wool".into())]);
        let stranger = bed.coordinator(WOOL).await;
        let id = SupplierId::from_parts(1, [9; 10]);
        let nameless = SupplierForm { name: "x".into(), ..SupplierForm::default() };
        let stolen = studio::save_supplier(&bed.svc, &stranger, WOOL, id, &nameless);
        assert!(matches!(stolen.await, Err(Error::NotFound)), "an id of another shop");
        assert_eq!(studio::suppliers(&bed.svc, &coordinator, WOOD).await.unwrap().len(), 3, "nothing was kept");
    })
    .await;
}

/// Numbers from a seed (SplitMix64), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

async fn act(bed: &Bed, actor: &Actor, dice: &mut Dice, purchases: &[Purchase], round: u8) {
    let pick = |dice: &mut Dice| {
        let at = usize::try_from(dice.roll(purchases.len().max(1) as u64)).unwrap();
        let purchase = purchases.get(at)?;
        let line = usize::try_from(dice.roll(purchase.lines.len().max(1) as u64)).unwrap();
        Some((purchase.id, purchase.lines.get(line)?.id))
    };
    let kind = dice.roll(12);
    if kind < 3 || purchases.is_empty() {
        let lines =
            (0..2).map(|at| line(2 * round + at, "wood", &format!("{} g", 1 + dice.roll(9)), 3 + i32::from(round)));
        let form = DraftForm { id: Some(PurchaseId::from_parts(u64::from(round), [1; 10])), ..draft(lines.collect()) };
        save(bed, actor, &form).await.unwrap();
        return;
    }
    let Some((id, line)) = pick(dice) else { return };
    let taken = match kind {
        3..6 => PurchaseStep::Order,
        6 => PurchaseStep::MoveDay(line, today().plus(i32::try_from(dice.roll(40)).unwrap() - 3)),
        7 => PurchaseStep::DropRest(line),
        8 if dice.roll(3) == 0 => PurchaseStep::Cancel,
        8 => PurchaseStep::Close,
        _ => {
            let receipt = received(&format!("{} g", dice.roll(7)));
            let _any = studio::receive_purchase(&bed.svc, actor, WOOD, id, line, &receipt).await.unwrap();
            return;
        }
    };
    let _any = step(bed, actor, id, taken, &(1..99).collect::<Vec<i64>>()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_what_was_ordered_came_is_expected_or_was_given_up() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        restock(&bed.svc, &coordinator, WOOD, "wood").await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 7).await.unwrap();
        let mut dice = Dice(4);
        let (mut closed, mut came) = (0, 0);
        for round in 0..70 {
            let listed = studio::purchases(&bed.svc, &coordinator, WOOD).await.unwrap();
            let purchases: Vec<Purchase> = listed.into_iter().map(|row| row.purchase).collect();
            act(bed, &coordinator, &mut dice, &purchases, round).await;

            let listed = studio::purchases(&bed.svc, &coordinator, WOOD).await.unwrap();
            let (mut received, mut waits) = (0, Vec::new());
            for Purchase { lines, state, .. } in listed.iter().map(|row| &row.purchase) {
                for line in lines {
                    assert_eq!(line.ordered + line.over(), line.received + line.open() + line.dropped, "{line:?}");
                    if state.is_open() && line.open() > 0 {
                        waits.push((line.day.0 - today().0, line.open()));
                    }
                    received += line.received;
                }
            }
            waits.sort_unstable();
            let mut shown = expected(bed, &coordinator).await;
            shown.sort_unstable();
            assert_eq!(shown, waits, "what is expected is the open rest, round {round}");
            assert_eq!(on_hand(bed, &coordinator).await, received, "what came lies there, round {round}");
            (closed, came) =
                (listed.iter().filter(|row| row.purchase.state == PurchaseState::Closed).count(), received);
        }
        assert!(closed > 0 && came > 0, "the rounds do something: {closed} closed, {came} came");
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
        assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_has_its_rows_and_nobody_elses() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let coordinator = bed.coordinator(WOOD).await;
        let id = ordered(bed, &coordinator).await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 1).await.unwrap();
        let lot = Receipt { supplier: "Ali".into(), price: "20".into(), ..received("1,5 g") };
        studio::receive_purchase(&bed.svc, &coordinator, WOOD, id, line_id(1), &lot).await.unwrap().unwrap();
        let line = studio::CountLine {
            slug: "brass".into(),
            counted: "1 kg".into(),
            seen: None,
            reason: String::new(),
            note: String::new(),
        };
        let count = studio::Stocktake { id: None, lines: vec![line] };
        studio::record_whole_stocktake(&bed.svc, &coordinator, WOOD, &count).await.unwrap().unwrap();
        let ali = SupplierForm { name: "Ali".into(), ..SupplierForm::default() };
        let supplier = SupplierId::from_parts(1, [1; 10]);
        studio::save_supplier(&bed.svc, &coordinator, WOOD, supplier, &ali).await.unwrap().unwrap();
        let stranger = bed.coordinator(WOOL).await;
        for table in studio::ExportTable::ALL {
            let rows = studio::export(&bed.svc, &coordinator, WOOD, table).await.unwrap();
            assert!(!rows.is_empty(), "{table:?} has no rows");
            assert!(rows.iter().all(|row| row.len() == table.columns().len()), "{table:?}: {rows:?}");
            let theirs = studio::export(&bed.svc, &stranger, WOOD, table).await;
            assert!(matches!(theirs, Err(Error::NotFound)), "{table:?}");
        }
        let rows = studio::export(&bed.svc, &coordinator, WOOD, studio::ExportTable::Purchases).await.unwrap();
        let milligrams = |amount| studio::Cell::Amount(amount, domain::quantity::Unit::Milligram);
        assert_eq!(rows[0][5..9], [5_000, 1_500, 3_500, 0].map(milligrams));

        let found = studio::material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        let place = format!("/materials/wood#lot-{}", found.lots[0].id);
        let labels =
            studio::labels(&bed.svc, &coordinator, WOOD, &studio::LabelOf::Lot(found.lots[0].id)).await.unwrap();
        assert_eq!((labels.len(), &labels[0].place), (1, &place));
        let order = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap()[0].id;
        for (code, want) in [
            (labels[0].code.clone(), Some(place.clone())),
            (labels[0].code.to_lowercase(), Some(place.clone())),
            (format!("http://x/fr/studio/{WOOD}{place}"), Some(place)),
            ("1-1".to_owned(), Some(format!("/orders/{order}"))),
            (" wood ".to_owned(), Some("/materials/wood".to_owned())),
            ("wool".to_owned(), None),
            ("2-1".to_owned(), None),
            (format!("http://x/fr/studio/{WOOL}/materials/wool"), None),
            ("L-".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(studio::find_code(&bed.svc, &coordinator, WOOD, &code).await.unwrap(), want, "{code}");
        }
        let theirs = studio::labels(&bed.svc, &stranger, WOOL, &studio::LabelOf::Order(order)).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "another shop's order");
    })
    .await;
}
