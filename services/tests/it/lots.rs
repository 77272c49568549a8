//! Material that came in as lots.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOD_PER_BOX, WOOL, buys, fill, received};
use domain::id::LotId;
use domain::materials::Freshness;
use domain::money::Money;
use domain::order::Step;
use domain::time::{Day, Timestamp};
use services::studio::{
    AmountProblem, MaterialPage, Receipt, advance, expiring, material, orders, record_lot_count, record_receipt,
};
use services::{Actor, Error, doctor};
use tokio::task::JoinSet;

async fn page(bed: &Bed, actor: &Actor) -> MaterialPage {
    material(&bed.svc, actor, WOOD, "wood").await.unwrap().unwrap()
}

fn today() -> Day {
    Timestamp(NOON).day()
}

fn lot(amount: &str, price: &str, best_before: i32) -> Receipt {
    Receipt {
        price: price.into(),
        best_before: today().plus(best_before).iso(),
        supplier: "Ali".into(),
        certificate: "T-26-118".into(),
        ..received(amount)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_take_what_expires_first_and_costs_follow() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let coordinator = bed.coordinator(WOOD).await;
        for (amount, price, best_before) in [("2 g", "20", 90), ("3 g", "60", 20), ("1 g", "", -1)] {
            let receipt = Receipt { day: today().plus(-5).iso(), ..lot(amount, price, best_before) };
            record_receipt(&bed.svc, &coordinator, WOOD, "wood", &receipt).await.unwrap().unwrap();
        }
        let before = page(bed, &coordinator).await;
        let listed = |page: &MaterialPage| -> Vec<(i64, i64, Freshness)> {
            page.lots.iter().map(|lot| (lot.received, lot.remaining, lot.freshness)).collect()
        };
        assert_eq!(
            listed(&before),
            [(1_000, 1_000, Freshness::Over), (3_000, 3_000, Freshness::Soon), (2_000, 2_000, Freshness::Good)]
        );
        assert_eq!(before.in_no_lot, WOOD_PER_BOX);
        let cost = before.cost.unwrap();
        assert_eq!((cost.costed, cost.total), (5_000, Money::mad(8_000)));
        assert_eq!(cost.average, Money::mad(1_600_000), "per kilogram");
        assert_eq!(expiring(&bed.svc, &coordinator, WOOD).await.unwrap(), [before.row.id]);

        buys(&bed.svc, &bed.visitor().await, "box", "plain", 3).await.unwrap();
        assert_eq!(listed(&page(bed, &coordinator).await), listed(&before), "a promise takes nothing");
        let id = orders(&bed.svc, &coordinator, WOOD).await.unwrap()[0].id;
        for step in [Step::Confirm, Step::Start] {
            advance(&bed.svc, &coordinator, WOOD, id, step).await.unwrap().unwrap();
        }
        let after = page(bed, &coordinator).await;
        assert_eq!(
            listed(&after),
            [(3_000, 2_000, Freshness::Soon), (2_000, 2_000, Freshness::Good), (1_000, 0, Freshness::Good)]
        );
        assert_eq!((after.in_no_lot, after.lots[0].cost_left), (0, Some(Money::mad(4_000))));
        assert_eq!(after.cost.map(|cost| (cost.costed, cost.total)), Some((4_000, Money::mad(6_400))));
        assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_with_a_mistake_says_where_and_leaves_nothing_behind() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let coordinator = bed.coordinator(WOOD).await;
        let good = lot("2 g", "20", 90);
        let refused = async |receipt: Receipt| {
            let problem = record_receipt(&bed.svc, &coordinator, WOOD, "wood", &receipt).await.unwrap().unwrap_err();
            (problem.field(), problem.code())
        };
        for (receipt, want) in [
            (Receipt { amount: "2 l".into(), ..good.clone() }, ("amount", "unknown_unit")),
            (Receipt { amount: "2 skeins".into(), ..good.clone() }, ("amount", "unknown_unit")),
            (Receipt { price: "-1".into(), ..good.clone() }, ("price", "price")),
            (Receipt { price: "1,005".into(), ..good.clone() }, ("price", "price")),
            (Receipt { price: "10000000001".into(), ..good.clone() }, ("price", "price")),
            (Receipt { day: today().plus(1).iso(), ..good.clone() }, ("came", "day_received")),
            (Receipt { day: "yesterday".into(), ..good.clone() }, ("came", "day_received")),
            (Receipt { best_before: today().plus(-1).iso(), ..good.clone() }, ("best_before", "best_before")),
            (Receipt { supplier: "x".repeat(81), ..good.clone() }, ("supplier", "words")),
            (Receipt { certificate: "a\u{202e}b".into(), ..good.clone() }, ("certificate", "words")),
            (Receipt { picture: "0".repeat(32), ..good.clone() }, ("picture", "picture")),
            (Receipt { note: "x".repeat(201), ..good.clone() }, ("note", "reason_unreadable")),
            (Receipt { amount: "1000000001 kg".into(), ..good.clone() }, ("amount", "too_large")),
            (Receipt { amount: "1000000000 kg".into(), ..good.clone() }, ("amount", "too_large")),
        ] {
            assert_eq!(refused(receipt).await, want);
        }
        let page = page(bed, &coordinator).await;
        assert_eq!((page.lots.len(), page.movements.len(), page.row.on_hand), (0, 1, WOOD_PER_BOX));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_is_sent_several_times_at_once_is_one_lot() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        let receipt = Receipt { id: Some(page(bed, &coordinator).await.next_receipt), ..lot("2 g", "20", 90) };
        let mut clicks = JoinSet::new();
        for _ in 0..6 {
            let (svc, coordinator, receipt) = (bed.svc.clone(), coordinator.clone(), receipt.clone());
            clicks.spawn(async move { record_receipt(&svc, &coordinator, WOOD, "wood", &receipt).await.unwrap() });
        }
        assert!(clicks.join_all().await.iter().all(Result::is_ok));
        let found = page(bed, &coordinator).await;
        assert_eq!((found.lots.len(), found.row.on_hand, found.in_no_lot), (1, 2_000, 0));
        let dearer = Receipt { price: "21".into(), ..receipt.clone() };
        let refused = record_receipt(&bed.svc, &coordinator, WOOD, "wood", &dearer).await.unwrap();
        assert_eq!(refused, Err(AmountProblem::Recorded { amount: 2_000 }.into()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_lot_is_counted_and_no_promise_is_broken() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        for receipt in [lot("2 g", "20", 90), lot("3 g", "60", 20)] {
            record_receipt(&bed.svc, &coordinator, WOOD, "wood", &receipt).await.unwrap().unwrap();
        }
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 4).await.unwrap();
        let good = page(bed, &coordinator).await.lots[1].id;
        let count = async |lot: LotId, counted: &str| {
            record_lot_count(&bed.svc, &coordinator, WOOD, "wood", lot, [counted, "mice"]).await
        };
        assert_eq!(count(good, "1,5 g").await.unwrap(), Ok(()));
        assert_eq!(count(good, "1,5 g").await.unwrap(), Ok(()), "a count that agrees");
        let below = Err(AmountProblem::BelowPromised { promised: 4_000 });
        assert_eq!(count(good, "0,9 g").await.unwrap(), below);
        assert_eq!(count(good, "1000000000 kg").await.unwrap(), Err(AmountProblem::TooLarge));
        let found = page(bed, &coordinator).await;
        assert_eq!((found.row.on_hand, found.lots[0].remaining, found.lots[1].remaining), (4_500, 3_000, 1_500));
        assert_eq!(found.movements[0].amount, -500);

        let (other, lot) = (bed.coordinator(WOOL).await, found.lots[0].id);
        for (actor, shop, slug) in [(&other, WOOD, "wood"), (&other, WOOL, "wool"), (&coordinator, WOOD, "brass")] {
            let counted = record_lot_count(&bed.svc, actor, shop, slug, lot, ["1 g", "x"]).await;
            assert!(matches!(counted, Err(Error::NotFound)), "{shop} {slug}: {counted:?}");
        }
        assert_eq!(page(bed, &coordinator).await.row.on_hand, 4_500);
        assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}
