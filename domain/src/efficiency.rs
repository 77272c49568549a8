//! What the making of a product took, beside what was planned, and what an hour of it earned. All of it is computed when it is
//! shown; nothing is kept.

use crate::id::MaterialId;
use crate::materials::Spent;
use crate::quantity::Overflow;
use std::collections::BTreeMap;

/// One order line that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Pieces.
    pub pieces: u32,
    /// What all pieces were sold for, without delivery, in centimes.
    pub price_minor: i64,
    /// Minutes that were planned for all pieces.
    pub planned_minutes: i64,
    /// Minutes that were written down; `None` when nobody did.
    pub used_minutes: Option<i64>,
    /// Its materials.
    pub materials: Vec<MadeOf>,
}

/// A material of an order line that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeOf {
    /// The material.
    pub material: MaterialId,
    /// What was planned for all pieces, usual waste included, in base units.
    pub planned: i64,
    /// What was taken for them, scrap included.
    pub used: Spent,
}

/// A material over all pieces of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Use {
    /// Planned, in base units.
    pub planned: i64,
    /// Used, with what it cost.
    pub used: Spent,
}

/// A product over all of its pieces that were made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Efficiency {
    /// Pieces.
    pub pieces: u64,
    /// What they were sold for, in centimes.
    pub income_minor: i64,
    /// Minutes that were planned for them.
    pub planned_minutes: i64,
    /// Minutes that they took: those that were written down, and where nobody did, those that were planned.
    pub minutes: i64,
    /// The part of the planned minutes of which nothing was written down.
    pub unwritten_minutes: i64,
    /// Per material, ascending ids.
    pub materials: BTreeMap<MaterialId, Use>,
}

impl Use {
    /// Of a thousand parts that were used, how many had been planned: 1,000 is as planned, less is loss. `None` when nothing
    /// was used. Rounded down.
    #[must_use]
    pub fn yield_permille(&self) -> Option<i64> {
        share_permille(self.planned, self.used.amount)
    }
}

impl Efficiency {
    /// Over all of these.
    ///
    /// # Errors
    /// [`Overflow`] when a sum does not fit.
    pub fn of(made: &[Made]) -> Result<Self, Overflow> {
        let mut all = Self::default();
        for one in made {
            all.add(one)?;
        }
        Ok(all)
    }

    fn add(&mut self, made: &Made) -> Result<(), Overflow> {
        let sum = |one: i64, other: i64| one.checked_add(other).ok_or(Overflow);
        self.pieces = self.pieces.checked_add(made.pieces.into()).ok_or(Overflow)?;
        self.income_minor = sum(self.income_minor, made.price_minor)?;
        self.planned_minutes = sum(self.planned_minutes, made.planned_minutes)?;
        self.minutes = sum(self.minutes, made.used_minutes.unwrap_or(made.planned_minutes))?;
        if made.used_minutes.is_none() {
            self.unwritten_minutes = sum(self.unwritten_minutes, made.planned_minutes)?;
        }
        for of in &made.materials {
            let line = self.materials.entry(of.material).or_default();
            *line = Use { planned: sum(line.planned, of.planned)?, used: line.used.and(of.used)? };
        }
        Ok(())
    }

    /// What the materials cost, as far as their prices are known, in centimes.
    ///
    /// # Errors
    /// [`Overflow`] when the sum does not fit.
    pub fn cost_minor(&self) -> Result<i64, Overflow> {
        self.materials.values().try_fold(0_i64, |sum, one| sum.checked_add(one.used.cost_minor).ok_or(Overflow))
    }

    /// What an hour earned, in centimes; see [`hourly_minor`].
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn hourly_minor(&self) -> Result<Option<i64>, Overflow> {
        hourly_minor(self.income_minor, self.cost_minor()?, self.minutes)
    }

    /// Minutes that were used of a thousand that were planned, where somebody wrote them down; `None` where nobody did.
    /// Rounded down.
    #[must_use]
    pub fn minutes_permille(&self) -> Option<i64> {
        let planned = self.planned_minutes - self.unwritten_minutes;
        share_permille(self.minutes - self.unwritten_minutes, planned)
    }
}

/// What is left of a price after the materials, per hour of work, in centimes, rounded down so that it never flatters; `None`
/// without work.
///
/// # Errors
/// [`Overflow`] when it does not fit.
pub fn hourly_minor(price_minor: i64, cost_minor: i64, minutes: i64) -> Result<Option<i64>, Overflow> {
    if minutes <= 0 {
        return Ok(None);
    }
    let left = i128::from(price_minor) - i128::from(cost_minor);
    i64::try_from((left * 60).div_euclid(i128::from(minutes))).map(Some).map_err(|_| Overflow)
}

/// The least price at which an hour earns so much, in centimes; what [`hourly_minor`] is asked about.
///
/// # Errors
/// [`Overflow`] when it does not fit.
pub fn fair_price_minor(floor_minor: i64, cost_minor: i64, minutes: i64) -> Result<i64, Overflow> {
    let work = i128::from(floor_minor) * i128::from(minutes.max(0));
    let work = work.div_euclid(60) + i128::from(work.rem_euclid(60) > 0);
    i64::try_from(work + i128::from(cost_minor)).map_err(|_| Overflow)
}

/// How many of a thousand of the whole a part is, rounded down; `None` of nothing.
pub(crate) fn share_permille(part: i64, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    i64::try_from((i128::from(part) * 1_000).div_euclid(i128::from(whole))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn material(number: u8) -> MaterialId {
        MaterialId::from_parts(1, [number; 10])
    }

    #[test]
    fn a_rug_that_took_longer_earns_less_an_hour() {
        let used = Spent { amount: 4_000, uncosted: 0, cost_minor: 24_000 };
        let made = |used_minutes| Made {
            pieces: 1,
            price_minor: 120_000,
            planned_minutes: 2_400,
            used_minutes,
            materials: vec![MadeOf { material: material(1), planned: 3_600, used }],
        };
        let as_planned = Efficiency::of(&[made(None)]).unwrap();
        // 960 dirhams for 40 hours.
        assert_eq!((as_planned.hourly_minor(), as_planned.minutes_permille()), (Ok(Some(2_400)), None));
        let longer = Efficiency::of(&[made(Some(3_000))]).unwrap();
        assert_eq!((longer.hourly_minor(), longer.minutes_permille()), (Ok(Some(1_920)), Some(1_250)));
        let both = Efficiency::of(&[made(None), made(Some(3_000))]).unwrap();
        assert_eq!((both.pieces, both.minutes, both.unwritten_minutes), (2, 5_400, 2_400));
        assert_eq!((both.minutes_permille(), both.cost_minor()), (Some(1_250), Ok(48_000)));
        assert_eq!(both.materials[&material(1)].yield_permille(), Some(900), "a tenth was lost");
    }

    #[test]
    fn an_hour_below_the_floor_is_never_rounded_up_to_it() {
        assert_eq!(hourly_minor(10_000, 4_001, 180), Ok(Some(1_999)));
        assert_eq!(hourly_minor(4_000, 5_000, 60), Ok(Some(-1_000)));
        assert_eq!(hourly_minor(4_000, 5_000, 0), Ok(None));
        assert_eq!(hourly_minor(i64::MAX, i64::MIN, 1), Err(Overflow));
    }

    fn any_made() -> impl Strategy<Value = Made> {
        let of =
            (0..3_u8, 1..5_000_i64, 0..6_000_i64, 0..9_000_i64).prop_map(|(number, planned, amount, cost_minor)| {
                let used = Spent { amount, uncosted: amount / 3, cost_minor };
                MadeOf { material: material(number), planned, used }
            });
        let used = prop::option::of(0..9_000_i64);
        (1..9_u32, 0..900_000_i64, 0..9_000_i64, used, prop::collection::vec(of, 0..4)).prop_map(
            |(pieces, price_minor, planned_minutes, used_minutes, materials)| Made {
                pieces,
                price_minor,
                planned_minutes,
                used_minutes,
                materials,
            },
        )
    }

    proptest! {
        #[test]
        fn the_figures_are_what_adding_up_by_hand_gives(made in prop::collection::vec(any_made(), 0..6)) {
            let all = Efficiency::of(&made).unwrap();
            let (mut minutes, mut cost, mut income) = (0_i64, 0_i64, 0_i64);
            for one in &made {
                minutes += match one.used_minutes { Some(used) => used, None => one.planned_minutes };
                income += one.price_minor;
                for of in &one.materials { cost += of.used.cost_minor; }
            }
            prop_assert_eq!((all.minutes, all.income_minor, all.cost_minor()), (minutes, income, Ok(cost)));
            if let Some(hourly) = all.hourly_minor().unwrap() {
                // So much an hour was earned, and not a centime more.
                let left = i128::from(income - cost) * 60;
                prop_assert!(i128::from(hourly) * i128::from(minutes) <= left);
                prop_assert!(i128::from(hourly + 1) * i128::from(minutes) > left);
            }
            for (material, line) in &all.materials {
                let of_it = || made.iter().flat_map(|one| &one.materials).filter(|of| of.material == *material);
                let (planned, used): (i64, i64) = (of_it().map(|of| of.planned).sum(), of_it().map(|of| of.used.amount).sum());
                prop_assert_eq!((line.planned, line.used.amount), (planned, used));
                prop_assert_eq!(line.yield_permille(), (used > 0).then(|| planned * 1_000 / used));
            }
        }

        #[test]
        fn the_fair_price_is_the_least_that_pays_the_floor(floor in 0..9_000_i64, cost in 0..90_000_i64, minutes in 1..9_000_i64) {
            let price = fair_price_minor(floor, cost, minutes).unwrap();
            prop_assert!(hourly_minor(price, cost, minutes).unwrap().unwrap() >= floor);
            prop_assert!(hourly_minor(price - 1, cost, minutes).unwrap().unwrap() < floor);
        }
    }
}
