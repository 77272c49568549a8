//! `mogador user add`

use super::{CommandError, open_store, services_over};
use crate::config::Config;

#[derive(Debug, PartialEq, Eq)]
struct Newcomer<'a> {
    email: &'a str,
    shop: &'a str,
    name: &'a str,
}

impl<'a> Newcomer<'a> {
    fn read(args: &[&'a str]) -> Result<Self, CommandError> {
        let (email, shop, name) = match args {
            [email, shop] => (*email, *shop, email.split('@').next().unwrap_or_default()),
            [email, shop, "--name", name] => (*email, *shop, *name),
            _ => return Err(CommandError::Usage("user add needs an email address and the slug of a shop".to_owned())),
        };
        if email.contains('@') && !name.is_empty() {
            Ok(Self { email, shop, name })
        } else {
            Err(CommandError::Usage(format!("{email:?} is no email address")))
        }
    }
}

pub(super) async fn add(config: &Config, args: &[&str]) -> Result<(), CommandError> {
    let newcomer = Newcomer::read(args)?;
    let mut password = String::new();
    std::io::stdin().read_line(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']);
    if password.chars().count() < 8 {
        return Err(CommandError::Usage("the password, on standard input, must have at least 8 characters".to_owned()));
    }
    let store = open_store(config).await?;
    services::people::add(
        &services_over(store.clone(), config),
        newcomer.email,
        newcomer.name,
        password,
        newcomer.shop,
    )
    .await?;
    store.close().await;
    println!("{} may work for {}", newcomer.email, newcomer.shop);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_a_shop_are_enough() {
        let read = Newcomer::read(&["amina@coop.example", "argan"]).unwrap();
        assert_eq!(read, Newcomer { email: "amina@coop.example", shop: "argan", name: "amina" });
        for wrong in [&[][..], &["amina@coop.example"], &["amina", "argan"]] {
            assert!(Newcomer::read(wrong).is_err(), "{wrong:?}");
        }
    }
}
