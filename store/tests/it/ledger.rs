//! The ledger cannot be rewritten, by whatever program, and a level is what it adds up to.

use crate::catalog::{id, said, shop_id};
use crate::materials::{movement, scope, wood};
use domain::id::{LotId, MovementId};
use domain::materials::{Level, MaterialTerms, MovementKind, Valuation};
use domain::quantity::Unit;
use sqlx::{Connection, PgConnection, SqliteConnection};
use store::lots::LotRow;
use store::materials::{NewMaterial, NewMovement};
use store::testing::{Place, on_each, postgres, sqlite};
use store::{ShopScope, Store};

const REWRITES: [(&str, &str); 4] = [
    ("UPDATE stock_movements SET amount = amount", "stock_movements_append_only"),
    ("DELETE FROM stock_movements", "stock_movements_append_only"),
    ("UPDATE lot_movements SET amount = amount", "lot_movements_append_only"),
    ("DELETE FROM lot_movements", "lot_movements_append_only"),
];

async fn filled(place: &Place) {
    let store = place.open().await;
    crate::catalog::story(&store).await;
    crate::people::story(&store).await;
    crate::materials::story(&store).await;
    crate::lots::fill(&store).await;
    store.close().await;
}

#[tokio::test]
async fn the_ledger_is_append_only_on_both_engines() {
    let (one, other) = (sqlite(), postgres().await);
    filled(&one).await;
    filled(&other).await;
    let mut c = SqliteConnection::connect(&one.url).await.unwrap();
    for (sql, name) in REWRITES {
        let refused = sqlx::query(sql).execute(&mut c).await.unwrap_err().to_string();
        assert!(refused.contains(name), "{sql}: {refused}");
    }
    c.close().await.unwrap();
    let mut c = PgConnection::connect(&other.url).await.unwrap();
    let emptied =
        [("TRUNCATE stock_movements CASCADE", "_append_only"), ("TRUNCATE lot_movements", "lot_movements_append_only")];
    for (sql, name) in REWRITES.into_iter().chain(emptied) {
        let refused = sqlx::query(sql).execute(&mut c).await.unwrap_err().to_string();
        assert!(refused.contains(name), "{sql}: {refused}");
    }
    c.close().await.unwrap();
    one.remove().await;
    other.remove().await;
}

/// Numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn amount(&mut self) -> i64 {
        let amount = i64::try_from(self.roll(40)).unwrap();
        if self.roll(4) == 0 { -amount } else { amount }
    }
}

async fn level(store: &Store, scope: &ShopScope) -> Level {
    store.read().await.unwrap().material(scope, "wood").await.unwrap().unwrap().level
}

async fn moves(store: &Store, number: u128, kind: MovementKind, amount: i64) -> bool {
    let movement = NewMovement { id: MovementId(id(50_000 + number)), ..movement(number, kind, amount) };
    store.write(async |tx| tx.move_stock(&movement).await).await.unwrap()
}

/// A store with wood in the first shop, of which nothing is there.
async fn with_wood(store: &Store) -> ShopScope {
    crate::catalog::story(store).await;
    crate::people::story(store).await;
    let wood = NewMaterial {
        id: wood(),
        shop: shop_id(1),
        slug: "wood".into(),
        unit: Unit::Milligram,
        name: said("Wood"),
        origin: said("o"),
        terms: MaterialTerms::default(),
    };
    store.write(async |tx| tx.put_material(&wood).await).await.unwrap();
    *scope(store).await
}

#[tokio::test]
async fn any_sequence_of_movements_leaves_the_level_that_the_core_says() {
    on_each(async |store| {
        let scope = with_wood(store).await;
        let (mut dice, mut want, mut taken, mut refused) = (Dice(31), Level::default(), [0_u32; 10], 0);
        for number in 0..600 {
            let at = usize::try_from(dice.roll(10)).unwrap();
            let (kind, amount) = (MovementKind::ALL[at], dice.amount());
            let next = kind.change(amount).and_then(|change| want.apply(change).ok());
            let before = want;
            assert_eq!(moves(store, number, kind, amount).await, next.is_some(), "{kind:?} {amount} at {want:?}");
            want = next.unwrap_or(want);
            assert_eq!(level(store, &scope).await, want, "{kind:?} {amount}");
            assert!(want.reserved + want.allocated <= want.on_hand, "what is promised is covered");
            if next.is_some() {
                taken[at] += 1;
                let consumed = if kind == MovementKind::Consumption { amount } else { 0 };
                assert!(consumed <= before.allocated, "{consumed} of {before:?} was promised to nobody");
            } else {
                refused += 1;
            }
            if number % 50 == 0 {
                assert_eq!(store.read().await.unwrap().level_differences().await.unwrap(), []);
            }
        }
        assert_eq!(store.read().await.unwrap().level_differences().await.unwrap(), []);
        assert!(taken.iter().all(|count| *count > 0) && refused > 100, "{taken:?}, {refused} refused");
    })
    .await;
}

#[tokio::test]
async fn what_lies_on_the_shelf_costs_what_the_ledger_says_without_reading_it() {
    let place = sqlite();
    let store = place.open().await;
    let scope = with_wood(&store).await;
    let mut dice = Dice(5);
    for number in 0..240_u128 {
        let amount = i64::try_from(1 + dice.roll(90)).unwrap();
        let moved =
            |kind, amount| NewMovement { id: MovementId(id(50_000 + number)), ..movement(number, kind, amount) };
        if dice.roll(3) == 0 {
            let price_minor = (dice.roll(4) > 0).then(|| i64::try_from(dice.roll(50_000)).unwrap());
            let lot = lot(number, amount, price_minor);
            let receipt = moved(MovementKind::Receipt, amount);
            let received = store.write(async |tx| -> Result<bool, store::Error> {
                tx.add_lot(&lot).await?;
                tx.move_lot(&receipt, lot.id).await
            });
            assert!(received.await.unwrap());
        } else {
            let taken = moved(MovementKind::Adjustment, -amount);
            store.write(async |tx| tx.move_stock(&taken).await).await.unwrap();
        }
        // As a database of an earlier build, which kept no cost.
        if number == 120 {
            let mut c = SqliteConnection::connect(&place.url).await.unwrap();
            sqlx::query("UPDATE material_levels SET costed = NULL, cost_minor = NULL").execute(&mut c).await.unwrap();
            c.close().await.unwrap();
        }
        let mut reader = store.read().await.unwrap();
        let ledger = reader.priced_movements(wood()).await.unwrap();
        let kept = reader.valuation(wood()).await.unwrap();
        assert_eq!(kept, Valuation::of(ledger).unwrap(), "after movement {number}");
        assert_eq!(kept.on_hand, level(&store, &scope).await.on_hand);
    }
    store.close().await;
    place.remove().await;
}

fn lot(number: u128, received: i64, price_minor: Option<i64>) -> LotRow {
    LotRow {
        id: LotId(id(60_000 + number)),
        material: wood(),
        supplier: String::new(),
        certificate: String::new(),
        day: 100,
        best_before: None,
        price_minor,
        received,
        remaining: 0,
        picture: None,
    }
}

#[tokio::test]
async fn what_is_allocated_and_released_is_as_if_nothing_had_been() {
    on_each(async |store| {
        let (scope, mut dice) = (with_wood(store).await, Dice(7));
        assert!(
            moves(store, 0, MovementKind::Receipt, 1_000).await && moves(store, 1, MovementKind::Allocation, 40).await
        );
        for number in 1..60 {
            let (before, amount) = (level(store, &scope).await, i64::try_from(1 + dice.roll(1_200)).unwrap());
            let allocated = moves(store, number * 2, MovementKind::Allocation, amount).await;
            assert_eq!(allocated, amount <= before.available(), "{amount} of {before:?}");
            // What was not promised cannot be given back: it would be somebody else's.
            let released = moves(store, number * 2 + 1, MovementKind::Release, amount).await;
            assert_eq!(released, allocated || amount <= before.allocated);
            if allocated {
                assert_eq!(level(store, &scope).await, before);
            } else if released {
                assert!(moves(store, 10_000 + number, MovementKind::Allocation, amount).await);
            }
        }
        assert_eq!(level(store, &scope).await.allocated, 40);
    })
    .await;
}

#[tokio::test]
async fn an_amount_that_no_shelf_can_hold_changes_nothing() {
    on_each(async |store| {
        let scope = with_wood(store).await;
        assert!(moves(store, 0, MovementKind::Receipt, 1_000).await);
        let before = level(store, &scope).await;
        for (number, kind) in (1..).zip(MovementKind::ALL) {
            for (part, amount) in [i64::MAX, i64::MAX - 1, i64::MIN, -i64::MAX].into_iter().enumerate() {
                let number = number * 10 + part as u128;
                let movement = NewMovement { id: MovementId(id(60_000 + number)), ..movement(number, kind, amount) };
                let done = store.write(async |tx| tx.move_stock(&movement).await).await;
                assert!(!matches!(done, Ok(true)), "{kind:?} {amount}");
                assert_eq!(level(store, &scope).await, before, "{kind:?} {amount}");
            }
        }
        assert_eq!(store.read().await.unwrap().level_differences().await.unwrap(), []);
    })
    .await;
}
