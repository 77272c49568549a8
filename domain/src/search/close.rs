//! How surely a word is meant by another.

use super::words::is_arabic;
use super::{SURE, skeleton};

/// The same word.
const SAME: u16 = 1_000;
/// What it adds when a word is meant by its letters and by its sound.
const BOTH: u16 = 100;
/// A slip costs this share of its part in the word.
const SLIPPED: u16 = 900;

/// How surely `word` is meant by who asked for `asked`, in thousandths; `None` when it is not.
///
/// The same word is meant for sure; one that begins with it, or that sounds like it in the other script, almost; one with a
/// few letters wrong, missing, too many or exchanged (a distance of edits with exchange of neighbours; one in four or five
/// letters, two up to eight, then three), the less the more of it is wrong.
#[must_use]
pub fn closeness(asked: &str, word: &str) -> Option<u16> {
    if asked == word {
        return Some(SAME);
    }
    let [from, to] = [asked, word].map(|word| word.chars().collect::<Vec<char>>());
    let number =
        |letters: &[char]| letters.iter().any(char::is_ascii_digit) && letters.iter().all(char::is_ascii_digit);
    if number(&from) || number(&to) {
        return None;
    }
    let (slip, sound) = (slipped(&from, &to), sounding(asked, &from, word, &to));
    // Spelt nearly alike and sounding alike: a broken plural, or a vowel that was written as it is spoken.
    let both = slip.zip(sound).map(|(slip, sound)| (slip.max(sound) + BOTH).min(SURE - 1));
    [begun(&from, &to), slip, sound, both].into_iter().flatten().max()
}

fn begun(from: &[char], to: &[char]) -> Option<u16> {
    let part = u16::try_from(from.len() * 300 / to.len().max(1)).unwrap_or_default();
    (from.len() >= 3 && to.starts_with(from)).then(|| 600 + part.min(299))
}

fn slipped(from: &[char], to: &[char]) -> Option<u16> {
    let most = match from.len() {
        0..=3 => 0,
        4 | 5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let longer = from.len().max(to.len()).max(1);
    let slips = distance(from, to);
    (slips <= most).then(|| SLIPPED - u16::try_from(usize::from(SLIPPED) * slips / longer).unwrap_or(SLIPPED))
}

/// Across scripts the consonants are all there is to compare; within one they only lend a hand to spelling.
fn sounding(asked: &str, from: &[char], word: &str, to: &[char]) -> Option<u16> {
    let [one, other] = [asked, word].map(skeleton);
    let across = from.iter().any(|letter| is_arabic(*letter)) != to.iter().any(|letter| is_arabic(*letter));
    let [bones, others] = [&one, &other].map(|bones| bones.chars().collect::<Vec<char>>());
    if one == other {
        return match (across, bones.len()) {
            (_, 0 | 1) => None,
            (true, 2) => Some(650),
            (true, _) => Some(850),
            (false, 2) => None,
            (false, _) => Some(550),
        };
    }
    (across && bones.len() >= 4 && distance(&bones, &others) == 1).then_some(500)
}

/// Edits that make one of the other, the exchange of two neighbours being one (optimal string alignment).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let mut least =
                (above[column] + usize::from(letter != other)).min(above[column + 1] + 1).min(here[column] + 1);
            let exchanged = row > 0 && column > 0 && from[row - 1] == *other && to[column - 1] == *letter;
            if exchanged {
                least = least.min(before[column - 1] + 1);
            }
            here.push(least);
        }
        before = std::mem::replace(&mut above, here);
    }
    above[to.len()]
}
