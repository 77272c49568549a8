//! Instants in UTC and days in Morocco. Nobody reads a clock here: the instant comes from outside.

use crate::decimal::{push_padded, push_plain};
use crate::text::Lang;
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// From 02:00 UTC on the first day to 02:00 UTC on the second, Morocco keeps UTC+0 for Ramadan; else UTC+1.
/// Days since 1970. Source: IANA tzdata 2025b, zone Africa/Casablanca (later years are its forecast).
const RAMADAN: [(i64, i64); 23] = [
    (19792, 19827), // 2024-03-10 to 2024-04-14
    (20142, 20184), // 2025-02-23 to 2025-04-06
    (20499, 20534), // 2026-02-15 to 2026-03-22
    (20856, 20891), // 2027-02-07 to 2027-03-14
    (21206, 21248), // 2028-01-23 to 2028-03-05
    (21563, 21598), // 2029-01-14 to 2029-02-18
    (21913, 21955), // 2029-12-30 to 2030-02-10
    (22270, 22305), // 2030-12-22 to 2031-01-26
    (22627, 22662), // 2031-12-14 to 2032-01-18
    (22977, 23019), // 2032-11-28 to 2033-01-09
    (23334, 23369), // 2033-11-20 to 2033-12-25
    (23684, 23726), // 2034-11-05 to 2034-12-17
    (24041, 24083), // 2035-10-28 to 2035-12-09
    (24398, 24433), // 2036-10-19 to 2036-11-23
    (24748, 24790), // 2037-10-04 to 2037-11-15
    (25105, 25140), // 2038-09-26 to 2038-10-31
    (25462, 25497), // 2039-09-18 to 2039-10-23
    (25812, 25854), // 2040-09-02 to 2040-10-14
    (26169, 26204), // 2041-08-25 to 2041-09-29
    (26519, 26561), // 2042-08-10 to 2042-09-21
    (26876, 26918), // 2043-08-02 to 2043-09-13
    (27233, 27268), // 2044-07-24 to 2044-08-28
    (27583, 27625), // 2045-07-09 to 2045-08-20
];

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_AR: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];
const WEEKDAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_AR: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];

/// Name of a weekday, 0 for Monday to 6 for Sunday; empty for others.
#[must_use]
pub fn weekday_name(weekday: usize, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Ar => &WEEKDAYS_AR,
        Lang::Fr => &WEEKDAYS_FR,
        Lang::En => &WEEKDAYS_EN,
    };
    names.get(weekday).copied().unwrap_or_default()
}

/// An instant: milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The instant as many minutes later (earlier when negative); stops at the ends of time.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(MINUTE)))
    }

    /// The day in Morocco at this instant.
    #[must_use]
    pub fn day(self) -> Day {
        Day(i32::try_from(self.local().div_euclid(DAY)).unwrap_or(if self.0 < 0 { i32::MIN } else { i32::MAX }))
    }

    /// The instant at which this day ends in Morocco.
    #[must_use]
    pub fn end_of_day(self) -> Self {
        Self(self.0.saturating_add(DAY - self.local().rem_euclid(DAY)))
    }

    /// Day and time in Morocco to the minute: `14 janvier 2027 à 09:05`.
    #[must_use]
    pub fn format_minute(self, lang: Lang) -> String {
        let minute = self.local().rem_euclid(DAY) / MINUTE;
        let mut out = String::new();
        self.day().push_date(&mut out, lang);
        out.push_str(match lang {
            Lang::Ar => "، ",
            Lang::Fr => " à ",
            Lang::En => ", ",
        });
        push_padded(&mut out, (minute / 60) as u32);
        out.push(':');
        push_padded(&mut out, (minute % 60) as u32);
        out
    }

    /// The minute of the day in Morocco, from 0.
    #[must_use]
    pub fn minute_of_day(self) -> u16 {
        (self.local().rem_euclid(DAY) / MINUTE) as u16
    }

    /// The minute as machines write it: `2027-01-14 09:05`.
    #[must_use]
    pub fn iso_minute(self) -> String {
        let (mut out, minute) = (self.day().iso(), u32::from(self.minute_of_day()));
        out.push(' ');
        push_padded(&mut out, minute / 60);
        out.push(':');
        push_padded(&mut out, minute % 60);
        out
    }

    fn local(self) -> i64 {
        let change = |day: i64| day * DAY + 2 * 60 * MINUTE;
        let ramadan = RAMADAN.iter().any(|&(from, to)| (change(from)..change(to)).contains(&self.0));
        self.0.saturating_add(if ramadan { 0 } else { 60 * MINUTE })
    }
}

/// A day in Morocco: days since 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// The day with this year, month (1 to 12) and day of the month; `None` when there is no such day.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || !(-9999..=9999).contains(&year) {
            return None;
        }
        let (year64, month64) = (i64::from(year) - i64::from(month <= 2), i64::from(month));
        let (era, year_of_era) = (year64.div_euclid(400), year64.rem_euclid(400));
        let day_of_year = (153 * ((month64 + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        let days = era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
        let found = Self(i32::try_from(days).ok()?);
        (found.ymd() == (year, month, day)).then_some(found)
    }

    /// Year, month (1 to 12) and day of the month, in the Gregorian calendar.
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let days = i64::from(self.0) + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let (day, month) = (day_of_year - (153 * shifted + 2) / 5 + 1, (shifted + 2) % 12 + 1);
        ((era * 400 + year + i64::from(month <= 2)) as i32, month as u32, day as u32)
    }

    /// The day of the week: 0 for Monday, 6 for Sunday.
    #[must_use]
    pub const fn weekday(self) -> usize {
        // 1 January 1970 was a Thursday.
        (self.0 as i64 + 3).rem_euclid(7) as usize
    }

    /// Whether it is a Sunday.
    #[must_use]
    pub const fn is_sunday(self) -> bool {
        self.weekday() == 6
    }

    /// The day as many days later (earlier when negative); stops at the ends of time.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The instant at which it begins in Morocco.
    #[must_use]
    pub fn begins(self) -> Timestamp {
        let utc = Timestamp(i64::from(self.0) * DAY);
        let earlier = utc.plus_minutes(-60);
        if earlier.day() == self { earlier } else { utc }
    }

    /// The day with its weekday: `jeudi 14 janvier 2027`.
    #[must_use]
    pub fn format_long(self, lang: Lang) -> String {
        let mut out = String::new();
        out.push_str(weekday_name(self.weekday(), lang));
        out.push(' ');
        self.push_date(&mut out, lang);
        out
    }

    /// The day without its weekday: `14 janvier 2027`.
    #[must_use]
    pub fn format_date(self, lang: Lang) -> String {
        let mut out = String::new();
        self.push_date(&mut out, lang);
        out
    }

    /// The day as machines write it: `2027-01-14`.
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month, day) = self.ymd();
        let mut out = String::new();
        push_plain(&mut out, i64::from(year));
        out.push('-');
        push_padded(&mut out, month);
        out.push('-');
        push_padded(&mut out, day);
        out
    }

    /// Reads [`Self::iso`]; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Self::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    fn push_date(self, out: &mut String, lang: Lang) {
        let (year, month, day) = self.ymd();
        push_plain(out, i64::from(day));
        if day == 1 && matches!(lang, Lang::Fr) {
            out.push_str("er");
        }
        out.push(' ');
        let names = match lang {
            Lang::Ar => &MONTHS_AR,
            Lang::Fr => &MONTHS_FR,
            Lang::En => &MONTHS_EN,
        };
        out.push_str(names[month as usize - 1]);
        out.push(' ');
        push_plain(out, i64::from(year));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(year: i32, month: u32, day: u32, hour: i64, minute: i64) -> Timestamp {
        let day = Day::from_ymd(year, month, day).expect("a day");
        Timestamp(i64::from(day.0) * DAY + (hour * 60 + minute) * MINUTE)
    }

    #[test]
    fn days_are_written_as_people_in_morocco_write_them() {
        let day = Day::from_ymd(2027, 1, 14).expect("a day");
        assert_eq!(day.format_long(Lang::Fr), "jeudi 14 janvier 2027");
        assert_eq!(day.format_long(Lang::En), "Thursday 14 January 2027");
        assert_eq!(day.format_long(Lang::Ar), "الخميس 14 يناير 2027");
        assert_eq!(day.format_date(Lang::Fr), "14 janvier 2027");
        assert_eq!(day.iso(), "2027-01-14");
        assert_eq!(at(2027, 1, 14, 8, 5).iso_minute(), "2027-01-14 09:05");
        let first = Day::from_ymd(2026, 8, 1).expect("a day");
        assert_eq!(first.format_long(Lang::Fr), "samedi 1er août 2026");
        assert_eq!(first.format_long(Lang::Ar), "السبت 1 غشت 2026");
        assert_eq!(first.format_long(Lang::En), "Saturday 1 August 2026");
    }

    #[test]
    fn midnight_is_an_hour_earlier_in_utc_except_in_ramadan() {
        assert_eq!(at(2027, 1, 14, 22, 59).day().iso(), "2027-01-14");
        assert_eq!(at(2027, 1, 14, 23, 0).day().iso(), "2027-01-15");
        assert_eq!(at(2027, 2, 20, 23, 30).day().iso(), "2027-02-20");
        assert_eq!(at(2027, 2, 21, 0, 0).day().iso(), "2027-02-21");
    }

    #[test]
    fn a_day_begins_where_the_one_before_ends() {
        for number in 20_000..21_000 {
            let begins = Day(number).begins();
            assert_eq!((begins.day(), Timestamp(begins.0 - 1).day()), (Day(number), Day(number - 1)));
        }
    }

    #[test]
    fn the_hour_changes_at_two_utc_on_the_sundays_around_ramadan() {
        assert_eq!(at(2027, 2, 7, 1, 59).format_minute(Lang::Fr), "7 février 2027 à 02:59");
        assert_eq!(at(2027, 2, 7, 2, 0).format_minute(Lang::Fr), "7 février 2027 à 02:00");
        assert_eq!(at(2027, 3, 14, 1, 59).format_minute(Lang::En), "14 March 2027, 01:59");
        assert_eq!(at(2027, 3, 14, 2, 0).format_minute(Lang::Ar), "14 مارس 2027، 03:00");
    }

    #[test]
    fn every_change_of_the_hour_falls_on_a_sunday_and_lasts_about_a_month() {
        for (from, to) in RAMADAN {
            for day in [from, to] {
                assert!(Day(i32::try_from(day).expect("fits")).is_sunday(), "{day}");
            }
            assert!((35..=42).contains(&(to - from)));
        }
        assert!(RAMADAN.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(Day::from_ymd(2027, 2, 29), None);
        assert_eq!(Day::from_ymd(2027, 13, 1), None);
        assert_eq!(Day::from_ymd(2027, 4, 0), None);
        assert!(Day::from_ymd(2028, 2, 29).is_some());
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for instant in [Timestamp(i64::MIN), Timestamp(i64::MAX)] {
            for lang in Lang::ALL {
                let _ = instant.plus_minutes(i64::MAX).format_minute(lang);
                let _ = instant.day().plus(i32::MAX).format_long(lang);
            }
        }
    }

    proptest! {
        #[test]
        fn a_day_and_its_date_name_each_other(days in -900_000..900_000_i32) {
            let (year, month, day) = Day(days).ymd();
            prop_assert_eq!(Day::from_ymd(year, month, day), Some(Day(days)));
            prop_assert!(year < 0 || Day::parse(&Day(days).iso()) == Some(Day(days)));
            prop_assert_eq!(Day(days).plus(7).weekday(), Day(days).weekday());
        }
    }
}
