//! What can be asked of a list, and what is counted for it.

use domain::facets::Facet;
use domain::time::Day;
use std::collections::{BTreeMap, BTreeSet};

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

impl Question {
    /// Whether the list itself is about a value of this facet: then others cannot be chosen.
    pub(super) fn is_about(&self, facet: Facet) -> bool {
        self.scope.as_ref().is_some_and(|(of, _)| *of == facet)
    }
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// How many pieces.
    pub pieces: u64,
    /// By what they can be sorted out further, in the order of the page.
    pub groups: Vec<Group>,
    /// How many pieces would be ready by each of these days.
    pub days: Vec<(Day, u64)>,
}
