//! When the materials for one piece are there. The page never gets the stock picture: only, per material that the
//! product can use, from which day how much of it there is, cut at the most that one piece can take.

use crate::id::MaterialId;
use crate::product::{GroupKind, ProductModel};
use crate::quantity::{Basis, Overflow};
use crate::time::Day;
use std::collections::BTreeMap;

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
        let mut found = Feasibility::Now;
        for (material, amount) in demand {
            let known = self.materials.iter().find(|known| known.material == *material);
            let step = known.and_then(|known| known.steps.iter().find(|(up_to, _)| amount <= up_to));
            let latest = if let Feasibility::From { day, .. } = found { day } else { today };
            match step {
                Some((_, day)) if *day > latest => found = Feasibility::From { day: *day, material: *material },
                Some(_) => {}
                None => return Feasibility::Never { material: *material },
            }
        }
        found
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
fn largest_demand(model: &ProductModel) -> Result<BTreeMap<MaterialId, i64>, Overflow> {
    let sides = largest_sides(model);
    let side = |axis| i128::from(sides[axis as usize]);
    let mut demand = BTreeMap::new();
    for line in &model.recipe {
        let basis = match line.measure.basis {
            Basis::Fixed => Some(1),
            Basis::Length(axis) => Some(side(axis)),
            Basis::Area(one, other) => side(one).checked_mul(side(other)),
            Basis::Perimeter(one, other) => Some(2 * (side(one) + side(other))),
            Basis::Volume => sides.iter().try_fold(1_i128, |volume, side| volume.checked_mul((*side).into())),
            Basis::Characters(group) | Basis::Number(group) => Some(largest_count(model, group)),
            Basis::PriceSoFar => Some(0),
        };
        let amount = line.measure.times(basis.ok_or(Overflow)?)?.with_waste(line.waste_permille)?.round_up()?;
        let sum: &mut i64 = demand.entry(line.material).or_default();
        *sum = sum.checked_add(amount.max(0)).ok_or(Overflow)?;
    }
    Ok(demand)
}

fn largest_count(model: &ProductModel, group: usize) -> i128 {
    match model.groups.get(group).map(|group| &group.kind) {
        Some(GroupKind::Number { max, .. }) => (*max).into(),
        Some(GroupKind::Text { max_chars, .. }) => (*max_chars).into(),
        Some(GroupKind::Choice { .. } | GroupKind::Several { .. }) | None => 0,
    }
}

fn largest_sides(model: &ProductModel) -> [i64; 3] {
    let mut sides = [0, 1, 2].map(|side: usize| {
        let dimension = &model.dimensions[side];
        match dimension.group.and_then(|group| model.groups.get(group)).map(|group| &group.kind) {
            Some(GroupKind::Number { max, .. }) => *max,
            Some(GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Text { .. }) | None => {
                dimension.fixed_mm
            }
        }
    });
    for (axis, mm) in model.groups.iter().flat_map(|group| group.values()).flat_map(|value| &value.sets) {
        let side = &mut sides[*axis as usize];
        *side = (*side).max(*mm);
    }
    sides
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
