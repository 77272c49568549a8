//! From text to words: letters without their marks, and words without what grammar adds.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of one question; more are not looked at.
const MOST_WORDS: usize = 8;
/// Letters of one word; what is longer is no word.
const LONGEST: usize = 40;

/// Words that say nothing about a piece, in French, English and Arabic, without their marks.
const EMPTY: [&str; 57] = [
    "a", "an", "and", "as", "at", "au", "aux", "avec", "by", "ce", "d", "dans", "de", "des", "du", "en", "et", "for",
    "from", "in", "is", "it", "l", "la", "le", "les", "my", "of", "on", "ou", "par", "pour", "qu", "que", "s", "sans",
    "sur", "the", "to", "un", "une", "with", "without", "y", "your", "اريد", "الي", "او", "بدون", "ب", "علي", "عن",
    "في", "ل", "مع", "من", "و",
];

/// The words of a text, in its order, with repetitions: lower case, without accents and vowel signs, with the letters that
/// Arabic writes in several ways written in one, without article and plural. Words that say nothing are left out.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    plain(text).into_iter().filter(|word| !word.is_empty()).map(|word| stem(&word.letters)).collect()
}

/// The words of a text as they stand, in plain letters: lower case, without accents and vowel signs.
#[must_use]
pub fn plain_words(text: &str) -> Vec<String> {
    plain(text).into_iter().map(|word| word.letters).collect()
}

/// The words of a question, each once, the first eight; where all say nothing, these.
#[must_use]
pub fn asked(text: &str) -> Vec<String> {
    let mut found = words(text);
    if found.is_empty() {
        found = plain(text).into_iter().map(|word| word.letters).collect();
    }
    let mut seen = Vec::new();
    found.retain(|word| {
        let new = !seen.contains(word);
        if new {
            seen.push(word.clone());
        }
        new
    });
    found.truncate(MOST_WORDS);
    found
}

/// A word in plain letters.
#[derive(Default)]
struct Plain {
    letters: String,
    /// Whether it had accents: "thé" is not "the".
    accented: bool,
}

impl Plain {
    /// Whether it says nothing of a piece.
    fn is_empty(&self) -> bool {
        EMPTY.contains(&self.letters.as_str()) && (!self.accented || self.letters.len() <= 2)
    }
}

/// Words as they stand, in plain letters. An apostrophe ends a word, as French means it.
fn plain(text: &str) -> Vec<Plain> {
    let mut found = vec![Plain::default()];
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        match (letter, found.last_mut()) {
            ('\u{300}'..='\u{36f}', Some(word)) => word.accented = true,
            (mark, _) if is_combining_mark(mark) => {}
            // The stroke that only widens a word, hamza alone, and what directs the writing.
            ('ـ' | 'ء' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}', _) => {}
            (_, Some(word)) if letter.is_alphanumeric() => push(&mut word.letters, letter),
            (_, Some(_) | None) => found.push(Plain::default()),
        }
    }
    found.retain(|word| !word.letters.is_empty() && word.letters.chars().count() <= LONGEST);
    found
}

fn push(word: &mut String, letter: char) {
    match letter {
        'œ' => word.push_str("oe"),
        'æ' => word.push_str("ae"),
        'ß' => word.push_str("ss"),
        'ø' => word.push('o'),
        'ı' => word.push('i'),
        'ٱ' => word.push('ا'),
        'ى' | 'ی' => word.push('ي'),
        'ة' => word.push('ه'),
        // The hard g of Morocco, which keyboards write in four ways.
        'ک' | 'گ' | 'ڭ' | 'ݣ' => word.push('ك'),
        '٠'..='٩' => word.extend(char::from_digit(letter as u32 - '٠' as u32, 10)),
        '۰'..='۹' => word.extend(char::from_digit(letter as u32 - '۰' as u32, 10)),
        _ => word.push(letter),
    }
}

/// Whether a letter is Arabic.
pub(super) fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{0620}'..='\u{06ff}' | '\u{0750}'..='\u{077f}')
}

fn stem(word: &str) -> String {
    if word.chars().all(|letter| letter.is_ascii_digit()) {
        word.to_owned()
    } else if word.chars().any(is_arabic) {
        arabic(word).to_owned()
    } else {
        latin(word)
    }
}

/// Without article (also behind "and", "in", "like", "for"), and without the endings of feminine and plural.
fn arabic(word: &str) -> &str {
    let rest_of = |part: &str, least: usize| part.chars().count() >= least;
    let article = ["وال", "فال", "بال", "كال", "ال", "لل"];
    let bare = article.iter().find_map(|article| word.strip_prefix(article).filter(|rest| rest_of(rest, 3)));
    let bare = bare.unwrap_or(word);
    let long = ["ات", "ون", "ين"].iter().find_map(|end| bare.strip_suffix(end).filter(|rest| rest_of(rest, 3)));
    let short = || ["ه", "ا"].iter().find_map(|end| bare.strip_suffix(end).filter(|rest| rest_of(rest, 2)));
    long.or_else(short).unwrap_or(bare)
}

/// Without the endings of plural and of feminine in French and English, and with the Greek letters that nobody is sure of
/// ("thuya", "raphia") as they sound.
fn latin(word: &str) -> String {
    let word = &word.replace("ph", "f").replace("th", "t");
    let long = |least: usize| word.len() >= least;
    let cut = |end: &str, with: &str| word.strip_suffix(end).map(|rest| [rest, with].concat());
    let sibilant = ["ches", "shes", "sses", "xes", "zes"].iter().any(|end| word.ends_with(end));
    let singular = if long(6) && word.ends_with("eaux") {
        cut("x", "")
    } else if long(5) && word.ends_with("aux") {
        cut("aux", "al")
    } else if long(5) && sibilant {
        cut("es", "")
    } else if long(4) && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        cut("s", "").or_else(|| cut("x", ""))
    } else {
        None
    };
    let mut stem = singular.unwrap_or_else(|| word.clone());
    // "brodée", "brodé" and "brode" are one, as are "rose" and "roses".
    while stem.len() >= 4 && stem.ends_with('e') {
        stem.pop();
    }
    // "bougies" and "bougie", "berries" and "berry".
    if stem.len() >= 4 && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}
