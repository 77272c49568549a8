//! Laying work into free minutes, day by day. The browser runs this too: no tables, no calendar, only [`Days`].

use super::calendar::{HORIZON, Resource, Span};
use super::demand::{Demand, Stage};

/// What is left of a resource on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Minutes that one order can still take.
    pub minutes: i64,
    /// Whether a whole place is nobody else's on that day.
    pub whole: bool,
}

/// Days, counted from the day of the plan.
pub(super) trait Days {
    /// Minutes for which the shop is open; `None` beyond the last day that is known.
    fn open(&self, day: usize) -> Option<i64>;
    /// What is left of a resource.
    fn room(&self, resource: Resource, day: usize) -> Room;
    /// Whether a piece stays on this resource until its stage is done.
    fn holds(&self, resource: Resource) -> bool;
    /// When the shop is closed.
    fn closures(&self) -> &[Span];
    /// Open days that the shop adds.
    fn margin(&self) -> u16;
}

/// Work to lay.
pub(super) struct Course<'a> {
    /// In order.
    pub stages: &'a [Stage],
    /// Per stage, the first day on which it may begin, and then the first on which the piece may be ready.
    pub from: Vec<usize>,
    /// Times the hours of the shop that it may take on one day.
    pub at_once: i64,
    /// A day, and minutes that the order has taken on it already.
    pub spent: (usize, i64),
}

/// Minutes of one stage on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub day: usize,
    pub stage: usize,
    pub minutes: i64,
}

/// Work with its days.
pub(super) struct Laid {
    /// Ascending by day, then by stage.
    pub pieces: Vec<Piece>,
    /// The day on which the last stage is done, at least the last of `from`, and open.
    pub finish: usize,
}

impl<'a> Course<'a> {
    /// All of a demand, each stage not before its day.
    pub(super) fn new(demand: &'a Demand, from: Vec<usize>) -> Self {
        Self { stages: &demand.stages, from, at_once: i64::from(demand.at_once.max(1)), spent: (0, 0) }
    }
}

/// Lays each stage as early as it can be done, taking on each day all that is free. `Err` with the index of the stage
/// that has no place up to the last day.
pub(super) fn lay(days: &dyn Days, course: &Course<'_>) -> Result<Laid, usize> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut day = 0;
    for (index, stage) in course.stages.iter().enumerate() {
        day = day.max(course.from[index]);
        if stage.minutes > 0 {
            day = lay_stage(days, course, index, day, &mut pieces).ok_or(index)?;
        }
    }
    let last = course.stages.len();
    let finish = open_day(days, day.max(course.from[last])).ok_or(last)?;
    Ok(Laid { pieces, finish })
}

/// The day on which the stage is done.
fn lay_stage(
    days: &dyn Days,
    course: &Course<'_>,
    index: usize,
    from: usize,
    pieces: &mut Vec<Piece>,
) -> Option<usize> {
    let stage = &course.stages[index];
    let start = pieces.len();
    let mut left = stage.minutes;
    for day in from..=HORIZON {
        let open = days.open(day)?;
        // What the order itself has taken on this day, in all and of each resource.
        let own = |resource: Option<Resource>| -> i64 {
            let today = pieces[..start].iter().rev().take_while(|piece| piece.day == day);
            let of = |piece: &&Piece| resource.is_none_or(|one| course.stages[piece.stage].on.contains(&one));
            today.filter(of).map(|piece| piece.minutes).sum()
        };
        let spent = if course.spent.0 == day { course.spent.1 } else { 0 };
        let mut part = open.saturating_mul(course.at_once).saturating_sub(own(None)).saturating_sub(spent);
        let mut whole = true;
        for resource in &stage.on {
            let room = days.room(*resource, day);
            part = part.min(room.minutes.saturating_sub(own(Some(*resource))));
            whole &= room.whole || !days.holds(*resource);
        }
        if !whole && pieces.len() > start && part < left {
            // Somebody else's piece goes on the loom that day: this one has to begin after it.
            pieces.truncate(start);
            left = stage.minutes;
        }
        let part = part.min(left);
        if part > 0 {
            pieces.push(Piece { day, stage: index, minutes: part });
            left -= part;
        }
        if left == 0 {
            return Some(day);
        }
    }
    None
}

/// The first open day from a day on.
pub(super) fn open_day(days: &dyn Days, from: usize) -> Option<usize> {
    let mut day = from;
    while days.open(day)? == 0 {
        day += 1;
    }
    Some(day)
}
