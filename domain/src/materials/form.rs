//! The form in which a shop writes about a material.

use super::terms::{MOST_SUPPLY_DAYS, MOST_WASTE_PERMILLE, MaterialTerms, parse_percent};
use super::{BuyingUnit, Pack};
use crate::authoring::slug;
use crate::checkout::address::clean_line;
use crate::quantity::{QuantityProblem, Unit};
use crate::text::{Lang, Localised};

/// Longest name, in characters.
const NAME_CHARS: usize = 80;
/// Longest phrase about the origin, in characters.
const ORIGIN_CHARS: usize = 200;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MaterialForm {
    /// Name; one language is enough.
    pub name: Localised,
    /// Where it comes from, in one phrase; may be empty.
    pub origin: Localised,
    /// Code of the unit in which it is counted; may be empty when it is settled.
    pub unit: String,
    /// Code of what it is bought in; empty for nothing of its own.
    pub pack: String,
    /// What one of them holds, with its unit.
    pub holds: String,
    /// Usual waste in percent; empty for none.
    pub waste: String,
    /// The amount below which more is needed; empty for none.
    pub threshold: String,
    /// Days in which more can be had; empty as the shop says.
    pub supply_days: String,
    /// Whether it cannot be had again.
    pub one_time: bool,
}

/// What can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenMaterial {
    /// Name; a language without one has that of another.
    pub name: Localised,
    /// Origin; likewise.
    pub origin: Localised,
    /// Base unit.
    pub unit: Unit,
    /// How it is bought, kept and wasted.
    pub terms: MaterialTerms,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaterialField {
    /// The name in a language.
    Name(Lang),
    /// The origin in a language.
    Origin(Lang),
    /// The unit.
    Unit,
    /// What it is bought in.
    Pack,
    /// What one of them holds.
    Holds,
    /// Usual waste.
    Waste,
    /// When more is needed.
    Threshold,
    /// Days.
    SupplyDays,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaterialMistake {
    /// It has to be filled.
    Required,
    /// Too long, or with characters that cannot be shown.
    Unreadable,
    /// Not one of those that are offered.
    Unknown,
    /// Amounts of this material are written down already, in another unit.
    UnitSettled,
    /// Not an amount of this material.
    Amount(QuantityProblem),
    /// A share that cannot be read, or more than 500 %.
    Waste,
    /// No number of days from 0 to 365.
    Days,
}

impl MaterialField {
    /// The name of its control.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name(Lang::Ar) => "name_ar",
            Self::Name(Lang::Fr) => "name_fr",
            Self::Name(Lang::En) => "name_en",
            Self::Origin(Lang::Ar) => "origin_ar",
            Self::Origin(Lang::Fr) => "origin_fr",
            Self::Origin(Lang::En) => "origin_en",
            Self::Unit => "unit",
            Self::Pack => "pack",
            Self::Holds => "holds",
            Self::Waste => "waste",
            Self::Threshold => "threshold",
            Self::SupplyDays => "supply_days",
        }
    }
}

impl MaterialMistake {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Unreadable => "unreadable",
            Self::Unknown => "unknown",
            Self::UnitSettled => "unit_settled",
            Self::Amount(problem) => problem.code(),
            Self::Waste => "waste",
            Self::Days => "days",
        }
    }
}

impl WrittenMaterial {
    /// A slug that is none of `taken` and begins with a letter: the fields of its lines in forms are named by it.
    #[must_use]
    pub fn free_slug(&self, taken: &[String]) -> String {
        let stem = slug([&self.name.fr, &self.name.en, &self.name.ar]);
        let stem = match stem.chars().next() {
            None => "material".to_owned(),
            Some(first) if first.is_ascii_digit() => format!("material-{stem}"),
            Some(_) => stem,
        };
        let free = (1..).map(|number| if number == 1 { stem.clone() } else { format!("{stem}-{number}") });
        free.into_iter().find(|slug| !taken.contains(slug)).unwrap_or_default()
    }
}

/// The mistakes so far.
type Mistakes = Vec<(MaterialField, MaterialMistake)>;

impl MaterialForm {
    /// What can be kept; `settled` is the unit of a material of which amounts are written down.
    ///
    /// # Errors
    /// Every field that has to be mended, in the order of the form.
    pub fn check(&self, settled: Option<Unit>) -> Result<WrittenMaterial, Mistakes> {
        let mut mistakes = Mistakes::new();
        let name = words(&self.name, NAME_CHARS, MaterialField::Name, &mut mistakes);
        if name == Localised::default() && mistakes.is_empty() {
            mistakes.push((MaterialField::Name(Lang::Fr), MaterialMistake::Required));
        }
        let origin = words(&self.origin, ORIGIN_CHARS, MaterialField::Origin, &mut mistakes);
        let unit = self.unit(settled).map_err(|mistake| mistakes.push((MaterialField::Unit, mistake))).ok();
        // Without a unit no amount can be read: these are said once the unit is there.
        let terms = unit.map(|unit| self.terms(unit, &mut mistakes));
        match (unit, terms) {
            (Some(unit), Some(terms)) if mistakes.is_empty() => Ok(WrittenMaterial { name, origin, unit, terms }),
            (_, _) => Err(mistakes),
        }
    }

    fn unit(&self, settled: Option<Unit>) -> Result<Unit, MaterialMistake> {
        let chosen = match self.unit.trim() {
            "" => None,
            code => Some(Unit::from_code(code).ok_or(MaterialMistake::Unknown)?),
        };
        match (chosen, settled) {
            (Some(chosen), Some(settled)) if chosen != settled => Err(MaterialMistake::UnitSettled),
            (_, Some(settled)) => Ok(settled),
            (chosen, None) => chosen.ok_or(MaterialMistake::Required),
        }
    }

    fn terms(&self, unit: Unit, mistakes: &mut Mistakes) -> MaterialTerms {
        let mut terms = MaterialTerms { one_time: self.one_time, ..MaterialTerms::default() };
        match self.buying(unit) {
            Ok(buying) => terms.buying = buying,
            Err(mistake) => mistakes.push(mistake),
        }
        let mut note = |field, mistake| mistakes.push((field, mistake));
        match filled(&self.waste).map(parse_percent) {
            None => {}
            Some(Some(permille)) if permille <= MOST_WASTE_PERMILLE => terms.waste_permille = permille,
            Some(_) => note(MaterialField::Waste, MaterialMistake::Waste),
        }
        match filled(&self.threshold).map(|text| terms.parse(unit, text)) {
            None => {}
            Some(Ok(threshold)) => terms.threshold = threshold,
            Some(Err(problem)) => note(MaterialField::Threshold, MaterialMistake::Amount(problem)),
        }
        match filled(&self.supply_days).map(parse_days) {
            None => {}
            Some(Some(days)) => terms.supply_days = Some(days),
            Some(None) => note(MaterialField::SupplyDays, MaterialMistake::Days),
        }
        terms
    }

    fn buying(&self, unit: Unit) -> Result<Option<BuyingUnit>, (MaterialField, MaterialMistake)> {
        let pack = match filled(&self.pack) {
            Some(code) => Pack::from_code(code).ok_or((MaterialField::Pack, MaterialMistake::Unknown))?,
            None if filled(&self.holds).is_none() => return Ok(None),
            None => return Err((MaterialField::Pack, MaterialMistake::Required)),
        };
        let text = filled(&self.holds).ok_or((MaterialField::Holds, MaterialMistake::Required))?;
        match MaterialTerms::default().parse(unit, text) {
            Ok(0) => Err((MaterialField::Holds, MaterialMistake::Required)),
            Ok(holds) => Ok(Some(BuyingUnit { pack, holds })),
            Err(problem) => Err((MaterialField::Holds, MaterialMistake::Amount(problem))),
        }
    }
}

/// A whole number of days, 365 at most.
#[must_use]
pub fn parse_days(text: &str) -> Option<u16> {
    let days = u16::try_from(Unit::Piece.parse(text).ok()?).ok()?;
    (days <= MOST_SUPPLY_DAYS).then_some(days)
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The texts, each one cleaned; a language without one gets the first of French, English, Arabic.
fn words(
    typed: &Localised,
    max_chars: usize,
    field: impl Fn(Lang) -> MaterialField,
    mistakes: &mut Mistakes,
) -> Localised {
    let mut clean = |lang| {
        clean_line(typed.get(lang), max_chars).unwrap_or_else(|| {
            mistakes.push((field(lang), MaterialMistake::Unreadable));
            String::new()
        })
    };
    let (ar, fr, en) = (clean(Lang::Ar), clean(Lang::Fr), clean(Lang::En));
    let first = [&fr, &en, &ar].into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
    let or_first = |text: String| if text.is_empty() { first.clone() } else { text };
    Localised { ar: or_first(ar), fr: or_first(fr), en: or_first(en) }
}

#[cfg(test)]
mod tests;
