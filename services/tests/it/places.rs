//! Where the material of a shop lies.

use crate::bed::{Bed, on_each};
use crate::market::{WOOD, WOOD_PER_BOX, WOOL, buys, fill, received};
use domain::id::PlaceId;
use domain::order::Step;
use services::studio::{
    MaterialPage, PlaceProblem, Receipt, Transfer, add_place, advance, material, orders, places, record_receipt,
    transfer,
};
use services::{Actor, Error, doctor};

async fn page(bed: &Bed, actor: &Actor) -> MaterialPage {
    material(&bed.svc, actor, WOOD, "wood").await.unwrap().unwrap()
}

async fn new_place(bed: &Bed, actor: &Actor, name: &str) -> PlaceId {
    let (_, next) = places(&bed.svc, actor, WOOD).await.unwrap();
    for _ in 0..2 {
        add_place(&bed.svc, actor, WOOD, Some(next), name).await.unwrap().unwrap();
    }
    next
}

fn moves(amount: &str, from: Option<PlaceId>, to: Option<PlaceId>) -> Transfer {
    Transfer { amount: amount.into(), from, to, ..Transfer::default() }
}

/// What lies in the workshop, and in each place.
fn lies(page: &MaterialPage) -> (i64, Vec<i64>) {
    (page.lies.workshop, page.lies.places.iter().map(|(.., there)| *there).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_changes_where_it_lies_and_nothing_of_what_there_is() {
    on_each(async |bed| {
        fill(&bed.svc, 3).await;
        let actor = bed.coordinator(WOOD).await;
        let home = new_place(bed, &actor, "at home").await;
        let store = new_place(bed, &actor, "store").await;
        record_receipt(&bed.svc, &actor, WOOD, "wood", &Receipt { place: Some(store), ..received("2 g") })
            .await
            .unwrap()
            .unwrap();
        buys(&bed.svc, &bed.visitor().await, "box", "plain", 5).await.unwrap();
        let before = page(bed, &actor).await;
        assert_eq!((lies(&before), before.row.available), ((3_000, vec![0, 2_000]), 0), "all of it is promised");
        let move_it = async |form: Transfer| transfer(&bed.svc, &actor, WOOD, "wood", &form).await.unwrap();
        let form = Transfer { id: Some(before.next_receipt), ..moves("2,5 g", None, Some(home)) };
        for _ in 0..2 {
            move_it(form.clone()).await.unwrap();
        }
        move_it(moves("1 g", Some(store), None)).await.unwrap();
        move_it(moves("0,5 g", Some(home), Some(store))).await.unwrap();
        let after = page(bed, &actor).await;
        assert_eq!(lies(&after), (1_500, vec![2_000, 1_500]));
        assert_eq!((&after.row, &after.lots, after.in_no_lot), (&before.row, &before.lots, before.in_no_lot));
        let moved: i64 = after.movements.iter().filter(|row| row.kind.code() == "transfer").map(|row| row.amount).sum();
        assert_eq!((moved, after.movements.len()), (0, before.movements.len() + 6));

        let order = orders(&bed.svc, &actor, WOOD).await.unwrap()[0].id;
        for step in [Step::Confirm, Step::Start] {
            advance(&bed.svc, &actor, WOOD, order, step).await.unwrap().unwrap();
        }
        assert_eq!(lies(&page(bed, &actor).await), (0, vec![0, 0]), "what is taken is nowhere any more");
        assert_eq!(doctor::place_differences(bed.svc.store()).await.unwrap(), []);
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
        assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_cannot_be_is_refused_and_nothing_moves() {
    on_each(async |bed| {
        fill(&bed.svc, 2).await;
        let (actor, other) = (bed.coordinator(WOOD).await, bed.coordinator(WOOL).await);
        let home = new_place(bed, &actor, "at home").await;
        let (_, theirs) = places(&bed.svc, &other, WOOL).await.unwrap();
        add_place(&bed.svc, &other, WOOL, Some(theirs), "at home").await.unwrap().unwrap();
        let refused = async |form: Transfer| {
            let problem = transfer(&bed.svc, &actor, WOOD, "wood", &form).await.unwrap().unwrap_err();
            (problem.field(), problem.code())
        };
        for (form, want) in [
            (moves("-1 g", None, Some(home)), ("moved", "not_a_number")),
            (moves("1 l", None, Some(home)), ("moved", "unknown_unit")),
            (moves("0 g", None, Some(home)), ("moved", "zero")),
            (moves("99999999999 kg", None, Some(home)), ("moved", "too_large")),
            (moves("2,001 g", None, Some(home)), ("moved", "not_there")),
            (moves("1 g", Some(home), None), ("moved", "not_there")),
            (moves("1 g", Some(home), Some(home)), ("to_place", "same_place")),
        ] {
            assert_eq!(refused(form).await, want);
        }
        let there = moves("1 g", None, Some(theirs));
        for (who, shop) in [(&actor, WOOD), (&other, WOOD), (&other, WOOL)] {
            let moved = transfer(&bed.svc, who, shop, "wood", &there).await;
            assert!(matches!(moved, Err(Error::NotFound)), "{shop}: {moved:?}");
        }
        let found = page(bed, &actor).await;
        assert_eq!((lies(&found), found.movements.len()), ((2 * WOOD_PER_BOX, vec![0]), 1));
        for (name, problem) in [("", PlaceProblem::Name), ("at home", PlaceProblem::Taken)] {
            assert_eq!(add_place(&bed.svc, &actor, WOOD, None, name).await.unwrap(), Err(problem));
        }
        let long = "x".repeat(61);
        assert_eq!(add_place(&bed.svc, &actor, WOOD, None, &long).await.unwrap(), Err(PlaceProblem::Name));
    })
    .await;
}
