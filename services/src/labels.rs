//! What was decided, in words.

use domain::configurator::{Configuration, Pick};
use domain::pricing::Quote;
use domain::product::{GroupKind, NumberUnit, ProductModel, ProductText};
use domain::quantity::Unit;
use domain::text::{Lang, Localised};
use store::order::PricePart;

/// The label of each group with the label of what was decided there; groups without a text are left out.
#[must_use]
pub fn labels(
    model: &ProductModel,
    text: &Localised<ProductText>,
    configuration: &Configuration,
) -> Vec<(Localised, Localised)> {
    let groups = model.groups.iter().zip(configuration.picks()).enumerate();
    groups
        .filter_map(|(at, (group, pick))| {
            let value = match (&group.kind, pick) {
                (GroupKind::Choice { .. }, Pick::Value(value)) => {
                    in_all(text, |text| text.groups.get(at)?.values.get(*value).cloned())
                }
                (GroupKind::Number { unit, .. }, Pick::Number(number)) => written(*number, *unit),
                (GroupKind::Several { .. }, Pick::Several(taken)) if !taken.is_empty() => in_all(text, |text| {
                    let names = &text.groups.get(at)?.values;
                    let taken: Vec<&str> = taken.iter().filter_map(|value| Some(names.get(*value)?.as_str())).collect();
                    Some(taken.join(" + "))
                }),
                // The picture itself stands beside.
                (GroupKind::Picture, Pick::Text(code)) if !code.is_empty() => same("✓"),
                (_, Pick::Text(text)) if !text.is_empty() => same(text),
                (_, Pick::Text(_) | Pick::Value(_) | Pick::Several(_) | Pick::Number(_)) => return None,
            };
            Some((group_label(text, at), value))
        })
        .collect()
}

/// The label of a group.
#[must_use]
pub fn group_label(text: &Localised<ProductText>, at: usize) -> Localised {
    in_all(text, |text| Some(text.groups.get(at)?.label.clone()))
}

/// The parts of a price with the names that the shop gave them.
#[must_use]
pub fn price_parts(quote: &Quote, text: &Localised<ProductText>) -> Vec<PricePart> {
    let label = |line: usize| in_all(text, |text| text.prices.get(line).cloned());
    quote.lines.iter().map(|part| PricePart { label: part.line.map(label), amount: part.amount }).collect()
}

/// The name of the product.
#[must_use]
pub fn product_name(text: &Localised<ProductText>) -> Localised {
    in_all(text, |text| Some(text.name.clone()))
}

/// What is done in a line of work.
#[must_use]
pub fn work_name(text: &Localised<ProductText>, line: usize) -> Localised {
    in_all(text, |text| Some(text.work.get(line)?.clone()))
}

fn in_all(text: &Localised<ProductText>, part: impl Fn(&ProductText) -> Option<String>) -> Localised {
    let get = |lang| part(text.get(lang)).unwrap_or_default();
    Localised { ar: get(Lang::Ar), fr: get(Lang::Fr), en: get(Lang::En) }
}

fn same(text: &str) -> Localised {
    Localised { ar: text.to_owned(), fr: text.to_owned(), en: text.to_owned() }
}

fn written(number: i64, unit: NumberUnit) -> Localised {
    match unit {
        NumberUnit::Millimetre => {
            let get = |lang| Unit::Millimetre.format(number, lang);
            Localised { ar: get(Lang::Ar), fr: get(Lang::Fr), en: get(Lang::En) }
        }
        NumberUnit::Piece => same(&number.to_string()),
    }
}
