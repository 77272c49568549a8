//! The forms of rules, prices, materials and work.

use super::conditions;
use super::group::SIDES;
use super::inputs::{Desk, hidden, id, radio};
use super::words;
use crate::i18n::{Msg, m};
use crate::ui::field::hint;
use domain::authoring::{ConditionSource, PriceSource, RecipeSource, RuleSource, WorkSource};
use domain::materials::format_tenths;
use leptos::prelude::*;

/// What a rule asks for, in the three ways of the form.
fn says(rule: &RuleSource) -> (&'static str, Vec<ConditionSource>) {
    match (&rule.then, rule.at_least.0.as_str(), rule.at_most.0.as_str()) {
        (Some(then), ..) if !then.is_not.is_empty() => {
            ("none", vec![ConditionSource { is: then.is_not.clone(), is_not: Default::default(), ..then.clone() }])
        }
        (Some(then), ..) => ("all", vec![then.clone()]),
        (None, "" | "0", "0") => ("none", rule.of.clone()),
        (None, all, "") if all == rule.of.len().to_string() => ("all", rule.of.clone()),
        (None, ..) if rule.of.is_empty() => ("all", Vec::new()),
        (None, ..) => ("count", rule.of.clone()),
    }
}

pub(super) fn rule(desk: Desk<'_>, rule: &RuleSource) -> AnyView {
    let cx = desk.cx;
    let (says, of) = says(rule);
    let way = |code: &str, label: Msg| radio("says", code.to_owned(), cx.t(label).to_owned(), says == code);
    view! {
        {when(desk, &rule.when)}
        <fieldset class="card" id=id("of")>
            <legend>{cx.t(m::products::THEN)}</legend>
            {hint("then", cx.t(m::products::THEN_TEXT))}
            {desk.error_of("of")}
            {way("all", m::products::SAYS_ALL)}
            {way("none", m::products::SAYS_NONE)}
            {way("count", m::products::SAYS_COUNT)}
            {conditions::block(desk, "of", &of)}
            <details open=says == "count">
                <summary>{cx.t(m::products::SAYS_COUNT)}</summary>
                <div class="columns">
                    {desk.line("at_least", cx.t(m::products::AT_LEAST), cx.t(m::products::SAYS_COUNT_HINT), if says == "count" { &rule.at_least.0 } else { "" })}
                    {desk.line("at_most", cx.t(m::products::AT_MOST), "", if says == "count" { &rule.at_most.0 } else { "" })}
                </div>
            </details>
        </fieldset>
        {desk.words("reason", m::products::RULE_REASON, cx.t(m::products::REASON_HINT), &rule.reason, 2)}
    }
    .into_any()
}

pub(super) fn price(desk: Desk<'_>, line: &PriceSource) -> AnyView {
    let cx = desk.cx;
    view! {
        {desk.words("label", m::products::PRICE_LABEL, "", &line.label, 1)}
        {desk.line("amount", cx.t(m::products::PRICE_AMOUNT), cx.t(m::products::PRICE_AMOUNT_HINT), &line.amount.0)}
        {per(desk, &line.per, true)}
        {when(desk, &line.when)}
    }
    .into_any()
}

pub(super) fn recipe(desk: Desk<'_>, line: &RecipeSource) -> AnyView {
    let cx = desk.cx;
    if desk.page.materials.is_empty() {
        return view! { <p class="quiet-ink">{cx.t(m::products::NO_MATERIALS)}</p> }.into_any();
    }
    let known = desk.page.materials.iter().map(|((slug, ..), name)| (slug.clone(), name.get(cx.lang).clone()));
    let unit = desk.page.materials.iter().find(|((slug, ..), _)| *slug == line.material).map(|((_, _, unit), _)| *unit);
    let units = unit.map(|unit| cx.f(m::studio::WRITE_UNITS, &[("units", cx.t(super::super::words::units(unit)))]));
    let usual = desk.page.usual_waste.iter().find(|(slug, waste)| *slug == line.material && *waste > 0);
    let waste = match usual {
        Some((_, waste)) => cx.f(m::materials::USUAL_WASTE, &[("percent", &format_tenths(*waste, cx.lang))]),
        None => cx.t(m::products::WASTE_HINT).to_owned(),
    };
    view! {
        {desk.select("material", cx.t(m::products::MATERIAL), "", desk.chosen(known), &line.material)}
        {desk.line("amount", cx.t(m::products::MATERIAL_AMOUNT), &units.unwrap_or_default(), &line.amount.0)}
        {per(desk, &line.per, false)}
        {desk.line("waste_percent", cx.t(m::products::WASTE), &waste, &line.waste_percent.0)}
        {stage(desk, &line.stage)}
        {when(desk, &line.when)}
    }
    .into_any()
}

pub(super) fn work(desk: Desk<'_>, line: &WorkSource) -> AnyView {
    let cx = desk.cx;
    view! {
        {hidden("key", &line.key)}
        {desk.words("label", m::products::WORK_LABEL, "", &line.label, 1)}
        {desk.line("minutes", cx.t(m::products::WORK_MINUTES), "", &line.minutes.0)}
        {per(desk, &line.per, false)}
        {station(desk, &line.station)}
        {when(desk, &line.when)}
    }
    .into_any()
}

/// Where the work is done; asked only of a shop that has more than hands.
fn station(desk: Desk<'_>, value: &str) -> Option<AnyView> {
    let (cx, known) = (desk.cx, &desk.page.stations);
    if known.is_empty() && value.is_empty() {
        return None;
    }
    let hands = (String::new(), cx.t(m::products::STATION_NONE).to_owned());
    let known = known.iter().map(|((key, _), name)| (key.clone(), name.get(cx.lang).clone()));
    let options = std::iter::once(hands).chain(known).collect();
    Some(desk.select("station", cx.t(m::products::STATION), cx.t(m::products::STATION_HINT), options, value))
}

/// Before which work a material has to be there.
fn stage(desk: Desk<'_>, value: &str) -> Option<AnyView> {
    let cx = desk.cx;
    let named: Vec<_> = desk.page.source.work.iter().filter(|line| !line.key.is_empty()).collect();
    if named.len() < 2 && value.is_empty() {
        return None;
    }
    let first = (String::new(), cx.t(m::products::STAGE_FIRST).to_owned());
    let named = named.into_iter().map(|line| (line.key.clone(), words::name_of(cx, &line.label)));
    let options = std::iter::once(first).chain(named).collect();
    Some(desk.select("stage", cx.t(m::products::STAGE), cx.t(m::products::STAGE_HINT), options, value))
}

fn when(desk: Desk<'_>, said: &[ConditionSource]) -> AnyView {
    view! {
        <fieldset class="card">
            <legend>{desk.cx.t(m::products::WHEN)}</legend>
            {hint("when", desk.cx.t(m::products::WHEN_TEXT))}
            {conditions::block(desk, "when", said)}
        </fieldset>
    }
    .into_any()
}

/// What an amount grows with.
fn per(desk: Desk<'_>, value: &str, percent: bool) -> AnyView {
    let cx = desk.cx;
    let mut options = vec![("fixed".to_owned(), cx.t(m::products::PER_FIXED).to_owned())];
    if percent {
        options.push(("percent".to_owned(), cx.t(m::products::PER_PERCENT).to_owned()));
    }
    for group in desk.page.source.group.iter().filter(|group| !group.key.is_empty()) {
        let (what, label) = match (group.kind.as_str(), group.unit.as_str()) {
            ("text", _) => ("character", m::products::PER_CHARACTER),
            ("number", "mm") => ("unit", m::products::PER_UNIT_MM),
            ("number", _) => ("unit", m::products::PER_UNIT),
            _ => continue,
        };
        options.push((format!("{what} {}", group.key), cx.f(label, &[("name", &words::name_of(cx, &group.label))])));
    }
    options.extend(
        SIDES.map(|(side, label)| (format!("m {side}"), cx.f(m::products::PER_LENGTH, &[("side", cx.t(label))]))),
    );
    let pairs = [(0, 1), (0, 2), (1, 2)].map(|(one, other): (usize, usize)| (SIDES[one], SIDES[other]));
    for (code, label) in [("m2", m::products::PER_AREA), ("m around", m::products::PER_AROUND)] {
        options.extend(pairs.map(|((one, first), (other, second))| {
            (format!("{code} {one} {other}"), cx.f(label, &[("one", cx.t(first)), ("other", cx.t(second))]))
        }));
    }
    options.push(("dm3".to_owned(), cx.t(m::products::PER_VOLUME).to_owned()));
    desk.select("per", cx.t(m::products::PER), "", options, value)
}
