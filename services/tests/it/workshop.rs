//! Promises that count on the queue and on material that is still to come.

use crate::bed::{Bed, on_each};
use crate::market::{
    NOON, WOOD, WOOD_PER_BOX, WOOL, buys, fill, order_for, place_until_final, received, restock, said, wants,
};
use domain::id::{MemberId, ShopOrderId};
use domain::order::Step;
use domain::planning::Span;
use domain::time::{Day, Timestamp};
use services::place_order::{PlaceOrder, PlaceProblem, place};
use services::studio::{self, AdvanceProblem, CalendarProblem, Edit};
use services::{Actor, Error, cart, checkout, doctor};

/// Ids of the orders of the shop of wood, oldest first.
async fn orders(bed: &Bed, coordinator: &Actor) -> Vec<ShopOrderId> {
    let mut listed = studio::orders(&bed.svc, coordinator, WOOD).await.unwrap();
    listed.sort_by_key(|row| row.number);
    listed.into_iter().map(|row| row.id).collect()
}

/// How much wood an order has still to wait for.
async fn to_come(bed: &Bed, coordinator: &Actor, order: ShopOrderId) -> i64 {
    let order = studio::order(&bed.svc, coordinator, WOOD, order).await.unwrap().unwrap();
    order.lines.iter().flat_map(|line| &line.materials).map(|material| material.to_come).sum()
}

async fn receive(bed: &Bed, coordinator: &Actor, amount: &str) {
    studio::record_receipt(&bed.svc, coordinator, WOOD, "wood", &received(amount)).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_waits_for_its_material_and_begins_when_all_of_it_is_there() {
    on_each(async |bed| {
        fill(&bed.svc, 2).await;
        let coordinator = bed.coordinator(WOOD).await;
        restock(&bed.svc, &coordinator, WOOD, "wood").await;
        for quantity in [3, 2, 1] {
            buys(&bed.svc, &bed.visitor().await, "box", "plain", quantity).await.unwrap();
        }
        let all = orders(bed, &coordinator).await;
        let waits = async || {
            let mut found = Vec::new();
            for order in &all {
                found.push(to_come(bed, &coordinator, *order).await / WOOD_PER_BOX);
            }
            found
        };
        assert_eq!(waits().await, [1, 2, 1], "the first has what is there");
        let step = async |order, step| studio::advance(&bed.svc, &coordinator, WOOD, order, step).await.unwrap();
        step(all[0], Step::Confirm).await.unwrap();
        assert_eq!(step(all[0], Step::Start).await, Err(AdvanceProblem::Waiting(vec![said("wood")])));
        receive(bed, &coordinator, "2 g").await;
        assert_eq!(waits().await, [0, 1, 1], "in the order of the queue");
        step(all[0], Step::Start).await.unwrap();
        step(all[1], Step::Cancel).await.unwrap();
        assert_eq!(waits().await, [0, 1, 0], "what is given back goes to the next");
        let wood = studio::material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap().row;
        assert_eq!((wood.on_hand, wood.allocated, wood.available), (WOOD_PER_BOX, WOOD_PER_BOX, 0));
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

fn days(days: &[i32]) -> Vec<Option<Day>> {
    days.iter().map(|day| Some(Timestamp(NOON).day().plus(*day))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_order_is_promised_behind_the_ones_before_it() {
    on_each(async |bed| {
        // One person, six hours from Monday to Saturday; a box takes 200 minutes, and work begins after a lead time of 4
        // days: on Wednesday. Today is a Friday.
        fill(&bed.svc, 99).await;
        let shown = async |visitor: &Actor| -> Vec<Option<Day>> {
            let view = cart::view(&bed.svc, visitor).await.unwrap();
            view.shops.iter().flat_map(|part| part.lines.iter().map(|line| line.ready)).collect()
        };
        let (first, second) = (bed.visitor().await, bed.visitor().await);
        wants(&bed.svc, &first, "box", "plain", 3).await;
        wants(&bed.svc, &first, "box", "rich", 1).await;
        assert_eq!(shown(&first).await, days(&[6, 7]), "one line behind the other");
        wants(&bed.svc, &second, "box", "plain", 1).await;
        assert_eq!(shown(&second).await, days(&[5]));
        checkout::open(&bed.svc, &second).await.unwrap().unwrap();
        let view = checkout::view(&bed.svc, &second).await.unwrap().unwrap();
        let stale = PlaceOrder { seen: view.cart.seen().to_text(), ..order_for(view.id) };

        let checkout = checkout::open(&bed.svc, &first).await.unwrap().unwrap();
        place_until_final(&bed.svc, &first, &order_for(checkout)).await.unwrap();
        let (from, to) = (Timestamp(NOON).day().plus(5), Timestamp(NOON).day().plus(7));
        let later = PlaceProblem::DayChanged { from, to };
        assert_eq!(place(&bed.svc, &second, stale.clone()).await.unwrap(), Err(later), "she agreed to another day");
        assert_eq!(shown(&second).await, days(&[7]), "in the hours that the first leaves");
        let view = checkout::view(&bed.svc, &second).await.unwrap().unwrap();
        let agreed = PlaceOrder { seen: view.cart.seen().to_text(), ..order_for(view.id) };
        place_until_final(&bed.svc, &second, &agreed).await.unwrap();

        let coordinator = bed.coordinator(WOOD).await;
        let listed = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap();
        let mut ready: Vec<_> = listed.iter().map(|row| (row.number, Some(row.ready))).collect();
        ready.sort_unstable();
        assert_eq!(ready.into_iter().map(|(_, day)| day).collect::<Vec<_>>(), days(&[7, 7]));
        let plan = studio::plan(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert!(plan.orders.iter().all(|order| order.late.is_none()), "the plan keeps what was promised");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_will_be_late_is_named_with_what_it_waits_for() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        let coordinator = bed.coordinator(WOOD).await;
        restock(&bed.svc, &coordinator, WOOD, "wood").await;
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 2).await.unwrap();
        let late = async || studio::plan(&bed.svc, &coordinator, WOOD).await.unwrap().orders.remove(0).late;
        assert_eq!(late().await, None);
        // A week later nobody has bought wood: it can be there 21 days from then.
        bed.set_time(NOON + 7 * 86_400_000);
        let day = Timestamp(NOON).day().plus(28);
        assert_eq!(late().await, Some(studio::Wait::Material(said("wood"), Some(day))));
        receive(bed, &coordinator, "1 g").await;
        assert_eq!(late().await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_moves_the_promise_and_breaks_none_that_it_does_not_name() {
    on_each(async |bed| {
        fill(&bed.svc, 99).await;
        let (coordinator, visitor) = (bed.coordinator(WOOD).await, bed.visitor().await);
        let today = Timestamp(NOON).day();
        let change = async |version, edit: Edit, named: &[i64]| {
            studio::change_calendar(&bed.svc, &coordinator, WOOD, version, &edit, named).await.unwrap()
        };
        let span = |from: i32, to: i32| Span { from: today.plus(from), to: today.plus(to) };
        let ready = async || {
            let view = cart::view(&bed.svc, &visitor).await.unwrap();
            view.shops[0].ready.map(|day| day.0 - today.0)
        };
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        assert_eq!(ready().await, Some(5));
        change(0, Edit::Close(span(5, 6)), &[]).await.unwrap();
        assert_eq!(ready().await, Some(7));
        assert_eq!(change(0, Edit::Close(span(1, 2)), &[]).await, Err(CalendarProblem::Stale));
        change(1, Edit::Reopen(span(5, 6)), &[]).await.unwrap();
        change(2, Edit::Hours([360; 7], 2), &[]).await.unwrap();
        assert_eq!(ready().await, Some(7), "two open days of margin");

        let checkout = checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        place_until_final(&bed.svc, &visitor, &order_for(checkout)).await.unwrap();
        change(3, Edit::Close(span(5, 6)), &[]).await.unwrap();
        let late = Err(CalendarProblem::Endangers(vec![studio::Endangered {
            order: orders(bed, &coordinator).await[0],
            number: 1,
            promised: today.plus(7),
            // The ninth day is a Sunday, on which the shop is open and nobody works.
            now: Some(today.plus(10)),
        }]));
        assert_eq!(change(4, Edit::Close(span(5, 8)), &[]).await, late, "the margin is used up");
        assert_eq!(change(4, Edit::Close(span(5, 8)), &[2]).await, late, "another order was named");
        change(4, Edit::Close(span(5, 8)), &[1]).await.unwrap();
        let plan = studio::plan(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(plan.orders[0].late, Some(studio::Wait::Closed(span(5, 8))));

        for (edit, problem) in [
            (Edit::Close(span(3, 2)), CalendarProblem::Days),
            (Edit::Close(span(-3, -1)), CalendarProblem::Days),
            (Edit::Close(span(1, 731)), CalendarProblem::Days),
            (Edit::Season(span(1, 30), [1_441; 7]), CalendarProblem::Hours),
            (Edit::Hours([360; 7], 31), CalendarProblem::Margin),
        ] {
            assert_eq!(change(5, edit, &[]).await, Err(problem));
        }
        let stranger = bed.coordinator(WOOL).await;
        let theirs = studio::change_calendar(&bed.svc, &stranger, WOOD, 5, &Edit::Close(span(1, 1)), &[]).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        let nobody = Edit::Away(MemberId::from_parts(7, [7; 10]), span(1, 1));
        let unknown = studio::change_calendar(&bed.svc, &coordinator, WOOD, 5, &nobody, &[]).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        assert_eq!(studio::calendar(&bed.svc, &coordinator, WOOD).await.unwrap().version, 5, "nothing was half done");
    })
    .await;
}
