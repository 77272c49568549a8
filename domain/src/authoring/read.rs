//! From what was written to a model and its texts. All mistakes are found at once.

mod group;
mod guide;
pub(super) mod layers;
mod line;
mod terms;

use super::problem::{Problem, ProblemKind, of_model};
use super::source::ProductSource;
use super::written::{Words, Written};
use crate::configurator::{Configuration, ModelProblem, Selection, check, configure};
use crate::exchange::STEP;
use crate::id::{MaterialId, StationId};
use crate::materials::bill;
use crate::money::{Currency, Money};
use crate::planning::minutes;
use crate::preview::Kind;
use crate::pricing::quote;
use crate::product::{Dimension, Guide, OptionGroup, PreviewSpec, ProductModel, ProductText};
use crate::quantity::{Overflow, Unit};
use crate::text::{Lang, Localised, count_chars};
use std::cell::RefCell;

/// Most letters of a name, a question or a title.
pub const NAME: usize = 100;
/// Most letters of a sentence: a reason, a hint.
pub const SENTENCE: usize = 300;
/// Most letters of paragraphs.
pub const STORY: usize = 5_000;

/// Slug, id and unit of a material.
pub type KnownMaterial = (String, MaterialId, Unit);

/// Key and id of a station.
pub type KnownStation = (String, StationId);

/// A picture of the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPicture {
    /// Its code.
    pub code: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What a product may refer to.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Slugs of all categories.
    pub categories: &'a [String],
    /// The materials of the shop.
    pub materials: &'a [KnownMaterial],
    /// The stations of the shop.
    pub stations: &'a [KnownStation],
    /// The pictures of the shop.
    pub pictures: &'a [KnownPicture],
}

/// What was understood.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The model, as far as lines could be read; `None` when an option, a side, the price or the drawing could not.
    pub model: Option<ProductModel>,
    /// Its texts; a missing one is lent by another language.
    pub text: Localised<ProductText>,
    /// The design of one who says nothing, and its price, when the product can be sold.
    pub defaults: Option<(Configuration, Money)>,
    /// Everything that is wrong; a product without problems can be sold.
    pub problems: Vec<Problem>,
}

/// Reads a product.
#[must_use]
pub fn read(source: &ProductSource, around: &Surroundings<'_>) -> Reading {
    let reader = Reader { around, problems: RefCell::default() };
    reader.slug(&source.slug);
    if !around.categories.contains(&source.category) {
        reader.refuse("category", unknown_or_missing(&source.category));
    }
    let before = reader.count();
    let mut model = reader.frame(source);
    let framed = reader.count() == before;
    let mut text = reader.words_of(source);
    let before = reader.count();
    reader.layers(source, &mut model);
    reader.lines(source, &mut model, &mut text);
    reader.guide(source, &mut model, &mut text);
    let mut defaults = None;
    if !framed {
        // Its lines were read for their own mistakes alone.
        return Reading { model: None, text, defaults, problems: reader.problems.into_inner() };
    }
    if reader.count() == before {
        if let Err(problems) = check(&model) {
            let is_list = |group: usize| model.groups.get(group).is_some_and(|group| !group.values().is_empty());
            // What has no name yet has no key either, and is said to be missing that.
            let unnamed = |problem: &&ModelProblem| {
                let key = |group: usize, value: Option<usize>| match value {
                    Some(value) => model.groups[group].values()[value].key.is_empty(),
                    None => model.groups[group].key.is_empty(),
                };
                matches!(**problem, ModelProblem::GroupKey { group } if key(group, None))
                    || matches!(**problem, ModelProblem::ValueKey { group, value } if key(group, Some(value)))
            };
            let said = problems.iter().filter(|problem| !unnamed(problem));
            reader.problems.borrow_mut().extend(said.map(|problem| of_model(problem, is_list)));
        } else {
            defaults = reader.defaults(&model);
        }
    }
    Reading { model: Some(model), text, defaults, problems: reader.problems.into_inner() }
}

/// Collects what is wrong.
struct Reader<'a> {
    around: &'a Surroundings<'a>,
    problems: RefCell<Vec<Problem>>,
}

impl Reader<'_> {
    fn refuse(&self, path: impl Into<String>, kind: ProblemKind) {
        self.problems.borrow_mut().push(Problem::new(path, kind));
    }

    fn count(&self) -> usize {
        self.problems.borrow().len()
    }

    fn slug(&self, slug: &str) {
        let plain = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if slug.is_empty() {
            self.refuse("slug", ProblemKind::Missing);
        } else if slug.len() > 60 || !slug.split('-').all(plain) {
            self.refuse("slug", ProblemKind::NotAKey);
        }
    }

    /// A text that has to exist in every language, of at most so many letters.
    fn words(&self, path: &str, words: &Words, most: usize) {
        for lang in Lang::ALL.into_iter().filter(|lang| words.get(*lang).trim().is_empty()) {
            self.refuse(format!("{path}.{}", lang.code()), ProblemKind::Missing);
        }
        self.short(path, words, most);
    }

    /// What is seen on a photograph, in every language.
    fn alt(&self, path: &str, alt: &Words) {
        for lang in Lang::ALL.into_iter().filter(|lang| alt.get(*lang).trim().is_empty()) {
            self.refuse(format!("{path}.{}", lang.code()), ProblemKind::NoAlt);
        }
        self.short(path, alt, SENTENCE);
    }

    /// A text of at most so many letters in any language.
    fn short(&self, path: &str, words: &Words, most: usize) {
        for lang in Lang::ALL.into_iter().filter(|lang| count_chars(words.get(*lang).trim()) > most) {
            self.refuse(format!("{path}.{}", lang.code()), ProblemKind::TooLong(most));
        }
    }

    /// Everything that lines refer to: price, sides, drawing and options. What cannot be read is a problem, and something
    /// stands for it.
    fn frame(&self, source: &ProductSource) -> ProductModel {
        let base_price = self.dirhams("base_price", &source.base_price);
        if base_price.is_some_and(|minor| minor <= 0) && source.prices.values().any(|written| !written.is_empty()) {
            self.refuse("base_price", ProblemKind::NotPositive);
        }
        let lead_days = self.whole("lead_days", &source.lead_days);
        let sides = &source.dimensions;
        let sides = [("length", &sides.length), ("width", &sides.width), ("height", &sides.height)];
        let mut sides = sides.map(|(name, written)| self.side(name, written));
        let kind = Kind::from_code(&source.preview);
        if kind.is_none() {
            self.refuse("preview", unknown_or_missing(&source.preview));
        }
        let mut text_group = None;
        let mut groups: Vec<OptionGroup> = Vec::new();
        for (at, group) in source.group.iter().enumerate() {
            let taken = source.group[..at].iter().any(|other| other.key == group.key);
            self.key(&format!("group.{at}.key"), &group.key, &group.label, taken);
            let read = self.group(&format!("group.{at}"), group);
            if let Some(axis) = read.axis {
                sides[axis as usize].group = Some(at);
            }
            text_group = if read.lettering { Some(at) } else { text_group };
            groups.push(OptionGroup { key: group.key.clone(), kind: read.kind });
        }
        ProductModel {
            base_price_minor: base_price.unwrap_or(0),
            listed: self.listed(source),
            lead_days: lead_days.unwrap_or(0),
            dimensions: sides,
            groups,
            rules: Vec::new(),
            prices: Vec::new(),
            recipe: Vec::new(),
            work: Vec::new(),
            guide: Guide::default(),
            preview: PreviewSpec {
                kind: kind.unwrap_or(Kind::Box),
                look: source.look.clone().into_iter().collect(),
                text_group,
            },
        }
    }

    /// The prices in other currencies. A piece that costs nothing before any choice has no fraction to convert by.
    fn listed(&self, source: &ProductSource) -> Vec<Money> {
        let mut listed = Vec::new();
        for (code, written) in source.prices.iter().filter(|(_, written)| !written.is_empty()) {
            let path = format!("prices.{code}");
            let Some(currency) = Currency::from_code(code).filter(|currency| *currency != Currency::Mad) else {
                self.refuse(path, ProblemKind::Unknown(code.clone()));
                continue;
            };
            match self.dirhams(&path, written) {
                Some(minor) if minor <= 0 => self.refuse(path, ProblemKind::NotPositive),
                Some(minor) if minor % STEP != 0 => self.refuse(path, ProblemKind::OffStep),
                Some(minor) => listed.push(Money { minor, currency }),
                None => {}
            }
        }
        listed
    }

    fn side(&self, name: &str, written: &Written) -> Dimension {
        let fixed_mm = self.length(&format!("dimensions.{name}"), written).unwrap_or(0);
        Dimension { fixed_mm, group: None }
    }

    /// The texts that do not belong to lines.
    fn words_of(&self, source: &ProductSource) -> Localised<ProductText> {
        for (path, words, most) in [
            ("name", &source.name, NAME),
            ("summary", &source.summary, SENTENCE),
            ("story", &source.story, STORY),
            ("care", &source.care, STORY),
        ] {
            self.words(path, words, most);
        }
        let [name, summary, story, care, picture] =
            [&source.name, &source.summary, &source.story, &source.care, &source.alt].map(Words::lent);
        let groups: Vec<_> =
            source.group.iter().enumerate().map(|(at, group)| self.group_text(&format!("group.{at}"), group)).collect();
        each(|lang| ProductText {
            name: name.get(lang).clone(),
            summary: summary.get(lang).clone(),
            story: story.get(lang).clone(),
            care: care.get(lang).clone(),
            picture: picture.get(lang).clone(),
            groups: groups.iter().map(|group| group.get(lang).clone()).collect(),
            ..ProductText::default()
        })
    }

    fn defaults(&self, model: &ProductModel) -> Option<(Configuration, Money)> {
        let nothing_said = Selection(vec![None; model.groups.len()]);
        let defaults = configure(model, &nothing_said).ok()?;
        match price(model, &defaults) {
            Ok(price) if price.minor > 0 => Some((defaults, price)),
            Ok(_) => {
                self.refuse("base_price", ProblemKind::FreePiece);
                None
            }
            Err(Overflow) => {
                self.refuse("base_price", ProblemKind::TooLarge);
                None
            }
        }
    }
}

fn price(model: &ProductModel, defaults: &Configuration) -> Result<Money, Overflow> {
    bill(model, defaults)?;
    minutes(model, defaults)?;
    Ok(quote(model, defaults)?.unit_total)
}

fn unknown_or_missing(written: &str) -> ProblemKind {
    if written.is_empty() { ProblemKind::Missing } else { ProblemKind::Unknown(written.to_owned()) }
}

/// The same in every language.
fn each<T>(of: impl Fn(Lang) -> T) -> Localised<T> {
    Localised { ar: of(Lang::Ar), fr: of(Lang::Fr), en: of(Lang::En) }
}
