//! Words as they are searched: forgiving of case and accents, of the ways in which Arabic is spelt, of plurals, of slips of
//! the finger, and of the script in which a name is written ("zarbia" finds زربية).
//!
//! A piece is written down as its [`terms`]: words with weights. Who asks is understood in two steps: [`asked`] makes words
//! of what was typed, and [`meant`] says which words of the vocabulary (all words of all pieces) may be meant by each, and
//! how surely. The rest is sets of pieces, multiplied and added up in whole numbers, so every engine finds the same pieces.

mod close;
mod skeleton;
mod words;

#[cfg(test)]
mod tests;

pub use close::closeness;
pub use skeleton::skeleton;
pub use words::{asked, plain_words, words};

use std::collections::{BTreeMap, BTreeSet};

/// Counts up when the rules change, or those of [`crate::facets`]: pieces written down by older ones are then written down
/// again.
pub const RULES: i64 = 1;

/// The largest weight of a word in a piece: it stands in its name.
pub const MOST: i64 = 100;

/// Below this, what a word may mean is left out where a better one is known.
const SURE: u16 = 800;
/// What may be meant instead is at most so much less sure than the best.
const SPREAD: u16 = 120;
/// Words that one asked word can stand for.
const MEANT: usize = 16;

/// A word of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The word, as [`words`] makes it.
    pub word: String,
    /// In how many pieces it stands.
    pub pieces: i64,
}

/// A word that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// Which of the asked words, from 0. Of the words meant by one, a piece counts the best.
    pub asked: usize,
    /// The word.
    pub word: String,
    /// How much it counts: how surely it is meant, times how much it says.
    pub weight: i64,
}

/// The words of a piece, given its texts and how much a word in each counts; each word once, with the most.
#[must_use]
pub fn terms<'a>(texts: impl IntoIterator<Item = (i64, &'a str)>) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for (weight, text) in texts {
        for word in words(text) {
            let most = found.entry(word).or_insert(weight);
            *most = weight.max(*most);
        }
    }
    found
}

/// What a word is found by when it is misspelt: its threes of letters, with its ends, and the twos of its [`skeleton`].
#[must_use]
pub fn grams(word: &str) -> BTreeSet<String> {
    let runs = |mark: &str, text: &str, length: usize| {
        let letters: Vec<char> = ["^", text, "$"].concat().chars().collect();
        letters.windows(length).map(|run| [mark, &run.iter().collect::<String>()].concat()).collect::<Vec<_>>()
    };
    let bones = skeleton(word);
    let mut found: BTreeSet<String> = runs("", word, 3).into_iter().collect();
    if !bones.is_empty() {
        found.extend(runs(SKELETON_MARK, &bones, 2));
    }
    found
}

/// What the [`grams`] of a skeleton begin with.
pub const SKELETON_MARK: &str = "~";

/// Whether one of these words is surely meant: then it needs no look at misspelt ones.
#[must_use]
pub fn is_known(asked: &str, known: &[Known]) -> bool {
    known.iter().any(|known| known.pieces > 0 && closeness(asked, &known.word).is_some_and(|sure| sure >= SURE))
}

/// Which words may be meant by those that were asked, among these of the vocabulary, when there are `pieces` pieces.
#[must_use]
pub fn meant(asked: &[String], known: &[Known], pieces: i64) -> Vec<Meant> {
    asked.iter().enumerate().flat_map(|(place, word)| meant_by(place, word, known, pieces)).collect()
}

fn meant_by(place: usize, asked: &str, known: &[Known], pieces: i64) -> Vec<Meant> {
    let mut close: Vec<(u16, &Known)> = known
        .iter()
        .filter(|known| known.pieces > 0)
        .filter_map(|known| Some((closeness(asked, &known.word)?, known)))
        .collect();
    close.sort_by(|(one, first), (other, second)| {
        (other, second.pieces, &first.word).cmp(&(one, first.pieces, &second.word))
    });
    let Some((best, first)) = close.first().copied() else { return Vec::new() };
    let least = if best >= SURE { SURE } else { best.saturating_sub(SPREAD) };
    let says = i64::from((pieces.max(1) / first.pieces.max(1)).max(1).ilog2()) + 1;
    close
        .into_iter()
        .take_while(|(sure, _)| *sure >= least)
        .take(MEANT)
        .map(|(sure, known)| Meant { asked: place, word: known.word.clone(), weight: i64::from(sure) * says })
        .collect()
}
