//! People with a password that everybody knows, so that a demonstration can be entered.

use crate::{Error, Services, people};

/// The password of all of them.
const PASSWORD: &str = "mogador-demo";

/// Makes one coordinator per shop, or resets her password; answers address, password and shop of each.
///
/// # Errors
/// What the store answers.
pub async fn demo_people(svc: &Services) -> Result<Vec<(String, String, String)>, Error> {
    let shops = svc.store().read().await?.shops().await?;
    let mut made = Vec::new();
    for card in shops {
        let shop = svc.store().read().await?.shop(&card.slug).await?.ok_or(Error::NotFound)?;
        let email = format!("coordinator@{}.example", card.slug);
        people::keep(svc, &email, &card.name.fr, PASSWORD, shop.id, true).await?;
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
