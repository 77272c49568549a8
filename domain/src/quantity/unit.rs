//! How quantities are written and read.

use super::Unit;
use crate::decimal::{Decimal, digit, is_group_space, push_decimal};
use crate::text::Lang;

/// Why a written quantity cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuantityProblem {
    /// There is no number to read.
    NotANumber,
    /// The unit is missing, or not one of this kind.
    UnknownUnit,
    /// It is not a whole number of base units.
    TooFine,
    /// It does not fit.
    TooLarge,
}

impl QuantityProblem {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotANumber => "not_a_number",
            Self::UnknownUnit => "unknown_unit",
            Self::TooFine => "too_fine",
            Self::TooLarge => "too_large",
        }
    }
}

impl Unit {
    /// All units.
    pub const ALL: [Self; 6] = [
        Self::Milligram,
        Self::Microlitre,
        Self::Millimetre,
        Self::SquareMillimetre,
        Self::CubicMillimetre,
        Self::Piece,
    ];

    /// The name used in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Milligram => "milligram",
            Self::Microlitre => "microlitre",
            Self::Millimetre => "millimetre",
            Self::SquareMillimetre => "square_millimetre",
            Self::CubicMillimetre => "cubic_millimetre",
            Self::Piece => "piece",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// What prices are said for: a kilogram, litre, metre, square metre, cubic decimetre or piece, in base units.
    #[must_use]
    pub const fn large(self) -> i64 {
        match self {
            Self::Milligram | Self::Microlitre | Self::SquareMillimetre | Self::CubicMillimetre => 1_000_000,
            Self::Millimetre => 1_000,
            Self::Piece => 1,
        }
    }

    /// Names in which the unit is written and read: how many base units, and the name in Arabic, French, English.
    /// The first entry that an amount reaches is the one it is written in.
    const fn names(self) -> &'static [(i64, [&'static str; 3])] {
        match self {
            Self::Milligram => &[(1_000_000, ["كغ", "kg", "kg"]), (1_000, ["غ", "g", "g"])],
            Self::Microlitre => &[(1_000_000, ["ل", "l", "l"]), (1_000, ["مل", "ml", "ml"])],
            Self::Millimetre => &[(1_000, ["م", "m", "m"]), (10, ["سم", "cm", "cm"])],
            Self::SquareMillimetre => &[(1_000_000, ["م²", "m²", "m²"]), (100, ["سم²", "cm²", "cm²"])],
            Self::CubicMillimetre => &[(1_000_000, ["دسم³", "dm³", "dm³"]), (1_000, ["سم³", "cm³", "cm³"])],
            Self::Piece => &[],
        }
    }

    /// Further names that are read but not written.
    const fn other_names(self) -> &'static [(i64, &'static str)] {
        match self {
            Self::Milligram => &[(1, "mg"), (1_000_000, "كلغ"), (1_000_000, "كيلو"), (1_000, "غرام")],
            Self::Microlitre => &[(1, "ul"), (1, "µl"), (10_000, "cl"), (1_000_000, "لتر"), (1_000_000, "L")],
            Self::Millimetre => &[(1, "mm"), (100, "dm"), (1_000, "متر")],
            Self::SquareMillimetre => &[(1, "mm2"), (100, "cm2"), (10_000, "dm2"), (1_000_000, "m2")],
            Self::CubicMillimetre => &[(1, "mm3"), (1_000, "cm3"), (1_000_000, "dm3"), (1_000_000_000, "m3")],
            Self::Piece => &[
                (1, ""),
                (1, "piece"),
                (1, "pieces"),
                (1, "pièce"),
                (1, "pièces"),
                (1, "قطعة"),
                (1, "قطع"),
                (1, "قطعتان"),
            ],
        }
    }

    /// The amount (in base units, exact) as it is shown, with Latin digits and a no-break space before the unit.
    #[must_use]
    pub fn format(self, amount: i64, lang: Lang) -> String {
        let mut out = String::new();
        let names = self.names();
        let reached = names.iter().find(|(size, _)| amount.unsigned_abs() >= size.unsigned_abs()).or(names.last());
        let Some((size, names)) = reached else {
            push_decimal(&mut out, amount, 0, 0, lang);
            out.push('\u{a0}');
            out.push_str(pieces(amount, lang));
            return out;
        };
        push_decimal(&mut out, amount, size.ilog10(), 0, lang);
        out.push('\u{a0}');
        out.push_str(names[lang as usize]);
        out
    }

    /// The same without marks between groups of digits, for a field of a form: it reads back.
    #[must_use]
    pub fn write(self, amount: i64, lang: Lang) -> String {
        let group = match lang {
            Lang::Ar => '.',
            Lang::Fr => '\u{202f}',
            Lang::En => ',',
        };
        self.format(amount, lang).replace(group, "")
    }

    /// The same to three decimals, for reading at a glance.
    #[must_use]
    pub fn format_short(self, amount: i64, lang: Lang) -> String {
        let names = self.names();
        let size = names.iter().map(|(size, _)| *size).find(|size| amount.unsigned_abs() >= size.unsigned_abs());
        let step = size.map_or(1, |size| (size / 1_000).max(1));
        self.format(amount.saturating_add(step / 2).div_euclid(step).saturating_mul(step), lang)
    }

    /// Reads a quantity such as `1,5 kg`, `300 g` or `2 m2` into base units. Pieces may go without a unit.
    pub fn parse(self, text: &str) -> Result<i64, QuantityProblem> {
        let (number, name) = split_number(text)?;
        let written = self.names().iter().filter(|(_, names)| names.contains(&name)).map(|(size, _)| *size);
        let read = self.other_names().iter().filter(|(_, known)| *known == name).map(|(size, _)| *size);
        let size = written.chain(read).next().ok_or(QuantityProblem::UnknownUnit)?;
        exact(number, size)
    }
}

/// The number at the start of a text, and what stands behind it.
pub(crate) fn split_number(text: &str) -> Result<(Decimal, &str), QuantityProblem> {
    let text = text.trim();
    let end = text.find(|c: char| !(digit(c).is_some() || is_group_space(c) || matches!(c, ',' | '.' | '٫')));
    let (number, name) = text.split_at(end.unwrap_or(text.len()));
    Ok((Decimal::parse(number).ok_or(QuantityProblem::NotANumber)?, name))
}

/// So many times `size`, when that is a whole number.
pub(crate) fn exact(number: Decimal, size: i64) -> Result<i64, QuantityProblem> {
    match number.scaled(size).ok_or(QuantityProblem::TooLarge)? {
        (amount, true) => Ok(amount),
        (_, false) => Err(QuantityProblem::TooFine),
    }
}

const fn pieces(count: i64, lang: Lang) -> &'static str {
    match (lang, count) {
        (Lang::Fr, -1..=1) => "pièce",
        (Lang::Fr, _) => "pièces",
        (Lang::En, 1) => "piece",
        (Lang::En, _) => "pieces",
        // Arabic counts three to ten with the plural, also as the last two digits of a larger number.
        (Lang::Ar, _) if matches!(count.unsigned_abs() % 100, 3..=10) => "قطع",
        (Lang::Ar, _) => "قطعة",
    }
}
