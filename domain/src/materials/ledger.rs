//! Stock movements and the level that they add up to.

use crate::quantity::Overflow;
use serde::{Deserialize, Serialize};

/// Why stock changed. The ledger is append-only; a mistake is mended by another movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// Goods came in.
    Receipt,
    /// A count or a correction, with its reason; up or down.
    Adjustment,
    /// Moved between places; up or down at this place.
    Transfer,
    /// Held for a checkout that may expire.
    Reservation,
    /// Promised to a placed order.
    Allocation,
    /// A promise that was given back.
    Release,
    /// Promised material that was taken for the work.
    Consumption,
    /// Lost or spoilt.
    Scrap,
    /// Made by a production order.
    Output,
    /// Came back from a customer.
    Return,
}

impl MovementKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Receipt,
        Self::Adjustment,
        Self::Transfer,
        Self::Reservation,
        Self::Allocation,
        Self::Release,
        Self::Consumption,
        Self::Scrap,
        Self::Output,
        Self::Return,
    ];

    /// The name used in the database and as a message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Adjustment => "adjustment",
            Self::Transfer => "transfer",
            Self::Reservation => "reservation",
            Self::Allocation => "allocation",
            Self::Release => "release",
            Self::Consumption => "consumption",
            Self::Scrap => "scrap",
            Self::Output => "output",
            Self::Return => "return",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What `amount` base units of this kind do to a level.
    /// Only adjustments and transfers may be negative; `None` for an amount that the kind does not admit (0 included).
    #[must_use]
    pub const fn change(self, amount: i64) -> Option<LevelChange> {
        let signed = matches!(self, Self::Adjustment | Self::Transfer);
        if amount == 0 || amount == i64::MIN || (amount < 0 && !signed) {
            return None;
        }
        let none = LevelChange { on_hand: 0, reserved: 0, allocated: 0 };
        Some(match self {
            Self::Receipt | Self::Adjustment | Self::Transfer | Self::Output | Self::Return => {
                LevelChange { on_hand: amount, ..none }
            }
            Self::Reservation => LevelChange { reserved: amount, ..none },
            Self::Allocation => LevelChange { allocated: amount, ..none },
            Self::Release => LevelChange { allocated: -amount, ..none },
            Self::Consumption => LevelChange { on_hand: -amount, allocated: -amount, ..none },
            Self::Scrap => LevelChange { on_hand: -amount, ..none },
        })
    }
}

/// The effect of one movement, in base units of the material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LevelChange {
    /// Added to what lies on the shelf.
    pub on_hand: i64,
    /// Added to what checkouts hold.
    pub reserved: i64,
    /// Added to what placed orders were promised.
    pub allocated: i64,
}

/// Sum of all movements of a material, in its base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Level {
    /// On the shelf.
    pub on_hand: i64,
    /// Held by checkouts.
    pub reserved: i64,
    /// Promised to placed orders.
    pub allocated: i64,
}

/// Why a change cannot be applied to a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelProblem {
    /// Less would be there than is promised, or a count would fall below zero.
    Short,
    /// A number too large for the ledger.
    Overflow,
}

impl From<Overflow> for LevelProblem {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

impl Level {
    /// What can still be promised.
    #[must_use]
    pub const fn available(self) -> i64 {
        self.on_hand.saturating_sub(self.reserved).saturating_sub(self.allocated)
    }

    /// The level after the change; what is promised always stays covered.
    ///
    /// # Errors
    /// [`LevelProblem::Short`] when it would not be covered, [`LevelProblem::Overflow`] when the sum does not fit.
    pub fn apply(self, change: LevelChange) -> Result<Self, LevelProblem> {
        let next = Self {
            on_hand: self.on_hand.checked_add(change.on_hand).ok_or(LevelProblem::Overflow)?,
            reserved: self.reserved.checked_add(change.reserved).ok_or(LevelProblem::Overflow)?,
            allocated: self.allocated.checked_add(change.allocated).ok_or(LevelProblem::Overflow)?,
        };
        let promised = next.reserved.checked_add(next.allocated).ok_or(LevelProblem::Overflow)?;
        if next.on_hand < 0 || next.reserved < 0 || next.allocated < 0 || promised > next.on_hand {
            return Err(LevelProblem::Short);
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_is_read_back_from_its_code() {
        for kind in MovementKind::ALL {
            assert_eq!(MovementKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(MovementKind::from_code("Receipt"), None);
    }

    #[test]
    fn only_counts_and_transfers_go_both_ways() {
        for kind in MovementKind::ALL {
            let signed = matches!(kind, MovementKind::Adjustment | MovementKind::Transfer);
            assert_eq!(kind.change(-5).is_some(), signed, "{kind:?}");
            assert!(kind.change(5).is_some());
            assert!(kind.change(0).is_none());
        }
    }

    #[test]
    fn what_is_promised_cannot_be_counted_away() {
        let level = Level { on_hand: 10, reserved: 0, allocated: 7 };
        let down = |amount| level.apply(MovementKind::Adjustment.change(amount).unwrap());
        assert_eq!(down(-4), Err(LevelProblem::Short));
        assert_eq!(down(-3).unwrap().available(), 0);
    }

    proptest! {
        #[test]
        fn levels_stay_legal_and_equal_the_sum_of_what_was_accepted(
            moves in prop::collection::vec((0usize..10, -500i64..500), 0..80)
        ) {
            let mut level = Level::default();
            let mut sum = LevelChange::default();
            for (kind, amount) in moves {
                let Some(change) = MovementKind::ALL[kind].change(amount) else { continue };
                let Ok(next) = level.apply(change) else { continue };
                level = next;
                sum.on_hand += change.on_hand;
                sum.reserved += change.reserved;
                sum.allocated += change.allocated;
                prop_assert!(level.on_hand >= 0 && level.reserved >= 0 && level.allocated >= 0 && level.available() >= 0);
            }
            prop_assert_eq!((level.on_hand, level.reserved, level.allocated), (sum.on_hand, sum.reserved, sum.allocated));
        }

        #[test]
        fn a_release_undoes_its_allocation_and_a_consumption_takes_both(stock in 1i64..1_000_000, part in 1i64..1_000_000) {
            let level = Level { on_hand: stock, ..Level::default() };
            let allocated = level.apply(MovementKind::Allocation.change(part).unwrap());
            prop_assert_eq!(allocated.is_ok(), part <= stock);
            if let Ok(allocated) = allocated {
                prop_assert_eq!(allocated.apply(MovementKind::Release.change(part).unwrap()), Ok(level));
                let taken = allocated.apply(MovementKind::Consumption.change(part).unwrap()).unwrap();
                prop_assert_eq!(taken, Level { on_hand: stock - part, ..Level::default() });
            }
        }
    }
}
