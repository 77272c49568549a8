//! What is still wrong with what was written, and where.

use crate::configurator::{ModelProblem, Part};
use crate::quantity::Unit;

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, such as `group.0.value.2.label.ar`; a place that has no field names what holds it.
    pub path: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Something has to be written here.
    Missing,
    /// What is seen on a photograph has to be said here, in the language that the path ends with.
    NoAlt,
    /// More letters than this.
    TooLong(usize),
    /// Not `a-z`, `0-9`, `-` and `_`, or a name that the form keeps for itself.
    NotAKey,
    /// An earlier one has this key.
    Taken,
    /// Not a decimal number.
    NotANumber,
    /// Not a whole number, or one that is too large or negative.
    NotWhole,
    /// Not an amount in units of this kind.
    NotAnAmount(Unit),
    /// Finer than can be counted: more than two decimals of a price, more than six of anything.
    TooFine,
    /// Larger than can be computed with.
    TooLarge,
    /// More than nothing is wanted here.
    NotPositive,
    /// A price in another currency that is no multiple of [`crate::exchange::STEP`].
    OffStep,
    /// There is no such group.
    NoGroup(String),
    /// The group has no such value.
    NoValue(String),
    /// The shop has no such material.
    NoMaterial(String),
    /// The shop has no such station.
    NoStation(String),
    /// There is no such line of work.
    NoStage(String),
    /// The shop has no such picture.
    NoPicture,
    /// A value without a colour cannot colour a picture.
    NoColour,
    /// There is no such category, drawing, kind of group, unit of a number, script or side.
    Unknown(String),
    /// Nothing that an amount can grow with.
    NoBasis(String),
    /// It does not fit the kind of the group: letters of a number, bounds of a choice.
    OtherKind,
    /// A field that this kind of group does not have.
    Foreign(&'static str),
    /// A rule that says neither or both of `then` and `of`, or counts nothing.
    OneWay,
    /// Only a number in mm sets a side.
    SetsNoSide,
    /// Waste of more than 500 percent.
    Waste,
    /// No values, a range without numbers, no script, too many values, or counts that cannot be reached.
    Range,
    /// The default is no value of the group.
    DefaultOutside,
    /// The swatch is no colour.
    Swatch,
    /// It names what cannot be used there.
    Reference,
    /// Too many groups, values or rules to answer for exactly.
    TooComplex,
    /// The defaults break this rule.
    DefaultsBreak,
    /// The rules never allow this value (an ordinal).
    Unreachable(usize),
    /// The piece costs nothing with its defaults.
    FreePiece,
    /// A step that does not stand behind the one before it.
    StepOrder,
    /// A design to start from that breaks a rule.
    PresetBroken,
}

impl ProblemKind {
    /// Whether something is only still to be written, and nothing is wrong.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing | Self::NoAlt)
    }
}

impl Problem {
    pub(super) fn new(path: impl Into<String>, kind: ProblemKind) -> Self {
        Self { path: path.into(), kind }
    }
}

/// What the engine refuses in a model, at the field that says it.
pub(super) fn of_model(problem: &ModelProblem, is_list: impl Fn(usize) -> bool) -> Problem {
    let group = |index: usize, field: &str| format!("group.{index}{field}");
    match *problem {
        ModelProblem::GroupKey { group: at } => Problem::new(group(at, ".key"), ProblemKind::NotAKey),
        ModelProblem::ValueKey { group: at, value } => {
            Problem::new(group(at, &format!(".value.{value}.key")), ProblemKind::NotAKey)
        }
        ModelProblem::ValueDetail { group: at, value } => {
            Problem::new(group(at, &format!(".value.{value}.swatch")), ProblemKind::Swatch)
        }
        ModelProblem::Range { group: at } => Problem::new(group(at, ".kind"), ProblemKind::Range),
        ModelProblem::DefaultOutside { group: at } => Problem::new(group(at, ".default"), ProblemKind::DefaultOutside),
        ModelProblem::Reference { part } | ModelProblem::Denominator { part } => {
            Problem::new(path_of(part), ProblemKind::Reference)
        }
        ModelProblem::Step { step } => Problem::new(format!("step.{step}.group"), ProblemKind::StepOrder),
        ModelProblem::Preset { preset } => Problem::new(format!("preset.{preset}"), ProblemKind::PresetBroken),
        ModelProblem::TooComplex => Problem::new("rule", ProblemKind::TooComplex),
        ModelProblem::DefaultsBreak { rule } => Problem::new(path_of(Part::Rule(rule)), ProblemKind::DefaultsBreak),
        ModelProblem::Unreachable { group: at, ordinal } => {
            let place = if is_list(at) { format!(".value.{ordinal}") } else { String::new() };
            Problem::new(group(at, &place), ProblemKind::Unreachable(ordinal))
        }
    }
}

fn path_of(part: Part) -> String {
    match part {
        Part::Rule(line) => format!("rule.{line}"),
        Part::Price(line) => format!("price.{line}"),
        Part::Recipe(line) => format!("recipe.{line}"),
        Part::Work(line) => format!("work.{line}"),
        Part::Dimension(side) => format!("dimensions.{}", ["length", "width", "height"][side.min(2)]),
        Part::Preview => "preview".to_owned(),
    }
}
