//! The search: lazily mends the rules that the best imaginable answer breaks, with rule propagation and a bound.

use super::space::{Nogood, Space, Stance, bits};

/// What taking a class costs a group; the level is the one of the class that costs least.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    said: bool,
    default: bool,
    distance: u32,
    /// The level to take.
    pub(super) level: usize,
}

/// Costs per group and class.
pub(super) type Costs = Vec<Vec<Cost>>;

/// The order of answers: changes to what was said, changed defaults, distance, then group by group.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Rank {
    said: u32,
    defaults: u32,
    distance: u64,
    by_group: Vec<(u32, usize)>,
}

/// The cost of each class for a group with this stance. Classes outside the stance are never asked for.
pub(super) fn costs(classes: &[u8], stance: Stance) -> Vec<Cost> {
    let mut best: Vec<Option<Cost>> = vec![None; usize::from(classes.iter().copied().max().unwrap_or(0)) + 1];
    for (level, class) in classes.iter().enumerate() {
        let distance_to = |other: usize| level.abs_diff(other) as u32;
        let cost = match stance {
            Stance::Fixed(fixed) => (level == fixed).then_some((false, false, 0)),
            Stance::Open(default) => Some((false, level != default, distance_to(default))),
            Stance::Adjustable(said) => Some((level != said, false, distance_to(said))),
            Stance::Clearable(said) if level == said => Some((false, false, 0)),
            Stance::Clearable(_) => (level == 0).then_some((true, false, 1)),
            Stance::Filled => (level > 0).then_some((false, false, 0)),
        };
        let slot = &mut best[usize::from(*class)];
        if let Some((said, default, distance)) = cost
            && slot.is_none_or(|known| distance < known.distance)
        {
            *slot = Some(Cost { said, default, distance, level });
        }
    }
    let unused = Cost { said: true, default: true, distance: u32::MAX, level: 0 };
    best.into_iter().map(|cost| cost.unwrap_or(unused)).collect()
}

/// A class per group such that no active rule is broken: any when `costs` is `None`, else the cheapest.
/// `None` when there is none. `domains` holds the classes that each group may take, `active` a flag per rule.
pub(super) fn solve(
    space: &Space,
    domains: &[u64],
    active: Option<&[bool]>,
    costs: Option<&Costs>,
) -> Option<Vec<u32>> {
    if domains.contains(&0) {
        return None;
    }
    let mut classes: Vec<u32> = (0..domains.len()).map(|group| cheapest(costs, group, domains[group])).collect();
    for part in &space.components {
        let nogoods = part.nogoods.iter().map(|index| &space.nogoods[*index]);
        let nogoods = nogoods.filter(|nogood| active.is_none_or(|active| active[nogood.rule])).collect();
        let mut search = Search { nogoods, groups: &part.groups, costs, best: None };
        search.visit(domains.to_vec());
        for (group, class) in part.groups.iter().zip(search.best?.1) {
            classes[*group] = class;
        }
    }
    Some(classes)
}

fn cheapest(costs: Option<&Costs>, group: usize, domain: u64) -> u32 {
    let Some(costs) = costs else {
        return domain.trailing_zeros();
    };
    let order = |class: &u32| {
        let cost = costs[group][*class as usize];
        (cost.distance, cost.level)
    };
    bits(domain).min_by_key(order).unwrap_or(0)
}

struct Search<'a> {
    nogoods: Vec<&'a Nogood>,
    groups: &'a [usize],
    costs: Option<&'a Costs>,
    best: Option<(Rank, Vec<u32>)>,
}

impl Search<'_> {
    /// Looks through the combinations of `domains`. Each branch mends one broken rule for good, so that the depth is
    /// at most the number of rules, and branches exclude each other.
    fn visit(&mut self, mut domains: Vec<u64>) {
        if !self.propagate(&mut domains) {
            return;
        }
        let classes: Vec<u32> = self.groups.iter().map(|group| cheapest(self.costs, *group, domains[*group])).collect();
        // No answer in these domains ranks before this one, even if it breaks rules.
        let rank = self.rank(&classes);
        if self.best.as_ref().is_some_and(|(best, _)| rank >= *best) {
            return;
        }
        let class_of = |group: usize| self.groups.binary_search(&group).map_or(0, |position| classes[position]);
        let breaks = |nogood: &&&Nogood| nogood.parts.iter().all(|(group, mask)| mask >> class_of(*group) & 1 == 1);
        let Some(broken) = self.nogoods.iter().find(breaks).copied() else {
            self.best = Some((rank, classes));
            return;
        };
        for (group, mask) in &broken.parts {
            let mut mended = domains.clone();
            mended[*group] &= !mask;
            if mended[*group] != 0 {
                self.visit(mended);
            }
            domains[*group] &= mask;
        }
    }

    fn rank(&self, classes: &[u32]) -> Rank {
        let Some(costs) = self.costs else {
            return Rank::default();
        };
        let mut rank = Rank::default();
        for (group, class) in self.groups.iter().zip(classes) {
            let cost = costs[*group][*class as usize];
            rank.said += u32::from(cost.said);
            rank.defaults += u32::from(cost.default);
            rank.distance += u64::from(cost.distance);
            rank.by_group.push((cost.distance, cost.level));
        }
        rank
    }

    /// Removes classes that a rule rules out given the others; `false` when a rule cannot be kept.
    fn propagate(&self, domains: &mut [u64]) -> bool {
        loop {
            let mut changed = false;
            for nogood in &self.nogoods {
                let mut open = nogood.parts.iter().filter(|(group, mask)| domains[*group] & !mask != 0);
                match (open.next(), open.next()) {
                    (None, _) => return false,
                    (Some((group, mask)), None) if domains[*group] & mask != 0 => {
                        domains[*group] &= !mask;
                        changed = true;
                    }
                    (Some(_), _) => {}
                }
            }
            if !changed {
                return true;
            }
        }
    }
}
