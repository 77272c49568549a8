//! How a material is bought: in skeins, bags, hides, each of which holds so much of it.

use crate::decimal::push_decimal;
use crate::quantity::{QuantityProblem, exact, split_number};
use crate::text::Lang;

/// What a material is bought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pack {
    /// Of yarn.
    Skein,
    /// Of yarn, wound.
    Ball,
    /// Of thread or wire.
    Spool,
    /// A sack or bag.
    Bag,
    /// Of raffia or reed.
    Bundle,
    /// Of cloth.
    Roll,
    /// Of veneer or metal.
    Sheet,
    /// Of sawn wood.
    Board,
    /// Of a trunk.
    Log,
    /// A skin or hide.
    Hide,
    /// Of soles, of hinges.
    Pair,
    /// A bottle.
    Bottle,
    /// A jerrycan.
    Can,
    /// A box.
    Box,
    /// A single thing, such as a burl.
    Piece,
}

/// A pack and what it holds, such as a skein of 400 m.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuyingUnit {
    /// What it is bought in.
    pub pack: Pack,
    /// How many base units of the material one of them holds; more than zero.
    pub holds: i64,
}

/// The words for a pack.
struct Names {
    /// Arabic for one, for two, for three to ten, and after eleven to ninety-nine.
    ar: [&'static str; 4],
    /// French for one and for several.
    fr: [&'static str; 2],
    /// English for one and for several.
    en: [&'static str; 2],
}

impl Pack {
    /// All packs, in the order in which they are offered.
    pub const ALL: [Self; 15] = [
        Self::Skein,
        Self::Ball,
        Self::Spool,
        Self::Bag,
        Self::Bundle,
        Self::Roll,
        Self::Sheet,
        Self::Board,
        Self::Log,
        Self::Hide,
        Self::Pair,
        Self::Bottle,
        Self::Can,
        Self::Box,
        Self::Piece,
    ];

    /// The name used in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Skein => "skein",
            Self::Ball => "ball",
            Self::Spool => "spool",
            Self::Bag => "bag",
            Self::Bundle => "bundle",
            Self::Roll => "roll",
            Self::Sheet => "sheet",
            Self::Board => "board",
            Self::Log => "log",
            Self::Hide => "hide",
            Self::Pair => "pair",
            Self::Bottle => "bottle",
            Self::Can => "can",
            Self::Box => "box",
            Self::Piece => "piece",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pack| pack.code() == code)
    }

    /// The word for one.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        let names = self.names();
        match lang {
            Lang::Ar => names.ar[0],
            Lang::Fr => names.fr[0],
            Lang::En => names.en[0],
        }
    }

    const fn names(self) -> Names {
        let (ar, fr, en) = match self {
            Self::Skein => (["خصلة", "خصلتان", "خصل", "خصلة"], ["écheveau", "écheveaux"], ["skein", "skeins"]),
            Self::Ball => (["كبة", "كبتان", "كبب", "كبة"], ["pelote", "pelotes"], ["ball", "balls"]),
            Self::Spool => (["بكرة", "بكرتان", "بكرات", "بكرة"], ["bobine", "bobines"], ["spool", "spools"]),
            Self::Bag => (["كيس", "كيسان", "أكياس", "كيسًا"], ["sac", "sacs"], ["bag", "bags"]),
            Self::Bundle => (["حزمة", "حزمتان", "حزم", "حزمة"], ["botte", "bottes"], ["bundle", "bundles"]),
            Self::Roll => (["لفة", "لفتان", "لفات", "لفة"], ["rouleau", "rouleaux"], ["roll", "rolls"]),
            Self::Sheet => (["صفيحة", "صفيحتان", "صفائح", "صفيحة"], ["feuille", "feuilles"], ["sheet", "sheets"]),
            Self::Board => (["لوح", "لوحان", "ألواح", "لوحًا"], ["planche", "planches"], ["board", "boards"]),
            Self::Log => (["جذع", "جذعان", "جذوع", "جذعًا"], ["bille", "billes"], ["log", "logs"]),
            Self::Hide => (["جلد", "جلدان", "جلود", "جلدًا"], ["peau", "peaux"], ["hide", "hides"]),
            Self::Pair => (["زوج", "زوجان", "أزواج", "زوجًا"], ["paire", "paires"], ["pair", "pairs"]),
            Self::Bottle => {
                (["قنينة", "قنينتان", "قنينات", "قنينة"], ["bouteille", "bouteilles"], ["bottle", "bottles"])
            }
            Self::Can => (["بيدون", "بيدونان", "بيدونات", "بيدونًا"], ["bidon", "bidons"], ["can", "cans"]),
            Self::Box => (["علبة", "علبتان", "علب", "علبة"], ["boîte", "boîtes"], ["box", "boxes"]),
            Self::Piece => (["قطعة", "قطعتان", "قطع", "قطعة"], ["pièce", "pièces"], ["piece", "pieces"]),
        };
        Names { ar, fr, en }
    }

    /// Whether a text is one of its words, in whatever language; Arabic also without its final mark.
    fn is_called(self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        let Names { ar, fr, en } = self.names();
        let bare = |word: &str| word.replace('\u{64b}', "");
        ar.iter().chain(&fr).chain(&en).any(|word| *word == text || bare(word) == bare(&text))
    }

    /// Tenths of it in words: `2,5 sacs`, `3 skeins`.
    fn count(self, tenths: i64, lang: Lang) -> String {
        let (whole, names) = (tenths.unsigned_abs() / 10, self.names());
        let is_whole = tenths % 10 == 0;
        let word = match lang {
            Lang::Fr => names.fr[usize::from(whole >= 2)],
            Lang::En => names.en[usize::from(!is_whole || whole != 1)],
            Lang::Ar => match (is_whole, whole, whole % 100) {
                (true, 2, _) => return names.ar[1].to_owned(),
                (true, _, 3..=10) => names.ar[2],
                (true, _, 11..=99) => names.ar[3],
                (_, _, _) => names.ar[0],
            },
        };
        let mut out = String::new();
        push_decimal(&mut out, tenths, 1, 0, lang);
        out.push('\u{a0}');
        out.push_str(word);
        out
    }
}

impl BuyingUnit {
    /// Reads `3 skeins` or `2,5 sacs` into base units.
    ///
    /// # Errors
    /// As [`crate::quantity::Unit::parse`]; a word for another pack is an unknown unit.
    pub fn parse(self, text: &str) -> Result<i64, QuantityProblem> {
        let (number, name) = split_number(text)?;
        if self.pack.is_called(name) { exact(number, self.holds) } else { Err(QuantityProblem::UnknownUnit) }
    }

    /// How many of them an amount is, to a tenth, rounded down.
    #[must_use]
    pub fn format(self, amount: i64, lang: Lang) -> String {
        let tenths = i128::from(amount) * 10 / i128::from(self.holds.max(1));
        self.pack.count(i64::try_from(tenths).unwrap_or(i64::MAX), lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKEIN: BuyingUnit = BuyingUnit { pack: Pack::Skein, holds: 400_000 };
    const BAG: BuyingUnit = BuyingUnit { pack: Pack::Bag, holds: 25_000_000 };

    #[test]
    fn every_pack_is_read_back_from_its_code_and_its_words() {
        for pack in Pack::ALL {
            assert_eq!(Pack::from_code(pack.code()), Some(pack));
            let unit = BuyingUnit { pack, holds: 7 };
            for lang in Lang::ALL {
                for count in [1, 3, 5, 11, 100] {
                    let written = unit.format(7 * count, lang);
                    assert_eq!(unit.parse(&written), Ok(7 * count), "{written}");
                }
            }
            let others = Pack::ALL.into_iter().filter(|other| *other != pack);
            assert!(others.into_iter().all(|other| !other.is_called(pack.name(Lang::Ar))), "{pack:?}");
        }
    }

    #[test]
    fn packs_are_read_as_people_write_them() {
        for (unit, text, want) in [
            (SKEIN, "3 skeins", Ok(1_200_000)),
            (SKEIN, "3 Écheveaux", Ok(1_200_000)),
            (SKEIN, "0,5 écheveau", Ok(200_000)),
            (BAG, "٢٫٥ كيس", Ok(62_500_000)),
            (BAG, "12 كيسا", Ok(300_000_000)),
            (BAG, "3 skeins", Err(QuantityProblem::UnknownUnit)),
            (BAG, "3", Err(QuantityProblem::UnknownUnit)),
            (BAG, "-3 sacs", Err(QuantityProblem::NotANumber)),
            (SKEIN, "0.0000001 skein", Err(QuantityProblem::TooFine)),
            (BAG, "999999999999999 sacs", Err(QuantityProblem::TooLarge)),
        ] {
            assert_eq!(unit.parse(text), want, "{text}");
        }
    }

    #[test]
    fn packs_are_counted_as_each_language_counts() {
        for (amount, fr, en, ar) in [
            (25_000_000, "1\u{a0}sac", "1\u{a0}bag", "1\u{a0}كيس"),
            (50_000_000, "2\u{a0}sacs", "2\u{a0}bags", "كيسان"),
            (62_500_000, "2,5\u{a0}sacs", "2.5\u{a0}bags", "2,5\u{a0}كيس"),
            (75_000_000, "3\u{a0}sacs", "3\u{a0}bags", "3\u{a0}أكياس"),
            (275_000_000, "11\u{a0}sacs", "11\u{a0}bags", "11\u{a0}كيسًا"),
            (24_999_999, "0,9\u{a0}sac", "0.9\u{a0}bags", "0,9\u{a0}كيس"),
            (0, "0\u{a0}sac", "0\u{a0}bags", "0\u{a0}كيس"),
        ] {
            assert_eq!(BAG.format(amount, Lang::Fr), fr);
            assert_eq!(BAG.format(amount, Lang::En), en);
            assert_eq!(BAG.format(amount, Lang::Ar), ar);
        }
    }
}
