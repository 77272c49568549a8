//! The minutes of every resource on every day, and what is taken of them.

use super::calendar::{Calendar, HORIZON, Resource, Span};
use super::lay::{Course, Days, Laid, Room};
use crate::time::Day;

/// Days that are kept; what lies further ahead is asked of the calendar.
const KEPT: usize = 256;

/// The working time of a shop from one day on, with what is taken of it.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub today: Day,
    calendar: Calendar,
    open: Vec<i64>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Line {
    resource: Resource,
    /// Alike places; 0 when they are not counted one by one, as hands.
    places: i64,
    holds: bool,
    capacity: Vec<i64>,
    taken: Vec<i64>,
}

impl Grid {
    /// Nothing is taken.
    pub(super) fn new(calendar: &Calendar, today: Day) -> Self {
        let days = || (0..KEPT).map(|day| at(today, day));
        let line = |(resource, places, holds)| Line {
            resource,
            places,
            holds,
            capacity: days().map(|day| calendar.capacity(resource, day)).collect(),
            taken: Vec::new(),
        };
        let stations = (calendar.stations.iter())
            .map(|station| (Resource::Station(station.id), i64::from(station.places), station.holds));
        Self {
            today,
            open: days().map(|day| calendar.open(day)).collect(),
            lines: [(Resource::Hands, 0, false)].into_iter().chain(stations).map(line).collect(),
            calendar: calendar.clone(),
        }
    }

    /// The day with this number.
    pub(super) fn day(&self, index: usize) -> Day {
        at(self.today, index)
    }

    /// The number of a day; days before the plan count as its first, and very late ones as beyond its last.
    pub(super) fn index(&self, day: Day) -> usize {
        index(self.today, day)
    }

    /// Takes what was laid. A piece that stays on its place takes all of it up to the day on which it comes off.
    pub(super) fn book(&mut self, course: &Course<'_>, laid: &Laid) {
        for (at, piece) in laid.pieces.iter().enumerate() {
            for resource in &course.stages[piece.stage].on {
                self.take(*resource, piece.day, piece.minutes);
                let next = laid.pieces.get(at + 1).filter(|next| next.stage == piece.stage && self.holds(*resource));
                if let Some(next) = next {
                    let rest = self.place(*resource, piece.day).saturating_sub(piece.minutes);
                    self.take(*resource, piece.day, rest);
                    for day in piece.day + 1..next.day {
                        self.take(*resource, day, self.place(*resource, day));
                    }
                }
            }
        }
    }

    /// Takes the place of a piece that is on the loom, from today to the day on which work on it goes on. Returns whether
    /// nobody else has that place meanwhile.
    pub(super) fn hold(&mut self, course: &Course<'_>, laid: &Laid) -> bool {
        let Some(first) = laid.pieces.first() else { return true };
        let mut alone = true;
        for resource in &course.stages[first.stage].on {
            if !self.holds(*resource) {
                continue;
            }
            alone &= (0..=first.day).all(|day| self.room(*resource, day).whole);
            for day in 0..first.day {
                self.take(*resource, day, self.place(*resource, day));
            }
        }
        alone
    }

    /// Takes minutes, at most what is left.
    fn take(&mut self, resource: Resource, day: usize, minutes: i64) {
        let left = self.capacity(resource, day) - self.taken(resource, day);
        if let Some(line) = self.lines.iter_mut().find(|line| line.resource == resource) {
            if line.taken.len() <= day {
                line.taken.resize(day + 1, 0);
            }
            line.taken[day] += minutes.clamp(0, left.max(0));
        }
    }

    /// Minutes of a resource on a day, taken or not.
    pub(super) fn capacity(&self, resource: Resource, day: usize) -> i64 {
        let kept = self.line(resource).and_then(|line| line.capacity.get(day).copied());
        kept.unwrap_or_else(|| self.calendar.capacity(resource, self.day(day)))
    }

    fn taken(&self, resource: Resource, day: usize) -> i64 {
        self.line(resource).and_then(|line| line.taken.get(day).copied()).unwrap_or(0)
    }

    /// Minutes of one place of a station.
    fn place(&self, resource: Resource, day: usize) -> i64 {
        let places = self.line(resource).map_or(0, |line| line.places);
        self.capacity(resource, day) / places.max(1)
    }

    fn line(&self, resource: Resource) -> Option<&Line> {
        self.lines.iter().find(|line| line.resource == resource)
    }
}

impl Days for Grid {
    fn open(&self, day: usize) -> Option<i64> {
        let kept = || self.open.get(day).copied().unwrap_or_else(|| self.calendar.open(self.day(day)));
        (day <= HORIZON).then(kept)
    }

    fn room(&self, resource: Resource, day: usize) -> Room {
        let left = self.capacity(resource, day) - self.taken(resource, day);
        if !self.holds(resource) {
            return Room { minutes: left, whole: false };
        }
        let place = self.place(resource, day);
        Room { minutes: left.min(place), whole: left >= place }
    }

    fn holds(&self, resource: Resource) -> bool {
        self.line(resource).is_some_and(|line| line.holds)
    }

    fn closures(&self) -> &[Span] {
        &self.calendar.closures
    }

    fn margin(&self) -> u16 {
        self.calendar.margin_days
    }
}

/// The day so many days after another.
pub(super) fn at(today: Day, index: usize) -> Day {
    today.plus(i32::try_from(index).unwrap_or(i32::MAX))
}

/// How many days after `today` a day comes; 0 for earlier ones, and no more than one beyond the last day of a plan.
pub(super) fn index(today: Day, day: Day) -> usize {
    let days = i64::from(day.0) - i64::from(today.0);
    usize::try_from(days.max(0)).unwrap_or(usize::MAX).min(HORIZON + 1)
}
