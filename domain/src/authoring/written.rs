//! The leaves of what was written: kept as they were typed, so that nothing is lost while it is still wrong.

use crate::text::{Lang, Localised};
use core::fmt;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// A number, an amount or a yes as it was typed; empty when nothing was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written(pub String);

/// Keys of values; a form may send them as names that are ticked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Keys(pub Vec<String>);

/// A text in every language, any of which may still be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// Arabic.
    pub ar: String,
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Written {
    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Keys {
    /// Whether none is named.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Words {
    /// Whether no language says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Lang::ALL.into_iter().all(|lang| self.get(lang).trim().is_empty())
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar => &self.ar,
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// The text in one language, or in the first that says something.
    #[must_use]
    pub fn any(&self, lang: Lang) -> &str {
        let said = [lang, Lang::Fr, Lang::Ar, Lang::En].into_iter().map(|lang| self.get(lang).trim());
        said.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// What stands in the page of a language, a missing text lent by another; without blanks around it.
    #[must_use]
    pub fn lent(&self) -> Localised {
        let lent = |lang| self.any(lang).to_owned();
        Localised { ar: lent(Lang::Ar), fr: lent(Lang::Fr), en: lent(Lang::En) }
    }
}

impl From<&Localised> for Words {
    fn from(words: &Localised) -> Self {
        Self { ar: words.ar.clone(), fr: words.fr.clone(), en: words.en.clone() }
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whole numbers and yes look like themselves in a file.
        match (self.0.parse::<i64>(), self.0.parse::<bool>()) {
            (Ok(number), _) if number.to_string() == self.0 => serializer.serialize_i64(number),
            (_, Ok(flag)) => serializer.serialize_bool(flag),
            (Ok(_) | Err(_), Err(_)) => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Scalar;
        impl Visitor<'_> for Scalar {
            type Value = Written;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, or true or false")
            }
            fn visit_str<E>(self, text: &str) -> Result<Written, E> {
                Ok(Written(text.to_owned()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Written, E> {
                Ok(Written(number.to_string()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Written, E> {
                Ok(Written(number.to_string()))
            }
            fn visit_bool<E>(self, flag: bool) -> Result<Written, E> {
                Ok(Written(flag.to_string()))
            }
        }
        deserializer.deserialize_any(Scalar)
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Named;
        impl<'de> Visitor<'de> for Named {
            type Value = Keys;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key or a list of keys")
            }
            fn visit_str<E>(self, text: &str) -> Result<Keys, E> {
                Ok(Keys(if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = list.next_element()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut ticked: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, Written(_))) = ticked.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_any(Named)
    }
}
