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

    /// The needs with what each asks for together with earlier ones of the same material, in order of the stages.
    pub(super) fn sums(&self) -> Result<Vec<(Need, i64)>, Overflow> {
        let mut needs: Vec<Need> = self.needs.iter().filter(|need| need.amount > 0).copied().collect();
        needs.sort_by_key(|need| need.stage);
        let mut sums: Vec<(Need, i64)> = Vec::new();
        for need in needs {
            let before =
                sums.iter().rev().find(|(known, _)| known.material == need.material).map_or(0, |(_, sum)| *sum);
            sums.push((need, before.checked_add(need.amount).ok_or(Overflow)?));
        }
        Ok(sums)
    }
}
