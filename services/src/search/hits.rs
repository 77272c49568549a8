//! What a question finds, by sets: which pieces have the most of the asked words, and how much these count in each.

use crate::numbers::{Numbers, Order};
use domain::search::Meant;
use roaring::RoaringBitmap;
use std::collections::BTreeMap;
use store::search::WordSet;

/// Pieces that were found.
#[derive(Debug, Default)]
pub(super) struct Hits {
    /// Those that have as many of the asked words as any.
    pub(super) pieces: RoaringBitmap,
    /// How many of the asked words they have.
    pub(super) words: usize,
    asked: Vec<Levels>,
}

/// The pieces that have an asked word: by how much it counts, the least first. A piece is in one of these sets alone.
type Levels = BTreeMap<u64, RoaringBitmap>;

impl Hits {
    /// Adds up what is meant. A piece counts for each asked word the best of the words that are meant by it.
    pub(super) fn new(meant: &[Meant], sets: &[WordSet]) -> Self {
        let asked = levels(meant, sets);
        // Of how many asked words at least: the pieces.
        let mut with: Vec<RoaringBitmap> = Vec::new();
        for levels in &asked {
            let any = levels.values().fold(RoaringBitmap::new(), |any, set| any | set);
            with.push(RoaringBitmap::new());
            for words in (1..with.len()).rev() {
                let one_more = &with[words - 1] & &any;
                with[words] |= one_more;
            }
            with[0] |= any;
        }
        let Some(last) = with.iter().rposition(|set| !set.is_empty()) else { return Self::default() };
        Self { pieces: with.swap_remove(last), words: last + 1, asked }
    }

    /// The first `count` of these pieces: those in which the words count most; of those alike, those that came first.
    pub(super) fn first(&self, among: RoaringBitmap, count: usize) -> Vec<u32> {
        let mut scores = Numbers::default();
        for levels in &self.asked {
            let mut of_word = Numbers::default();
            for (counts, set) in levels {
                of_word.put_all(&(set & &among), *counts);
            }
            scores.add(of_word);
        }
        scores.first(among, count, Order { largest: true, newest: false })
    }
}

/// The levels of each asked word that means something.
fn levels(meant: &[Meant], sets: &[WordSet]) -> Vec<Levels> {
    let mut asked: BTreeMap<usize, Levels> = BTreeMap::new();
    for one in meant {
        for set in sets.iter().filter(|set| set.word == one.word && !set.pieces.is_empty()) {
            let counts = u64::try_from(one.weight.saturating_mul(set.weight)).unwrap_or_default();
            *asked.entry(one.asked).or_default().entry(counts).or_default() |= &set.pieces;
        }
    }
    for levels in asked.values_mut() {
        let mut better = RoaringBitmap::new();
        for set in levels.values_mut().rev() {
            *set -= &better;
            better |= &*set;
        }
    }
    asked.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from a fixed start.
    fn dice(state: &mut u64, sides: u64) -> u64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) % sides
    }

    #[test]
    fn what_is_found_is_what_looking_at_each_piece_finds() {
        let mut state = 3;
        for turn in 0..300 {
            let words = ["a", "b", "c", "d", "e"];
            let mut weights: BTreeMap<(&str, u32), i64> = BTreeMap::new();
            for word in words {
                for piece in 0..30 {
                    if dice(&mut state, 3) == 0 {
                        weights.insert(
                            (word, piece * 5_000),
                            [50, 60, 80, 100][usize::try_from(dice(&mut state, 4)).unwrap()],
                        );
                    }
                }
            }
            let mut sets: BTreeMap<(&str, i64), RoaringBitmap> = BTreeMap::new();
            for ((word, piece), weight) in &weights {
                sets.entry((word, *weight)).or_default().insert(*piece);
            }
            let set = |((word, weight), pieces): (&(&str, i64), &RoaringBitmap)| WordSet {
                word: (*word).to_owned(),
                weight: *weight,
                pieces: pieces.clone(),
            };
            let sets: Vec<WordSet> = sets.iter().map(set).collect();
            let mut meant = Vec::new();
            for asked in 0..usize::try_from(dice(&mut state, 5)).unwrap() {
                for word in words {
                    let weight = i64::try_from(dice(&mut state, 3) * 700).unwrap();
                    if weight > 0 {
                        meant.push(Meant { asked, word: word.to_owned(), weight });
                    }
                }
            }
            let mut found: BTreeMap<u32, BTreeMap<usize, i64>> = BTreeMap::new();
            for one in &meant {
                for piece in (0..30).map(|piece| piece * 5_000) {
                    if let Some(weight) = weights.get(&(one.word.as_str(), piece)) {
                        let best = found.entry(piece).or_default().entry(one.asked).or_default();
                        *best = (*best).max(weight * one.weight);
                    }
                }
            }
            let most = found.values().map(BTreeMap::len).max().unwrap_or_default();
            let mut expected: Vec<(i64, u32)> = (found.iter().filter(|(_, asked)| asked.len() == most))
                .map(|(piece, asked)| (-asked.values().sum::<i64>(), *piece))
                .collect();
            expected.sort_unstable();
            let expected: Vec<u32> = expected.into_iter().map(|(_, piece)| piece).collect();
            let hits = Hits::new(&meant, &sets);
            assert_eq!(hits.words, most, "turn {turn}");
            assert_eq!(hits.first(hits.pieces.clone(), 100), expected, "turn {turn}");
            assert_eq!(hits.first(hits.pieces.clone(), 3), expected[..expected.len().min(3)], "turn {turn}");
        }
    }
}
