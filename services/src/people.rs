//! People who work for a shop.

use crate::sign_in::hash_password;
use crate::{Error, Services};
use domain::id::{MemberId, PersonId, ShopId};
use store::people::NewPerson;
pub use store::people::Role;

/// Lets a person work for a shop as its coordinator; a known address gets the new name and password.
///
/// # Errors
/// [`Error::NotFound`] when there is no such shop.
pub async fn add(svc: &Services, email: &str, name: &str, password: &str, shop_slug: &str) -> Result<(), Error> {
    let shop = svc.store().read().await?.shop(shop_slug).await?.ok_or(Error::NotFound)?;
    let place = Place { shop: shop.id, role: Role::Coordinator, member: None };
    keep(svc, email, name, password, place, false).await
}

/// Lets a person work for a shop as what she is there, and says which of its members she is.
///
/// # Errors
/// [`Error::NotFound`] when there is no such shop, or it has no such member.
pub async fn add_as(
    svc: &Services,
    [email, name, password]: [&str; 3],
    shop_slug: &str,
    role: Role,
    member: Option<&str>,
) -> Result<(), Error> {
    let mut reader = svc.store().read().await?;
    let shop = reader.shop(shop_slug).await?.ok_or(Error::NotFound)?;
    let member = match member {
        None => None,
        Some(slug) => {
            let found = reader.member_id(shop.id, slug).await?;
            Some(found.ok_or(Error::NotFound)?)
        }
    };
    drop(reader);
    keep(svc, email, name, password, Place { shop: shop.id, role, member }, false).await
}

/// What a person is in a shop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) shop: ShopId,
    pub(crate) role: Role,
    pub(crate) member: Option<MemberId>,
}

pub(crate) async fn keep(
    svc: &Services,
    email: &str,
    name: &str,
    password: &str,
    place: Place,
    is_demo: bool,
) -> Result<(), Error> {
    let person = NewPerson {
        id: PersonId::from_parts(svc.millis(), svc.id10()),
        email: email.trim().to_lowercase(),
        name: name.to_owned(),
        password_hash: hash_password(svc, password).await?,
        is_demo,
    };
    svc.store()
        .write(async |tx| -> Result<(), Error> {
            let id = tx.put_person(&person).await?;
            tx.put_membership(id, place.shop, place.role).await?;
            tx.link_member(id, place.shop, place.member).await?;
            Ok(())
        })
        .await
}
