//! People and memberships.

use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::json::from_json;
use crate::people::{Credential, Membership, NewPerson, Role};
use domain::id::{MemberId, PersonId, ShopId};
use uuid::Uuid;

pub(crate) async fn credential(c: &mut Connection, email: &str) -> Result<Option<Credential>, sqlx::Error> {
    let row = sqlx::query_as::<Db, (Uuid, String)>("SELECT id, password_hash FROM people WHERE email = $1")
        .bind(email)
        .fetch_optional(c)
        .await?;
    Ok(row.map(|(id, password_hash)| Credential { person: PersonId(id), password_hash }))
}

pub(crate) async fn memberships(c: &mut Connection, person: PersonId) -> Result<Vec<Membership>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, String, String, String, Option<Uuid>)>(
        "SELECT s.id, s.slug, s.name_json, m.role, m.member_id FROM memberships m JOIN shops s ON s.id = m.shop_id \
         WHERE m.person_id = $1 ORDER BY s.position, s.slug",
    )
    .bind(person.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|(shop, slug, name, role, member)| {
            Ok(Membership {
                scope: ShopScope::of_membership(ShopId(shop)),
                slug,
                name: from_json(&name, "shops", "name_json", shop)?,
                role: Role::from_code(&role).ok_or_else(|| inconsistent("memberships", "role", person))?,
                member: member.map(MemberId),
            })
        })
        .collect()
}

pub(crate) async fn count_demo_people(c: &mut Connection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM people WHERE is_demo = 1").fetch_one(c).await
}

pub(crate) async fn put_person(c: &mut Connection, person: &NewPerson) -> Result<PersonId, sqlx::Error> {
    sqlx::query_scalar::<Db, Uuid>(
        "INSERT INTO people (id, email, name, password_hash, is_demo) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (email) DO UPDATE SET name = excluded.name, password_hash = excluded.password_hash, is_demo = excluded.is_demo \
         RETURNING id",
    )
    .bind(person.id.0)
    .bind(&person.email)
    .bind(&person.name)
    .bind(&person.password_hash)
    .bind(i64::from(person.is_demo))
    .fetch_one(c)
    .await
    .map(PersonId)
}

pub(crate) async fn put_membership(
    c: &mut Connection,
    person: PersonId,
    shop: ShopId,
    role: Role,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO memberships (person_id, shop_id, role) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id, shop_id) DO UPDATE SET role = excluded.role",
    )
    .bind(person.0)
    .bind(shop.0)
    .bind(role.code())
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn count_people(c: &mut Connection, shop: ShopId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM memberships WHERE shop_id = $1").bind(shop.0).fetch_one(c).await
}

pub(crate) async fn link_member(
    c: &mut Connection,
    person: PersonId,
    shop: ShopId,
    member: Option<MemberId>,
) -> Result<bool, sqlx::Error> {
    let member = member.map(|member| member.0);
    let done = match member {
        None => sqlx::query::<Db>("UPDATE memberships SET member_id = NULL WHERE person_id = $1 AND shop_id = $2"),
        Some(_) => sqlx::query::<Db>(
            "UPDATE memberships SET member_id = $3 WHERE person_id = $1 AND shop_id = $2 \
             AND EXISTS (SELECT 1 FROM members WHERE id = $3 AND shop_id = $2)",
        ),
    };
    let done = done.bind(person.0).bind(shop.0);
    let done = if member.is_some() { done.bind(member) } else { done };
    Ok(done.execute(c).await?.rows_affected() == 1)
}
