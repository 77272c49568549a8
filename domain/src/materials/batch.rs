//! A batch of a material that the shop makes for its shelf: what is taken for it, and what its output cost.

use crate::quantity::Overflow;

/// What a batch was to take of one material, and what was promised to it, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// As planned.
    pub planned: i64,
    /// Promised from the shelf so far; never more than planned.
    pub allocated: i64,
}

/// What is written into the ledger when it is taken, in base units; none is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// Promised besides, because more was used than planned.
    pub added: i64,
    /// Given back, because less was used.
    pub released: i64,
    /// Used.
    pub consumed: i64,
}

/// Why nothing is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawProblem {
    /// So much of it is not promised yet, in base units.
    Waiting(i64),
    /// More was used than planned, and nobody said why.
    Unstated,
}

impl Draw {
    /// Takes what was used; `None` when it is as planned. More than planned is taken only when a reason was `stated`.
    ///
    /// # Errors
    /// [`DrawProblem`].
    pub fn take(self, used: Option<i64>, stated: bool) -> Result<Drawn, DrawProblem> {
        let used = used.unwrap_or(self.planned).max(0);
        if used > self.planned && !stated {
            return Err(DrawProblem::Unstated);
        }
        let missing = used.min(self.planned) - self.allocated;
        if missing > 0 {
            return Err(DrawProblem::Waiting(missing));
        }
        Ok(Drawn { added: (used - self.allocated).max(0), released: (self.allocated - used).max(0), consumed: used })
    }
}

/// What the output of a batch cost, in centimes: the sum of what its inputs cost, `None` when the cost of one is not known.
/// By-products carry none of it.
///
/// # Errors
/// [`Overflow`] when the sum does not fit.
pub fn cost_of_output(inputs: impl IntoIterator<Item = Option<i64>>) -> Result<Option<i64>, Overflow> {
    let mut sum = Some(0_i64);
    for cost in inputs {
        sum = match (sum, cost) {
            (Some(sum), Some(cost)) => Some(sum.checked_add(cost).ok_or(Overflow)?),
            (None, _) | (_, None) => None,
        };
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_planned_less_or_more_is_taken() {
        let draw = Draw { planned: 10, allocated: 10 };
        assert_eq!(draw.take(None, false), Ok(Drawn { added: 0, released: 0, consumed: 10 }));
        assert_eq!(draw.take(Some(8), false), Ok(Drawn { added: 0, released: 2, consumed: 8 }));
        assert_eq!(draw.take(Some(12), false), Err(DrawProblem::Unstated));
        assert_eq!(draw.take(Some(12), true), Ok(Drawn { added: 2, released: 0, consumed: 12 }));
        assert_eq!(draw.take(Some(0), false), Ok(Drawn { added: 0, released: 10, consumed: 0 }));
        assert_eq!(Draw { allocated: 7, ..draw }.take(None, true), Err(DrawProblem::Waiting(3)));
        assert_eq!(
            Draw { allocated: 7, ..draw }.take(Some(7), false),
            Ok(Drawn { added: 0, released: 0, consumed: 7 })
        );
    }

    #[test]
    fn a_cost_that_is_not_known_is_not_made_up() {
        assert_eq!(cost_of_output([Some(100), Some(20)]), Ok(Some(120)));
        assert_eq!(cost_of_output([Some(100), None, Some(1)]), Ok(None));
        assert_eq!(cost_of_output([Some(i64::MAX), Some(1)]), Err(Overflow));
    }

    proptest! {
        #[test]
        fn no_more_is_consumed_than_was_promised_without_a_reason(
            planned in 0..1_000_i64,
            missing in 0..1_000_i64,
            used in prop::option::of(-5..1_500_i64),
            stated in any::<bool>(),
        ) {
            let draw = Draw { planned, allocated: (planned - missing).max(0) };
            if let Ok(Drawn { added, released, consumed }) = draw.take(used, stated) {
                prop_assert_eq!(draw.allocated + added - released, consumed, "what is promised is what is used");
                prop_assert!(added >= 0 && released >= 0 && consumed >= 0);
                prop_assert!(stated || consumed <= draw.allocated);
                prop_assert!(added == 0 || released == 0);
            }
        }
    }
}
