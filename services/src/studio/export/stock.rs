//! What lies on the shelf, what moved, and what is to come.

use super::{Cell, MOST_ROWS, Word, known, limit, text};
use crate::Error;
use domain::time::{Day, Timestamp};
use store::materials::MaterialRow;
use store::{CoordinatorScope, Reader};

type Rows = Result<Vec<Vec<Cell>>, Error>;

pub(super) async fn materials(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let row = |material: MaterialRow| {
        let amount = |amount| Cell::Amount(amount, material.unit);
        vec![
            Cell::Said(material.name.clone()),
            text(material.slug.clone()),
            Cell::Said(material.origin.clone()),
            amount(material.level.on_hand),
            amount(material.level.allocated),
            amount(material.level.available()),
            amount(material.terms.threshold),
            Cell::Unit(material.unit),
        ]
    };
    Ok(reader.materials(scope).await?.into_iter().map(row).collect())
}

/// How many rows may still be asked for.
fn left(rows: &[Vec<Cell>]) -> i64 {
    i64::try_from(MOST_ROWS.saturating_sub(rows.len())).unwrap_or(i64::MAX)
}

pub(super) async fn movements(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let mut rows = Vec::new();
    for material in reader.materials(scope).await? {
        for moved in reader.movements(scope, material.id, left(&rows)).await? {
            rows.push(vec![
                Cell::Said(material.name.clone()),
                Cell::At(Timestamp(moved.at_ms)),
                Cell::Word(Word::Movement(moved.kind)),
                Cell::Amount(moved.amount, material.unit),
                Cell::Unit(material.unit),
                text(moved.reason),
                known(moved.order, |(_, number)| Cell::Whole(number)),
            ]);
        }
    }
    Ok(rows)
}

pub(super) async fn lots(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let mut rows = Vec::new();
    for material in reader.materials(scope).await? {
        for lot in reader.lots(scope, material.id, left(&rows)).await? {
            rows.push(vec![
                Cell::Said(material.name.clone()),
                Cell::Day(Day(lot.day)),
                text(lot.supplier),
                Cell::Amount(lot.received, material.unit),
                Cell::Amount(lot.remaining, material.unit),
                Cell::Unit(material.unit),
                known(lot.price_minor, Cell::Money),
                known(lot.best_before, |day| Cell::Day(Day(day))),
                text(lot.certificate),
            ]);
        }
    }
    Ok(rows)
}

pub(super) async fn expected(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let materials = reader.materials(scope).await?;
    let arrivals = reader.expected_arrivals(scope.shop()).await?;
    let row = |arrival: store::materials::ExpectedArrival| {
        let material = materials.iter().find(|known| known.id == arrival.material)?;
        Some(vec![
            Cell::Said(material.name.clone()),
            Cell::Day(Day(arrival.day)),
            Cell::Amount(arrival.amount, material.unit),
            Cell::Unit(material.unit),
            known(arrival.purchase, |(_, number)| Cell::Whole(number)),
            text(arrival.note),
        ])
    };
    Ok(arrivals.into_iter().filter_map(row).collect())
}

pub(super) async fn stocktakes(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let materials = reader.materials(scope).await?;
    let row = |(at_ms, line): (i64, store::stocktake::StocktakeLine)| {
        let material = materials.iter().find(|known| known.id == line.material)?;
        Some(vec![
            Cell::At(Timestamp(at_ms)),
            Cell::Said(material.name.clone()),
            Cell::Amount(line.counted, material.unit),
            Cell::Amount(line.difference, material.unit),
            Cell::Unit(material.unit),
            known(line.explained, |(reason, _)| Cell::Word(Word::Count(reason))),
        ])
    };
    Ok(reader.stocktake_lines(scope, limit()).await?.into_iter().filter_map(row).collect())
}
