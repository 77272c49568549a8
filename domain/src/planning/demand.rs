//! What making a piece asks of a shop: materials, and work in stages.

use super::calendar::Resource;
use super::digest::{largest_demand, largest_minutes};
use super::minutes;
use crate::configurator::Configuration;
use crate::id::MaterialId;
use crate::materials::bill;
use crate::product::ProductModel;
use crate::quantity::Overflow;
use crate::time::Day;

/// Material that has to be there before a stage begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The material.
    pub material: MaterialId,
    /// How much, in base units; less than one is nothing.
    pub amount: i64,
    /// Index of the stage; beyond the last stage, it has to be there before the piece is ready.
    pub stage: usize,
}

/// A part of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// How long, in minutes of one pair of hands or one place; less than one is nothing.
    pub minutes: i64,
    /// What is busy during each of these minutes: hands, a station, or both at once. Each resource once.
    pub on: Vec<Resource>,
}

/// What a piece, or several pieces of one kind, still take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// Materials.
    pub needs: Vec<Need>,
    /// Stages, each of which begins when the one before is done, on the same day if the day is long enough.
    pub stages: Vec<Stage>,
    /// How many people work on it at the same time: on one day it takes at most as many times the hours of the shop.
    /// Less than one is one.
    pub at_once: u16,
    /// The first day on which work may begin.
    pub not_before: Day,
}

impl Demand {
    /// The demand of one configuration as products are written today: all material at the beginning, all work by hand,
    /// one person at a time, after the lead time. The day after `today` is the first day of work.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit.
    pub fn of(model: &ProductModel, configuration: &Configuration, today: Day) -> Result<Self, Overflow> {
        Ok(Self::by_hand(model, bill(model, configuration)?, minutes(model, configuration)?, today))
    }

    /// A demand of which every configuration of a product is a part, for the digest of the product.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit.
    pub fn largest(model: &ProductModel, today: Day) -> Result<Self, Overflow> {
        Ok(Self::by_hand(model, largest_demand(model)?, largest_minutes(model)?, today))
    }

    fn by_hand(model: &ProductModel, materials: Vec<(MaterialId, i64)>, minutes: i64, today: Day) -> Self {
        let need = |(material, amount)| Need { material, amount, stage: 0 };
        Self {
            needs: materials.into_iter().map(need).collect(),
            stages: vec![Stage { minutes, on: vec![Resource::Hands] }],
            at_once: 1,
            not_before: today.plus(1).plus(i32::from(model.lead_days)),
        }
    }

    /// So many pieces of it, as one order: people can work on all of them at the same time.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit.
    pub fn times(&self, pieces: u32) -> Result<Self, Overflow> {
        let mut all = self.clone();
        for need in &mut all.needs {
            need.amount = need.amount.checked_mul(i64::from(pieces)).ok_or(Overflow)?;
        }
        for stage in &mut all.stages {
            stage.minutes = stage.minutes.checked_mul(i64::from(pieces)).ok_or(Overflow)?;
        }
        let at_once = u32::from(self.at_once.max(1)).saturating_mul(pieces.max(1));
        all.at_once = u16::try_from(at_once).unwrap_or(u16::MAX);
        Ok(all)
    }

    /// The needs with what each asks for together with earlier ones of the same material, in order of the stages.
    pub(super) fn sums(&self) -> Result<Vec<(Need, i64)>, Overflow> {
        let last = self.stages.len();
        let mut sums: Vec<(Need, i64)> = Vec::with_capacity(self.needs.len());
        for stage in 0..=last {
            for need in self.needs.iter().filter(|need| need.amount > 0 && need.stage.min(last) == stage) {
                let before =
                    sums.iter().rev().find(|(known, _)| known.material == need.material).map_or(0, |(_, sum)| *sum);
                sums.push((*need, before.checked_add(need.amount).ok_or(Overflow)?));
            }
        }
        Ok(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configurator::{Pick, Selection, configure};
    use crate::materials::BomLine;
    use crate::product::{GroupKind, NumberUnit, OptionGroup, PreviewSpec, WorkLine};
    use crate::quantity::{Basis, Measure};
    use crate::text::Script;

    fn rug() -> ProductModel {
        let group = |key: &str, kind| OptionGroup { key: key.to_owned(), kind };
        let number = GroupKind::Number { min: 1, max: 9, step: 1, default: 2, unit: NumberUnit::Piece };
        let name = GroupKind::Text { max_chars: 12, scripts: vec![Script::Latin] };
        let work = |basis, per| WorkLine { when: Vec::new(), measure: Measure { basis, per } };
        let material = MaterialId::from_parts(1, [1; 10]);
        ProductModel {
            base_price_minor: 0,
            lead_days: 3,
            dimensions: [(); 3].map(|()| crate::product::Dimension { fixed_mm: 0, group: None }),
            groups: vec![group("size", number), group("name", name)],
            rules: Vec::new(),
            prices: Vec::new(),
            recipe: vec![BomLine {
                material,
                when: Vec::new(),
                measure: Measure { basis: Basis::Number(0), per: (700, 1) },
                waste_permille: 100,
            }],
            work: vec![work(Basis::Number(0), (61, 2)), work(Basis::Characters(1), (5, 1))],
            guide: crate::product::Guide::default(),
            preview: PreviewSpec { kind: crate::preview::Kind::Box, look: Vec::new(), text_group: None },
        }
    }

    #[test]
    fn every_configuration_is_a_part_of_the_largest() {
        let (model, today) = (rug(), Day(20_000));
        let largest = Demand::largest(&model, today).unwrap();
        assert_eq!(largest.not_before, Day(20_004));
        assert_eq!((largest.needs[0].amount, largest.stages[0].minutes), (6_930, 275 + 60));
        for (size, name) in [(1, ""), (9, "ABCDEFGHIJKL"), (4, "Zoé")] {
            let selection = Selection(vec![Some(Pick::Number(size)), Some(Pick::Text(name.to_owned()))]);
            let found = Demand::of(&model, &configure(&model, &selection).unwrap(), today).unwrap();
            assert!(found.needs[0].amount <= largest.needs[0].amount);
            assert!(found.stages[0].minutes <= largest.stages[0].minutes);
            assert_eq!((found.at_once, found.not_before), (largest.at_once, largest.not_before));
        }
    }

    #[test]
    fn several_pieces_are_made_by_as_many_people() {
        let one = Demand::largest(&rug(), Day(0)).unwrap();
        let ten = one.times(10).unwrap();
        assert_eq!((ten.needs[0].amount, ten.stages[0].minutes, ten.at_once), (69_300, 3_350, 10));
        assert_eq!(one.times(u32::MAX).map(|all| all.at_once), Ok(u16::MAX));
        assert_eq!(Demand { needs: vec![Need { amount: i64::MAX, ..one.needs[0] }], ..one }.times(2), Err(Overflow));
    }
}
