//! The form of a recipe, checked as a whole.

use super::{MOST_MINUTES, Recipe, RecipeInput, Recipes, is_made_from};
use crate::id::MaterialId;
use crate::materials::terms::MOST_WASTE_PERMILLE;
use crate::materials::{MaterialTerms, parse_percent};
use crate::quantity::{QuantityProblem, Unit};

/// What a shop wrote about how a material is made. A line without a material and without an amount is no line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecipeForm {
    /// What one batch gives, with its unit.
    pub makes: String,
    /// Minutes of work for one batch; empty for none.
    pub minutes: String,
    /// What it takes.
    pub inputs: Vec<InputLine>,
    /// What comes of it besides.
    pub by_products: Vec<ByProductLine>,
}

/// A line of what is taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputLine {
    /// Slug of the material.
    pub material: String,
    /// An amount with its unit.
    pub amount: String,
    /// Waste in percent; empty for none.
    pub waste: String,
    /// Slugs of what can be taken instead, the best first; empty ones do not count.
    pub instead: [String; 2],
}

/// A line of what comes of it besides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByProductLine {
    /// Slug of the material.
    pub material: String,
    /// An amount with its unit.
    pub amount: String,
}

/// A material that a recipe may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeMaterial {
    /// Id.
    pub id: MaterialId,
    /// Latin slug.
    pub slug: String,
    /// Base unit.
    pub unit: Unit,
    /// How it is bought: amounts can be written so.
    pub terms: MaterialTerms,
}

/// A field of the form; lines are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipeField {
    /// What one batch gives.
    Makes,
    /// Minutes.
    Minutes,
    /// The material of an input.
    Input(usize),
    /// Its amount.
    Amount(usize),
    /// Its waste.
    Waste(usize),
    /// What can be taken instead, first or second.
    Instead(usize, usize),
    /// The material of a by-product.
    ByProduct(usize),
    /// Its amount.
    ByAmount(usize),
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipeMistake {
    /// Nothing was written or chosen.
    Required,
    /// The shop has no such material.
    Unknown,
    /// It stands in another line, or as what it can be replaced by, already.
    Twice,
    /// It is what is made.
    Itself,
    /// It is made from what is made, at once or over several levels.
    Circle,
    /// It is measured in another unit than what it replaces.
    OtherUnit,
    /// The amount cannot be read or taken.
    Amount(QuantityProblem),
    /// Nothing is no amount.
    Zero,
    /// The waste is no percentage from 0 to 500.
    Waste,
    /// The minutes are no number from 0 to [`MOST_MINUTES`].
    Minutes,
}

impl RecipeField {
    /// The name of the field in the form.
    #[must_use]
    pub fn name(self) -> String {
        let at = |name: &str, line: usize| [name, "[", &line.to_string(), "]"].concat();
        match self {
            Self::Makes => "makes".to_owned(),
            Self::Minutes => "minutes".to_owned(),
            Self::Input(line) => at("input", line),
            Self::Amount(line) => at("amount", line),
            Self::Waste(line) => at("waste", line),
            Self::Instead(line, 0) => at("instead", line),
            Self::Instead(line, _) => at("second", line),
            Self::ByProduct(line) => at("by", line),
            Self::ByAmount(line) => at("by_amount", line),
        }
    }
}

impl RecipeMistake {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Unknown => "unknown",
            Self::Twice => "twice",
            Self::Itself => "itself",
            Self::Circle => "circle",
            Self::OtherUnit => "other_unit",
            Self::Amount(problem) => problem.code(),
            Self::Zero => "zero",
            Self::Waste => "waste",
            Self::Minutes => "minutes",
        }
    }
}

type Mistakes = Vec<(RecipeField, RecipeMistake)>;

impl RecipeForm {
    /// Whether nothing at all was written: there is no recipe then.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let input = |line: &InputLine| is_blank(&line.material) && is_blank(&line.amount);
        let by_product = |line: &ByProductLine| is_blank(&line.material) && is_blank(&line.amount);
        is_blank(&self.makes) && self.inputs.iter().all(input) && self.by_products.iter().all(by_product)
    }

    /// Reads the recipe of the material `of`. `known` are the materials of the shop, `recipes` what it says already.
    ///
    /// # Errors
    /// Every mistake with its field.
    pub fn check(&self, of: &RecipeMaterial, known: &[RecipeMaterial], recipes: &Recipes) -> Result<Recipe, Mistakes> {
        let mut desk = Desk { of, known, recipes, seen: Vec::new(), mistakes: Vec::new() };
        let makes = desk.amount(of, &self.makes, RecipeField::Makes);
        let minutes = desk.minutes(&self.minutes);
        let inputs: Vec<RecipeInput> =
            self.inputs.iter().enumerate().filter_map(|(at, line)| desk.input(at, line)).collect();
        let by_products: Vec<_> =
            self.by_products.iter().enumerate().filter_map(|(at, line)| desk.by_product(at, line)).collect();
        if desk.mistakes.is_empty() && inputs.is_empty() {
            desk.mistakes.push((RecipeField::Input(0), RecipeMistake::Required));
        }
        match makes.filter(|_| desk.mistakes.is_empty()) {
            Some(makes) => Ok(Recipe { makes, minutes, inputs, by_products }),
            None => Err(desk.mistakes),
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

struct Desk<'a> {
    of: &'a RecipeMaterial,
    known: &'a [RecipeMaterial],
    recipes: &'a Recipes,
    seen: Vec<MaterialId>,
    mistakes: Mistakes,
}

impl<'a> Desk<'a> {
    fn refuse<T>(&mut self, field: RecipeField, mistake: RecipeMistake) -> Option<T> {
        self.mistakes.push((field, mistake));
        None
    }

    fn amount(&mut self, of: &RecipeMaterial, text: &str, field: RecipeField) -> Option<i64> {
        if is_blank(text) {
            return self.refuse(field, RecipeMistake::Required);
        }
        match of.terms.parse(of.unit, text) {
            Ok(0) => self.refuse(field, RecipeMistake::Zero),
            Ok(amount) => Some(amount),
            Err(problem) => self.refuse(field, RecipeMistake::Amount(problem)),
        }
    }

    fn minutes(&mut self, text: &str) -> i64 {
        if is_blank(text) {
            return 0;
        }
        let read = Unit::Piece.parse(text).ok().filter(|minutes| (0..=MOST_MINUTES).contains(minutes));
        read.or_else(|| self.refuse(RecipeField::Minutes, RecipeMistake::Minutes)).unwrap_or(0)
    }

    /// A material that is not named yet.
    fn named(&mut self, slug: &str, field: RecipeField) -> Option<&'a RecipeMaterial> {
        if is_blank(slug) {
            return self.refuse(field, RecipeMistake::Required);
        }
        let Some(found) = self.known.iter().find(|known| known.slug == slug.trim()) else {
            return self.refuse(field, RecipeMistake::Unknown);
        };
        if found.id == self.of.id {
            return self.refuse(field, RecipeMistake::Itself);
        }
        if self.seen.contains(&found.id) {
            return self.refuse(field, RecipeMistake::Twice);
        }
        self.seen.push(found.id);
        Some(found)
    }

    /// A material to be taken: it must not be made from what is made here.
    fn taken(&mut self, slug: &str, field: RecipeField) -> Option<&'a RecipeMaterial> {
        let found = self.named(slug, field)?;
        if is_made_from(self.recipes, found.id, self.of.id) {
            return self.refuse(field, RecipeMistake::Circle);
        }
        Some(found)
    }

    fn input(&mut self, at: usize, line: &InputLine) -> Option<RecipeInput> {
        if is_blank(&line.material) && is_blank(&line.amount) {
            return None;
        }
        let found = self.taken(&line.material, RecipeField::Input(at))?;
        let amount = self.amount(found, &line.amount, RecipeField::Amount(at));
        let waste_permille = self.waste(&line.waste, at);
        let mut substitutes = Vec::new();
        for (place, slug) in line.instead.iter().enumerate().filter(|(_, slug)| !is_blank(slug)) {
            let field = RecipeField::Instead(at, place);
            match self.taken(slug, field) {
                Some(instead) if instead.unit == found.unit => substitutes.push(instead.id),
                Some(_) => self.mistakes.push((field, RecipeMistake::OtherUnit)),
                None => {}
            }
        }
        Some(RecipeInput { material: found.id, amount: amount?, waste_permille, substitutes })
    }

    fn waste(&mut self, text: &str, at: usize) -> u16 {
        if is_blank(text) {
            return 0;
        }
        let read = parse_percent(text).filter(|permille| *permille <= MOST_WASTE_PERMILLE);
        read.or_else(|| self.refuse(RecipeField::Waste(at), RecipeMistake::Waste)).unwrap_or(0)
    }

    fn by_product(&mut self, at: usize, line: &ByProductLine) -> Option<(MaterialId, i64)> {
        if is_blank(&line.material) && is_blank(&line.amount) {
            return None;
        }
        let found = self.named(&line.material, RecipeField::ByProduct(at))?;
        Some((found.id, self.amount(found, &line.amount, RecipeField::ByAmount(at))?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::id;
    use super::*;

    fn known() -> Vec<RecipeMaterial> {
        let material = |number, slug: &str, unit| RecipeMaterial {
            id: id(number),
            slug: slug.to_owned(),
            unit,
            terms: MaterialTerms::default(),
        };
        vec![
            material(1, "wool", Unit::Milligram),
            material(2, "madder", Unit::Milligram),
            material(3, "red", Unit::Milligram),
            material(4, "water", Unit::Microlitre),
            material(5, "cochineal", Unit::Milligram),
        ]
    }

    fn line(material: &str, amount: &str) -> InputLine {
        InputLine { material: material.into(), amount: amount.into(), ..InputLine::default() }
    }

    fn red() -> RecipeForm {
        let madder =
            InputLine { waste: "5".into(), instead: ["cochineal".into(), " ".into()], ..line("madder", "500 g") };
        RecipeForm {
            makes: "1 kg".into(),
            minutes: "300".into(),
            inputs: vec![line("wool", "1,05 kg"), InputLine::default(), madder],
            by_products: vec![ByProductLine { material: "water".into(), amount: "20 l".into() }],
        }
    }

    fn check(form: &RecipeForm, recipes: &Recipes) -> Result<Recipe, Vec<(String, &'static str)>> {
        let known = known();
        let checked = form.check(&known[2], &known, recipes);
        checked.map_err(|all| all.into_iter().map(|(field, mistake)| (field.name(), mistake.code())).collect())
    }

    #[test]
    fn a_recipe_is_read_with_waste_substitutes_and_by_products() {
        let read = check(&red(), &Recipes::new()).unwrap();
        let input = |material, amount, waste_permille, substitutes| RecipeInput {
            material: id(material),
            amount,
            waste_permille,
            substitutes,
        };
        assert_eq!((read.makes, read.minutes), (1_000_000, 300));
        assert_eq!(read.inputs, [input(1, 1_050_000, 0, vec![]), input(2, 500_000, 50, vec![id(5)])]);
        assert_eq!(read.by_products, [(id(4), 20_000_000)]);
        assert!(RecipeForm::default().is_empty() && !red().is_empty());
    }

    #[test]
    fn every_mistake_is_said_with_its_field() {
        let refused = |form: RecipeForm| check(&form, &Recipes::new()).unwrap_err();
        let said = |field: &str, code| vec![(field.to_owned(), code)];
        let inputs = |inputs| RecipeForm { inputs, ..red() };
        assert_eq!(refused(RecipeForm { makes: "-1 kg".into(), ..red() }), said("makes", "not_a_number"));
        assert_eq!(refused(RecipeForm { makes: "1 l".into(), ..red() }), said("makes", "unknown_unit"));
        assert_eq!(refused(RecipeForm { makes: "2000000000 kg".into(), ..red() }), said("makes", "too_large"));
        assert_eq!(refused(RecipeForm { makes: String::new(), ..red() }), said("makes", "required"));
        assert_eq!(refused(RecipeForm { minutes: "100001".into(), ..red() }), said("minutes", "minutes"));
        assert_eq!(refused(RecipeForm { minutes: "-5".into(), ..red() }), said("minutes", "minutes"));
        assert_eq!(refused(inputs(vec![])), said("input[0]", "required"));
        assert_eq!(refused(inputs(vec![line("silk", "1 kg")])), said("input[0]", "unknown"));
        assert_eq!(refused(inputs(vec![line("", "1 kg")])), said("input[0]", "required"));
        assert_eq!(refused(inputs(vec![line("wool", "")])), said("amount[0]", "required"));
        assert_eq!(refused(inputs(vec![line("wool", "0 g")])), said("amount[0]", "zero"));
        assert_eq!(refused(inputs(vec![line("red", "1 kg")])), said("input[0]", "itself"));
        assert_eq!(refused(inputs(vec![line("wool", "1 kg"), line("wool", "1 kg")])), said("input[1]", "twice"));
        let wet = InputLine { instead: [String::new(), "water".into()], ..line("wool", "1 kg") };
        let bare = RecipeForm { by_products: vec![], ..inputs(vec![wet]) };
        assert_eq!(refused(bare), said("second[0]", "other_unit"));
        let wasteful = InputLine { waste: "501".into(), ..line("wool", "1 kg") };
        assert_eq!(refused(inputs(vec![wasteful])), said("waste[0]", "waste"));
        let by = ByProductLine { material: "wool".into(), amount: "1 kg".into() };
        assert_eq!(refused(RecipeForm { by_products: vec![by], ..red() }), said("by[0]", "twice"));
    }

    #[test]
    fn a_circle_is_refused() {
        let makes_wool =
            Recipe { makes: 1, minutes: 0, inputs: vec![super::super::tests::takes(3, 1, 0)], by_products: vec![] };
        let refused = check(&red(), &Recipes::from([(id(1), makes_wool)]));
        assert_eq!(refused, Err(vec![("input[0]".to_owned(), "circle")]));
    }
}
