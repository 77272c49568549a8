//! People with a password that everybody knows, so that a demonstration can be entered.

use crate::people::{self, Place, Role};
use crate::{Error, Services};

/// The password of all of them.
const PASSWORD: &str = "mogador-demo";

/// Makes one coordinator per shop, or resets her password; answers address, password and shop of each. She is the last of
/// the shop's members.
///
/// # Errors
/// What the store answers.
pub async fn demo_people(svc: &Services) -> Result<Vec<(String, String, String)>, Error> {
    each(svc, Role::Coordinator).await
}

/// Makes one maker per shop in the same way. She is the first of the shop's members.
///
/// # Errors
/// What the store answers.
pub async fn demo_makers(svc: &Services) -> Result<Vec<(String, String, String)>, Error> {
    each(svc, Role::Artisan).await
}

async fn each(svc: &Services, role: Role) -> Result<Vec<(String, String, String)>, Error> {
    let shops = svc.store().read().await?.shops().await?;
    let mut made = Vec::new();
    for card in shops {
        let mut reader = svc.store().read().await?;
        let shop = reader.shop(&card.slug).await?.ok_or(Error::NotFound)?.id;
        let members = reader.members(shop).await?;
        let (of, member) = match role {
            Role::Coordinator => ("coordinator", members.last()),
            Role::Artisan => ("maker", members.first()),
        };
        let member = match member {
            Some(member) => reader.member_id(shop, &member.slug).await?,
            None => None,
        };
        drop(reader);
        let email = format!("{of}@{}.example", card.slug);
        people::keep(svc, &email, &card.name.fr, PASSWORD, Place { shop, role, member }, true).await?;
        made.push((email, PASSWORD.to_owned(), card.slug));
    }
    Ok(made)
}

/// Whether there is anybody whose password everybody knows.
///
/// # Errors
/// What the store answers.
pub async fn has_demo_people(svc: &Services) -> Result<bool, Error> {
    Ok(svc.store().read().await?.count_demo_people().await? > 0)
}
