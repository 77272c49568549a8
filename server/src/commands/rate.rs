//! `mogador rate`: what other currencies cost in dirhams.

use super::{CommandError, open_store, services_over};
use crate::config::Config;
use domain::time::Day;
use services::exchange::{self, RateProblem};

#[derive(Debug, PartialEq, Eq)]
enum Wanted<'a> {
    List,
    Note { currency: &'a str, dirhams: &'a str, day: Option<Day> },
}

impl<'a> Wanted<'a> {
    fn read(args: &[&'a str]) -> Result<Self, CommandError> {
        match *args {
            [] => Ok(Self::List),
            [currency, dirhams] => Ok(Self::Note { currency, dirhams, day: None }),
            [currency, dirhams, "--day", day] => match Day::parse(day) {
                Some(day) => Ok(Self::Note { currency, dirhams, day: Some(day) }),
                None => Err(CommandError::Usage(format!("{day:?} is no day such as 2026-12-01"))),
            },
            _ => Err(CommandError::Usage("rate wants a currency and dirhams, such as: rate EUR 10.85".to_owned())),
        }
    }
}

pub(super) async fn run(config: &Config, args: &[&str]) -> Result<(), CommandError> {
    let wanted = Wanted::read(args)?;
    let store = open_store(config).await?;
    match wanted {
        Wanted::List => {
            for rate in exchange::list(&store).await? {
                println!("{} {} {}", rate.day.iso(), rate.currency.code(), rate.dirhams());
            }
        }
        Wanted::Note { currency, dirhams, day } => {
            let services = services_over(store.clone(), config)?;
            let rate = exchange::note(&services, currency, dirhams, day).await?.map_err(refused)?;
            println!("1 {} = {} dirhams, as of {}", rate.currency.code(), rate.dirhams(), rate.day.iso());
        }
    }
    store.close().await;
    Ok(())
}

fn refused(problem: RateProblem) -> CommandError {
    CommandError::Usage(
        match problem {
            RateProblem::Currency => "there are rates of EUR, USD and GBP",
            RateProblem::Dirhams => "one of them costs 1 to 100 dirhams, with six decimals at most",
            RateProblem::Day => "a rate is of today or of a day before",
        }
        .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_a_currency_and_perhaps_a_day() {
        assert_eq!(Wanted::read(&[]).unwrap(), Wanted::List);
        let note = |day| Wanted::Note { currency: "EUR", dirhams: "10.85", day };
        assert_eq!(Wanted::read(&["EUR", "10.85"]).unwrap(), note(None));
        let day = Day::from_ymd(2026, 12, 1);
        assert_eq!(Wanted::read(&["EUR", "10.85", "--day", "2026-12-01"]).unwrap(), note(day));
        for wrong in
            [&["EUR"][..], &["EUR", "10.85", "--day"], &["EUR", "10.85", "--day", "soon"], &["a", "b", "c", "d"]]
        {
            assert!(Wanted::read(wrong).is_err(), "{wrong:?}");
        }
    }
}
