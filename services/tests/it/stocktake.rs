//! Counts of the whole shelf, and what to get more of.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOL, buys, fill, received, said};
use domain::materials::{CountReason, MaterialForm, MovementKind};
use domain::time::Timestamp;
use services::studio::{
    AmountProblem, Arrival, CountLine, CountProblem, Stocktake, StocktakeProblem, expect_arrival, material, materials,
    record_receipt, record_whole_stocktake, reorder, save_material, stocktake,
};
use services::{Actor, Error, doctor};

fn line(slug: &str, counted: &str, reason: &str) -> CountLine {
    CountLine { slug: slug.into(), counted: counted.into(), reason: reason.into(), ..CountLine::default() }
}

async fn record(bed: &Bed, actor: &Actor, lines: &[CountLine]) -> Result<usize, StocktakeProblem> {
    let form = Stocktake { id: None, lines: lines.to_vec() };
    record_whole_stocktake(&bed.svc, actor, WOOD, &form).await.unwrap()
}

async fn on_hand(bed: &Bed, actor: &Actor) -> Vec<(String, i64)> {
    let rows = materials(&bed.svc, actor, WOOD).await.unwrap();
    rows.into_iter().map(|row| (row.slug, row.on_hand)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_shelf_is_counted_at_once_or_not_at_all() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let coordinator = bed.coordinator(WOOD).await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 3).await.unwrap();
        let before = on_hand(bed, &coordinator).await;
        let refused = |slug: &str, problem| Err(StocktakeProblem::Lines(vec![(slug.to_owned(), problem)]));
        let stale = CountLine { seen: Some(4_999), ..line("wood", "5 g", "") };
        for (lines, want) in [
            (vec![], Err(StocktakeProblem::Nothing)),
            (vec![line("wood", "  ", "lost")], Err(StocktakeProblem::Nothing)),
            (vec![line("brass", "1 kg", "lost"), line("wood", "4 g", "")], refused("wood", CountProblem::Unexplained)),
            (
                vec![line("brass", "1 kg", "lost"), line("wood", "4 g", "other")],
                refused("wood", CountProblem::Unexplained),
            ),
            (
                vec![line("brass", "900 g", "lost"), line("wood", "2,9 g", "lost")],
                refused("wood", CountProblem::Amount(AmountProblem::BelowPromised { promised: 3_000 })),
            ),
            (vec![line("brass", "900 g", "lost"), stale], refused("wood", CountProblem::Moved { now: 5_000 })),
            (
                vec![line("brass", "900 g", "lost"), line("wood", "2000000000 kg", "found")],
                refused("wood", CountProblem::Amount(AmountProblem::TooLarge)),
            ),
        ] {
            assert_eq!(record(bed, &coordinator, &lines).await, want);
            assert_eq!(on_hand(bed, &coordinator).await, before, "nothing half done");
        }
        let (id, rows) = stocktake(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(rows.len(), 2);
        let spoilt = CountLine { seen: Some(5_000), note: "damp".into(), ..line("wood", "4,5 g", "spoilt") };
        let form = Stocktake { id: Some(id), lines: vec![spoilt.clone(), line("brass", "1 kg", "")] };
        for _ in 0..3 {
            let done = record_whole_stocktake(&bed.svc, &coordinator, WOOD, &form).await.unwrap();
            assert_eq!(done, Ok(1), "sent twice it counts once");
        }
        let other = Stocktake { lines: vec![CountLine { counted: "4 g".into(), ..spoilt }], ..form.clone() };
        let again = record_whole_stocktake(&bed.svc, &coordinator, WOOD, &other).await.unwrap();
        assert_eq!(again, Err(StocktakeProblem::Recorded));
        let page = material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        assert_eq!(page.row.on_hand, 4_500);
        let counted: Vec<_> = page.movements.iter().filter(|row| row.kind == MovementKind::Adjustment).collect();
        assert_eq!(counted.len(), 1);
        assert_eq!((counted[0].amount, counted[0].why), (-500, Some(CountReason::Spoilt)));
        assert_eq!(counted[0].reason, "damp");

        let wool = bed.coordinator(WOOL).await;
        let theirs = record_whole_stocktake(&bed.svc, &wool, WOOD, &form).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        let foreign = Stocktake { id: None, lines: vec![line("wood", "1 g", "lost")] };
        assert!(matches!(record_whole_stocktake(&bed.svc, &wool, WOOL, &foreign).await, Err(Error::NotFound)));
        let taken = Stocktake { id: Some(id), lines: vec![line("wool", "1 g", "lost")] };
        assert!(matches!(record_whole_stocktake(&bed.svc, &wool, WOOL, &taken).await, Err(Error::NotFound)));
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_to_get_follows_threshold_promises_and_what_is_expected() {
    on_each(async |bed| {
        fill(&bed.svc, 3).await;
        let coordinator = bed.coordinator(WOOD).await;
        let missing = async || {
            let rows = reorder(&bed.svc, &coordinator, WOOD).await.unwrap();
            rows.iter().map(|found| (found.row.slug.clone(), found.suggestion)).collect::<Vec<_>>()
        };
        assert_eq!(missing().await, [], "nobody asked to be warned");
        for (slug, threshold, days, one_time) in [("wood", "2 packets", "", false), ("brass", "2 kg", "40", false)] {
            let row = material(&bed.svc, &coordinator, WOOD, slug).await.unwrap().unwrap().row;
            let form = MaterialForm {
                name: said(slug),
                pack: if slug == "wood" { "box".into() } else { String::new() },
                holds: if slug == "wood" { "1,5 g".into() } else { String::new() },
                threshold: threshold.replace("packets", "boxes"),
                supply_days: days.into(),
                one_time,
                ..MaterialForm::default()
            };
            save_material(&bed.svc, &coordinator, WOOD, row.id, &form).await.unwrap().unwrap();
        }
        let found = missing().await;
        assert_eq!(
            found.iter().map(|(slug, found)| (slug.as_str(), found.missing)).collect::<Vec<_>>(),
            [("brass", 1_000_000)]
        );
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 1).await.unwrap();
        let found = missing().await;
        assert_eq!((found[0].0.as_str(), found[0].1.days), ("brass", Some(40)), "what takes longest comes first");
        assert_eq!((found[1].0.as_str(), found[1].1.missing, found[1].1.packs), ("wood", 1_000, Some(1)));
        let arrival =
            Arrival { amount: "1 box".into(), day: Timestamp(NOON).day().plus(3).iso(), ..Arrival::default() };
        expect_arrival(&bed.svc, &coordinator, WOOD, "wood", &arrival).await.unwrap().unwrap();
        assert_eq!(missing().await.len(), 1, "it is on its way");
        record_receipt(&bed.svc, &coordinator, WOOD, "brass", &received("1 kg")).await.unwrap().unwrap();
        assert_eq!(missing().await, []);
        assert!(matches!(reorder(&bed.svc, &bed.visitor().await, WOOD).await, Err(Error::NotFound)));
    })
    .await;
}
