//! Whatever shops and shoppers do, levels are the sums of the ledger.

use crate::bed::{Bed, on_each};
use crate::market::{NOON, WOOD, buys, fill, received, restock};
use domain::order::Step;
use services::place_order::PlaceProblem;
use services::studio::{AmountProblem, Receipt};
use services::{Actor, doctor, studio, sweep};

/// Numbers from a seed (SplitMix64), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

async fn act(bed: &Bed, coordinator: &Actor, dice: &mut Dice, hour: i64) {
    match dice.roll(10) {
        0..3 => {
            let style = if dice.roll(2) == 0 { "plain" } else { "rich" };
            let quantity = 1 + u32::try_from(dice.roll(4)).unwrap();
            let bought = buys(&bed.svc, &bed.visitor().await, "box", style, quantity).await;
            assert!(matches!(bought, Ok(_) | Err(PlaceProblem::Shortage(_))), "{bought:?}");
        }
        3..7 => {
            let listed = studio::orders(&bed.svc, coordinator, WOOD).await.unwrap();
            let Some(at) = usize::try_from(dice.roll(listed.len().max(1) as u64)).ok().filter(|at| *at < listed.len())
            else {
                return;
            };
            let step = Step::ALL[usize::try_from(dice.roll(6)).unwrap()];
            let _not_now = studio::advance(&bed.svc, coordinator, WOOD, listed[at].id, step).await.unwrap();
        }
        7 => {
            let amount = format!("{} g", 1 + dice.roll(3));
            let best_before = if dice.roll(2) == 0 { String::new() } else { format!("2027-0{}-01", 2 + dice.roll(8)) };
            let price = if dice.roll(3) == 0 { String::new() } else { format!("{}", dice.roll(100)) };
            let receipt = Receipt { best_before, price, ..received(&amount) };
            studio::record_receipt(&bed.svc, coordinator, WOOD, "wood", &receipt).await.unwrap().unwrap();
        }
        8 if dice.roll(2) == 0 => {
            let lots = studio::material(&bed.svc, coordinator, WOOD, "wood").await.unwrap().unwrap().lots;
            let Some(lot) = lots.get(usize::try_from(dice.roll(5)).unwrap()) else { return };
            let counted = format!("{} g", dice.roll(4));
            let counted = studio::record_lot_count(&bed.svc, coordinator, WOOD, "wood", lot.id, [&counted, "count"])
                .await
                .unwrap();
            assert!(matches!(counted, Ok(()) | Err(AmountProblem::BelowPromised { .. })), "{counted:?}");
        }
        8 => {
            let counted = format!("{} g", dice.roll(12));
            let counted =
                studio::record_stocktake(&bed.svc, coordinator, WOOD, "wood", &counted, "count").await.unwrap();
            assert!(matches!(counted, Ok(()) | Err(AmountProblem::BelowPromised { .. })), "{counted:?}");
        }
        _ => {
            bed.set_time(NOON + hour * 3_600_000);
            sweep::sweep_unconfirmed(&bed.svc).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn levels_are_the_sums_of_the_ledger_after_anything_that_can_happen() {
    anything_happens(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_they_are_where_orders_wait_for_material() {
    anything_happens(true).await;
}

async fn anything_happens(waiting: bool) {
    on_each(async |bed| {
        fill(&bed.svc, 6).await;
        let coordinator = bed.coordinator(WOOD).await;
        if waiting {
            restock(&bed.svc, &coordinator, WOOD, "wood").await;
        }
        let mut dice = Dice(20_270_115);
        for hour in 0..250 {
            act(bed, &coordinator, &mut dice, hour).await;
            if hour % 10 == 0 {
                assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), [], "after {hour} steps");
                assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), [], "after {hour} steps");
            }
        }
        assert_eq!(doctor::lot_differences(bed.svc.store()).await.unwrap(), []);
        assert_eq!(doctor::level_differences(bed.svc.store()).await.unwrap(), []);
        let open: i64 = allocated_to_open_orders(bed, &coordinator).await;
        let page = studio::material(&bed.svc, &coordinator, WOOD, "wood").await.unwrap().unwrap();
        assert!(page.in_no_lot >= 0);
        // Where orders wait, few begin: what was on the shelf at first is enough for them.
        assert!(waiting || page.lots.iter().any(|lot| lot.remaining < lot.received));
        let in_lots: i64 = page.lots.iter().map(|lot| lot.remaining).sum();
        assert_eq!(page.in_no_lot + in_lots, page.row.on_hand, "what is in lots and in none is what is there");
        assert!(page.cost.is_none_or(|cost| (0..=page.row.on_hand).contains(&cost.costed) && cost.total.minor >= 0));
        let wood = page.row;
        assert_eq!(wood.allocated, open, "what is allocated is what open orders take");
        assert!(wood.available >= 0 && wood.reserved == 0);
        let shop = bed.svc.store().read().await.unwrap().shop(WOOD).await.unwrap().unwrap().id;
        let waits = bed.svc.store().read().await.unwrap().waiting(shop).await.unwrap();
        assert!(waits.is_empty() || wood.available == 0, "nobody waits for what is there");
        assert_eq!(waits.is_empty(), !waiting, "{waits:?}");
    })
    .await;
}

async fn allocated_to_open_orders(bed: &Bed, coordinator: &Actor) -> i64 {
    let mut sum = 0;
    for row in studio::orders(&bed.svc, coordinator, WOOD).await.unwrap() {
        let sheet = studio::order(&bed.svc, coordinator, WOOD, row.id).await.unwrap().unwrap();
        if sheet.next_steps.contains(&Step::Cancel) {
            let taken = sheet.lines.iter().flat_map(|line| &line.materials);
            sum += taken.filter(|taken| taken.name.en == "wood").map(|taken| taken.amount - taken.to_come).sum::<i64>();
        }
    }
    sum
}
