//! A catalogue from readable files: the demo data, or a shop's own.

mod demo_people;
mod format;
mod generate;
mod load;
mod product;
mod recipe;
mod shop;
mod source;
mod terms;

pub use demo_people::{demo_makers, demo_people, has_demo_people};
pub use generate::generate;
pub use load::{Report, load_dir};

use domain::product::ProductText;
use domain::text::Localised;
use std::path::PathBuf;

/// Why nothing was loaded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A file is not as it must be.
    #[error("{}, line {line}: {reason}", file.display())]
    Refused {
        /// The file, as it was found.
        file: PathBuf,
        /// Line of the mistake, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The files are right, but the machine failed.
    #[error(transparent)]
    Failed(#[from] crate::Error),
}

impl From<store::Error> for SeedError {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// One text of a product, in every language.
pub(crate) fn words_of(text: &Localised<ProductText>, of: impl Fn(&ProductText) -> &String) -> Localised {
    Localised { ar: of(&text.ar).clone(), fr: of(&text.fr).clone(), en: of(&text.en).clone() }
}
