//! Conditions: what is said about the options of the product, option by option.

use super::inputs::{Desk, hidden, id, tick};
use super::words;
use crate::i18n::m;
use domain::authoring::{ConditionSource, GroupSource};
use leptos::prelude::*;

/// The options of the product, each with what the conditions of `field` say about it. What is said stands open.
pub(super) fn block(desk: Desk<'_>, field: &str, said: &[ConditionSource]) -> AnyView {
    let cx = desk.cx;
    let groups = &desk.page.source.group;
    if groups.is_empty() {
        return view! { <p class="quiet-ink">{cx.t(m::products::NO_OPTIONS)}</p> }.into_any();
    }
    let mut rows: Vec<(&GroupSource, ConditionSource)> = Vec::new();
    for group in groups.iter().filter(|group| !group.key.is_empty()) {
        let own: Vec<_> = said.iter().filter(|condition| condition.group == group.key).cloned().collect();
        let own = if own.is_empty() { vec![ConditionSource::default()] } else { own };
        rows.extend(own.into_iter().map(|condition| (group, condition)));
    }
    let gone = said.iter().filter(|condition| groups.iter().all(|group| group.key != condition.group));
    let gone = gone.map(|condition| {
        let label = desk.page.source.gone_label(&condition.group, false).map(|label| words::name_of(cx, label));
        view! { <p class="error">{cx.f(m::products::GONE, &[("key", label.as_ref().unwrap_or(&condition.group))])}</p> }
    });
    view! {
        {gone.collect_view()}
        {rows.iter().enumerate().map(|(at, (group, condition))| row(desk, &format!("{field}.{at}"), group, condition)).collect_view()}
    }
    .into_any()
}

fn row(desk: Desk<'_>, field: &str, group: &GroupSource, condition: &ConditionSource) -> AnyView {
    let body = match group.kind.as_str() {
        "number" => between(desk, field, condition),
        "text" => letters(desk, field, condition),
        "picture" => given(desk, field, condition),
        _ => values(desk, field, group, condition),
    };
    view! {
        <details class="condition" open=!condition.is_empty()>
            <summary>{words::name_of(desk.cx, &group.label)}</summary>
            {hidden(&format!("{field}.group"), &group.key)}
            {["is", "min", "filled"].map(|part| desk.error_of(&format!("{field}.{part}"))).into_iter().collect_view()}
            {desk.error_of(&format!("{field}.group"))}
            {body}
        </details>
    }
    .into_any()
}

fn values(desk: Desk<'_>, field: &str, group: &GroupSource, condition: &ConditionSource) -> AnyView {
    let named = |key: &String| condition.is.0.contains(key);
    // A file may say which it is not.
    let ticked = |key: &String| named(key) || (!condition.is_not.is_empty() && !condition.is_not.0.contains(key));
    let one = |value: &domain::authoring::ValueSource| {
        let label = words::name_of(desk.cx, &value.label);
        tick(&format!("{field}.is.{}", value.key), label, ticked(&value.key))
    };
    group.value.iter().filter(|value| !value.key.is_empty()).map(one).collect_view().into_any()
}

fn between(desk: Desk<'_>, field: &str, condition: &ConditionSource) -> AnyView {
    let cx = desk.cx;
    view! {
        <div class="columns">
            {desk.line(&format!("{field}.min"), cx.t(m::products::FROM_NUMBER), cx.t(m::products::NUMBER_HINT), &condition.min.0)}
            {desk.line(&format!("{field}.max"), cx.t(m::products::TO_NUMBER), "", &condition.max.0)}
        </div>
    }
    .into_any()
}

fn given(desk: Desk<'_>, field: &str, condition: &ConditionSource) -> AnyView {
    let cx = desk.cx;
    let given =
        [("", m::products::TEXT_ANY), ("true", m::products::PICTURE_GIVEN), ("false", m::products::PICTURE_NONE)];
    let given = given.map(|(code, label)| (code.to_owned(), cx.t(label).to_owned())).to_vec();
    view! {
        <span id=id(field)></span>
        {desk.select(&format!("{field}.filled"), cx.t(m::products::WHEN), "", given, &condition.filled.0)}
    }
    .into_any()
}

fn letters(desk: Desk<'_>, field: &str, condition: &ConditionSource) -> AnyView {
    let cx = desk.cx;
    let filled = [("", m::products::TEXT_ANY), ("true", m::products::TEXT_FILLED), ("false", m::products::TEXT_EMPTY)];
    let filled = filled.map(|(code, label)| (code.to_owned(), cx.t(label).to_owned())).to_vec();
    view! {
        <span id=id(field)></span>
        {desk.select(&format!("{field}.filled"), cx.t(m::products::WHEN), "", filled, &condition.filled.0)}
        <div class="columns">
            {desk.line(&format!("{field}.min"), cx.t(m::products::LETTERS_FROM), "", &condition.min.0)}
            {desk.line(&format!("{field}.max"), cx.t(m::products::TO_NUMBER), "", &condition.max.0)}
        </div>
    }
    .into_any()
}
