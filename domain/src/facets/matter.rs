//! Families of raw material, told from the names of materials.

use crate::search::plain_words;
use crate::text::Localised;

/// Families of raw material, as a shopper asks for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are what their names say")]
pub enum Matter {
    Thuya,
    LemonWood,
    Walnut,
    Ebony,
    Nacre,
    Wool,
    Cotton,
    Linen,
    Raffia,
    Leather,
    Silver,
    Argan,
    Almond,
    Honey,
    OliveOil,
}

/// How names say that a material is of a family.
struct Named {
    /// One of these words, in any language; of several joined by `+` all.
    by: &'static [&'static str],
    /// Words with which it is something else after all.
    unless: &'static [&'static str],
}

impl Matter {
    /// All, in the order of the page. Of a name that says several, the first counts: "laine amande" is wool.
    pub const ALL: [Self; 15] = [
        Self::Thuya,
        Self::LemonWood,
        Self::Walnut,
        Self::Ebony,
        Self::Nacre,
        Self::Wool,
        Self::Cotton,
        Self::Linen,
        Self::Raffia,
        Self::Leather,
        Self::Silver,
        Self::Argan,
        Self::Almond,
        Self::Honey,
        Self::OliveOil,
    ];

    /// As in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Thuya => "thuya",
            Self::LemonWood => "lemon-wood",
            Self::Walnut => "walnut",
            Self::Ebony => "ebony",
            Self::Nacre => "nacre",
            Self::Wool => "wool",
            Self::Cotton => "cotton",
            Self::Linen => "linen",
            Self::Raffia => "raffia",
            Self::Leather => "leather",
            Self::Silver => "silver",
            Self::Argan => "argan",
            Self::Almond => "almond",
            Self::Honey => "honey",
            Self::OliveOil => "olive-oil",
        }
    }

    /// Reads [`Matter::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    const fn named(self) -> Named {
        const IMITATED: &[&str] =
            &["simili", "faux", "fausse", "imitation", "vegan", "synthétique", "synthetic", "اصطناعي"];
        const PLATED: &[&str] = &["argenté", "argentée", "plated", "solder", "soudure", "لحام", "مطلي"];
        let (by, unless): (&[&str], &[&str]) = match self {
            Self::Thuya => (&["thuya", "thuja", "عرعار", "العرعار"], &[]),
            Self::LemonWood => (&["citronnier", "lemon+wood", "خشب+الليمون"], &[]),
            // The husk of the nut is a dye.
            Self::Walnut => (&["noyer", "walnut", "خشب+الجوز"], &["husk", "brou", "oil", "huile", "قشر"]),
            Self::Ebony => (&["ébène", "ebony", "أبنوس", "الأبنوس"], &[]),
            Self::Nacre => (&["nacre", "mother+pearl", "صدف", "الصدف"], &["vernis", "varnish", "peinture", "paint"]),
            Self::Wool => (&["laine", "laines", "wool", "صوف", "الصوف"], &[]),
            Self::Cotton => (&["coton", "cotton", "قطن", "القطن", "قطني", "قطنية"], &[]),
            // The oil of the seed finishes wood.
            Self::Linen => (&["lin", "linen", "كتان", "الكتان"], &["huile", "oil", "زيت"]),
            Self::Raffia => (&["raphia", "raffia", "رافيا", "الرافيا"], IMITATED),
            Self::Leather => (&["cuir", "cuirs", "leather", "جلد", "الجلد"], IMITATED),
            Self::Silver => (&["argent", "silver", "فضة", "الفضة"], PLATED),
            Self::Argan => (&["argan", "أركان", "الأركان"], &[]),
            Self::Almond => (&["amande", "amandes", "almond", "almonds", "لوز", "اللوز"], &[]),
            Self::Honey => (&["miel", "honey", "عسل", "العسل"], &[]),
            Self::OliveOil => (&["huile+olive", "huile+olives", "olive+oil", "زيت+الزيتون"], &[]),
        };
        Named { by, unless }
    }

    /// What a material with this name is, where its name says so.
    #[must_use]
    pub fn of(name: &Localised) -> Option<Self> {
        let said: Vec<String> = [&name.ar, &name.fr, &name.en].into_iter().flat_map(|text| plain_words(text)).collect();
        let says = |named: &&str| named.split('+').all(|part| plain_words(part).iter().all(|word| said.contains(word)));
        Self::ALL.into_iter().find(|matter| {
            let Named { by, unless } = matter.named();
            by.iter().any(says) && !unless.iter().any(says)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn materials_belong_to_what_their_names_say_in_any_language() {
        let name = |ar: &str, fr: &str, en: &str| Localised { ar: ar.into(), fr: fr.into(), en: en.into() };
        for (name, matter) in [
            (name("خشب عرعار منشور", "Thuya débité", "Sawn thuya"), Some(Matter::Thuya)),
            (name("", "Loupe de thuya", ""), Some(Matter::Thuya)),
            (name("خشب الجوز", "Noyer", "Walnut"), Some(Matter::Walnut)),
            (name("بليحاء وقشر الجوز", "Gaude et brou de noix", "Weld and walnut husk"), None),
            (name("لوز أركان", "Amandons d’argan", "Argan kernels"), Some(Matter::Argan)),
            (name("لوز", "Amandes", "Almonds"), Some(Matter::Almond)),
            (name("لحام فضة بلا نيكل", "Soudure d’argent sans nickel", "Nickel-free silver solder"), None),
            (name("سلسلة فضة 925", "Chaîne en argent 925", "Silver 925 chain"), Some(Matter::Silver)),
            (name("خيط القطن للسدى", "", ""), Some(Matter::Cotton)),
            (name("", "Laine rouge garance", ""), Some(Matter::Wool)),
            (name("", "", "Olive oil"), Some(Matter::OliveOil)),
            (name("شب التثبيت", "Alun", "Alum"), None),
            (name("زيت الكتان", "Huile de lin", "Linseed oil"), None),
            (name("", "", "Waxed line"), None),
            (name("", "Fil argenté", ""), None),
            (name("", "Vernis nacré", ""), None),
            (name("", "Simili cuir", "Faux leather"), None),
            (name("", "Cuir miel", ""), Some(Matter::Leather)),
            (name("", "Laine vert amande", ""), Some(Matter::Wool)),
            (name("", "Cuir du Linge", ""), Some(Matter::Leather)),
            (name("", "", ""), None),
        ] {
            assert_eq!(Matter::of(&name), matter, "{name:?}");
        }
    }
}
