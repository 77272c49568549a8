//! Rates of exchange, and what carts and orders do with them.

use crate::bed::{Bed, on_each};
use crate::market::{fill, order_for, wants};
use domain::exchange::{ExchangeRate, RATE_DAYS, ShownOrder};
use domain::money::{Currency, Money};
use services::exchange::{RateFinding, RateProblem, findings, list, note, rate, rates};
use services::place_order::{PlaceOrder, PlaceProblem, place};
use services::{Actor, cart, checkout, track_order};

fn euros(minor: i64) -> Money {
    Money { minor, currency: Currency::Eur }
}

async fn says(bed: &Bed, dirhams: &str) -> ExchangeRate {
    note(&bed.svc, "EUR", dirhams, None).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_rate_counts_until_it_is_old() {
    on_each(async |bed| {
        let (svc, today) = (&bed.svc, bed.svc.now().day());
        let store = svc.store();
        assert_eq!(findings(store, today).await.unwrap(), Currency::FOREIGN.map(RateFinding::None));
        let before = note(svc, "eur", "10,80", Some(today.plus(-1))).await.unwrap().unwrap();
        assert_eq!(rate(svc, Currency::Eur).await.unwrap(), Some(before));
        let now = says(bed, "10.85").await;
        let old = note(svc, "GBP", "12.4", Some(today.plus(-RATE_DAYS - 1))).await.unwrap().unwrap();
        assert_eq!(rates(svc).await.unwrap(), [now], "an old rate does not count");
        assert_eq!(list(store).await.unwrap(), [now, before, old]);
        let told = [RateFinding::None(Currency::Usd), RateFinding::Old(old)];
        assert_eq!(findings(store, today).await.unwrap(), told);
        assert_eq!(rate(svc, Currency::Gbp).await.unwrap(), None);
        let mended = says(bed, "10.9").await;
        assert_eq!(rates(svc).await.unwrap(), [mended], "said again on the same day");
        for (currency, dirhams, day, problem) in [
            ("CHF", "11", None, RateProblem::Currency),
            ("MAD", "11", None, RateProblem::Currency),
            ("EUR", "0.1085", None, RateProblem::Dirhams),
            ("EUR", "much", None, RateProblem::Dirhams),
            ("EUR", "11", Some(today.plus(1)), RateProblem::Day),
        ] {
            assert_eq!(note(svc, currency, dirhams, day).await.unwrap(), Err(problem), "{currency} {dirhams}");
        }
    })
    .await;
}

/// The form as the checkout page shows it now to somebody who reads euros.
async fn form_of(bed: &Bed, visitor: &Actor) -> PlaceOrder {
    let rate = rate(&bed.svc, Currency::Eur).await.unwrap();
    let view = checkout::view_beside(&bed.svc, visitor, rate).await.unwrap().unwrap();
    PlaceOrder { seen: view.cart.seen().to_text(), ..order_for(view.id) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_placed_order_keeps_what_it_came_to_in_euros() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let rate = says(bed, "10.85").await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "box", "plain", 2).await;
        wants(&bed.svc, &visitor, "rug", "plain", 1).await;
        let view = cart::view_beside(&bed.svc, &visitor, Some(rate)).await.unwrap();
        // 450 dirhams are 41.47 euros, 1,200 are 110.60.
        let shown: Vec<_> = view.shops.iter().map(|part| part.shown).collect();
        assert_eq!(shown, [Some(euros(2 * 4_150)), Some(euros(11_100))]);
        assert_eq!((view.shown, view.total), (Some(euros(19_400)), Money::mad(210_000)));
        assert_eq!(cart::view(&bed.svc, &visitor).await.unwrap().shown, None);

        checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        let form = form_of(bed, &visitor).await;
        let placed = place(&bed.svc, &visitor, form).await.unwrap().unwrap();
        says(bed, "9.5").await;
        let order = track_order::track(&bed.svc, &placed.token).await.unwrap().unwrap();
        // Two parcels of 35 dirhams are 6.45 euros.
        assert_eq!(order.shown, Some(ShownOrder { rate, total: euros(19_400 + 650) }));
        assert_eq!(order.total, Money::mad(210_000 + 2 * 3_500));
        let lines: Vec<_> = order.shops.iter().flat_map(|part| &part.lines).map(|line| line.shown).collect();
        assert_eq!(lines, [Some(euros(8_300)), Some(euros(11_100))]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_another_rate_orders_nothing_until_it_is_seen_again() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        says(bed, "10.85").await;
        let visitor = bed.visitor().await;
        wants(&bed.svc, &visitor, "box", "plain", 1).await;
        checkout::open(&bed.svc, &visitor).await.unwrap().unwrap();
        let stale = form_of(bed, &visitor).await;
        says(bed, "10").await;
        let changed = PlaceProblem::ShownChanged { from: euros(4_150), to: Some(euros(4_500)) };
        assert_eq!(place(&bed.svc, &visitor, stale.clone()).await.unwrap(), Err(changed));
        let fresh = form_of(bed, &visitor).await;
        assert!(place(&bed.svc, &visitor, fresh).await.unwrap().is_ok());
        // Who reads dirhams hears nothing of rates.
        let other = bed.visitor().await;
        wants(&bed.svc, &other, "box", "plain", 1).await;
        checkout::open(&bed.svc, &other).await.unwrap().unwrap();
        let view = checkout::view(&bed.svc, &other).await.unwrap().unwrap();
        let form = PlaceOrder { seen: view.cart.seen().to_text(), ..order_for(view.id) };
        let placed = place(&bed.svc, &other, form).await.unwrap().unwrap();
        assert_eq!(track_order::track(&bed.svc, &placed.token).await.unwrap().unwrap().shown, None);
    })
    .await;
}
