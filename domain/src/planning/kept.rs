//! Promises compared with what happened.

use super::promise::Promise;
use crate::time::Day;

/// A promise that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// What was promised, frozen when the order was placed.
    pub promise: Promise,
    /// The day on which the piece was done.
    pub done: Day,
}

/// How a shop keeps its promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Punctuality {
    /// Pieces that were done on the promised day or before.
    pub kept: u32,
    /// Pieces that were done later.
    pub broken: u32,
    /// Days from the promised day to the day on which the latest was done; 0 when all were kept.
    pub worst_days: i64,
    /// Days from the promised day to the day on which it was done, over all pieces that were done later.
    pub late_days: i64,
    /// Pieces that were done later than planned, the margin of the shop not counted: how often the margin was needed.
    pub used_margin: u32,
}

impl Kept {
    /// Days from the promised day to the day on which it was done; negative when it was done before.
    #[must_use]
    pub fn days_late(&self) -> i64 {
        i64::from(self.done.0) - i64::from(self.promise.ready.0)
    }
}

impl Punctuality {
    /// Over all of these.
    #[must_use]
    pub fn of(pieces: &[Kept]) -> Self {
        let mut found = Self::default();
        for piece in pieces {
            let late = piece.days_late();
            *if late > 0 { &mut found.broken } else { &mut found.kept } += 1;
            found.worst_days = found.worst_days.max(late);
            found.late_days = found.late_days.saturating_add(late.max(0));
            found.used_margin += u32::from(piece.done > piece.promise.finish);
        }
        found
    }

    /// Of a thousand promises, how many were kept; `None` before the first. Rounded down.
    #[must_use]
    pub fn kept_permille(&self) -> Option<u32> {
        let all = u64::from(self.kept) + u64::from(self.broken);
        let share = (u64::from(self.kept) * 1_000).checked_div(all)?;
        u32::try_from(share).ok()
    }

    /// Tenths of a day by which the pieces were late that were, on average; `None` when none was. Rounded up.
    #[must_use]
    pub fn mean_delay_tenths(&self) -> Option<i64> {
        let broken = i64::from(self.broken);
        (broken > 0).then(|| self.late_days.saturating_mul(10).saturating_add(broken - 1) / broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::Limit;

    #[test]
    fn a_piece_that_needed_the_margin_kept_its_promise() {
        let (finish, ready) = (Day(100), Day(102));
        let promise = Promise { ready, finish, limit: Limit::Work, begin: Day(90) };
        let done = |day| Kept { promise, done: Day(day) };
        let found = Punctuality::of(&[done(99), done(100), done(102), done(105)]);
        assert_eq!(found, Punctuality { kept: 3, broken: 1, worst_days: 3, late_days: 3, used_margin: 2 });
        assert_eq!(done(99).days_late(), -3);
        assert_eq!((found.kept_permille(), found.mean_delay_tenths()), (Some(750), Some(30)));
        let later = Punctuality::of(&[done(103), done(103), done(107)]);
        assert_eq!((later.kept_permille(), later.mean_delay_tenths()), (Some(0), Some(24)), "7 days over 3");
        let none = Punctuality::of(&[]);
        assert_eq!((none.kept_permille(), none.mean_delay_tenths()), (None, None));
    }
}
