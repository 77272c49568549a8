//! A product as its artisan wrote it: keys and words instead of indices, amounts with their units, as in the files of a
//! catalogue and the forms of the studio. [`read`] makes the model and its texts of it, [`describe`] goes back.

mod describe;
mod part;
mod problem;
mod read;
mod source;
mod uses;
mod written;

#[cfg(test)]
mod tests;

pub use describe::describe;
pub(crate) use part::slug;
pub use part::{GROUP_KINDS, List, Part, Step, slug_of_words};
pub use problem::{Problem, ProblemKind};
pub use read::{KnownMaterial, KnownPicture, KnownStation, Reading, Surroundings, read};
pub use source::{
    ConditionSource, DimensionsSource, GroupSource, KeptSource, PhotoSource, PresetSource, PriceSource, ProductSource,
    RecipeSource, RuleSource, StepSource, ValueSource, WorkSource,
};
pub use written::{Keys, Words, Written};
