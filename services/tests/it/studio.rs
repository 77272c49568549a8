//! What a shop sees and does.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOD_PER_BOX, WOOL, buys, fill, made, received, restock, said};
use domain::id::ShopOrderId;
use domain::materials::MovementKind;
use domain::order::{ProductionState, ShopOrderState, Step};
use domain::planning::Feasibility;
use domain::quantity::QuantityProblem;
use domain::time::Timestamp;
use services::studio::{
    AdvanceProblem, AmountProblem, Arrival, ArrivalProblem, Receipt, advance, drop_arrival, expect_arrival, home,
    material, materials, order, orders, record_receipt, record_stocktake, set_supply_days,
};
use services::{Actor, Error, catalog, doctor};
use tokio::task::JoinSet;

/// An order of two rich boxes, and who sees it.
async fn ordered(bed: &Bed) -> (Actor, ShopOrderId) {
    fill(&bed.svc, 5).await;
    let visitor = bed.visitor().await;
    buys(&bed.svc, &visitor, "box", "rich", 2).await.unwrap();
    let coordinator = bed.coordinator(WOOD).await;
    let id = orders(&bed.svc, &coordinator, WOOD).await.unwrap()[0].id;
    (coordinator, id)
}

/// On hand, allocated, and the kinds in the ledger, oldest first.
async fn wood(bed: &Bed, actor: &Actor) -> (i64, i64, Vec<(MovementKind, i64)>) {
    let page = material(&bed.svc, actor, WOOD, "wood").await.unwrap().unwrap();
    let mut kinds: Vec<_> = page.movements.iter().map(|row| (row.at, row.kind, row.amount)).collect();
    kinds.sort_unstable();
    (page.row.on_hand, page.row.allocated, kinds.into_iter().map(|(_, kind, amount)| (kind, amount)).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_from_placed_to_delivered_and_the_ledger_agrees() {
    on_each(async |bed| {
        let (coordinator, id) = ordered(bed).await;
        let sheet = order(&bed.svc, &coordinator, WOOD, id).await.unwrap().unwrap();
        assert_eq!(sheet.next_steps, [Step::Confirm, Step::Cancel]);
        assert_eq!((sheet.lines[0].minutes, sheet.lines[0].state), (400, ProductionState::Planned));
        let takes: Vec<_> =
            sheet.lines[0].materials.iter().map(|taken| (taken.name.en.as_str(), taken.amount)).collect();
        assert_eq!(takes, [("brass", 600), ("wood", 2 * WOOD_PER_BOX)]);

        let states = [
            (Step::Confirm, ShopOrderState::Confirmed, ProductionState::Planned),
            (Step::Start, ShopOrderState::InProduction, ProductionState::InProduction),
            (Step::Finish, ShopOrderState::Ready, ProductionState::Completed),
            (Step::Ship, ShopOrderState::Shipped, ProductionState::Completed),
            (Step::Deliver, ShopOrderState::Delivered, ProductionState::Completed),
        ];
        for (hours, (step, state, production)) in (1..).zip(states) {
            bed.set_time(NOON + hours * 3_600_000);
            if step == Step::Finish {
                let early = advance(&bed.svc, &coordinator, WOOD, id, step).await.unwrap();
                assert_eq!(early, Err(AdvanceProblem::Unchecked(vec![said("box")])), "nobody looked at them");
                made(&bed.svc, &coordinator, WOOD, id).await;
            }
            advance(&bed.svc, &coordinator, WOOD, id, step).await.unwrap().unwrap();
            let sheet = order(&bed.svc, &coordinator, WOOD, id).await.unwrap().unwrap();
            assert_eq!((sheet.state, sheet.lines[0].state), (state, production));
            assert_eq!(sheet.history.last().map(|(state, at)| (*state, at.0)), Some((state, NOON + hours * 3_600_000)));
            let again = advance(&bed.svc, &coordinator, WOOD, id, step).await.unwrap();
            assert_eq!(again, Err(AdvanceProblem::NotNow { state }), "a second click");
        }
        let two = 2 * WOOD_PER_BOX;
        let ledger = vec![
            (MovementKind::Receipt, 5 * WOOD_PER_BOX),
            (MovementKind::Allocation, two),
            (MovementKind::Consumption, two),
        ];
        assert_eq!(wood(bed, &coordinator).await, (3 * WOOD_PER_BOX, 0, ledger));
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_called_off_gives_its_material_back_once() {
    on_each(async |bed| {
        let (coordinator, id) = ordered(bed).await;
        advance(&bed.svc, &coordinator, WOOD, id, Step::Confirm).await.unwrap().unwrap();
        let mut clicks = JoinSet::new();
        for step in [Step::Cancel, Step::Cancel, Step::Start, Step::Cancel, Step::Start] {
            let (svc, coordinator) = (bed.svc.clone(), coordinator.clone());
            clicks.spawn(async move { advance(&svc, &coordinator, WOOD, id, step).await.unwrap() });
        }
        let done = clicks.join_all().await;
        assert_eq!(done.iter().filter(|answer| answer.is_ok()).count(), 1, "one of them wins");
        let (on_hand, allocated, ledger) = wood(bed, &coordinator).await;
        assert_eq!((allocated, ledger.len()), (0, 3));
        let sheet = order(&bed.svc, &coordinator, WOOD, id).await.unwrap().unwrap();
        let cancelled = sheet.state == ShopOrderState::Cancelled;
        assert_eq!(on_hand, if cancelled { 5 } else { 3 } * WOOD_PER_BOX);
        assert_eq!(
            sheet.lines[0].state,
            if cancelled { ProductionState::Cancelled } else { ProductionState::InProduction }
        );
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_shops_things_answer_like_things_that_do_not_exist() {
    on_each(async |bed| {
        let (coordinator, id) = ordered(bed).await;
        let other = bed.coordinator(WOOL).await;
        let visitor = bed.visitor().await;
        for actor in [&other, &visitor] {
            for shop in [WOOD, "no-such-shop"] {
                assert!(matches!(home(&bed.svc, actor, shop).await, Err(Error::NotFound)));
                assert!(matches!(orders(&bed.svc, actor, shop).await, Err(Error::NotFound)));
                assert!(matches!(order(&bed.svc, actor, shop, id).await, Err(Error::NotFound)));
                assert!(matches!(advance(&bed.svc, actor, shop, id, Step::Confirm).await, Err(Error::NotFound)));
                assert!(matches!(materials(&bed.svc, actor, shop).await, Err(Error::NotFound)));
                assert!(matches!(material(&bed.svc, actor, shop, "wood").await, Err(Error::NotFound)));
                assert!(matches!(
                    record_receipt(&bed.svc, actor, shop, "wood", &received("1 g")).await,
                    Err(Error::NotFound)
                ));
                assert!(matches!(
                    record_stocktake(&bed.svc, actor, shop, "wood", "1 g", "x").await,
                    Err(Error::NotFound)
                ));
            }
        }
        assert_eq!(order(&bed.svc, &other, WOOL, id).await.unwrap(), None);
        assert!(matches!(advance(&bed.svc, &other, WOOL, id, Step::Confirm).await, Err(Error::NotFound)));
        assert_eq!(material(&bed.svc, &other, WOOL, "wood").await.unwrap(), None);
        assert!(matches!(record_receipt(&bed.svc, &other, WOOL, "wood", &received("1 g")).await, Err(Error::NotFound)));
        assert!(matches!(record_stocktake(&bed.svc, &other, WOOL, "wood", "1 g", "x").await, Err(Error::NotFound)));
        assert_eq!(orders(&bed.svc, &other, WOOL).await.unwrap(), []);
        let sheet = order(&bed.svc, &coordinator, WOOD, id).await.unwrap().unwrap();
        assert_eq!(sheet.state, ShopOrderState::Placed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_telephone_is_shown_to_confirm_and_the_address_from_then_until_30_days_after_delivery() {
    on_each(async |bed| {
        let (coordinator, id) = ordered(bed).await;
        let contact = async || order(&bed.svc, &coordinator, WOOD, id).await.unwrap().unwrap().contact;
        let placed = contact().await;
        assert_eq!((placed.name.as_str(), placed.city.as_str()), ("Amina El Fassi", "Essaouira"));
        assert_eq!((placed.phone.as_deref(), placed.address), (Some("+212612345678"), None));
        for step in [Step::Confirm, Step::Start, Step::Finish, Step::Ship, Step::Deliver] {
            if step == Step::Finish {
                made(&bed.svc, &coordinator, WOOD, id).await;
            }
            advance(&bed.svc, &coordinator, WOOD, id, step).await.unwrap().unwrap();
            assert_eq!(contact().await.address.unwrap().street, "12 derb Laarouss");
        }
        let month = 30 * 24 * 3_600_000;
        bed.set_time(NOON + month);
        assert!(contact().await.address.is_some());
        bed.set_time(NOON + month + 1);
        let late = contact().await;
        assert_eq!((late.phone, late.address), (None, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_goes_too_when_nobody_says_what_became_of_a_parcel() {
    on_each(async |bed| {
        let (coordinator, id) = ordered(bed).await;
        let shown = async || order(&bed.svc, &coordinator, WOOD, id).await.unwrap().unwrap().contact.address.is_some();
        let day = 24 * 3_600_000;
        for step in [Step::Confirm, Step::Start, Step::Finish] {
            if step == Step::Finish {
                made(&bed.svc, &coordinator, WOOD, id).await;
            }
            advance(&bed.svc, &coordinator, WOOD, id, step).await.unwrap().unwrap();
        }
        bed.set_time(NOON + 400 * day);
        assert!(shown().await, "as long as it is still to be sent");
        advance(&bed.svc, &coordinator, WOOD, id, Step::Ship).await.unwrap().unwrap();
        bed.set_time(NOON + 460 * day);
        assert!(shown().await);
        bed.set_time(NOON + 460 * day + 1);
        assert!(!shown().await);
        advance(&bed.svc, &coordinator, WOOD, id, Step::Deliver).await.unwrap().unwrap();
        assert!(shown().await, "for 30 days more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_sent_twice_counts_once() {
    on_each(async |bed| {
        let (coordinator, _) = ordered(bed).await;
        let page = async || material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        let (before, form) = (page().await.row.on_hand, page().await.next_receipt);
        assert_ne!(form, page().await.next_receipt);
        let receipt = Receipt { id: Some(form), ..received("2 g") };
        for _ in 0..3 {
            record_receipt(&bed.svc, &coordinator, WOOD, "wood", &receipt).await.unwrap().unwrap();
        }
        assert_eq!(page().await.row.on_hand, before + 2_000);
        let corrected = Receipt { amount: "3 g".into(), ..receipt.clone() };
        let refused = record_receipt(&bed.svc, &coordinator, WOOD, "wood", &corrected).await.unwrap();
        assert_eq!(
            refused,
            Err(AmountProblem::Recorded { amount: 2_000 }.into()),
            "another amount is not lost without a word"
        );
        let other = bed.coordinator(WOOL).await;
        let theirs = record_receipt(&bed.svc, &other, WOOL, "wool", &receipt).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "an id of another material");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_expected_moves_the_day_from_which_a_piece_can_be_made() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        restock(&bed.svc, &coordinator, WOOD, "wood").await;
        let product = catalog::product(&bed.svc, "box").await.unwrap().unwrap();
        let today = Timestamp(NOON).day();
        let from = async || {
            let (digest, names) = catalog::promise(&bed.svc, &product).await.unwrap();
            let material = digest.materials.iter().zip(&names).find(|(_, name)| name.en == "wood").unwrap().0.material;
            match digest.feasibility(&[(material, WOOD_PER_BOX)]) {
                Feasibility::From { day, .. } => day.0 - today.0,
                Feasibility::Now => 0,
                Feasibility::Never { .. } => -1,
            }
        };
        assert_eq!(from().await, 21, "the days in which the shop can get more");
        assert!(set_supply_days(&bed.svc, &coordinator, WOOD, "30").await.unwrap());
        assert!(!set_supply_days(&bed.svc, &coordinator, WOOD, "366").await.unwrap());
        assert_eq!(from().await, 30);
        let arrival = |day: i32, amount: &str| Arrival {
            id: None,
            amount: amount.into(),
            day: today.plus(day).iso(),
            note: "Ali".into(),
        };
        let expect = async |arrival| expect_arrival(&bed.svc, &coordinator, WOOD, "wood", &arrival).await.unwrap();
        expect(arrival(9, "0,5 g")).await.unwrap();
        assert_eq!(from().await, 30, "half of it is not enough");
        let form = material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap().next_arrival;
        for _ in 0..2 {
            expect(Arrival { id: Some(form), ..arrival(12, "0,5 g") }).await.unwrap();
        }
        assert_eq!(from().await, 12);
        assert_eq!(expect(arrival(-1, "1 g")).await, Err(ArrivalProblem::Day));
        assert_eq!(expect(Arrival { day: "tomorrow".into(), ..arrival(1, "1 g") }).await, Err(ArrivalProblem::Day));
        assert_eq!(expect(arrival(1, "0 g")).await, Err(ArrivalProblem::Amount(AmountProblem::Zero)));
        let page = material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        assert_eq!(page.expected.len(), 2);
        let other = bed.coordinator(WOOL).await;
        assert!(matches!(
            expect_arrival(&bed.svc, &other, WOOD, "wood", &arrival(1, "1 g")).await,
            Err(Error::NotFound)
        ));
        drop_arrival(&bed.svc, &other, WOOL, page.expected[0].id).await.unwrap();
        assert_eq!(from().await, 12, "another shop's arrivals stay");
        drop_arrival(&bed.svc, &coordinator, WOOD, page.expected[0].id).await.unwrap();
        assert_eq!(from().await, 30);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_and_counts_are_read_with_their_unit_and_never_break_a_promise() {
    on_each(async |bed| {
        let (coordinator, _) = ordered(bed).await;
        let receipt =
            async |text: &str| record_receipt(&bed.svc, &coordinator, WOOD, "wood", &received(text)).await.unwrap();
        let count = async |text: &str, reason: &str| {
            record_stocktake(&bed.svc, &coordinator, WOOD, "wood", text, reason).await.unwrap()
        };
        receipt("1,5 g").await.unwrap();
        assert_eq!(receipt("").await, Err(AmountProblem::Required.into()));
        assert_eq!(receipt("0 g").await, Err(AmountProblem::Zero.into()));
        assert_eq!(receipt("2 l").await, Err(AmountProblem::Unreadable(QuantityProblem::UnknownUnit).into()));
        assert_eq!(receipt("-2 g").await, Err(AmountProblem::Unreadable(QuantityProblem::NotANumber).into()));
        assert_eq!(receipt("2000000000 kg").await, Err(AmountProblem::TooLarge.into()));
        assert_eq!(count("4 g", " ").await, Err(AmountProblem::ReasonRequired));
        assert_eq!(count("4 g", "a\u{202e}b").await, Err(AmountProblem::ReasonUnreadable));
        let promised = 2 * WOOD_PER_BOX;
        assert_eq!(count("1,999 g", "mice").await, Err(AmountProblem::BelowPromised { promised }));
        count("2 g", "mice").await.unwrap();
        count("2 g", "mice").await.unwrap();
        let page = material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        assert_eq!((page.row.on_hand, page.row.allocated, page.row.available), (promised, promised, 0));
        let found: Vec<_> = page.movements.iter().filter(|row| row.kind == MovementKind::Adjustment).collect();
        assert_eq!(found.len(), 1, "a count that agrees writes nothing");
        assert_eq!((found[0].amount, found[0].reason.as_str()), (promised - 6_500, "mice"));
        let allocation = page.movements.iter().find(|row| row.kind == MovementKind::Allocation).unwrap();
        assert_eq!(allocation.order.map(|(_, number)| number), Some(1));
        let shown = home(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(shown.counts, [(ShopOrderState::Placed, 1)]);
        assert_eq!(shown.exhausted.iter().map(|name| name.en.as_str()).collect::<Vec<_>>(), ["wood"]);
    })
    .await;
}
