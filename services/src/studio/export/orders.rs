//! What is sold and what is bought.

use super::{Cell, Word, known, limit, text};
use crate::Error;
use domain::time::{Day, Timestamp};
use store::{CoordinatorScope, Reader};

type Rows = Result<Vec<Vec<Cell>>, Error>;

pub(super) async fn orders(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let rows = reader.shop_orders(scope, limit()).await?;
    let row = |order: store::order::ShopOrderSummary| {
        vec![
            Cell::Whole(order.number),
            Cell::Word(Word::Order(order.state)),
            Cell::At(Timestamp(order.placed_ms)),
            Cell::Day(Day(order.ready_day)),
            Cell::Said(order.product),
            Cell::Whole(order.pieces),
            text(order.name),
            text(order.city),
            Cell::Money(order.total.minor),
        ]
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn products(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let rows = reader.shop_products(scope, None, limit()).await?;
    let row = |product: store::product_draft::ShopProduct| {
        vec![
            Cell::Said(product.name),
            text(product.slug),
            Cell::Word(Word::Product(product.state)),
            Cell::Whole(i64::from(product.version)),
            Cell::Money(product.from_price.minor),
        ]
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn purchases(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let (materials, suppliers) = (reader.materials(scope).await?, reader.suppliers(scope).await?);
    let mut rows = Vec::new();
    for purchase in reader.purchases(scope, limit()).await? {
        let supplier = suppliers.iter().find(|known| Some(known.id) == purchase.supplier);
        for line in &purchase.lines {
            let Some(material) = materials.iter().find(|known| known.id == line.material) else { continue };
            let amount = |amount| Cell::Amount(amount, material.unit);
            rows.push(vec![
                Cell::Whole(purchase.number),
                Cell::Word(Word::Purchase(purchase.state)),
                known(supplier, |supplier| text(supplier.name.clone())),
                known(purchase.ordered, Cell::At),
                Cell::Said(material.name.clone()),
                amount(line.ordered),
                amount(line.received),
                amount(if purchase.state.is_open() { line.open() } else { 0 }),
                amount(line.dropped),
                Cell::Unit(material.unit),
                Cell::Day(line.day),
                known(line.price_minor, Cell::Money),
            ]);
        }
    }
    Ok(rows)
}

pub(super) async fn suppliers(reader: &mut Reader, scope: &CoordinatorScope) -> Rows {
    let materials = reader.materials(scope).await?;
    let mut rows = Vec::new();
    for supplier in reader.suppliers(scope).await? {
        let own = |[material, price, amount, unit]: [Cell; 4]| {
            vec![
                text(supplier.name.clone()),
                text(supplier.phone.clone()),
                known(supplier.usual_days, |days| Cell::Whole(i64::from(days))),
                material,
                price,
                amount,
                unit,
                text(supplier.note.clone()),
            ]
        };
        if supplier.offers.is_empty() {
            rows.push(own([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]));
        }
        for offer in &supplier.offers {
            let Some(material) = materials.iter().find(|known| known.id == offer.material) else { continue };
            let amount = Cell::Amount(offer.per, material.unit);
            let price = known(offer.price_minor, Cell::Money);
            rows.push(own([Cell::Said(material.name.clone()), price, amount, Cell::Unit(material.unit)]));
        }
    }
    Ok(rows)
}
