//! What a recipe takes at least of the materials that may run short, while only some groups are decided.

use super::super::levels::{default_level, pick_at};
use super::super::search::Domains;
use super::super::space::MAX_CONDITIONS;
use super::super::{Engine, Pick};
use crate::id::MaterialId;
use crate::materials::BomLine;
use crate::planning::{PromiseDigest, largest_demand};
use crate::product::{Axis, Condition, GroupKind, ProductModel};
use crate::quantity::Basis;

/// The lines of a recipe that take materials which may run short.
pub(super) struct Demand<'m> {
    model: &'m ProductModel,
    lines: Vec<Line<'m>>,
    /// What there will ever be, per material.
    most: Vec<(MaterialId, i64)>,
    /// Per group the pick that takes least, as far as numbers and texts are concerned.
    least: Vec<Pick>,
}

struct Line<'m> {
    line: &'m BomLine,
    /// Its place in `most`.
    material: usize,
    /// Per condition, whether it holds whatever is decided.
    always: Vec<bool>,
}

impl<'m> Demand<'m> {
    /// `None` for a recipe with more conditions than rules may have.
    pub(super) fn new(engine: &Engine<'m>, alive: &Domains, digest: &PromiseDigest) -> Option<Self> {
        let model = engine.model;
        let conditions = model.recipe.iter().map(|line| line.when.len() + 1).sum::<usize>();
        if conditions > MAX_CONDITIONS {
            return None;
        }
        let most = short(model, digest);
        let line = |line: &'m BomLine| {
            let always = |condition: &Condition| {
                let (group, kind) = (condition.group(), &model.groups[condition.group()].kind);
                let levels = &engine.space.groups[group];
                let holding = levels.holding(condition, kind).into_iter().enumerate();
                holding.filter(|(level, _)| alive[group] & levels.bit(*level) != 0).all(|(_, holds)| holds)
            };
            let material = most.iter().position(|(material, _)| *material == line.material)?;
            Some(Line { line, material, always: line.when.iter().map(always).collect() })
        };
        let lines = model.recipe.iter().filter_map(line).collect();
        let least = model.groups.iter().map(|group| least(&group.kind)).collect();
        Some(Self { model, lines, most, least })
    }

    /// Whether nothing may run short.
    pub(super) const fn is_plenty(&self) -> bool {
        self.most.is_empty()
    }

    /// The groups on which the amounts depend.
    pub(super) fn groups(&self) -> Vec<usize> {
        let mut groups: Vec<usize> =
            self.lines.iter().flat_map(|line| line.line.when.iter().map(|of| of.group())).collect();
        for basis in self.lines.iter().map(|line| line.line.measure.basis) {
            match basis {
                Basis::Characters(group) | Basis::Number(group) => groups.push(group),
                Basis::Length(axis) => self.setting(axis, &mut groups),
                Basis::Area(one, other) | Basis::Perimeter(one, other) => {
                    self.setting(one, &mut groups);
                    self.setting(other, &mut groups);
                }
                Basis::Volume => Axis::ALL.into_iter().for_each(|axis| self.setting(axis, &mut groups)),
                Basis::Fixed | Basis::PriceSoFar => {}
            }
        }
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The groups that set a side.
    fn setting(&self, axis: Axis, groups: &mut Vec<usize>) {
        groups.extend(self.model.dimensions[axis as usize].group);
        let sets = |group: &usize| {
            let values = self.model.groups[*group].values();
            values.iter().any(|value| value.sets.iter().any(|(set, _)| *set == axis))
        };
        groups.extend((0..self.model.groups.len()).filter(sets));
    }

    /// The conditions on a group. Numbers and lengths that agree in them and in their class differ in amounts only, and the
    /// lower one takes less.
    pub(super) fn conditions(&self, group: usize) -> Vec<&'m Condition> {
        self.lines.iter().flat_map(|line| &line.line.when).filter(|of| of.group() == group).collect()
    }

    /// Work that [`Self::exceeded`] counts for.
    pub(super) const fn effort(&self) -> u32 {
        1 + self.lines.len() as u32 / 8
    }

    /// The first material of which more is taken than there will ever be, whatever is decided in the groups that are not.
    pub(super) fn exceeded(&self, decided: &[Option<Pick>]) -> Option<MaterialId> {
        let picks: Vec<Pick> = decided
            .iter()
            .zip(&self.least)
            .map(|(pick, least)| pick.clone().unwrap_or_else(|| least.clone()))
            .collect();
        let sides = self.sides(decided, &picks);
        let mut left: Vec<i64> = self.most.iter().map(|(_, most)| *most).collect();
        for Line { line, material, always } in &self.lines {
            let certain = line.when.iter().zip(always).all(|(condition, always)| match &decided[condition.group()] {
                Some(_) => condition.holds(&picks),
                None => *always,
            });
            if !certain {
                continue;
            }
            let amount = match line.amount(sides, &picks) {
                Ok(amount) => amount.max(0),
                // It does not fit: more than anybody has, or a line that gives back.
                Err(_) if line.measure.per.0 > 0 => i64::MAX,
                Err(_) => 0,
            };
            left[*material] = left[*material].saturating_sub(amount);
            if left[*material] < 0 {
                return Some(self.most[*material].0);
            }
        }
        None
    }

    /// The sides, each as small as it may still become.
    fn sides(&self, decided: &[Option<Pick>], picks: &[Pick]) -> [i64; 3] {
        let mut sides = [0, 1, 2].map(|side: usize| {
            let dimension = &self.model.dimensions[side];
            match dimension.group.and_then(|group| picks.get(group)) {
                Some(Pick::Number(number)) => *number,
                Some(Pick::Value(_) | Pick::Several(_) | Pick::Text(_)) | None => dimension.fixed_mm,
            }
        });
        for (group, pick) in self.model.groups.iter().zip(decided) {
            let taken: &[usize] = match pick {
                Some(Pick::Value(value)) => core::slice::from_ref(value),
                Some(Pick::Several(taken)) => taken,
                Some(Pick::Number(_) | Pick::Text(_)) => &[],
                None => {
                    let sets = group.values().iter().flat_map(|value| &value.sets);
                    sets.for_each(|(axis, mm)| sides[*axis as usize] = sides[*axis as usize].min(*mm));
                    continue;
                }
            };
            let sets = taken.iter().filter_map(|value| group.values().get(*value)).flat_map(|value| &value.sets);
            sets.for_each(|(axis, mm)| sides[*axis as usize] = *mm);
        }
        sides
    }
}

/// The materials of which one piece may take more than there will ever be, with what there will be.
fn short(model: &ProductModel, digest: &PromiseDigest) -> Vec<(MaterialId, i64)> {
    let mut materials: Vec<MaterialId> = model.recipe.iter().map(|line| line.material).collect();
    materials.sort_unstable();
    materials.dedup();
    let largest = largest_demand(model).ok();
    let most = |material: MaterialId| {
        let known = digest.materials.iter().find(|known| known.material == material);
        let most = known.and_then(|known| known.steps.last()).map_or(0, |(amount, _)| *amount);
        let taken =
            largest.as_ref().map(|all| all.iter().find(|(of, _)| *of == material).map_or(0, |(_, taken)| *taken));
        taken.is_none_or(|taken| taken > most).then_some((material, most.max(0)))
    };
    materials.into_iter().filter_map(most).collect()
}

/// The smallest number, no text; of values the default, of which nothing is counted.
fn least(kind: &GroupKind) -> Pick {
    match kind {
        GroupKind::Number { min, .. } => Pick::Number(*min),
        GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
            pick_at(kind, default_level(kind), None)
        }
    }
}
