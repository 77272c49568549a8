//! Amounts and texts in the files of shops and categories.

use super::SeedError;
use super::source::Source;
use domain::quantity::Unit;
use domain::text::Localised;
use toml::Spanned;

impl Source {
    /// A text that exists in every language.
    pub(super) fn words(&self, value: &Spanned<Localised>) -> Result<Localised, SeedError> {
        let Localised { ar, fr, en } = value.get_ref();
        for (lang, text) in [("ar", ar), ("fr", fr), ("en", en)] {
            if text.trim().is_empty() {
                return Err(self.refuse(value, format!("the text in {lang:?} is empty")));
            }
        }
        Ok(Localised { ar: ar.trim().to_owned(), fr: fr.trim().to_owned(), en: en.trim().to_owned() })
    }

    /// A quantity with its unit, in base units.
    pub(super) fn quantity(&self, unit: Unit, value: &Spanned<String>) -> Result<i64, SeedError> {
        unit.parse(value.get_ref()).map_err(|problem| {
            self.refuse(value, format!("{:?} is no quantity in units of {unit:?}: {problem:?}", value.get_ref()))
        })
    }
}
