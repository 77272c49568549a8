//! Sets of pieces by what they are sorted out by.

use domain::facets::Facet;
use domain::time::Day;
use roaring::RoaringBitmap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
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

/// All pieces that are for sale.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// All changes up to this one are taken in.
    pub(crate) revision: i64,
    /// The last row that was taken in: revision and ordinal.
    pub(crate) last: (i64, u32),
    all: RoaringBitmap,
    terms: BTreeMap<Box<str>, RoaringBitmap>,
    days: BTreeMap<Day, RoaringBitmap>,
    /// By ordinal.
    rows: Vec<Row>,
    /// Terms of pieces: many pieces have the same.
    phrases: BTreeMap<Arc<str>, u32>,
    phrase: Vec<Arc<str>>,
}

/// What is remembered of a piece itself.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// Centimes.
    price: u32,
    /// Its terms, by their place in the list of phrases.
    phrase: u32,
    ready: Option<Day>,
}

impl Index {
    /// Takes in a piece as it is now.
    pub(crate) fn put(&mut self, facets: &Facets) {
        let ordinal = facets.ordinal;
        let Ok(at) = usize::try_from(ordinal) else { return };
        if self.all.remove(ordinal) {
            self.forget(ordinal, self.rows[at]);
        }
        if facets.terms.is_empty() {
            return;
        }
        self.all.insert(ordinal);
        for term in facets.terms.split(' ') {
            if let Some(set) = self.terms.get_mut(term) {
                set.insert(ordinal);
            } else {
                self.terms.insert(term.into(), RoaringBitmap::from_iter([ordinal]));
            }
        }
        if let Some(day) = facets.ready {
            self.days.entry(day).or_default().insert(ordinal);
        }
        if at >= self.rows.len() {
            self.rows.resize(at + 1, Row::default());
        }
        let price = u32::try_from(facets.price_minor).unwrap_or(u32::MAX);
        self.rows[at] = Row { price, phrase: self.phrase(&facets.terms), ready: facets.ready };
    }

    /// Takes a piece out of the sets that it is in.
    fn forget(&mut self, ordinal: u32, row: Row) {
        let phrase = usize::try_from(row.phrase).ok().and_then(|place| self.phrase.get(place)).cloned();
        for term in phrase.iter().flat_map(|phrase| phrase.split(' ')) {
            if let Some(set) = self.terms.get_mut(term) {
                set.remove(ordinal);
            }
        }
        if let Some(day) = row.ready
            && let Some(set) = self.days.get_mut(&day)
        {
            set.remove(ordinal);
            if set.is_empty() {
                self.days.remove(&day);
            }
        }
    }

    fn phrase(&mut self, terms: &str) -> u32 {
        if let Some(place) = self.phrases.get(terms) {
            return *place;
        }
        let (place, phrase) = (u32::try_from(self.phrase.len()).unwrap_or(u32::MAX), Arc::<str>::from(terms));
        self.phrases.insert(Arc::clone(&phrase), place);
        self.phrase.push(phrase);
        place
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
                set &= by_day;
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

    fn ready_by(&self, day: Day) -> RoaringBitmap {
        self.days.range(..=day).fold(RoaringBitmap::new(), |all, (_, set)| all | set)
    }

    fn group(&self, facet: Facet, among: &RoaringBitmap, chosen: Option<&BTreeSet<String>>) -> Group {
        let mark = [facet.code(), ":"].concat();
        let of_it = self.terms.range::<str, _>((std::ops::Bound::Included(mark.as_str()), std::ops::Bound::Unbounded));
        let of_it = of_it.map_while(|(term, set)| Some((term.strip_prefix(mark.as_str())?, set)));
        let counted = of_it.filter_map(|(code, set)| {
            let is_chosen = chosen.is_some_and(|chosen| chosen.contains(code));
            let pieces = among.intersection_len(set);
            (pieces > 0 || is_chosen).then(|| Counted { code: code.to_owned(), pieces, is_chosen })
        });
        Group { facet, values: counted.collect() }
    }

    fn count_days(&self, among: &RoaringBitmap, today: Day) -> Vec<(Day, u64)> {
        let mut days = self.days.iter().peekable();
        let mut pieces = 0;
        let count = |until: i32| {
            let until = today.plus(until);
            while let Some((_, set)) = days.next_if(|(day, _)| **day <= until) {
                pieces += among.intersection_len(set);
            }
            (until, pieces)
        };
        SOON.map(count).into()
    }

    /// The first `count` pieces of a set in their order, behind `after`; and whether there are more.
    pub(crate) fn page(
        &self,
        mut set: RoaringBitmap,
        sort: Sort,
        after: Option<Place>,
        count: usize,
    ) -> (Vec<u32>, bool) {
        let mut found: Vec<u32> = match sort {
            Sort::Newest => {
                if let Some(after) = after {
                    set.remove_range(after.ordinal..);
                }
                set.iter().rev().take(count + 1).collect()
            }
            Sort::Cheapest => self.least(&set, after, count + 1, |price| price),
            Sort::Dearest => self.least(&set, after, count + 1, |price| u32::MAX - price),
        };
        let more = found.len() > count;
        found.truncate(count);
        (found, more)
    }

    /// The first ones by a rank of their price; of the same rank, those that came last.
    fn least(&self, set: &RoaringBitmap, after: Option<Place>, count: usize, rank: impl Fn(u32) -> u32) -> Vec<u32> {
        let key = |price: u32, ordinal: u32| (rank(price), Reverse(ordinal));
        let after = after.map(|place| key(place.price, place.ordinal));
        let mut least = BinaryHeap::with_capacity(count + 1);
        for ordinal in set {
            let key = key(self.price(ordinal), ordinal);
            if after.is_some_and(|after| key <= after) {
                continue;
            }
            if least.len() < count {
                least.push(key);
            } else if let Some(mut worst) = least.peek_mut().filter(|worst| key < **worst) {
                *worst = key;
            }
        }
        least.into_sorted_vec().into_iter().map(|(_, Reverse(ordinal))| ordinal).collect()
    }

    /// The price of a piece.
    pub(crate) fn price(&self, ordinal: u32) -> u32 {
        usize::try_from(ordinal).ok().and_then(|at| self.rows.get(at)).map_or(0, |row| row.price)
    }
}

#[cfg(test)]
mod tests;
