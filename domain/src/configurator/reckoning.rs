//! Price and materials of a piece, and of pieces that differ from it in few groups: a line is computed anew only where
//! something that it depends on changed.

use super::{Configuration, Effect, Pick};
use crate::id::MaterialId;
use crate::money::Money;
use crate::planning::{Feasibility, MaterialDigest, PromiseDigest};
use crate::pricing::{Quote, QuoteLine};
use crate::product::{Condition, ProductModel, all_hold};
use crate::quantity::{Basis, Measure, Overflow};
use crate::time::Day;

/// A line of the price or of the recipe.
struct Line {
    /// The groups that it depends on, a bit each.
    groups: u64,
    /// It depends on the sides too.
    sized: bool,
    /// Whether it applies to the piece shown, and what it comes to; 0 where it does not.
    applies: bool,
    amount: i64,
    /// A line of the price: the price before it. A line of the recipe: the place of its material.
    at: i64,
}

/// A material of the recipe.
struct Demand<'a> {
    material: MaterialId,
    known: Option<&'a MaterialDigest>,
    amount: i64,
}

/// The piece shown, reckoned line by line.
pub(super) struct Reckoning<'a> {
    model: &'a ProductModel,
    today: Day,
    picks: Vec<Pick>,
    sides: [i64; 3],
    /// The groups that the sides depend on.
    sizing: u64,
    prices: Vec<Line>,
    total: i64,
    recipe: Vec<Line>,
    /// Per material, ascending ids.
    demand: Vec<Demand<'a>>,
}

fn line(when: &[Condition], measure: Measure) -> Line {
    let (counted, sized) = match measure.basis {
        Basis::Fixed | Basis::PriceSoFar => (None, false),
        Basis::Characters(group) | Basis::Number(group) => (Some(group), false),
        Basis::Length(_) | Basis::Area(..) | Basis::Perimeter(..) | Basis::Volume => (None, true),
    };
    let groups = when.iter().map(Condition::group).chain(counted).fold(0, |groups, group| groups | 1 << group);
    Line { groups, sized, applies: false, amount: 0, at: 0 }
}

impl<'a> Reckoning<'a> {
    /// Reckons a piece as of the day of the digest; `Overflow` where a number does not fit.
    pub(super) fn new(
        model: &'a ProductModel,
        digest: &'a PromiseDigest,
        configuration: &Configuration,
    ) -> Result<Self, Overflow> {
        let mut ids: Vec<MaterialId> = Vec::new();
        for line in &model.recipe {
            if let Err(place) = ids.binary_search(&line.material) {
                ids.insert(place, line.material);
            }
        }
        let known = |material| digest.materials.iter().find(|known| known.material == material);
        let demand = ids.iter().map(|id| Demand { material: *id, known: known(*id), amount: 0 });
        let sizes = |group: &usize| {
            let values = model.groups[*group].values();
            model.dimensions.iter().any(|side| side.group == Some(*group))
                || values.iter().any(|value| !value.sets.is_empty())
        };
        let mut reckoning = Self {
            model,
            today: digest.today,
            picks: configuration.picks().to_vec(),
            sides: configuration.sides_mm(),
            sizing: (0..model.groups.len()).filter(sizes).fold(0, |groups, group| groups | 1 << group),
            prices: model.prices.iter().map(|price| line(&price.when, price.measure)).collect(),
            total: model.base_price_minor,
            recipe: model.recipe.iter().map(|part| line(&part.when, part.measure)).collect(),
            demand: demand.collect(),
        };
        for index in 0..reckoning.prices.len() {
            let (before, amount) = (reckoning.total, reckoning.price(index, reckoning.total, reckoning.sides)?);
            let applies = all_hold(&model.prices[index].when, &reckoning.picks);
            let line = &mut reckoning.prices[index];
            (line.at, line.amount, line.applies) = (before, amount, applies);
            reckoning.total = before.checked_add(amount).ok_or(Overflow)?;
        }
        for (index, part) in model.recipe.iter().enumerate() {
            let (place, amount) =
                (ids.binary_search(&part.material).unwrap_or(0), reckoning.taken(index, reckoning.sides)?);
            (reckoning.recipe[index].at, reckoning.recipe[index].amount) = (place as i64, amount);
            let sum = &mut reckoning.demand[place].amount;
            *sum = sum.checked_add(amount).ok_or(Overflow)?;
        }
        Ok(reckoning)
    }

    /// The price of the piece shown; see [`crate::pricing::quote`].
    pub(super) fn quote(&self) -> Quote {
        let base = QuoteLine { line: None, amount: Money::mad(self.model.base_price_minor) };
        let applying = self.prices.iter().enumerate().filter(|(_, line)| line.applies);
        let lines = applying.map(|(index, line)| QuoteLine { line: Some(index), amount: Money::mad(line.amount) });
        Quote { lines: core::iter::once(base).chain(lines).collect(), unit_total: Money::mad(self.total) }
    }

    /// What a line of the price comes to.
    fn price(&self, index: usize, so_far: i64, sides: [i64; 3]) -> Result<i64, Overflow> {
        let line = &self.model.prices[index];
        if !all_hold(&line.when, &self.picks) {
            return Ok(0);
        }
        let exact = if line.measure.basis == Basis::PriceSoFar {
            line.measure.times(so_far.into())
        } else {
            line.measure.amount(sides, &self.picks)
        };
        exact?.round_half_even()
    }

    /// What a line of the recipe takes.
    fn taken(&self, index: usize, sides: [i64; 3]) -> Result<i64, Overflow> {
        let line = &self.model.recipe[index];
        let amount = if all_hold(&line.when, &self.picks) { line.amount(sides, &self.picks)? } else { 0 };
        if amount < 0 { Err(Overflow) } else { Ok(amount) }
    }

    /// What the piece becomes with these picks in it.
    pub(super) fn with(&mut self, changes: Vec<(usize, Pick)>) -> Result<Effect, Overflow> {
        let changed = changes.iter().fold(0, |groups, (group, _)| groups | 1 << group);
        let before: Vec<(usize, Pick)> = changes
            .into_iter()
            .map(|(group, pick)| (group, core::mem::replace(&mut self.picks[group], pick)))
            .collect();
        let effect = self.effect(changed);
        for (group, pick) in before {
            self.picks[group] = pick;
        }
        effect
    }

    fn effect(&self, changed: u64) -> Result<Effect, Overflow> {
        let sides = if changed & self.sizing == 0 { self.sides } else { self.model.sides_mm(&self.picks) };
        let resized = sides != self.sides;
        let stale = |line: &Line| line.groups & changed != 0 || (line.sized && resized);
        let mut total = self.model.base_price_minor;
        for (index, line) in self.prices.iter().enumerate() {
            let share = self.model.prices[index].measure.basis == Basis::PriceSoFar && line.at != total;
            let amount = if share || stale(line) { self.price(index, total, sides)? } else { line.amount };
            total = total.checked_add(amount).ok_or(Overflow)?;
        }
        let mut amounts: Vec<i64> = self.demand.iter().map(|demand| demand.amount).collect();
        let stale = || self.recipe.iter().enumerate().filter(|(_, line)| stale(line));
        for (_, line) in stale() {
            amounts[line.at as usize] -= line.amount;
        }
        for (index, line) in stale() {
            let sum = &mut amounts[line.at as usize];
            *sum = sum.checked_add(self.taken(index, sides)?).ok_or(Overflow)?;
        }
        let mut when = Feasibility::Now;
        for (demand, amount) in self.demand.iter().zip(amounts).filter(|(_, amount)| *amount > 0) {
            let day = demand.known.and_then(|known| known.day(amount));
            when = when.and(demand.material, day, self.today);
        }
        let difference = total.checked_sub(self.total).ok_or(Overflow)?;
        Ok(Effect { difference, when })
    }
}
