//! What the prices of a shop are made of, as it declares them.

use super::scope;
use crate::{Actor, Error, Services};
use domain::money::Money;
use domain::pricing::{PriceShares, Share, WHOLE};

/// What the shop declares now.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not run this shop or it does not exist.
pub async fn price_shares(svc: &Services, actor: &Actor, shop: &str) -> Result<Option<PriceShares>, Error> {
    scope(actor, shop)?;
    Ok(svc.store().read().await?.shop(shop).await?.ok_or(Error::NotFound)?.shares)
}

/// Why shares of a price are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharesProblem {
    /// No number from 0 to 100 with at most one digit behind the point.
    Number(Share),
    /// Together they are this many per mille.
    NoWhole(u32),
}

/// Declares what the prices of the shop are made of, in per cent as they were typed, in the order of [`Share::ALL`]; all
/// empty to declare nothing any more.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not run this shop or it does not exist.
pub async fn set_price_shares(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    typed: &[String; 6],
) -> Result<Result<(), SharesProblem>, Error> {
    let (scope, _) = scope(actor, shop)?;
    let shares = match read_shares(typed) {
        Ok(shares) => shares,
        Err(problem) => return Ok(Err(problem)),
    };
    svc.store().write(async |tx| tx.set_price_shares(&scope, shares).await).await?;
    Ok(Ok(()))
}

fn read_shares(typed: &[String; 6]) -> Result<Option<PriceShares>, SharesProblem> {
    if typed.iter().all(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let mut parts = [0_u16; 6];
    for ((part, text), share) in parts.iter_mut().zip(typed).zip(Share::ALL) {
        *part = per_mille(text).ok_or(SharesProblem::Number(share))?;
    }
    let sum = parts.iter().map(|part| u32::from(*part)).sum();
    PriceShares::new(parts).map(Some).ok_or(SharesProblem::NoWhole(sum))
}

/// Per cent with at most one digit behind the point, as per mille; nothing typed is nothing.
fn per_mille(text: &str) -> Option<u16> {
    if text.trim().is_empty() {
        return Some(0);
    }
    let hundredths = Money::parse_decimal(text)?.minor;
    let part = u16::try_from(hundredths / 10).ok().filter(|part| *part <= WHOLE)?;
    (hundredths >= 0 && hundredths % 10 == 0).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: [&str; 6]) -> Result<Option<[u16; 6]>, SharesProblem> {
        read_shares(&typed.map(str::to_owned)).map(|shares| shares.map(PriceShares::parts))
    }

    #[test]
    fn shares_are_read_as_people_write_them() {
        assert_eq!(read(["31", "47,5", "11.5", "5", "", "5"]), Ok(Some([310, 475, 115, 50, 0, 50])));
        assert_eq!(read(["", " ", "", "", "", ""]), Ok(None));
        assert_eq!(read(["100", "", "", "", "", "0"]), Ok(Some([1_000, 0, 0, 0, 0, 0])));
        assert_eq!(read(["50", "49", "", "", "", ""]), Err(SharesProblem::NoWhole(990)));
        assert_eq!(read(["50", "51", "", "", "", ""]), Err(SharesProblem::NoWhole(1_010)));
        for wrong in ["x", "-1", "100.1", "1e2", "0.05", "999999999999999999999"] {
            assert_eq!(read(["50", "50", "", wrong, "", ""]), Err(SharesProblem::Number(Share::Platform)), "{wrong}");
        }
    }
}
