//! A product's file: its model and its words.

mod group;
mod problem;

use super::SeedError;
use super::format;
use super::source::Source;
use super::terms::trimmed;
use domain::configurator::{Configuration, Selection, check, configure};
use domain::id::MaterialId;
use domain::materials::{BomLine, bill};
use domain::money::Money;
use domain::planning::minutes;
use domain::preview::Kind;
use domain::pricing::{PriceLine, quote};
use domain::product::{Axis, Dimension, OptionGroup, PreviewSpec, ProductModel, ProductText, Rule, WorkLine};
use domain::quantity::{Basis, Measure, Unit};
use domain::text::Localised;
use serde::Deserialize;
use serde::de::value::{Error as KindError, StrDeserializer};
use store::catalog::ProductState;
use toml::Spanned;

/// A product that can be kept.
pub(super) struct ReadProduct {
    pub slug: String,
    pub category: String,
    pub state: ProductState,
    pub model: ProductModel,
    pub text: Localised<ProductText>,
    pub defaults: Configuration,
    pub from_price: Money,
}

/// Slug, id and unit of a material.
pub(super) type KnownMaterial = (String, MaterialId, Unit);

/// What a product may refer to.
pub(super) struct Surroundings<'a> {
    pub categories: &'a [String],
    /// The materials of a shop; `None` when there is no such shop.
    pub materials: &'a dyn Fn(&str) -> Option<&'a [KnownMaterial]>,
}

/// The parts of a file with what they became, so far as later parts need them.
struct Parts {
    groups: Vec<OptionGroup>,
    dimensions: [Dimension; 3],
    text_group: Option<usize>,
}

/// Reads a product; answers it with the slug of its shop.
pub(super) fn read(source: &Source, around: &Surroundings<'_>) -> Result<(String, ReadProduct), SeedError> {
    let file: format::Product = source.read()?;
    let slug = source.own_slug(&file.slug)?;
    let materials =
        (around.materials)(file.shop.get_ref()).ok_or_else(|| source.refuse(&file.shop, "there is no such shop"))?;
    if !around.categories.contains(file.category.get_ref()) {
        return Err(source.refuse(&file.category, "there is no such category"));
    }
    let state = ProductState::from_code(file.state.get_ref())
        .ok_or_else(|| source.refuse(&file.state, "no such state: draft, published or retired"))?;
    let mut parts = Parts { groups: Vec::new(), dimensions: dimensions(source, &file)?, text_group: None };
    for written in &file.group {
        group::read(source, written, &mut parts)?;
    }
    let model = model(source, &file, materials, parts)?;
    check(&model).map_err(|problems| problem::refuse(source, &file, &model, &problems))?;
    let (defaults, from_price) = price_of_defaults(source, &file, &model)?;
    let category = file.category.get_ref().clone();
    let text = text(source, &file)?;
    Ok((file.shop.into_inner(), ReadProduct { slug, category, state, model, text, defaults, from_price }))
}

fn dimensions(source: &Source, file: &format::Product) -> Result<[Dimension; 3], SeedError> {
    let side = |value| Ok::<_, SeedError>(Dimension { fixed_mm: source.length(value)?, group: None });
    Ok([side(&file.dimensions.length)?, side(&file.dimensions.width)?, side(&file.dimensions.height)?])
}

fn model(
    source: &Source,
    file: &format::Product,
    materials: &[KnownMaterial],
    parts: Parts,
) -> Result<ProductModel, SeedError> {
    let groups = &parts.groups;
    let base_price = centimes(source, &file.base_price)?;
    if base_price.1 != 1 {
        return Err(source.refuse(&file.base_price, "a price has at most two decimals"));
    }
    let rules = file.rule.iter().map(|line| rule(source, groups, line.get_ref())).collect::<Result<_, _>>()?;
    let prices = file.price.iter().map(|line| price(source, groups, line.get_ref())).collect::<Result<_, _>>()?;
    let recipe =
        file.recipe.iter().map(|line| bom_line(source, groups, materials, line.get_ref())).collect::<Result<_, _>>()?;
    let work = file.work.iter().map(|line| work(source, groups, line.get_ref())).collect::<Result<_, _>>()?;
    Ok(ProductModel {
        base_price_minor: base_price.0,
        lead_days: file.lead_days,
        dimensions: parts.dimensions,
        rules,
        prices,
        recipe,
        work,
        preview: PreviewSpec {
            kind: kind(source, &file.preview)?,
            look: file.look.clone().into_iter().collect(),
            text_group: parts.text_group,
        },
        groups: parts.groups,
    })
}

fn kind(source: &Source, written: &Spanned<String>) -> Result<Kind, SeedError> {
    Kind::deserialize(StrDeserializer::<KindError>::new(written.get_ref()))
        .map_err(|error| source.refuse(written, format!("no such drawing: {error}")))
}

/// Dirhams as centimes, reduced to a whole number where they are one.
fn centimes(source: &Source, written: &Spanned<String>) -> Result<(i64, i64), SeedError> {
    let (dirhams, parts) = source.decimal(written)?;
    match (dirhams.checked_mul(100), parts) {
        (Some(centimes), 1 | 10 | 100) => Ok((centimes / parts, 1)),
        (Some(centimes), _) => Ok((centimes, parts)),
        (None, _) => Err(source.refuse(written, "the price is too large")),
    }
}

fn rule(source: &Source, groups: &[OptionGroup], line: &format::Rule) -> Result<Rule, SeedError> {
    let when = source.premises(groups, &line.when)?;
    match (&line.then, line.at_least, line.at_most) {
        (Some(then), None, None) if line.of.is_empty() => {
            let (then, negated) = source.condition(groups, then)?;
            Ok(if negated { Rule::excludes(when, then) } else { Rule::requires(when, then) })
        }
        (None, at_least, at_most) if at_least.or(at_most).is_some() && !line.of.is_empty() => {
            let of = source.premises(groups, &line.of)?;
            Ok(Rule { when, of, at_least: at_least.unwrap_or(0), at_most: at_most.unwrap_or(u16::MAX) })
        }
        _ => Err(source.refuse(&line.reason, "a rule says either `then`, or `of` with `at_least` or `at_most`")),
    }
}

fn price(source: &Source, groups: &[OptionGroup], line: &format::Price) -> Result<PriceLine, SeedError> {
    let measure = if line.per.get_ref() == "percent" {
        let (percent, parts) = source.decimal(&line.amount)?;
        Measure { basis: Basis::PriceSoFar, per: (percent, parts * 100) }
    } else {
        source.measure(groups, &line.per, centimes(source, &line.amount)?)?
    };
    Ok(PriceLine { when: source.premises(groups, &line.when)?, measure })
}

fn bom_line(
    source: &Source,
    groups: &[OptionGroup],
    materials: &[KnownMaterial],
    line: &format::Recipe,
) -> Result<BomLine, SeedError> {
    let (_, material, unit) = materials.iter().find(|(slug, ..)| slug == line.material.get_ref()).ok_or_else(|| {
        source.refuse(&line.material, format!("the shop has no material {:?}", line.material.get_ref()))
    })?;
    let amount = source.quantity(*unit, &line.amount)?;
    if amount <= 0 {
        return Err(source.refuse(&line.amount, "a recipe takes more than nothing"));
    }
    let waste = *line.waste_percent.get_ref();
    if waste > 500 {
        return Err(source.refuse(&line.waste_percent, "a waste of more than 500 percent is a mistake"));
    }
    let measure = source.measure(groups, &line.per, (amount, 1))?;
    Ok(BomLine { material: *material, when: source.premises(groups, &line.when)?, measure, waste_permille: waste * 10 })
}

fn work(source: &Source, groups: &[OptionGroup], line: &format::Work) -> Result<WorkLine, SeedError> {
    let minutes = source.decimal(&line.minutes)?;
    if minutes.0 < 0 {
        return Err(source.refuse(&line.minutes, "work cannot take less than no time"));
    }
    let measure = source.measure(groups, &line.per, minutes)?;
    Ok(WorkLine { when: source.premises(groups, &line.when)?, measure })
}

fn text(source: &Source, file: &format::Product) -> Result<Localised<ProductText>, SeedError> {
    let mut text = Localised::<ProductText>::default();
    let [name, summary] = [source.words(&file.name)?, source.words(&file.summary)?];
    let [story, care] = [source.words(&file.story)?, source.words(&file.care)?];
    let groups = file.group.iter().map(|group| group::text(source, group.get_ref())).collect::<Result<Vec<_>, _>>()?;
    let words =
        |all: Vec<&Spanned<Localised>>| all.into_iter().map(|one| source.words(one)).collect::<Result<Vec<_>, _>>();
    let rules = words(file.rule.iter().map(|line| &line.get_ref().reason).collect())?;
    let prices = words(file.price.iter().map(|line| &line.get_ref().label).collect())?;
    let work = words(file.work.iter().map(|line| &line.get_ref().label).collect())?;
    for (lang, text) in [
        (domain::text::Lang::Ar, &mut text.ar),
        (domain::text::Lang::Fr, &mut text.fr),
        (domain::text::Lang::En, &mut text.en),
    ] {
        let one = |words: &Localised| words.get(lang).clone();
        *text = ProductText {
            name: one(&name),
            summary: one(&summary),
            story: one(&story),
            care: one(&care),
            groups: groups.iter().map(|group| group.get(lang).clone()).collect(),
            rules: rules.iter().map(one).collect(),
            prices: prices.iter().map(one).collect(),
            work: work.iter().map(one).collect(),
        };
    }
    Ok(text)
}

fn price_of_defaults(
    source: &Source,
    file: &format::Product,
    model: &ProductModel,
) -> Result<(Configuration, Money), SeedError> {
    let nothing_said = Selection(vec![None; model.groups.len()]);
    let defaults =
        configure(model, &nothing_said).map_err(|_| source.refuse(&file.slug, "the defaults break a rule"))?;
    let counted = bill(model, &defaults).and(minutes(model, &defaults)).and(quote(model, &defaults));
    match counted {
        Ok(quote) if quote.unit_total.minor > 0 => Ok((defaults, quote.unit_total)),
        Ok(_) => Err(source.refuse(&file.base_price, "the piece costs nothing with its defaults")),
        Err(_) => Err(source.refuse(&file.slug, "an amount is too large to compute with")),
    }
}

/// Which side an axis is, as an index of [`ProductModel::dimensions`].
fn side(axis: Axis) -> usize {
    Axis::ALL.iter().position(|other| *other == axis).unwrap_or_default()
}

fn help(words: &Localised) -> Localised {
    trimmed(words)
}
