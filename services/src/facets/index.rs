//! Sets of pieces by what they are sorted out by.

use super::kept::{Answers, Ready};
use super::question::{Answer, Counted, Group, Place, Question, Sort};
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

/// What a question allows, by facet.
struct Sieve {
    base: RoaringBitmap,
    chosen: Vec<(Facet, RoaringBitmap)>,
    by_day: Option<Arc<RoaringBitmap>>,
}

impl Sieve {
    /// What is left by all that was chosen, but for one facet, or the day: among these its own values are counted.
    fn left(&self, without: Option<Facet>, by_day: bool) -> RoaringBitmap {
        let mut set = self.base.clone();
        for (_, allowed) in self.chosen.iter().filter(|(facet, _)| Some(*facet) != without) {
            set &= allowed;
        }
        if let Some(days) = self.by_day.as_ref().filter(|_| by_day) {
            set &= &**days;
        }
        set
    }
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

    /// What is counted for a question among all, as [`Index::answer`] says it; kept until a piece changes.
    pub(crate) fn answer_for_all(&self, question: &Question, today: Day) -> Arc<Answer> {
        let bare = Question { sort: Sort::default(), after: None, ..question.clone() };
        self.answers.or((bare.clone(), today), || self.answer(&bare, None, today))
    }

    /// What is counted for a question `among` these, or among all. `today` is from where days are counted.
    pub(crate) fn answer(&self, question: &Question, among: Option<&RoaringBitmap>, today: Day) -> Answer {
        let sieve = self.sieve(question, among);
        let set = sieve.left(None, true);
        let shown = Facet::ALL.into_iter().filter(|facet| *facet != Facet::Shop && !question.is_about(*facet));
        let groups = shown.map(|facet| {
            let own = question.chosen.get(&facet).map(|_| sieve.left(Some(facet), true));
            self.group(facet, own.as_ref().unwrap_or(&set), question.chosen.get(&facet))
        });
        let groups = groups.collect();
        let undated = question.ready_by.map(|_| sieve.left(None, false));
        let days = self.count_days(undated.as_ref().unwrap_or(&set), today);
        Answer { pieces: set.len(), groups, days }
    }

    /// The pieces that a question leaves `among` these, or among all.
    pub(crate) fn left(&self, question: &Question, among: Option<&RoaringBitmap>) -> RoaringBitmap {
        self.sieve(question, among).left(None, true)
    }

    fn sieve(&self, question: &Question, among: Option<&RoaringBitmap>) -> Sieve {
        let scope = question.scope.as_ref().map(|(facet, code)| self.terms.get(&*facet.term(code)));
        let base = match (scope, among) {
            (Some(None), _) => RoaringBitmap::new(),
            (Some(Some(scope)), Some(among)) => among & scope,
            (Some(Some(scope)), None) => scope.clone(),
            (None, Some(among)) => among & &self.all,
            (None, None) => self.all.clone(),
        };
        let chosen = question.chosen.iter().filter(|(facet, _)| !question.is_about(**facet));
        Sieve {
            base,
            chosen: chosen.map(|(facet, codes)| (*facet, self.any_of(*facet, codes))).collect(),
            by_day: question.ready_by.map(|day| self.ready_by(day)),
        }
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
