//! What the classes of a group cost, so that answers can be compared.

use super::levels::{Levels, Stance};

/// What an answer costs: changes to what was said, then changed defaults, then distance. One number, so that costs add up
/// and compare at once: no sum of distances reaches a million, and no count a hundred.
pub(super) type Rank = u64;

/// One changed default.
pub(super) const DEFAULT: Rank = 1 << 32;
/// One change to what was said.
pub(super) const SAID: Rank = 1 << 40;
/// More than any answer costs in which every group keeps to its stance.
pub(super) const FOREIGN: Rank = 1 << 48;
/// Classes outside a stance; only a group that is asked about may have one, such as a text that nobody wrote yet.
const UNUSED: Cost = Cost { rank: FOREIGN, place: 0, level: 0 };

/// What taking a class costs a group.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    /// What it adds to the cost of an answer.
    pub(super) rank: Rank,
    /// Its place among the classes of the group, from the cheapest on; of two as cheap, the one with the lower level first.
    pub(super) place: u8,
    /// The level of the class that costs least.
    pub(super) level: usize,
}

/// What the classes of one group cost.
pub(super) struct Costs {
    by_class: Vec<Cost>,
    /// The classes, by their places.
    order: Vec<u8>,
}

impl Costs {
    /// The costs for a group with this stance.
    pub(super) fn new(levels: &Levels, stance: Stance) -> Self {
        let mut best: Vec<Option<Cost>> = vec![None; levels.count()];
        for (level, class) in levels.classes().iter().enumerate() {
            let rank = match stance {
                Stance::Fixed(fixed) => (level == fixed).then_some(0),
                Stance::Open(default) => Some(away(levels, level, default, DEFAULT)),
                Stance::Adjustable(said) => Some(away(levels, level, said, SAID)),
                Stance::Clearable(said) if level == said => Some(0),
                Stance::Clearable(_) => (level == 0).then_some(SAID + 1),
                Stance::Filled => (level > 0).then_some(0),
            };
            let slot = &mut best[usize::from(*class)];
            if let Some(rank) = rank
                && slot.is_none_or(|known| rank < known.rank)
            {
                *slot = Some(Cost { rank, place: 0, level });
            }
        }
        let mut by_class: Vec<Cost> = best.into_iter().map(|cost| cost.unwrap_or(UNUSED)).collect();
        // Put in one by one: what the library sorts with weighs kilobytes in a page.
        let mut order: Vec<u8> = Vec::with_capacity(by_class.len());
        for class in 0..by_class.len() {
            let key = |class: usize| (by_class[class].rank, by_class[class].level);
            let place = order.iter().take_while(|other| key(usize::from(**other)) <= key(class)).count();
            order.insert(place, class as u8);
        }
        for (place, class) in order.iter().enumerate() {
            by_class[usize::from(*class)].place = place as u8;
        }
        Self { by_class, order }
    }

    /// What a class costs.
    pub(super) fn at(&self, class: u8) -> Cost {
        self.by_class[usize::from(class)]
    }

    /// The classes that cost so much at most.
    pub(super) fn within(&self, most: Rank) -> u64 {
        let affordable = |class: &&u8| self.at(**class).rank <= most;
        self.order.iter().take_while(affordable).fold(0, |classes, class| classes | 1 << class)
    }

    /// The cheapest class of a set that is not empty.
    pub(super) fn best(&self, domain: u64) -> u8 {
        self.order.iter().copied().find(|class| domain >> class & 1 == 1).unwrap_or(0)
    }
}

fn away(levels: &Levels, level: usize, from: usize, changed: Rank) -> Rank {
    if level == from { 0 } else { changed + Rank::from(levels.distance(level, from)) }
}
