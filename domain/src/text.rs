//! Languages, scripts, and texts that exist in every language.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Arabic, right to left.
    Ar,
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Ar, Self::Fr, Self::En];

    /// The tag used in addresses and in `lang` attributes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The writing direction, as an HTML `dir` value.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::Fr | Self::En => "ltr",
        }
    }

    /// Reads a language tag; regional variants (`fr-MA`) count as their language.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }
}

/// Whether a text may be a slug: small Latin letters, digits and hyphens, 100 of them at most.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let known = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !text.is_empty() && text.len() <= 100 && text.bytes().all(known)
}

/// A name or value of a query or a form as it stands in an address, decoded. What is no code stays as it is; bytes that are no text
/// become replacement characters (WHATWG URL, application/x-www-form-urlencoded).
#[must_use]
pub fn decode_field(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, tail @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = tail;
                }
                (None, _) | (_, None) => bytes.push(b'%'),
            },
            (other, _) => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

const fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// A value that exists once per language; a missing translation cannot be represented.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localised<T = String> {
    /// Arabic.
    pub ar: T,
    /// French.
    pub fr: T,
    /// English.
    pub en: T,
}

impl<T> Localised<T> {
    /// The value in one language.
    pub const fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Ar => &self.ar,
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// A script that a personal text may be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Latin letters with their accents.
    Latin,
    /// Arabic letters.
    Arabic,
    /// Tifinagh letters (U+2D30 to U+2D7F).
    Tifinagh,
    /// Digits.
    Digits,
}

impl Script {
    /// All scripts, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Latin, Self::Arabic, Self::Tifinagh, Self::Digits];

    /// As it is written in files and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Latin => "latin",
            Self::Arabic => "arabic",
            Self::Tifinagh => "tifinagh",
            Self::Digits => "digits",
        }
    }

    /// Reads [`Script::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|script| script.code() == code)
    }

    /// Whether a character belongs to the script (letters with their marks, or digits of any of our scripts).
    #[must_use]
    pub const fn admits(self, c: char) -> bool {
        match self {
            Self::Latin => matches!(c,
                'A'..='Z' | 'a'..='z' | 'ª' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24f}'
                | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}'),
            Self::Arabic => matches!(c,
                '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}'
                | '\u{6ea}'..='\u{6ef}' | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}'),
            Self::Tifinagh => matches!(c, '\u{2d30}'..='\u{2d7f}'),
            Self::Digits => matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹'),
        }
    }
}

/// Why a personal text cannot be put on a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProblem {
    /// It holds a control character, or an invisible one that changes the direction of writing.
    Control,
    /// It has more characters than this.
    TooLong {
        /// Longest text, in characters.
        max: u16,
    },
    /// It holds a character that belongs to no script that the artisan works in.
    Script,
}

/// The number of characters as a reader counts them: Unicode scalar values without combining marks.
#[must_use]
pub fn count_chars(text: &str) -> usize {
    text.chars().filter(|c| !is_mark(*c)).count()
}

/// What is wrong with a text: the first of control characters, length, script; `None` when it can be taken.
/// Spaces, hyphens, apostrophes, full stops, commas and ampersands go with every script.
#[must_use]
pub fn problem_with(text: &str, max: u16, scripts: &[Script]) -> Option<TextProblem> {
    if text.chars().any(is_control) {
        return Some(TextProblem::Control);
    }
    // Marks are not counted but are limited too, or a short text could tower over the piece.
    let scalars = text.chars().count();
    if count_chars(text) > usize::from(max) || scalars > 4 * usize::from(max) {
        return Some(TextProblem::TooLong { max });
    }
    let admitted = |c: char| {
        matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',' | '،' | '&') || scripts.iter().any(|script| script.admits(c))
    };
    let bare_mark = text.chars().next().is_some_and(is_mark);
    (bare_mark || !text.chars().all(admitted)).then_some(TextProblem::Script)
}

const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{2d7f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}')
}

fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_a_reader_counts_them() {
        assert_eq!(count_chars("Fatima"), 6);
        assert_eq!(count_chars("مُحَمَّد"), 4);
        assert_eq!(count_chars("e\u{301}te\u{301}"), 3);
        assert_eq!(count_chars(""), 0);
    }

    #[test]
    fn texts_that_cannot_be_lettered_are_refused_with_the_reason() {
        use Script::{Arabic, Digits, Latin, Tifinagh};
        for (text, max, scripts, want) in [
            ("Élodie-Anne", 14, &[Latin][..], None),
            ("O’Brien & fils", 14, &[Latin], None),
            ("للا فاطمة", 14, &[Latin, Arabic], None),
            ("مُحَمَّد", 4, &[Arabic], None),
            ("ⵢⴰⵙⵉⵏ", 14, &[Tifinagh], None),
            ("2027", 14, &[Latin], Some(TextProblem::Script)),
            ("2027 ٢٠٢٧ ۲", 14, &[Digits], None),
            ("Fatima", 14, &[Arabic], Some(TextProblem::Script)),
            ("Фатима", 14, &[Latin, Arabic, Tifinagh, Digits], Some(TextProblem::Script)),
            ("<b>", 14, &[Latin], Some(TextProblem::Script)),
            ("a × b", 14, &[Latin], Some(TextProblem::Script)),
            ("🌹", 14, &[Latin], Some(TextProblem::Script)),
            ("Fatima", 5, &[Latin], Some(TextProblem::TooLong { max: 5 })),
            ("a\u{301}\u{301}\u{301}\u{301}", 1, &[Latin], Some(TextProblem::TooLong { max: 1 })),
            ("\u{301}a", 3, &[Latin], Some(TextProblem::Script)),
            ("a\nb", 14, &[Latin], Some(TextProblem::Control)),
            ("a\u{202e}b", 14, &[Latin], Some(TextProblem::Control)),
            ("a\u{2067}b", 14, &[Latin], Some(TextProblem::Control)),
            ("a\u{200b}b", 14, &[Latin], Some(TextProblem::Control)),
            ("", 14, &[Latin], None),
        ] {
            assert_eq!(problem_with(text, max, scripts), want, "{text:?}");
        }
    }

    #[test]
    fn languages_are_read_from_tags() {
        assert_eq!(Lang::from_tag("fr-MA"), Some(Lang::Fr));
        assert_eq!(Lang::from_tag("AR"), Some(Lang::Ar));
        assert_eq!(Lang::from_tag("de"), None);
    }
}
