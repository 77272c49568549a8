//! People who work for a shop.

use crate::sign_in::hash_password;
use crate::{Error, Services};
use domain::id::{PersonId, ShopId};
use store::people::{NewPerson, Role};

/// Lets a person work for a shop as its coordinator; a known address gets the new name and password.
///
/// # Errors
/// [`Error::NotFound`] when there is no such shop.
pub async fn add(svc: &Services, email: &str, name: &str, password: &str, shop_slug: &str) -> Result<(), Error> {
    let shop = svc.store().read().await?.shop(shop_slug).await?.ok_or(Error::NotFound)?;
    keep(svc, email, name, password, shop.id, false).await
}

pub(crate) async fn keep(
    svc: &Services,
    email: &str,
    name: &str,
    password: &str,
    shop: ShopId,
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
            Ok(tx.put_membership(id, shop, Role::Coordinator).await?)
        })
        .await
}
