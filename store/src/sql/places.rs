//! Places, and what lies there.

use super::{Connection, Db};
use crate::ShopScope;
use crate::materials::NewMovement;
use crate::places::PlaceDifference;
use domain::id::{MaterialId, MovementId, PlaceId};
use uuid::Uuid;

pub(crate) async fn places(c: &mut Connection, scope: &ShopScope) -> Result<Vec<(PlaceId, String)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, String)>("SELECT id, name FROM places WHERE shop_id = $1 ORDER BY name, id")
        .bind(scope.shop().0)
        .fetch_all(c)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (PlaceId(id), name)).collect())
}

pub(crate) async fn place_levels(
    c: &mut Connection,
    scope: &ShopScope,
) -> Result<Vec<(PlaceId, MaterialId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT l.place_id, l.material_id, l.on_hand FROM place_levels l JOIN places p ON p.id = l.place_id \
         WHERE p.shop_id = $1 AND l.on_hand > 0 ORDER BY p.name, l.place_id, l.material_id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(place, material, on_hand)| (PlaceId(place), MaterialId(material), on_hand)).collect())
}

pub(crate) async fn place_differences(c: &mut Connection) -> Result<Vec<PlaceDifference>, sqlx::Error> {
    let places = sqlx::query_as::<Db, (Uuid, Uuid, i64, i64)>(
        "SELECT place_id, material_id, kept, summed FROM (SELECT place_id, material_id, \
         CAST(sum(kept) AS BIGINT) AS kept, CAST(sum(part) AS BIGINT) AS summed FROM (\
         SELECT place_id, material_id, on_hand AS kept, 0 AS part FROM place_levels UNION ALL \
         SELECT p.place_id, v.material_id, 0, p.amount FROM place_movements p \
         JOIN stock_movements v ON v.id = p.movement_id) AS parts GROUP BY place_id, material_id) AS t \
         WHERE kept <> summed ORDER BY place_id, material_id",
    )
    .fetch_all(&mut *c)
    .await?;
    let materials = sqlx::query_as::<Db, (Uuid, i64, i64)>(
        "SELECT material_id, on_hand, in_places FROM (SELECT v.material_id, v.on_hand, \
         CAST(sum(l.on_hand) AS BIGINT) AS in_places FROM material_levels v \
         JOIN place_levels l ON l.material_id = v.material_id GROUP BY v.material_id, v.on_hand) AS t \
         WHERE in_places > on_hand ORDER BY material_id",
    )
    .fetch_all(c)
    .await?;
    let places = places.into_iter().map(|(place, material, kept, summed)| PlaceDifference::Place {
        place: PlaceId(place),
        material: MaterialId(material),
        kept,
        summed,
    });
    let materials = materials.into_iter().map(|(material, on_hand, in_places)| PlaceDifference::Material {
        material: MaterialId(material),
        on_hand,
        in_places,
    });
    Ok(places.chain(materials).collect())
}

pub(crate) async fn add_place(
    c: &mut Connection,
    scope: &ShopScope,
    place: PlaceId,
    name: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("INSERT INTO places (id, shop_id, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
        .bind(place.0)
        .bind(scope.shop().0)
        .bind(name)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn put_in_place(
    c: &mut Connection,
    scope: &ShopScope,
    place: PlaceId,
    (movement, material): (MovementId, MaterialId),
    amount: i64,
) -> Result<bool, sqlx::Error> {
    let known = sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM places WHERE id = $1 AND shop_id = $2")
        .bind(place.0)
        .bind(scope.shop().0)
        .fetch_one(&mut *c)
        .await?;
    if known == 0 {
        return Ok(false);
    }
    write_part(c, movement, material, place.0, amount).await?;
    Ok(true)
}

/// Takes from the places what has just left the shelf, on which `on_hand` is left: what lies in the workshop goes first, then
/// what lies in places, by their names. The level's row is held, so that nobody else takes meanwhile.
pub(super) async fn deplete(c: &mut Connection, movement: &NewMovement, on_hand: i64) -> Result<(), sqlx::Error> {
    let places = sqlx::query_as::<Db, (Uuid, i64)>(
        "SELECT l.place_id, l.on_hand FROM place_levels l JOIN places p ON p.id = l.place_id \
         WHERE l.material_id = $1 AND l.on_hand > 0 ORDER BY p.name, p.id",
    )
    .bind(movement.material.0)
    .fetch_all(&mut *c)
    .await?;
    let in_places = places.iter().fold(0_i64, |sum, (_, there)| sum.saturating_add(*there));
    let mut gone = in_places.saturating_sub(on_hand);
    for (place, there) in places {
        let part = gone.min(there);
        if part <= 0 {
            break;
        }
        write_part(&mut *c, movement.id, movement.material, place, -part).await?;
        gone -= part;
    }
    Ok(())
}

async fn write_part(
    c: &mut Connection,
    movement: MovementId,
    material: MaterialId,
    place: Uuid,
    amount: i64,
) -> Result<(), sqlx::Error> {
    let changed =
        sqlx::query::<Db>("UPDATE place_levels SET on_hand = on_hand + $3 WHERE place_id = $1 AND material_id = $2")
            .bind(place)
            .bind(material.0)
            .bind(amount)
            .execute(&mut *c)
            .await?;
    if changed.rows_affected() == 0 {
        sqlx::query::<Db>("INSERT INTO place_levels (place_id, material_id, on_hand) VALUES ($1, $2, $3)")
            .bind(place)
            .bind(material.0)
            .bind(amount)
            .execute(&mut *c)
            .await?;
    }
    sqlx::query::<Db>("INSERT INTO place_movements (movement_id, place_id, amount) VALUES ($1, $2, $3)")
        .bind(movement.0)
        .bind(place)
        .bind(amount)
        .execute(c)
        .await
        .map(drop)
}
