//! What a review found, in the artisan's words: her options by their names, her rules by their reasons.

use super::words;
use crate::i18n::{Cx, m};
use domain::authoring::{List, Part};
use domain::configurator::{Finding, Pick, Span};
use domain::id::MaterialId;
use domain::money::Money;
use domain::quantity::Unit;
use services::studio::products::{DraftPage, blocks};

/// A finding, said.
pub(super) struct Said {
    /// Whether nothing can be published before it is mended.
    pub blocks: bool,
    /// Where it is mended best.
    pub part: Option<Part>,
    /// The field there, when there is one.
    pub field: String,
    /// The sentence.
    pub text: String,
}

/// All findings of a draft.
pub(super) fn said(cx: Cx, page: &DraftPage) -> Vec<Said> {
    page.findings.iter().map(|finding| say(cx, page, finding)).collect()
}

fn say(cx: Cx, page: &DraftPage, finding: &Finding) -> Said {
    let rule = |rule: &usize| quoted(cx, &words::line(cx, &page.source, List::Rule, *rule));
    let rules = |list: &[usize]| join(cx, list.iter().map(rule));
    let at_rule = |rule: Option<&usize>| rule.map(|at| Part::Line(List::Rule, *at));
    let about = |part, text| Said { blocks: blocks(finding), part, field: String::new(), text };
    match finding {
        Finding::Contradiction { rules: list } => {
            let text = cx.f(m::products::FIND_CONTRADICTION, &[("rules", &rules(list))]);
            about(at_rule(list.last()), text)
        }
        Finding::DefaultsBreak { rules: list, repair } => {
            let mut text = cx.f(m::products::FIND_DEFAULTS, &[("rules", &rules(list))]);
            if let Some(changes) = repair {
                let changes = join(cx, changes.iter().map(|change| choice(cx, page, change.group, &change.to)));
                text = [&text, " ", &cx.f(m::products::FIND_DEFAULTS_REPAIR, &[("changes", &changes)])].concat();
            }
            about(at_rule(list.first()), text)
        }
        Finding::DeadValue { group, span, rules: list } => {
            let value = span_name(cx, page, *group, *span);
            let text = cx.f(m::products::FIND_DEAD, &[("value", &value), ("rules", &rules(list))]);
            Said { field: field_of(*span), ..about(Some(Part::Line(List::Group, *group)), text) }
        }
        Finding::NeverApplies { rule: at, because: _ } => {
            about(at_rule(Some(at)), cx.f(m::products::FIND_NEVER_APPLIES, &[("rule", &rule(at))]))
        }
        Finding::Redundant { rule: at, because } if because.is_empty() => {
            about(at_rule(Some(at)), cx.f(m::products::FIND_FORBIDS_NOTHING, &[("rule", &rule(at))]))
        }
        Finding::Redundant { rule: at, because } => {
            let text = cx.f(m::products::FIND_REDUNDANT, &[("rule", &rule(at)), ("rules", &rules(because))]);
            about(at_rule(Some(at)), text)
        }
        Finding::NeverMade { group, span, materials } => {
            let (value, materials) = (span_name(cx, page, *group, *span), names(cx, page, materials));
            let text = cx.f(m::products::FIND_NEVER_MADE, &[("value", &value), ("materials", &materials)]);
            Said { field: field_of(*span), ..about(Some(Part::Line(List::Group, *group)), text) }
        }
        Finding::NothingMade { materials } => {
            about(None, cx.f(m::products::FIND_NOTHING_MADE, &[("materials", &names(cx, page, materials))]))
        }
        Finding::NotPositive { picks, price_minor } => {
            let price = cx.money(Money::mad(*price_minor));
            let text =
                cx.f(m::products::FIND_NOT_POSITIVE, &[("price", &price), ("choices", &choices(cx, page, picks))]);
            about(Some(Part::Basics), text)
        }
        Finding::Uncountable { picks } => {
            about(None, cx.f(m::products::FIND_UNCOUNTABLE, &[("choices", &choices(cx, page, picks))]))
        }
        Finding::Unfinished { .. } => about(None, cx.t(m::products::FIND_UNFINISHED).to_owned()),
    }
}

fn field_of(span: Span) -> String {
    match span {
        Span::Value(value) => format!("value.{value}"),
        Span::Numbers { .. } | Span::Characters { .. } => String::new(),
    }
}

fn quoted(cx: Cx, name: &str) -> String {
    cx.f(m::products::QUOTED, &[("name", name)])
}

fn join(cx: Cx, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(cx.t(m::studio::LIST_COMMA))
}

fn names(cx: Cx, page: &DraftPage, materials: &[MaterialId]) -> String {
    let name = |id: &MaterialId| {
        let known = page.materials.iter().find(|((_, material, _), _)| material == id);
        known.map(|(_, name)| quoted(cx, name.get(cx.lang))).unwrap_or_default()
    };
    join(cx, materials.iter().map(name))
}

fn span_name(cx: Cx, page: &DraftPage, group: usize, span: Span) -> String {
    let piece = page.source.group.get(group).is_some_and(|group| group.unit == "piece");
    let number = |number: i64| {
        if piece { number.to_string() } else { Unit::Millimetre.format(number, cx.lang) }
    };
    let text = match span {
        Span::Value(value) => return choice(cx, page, group, &Pick::Value(value)),
        Span::Numbers { from, to } if from == to => number(from),
        Span::Numbers { from, to } => cx.f(m::products::FIND_NUMBERS, &[("from", &number(from)), ("to", &number(to))]),
        Span::Characters { from, .. } if is_picture(page, group) => {
            cx.t(if from == 0 { m::products::FIND_NO_PICTURE } else { m::products::FIND_PICTURE }).to_owned()
        }
        Span::Characters { from: 0, to: 0 } => cx.t(m::products::FIND_NO_TEXT).to_owned(),
        Span::Characters { from: 0 | 1, to } if to >= longest(page, group) => cx.t(m::products::FIND_TEXT).to_owned(),
        Span::Characters { from, to } => {
            cx.f(m::products::FIND_LETTERS, &[("from", &from.to_string()), ("to", &to.to_string())])
        }
    };
    [&words::line(cx, &page.source, List::Group, group), cx.t(m::studio::LIST_COMMA), &text].concat()
}

fn is_picture(page: &DraftPage, group: usize) -> bool {
    page.source.group.get(group).is_some_and(|group| group.kind == "picture")
}

fn longest(page: &DraftPage, group: usize) -> usize {
    page.source.group.get(group).and_then(|group| group.max_chars.0.trim().parse().ok()).unwrap_or(usize::MAX)
}

fn choices(cx: Cx, page: &DraftPage, picks: &[Pick]) -> String {
    join(cx, picks.iter().enumerate().map(|(group, pick)| choice(cx, page, group, pick)))
}

/// An option with what is chosen in it.
fn choice(cx: Cx, page: &DraftPage, group: usize, pick: &Pick) -> String {
    let written = page.source.group.get(group);
    let label = |value: &usize| {
        let value = written.and_then(|group| group.value.get(*value));
        value.map(|value| words::name_of(cx, &value.label)).unwrap_or_default()
    };
    let said = match pick {
        Pick::Value(value) => label(value),
        Pick::Several(taken) => taken.iter().map(label).collect::<Vec<_>>().join(" + "),
        Pick::Number(number) if written.is_some_and(|group| group.unit == "piece") => number.to_string(),
        Pick::Number(number) => Unit::Millimetre.format(*number, cx.lang),
        Pick::Text(text) if text.is_empty() => cx.t(m::products::TEXT_EMPTY).to_owned(),
        Pick::Text(text) => text.clone(),
    };
    quoted(cx, &[&words::line(cx, &page.source, List::Group, group), ": ", &said].concat())
}
