//! When the materials for one piece are there. The page never gets the stock picture: only, per material that the
//! product can use, from which day how much of it there is, cut at the most that one piece can take.

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

/// From which day a product's materials are there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PromiseDigest {
    /// One per material of the recipe, ascending ids.
    pub materials: Vec<MaterialDigest>,
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

impl PromiseDigest {
    /// The digest of a product's materials as of `today`. A material without a picture counts as none.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit.
    pub fn new(model: &ProductModel, pictures: &[StockPicture], today: Day) -> Result<Self, Overflow> {
        let digest = |(material, largest): (MaterialId, i64)| {
            let picture = pictures.iter().find(|picture| picture.material == material);
            MaterialDigest { material, steps: picture.map_or_else(Vec::new, |picture| steps(picture, largest, today)) }
        };
        Ok(Self { materials: largest_demand(model)?.into_iter().map(digest).collect() })
    }

    /// When everything in a demand is there, given that `today` is the day of the digest.
    #[must_use]
    pub fn feasibility(&self, demand: &[(MaterialId, i64)], today: Day) -> Feasibility {
        demand.iter().fold(Feasibility::Now, |found, (material, amount)| {
            let known = self.materials.iter().find(|known| known.material == *material);
            found.and(*material, known.and_then(|known| known.day(*amount)), today)
        })
    }
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

fn steps(picture: &StockPicture, largest: i64, today: Day) -> Vec<(i64, Day)> {
    let mut arrivals: Vec<(Day, i64)> =
        picture.arrivals.iter().map(|(day, amount)| ((*day).max(today), *amount)).collect();
    arrivals.sort_unstable();
    let bought = picture.reorder_days.map(|days| today.plus(i32::from(days)));
    let mut steps: Vec<(i64, Day)> = Vec::new();
    let mut sum = picture.available.max(0);
    let mut add = |sum: i64, day: Day| {
        if sum > steps.last().map_or(0, |(amount, _)| *amount) {
            steps.push((sum.min(largest), day));
        }
    };
    add(sum, today);
    for (day, amount) in arrivals {
        if sum >= largest || bought.is_some_and(|bought| bought <= day) {
            break;
        }
        sum = sum.saturating_add(amount.max(0));
        add(sum, day);
    }
    if let Some(day) = bought.filter(|_| sum < largest) {
        add(largest, day);
    }
    // Two steps on one day are one.
    steps.dedup_by(|later, earlier| {
        let same = later.1 == earlier.1;
        if same {
            earlier.0 = later.0;
        }
        same
    });
    steps
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

/// The most minutes that one piece can take: every line of work at once, at the largest sides and counts.
pub(super) fn largest_minutes(model: &ProductModel) -> Result<i64, Overflow> {
    let (sides, picks) = largest_piece(model);
    let mut sum: i64 = 0;
    for line in &model.work {
        let minutes = line.measure.amount(sides, &picks)?.round_up()?.max(0);
        sum = sum.checked_add(minutes).ok_or(Overflow)?;
    }
    Ok(sum)
}

/// The largest sides and counts of a product, which no piece need have all together.
fn largest_piece(model: &ProductModel) -> ([i64; 3], Vec<Pick>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Day = Day(20_000);

    fn material() -> MaterialId {
        MaterialId::from_parts(1, [7; 10])
    }

    fn digest(available: i64, arrivals: &[(i32, i64)], reorder_days: Option<u16>, largest: i64) -> PromiseDigest {
        let arrivals = arrivals.iter().map(|(day, amount)| (TODAY.plus(*day), *amount)).collect();
        let picture = StockPicture { material: material(), available, arrivals, reorder_days };
        PromiseDigest {
            materials: vec![MaterialDigest { material: material(), steps: steps(&picture, largest, TODAY) }],
        }
    }

    #[test]
    fn what_is_there_what_comes_and_what_can_be_bought() {
        let found = digest(10, &[(30, 5), (7, 20), (-3, 1)], Some(14), 100);
        assert_eq!(found.materials[0].steps, [(11, TODAY), (31, TODAY.plus(7)), (100, TODAY.plus(14))]);
        let ask = |amount| found.feasibility(&[(material(), amount)], TODAY);
        assert_eq!(ask(0), Feasibility::Now);
        assert_eq!(ask(11), Feasibility::Now);
        assert_eq!(ask(12), Feasibility::From { day: TODAY.plus(7), material: material() });
        assert_eq!(ask(100), Feasibility::From { day: TODAY.plus(14), material: material() });
        assert_eq!(ask(101), Feasibility::Never { material: material() });
        let once = digest(1, &[], None, 3);
        assert_eq!(once.feasibility(&[(material(), 2)], TODAY), Feasibility::Never { material: material() });
        assert_eq!(
            digest(500, &[(1, 500)], Some(2), 100).materials[0].steps,
            [(100, TODAY)],
            "no more than it can take"
        );
    }

    proptest! {
        #[test]
        fn the_digest_says_what_the_picture_says(
            available in 0..50_i64,
            arrivals in prop::collection::vec((-5..40_i32, 0..30_i64), 0..6),
            reorder in prop::option::of(0..40_u16),
            largest in 1..120_i64,
            amount in 1..120_i64,
        ) {
            prop_assume!(amount <= largest);
            let there = |day: i32| {
                let arrived: i64 = arrivals.iter().filter(|(on, _)| (*on).max(0) <= day).map(|(_, amount)| amount).sum();
                available + arrived >= amount || reorder.is_some_and(|days| i32::from(days) <= day)
            };
            let want = match (0..=40).find(|day| there(*day)) {
                Some(0) => Feasibility::Now,
                Some(day) => Feasibility::From { day: TODAY.plus(day), material: material() },
                None => Feasibility::Never { material: material() },
            };
            let found = digest(available, &arrivals, reorder, largest);
            prop_assert_eq!(found.feasibility(&[(material(), amount)], TODAY), want);
            prop_assert!(found.materials[0].steps.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        }
    }
}
