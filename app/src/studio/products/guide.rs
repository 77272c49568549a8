//! The forms of steps, designs to start from, and what stays as it is.

use super::inputs::{Desk, id, tick};
use super::words;
use crate::i18n::m;
use domain::authoring::{GroupSource, KeptSource, PresetSource, StepSource};
use leptos::prelude::*;

pub(super) fn step(desk: Desk<'_>, step: &StepSource) -> AnyView {
    let groups = desk.page.source.group.iter().filter(|group| !group.key.is_empty());
    let groups = groups.map(|group| (group.key.clone(), words::name_of(desk.cx, &group.label)));
    view! {
        {desk.words("title", m::products::STEP_TITLE, "", &step.title, 1)}
        {desk.select("group", desk.cx.t(m::products::STEP_FIRST), "", desk.chosen(groups), &step.group)}
    }
    .into_any()
}

pub(super) fn preset(desk: Desk<'_>, preset: &PresetSource) -> AnyView {
    let groups = desk.page.source.group.iter().filter(|group| !group.key.is_empty());
    view! {
        {desk.words("label", m::products::NAME, "", &preset.label, 1)}
        {groups.map(|group| choose(desk, group, preset)).collect_view()}
    }
    .into_any()
}

fn choose(desk: Desk<'_>, group: &GroupSource, preset: &PresetSource) -> AnyView {
    let field = format!("choose.{}", group.key);
    let chosen = preset.choose.get(&group.key).map(|chosen| chosen.0.as_slice()).unwrap_or_default();
    let name = words::name_of(desk.cx, &group.label);
    let value = chosen.first().map(String::as_str).unwrap_or_default();
    match group.kind.as_str() {
        "several" => {
            let one = |value: &domain::authoring::ValueSource| {
                tick(
                    &format!("{field}.{}", value.key),
                    words::name_of(desk.cx, &value.label),
                    chosen.contains(&value.key),
                )
            };
            view! {
                <fieldset id=id(&field)>
                    <legend>{name}</legend>
                    {desk.error_of(&field)}
                    {group.value.iter().filter(|value| !value.key.is_empty()).map(one).collect_view()}
                </fieldset>
            }
            .into_any()
        }
        "choice" => {
            let open = (String::new(), desk.cx.t(m::products::TEXT_ANY).to_owned());
            let values = group.value.iter().filter(|value| !value.key.is_empty());
            let values = values.map(|value| (value.key.clone(), words::name_of(desk.cx, &value.label)));
            desk.select(&field, name, "", std::iter::once(open).chain(values).collect(), value)
        }
        "number" => desk.line(&field, name, desk.cx.t(m::products::NUMBER_HINT), value),
        _ => desk.line(&field, name, "", value),
    }
}

pub(super) fn kept(desk: Desk<'_>, kept: &KeptSource) -> AnyView {
    view! {
        {desk.words("title", m::products::KEPT_TITLE, "", &kept.title, 1)}
        {desk.words("story", m::products::STORY, "", &kept.story, 3)}
    }
    .into_any()
}
