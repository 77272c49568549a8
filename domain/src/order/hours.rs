//! Hours of work as they are written down, and what those who worked earn by them.

use super::split::split;
use crate::decimal::Decimal;
use crate::id::MemberId;
use crate::quantity::{Basis, Measure, Overflow};
use crate::time::Day;

/// Most minutes of one entry: a day has no more.
pub const MOST_MINUTES: i64 = 24 * 60;

/// How many days back hours can be written down.
pub const DAYS_BACK: i32 = 60;

/// Why minutes were not written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoursProblem {
    /// Nothing was written.
    Required,
    /// It is no number of minutes, nor hours and minutes.
    NotANumber,
    /// Zero or less; what was too much is taken back with a correction.
    NotPositive,
    /// More than a day has.
    TooMany,
    /// The day cannot be read.
    Day,
    /// A day that has not come.
    Future,
    /// A day before the order was placed, or more than 60 days ago.
    TooEarly,
    /// A correction without a reason.
    ReasonRequired,
    /// The reason is too long or holds characters that cannot be shown.
    ReasonUnreadable,
    /// More would be taken back than was written down.
    BelowZero,
}

impl HoursProblem {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::NotANumber => "not_a_number",
            Self::NotPositive => "not_positive",
            Self::TooMany => "too_many",
            Self::Day => "day",
            Self::Future => "future",
            Self::TooEarly => "too_early",
            Self::ReasonRequired => "reason_required",
            Self::ReasonUnreadable => "reason_unreadable",
            Self::BelowZero => "below_zero",
        }
    }

    /// The field of the form that has to be mended.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Required | Self::NotANumber | Self::NotPositive | Self::TooMany | Self::BelowZero => "minutes",
            Self::Day | Self::Future | Self::TooEarly => "day",
            Self::ReasonRequired | Self::ReasonUnreadable => "reason",
        }
    }
}

/// Reads a stretch of work: whole minutes, or hours and minutes as in `1:30` and `1h30`.
///
/// # Errors
/// [`HoursProblem`] about the minutes.
pub fn read_minutes(text: &str) -> Result<i64, HoursProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(HoursProblem::Required);
    }
    if let Some(below) = text.strip_prefix(['-', '\u{2212}']) {
        return Err(whole(below).map_or(HoursProblem::NotANumber, |_| HoursProblem::NotPositive));
    }
    let minutes = match text.split_once([':', 'h']) {
        None => whole(text).ok_or(HoursProblem::NotANumber)?,
        Some((hours, "")) => whole(hours).and_then(|hours| hours.checked_mul(60)).ok_or(HoursProblem::NotANumber)?,
        Some((hours, minutes)) => {
            let minutes = whole(minutes).filter(|minutes| *minutes < 60).ok_or(HoursProblem::NotANumber)?;
            let hours = whole(hours).and_then(|hours| hours.checked_mul(60)).ok_or(HoursProblem::NotANumber)?;
            hours.checked_add(minutes).ok_or(HoursProblem::TooMany)?
        }
    };
    match minutes {
        ..=0 => Err(HoursProblem::NotPositive),
        1..=MOST_MINUTES => Ok(minutes),
        _ => Err(HoursProblem::TooMany),
    }
}

fn whole(text: &str) -> Option<i64> {
    Decimal::parse(text)?.scaled(1).filter(|part| part.1).map(|part| part.0)
}

/// Reads the day of an entry; nothing written is today. `placed` is the day of the order.
///
/// # Errors
/// [`HoursProblem`] about the day.
pub fn read_day(text: &str, today: Day, placed: Day) -> Result<Day, HoursProblem> {
    let text = text.trim();
    let day = if text.is_empty() { today } else { Day::parse(text).ok_or(HoursProblem::Day)? };
    if day > today {
        return Err(HoursProblem::Future);
    }
    if day < placed || day < today.plus(-DAYS_BACK) {
        return Err(HoursProblem::TooEarly);
    }
    Ok(day)
}

/// Reads a share in percent with at most one decimal, as thousandths; `None` for anything else and for more than all.
#[must_use]
pub fn read_permille(text: &str) -> Option<u16> {
    let text = text.trim();
    let text = text.strip_suffix(['%', '٪']).unwrap_or(text);
    let (permille, exact) = Decimal::parse(text)?.scaled(10)?;
    u16::try_from(permille).ok().filter(|permille| exact && *permille <= 1_000)
}

/// What a shop declares as the price of making pieces: so many of each thousand of what they are sold for, in centimes,
/// half to even.
///
/// # Errors
/// [`Overflow`].
pub fn making_price(total_minor: i64, permille: u16) -> Result<i64, Overflow> {
    Measure { basis: Basis::Fixed, per: (i64::from(permille), 1_000) }.times(i128::from(total_minor))?.round_half_even()
}

/// What a member earned by one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Who.
    pub member: MemberId,
    /// How long she worked on it.
    pub minutes: i64,
    /// Of the making price, in centimes.
    pub minor: i64,
}

/// Shares the making price of a line among those who worked on it, by their minutes; the shares add up to it exactly, the
/// centimes left over go to the largest remainders. Members without minutes get nothing; when nobody wrote minutes down,
/// nobody does.
///
/// # Errors
/// [`Overflow`].
pub fn shares(making_minor: i64, worked: &[(MemberId, i64)]) -> Result<Vec<Share>, Overflow> {
    let worked: Vec<_> = worked.iter().filter(|(_, minutes)| *minutes > 0).collect();
    let minutes: Vec<i64> = worked.iter().map(|(_, minutes)| *minutes).collect();
    let parts = split(making_minor, &minutes)?;
    Ok(worked
        .iter()
        .zip(parts)
        .map(|((member, minutes), minor)| Share { member: *member, minutes: *minutes, minor })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn minutes_are_read_as_people_write_them() {
        let read = ["45", " 90 ", "1:30", "1h30", "2h", "٤٥", "24:00"].map(read_minutes);
        assert_eq!(read, [45, 90, 90, 90, 120, 45, 1_440].map(Ok));
        let wrong =
            ["", "long", "1:75", "1.5", "-30", "−30", "-x", "0", "1441", "99999999999999999999"].map(read_minutes);
        assert_eq!(
            wrong,
            [
                HoursProblem::Required,
                HoursProblem::NotANumber,
                HoursProblem::NotANumber,
                HoursProblem::NotANumber,
                HoursProblem::NotPositive,
                HoursProblem::NotPositive,
                HoursProblem::NotANumber,
                HoursProblem::NotPositive,
                HoursProblem::TooMany,
                HoursProblem::NotANumber,
            ]
            .map(Err)
        );
    }

    #[test]
    fn a_day_lies_between_the_order_and_today() {
        let (today, placed) = (Day(20_000), Day(19_990));
        assert_eq!(read_day("", today, placed), Ok(today));
        assert_eq!(read_day(&placed.iso(), today, placed), Ok(placed));
        assert_eq!(read_day("yesterday", today, placed), Err(HoursProblem::Day));
        assert_eq!(read_day(&today.plus(1).iso(), today, placed), Err(HoursProblem::Future));
        assert_eq!(read_day(&placed.plus(-1).iso(), today, placed), Err(HoursProblem::TooEarly));
        assert_eq!(read_day(&today.plus(-61).iso(), today, Day(0)), Err(HoursProblem::TooEarly));
        assert_eq!(read_day("", placed.plus(-1), placed), Err(HoursProblem::TooEarly), "a clock that was set back");
    }

    #[test]
    fn the_making_price_is_a_part_of_the_price() {
        assert_eq!(making_price(90_000, 400), Ok(36_000));
        assert_eq!((making_price(1, 500), making_price(3, 500)), (Ok(0), Ok(2)), "half to even");
        assert_eq!((making_price(12_345, 0), making_price(12_345, 1_000)), (Ok(0), Ok(12_345)));
    }

    #[test]
    fn a_share_is_read_in_percent() {
        let read = ["40", "37,5", "100 %", "0", "٤٠"].map(read_permille);
        assert_eq!(read, [400, 375, 1_000, 0, 400].map(Some));
        assert_eq!(["", "half", "101", "-1", "37.55"].map(read_permille), [None; 5]);
    }

    #[test]
    fn whoever_did_not_work_gets_nothing() {
        let [a, b, c] = [1, 2, 3].map(|number| MemberId::from_parts(number, [0; 10]));
        let shared = shares(100, &[(a, 60), (b, 0), (c, 120)]).unwrap();
        let found: Vec<_> = shared.iter().map(|share| (share.member, share.minutes, share.minor)).collect();
        assert_eq!(found, [(a, 60, 33), (c, 120, 67)]);
        assert_eq!(shares(100, &[(a, 0)]), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn shares_add_up_to_the_making_price_exactly(
            total in 0i64..=1_000_000_000, permille in 0u16..=1_000, worked in prop::collection::vec(0i64..100_000, 1..12)
        ) {
            let making = making_price(total, permille).unwrap();
            prop_assert!((0..=total).contains(&making));
            let members: Vec<_> =
                (1u64..).zip(&worked).map(|(number, minutes)| (MemberId::from_parts(number, [0; 10]), *minutes)).collect();
            let shared = shares(making, &members).unwrap();
            let paid: i64 = shared.iter().map(|share| share.minor).sum();
            prop_assert_eq!(paid, if worked.iter().any(|minutes| *minutes > 0) { making } else { 0 });
            prop_assert!(shared.iter().all(|share| share.minor >= 0 && share.minutes > 0));
            // Whoever worked longer never gets less.
            for one in &shared {
                for other in &shared {
                    prop_assert!(one.minutes <= other.minutes || one.minor >= other.minor);
                }
            }
        }
    }
}
