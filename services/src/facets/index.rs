//! Sets of pieces by what they are sorted out by.

use super::kept::{Answers, Ready};
use crate::numbers::{Numbers, Order};
use domain::facets::Facet;
use domain::time::Day;
use roaring::RoaringBitmap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;
use store::facets::Facets;

/// The days from today by which a piece is asked to be ready.
const SOON: [i32; 3] = [7, 14, 30];

/// In which order pieces stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Those that came last first.
    #[default]
    Newest,
    /// By price, upwards.
    Cheapest,
    /// By price, downwards.
    Dearest,
}

impl Sort {
    /// All, the usual one first.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Cheapest, Self::Dearest];

    /// As in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Cheapest => "cheapest",
            Self::Dearest => "dearest",
        }
    }

    /// Reads [`Sort::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// The last piece of a page: the next page begins behind it, whatever came or went meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its price.
    pub price: u32,
    /// Its ordinal.
    pub ordinal: u32,
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// What the list is about: pieces without this term are not counted at all.
    pub scope: Option<(Facet, String)>,
    /// Codes that were chosen: of each facet, one of them.
    pub chosen: BTreeMap<Facet, BTreeSet<String>>,
    /// Ready on this day at the latest, without any choice.
    pub ready_by: Option<Day>,
    /// The order.
    pub sort: Sort,
    /// Behind which piece the page begins.
    pub after: Option<Place>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Its code.
    pub code: String,
    /// How many pieces there would be with it, all else as it was asked.
    pub pieces: u64,
    /// Whether it was chosen.
    pub is_chosen: bool,
}

/// A facet with its values: those that were chosen, and those that leave something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The facet.
    pub facet: Facet,
    /// Its values, by code.
    pub values: Vec<Counted>,
}

/// What a question leaves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// How many pieces.
    pub pieces: u64,
    /// By what they can be sorted out further, in the order of the page.
    pub groups: Vec<Group>,
    /// How many pieces would be ready by each of these days.
    pub days: Vec<(Day, u64)>,
    pub(crate) set: RoaringBitmap,
}

/// All pieces that are for sale. There is nothing here for a single piece, only sets of them: a million pieces take some megabytes.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// All changes up to this one are taken in.
    pub(crate) revision: i64,
    /// The last row that was taken in: revision and ordinal.
    pub(crate) last: (i64, u32),
    all: RoaringBitmap,
    terms: BTreeMap<Box<str>, RoaringBitmap>,
    days: BTreeMap<Day, RoaringBitmap>,
    /// In centimes.
    prices: Numbers,
    answers: Answers,
    ready: Ready,
}

impl Index {
    /// Takes in a piece as it is now.
    pub(crate) fn put(&mut self, facets: &Facets) {
        self.answers.forget();
        self.ready.forget();
        let ordinal = facets.ordinal;
        let terms: BTreeSet<&str> = facets.terms.split(' ').filter(|term| !term.is_empty()).collect();
        if self.all.contains(ordinal) {
            self.forget(ordinal, &terms);
        }
        if terms.is_empty() {
            self.all.remove(ordinal);
            return;
        }
        self.all.insert(ordinal);
        for term in terms {
            if let Some(set) = self.terms.get_mut(term) {
                set.insert(ordinal);
            } else {
                self.terms.insert(term.into(), RoaringBitmap::from_iter([ordinal]));
            }
        }
        if let Some(day) = facets.ready {
            self.days.entry(day).or_default().insert(ordinal);
        }
        self.prices.put(ordinal, u64::from(u32::try_from(facets.price_minor).unwrap_or(u32::MAX)));
    }

    /// Takes a piece out of the sets of terms that it has not any more, and of days.
    fn forget(&mut self, ordinal: u32, terms: &BTreeSet<&str>) {
        for facet in Facet::ALL {
            // In the set that it stays in, it is in no other of a facet that says one thing. Of shops there are many.
            let mark = facet.term("");
            let own = terms.iter().find(|term| facet.is_single() && term.starts_with(&mark));
            if own.and_then(|term| self.terms.get(*term)).is_some_and(|set| set.contains(ordinal)) {
                continue;
            }
            let of_it = self.terms.range_mut::<str, _>((Bound::Included(mark.as_str()), Bound::Unbounded));
            for (term, set) in of_it.take_while(|(term, _)| term.starts_with(&mark)) {
                if !terms.contains(&**term) {
                    set.remove(ordinal);
                }
            }
        }
        self.days.retain(|_, set| {
            set.remove(ordinal);
            !set.is_empty()
        });
    }

    /// The parts of so many ordinals, counted from 0, in which there is a piece.
    pub(crate) fn parts(&self, length: u32) -> BTreeSet<u32> {
        let mut parts = BTreeSet::new();
        let mut pieces = self.all.iter();
        while let Some(ordinal) = pieces.next() {
            let part = ordinal / length;
            parts.insert(part);
            let Some(next) = part.checked_add(1).and_then(|next| next.checked_mul(length)) else { break };
            pieces.advance_to(next);
        }
        parts
    }

    /// What a question leaves among all, as [`Index::answer`]; kept until a piece changes.
    pub(crate) fn answer_for_all(&self, question: &Question, today: Day) -> Arc<Answer> {
        let bare = Question { sort: Sort::default(), after: None, ..question.clone() };
        self.answers.or((bare.clone(), today), || self.answer(&bare, None, today))
    }

    /// What a question leaves `among` these, or among all. `today` is from where days are counted.
    pub(crate) fn answer(&self, question: &Question, among: Option<RoaringBitmap>, today: Day) -> Answer {
        let mut base = among.map_or_else(|| self.all.clone(), |among| among & &self.all);
        if let Some((facet, code)) = &question.scope {
            match self.terms.get(&*facet.term(code)) {
                Some(set) => base &= set,
                None => base.clear(),
            }
        }
        let of_scope = |facet: &Facet| question.scope.as_ref().is_some_and(|(of, _)| of == facet);
        let chosen = question.chosen.iter().filter(|(facet, _)| !of_scope(facet));
        let chosen: Vec<(Facet, RoaringBitmap)> =
            chosen.map(|(facet, codes)| (*facet, self.any_of(*facet, codes))).collect();
        let by_day = question.ready_by.map(|day| self.ready_by(day));
        // What is left by all that was chosen, but for one facet: among these its own values are counted.
        let without = |facet: Option<Facet>, days: bool| {
            let mut set = base.clone();
            for (_, allowed) in chosen.iter().filter(|(of, _)| Some(*of) != facet) {
                set &= allowed;
            }
            if let Some(by_day) = by_day.as_ref().filter(|_| days) {
                set &= &**by_day;
            }
            set
        };
        let set = without(None, true);
        let shown = Facet::ALL.into_iter().filter(|facet| *facet != Facet::Shop && !of_scope(facet));
        let groups = shown.map(|facet| {
            let own = question.chosen.get(&facet).map(|_| without(Some(facet), true));
            self.group(facet, own.as_ref().unwrap_or(&set), question.chosen.get(&facet))
        });
        let groups = groups.collect();
        let undated = by_day.as_ref().map(|_| without(None, false));
        let days = self.count_days(undated.as_ref().unwrap_or(&set), today);
        Answer { pieces: set.len(), groups, days, set }
    }

    fn any_of(&self, facet: Facet, codes: &BTreeSet<String>) -> RoaringBitmap {
        let sets = codes.iter().filter_map(|code| self.terms.get(&*facet.term(code)));
        sets.fold(RoaringBitmap::new(), |all, set| all | set)
    }

    fn ready_by(&self, day: Day) -> Arc<RoaringBitmap> {
        self.ready.or(day, || self.days.range(..=day).fold(RoaringBitmap::new(), |all, (_, set)| all | set))
    }

    fn group(&self, facet: Facet, among: &RoaringBitmap, chosen: Option<&BTreeSet<String>>) -> Group {
        let mark = facet.term("");
        let of_it = self.terms.range::<str, _>((Bound::Included(mark.as_str()), Bound::Unbounded));
        let of_it = of_it.map_while(|(term, set)| Some((term.strip_prefix(mark.as_str())?, set)));
        let counted = of_it.filter_map(|(code, set)| {
            let is_chosen = chosen.is_some_and(|chosen| chosen.contains(code));
            let pieces = among.intersection_len(set);
            (pieces > 0 || is_chosen).then(|| Counted { code: code.to_owned(), pieces, is_chosen })
        });
        Group { facet, values: counted.collect() }
    }

    fn count_days(&self, among: &RoaringBitmap, today: Day) -> Vec<(Day, u64)> {
        let count = |day: Day| (day, among.intersection_len(&self.ready_by(day)));
        SOON.map(|days| count(today.plus(days))).into()
    }

    /// The first `count` pieces of a set in their order, behind `after`; and whether there are more.
    pub(crate) fn page(
        &self,
        mut set: RoaringBitmap,
        sort: Sort,
        after: Option<Place>,
        count: usize,
    ) -> (Vec<u32>, bool) {
        let by_price = |largest: bool, set: RoaringBitmap| {
            let set = match after {
                None => set,
                Some(after) => {
                    let [cheaper, mut same, dearer] = self.prices.compare(set, after.price.into());
                    same.remove_range(after.ordinal..);
                    same | if largest { cheaper } else { dearer }
                }
            };
            self.prices.first(set, count + 1, Order { largest, newest: true })
        };
        let mut found: Vec<u32> = match sort {
            Sort::Newest => {
                if let Some(after) = after {
                    set.remove_range(after.ordinal..);
                }
                set.iter().rev().take(count + 1).collect()
            }
            Sort::Cheapest => by_price(false, set),
            Sort::Dearest => by_price(true, set),
        };
        let more = found.len() > count;
        found.truncate(count);
        (found, more)
    }

    /// The price of a piece.
    pub(crate) fn price(&self, ordinal: u32) -> u32 {
        u32::try_from(self.prices.of(ordinal)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests;
