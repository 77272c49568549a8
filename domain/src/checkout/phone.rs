//! Telephone numbers.

/// Reads a number as people write it and answers E.164 (`+212612345678`).
///
/// Moroccan numbers may be national (`06 12 34 56 78`, also in Arabic-Indic digits) or international; any other country
/// needs `+` or `00` and 8 to 15 digits. Spaces, dots, dashes, slashes and brackets are ignored.
#[must_use]
pub fn normalise(raw: &str) -> Option<String> {
    let mut digits = String::new();
    let mut plus = false;
    for letter in raw.trim().chars() {
        match letter {
            '+' if digits.is_empty() && !plus => plus = true,
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')' => {}
            _ => digits.push(ascii_digit(letter)?),
        }
    }
    if let Some(rest) = digits.strip_prefix("00").filter(|_| !plus) {
        plus = true;
        digits = rest.to_owned();
    }
    if plus {
        return match digits.strip_prefix("212") {
            // Many write the national zero after the country code: +212 (0)6 ..
            Some(rest) => moroccan(rest.strip_prefix('0').unwrap_or(rest)),
            None => ((8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| format!("+{digits}")),
        };
    }
    moroccan(digits.strip_prefix('0')?)
}

fn moroccan(nine: &str) -> Option<String> {
    let first = nine.bytes().next()?;
    (nine.len() == 9 && (b'5'..=b'8').contains(&first)).then(|| format!("+212{nine}"))
}

/// The ASCII digit of a Latin, Arabic-Indic or Persian digit.
pub(super) fn ascii_digit(letter: char) -> Option<char> {
    let value = match letter {
        '0'..='9' => return Some(letter),
        '\u{660}'..='\u{669}' => u32::from(letter) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(letter) - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moroccan_numbers_in_their_usual_forms_are_one_number() {
        for raw in [
            "0612345678",
            "06 12 34 56 78",
            "06-12.34/56 78",
            "+212612345678",
            "+212 (0)6 12 34 56 78",
            "00212612345678",
            "٠٦١٢٣٤٥٦٧٨",
            "+٢١٢٦١٢٣٤٥٦٧٨",
        ] {
            assert_eq!(normalise(raw).as_deref(), Some("+212612345678"), "{raw}");
        }
        assert_eq!(normalise("0522 12 34 56").as_deref(), Some("+212522123456"));
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        for raw in [
            "",
            "+",
            "12345",
            "0412345678",
            "061234567",
            "06123456789",
            "+21261234567",
            "+0123456789",
            "06 12 34 5a 78",
            "++33612345678",
            "6+12345678",
        ] {
            assert_eq!(normalise(raw), None, "{raw}");
        }
        assert_eq!(normalise("+33 6 12 34 56 78").as_deref(), Some("+33612345678"));
    }

    proptest! {
        #[test]
        fn never_panics_and_what_it_accepts_it_accepts_again_unchanged(raw in "[+0-9٠-٩ ().a-]{0,24}") {
            if let Some(number) = normalise(&raw) {
                prop_assert!(number.starts_with('+') && number[1..].bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(normalise(&number), Some(number.clone()));
            }
        }
    }
}
