//! When a shop works, with how many hands, at which looms and benches. Days are days in Morocco, hours are whole minutes.

use crate::decimal::Decimal;
use crate::id::{MemberId, StationId};
use crate::text::Localised;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// The last day, counted from the day of the plan, on which work is planned: three years. What takes longer has no date.
pub(super) const HORIZON: usize = 1_096;

/// Most alike places of one station.
pub const MOST_PLACES: u16 = 99;

/// Minutes of each weekday, from Monday to Sunday.
pub type Week = [u16; 7];

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// What work takes minutes of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// The hands of all members, as one pool.
    Hands,
    /// A loom, a bench, a kiln.
    Station(StationId),
}

/// A member who works with her hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Who.
    pub member: MemberId,
    /// Her minutes of each weekday; no more than the shop is open.
    pub hours: Week,
    /// When she is absent.
    pub away: Vec<Span>,
}

/// A loom, a bench, a kiln, or several that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    /// Which.
    pub id: StationId,
    /// What product files call it: a Latin slug, unique in the shop.
    #[serde(default)]
    pub key: String,
    /// What the shop calls it.
    #[serde(default)]
    pub name: Localised,
    /// How many there are of it.
    pub places: u16,
    /// Whether a piece stays on its place until its stage is done, as a rug does on the loom: no other piece goes on that
    /// place in between. Else pieces alternate freely.
    pub holds: bool,
    /// When it cannot be used.
    pub down: Vec<Span>,
}

/// The working time of a shop.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// Minutes for which the shop is open on each weekday.
    pub hours: Week,
    /// Seasons with other hours, such as Ramadan; the first one that a day lies in counts.
    pub seasons: Vec<(Span, Week)>,
    /// Days on which the shop is closed.
    pub closures: Vec<Span>,
    /// Who works.
    pub hands: Vec<Hand>,
    /// Where work is done.
    pub stations: Vec<Station>,
    /// Open days that the shop adds to what it promises.
    pub margin_days: u16,
}

/// Reads hours of a day as people write them: `6`, `6,5`, `6:30`, `6h30`; in minutes. `None` for anything else and for more
/// than a day has.
#[must_use]
pub fn read_hours(text: &str) -> Option<u16> {
    let minutes = match text.trim().split_once([':', 'h']) {
        None => Decimal::parse(text)?.scaled(60)?.0,
        Some((hours, minutes)) => {
            let whole = |text: &str| {
                if text.trim().is_empty() {
                    Some(0)
                } else {
                    Decimal::parse(text)?.scaled(1).filter(|part| part.1).map(|part| part.0)
                }
            };
            let minutes = whole(minutes).filter(|minutes| *minutes < 60)?;
            whole(hours)?.checked_mul(60)?.checked_add(minutes)?
        }
    };
    u16::try_from(minutes).ok().filter(|minutes| *minutes <= 24 * 60)
}

/// Writes minutes as hours: `6`, `6:30`; nothing for none.
#[must_use]
pub fn write_hours(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 0) => String::new(),
        (hours, 0) => hours.to_string(),
        (hours, rest) => format!("{hours}:{rest:02}"),
    }
}

impl Span {
    /// Whether the day lies in it.
    #[must_use]
    pub fn has(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

fn any(spans: &[Span], day: Day) -> bool {
    spans.iter().any(|span| span.has(day))
}

impl Station {
    /// A station without a name that can always be used.
    #[must_use]
    pub fn new(id: StationId, places: u16, holds: bool) -> Self {
        Self { id, key: String::new(), name: Localised::default(), places, holds, down: Vec::new() }
    }
}

impl Calendar {
    /// Six hours from Monday to Saturday for each of so many people, who are numbered: what counts for a shop until it
    /// says how it works.
    #[must_use]
    pub fn usual(people: u8) -> Self {
        let hours = [360, 360, 360, 360, 360, 360, 0];
        let hand = |number| Hand { member: MemberId::from_parts(0, [number; 10]), hours, away: Vec::new() };
        Self { hours, hands: (0..people).map(hand).collect(), ..Self::default() }
    }

    /// Minutes for which the shop is open; 0 on a day on which it is closed.
    #[must_use]
    pub fn open(&self, day: Day) -> i64 {
        if any(&self.closures, day) {
            return 0;
        }
        let season = self.seasons.iter().find(|(span, _)| span.has(day));
        i64::from(season.map_or(&self.hours, |(_, hours)| hours)[day.weekday()])
    }

    /// Minutes of a resource on a day, over all members or places; 0 of a station that the shop does not have.
    #[must_use]
    pub fn capacity(&self, resource: Resource, day: Day) -> i64 {
        let open = self.open(day);
        match resource {
            Resource::Hands => {
                let present = self.hands.iter().filter(|hand| open > 0 && !any(&hand.away, day));
                present.map(|hand| i64::from(hand.hours[day.weekday()]).min(open)).sum()
            }
            Resource::Station(id) => {
                let there = self.station(id).filter(|station| !any(&station.down, day));
                there.map_or(0, |station| i64::from(station.places) * open)
            }
        }
    }

    /// The station with this id.
    #[must_use]
    pub fn station(&self, id: StationId) -> Option<&Station> {
        self.stations.iter().find(|station| station.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let read = ["6", " 6,5 ", "6.5", "6:30", "6h30", "6h", "٦", "0", "24", "0:05"].map(read_hours);
        let minutes = [360, 390, 390, 390, 390, 360, 360, 0, 1_440, 5];
        assert_eq!(read, minutes.map(Some));
        for wrong in ["", "six", "25", "24:01", "6:60", "-1", "6:30:1", "1:2h", "9999999999999999999"] {
            assert_eq!(read_hours(wrong), None, "{wrong:?}");
        }
        assert!((1..=1_440).all(|minutes| read_hours(&write_hours(minutes)) == Some(minutes)));
        assert_eq!(write_hours(0), "");
    }

    #[test]
    fn hours_follow_weekday_season_closure_and_absence() {
        let monday = Day::from_ymd(2027, 2, 1).unwrap();
        let span = |from, to| Span { from: monday.plus(from), to: monday.plus(to) };
        let (id, unknown) = (StationId::from_parts(1, [1; 10]), StationId::from_parts(1, [2; 10]));
        let week = [480, 480, 480, 480, 300, 480, 0];
        let hand = |hours, away| Hand { member: MemberId::from_parts(1, [3; 10]), hours, away };
        let calendar = Calendar {
            hours: week,
            seasons: vec![(span(7, 36), [300, 300, 300, 300, 240, 300, 0])],
            closures: vec![span(2, 3)],
            hands: vec![hand(week, vec![span(1, 1)]), hand([240; 7], vec![])],
            stations: vec![Station { down: vec![span(4, 4)], ..Station::new(id, 2, false) }],
            margin_days: 0,
        };
        let open: Vec<i64> = (0..8).map(|day| calendar.open(monday.plus(day))).collect();
        assert_eq!(open, [480, 480, 0, 0, 300, 480, 0, 300]);
        let of = |resource| (0..8).map(|day| calendar.capacity(resource, monday.plus(day))).collect::<Vec<_>>();
        assert_eq!(of(Resource::Hands), [720, 240, 0, 0, 540, 720, 0, 540]);
        assert_eq!(of(Resource::Station(id)), [960, 960, 0, 0, 0, 960, 0, 600]);
        assert_eq!(of(Resource::Station(unknown)), [0; 8]);
    }
}
