//! Uploaded pictures.

mod avif;

pub(crate) use avif::*;

use super::{Connection, Db};
use crate::error::inconsistent;
use crate::pictures::{PictureOwner, PictureRow, ShelfLevel};
use domain::id::{ProductId, ShopId};
use domain::picture::{Focus, Ground};
use uuid::Uuid;

/// A picture as it is kept.
#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: String,
    width_px: i64,
    height_px: i64,
    original_bytes: i64,
    stored_bytes: i64,
    mean_rgb: i64,
    created_ms: i64,
    focus_x_permille: i64,
    focus_y_permille: i64,
    ground: String,
    avif: String,
}

pub(crate) fn read_picture(row: Row) -> Result<PictureRow, sqlx::Error> {
    let number = |column, value: i64| u32::try_from(value).map_err(|_| inconsistent("pictures", column, &row.id));
    let focus = |column, value| Focus::permille(value).ok_or_else(|| inconsistent("pictures", column, &row.id));
    Ok(PictureRow {
        width: number("width_px", row.width_px)?,
        height: number("height_px", row.height_px)?,
        mean_rgb: number("mean_rgb", row.mean_rgb)?,
        original_bytes: row.original_bytes,
        stored_bytes: row.stored_bytes,
        created_ms: row.created_ms,
        focus: Focus {
            x: focus("focus_x_permille", row.focus_x_permille)?,
            y: focus("focus_y_permille", row.focus_y_permille)?,
        },
        has_avif: row.avif == "made",
        ground: match row.ground.as_str() {
            "" => None,
            text => Some(Ground::from_text(text).ok_or_else(|| inconsistent("pictures", "ground", &row.id))?),
        },
        id: row.id,
    })
}

pub(crate) async fn pictures(
    c: &mut Connection,
    owner: &PictureOwner,
    limit: i64,
) -> Result<Vec<PictureRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(concat!(
        "SELECT ",
        picture_columns!(""),
        " FROM pictures \
         WHERE shop_id = $1 OR session_id = $2 ORDER BY created_ms DESC, id LIMIT $3"
    ))
    .bind(owner.shop())
    .bind(owner.session())
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_picture).collect()
}

pub(crate) async fn picture_of_original(
    c: &mut Connection,
    owner: &PictureOwner,
    sha256: &[u8],
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar::<Db, String>(
        "SELECT id FROM pictures WHERE (shop_id = $1 OR session_id = $2) AND original_sha256 = $3",
    )
    .bind(owner.shop())
    .bind(owner.session())
    .bind(sha256)
    .fetch_optional(c)
    .await
}

pub(crate) async fn version_pictures(
    c: &mut Connection,
    product: ProductId,
    version: u32,
) -> Result<Vec<PictureRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(concat!(
        "SELECT ",
        picture_columns!("p."),
        " FROM version_pictures v JOIN pictures p ON p.id = v.picture_id WHERE v.product_id = $1 AND v.version = $2 \
         ORDER BY p.id"
    ))
    .bind(product.0)
    .bind(i64::from(version))
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_picture).collect()
}

pub(crate) async fn catalogue_picture(
    c: &mut Connection,
    shop: ShopId,
    sha256: &[u8],
) -> Result<Option<PictureRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(concat!(
        "SELECT ",
        picture_columns!(""),
        " FROM pictures \
         WHERE shop_id = $1 AND original_sha256 = $2"
    ))
    .bind(shop.0)
    .bind(sha256)
    .fetch_optional(c)
    .await?;
    row.map(read_picture).transpose()
}

pub(crate) async fn visitor_picture(c: &mut Connection, id: &str) -> Result<Option<PictureRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(concat!(
        "SELECT ",
        picture_columns!(""),
        " FROM pictures \
         WHERE id = $1 AND session_id IS NOT NULL"
    ))
    .bind(id)
    .fetch_optional(c)
    .await?;
    row.map(read_picture).transpose()
}

pub(crate) async fn design_pictures(c: &mut Connection, fingerprint: &str) -> Result<Vec<PictureRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(concat!(
        "SELECT ",
        picture_columns!("p."),
        " FROM design_pictures d JOIN pictures p ON p.id = d.picture_id WHERE d.fingerprint = $1 \
         ORDER BY p.created_ms, p.id"
    ))
    .bind(fingerprint)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_picture).collect()
}

pub(crate) async fn keep_design_picture(
    c: &mut Connection,
    fingerprint: &str,
    id: &str,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO design_pictures (fingerprint, picture_id, kept_ms) \
         SELECT $1, id, $3 FROM pictures WHERE id = $2 AND session_id IS NOT NULL \
         ON CONFLICT (fingerprint, picture_id) DO UPDATE SET kept_ms = excluded.kept_ms",
    )
    .bind(fingerprint)
    .bind(id)
    .bind(now_ms)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn release_design_pictures(
    c: &mut Connection,
    before_ms: i64,
    cart_ms: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "DELETE FROM design_pictures WHERE kept_ms < $1 AND NOT EXISTS (SELECT 1 FROM order_lines l \
         WHERE l.fingerprint = design_pictures.fingerprint) AND NOT EXISTS (SELECT 1 FROM cart_lines l \
         JOIN carts c ON c.id = l.cart_id WHERE l.fingerprint = design_pictures.fingerprint \
         AND (c.updated_ms >= $2 OR EXISTS (SELECT 1 FROM sessions s WHERE s.id = c.id AND s.created_ms >= $2)))",
    )
    .bind(before_ms)
    .bind(cart_ms)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn drop_idle_pictures(
    c: &mut Connection,
    before_ms: i64,
    limit: i64,
) -> Result<Vec<PictureRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(concat!(
        "DELETE FROM pictures WHERE id IN (SELECT p.id FROM pictures p WHERE p.session_id IS NOT NULL \
         AND p.created_ms < $1 AND NOT EXISTS (SELECT 1 FROM design_pictures d WHERE d.picture_id = p.id) \
         ORDER BY p.created_ms LIMIT $2) \
         RETURNING ",
        picture_columns!("")
    ))
    .bind(before_ms)
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_picture).collect()
}

pub(crate) async fn drop_oldest_idle_picture(
    c: &mut Connection,
    owner: &PictureOwner,
) -> Result<Option<PictureRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(
        concat!("DELETE FROM pictures WHERE id = (SELECT p.id FROM pictures p WHERE p.session_id = $1 \
         AND NOT EXISTS (SELECT 1 FROM design_pictures d WHERE d.picture_id = p.id) ORDER BY p.created_ms, p.id LIMIT 1) \
         RETURNING ", picture_columns!("")),
    )
    .bind(owner.session())
    .fetch_optional(c)
    .await?;
    row.map(read_picture).transpose()
}

pub(crate) async fn picture_shelf(c: &mut Connection, owner: &PictureOwner) -> Result<ShelfLevel, sqlx::Error> {
    let (pictures, stored_bytes) = sqlx::query_as::<Db, (i64, i64)>(
        "SELECT count(*), CAST(coalesce(sum(stored_bytes), 0) AS BIGINT) FROM pictures \
         WHERE shop_id = $1 OR session_id = $2",
    )
    .bind(owner.shop())
    .bind(owner.session())
    .fetch_one(c)
    .await?;
    Ok(ShelfLevel { pictures, stored_bytes })
}

pub(crate) async fn hold_picture_shelf(c: &mut Connection, owner: &PictureOwner) -> Result<(), sqlx::Error> {
    // Changes nothing, but locks the owner's row: the level that is read next stays true until the commit.
    let (text, id) = match owner {
        PictureOwner::Shop(scope) => ("UPDATE shops SET position = position WHERE id = $1", scope.shop().0),
        PictureOwner::Session(session) => ("UPDATE sessions SET seen_ms = seen_ms WHERE id = $1", *session),
    };
    sqlx::query::<Db>(text).bind(id).execute(c).await.map(drop)
}

pub(crate) async fn add_picture(
    c: &mut Connection,
    owner: &PictureOwner,
    picture: &PictureRow,
    sha256: &[u8],
) -> Result<bool, sqlx::Error> {
    add(c, (owner.shop(), owner.session()), picture, sha256).await
}

pub(crate) async fn add_catalogue_picture(
    c: &mut Connection,
    shop: ShopId,
    picture: &PictureRow,
    sha256: &[u8],
) -> Result<bool, sqlx::Error> {
    add(c, (Some(shop.0), None), picture, sha256).await
}

async fn add(
    c: &mut Connection,
    (shop, session): (Option<Uuid>, Option<Uuid>),
    picture: &PictureRow,
    sha256: &[u8],
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO pictures (id, shop_id, session_id, original_sha256, original_bytes, stored_bytes, width_px, \
         height_px, mean_rgb, created_ms, focus_x_permille, focus_y_permille, ground) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING",
    )
    .bind(&picture.id)
    .bind(shop)
    .bind(session)
    .bind(sha256)
    .bind(picture.original_bytes)
    .bind(picture.stored_bytes)
    .bind(i64::from(picture.width))
    .bind(i64::from(picture.height))
    .bind(i64::from(picture.mean_rgb))
    .bind(picture.created_ms)
    .bind(i64::from(picture.focus.x))
    .bind(i64::from(picture.focus.y))
    .bind(picture.ground.map(Ground::to_text).unwrap_or_default())
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn set_picture_focus(
    c: &mut Connection,
    owner: &PictureOwner,
    id: &str,
    focus: Focus,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE pictures SET focus_x_permille = $4, focus_y_permille = $5 \
         WHERE id = $3 AND (shop_id = $1 OR session_id = $2)",
    )
    .bind(owner.shop())
    .bind(owner.session())
    .bind(id)
    .bind(i64::from(focus.x))
    .bind(i64::from(focus.y))
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn remove_picture(
    c: &mut Connection,
    owner: &PictureOwner,
    id: &str,
) -> Result<Option<PictureRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(concat!(
        "DELETE FROM pictures WHERE id = $3 AND (shop_id = $1 OR session_id = $2) \
         RETURNING ",
        picture_columns!("")
    ))
    .bind(owner.shop())
    .bind(owner.session())
    .bind(id)
    .fetch_optional(c)
    .await?;
    row.map(read_picture).transpose()
}
