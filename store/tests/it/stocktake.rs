//! Counts of the whole shelf. Runs after the story of lots.

use crate::catalog::id;
use crate::materials::scope;
use domain::id::{MaterialId, MovementId, StocktakeId};
use domain::materials::{CountReason, MovementKind};
use store::materials::NewMovement;
use store::stocktake::{NewStocktake, StocktakeLine};
use store::{Error, Store};

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    let (oil, wood) = (MaterialId(id(2_050)), crate::materials::wood());
    let head = NewStocktake { id: StocktakeId(id(2_500)), at_ms: 9, person: None };
    let movement = MovementId(id(2_501));
    let lost =
        NewMovement { id: movement, material: oil, ..crate::materials::movement(1, MovementKind::Adjustment, -2) };
    let explained = Some((CountReason::Lost, movement));
    let lines = [
        StocktakeLine { material: wood, counted: 70, difference: 0, explained: None },
        StocktakeLine { material: oil, counted: 15, difference: -2, explained },
    ];
    let done = store.write(async |tx| -> Result<_, Error> {
        let added = [tx.add_stocktake(&scope, &head).await?, tx.add_stocktake(&scope, &head).await?];
        assert!(tx.move_stock(&lost).await?);
        for line in &lines {
            tx.add_stocktake_line(head.id, line).await?;
        }
        Ok(added)
    });
    assert_eq!(done.await.unwrap(), [true, false]);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.stocktake(&scope, head.id).await.unwrap(), Some(lines.to_vec()));
    assert_eq!(reader.stocktake(&scope, StocktakeId(id(2_599))).await.unwrap(), None);
    let dated: Vec<_> = reader.stocktake_lines(&scope, 9).await.unwrap();
    assert_eq!(dated, lines.map(|line| (9, line)));
    assert_eq!(reader.stocktake_lines(&scope, 1).await.unwrap().len(), 1);
    let counted = reader.movements(&scope, oil, 99).await.unwrap();
    let counted: Vec<_> = counted.iter().filter_map(|row| Some((row.id, row.why?))).collect();
    assert_eq!(counted, [(movement, CountReason::Lost)]);
    assert!(reader.movements(&scope, wood, 9).await.unwrap().iter().all(|row| row.why.is_none()));
    let silent = StocktakeLine { material: oil, counted: 1, difference: -1, explained: None };
    let other = NewStocktake { id: StocktakeId(id(2_502)), ..head };
    let refused = store.write(async |tx| {
        tx.add_stocktake(&scope, &other).await?;
        tx.add_stocktake_line(other.id, &silent).await
    });
    assert!(
        matches!(refused.await, Err(Error::Conflict { constraint }) if constraint == "stocktake_lines_difference_explained")
    );
}
