//! Placing an order.

use crate::bed::{Bed, on_each};
use crate::market::{
    NOON, WOOD, WOOD_PER_BOX, WOOL, buys, fill, good_form, order_for, place_until_final, put_product, received, said,
    wants,
};
use domain::checkout::address::{AddressForm, Field, FieldCode};
use domain::money::Money;
use domain::order::ShopOrderState;
use domain::time::Timestamp;
use services::cart::{AddLine, AddProblem, add};
use services::place_order::{PlaceOrder, PlaceProblem, Shortage, place};
use services::{Actor, cart, checkout, doctor, studio, track_order};
use std::collections::BTreeSet;
use tokio::task::JoinSet;

async fn wood_level(bed: &Bed) -> (i64, i64) {
    let coordinator = bed.coordinator(WOOD).await;
    let page = studio::material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
    (page.row.on_hand, page.row.allocated)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_customised_pieces_of_two_shops_become_one_order_with_two_parts() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        wants(&bed.svc, &visitor, "box", "rich", 2).await;
        let placed = buys(&bed.svc, &visitor, "rug", "plain", 1).await.unwrap();

        let view = track_order::track(&bed.svc, &placed.token).await.unwrap().unwrap();
        assert_eq!(view.placed, Timestamp(NOON));
        assert_eq!(view.shops.iter().map(|part| part.shop.slug.as_str()).collect::<Vec<_>>(), [WOOD, WOOL]);
        let part = &view.shops[0];
        assert_eq!(part.subtotal, Money::mad(45_000 + 2 * 57_000));
        assert_eq!((part.delivery, part.total), (Money::mad(3_500), Money::mad(45_000 + 2 * 57_000 + 3_500)));
        assert_eq!(view.total, Money::mad(part.total.minor + 120_000 + 3_500));
        assert_eq!(part.history, [(ShopOrderState::Placed, Timestamp(NOON))]);
        assert_eq!((part.number, part.state), (1, ShopOrderState::Placed));
        let rich = &part.lines[1];
        assert_eq!((rich.quantity, rich.unit, rich.total), (2, Money::mad(57_000), Money::mad(114_000)));
        assert_eq!(rich.labels, [(said("Style"), said("Rich"))]);
        assert_eq!(rich.quote.iter().map(|part| part.amount.minor).collect::<Vec<_>>(), [45_000, 12_000]);
        assert_eq!(rich.quote[1].label, Some(said("Brass")));

        assert_eq!(wood_level(bed).await, (5 * WOOD_PER_BOX, 3 * WOOD_PER_BOX));
        assert_eq!(cart::view(&bed.svc, &visitor).await.unwrap().count, 0);
        assert_eq!(checkout::view(&bed.svc, &visitor).await.unwrap(), None);
        assert_eq!(checkout::just_placed(&bed.svc, &visitor).await.unwrap(), Some(placed.token.clone()));
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        assert_eq!(checkout::just_placed(&bed.svc, &visitor).await.unwrap(), None, "a new cart is a new purchase");
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_64_buyers_of_material_for_20_exactly_20_get_it() {
    on_each(async |bed| {
        fill(&bed.svc, 20).await;
        let mut buyers = JoinSet::new();
        for _ in 0..64 {
            let (svc, visitor) = (bed.svc.clone(), bed.visitor().await);
            wants(&svc, &visitor, "box", "plain", 1).await;
            let order = order_for(checkout::open(&svc, &visitor).await.unwrap().unwrap());
            buyers.spawn(async move { place_until_final(&svc, &visitor, &order).await });
        }
        let answers = buyers.join_all().await;
        let tokens: BTreeSet<_> = answers.iter().flatten().map(|placed| placed.token.clone()).collect();
        assert_eq!(tokens.len(), 20);
        let short = PlaceProblem::Shortage(vec![Shortage { material: said("wood"), product: said("box") }]);
        assert_eq!(answers.iter().filter(|answer| **answer == Err(short.clone())).count(), 44);
        assert_eq!(wood_level(bed).await, (20 * WOOD_PER_BOX, 20 * WOOD_PER_BOX));
        let coordinator = bed.coordinator(WOOD).await;
        let listed = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(listed.iter().rev().map(|row| row.number).collect::<Vec<_>>(), (1..=20).collect::<Vec<_>>());
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkout_is_one_order_in_parallel_after_a_restart_and_by_the_back_button() {
    on_each(async |bed| {
        fill(&bed.svc, 50).await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        let order = order_for(checkout::open(&bed.svc, &visitor).await.unwrap().unwrap());
        let mut posts = JoinSet::new();
        for _ in 0..20 {
            let (svc, visitor, order) = (bed.svc.clone(), visitor.clone(), order.clone());
            posts.spawn(async move { place_until_final(&svc, &visitor, &order).await.unwrap().token });
        }
        let tokens: BTreeSet<_> = posts.join_all().await.into_iter().collect();
        assert_eq!(tokens.len(), 1);

        wants(&bed.svc, &visitor, "box", "rich", 3).await;
        let restarted = bed.restart().await;
        let late = place(&restarted.svc, &visitor, order.clone()).await.unwrap().unwrap();
        assert!(tokens.contains(&late.token) && !late.differs);
        let elsewhere = PlaceOrder { form: AddressForm { city: "Safi".into(), ..good_form() }, ..order.clone() };
        let other = place(&restarted.svc, &visitor, elsewhere).await.unwrap().unwrap();
        assert!(tokens.contains(&other.token) && other.differs, "it is said that the second address does not count");
        let other_body = PlaceOrder { form: AddressForm::default(), accepted_made_to_order: false, ..order };
        let back = place(&restarted.svc, &visitor, other_body).await.unwrap().unwrap();
        assert!(tokens.contains(&back.token));
        assert_eq!(cart::view(&restarted.svc, &visitor).await.unwrap().count, 3, "the next cart is not touched");
        assert_eq!(wood_level(&restarted).await, (50 * WOOD_PER_BOX, WOOD_PER_BOX));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shortage_over_two_lines_is_named_and_keeps_the_cart_and_the_checkout() {
    on_each(async |bed| {
        fill(&bed.svc, 3).await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "rug", "plain", 1).await;
        wants(&bed.svc, &visitor, "box", "plain", 2).await;
        let short = buys(&bed.svc, &visitor, "box", "rich", 2).await.unwrap_err();
        assert_eq!(short, PlaceProblem::Shortage(vec![Shortage { material: said("wood"), product: said("box") }]));
        assert_eq!(wood_level(bed).await, (3 * WOOD_PER_BOX, 0));
        let view = checkout::view(&bed.svc, &visitor).await.unwrap().unwrap();
        assert_eq!(view.cart.count, 5);

        let coordinator = bed.coordinator(WOOD).await;
        studio::record_receipt(&bed.svc, &coordinator, WOOD, "wood", &received("1 g")).await.unwrap().unwrap();
        assert!(place(&bed.svc, &visitor, order_for(view.id)).await.unwrap().is_ok());
        let listed = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!(listed.iter().map(|row| row.number).collect::<Vec<_>>(), [1], "a refused order takes no number");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_shopper_can_mend_is_said_and_changes_nothing() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        assert_eq!(checkout::open(&bed.svc, &visitor).await.unwrap(), None);
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        let id = checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        assert_eq!(checkout::open(&bed.svc, &visitor).await.unwrap(), Some(id), "the open checkout stays");
        let problem = async |order: PlaceOrder| place(&bed.svc, &visitor, order).await.unwrap().unwrap_err();
        let with = |form| PlaceOrder { form, ..order_for(id) };

        let abroad = AddressForm { country: "FR".into(), phone: "?".into(), ..good_form() };
        assert_eq!(problem(with(abroad)).await, PlaceProblem::AbroadNotYet);
        let wrong = AddressForm { name: String::new(), phone: "12".into(), ..good_form() };
        let order = PlaceOrder { accepted_made_to_order: false, ..with(wrong) };
        let fields = vec![
            (Field::Name, FieldCode::Required),
            (Field::Phone, FieldCode::Phone),
            (Field::Accepted, FieldCode::Required),
        ];
        assert_eq!(problem(order).await, PlaceProblem::Fields(fields));
        let unknown = PlaceOrder { checkout: "nonsense".into(), ..order_for(id) };
        assert_eq!(problem(unknown).await, PlaceProblem::UnknownCheckout);
        let stranger = bed.visitor().await;
        assert_eq!(place(&bed.svc, &stranger, order_for(id)).await.unwrap(), Err(PlaceProblem::UnknownCheckout));

        assert_eq!(wood_level(bed).await, (5 * WOOD_PER_BOX, 0));
        assert_eq!(cart::view(&bed.svc, &visitor).await.unwrap().count, 1);
        let token = place(&bed.svc, &visitor, order_for(id)).await.unwrap().unwrap().token;
        assert_eq!(place(&bed.svc, &stranger, order_for(id)).await.unwrap(), Err(PlaceProblem::UnknownCheckout));
        assert!(track_order::track(&bed.svc, &token).await.unwrap().is_some());
        assert!(track_order::track(&bed.svc, &"0".repeat(32)).await.unwrap().is_none());
    })
    .await;
}

/// The form as the checkout page shows it now.
async fn form_of(bed: &Bed, visitor: &Actor) -> PlaceOrder {
    let view = checkout::view(&bed.svc, visitor).await.unwrap().unwrap();
    PlaceOrder { seen: view.cart.seen().to_text(), ..order_for(view.id) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_open_never_buys_what_it_did_not_show() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        let stale = form_of(bed, &visitor).await;
        wants(&bed.svc, &visitor, "box", "rich", 1).await;
        checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        let mut posts = JoinSet::new();
        for _ in 0..2 {
            let (svc, visitor, stale) = (bed.svc.clone(), visitor.clone(), stale.clone());
            posts.spawn(async move { place_until_final(&svc, &visitor, &stale).await });
        }
        assert_eq!(posts.join_all().await, [Err(PlaceProblem::CartChanged), Err(PlaceProblem::CartChanged)]);
        assert_eq!(place(&bed.svc, &visitor, stale).await.unwrap(), Err(PlaceProblem::CartChanged), "however often");
        assert_eq!(wood_level(bed).await, (5 * WOOD_PER_BOX, 0));
        let seen = form_of(bed, &visitor).await;
        assert!(place(&bed.svc, &visitor, seen).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_does_not_say_what_it_showed_buys_at_the_price_of_the_opening() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        let id = checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        wants(&bed.svc, &visitor, "box", "rich", 1).await;
        let changed = PlaceProblem::PriceChanged { from: Money::mad(45_000), to: Money::mad(102_000) };
        for _ in 0..2 {
            assert_eq!(place(&bed.svc, &visitor, order_for(id)).await.unwrap(), Err(changed.clone()));
        }
        checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        assert!(place(&bed.svc, &visitor, order_for(id)).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_that_changed_has_to_be_configured_again() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        let id = checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        let head = bed.svc.store().read().await.unwrap().product_head("box").await.unwrap().unwrap();
        put_product(&bed.svc, head.shop_id, "box", 46_000, vec![]).await;
        assert_eq!(place(&bed.svc, &visitor, order_for(id)).await.unwrap(), Err(PlaceProblem::Outdated));
        let view = cart::view(&bed.svc, &visitor).await.unwrap();
        assert!(view.shops[0].lines[0].outdated);
        assert_eq!(view.total, Money::mad(45_000));
        let line = AddLine {
            product_slug: "box".into(),
            version: Some(1),
            fields: vec![],
            quantity: 1,
            id: None,
            replaces: None,
        };
        assert_eq!(add(&bed.svc, &visitor, line).await.unwrap(), Err(AddProblem::UnknownProduct));
    })
    .await;
}
