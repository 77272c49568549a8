//! The order in which a shop works: what a move endangers is named first, and material moves with the rank.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, WOOD_PER_BOX, WOOL, buys, fill, restock, said};
use domain::id::ProductionOrderId;
use domain::materials::MovementKind;
use domain::planning::Shortage;
use domain::time::{Day, Timestamp};
use services::studio::{self, Ask, AskProblem, Endangered, MoveProblem, Never, Wait};
use services::{Actor, Error, cart, doctor};

async fn plan(bed: &Bed, coordinator: &Actor) -> studio::PlanPage {
    studio::plan(&bed.svc, coordinator, WOOD).await.unwrap()
}

/// Numbers and work of the queue, in its order.
async fn queue(bed: &Bed, coordinator: &Actor) -> Vec<(i64, ProductionOrderId)> {
    plan(bed, coordinator).await.orders.into_iter().map(|order| (order.order.1, order.production)).collect()
}

async fn to_come(bed: &Bed, coordinator: &Actor) -> Vec<i64> {
    let mut found = Vec::new();
    let mut rows = studio::orders(&bed.svc, coordinator, WOOD).await.unwrap();
    rows.sort_by_key(|row| row.number);
    for row in rows {
        let order = studio::order(&bed.svc, coordinator, WOOD, row.id).await.unwrap().unwrap();
        let missing: i64 = order.lines.iter().flat_map(|line| &line.materials).map(|material| material.to_come).sum();
        found.push(missing / WOOD_PER_BOX);
    }
    found
}

fn day(days: i32) -> Day {
    Timestamp(NOON).day().plus(days)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_names_what_it_breaks_and_is_made_when_that_is_named() {
    on_each(async |bed| {
        // One person, six hours a day: of boxes of 200 minutes she makes a little less than two, from Wednesday on.
        fill(&bed.svc, 99).await;
        let coordinator = bed.coordinator(WOOD).await;
        for quantity in [3, 3, 2] {
            buys(&bed.svc, &bed.visitor().await, "box", "plain", quantity).await.unwrap();
        }
        let before = queue(bed, &coordinator).await;
        assert_eq!(before.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3]);
        let promised: Vec<_> = plan(bed, &coordinator).await.orders.iter().map(|order| order.promised).collect();
        assert_eq!(promised, [day(6), day(8), day(10)], "Thursday, Saturday, and Monday behind the Sunday");
        let last = before[2].1;
        let shift = async |order, place, named: &[i64]| {
            studio::move_in_queue(&bed.svc, &coordinator, WOOD, order, place, named).await.unwrap()
        };
        let Err(MoveProblem::Endangers(dangers)) = shift(last, 0, &[]).await else { panic!("two promises break") };
        let of = |number, promised, now| (number, promised, Some(now));
        let named: Vec<_> = dangers.iter().map(|one: &Endangered| (one.number, one.promised, one.now)).collect();
        assert_eq!(named, [of(1, day(6), day(7)), of(2, day(8), day(10))]);
        assert_eq!(queue(bed, &coordinator).await, before, "nothing is changed before it is confirmed");
        let half = shift(last, 0, &[1]).await;
        assert!(matches!(half, Err(MoveProblem::Endangers(all)) if all.len() == 2), "one answer names them all");
        shift(last, 0, &[1, 2]).await.unwrap();
        let after = queue(bed, &coordinator).await;
        assert_eq!(after.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 1, 2]);
        let late: Vec<_> = plan(bed, &coordinator).await.orders.iter().map(|order| order.late.clone()).collect();
        assert_eq!(late, [None, Some(Wait::Hours), Some(Wait::Hours)]);
        shift(last, 0, &[]).await.unwrap();
        assert_eq!(queue(bed, &coordinator).await, after, "the same form again changes nothing");
        shift(last, usize::MAX, &[]).await.unwrap();
        assert_eq!(queue(bed, &coordinator).await, before, "moving back breaks nothing");
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 1).await.unwrap();
        assert_eq!(queue(bed, &coordinator).await.last().map(|(number, _)| *number), Some(4), "new ones come last");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn material_moves_with_the_rank_and_nothing_is_promised_twice() {
    on_each(async |bed| {
        fill(&bed.svc, 3).await;
        let coordinator = bed.coordinator(WOOD).await;
        restock(&bed.svc, &coordinator, WOOD, "wood").await;
        for quantity in [2, 2, 1] {
            buys(&bed.svc, &bed.visitor().await, "box", "plain", quantity).await.unwrap();
        }
        assert_eq!(to_come(bed, &coordinator).await, [0, 1, 1]);
        let last = queue(bed, &coordinator).await[2].1;
        // It takes what the second had, and the first keeps both of its boxes.
        let moved = studio::move_in_queue(&bed.svc, &coordinator, WOOD, last, 0, &[1, 2]).await.unwrap();
        moved.unwrap();
        assert_eq!(to_come(bed, &coordinator).await, [0, 2, 0]);
        let page = studio::material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        assert_eq!((page.row.on_hand, page.row.allocated, page.row.available), (3_000, 3_000, 0));
        let released = page.movements.iter().filter(|row| row.kind == MovementKind::Release);
        assert_eq!(released.map(|row| row.amount).collect::<Vec<_>>(), [WOOD_PER_BOX]);
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
        let page = studio::shortages(&bed.svc, &coordinator, WOOD, &[]).await.unwrap();
        let wood = Shortage { on_hand: 3_000, to_buy: 2_000, ..Shortage::default() };
        assert_eq!(page.materials.iter().map(|row| row.short).collect::<Vec<_>>(), [wood]);
        let page = studio::shortages(&bed.svc, &coordinator, WOOD, &[3]).await.unwrap();
        assert_eq!(
            page.materials.iter().map(|row| row.short.on_hand).collect::<Vec<_>>(),
            [1_000],
            "the first has all"
        );
        assert_eq!(
            page.orders.iter().map(|(number, .., chosen)| (*number, *chosen)).collect::<Vec<_>>(),
            [(3, true), (1, false), (2, false)]
        );
        let course = plan(bed, &coordinator).await.materials.remove(0);
        assert_eq!((course.slug.as_str(), course.course.start, course.course.lacks()), ("wood", 3_000, 2_000));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_of_another_shop_is_not_there() {
    on_each(async |bed| {
        fill(&bed.svc, 9).await;
        let (joiner, weaver) = (bed.coordinator(WOOD).await, bed.coordinator(WOOL).await);
        for _ in 0..2 {
            buys(&bed.svc, &bed.visitor().await, "box", "plain", 1).await.unwrap();
        }
        let before = queue(bed, &joiner).await;
        let foreign = studio::move_in_queue(&bed.svc, &weaver, WOOD, before[1].1, 0, &[]).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        let foreign = studio::move_in_queue(&bed.svc, &weaver, WOOL, before[1].1, 0, &[]).await.unwrap();
        assert_eq!(foreign, Err(MoveProblem::Gone));
        assert_eq!(queue(bed, &joiner).await, before);
        for answer in [
            studio::what_if(&bed.svc, &weaver, WOOD, None).await.map(drop),
            studio::makeable(&bed.svc, &weaver, WOOD).await.map(drop),
            studio::shortages(&bed.svc, &weaver, WOOD, &[]).await.map(drop),
            studio::efficiency(&bed.svc, &weaver, WOOD).await.map(drop),
            studio::set_hourly_floor(&bed.svc, &weaver, WOOD, "20").await.map(drop),
        ] {
            assert!(matches!(answer, Err(Error::NotFound)));
        }
    })
    .await;
}

fn asks(quantity: &str, day: &str) -> Ask {
    Ask { product: "box".into(), quantity: quantity.into(), day: day.into(), ..Ask::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_order_is_looked_at_before_it_is_accepted() {
    on_each(async |bed| {
        fill(&bed.svc, 4).await;
        let coordinator = bed.coordinator(WOOD).await;
        restock(&bed.svc, &coordinator, WOOD, "wood").await;
        for quantity in [2, 2] {
            buys(&bed.svc, &bed.visitor().await, "box", "plain", quantity).await.unwrap();
        }
        let what_if =
            async |ask: &Ask| studio::what_if(&bed.svc, &coordinator, WOOD, Some(ask)).await.unwrap().answer.unwrap();
        let found = what_if(&asks("3", "")).await.unwrap();
        assert_eq!((found.quantity, found.queued, found.places.len()), (3, 2, 1));
        let end = &found.places[0];
        assert_eq!((end.place, end.dangers.len()), (3, 0));
        let wood = Wait::Material(said("wood"), Some(day(21)));
        assert_eq!(end.ready, Ok((day(22), wood)), "wood can be there in three weeks; then the boxes take two days");
        assert_eq!(
            end.to_buy.iter().map(|(name, _, amount)| (name.clone(), *amount)).collect::<Vec<_>>(),
            [(said("wood"), 3_000)]
        );
        // In two weeks: only before the others, who then wait for wood.
        let hurried = what_if(&asks("3", &day(14).iso())).await.unwrap();
        let first = hurried.places.last().unwrap();
        assert!(first.place < 3 && matches!(first.ready, Ok((ready, _)) if ready <= day(14)), "{first:?}");
        assert_eq!(first.dangers.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
        let unchanged = plan(bed, &coordinator).await;
        assert!(unchanged.orders.len() == 2 && unchanged.orders.iter().all(|order| order.late.is_none()));
        for (ask, problem) in [
            (Ask { product: "rug".into(), ..asks("1", "") }, AskProblem::Product),
            (Ask { design: "https://x/fr/designs/abc".into(), ..asks("1", "") }, AskProblem::Design),
            (asks("0", ""), AskProblem::Quantity),
            (asks("1001", ""), AskProblem::Quantity),
            (asks("two", ""), AskProblem::Quantity),
            (asks("1", "2027-13-40"), AskProblem::Day),
            (asks("1", &day(0).iso()), AskProblem::Day),
        ] {
            assert_eq!(what_if(&ask).await, Err(vec![problem]), "{ask:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_design_is_asked_about_by_its_link_and_what_can_never_be_made_is_said() {
    on_each(async |bed| {
        fill(&bed.svc, 2).await;
        let (coordinator, visitor) = (bed.coordinator(WOOD).await, bed.visitor().await);
        for product in ["box", "rug"] {
            crate::market::wants(&bed.svc, &visitor, product, "rich", 1).await;
        }
        let view = cart::view(&bed.svc, &visitor).await.unwrap();
        let code = |shop: usize| view.shops[shop].lines[0].fingerprint.clone();
        let ask = |code: String, quantity: &str| Ask {
            design: format!("https://mogador.example/ar/designs/{code}?from=mail"),
            quantity: quantity.into(),
            ..Ask::default()
        };
        let what_if =
            async |ask: &Ask| studio::what_if(&bed.svc, &coordinator, WOOD, Some(ask)).await.unwrap().answer.unwrap();
        let found = what_if(&ask(code(0), "2")).await.unwrap();
        assert_eq!((found.product, found.choices[0].1.clone()), (said("box"), said("Rich")));
        assert!(found.places[0].ready.is_ok());
        let never = what_if(&ask(code(0), "3")).await.unwrap();
        assert_eq!(never.places[0].ready, Err(Never::Material(said("wood"))), "there are two, and it is one-time");
        assert_eq!(what_if(&ask(code(1), "1")).await, Err(vec![AskProblem::Design]), "a design of another shop");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_made_now_is_counted_from_what_nobody_was_promised() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let coordinator = bed.coordinator(WOOD).await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 2).await.unwrap();
        let rows = studio::makeable(&bed.svc, &coordinator, WOOD).await.unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.slug.as_str(), row.pieces, row.limit.clone())).collect();
        assert_eq!(found, [("box", Some(3), Some(said("wood")))]);
    })
    .await;
}
