//! Decimal numbers as people write them, and as we write them; exact, without floats.

use crate::text::Lang;

/// A decimal number: `digits` × 10^-`scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: i64,
    scale: u32,
}

/// The value of a Western, Arabic-Indic or extended Arabic-Indic digit.
pub(crate) fn digit(c: char) -> Option<i64> {
    let value = match c {
        '0'..='9' => c as u32 - '0' as u32,
        '٠'..='٩' => c as u32 - '٠' as u32,
        '۰'..='۹' => c as u32 - '۰' as u32,
        _ => return None,
    };
    Some(i64::from(value))
}

/// Spaces that people put between groups of digits.
pub(crate) const fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

impl Decimal {
    /// Reads digits with at most one decimal separator (`,` `.` or `٫`). No sign, no exponent; spaces may stand
    /// between digits. `None` for anything else and for more than 18 digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (mut digits, mut count, mut scale) = (0_i64, 0, None::<u32>);
        for c in text.trim().chars() {
            if let Some(value) = digit(c) {
                count += 1;
                if count > 18 {
                    return None;
                }
                digits = digits * 10 + value;
                scale = scale.map(|places| places + 1);
            } else if matches!(c, ',' | '.' | '٫') && scale.is_none() && count > 0 {
                scale = Some(0);
            } else if !is_group_space(c) || scale.is_some() {
                return None;
            }
        }
        // "12," is a slip of the finger, not a number.
        (count > 0 && scale != Some(0)).then(|| Self { digits, scale: scale.unwrap_or(0) })
    }

    /// Digits and scale.
    pub(crate) const fn parts(self) -> (i64, u32) {
        (self.digits, self.scale)
    }

    /// The number times `factor`, as a whole number and whether that is exact (else rounded down).
    /// `None` when it does not fit.
    pub(crate) fn scaled(self, factor: i64) -> Option<(i64, bool)> {
        let product = i128::from(self.digits) * i128::from(factor);
        let divisor = 10_i128.pow(self.scale);
        Some((i64::try_from(product / divisor).ok()?, product % divisor == 0))
    }
}

const fn separators(lang: Lang) -> (char, char) {
    match lang {
        Lang::Fr => ('\u{202f}', ','),
        // ar-MA in CLDR: Latin digits, decimal comma, groups with a dot.
        Lang::Ar => ('.', ','),
        Lang::En => (',', '.'),
    }
}

/// Appends a whole number in Latin digits, with the group separator of the language.
pub(crate) fn push_grouped(out: &mut String, number: u64, lang: Lang) {
    let (group, _) = separators(lang);
    let mut buffer = [0_u8; 20];
    let (mut rest, mut start) = (number, buffer.len());
    loop {
        start -= 1;
        buffer[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    for (position, byte) in buffer[start..].iter().enumerate() {
        if position > 0 && (buffer.len() - start - position).is_multiple_of(3) {
            out.push(group);
        }
        out.push(char::from(*byte));
    }
}

/// Appends `number` / 10^`places` in Latin digits, at least `least` decimals, no further trailing zeros.
/// A negative number gets a minus sign (U+2212).
pub(crate) fn push_decimal(out: &mut String, number: i64, places: u32, least: u32, lang: Lang) {
    if number < 0 {
        out.push('\u{2212}');
    }
    let (mut divisor, absolute) = (10_u64.pow(places), number.unsigned_abs());
    push_grouped(out, absolute / divisor, lang);
    let mut rest = absolute % divisor;
    let mut written = 0;
    while rest > 0 || (0 < written && written < least) {
        if written == 0 {
            out.push(separators(lang).1);
        }
        divisor /= 10;
        let digit = rest.checked_div(divisor).unwrap_or(0);
        out.push(char::from(b'0' + digit as u8));
        rest -= digit * divisor;
        written += 1;
    }
}

/// Appends a whole number in two digits or more, without groups.
pub(crate) fn push_padded(out: &mut String, number: u32) {
    if number < 10 {
        out.push('0');
    }
    push_plain(out, i64::from(number));
}

/// Appends a whole number as a machine reads it: ASCII sign, no groups.
pub(crate) fn push_plain(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    loop {
        digits.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits.iter().rev().map(|byte| char::from(*byte)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, want) in [
            ("12", Some((120, true))),
            ("12,5", Some((125, true))),
            ("12.50", Some((125, true))),
            ("١٢٫٥", Some((125, true))),
            ("۱۲", Some((120, true))),
            ("1 200", Some((12_000, true))),
            ("0,04", Some((0, false))),
            (" 7 ", Some((70, true))),
            ("", None),
            ("12,", None),
            (",5", None),
            ("1,2,3", None),
            ("-3", None),
            ("1e3", None),
            ("1,5 0", None),
            ("9999999999999999999", None),
        ] {
            assert_eq!(Decimal::parse(text).and_then(|number| number.scaled(10)), want, "{text}");
        }
        assert_eq!(Decimal::parse("999999999999999999").and_then(|number| number.scaled(1000)), None);
    }

    #[test]
    fn numbers_are_written_with_the_marks_of_the_language() {
        let written = |number, places, least, lang| {
            let mut out = String::new();
            push_decimal(&mut out, number, places, least, lang);
            out
        };
        assert_eq!(written(1_234_567, 0, 0, Lang::Fr), "1\u{202f}234\u{202f}567");
        assert_eq!(written(1_234_567, 3, 0, Lang::En), "1,234.567");
        assert_eq!(written(1_500, 3, 0, Lang::Fr), "1,5");
        assert_eq!(written(1_500, 3, 2, Lang::Ar), "1,50");
        assert_eq!(written(1_234_567, 3, 0, Lang::Ar), "1.234,567");
        assert_eq!(written(-5, 2, 2, Lang::En), "\u{2212}0.05");
        assert_eq!(written(0, 2, 2, Lang::En), "0");
        assert_eq!(written(i64::MIN, 0, 0, Lang::En), "\u{2212}9,223,372,036,854,775,808");
    }
}
