//! Orders that nobody confirms.

use crate::bed::on_each;
use crate::market::{NOON, WOOD, WOOD_PER_BOX, buys, fill};
use domain::order::{ShopOrderState, Step};
use services::sweep::{CONFIRM_WITHIN_MS, sweep_unconfirmed};
use services::{doctor, studio};

#[tokio::test(flavor = "multi_thread")]
async fn an_unconfirmed_order_is_cancelled_after_72_hours_and_gives_its_material_back() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        for _ in 0..3 {
            let visitor = bed.visitor().await;
            buys(&bed.svc, &visitor, "box", "plain", 1).await.unwrap();
        }
        let coordinator = bed.coordinator(WOOD).await;
        let listed = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap();
        studio::advance(&bed.svc, &coordinator, WOOD, listed[0].id, Step::Confirm).await.unwrap().unwrap();

        bed.set_time(NOON + CONFIRM_WITHIN_MS);
        assert_eq!(sweep_unconfirmed(&bed.svc).await.unwrap(), 0);
        bed.set_time(NOON + CONFIRM_WITHIN_MS + 1);
        let (one, two) = tokio::join!(sweep_unconfirmed(&bed.svc), sweep_unconfirmed(&bed.svc));
        assert_eq!(one.unwrap() + two.unwrap(), 2, "two sweepers do not do the same twice");
        assert_eq!(sweep_unconfirmed(&bed.svc).await.unwrap(), 0);

        let listed = studio::orders(&bed.svc, &coordinator, WOOD).await.unwrap();
        let states: Vec<_> = listed.iter().map(|row| row.state).collect();
        assert_eq!(states, [ShopOrderState::Confirmed, ShopOrderState::Cancelled, ShopOrderState::Cancelled]);
        let wood = studio::material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap().row;
        assert_eq!((wood.on_hand, wood.allocated), (5 * WOOD_PER_BOX, WOOD_PER_BOX));
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
        let contact = studio::order(&bed.svc, &coordinator, WOOD, listed[2].id).await.unwrap().unwrap().contact;
        assert_eq!((contact.phone, contact.address), (None, None));
    })
    .await;
}
