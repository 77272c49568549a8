//! When the materials for one piece are there, and the most that one piece of a product can take.

use crate::configurator::Pick;
use crate::id::MaterialId;
use crate::materials::add_up;
use crate::picture::CODE_LENGTH;
use crate::product::{GroupKind, ProductModel};
use crate::quantity::Overflow;
use crate::time::Day;

/// What a shop knows about one material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockPicture {
    /// The material.
    pub material: MaterialId,
    /// What can be promised now, in base units.
    pub available: i64,
    /// What is expected: day and amount, in any order.
    pub arrivals: Vec<(Day, i64)>,
    /// Days in which more can be had; `None` when it cannot be had again.
    pub reorder_days: Option<u16>,
}

/// From which day how much of a material is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialDigest {
    /// The material.
    pub material: MaterialId,
    /// "Up to this amount from this day", both ascending; what is more than the last amount is never there.
    pub steps: Vec<(i64, Day)>,
}

/// When the materials for a piece are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feasibility {
    /// All are there now.
    Now,
    /// The last of them comes on this day.
    From {
        /// The day.
        day: Day,
        /// The material that comes last.
        material: MaterialId,
    },
    /// There will not be enough of this one.
    Never {
        /// The material.
        material: MaterialId,
    },
}

impl MaterialDigest {
    /// From which day so much of it is there; `None` for never.
    #[must_use]
    pub fn day(&self, amount: i64) -> Option<Day> {
        self.steps.iter().find(|(up_to, _)| amount <= *up_to).map(|(_, day)| *day)
    }
}

impl Feasibility {
    /// The same when another material is needed too, which is there from this day on, or never: of two that come on one
    /// day, the first counts, and so of two that never do.
    #[must_use]
    pub(crate) fn and(self, material: MaterialId, day: Option<Day>, today: Day) -> Self {
        let latest = match self {
            Self::Never { .. } => return self,
            Self::From { day, .. } => day,
            Self::Now => today,
        };
        match day {
            Some(day) if day > latest => Self::From { day, material },
            Some(_) => self,
            None => Self::Never { material },
        }
    }
}

/// The most that one piece can take of each material: every line of the recipe at once, at the largest sides and counts.
pub(crate) fn largest_demand(model: &ProductModel) -> Result<Vec<(MaterialId, i64)>, Overflow> {
    let (sides, picks) = largest_piece(model);
    let mut demand = Vec::new();
    for line in &model.recipe {
        add_up(&mut demand, line.material, line.amount(sides, &picks)?.max(0))?;
    }
    Ok(demand)
}

/// The largest sides and counts of a product, which no piece need have all together.
pub(super) fn largest_piece(model: &ProductModel) -> ([i64; 3], Vec<Pick>) {
    let picks: Vec<Pick> = model.groups.iter().map(|group| largest(&group.kind)).collect();
    let mut sides = model.sides_mm(&picks);
    for (axis, mm) in model.groups.iter().flat_map(|group| group.values()).flat_map(|value| &value.sets) {
        let side = &mut sides[*axis as usize];
        *side = (*side).max(*mm);
    }
    (sides, picks)
}

/// The largest number, the longest text and a picture; of values none, for each may set a side.
fn largest(kind: &GroupKind) -> Pick {
    match kind {
        GroupKind::Number { max, .. } => Pick::Number(*max),
        GroupKind::Text { max_chars, .. } => Pick::Text("x".repeat(usize::from(*max_chars))),
        GroupKind::Picture => Pick::Text("0".repeat(CODE_LENGTH)),
        GroupKind::Choice { .. } | GroupKind::Several { .. } => Pick::Several(Vec::new()),
    }
}
