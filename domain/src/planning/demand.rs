//! What making a piece asks of a shop: materials, and work in stages.

use super::calendar::Resource;
use super::digest::largest_piece;
use crate::configurator::{Configuration, Pick};
use crate::id::{MaterialId, StationId};
use crate::product::{Condition, ProductModel, all_hold};
use crate::quantity::Overflow;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Material that has to be there before a stage begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The material.
    pub material: MaterialId,
    /// How much, in base units; less than one is nothing.
    pub amount: i64,
    /// Index of the stage; beyond the last stage, it has to be there before the piece is ready.
    pub stage: usize,
}

/// A part of the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// How long, in minutes of one pair of hands or one place; less than one is nothing.
    pub minutes: i64,
    /// What is busy during each of these minutes: hands, a station, or both at once. Each resource once.
    pub on: Vec<Resource>,
}

/// What a piece, or several pieces of one kind, still take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// How much of a line counts, from its conditions and its amount.
type Counted<'a> = &'a dyn Fn(&[Condition], &dyn Fn() -> Result<i64, Overflow>) -> Result<i64, Overflow>;

/// A station is named before the hands: where both are short, it is what a shop can do something about.
fn busy(station: Option<StationId>) -> Vec<Resource> {
    station.map(Resource::Station).into_iter().chain([Resource::Hands]).collect()
}

impl Demand {
    /// The demand of one configuration: a stage per line of work, with no minutes where its conditions do not hold; each
    /// material at the stage that its line names, else at the beginning; one person at a time, after the lead time. The
    /// day after `today` is the first day of work.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit, or when a line would give material or time back.
    pub fn of(model: &ProductModel, configuration: &Configuration, today: Day) -> Result<Self, Overflow> {
        let picks = configuration.picks();
        let positive = |amount: i64| if amount < 0 { Err(Overflow) } else { Ok(amount) };
        let amount = |when: &[Condition], amount: &dyn Fn() -> Result<i64, Overflow>| {
            if all_hold(when, picks) { positive(amount()?) } else { Ok(0) }
        };
        Self::new(model, (configuration.sides_mm(), picks), today, &amount)
    }

    /// A demand of which every configuration of a product is a part, for the digest of the product.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit.
    pub fn largest(model: &ProductModel, today: Day) -> Result<Self, Overflow> {
        let (sides, picks) = largest_piece(model);
        Self::new(model, (sides, &picks), today, &|_, amount| Ok(amount()?.max(0)))
    }

    /// `counted` says how much of a line counts, from its conditions and its amount.
    fn new(
        model: &ProductModel,
        (sides, picks): ([i64; 3], &[Pick]),
        today: Day,
        counted: Counted<'_>,
    ) -> Result<Self, Overflow> {
        let mut stages = Vec::with_capacity(model.work.len());
        for line in &model.work {
            let minutes = counted(&line.when, &|| line.measure.amount(sides, picks)?.round_up())?;
            stages.push(Stage { minutes, on: busy(line.station) });
        }
        let mut needs: Vec<Need> = Vec::new();
        for line in &model.recipe {
            let (material, stage) = (line.material, line.stage.unwrap_or(0));
            let amount = counted(&line.when, &|| line.amount(sides, picks))?;
            match needs.binary_search_by_key(&(stage, material), |need| (need.stage, need.material)) {
                Ok(place) => needs[place].amount = needs[place].amount.checked_add(amount).ok_or(Overflow)?,
                Err(place) => needs.insert(place, Need { material, amount, stage }),
            }
        }
        needs.retain(|need| need.amount > 0);
        let needs = at_first(needs)?;
        Ok(Self { needs, stages, at_once: 1, not_before: today.plus(1).plus(i32::from(model.lead_days)) })
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

/// What several stages take of one material has to be there before the first of them: it is allocated as one. The needs are
/// in the order of their stages.
fn at_first(needs: Vec<Need>) -> Result<Vec<Need>, Overflow> {
    let mut found: Vec<Need> = Vec::with_capacity(needs.len());
    for need in needs {
        match found.iter_mut().find(|known| known.material == need.material) {
            Some(known) => known.amount = known.amount.checked_add(need.amount).ok_or(Overflow)?,
            None => found.push(need),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configurator::{Pick, Selection, configure};
    use crate::materials::BomLine;
    use crate::product::{GroupKind, NumberUnit, OptionGroup, PreviewSpec, WorkLine};
    use crate::quantity::{Basis, Measure};
    use crate::text::Script;

    fn loom() -> StationId {
        StationId::from_parts(1, [2; 10])
    }

    fn rug() -> ProductModel {
        let group = |key: &str, kind| OptionGroup { key: key.to_owned(), kind };
        let number = GroupKind::Number { min: 1, max: 9, step: 1, default: 2, unit: NumberUnit::Piece };
        let name = GroupKind::Text { max_chars: 12, scripts: vec![Script::Latin] };
        let work = |basis, per, station| WorkLine { when: Vec::new(), measure: Measure { basis, per }, station };
        let material = MaterialId::from_parts(1, [1; 10]);
        ProductModel {
            base_price_minor: 0,
            listed: Vec::new(),
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
                stage: Some(1),
            }],
            work: vec![work(Basis::Number(0), (61, 2), Some(loom())), work(Basis::Characters(1), (5, 1), None)],
            guide: crate::product::Guide::default(),
            preview: PreviewSpec { kind: crate::preview::Kind::Box, look: Vec::new(), text_group: None },
        }
    }

    #[test]
    fn every_configuration_is_a_part_of_the_largest() {
        let (model, today) = (rug(), Day(20_000));
        let largest = Demand::largest(&model, today).unwrap();
        assert_eq!(largest.not_before, Day(20_004));
        let minutes = |demand: &Demand| demand.stages.iter().map(|stage| stage.minutes).collect::<Vec<_>>();
        assert_eq!((largest.needs[0].amount, largest.needs[0].stage, minutes(&largest)), (6_930, 1, vec![275, 60]));
        assert_eq!(largest.stages[0].on, [Resource::Station(loom()), Resource::Hands]);
        assert_eq!(largest.stages[1].on, [Resource::Hands]);
        for (size, name) in [(1, ""), (9, "ABCDEFGHIJKL"), (4, "Zoé")] {
            let selection = Selection(vec![Some(Pick::Number(size)), Some(Pick::Text(name.to_owned()))]);
            let found = Demand::of(&model, &configure(&model, &selection).unwrap(), today).unwrap();
            assert!(found.needs[0].amount <= largest.needs[0].amount);
            assert!(minutes(&found).iter().zip(minutes(&largest)).all(|(found, most)| *found <= most));
            assert_eq!(minutes(&found).len(), 2, "a line that is left out keeps its place");
            assert_eq!((found.at_once, found.not_before), (largest.at_once, largest.not_before));
        }
    }

    #[test]
    fn several_pieces_are_made_by_as_many_people() {
        let one = Demand::largest(&rug(), Day(0)).unwrap();
        let ten = one.times(10).unwrap();
        assert_eq!((ten.needs[0].amount, ten.stages[0].minutes, ten.at_once), (69_300, 2_750, 10));
        assert_eq!(one.times(u32::MAX).map(|all| all.at_once), Ok(u16::MAX));
        assert_eq!(Demand { needs: vec![Need { amount: i64::MAX, ..one.needs[0] }], ..one }.times(2), Err(Overflow));
    }
}
