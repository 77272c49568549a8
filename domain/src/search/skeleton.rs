//! The consonants of a word, alike in every script: names are written by ear.

use super::words::is_arabic;

/// The consonants of a word in a script of its own, so that زربية, زرابي, "zarbia" and "zerbiyya" are one. Vowels, the glides و
/// and ي, and ع with hamza have no part in it, for nobody writes them alike in Latin letters; what sounds alike in a foreign
/// ear is one; a letter doubled is one. Digits stand for the letters that they stand for in messages (3 for ع, 7 for ح, 9 for
/// ق). Empty for a word without consonants and for a number.
#[must_use]
pub fn skeleton(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    if letters.iter().all(char::is_ascii_digit) {
        return String::new();
    }
    let mut bones = String::new();
    let mut place = 0;
    while let Some(letter) = letters.get(place).copied() {
        let next = letters.get(place + 1).copied();
        let (bone, taken) =
            if is_arabic(letter) { (arabic(letter, place == 0), 1) } else { latin(letter, next, place == 0) };
        // Doubled: the same letter once more, at once.
        let doubled = place > 0 && letters.get(place - 1) == Some(&letter);
        if let Some(bone) = bone.filter(|_| !doubled) {
            bones.push(bone);
        }
        place += taken;
    }
    bones
}

const fn arabic(letter: char, first: bool) -> Option<char> {
    match letter {
        'ب' => Some('b'),
        'ت' | 'ط' | 'ث' => Some('t'),
        'ج' => Some('j'),
        'ح' => Some('h'),
        'ه' if first => Some('h'),
        'خ' => Some('x'),
        'د' | 'ذ' | 'ض' => Some('d'),
        'ر' => Some('r'),
        'ز' | 'ظ' => Some('z'),
        'س' | 'ص' => Some('s'),
        'ش' => Some('c'),
        'ف' => Some('f'),
        'ق' | 'ك' | 'غ' => Some('k'),
        'ل' => Some('l'),
        'م' => Some('m'),
        'ن' => Some('n'),
        _ => None,
    }
}

/// The consonant, and how many letters it takes.
const fn latin(letter: char, next: Option<char>, first: bool) -> (Option<char>, usize) {
    match (letter, next) {
        ('c' | 's', Some('h')) => (Some('c'), 2),
        ('k', Some('h')) => (Some('x'), 2),
        ('t', Some('h')) => (Some('t'), 2),
        ('d', Some('h')) => (Some('d'), 2),
        ('g', Some('h')) => (Some('k'), 2),
        ('p', Some('h')) => (Some('f'), 2),
        ('d', Some('j')) => (Some('j'), 2),
        ('c', Some('e' | 'i' | 'y')) => (Some('s'), 1),
        ('g', Some('e' | 'i' | 'y')) => (Some('j'), 1),
        ('b' | 'p', _) => (Some('b'), 1),
        ('t', _) => (Some('t'), 1),
        ('j', _) => (Some('j'), 1),
        ('7', _) => (Some('h'), 1),
        ('h', _) if first => (Some('h'), 1),
        ('5', _) => (Some('x'), 1),
        ('d', _) => (Some('d'), 1),
        ('r', _) => (Some('r'), 1),
        ('z', _) => (Some('z'), 1),
        ('s' | 'x', _) => (Some('s'), 1),
        ('f' | 'v', _) => (Some('f'), 1),
        ('k' | 'q' | 'c' | 'g' | '9' | '8', _) => (Some('k'), 1),
        ('l', _) => (Some('l'), 1),
        ('m', _) => (Some('m'), 1),
        ('n', _) => (Some('n'), 1),
        _ => (None, 1),
    }
}
