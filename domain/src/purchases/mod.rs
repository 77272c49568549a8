//! What a shop orders from its suppliers: what was ordered, what came, what is still expected, what will not come.

mod price;
mod state;
#[cfg(test)]
mod tests;

pub use price::{Offer, cheapest};
pub use state::PurchaseState;

use crate::id::{MaterialId, PurchaseId, PurchaseLineId, SupplierId};
use crate::materials::LARGEST_AMOUNT;
use crate::time::{Day, Timestamp};

/// Longest that anything is expected ahead, in days.
pub const FARTHEST_DAYS: i32 = 730;

/// Most lines of one purchase order.
pub const MOST_LINES: usize = 30;

/// A purchase order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// Id.
    pub id: PurchaseId,
    /// Its number in the shop.
    pub number: i64,
    /// Grows with each change, so that two windows do not overwrite each other.
    pub version: i64,
    /// From whom; `None` when nobody is named, as at a market.
    pub supplier: Option<SupplierId>,
    /// Where it stands.
    pub state: PurchaseState,
    /// For the supplier; may be empty.
    pub note: String,
    /// When it was begun.
    pub created: Timestamp,
    /// When it was ordered.
    pub ordered: Option<Timestamp>,
    /// What is bought.
    pub lines: Vec<PurchaseLine>,
}

/// One material of a purchase order; amounts in its base units. What was ordered, and what came beyond it, is what came,
/// what is still expected and what will not come, together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurchaseLine {
    /// Id.
    pub id: PurchaseLineId,
    /// What.
    pub material: MaterialId,
    /// How much was ordered; more than zero.
    pub ordered: i64,
    /// What all of it costs, in centimes; `None` when nobody said.
    pub price_minor: Option<i64>,
    /// The day on which it is expected.
    pub day: Day,
    /// How much came.
    pub received: i64,
    /// How much of it will not come.
    pub dropped: i64,
}

impl PurchaseLine {
    /// What is still expected once it is ordered.
    #[must_use]
    pub const fn open(&self) -> i64 {
        let open = self.ordered.saturating_sub(self.received).saturating_sub(self.dropped);
        if open > 0 { open } else { 0 }
    }

    /// What came beyond what was ordered.
    #[must_use]
    pub const fn over(&self) -> i64 {
        let over = self.received.saturating_sub(self.ordered);
        if over > 0 { over } else { 0 }
    }
}

/// What is done with a purchase order as a whole, or with a line of it, apart from what comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PurchaseStep {
    /// It goes to the supplier.
    Order,
    /// Nothing of it will come; only while nothing came.
    Cancel,
    /// What is missing will not come.
    Close,
    /// What is missing of a line will not come.
    DropRest(PurchaseLineId),
    /// A line is expected on another day.
    MoveDay(PurchaseLineId, Day),
}

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PurchaseProblem {
    /// It does not fit the state.
    NotNow(PurchaseState),
    /// There is nothing in it.
    Empty,
    /// The day is over, or more than two years ahead.
    Day,
    /// There is no such line.
    UnknownLine,
    /// Too large to be true.
    TooLarge,
}

impl Purchase {
    /// What is expected from it: line, material, day, amount. A draft expects nothing.
    pub fn expected(&self) -> impl Iterator<Item = (PurchaseLineId, MaterialId, Day, i64)> + '_ {
        let waits = self.lines.iter().filter(|line| self.state.is_open() && line.open() > 0);
        waits.map(|line| (line.id, line.material, line.day, line.open()))
    }

    /// After a step. What is so already stays as it is: a form sent twice counts once.
    ///
    /// # Errors
    /// [`PurchaseProblem`]; then nothing is changed.
    pub fn take(&self, step: PurchaseStep, now: Timestamp) -> Result<Self, PurchaseProblem> {
        let mut next = self.clone();
        match step {
            PurchaseStep::Order => next.order(now)?,
            PurchaseStep::Cancel => next.cancel()?,
            PurchaseStep::Close => next.close()?,
            PurchaseStep::DropRest(line) => {
                let line = next.open_line(line)?;
                line.dropped += line.open();
                next.settle();
            }
            PurchaseStep::MoveDay(line, day) => {
                if !is_ahead(day, now.day()) {
                    return Err(PurchaseProblem::Day);
                }
                next.open_line(line)?.day = day;
            }
        }
        Ok(next)
    }

    /// After so much of a line came. More than was ordered is taken too; what was given up may come after all.
    ///
    /// # Errors
    /// [`PurchaseProblem`]; then nothing is changed.
    pub fn receive(&self, line: PurchaseLineId, amount: i64) -> Result<Self, PurchaseProblem> {
        let mut next = self.clone();
        let line = next.open_line(line)?;
        let received = line.received.checked_add(amount).filter(|sum| amount > 0 && *sum <= LARGEST_AMOUNT);
        line.received = received.ok_or(PurchaseProblem::TooLarge)?;
        line.dropped = line.dropped.min(line.ordered.saturating_sub(line.received).max(0));
        next.settle();
        Ok(next)
    }

    fn order(&mut self, now: Timestamp) -> Result<(), PurchaseProblem> {
        match self.state {
            PurchaseState::Ordered | PurchaseState::PartlyReceived => return Ok(()),
            PurchaseState::Closed | PurchaseState::Cancelled => return Err(PurchaseProblem::NotNow(self.state)),
            PurchaseState::Draft => {}
        }
        if self.lines.is_empty() {
            return Err(PurchaseProblem::Empty);
        }
        if !self.lines.iter().all(|line| is_ahead(line.day, now.day())) {
            return Err(PurchaseProblem::Day);
        }
        (self.state, self.ordered) = (PurchaseState::Ordered, Some(now));
        Ok(())
    }

    fn cancel(&mut self) -> Result<(), PurchaseProblem> {
        match self.state {
            PurchaseState::Cancelled => Ok(()),
            PurchaseState::Draft | PurchaseState::Ordered => {
                self.drop_all();
                self.state = PurchaseState::Cancelled;
                Ok(())
            }
            PurchaseState::PartlyReceived | PurchaseState::Closed => Err(PurchaseProblem::NotNow(self.state)),
        }
    }

    fn close(&mut self) -> Result<(), PurchaseProblem> {
        match self.state {
            PurchaseState::Closed => Ok(()),
            PurchaseState::PartlyReceived => {
                self.drop_all();
                self.settle();
                Ok(())
            }
            PurchaseState::Draft | PurchaseState::Ordered | PurchaseState::Cancelled => {
                Err(PurchaseProblem::NotNow(self.state))
            }
        }
    }

    fn drop_all(&mut self) {
        for line in &mut self.lines {
            line.dropped += line.open();
        }
    }

    /// A line of an order that is still open.
    fn open_line(&mut self, line: PurchaseLineId) -> Result<&mut PurchaseLine, PurchaseProblem> {
        if !self.state.is_open() {
            return Err(PurchaseProblem::NotNow(self.state));
        }
        self.lines.iter_mut().find(|known| known.id == line).ok_or(PurchaseProblem::UnknownLine)
    }

    /// The state of an order that was sent, from its lines.
    fn settle(&mut self) {
        let open = self.lines.iter().any(|line| line.open() > 0);
        let came = self.lines.iter().any(|line| line.received > 0);
        self.state = match (open, came) {
            (true, true) => PurchaseState::PartlyReceived,
            (true, false) => PurchaseState::Ordered,
            (false, true) => PurchaseState::Closed,
            (false, false) => PurchaseState::Cancelled,
        };
    }
}

/// Whether something can be expected on a day.
#[must_use]
pub fn is_ahead(day: Day, today: Day) -> bool {
    day >= today && day <= today.plus(FARTHEST_DAYS)
}
