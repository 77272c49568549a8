//! `mogador user add`

use super::{CommandError, open_store, services_over};
use crate::config::Config;
use services::people::{self, Role};

#[derive(Debug, PartialEq, Eq)]
struct Newcomer<'a> {
    email: &'a str,
    shop: &'a str,
    name: &'a str,
    role: Role,
    member: Option<&'a str>,
}

impl<'a> Newcomer<'a> {
    fn read(args: &[&'a str]) -> Result<Self, CommandError> {
        let [email, shop, options @ ..] = args else {
            return Err(CommandError::Usage("user add needs an email address and the slug of a shop".to_owned()));
        };
        let name = email.split('@').next().unwrap_or_default();
        let mut newcomer = Self { email, shop, name, role: Role::Coordinator, member: None };
        let (pairs, rest) = options.as_chunks::<2>();
        for [option, value] in pairs {
            match *option {
                "--name" => newcomer.name = value,
                "--role" => newcomer.role = role(value)?,
                "--member" => newcomer.member = Some(value),
                other => return Err(CommandError::Usage(format!("user add does not know {other:?}"))),
            }
        }
        if let [option] = rest {
            return Err(CommandError::Usage(format!("{option:?} stands alone: user add wants a value behind it")));
        }
        if email.contains('@') && !newcomer.name.is_empty() {
            Ok(newcomer)
        } else {
            Err(CommandError::Usage(format!("{email:?} is no email address")))
        }
    }
}

fn role(word: &str) -> Result<Role, CommandError> {
    match word {
        "coordinator" => Ok(Role::Coordinator),
        "maker" => Ok(Role::Artisan),
        other => Err(CommandError::Usage(format!("{other:?} is no role: coordinator or maker"))),
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
    let services = services_over(store.clone(), config)?;
    let who = [newcomer.email, newcomer.name, password];
    people::add_as(&services, who, newcomer.shop, newcomer.role, newcomer.member).await?;
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
        let (role, member) = (Role::Coordinator, None);
        assert_eq!(read, Newcomer { email: "amina@coop.example", shop: "argan", name: "amina", role, member });
        for wrong in [&[][..], &["amina@coop.example"], &["amina", "argan"]] {
            assert!(Newcomer::read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_maker_may_be_a_member() {
        let read = Newcomer::read(&["a@b.co", "argan", "--member", "mbarka", "--role", "maker"]).unwrap();
        assert_eq!((read.role, read.member, read.name), (Role::Artisan, Some("mbarka"), "a"));
        for wrong in [&["--role", "queen"][..], &["--member"], &["--shoe", "red"]] {
            let args = [&["a@b.co", "argan"][..], wrong].concat();
            assert!(Newcomer::read(&args).is_err(), "{wrong:?}");
        }
    }
}
