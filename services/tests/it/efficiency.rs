//! A look back at what was made: the figures are computed again here, from what was typed.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, buys, fill, made as checked, received};
use domain::order::Step;
use domain::planning::Punctuality;
use services::Actor;
use services::studio::{self, Receipt};

const DAY: i64 = 86_400_000;

async fn receive(bed: &Bed, coordinator: &Actor, amount: &str, price: &str) {
    let receipt = Receipt { price: price.into(), ..received(amount) };
    studio::record_receipt(&bed.svc, coordinator, WOOD, "wood", &receipt).await.unwrap().unwrap();
}

/// Buys boxes on one day, and makes them on another, both counted from the beginning.
async fn made(bed: &Bed, coordinator: &Actor, quantity: u32, (bought, done): (i64, i64)) {
    bed.set_time(NOON + bought * DAY);
    buys(&bed.svc, &bed.visitor().await, "box", "plain", quantity).await.unwrap();
    let mut rows = studio::orders(&bed.svc, coordinator, WOOD).await.unwrap();
    rows.sort_by_key(|row| row.number);
    let id = rows.last().unwrap().id;
    for step in [Step::Confirm, Step::Start, Step::Finish] {
        if step == Step::Finish {
            bed.set_time(NOON + done * DAY);
            checked(&bed.svc, coordinator, WOOD, id).await;
        }
        studio::advance(&bed.svc, coordinator, WOOD, id, step).await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_hour_earned_is_what_is_left_after_the_materials() {
    on_each(async |bed| {
        fill(&bed.svc, 0).await;
        let coordinator = bed.coordinator(WOOD).await;
        let look = async || studio::efficiency(&bed.svc, &coordinator, WOOD).await.unwrap();
        assert_eq!((look().await.products, look().await.punctuality), (vec![], Punctuality::default()));
        // A box takes a gram of wood and 200 minutes, and costs 450 dirhams. Ten grams for 100 dirhams, then ten for 300.
        receive(bed, &coordinator, "10 g", "100").await;
        made(bed, &coordinator, 2, (0, 5)).await;
        receive(bed, &coordinator, "10 g", "300").await;
        made(bed, &coordinator, 1, (5, 14)).await;
        let page = look().await;
        let [product] = page.products.as_slice() else { panic!("{:?}", page.products) };
        // Two boxes at 10 dirhams a gram; then 8 grams for 80 and 10 for 300 make 380 for 18: 21.11 for the third.
        let (income, cost, minutes) = (3 * 45_000, 2 * 1_000 + 2_111, 3 * 200);
        assert_eq!((product.figures.pieces, product.figures.income_minor), (3, income));
        assert_eq!((product.cost.minor, product.figures.planned_minutes), (cost, minutes));
        assert_eq!(product.hourly.map(|hourly| hourly.minor), Some((income - cost) * 60 / minutes));
        let [(id, ..)] = product.materials.as_slice() else { panic!("{:?}", product.materials) };
        let wood = &product.figures.materials[id];
        assert_eq!((wood.planned, wood.used.amount, wood.used.uncosted), (3_000, 3_000, 0));
        assert_eq!(wood.yield_permille(), Some(1_000));
        // Two boxes for the sixth day, done on the fifth; one for the tenth, done on the fourteenth.
        let kept = page.punctuality;
        assert_eq!((kept.kept, kept.broken, kept.worst_days, kept.late_days), (1, 1, 4, 4));
        assert_eq!(product.punctuality, kept);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_pays_less_than_the_shop_has_decided_is_marked() {
    on_each(async |bed| {
        fill(&bed.svc, 9).await;
        let coordinator = bed.coordinator(WOOD).await;
        made(bed, &coordinator, 1, (0, 5)).await;
        let set = async |floor| studio::set_hourly_floor(&bed.svc, &coordinator, WOOD, floor).await.unwrap();
        let below = async || {
            let page = studio::efficiency(&bed.svc, &coordinator, WOOD).await.unwrap();
            (page.floor.map(|floor| floor.minor), page.products[0].below_floor)
        };
        assert_eq!(below().await, (None, false), "nothing was decided");
        // 450 dirhams for 200 minutes, and the wood has no known price: 135 dirhams an hour.
        for (floor, minor, marked) in [("135", 13_500, false), ("135,01", 13_501, true)] {
            assert!(set(floor).await);
            assert_eq!(below().await, (Some(minor), marked));
        }
        for wrong in ["0", "-3", "a lot", "1000,01"] {
            assert!(!set(wrong).await, "{wrong}");
        }
        assert_eq!(below().await.0, Some(13_501), "nothing was half done");
        assert!(set(" ").await);
        assert_eq!(below().await, (None, false));
    })
    .await;
}
