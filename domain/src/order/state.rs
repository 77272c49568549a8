//! What a shop's part of an order goes through.

use serde::{Deserialize, Serialize};

/// State of one shop's part of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShopOrderState {
    /// The shopper sent it; materials are allocated.
    Placed,
    /// The shop spoke with the shopper.
    Confirmed,
    /// Materials are taken, the work has begun.
    InProduction,
    /// The pieces are made.
    Ready,
    /// On the way.
    Shipped,
    /// With the shopper.
    Delivered,
    /// Called off before the work began; materials are released.
    Cancelled,
    /// The parcel was refused at the door.
    Refused,
    /// The pieces came back.
    Returned,
}

/// What a shop does next with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Agreed with the shopper.
    Confirm,
    /// Take the materials and begin.
    Start,
    /// The pieces are made.
    Finish,
    /// Handed to the carrier.
    Ship,
    /// Reached the shopper.
    Deliver,
    /// Called off.
    Cancel,
}

/// What a step does besides changing the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing more.
    None,
    /// The allocated materials are consumed and production begins.
    ConsumeAndBegin,
    /// Nothing more, but only when every piece has passed its check.
    RequireChecked,
    /// The allocated materials are released and production is cancelled.
    ReleaseAndCancel,
}

/// The step does not fit the state that the order is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotNow {
    /// The state that the order stays in.
    pub state: ShopOrderState,
}

impl Step {
    /// All steps, in the order in which a shop takes them.
    pub const ALL: [Self; 6] = [Self::Confirm, Self::Start, Self::Finish, Self::Ship, Self::Deliver, Self::Cancel];

    /// The name used in forms and as a message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Start => "start",
            Self::Finish => "finish",
            Self::Ship => "ship",
            Self::Deliver => "deliver",
            Self::Cancel => "cancel",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

impl ShopOrderState {
    /// All states.
    pub const ALL: [Self; 9] = [
        Self::Placed,
        Self::Confirmed,
        Self::InProduction,
        Self::Ready,
        Self::Shipped,
        Self::Delivered,
        Self::Cancelled,
        Self::Refused,
        Self::Returned,
    ];

    /// The name used in the database and as a message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Confirmed => "confirmed",
            Self::InProduction => "in_production",
            Self::Ready => "ready",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Refused => "refused",
            Self::Returned => "returned",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Takes one step: the next state and what else has to happen.
    ///
    /// # Errors
    /// [`NotNow`] when the step does not fit; nothing changes then.
    pub const fn take(self, step: Step) -> Result<(Self, Effect), NotNow> {
        match (self, step) {
            (Self::Placed, Step::Confirm) => Ok((Self::Confirmed, Effect::None)),
            (Self::Confirmed, Step::Start) => Ok((Self::InProduction, Effect::ConsumeAndBegin)),
            (Self::InProduction, Step::Finish) => Ok((Self::Ready, Effect::RequireChecked)),
            (Self::Ready, Step::Ship) => Ok((Self::Shipped, Effect::None)),
            (Self::Shipped, Step::Deliver) => Ok((Self::Delivered, Effect::None)),
            (Self::Placed | Self::Confirmed, Step::Cancel) => Ok((Self::Cancelled, Effect::ReleaseAndCancel)),
            (state, Step::Confirm | Step::Start | Step::Finish | Step::Ship | Step::Deliver | Step::Cancel) => {
                Err(NotNow { state })
            }
        }
    }

    /// The steps that can be taken now, the usual one first.
    #[must_use]
    pub fn next_steps(self) -> Vec<Step> {
        Step::ALL.into_iter().filter(|step| self.take(*step).is_ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_read_back() {
        for state in ShopOrderState::ALL {
            assert_eq!(ShopOrderState::from_code(state.code()), Some(state));
        }
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
    }

    #[test]
    fn the_usual_way_leads_from_placed_to_delivered() {
        let mut state = ShopOrderState::Placed;
        for step in [Step::Confirm, Step::Start, Step::Finish, Step::Ship, Step::Deliver] {
            assert_eq!(state.next_steps().first(), Some(&step));
            state = state.take(step).unwrap().0;
        }
        assert_eq!(state, ShopOrderState::Delivered);
        assert_eq!(state.next_steps(), []);
    }

    #[test]
    fn an_order_can_be_called_off_only_before_the_work_begins() {
        for state in ShopOrderState::ALL {
            let early = matches!(state, ShopOrderState::Placed | ShopOrderState::Confirmed);
            assert_eq!(state.take(Step::Cancel).is_ok(), early, "{state:?}");
        }
    }

    proptest! {
        #[test]
        fn no_step_succeeds_twice_and_allocated_material_is_settled_at_most_once(
            steps in prop::collection::vec(0usize..6, 0..40)
        ) {
            let mut state = ShopOrderState::Placed;
            let mut settled = 0;
            for step in steps {
                let step = Step::ALL[step];
                match state.take(step) {
                    Ok((next, effect)) => {
                        prop_assert!(next.take(step).is_err());
                        settled += usize::from(matches!(effect, Effect::ConsumeAndBegin | Effect::ReleaseAndCancel));
                        state = next;
                    }
                    Err(NotNow { state: stays }) => prop_assert_eq!(stays, state),
                }
            }
            let open = matches!(state, ShopOrderState::Placed | ShopOrderState::Confirmed);
            prop_assert_eq!(settled, usize::from(!open));
        }
    }
}
