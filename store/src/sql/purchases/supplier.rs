//! From whom a shop buys.

use super::super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::purchases::SupplierRow;
use domain::id::{MaterialId, SupplierId};
use domain::purchases::Offer;
use uuid::Uuid;

pub(crate) async fn suppliers(c: &mut Connection, scope: &ShopScope) -> Result<Vec<SupplierRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, String, String, String, Option<i64>)>(
        "SELECT id, name, phone, note, usual_days FROM suppliers WHERE shop_id = $1 ORDER BY name, id",
    )
    .bind(scope.shop().0)
    .fetch_all(&mut *c)
    .await?;
    let offers = sqlx::query_as::<Db, (Uuid, Uuid, Option<i64>, i64)>(
        "SELECT o.supplier_id, o.material_id, o.price_minor, o.price_amount FROM supplier_materials o \
         JOIN suppliers s ON s.id = o.supplier_id WHERE s.shop_id = $1 ORDER BY o.supplier_id, o.material_id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    let supplier = |(id, name, phone, note, days): (Uuid, String, String, String, Option<i64>)| {
        let days = days.map(|days| u16::try_from(days).map_err(|_| inconsistent("suppliers", "usual_days", id)));
        let own = offers.iter().filter(|(supplier, ..)| *supplier == id);
        let offer = |(_, material, price_minor, per): &(Uuid, Uuid, Option<i64>, i64)| Offer {
            material: MaterialId(*material),
            price_minor: *price_minor,
            per: *per,
        };
        let offers = own.map(offer).collect();
        Ok(SupplierRow { id: SupplierId(id), name, phone, note, usual_days: days.transpose()?, offers })
    };
    rows.into_iter().map(supplier).collect()
}

pub(crate) async fn put_supplier(
    c: &mut Connection,
    scope: &ShopScope,
    supplier: &SupplierRow,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO suppliers (id, shop_id, name, phone, note, usual_days) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone, note = excluded.note, \
         usual_days = excluded.usual_days WHERE suppliers.shop_id = excluded.shop_id",
    )
    .bind(supplier.id.0)
    .bind(scope.shop().0)
    .bind(&supplier.name)
    .bind(&supplier.phone)
    .bind(&supplier.note)
    .bind(supplier.usual_days.map(i64::from))
    .execute(&mut *c)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(false);
    }
    sqlx::query::<Db>("DELETE FROM supplier_materials WHERE supplier_id = $1")
        .bind(supplier.id.0)
        .execute(&mut *c)
        .await?;
    let mut own = true;
    for offer in &supplier.offers {
        let done = sqlx::query::<Db>(
            "INSERT INTO supplier_materials (supplier_id, material_id, price_minor, price_amount) \
             SELECT $1, id, $3, $4 FROM materials WHERE id = $2 AND shop_id = $5",
        )
        .bind(supplier.id.0)
        .bind(offer.material.0)
        .bind(offer.price_minor)
        .bind(offer.per)
        .bind(scope.shop().0)
        .execute(&mut *c)
        .await?;
        own &= done.rows_affected() == 1;
    }
    Ok(own)
}
