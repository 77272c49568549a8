//! The form of an option: its question, its values or its bounds.

use super::inputs::{Desk, hidden, id, radio, tick};
use super::{layers, words};
use crate::i18n::m;
use crate::ui::field::hint;
use domain::authoring::{GroupSource, ValueSource};
use domain::preview::{Kind, Slot, slots};
use domain::text::Script;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The sides of a piece, as they are written, with their names.
pub(super) const SIDES: [(&str, crate::i18n::Msg); 3] =
    [("length", m::products::LENGTH), ("width", m::products::WIDTH), ("height", m::products::HEIGHT)];

/// All fields of an option.
pub(super) fn fields(desk: Desk<'_>, group: &GroupSource) -> AnyView {
    let cx = desk.cx;
    let own = match group.kind.as_str() {
        "number" => number(desk, group),
        "text" => text(desk, group),
        "picture" => view! { <p class="hint">{cx.t(m::products::PICTURE_KIND_HINT)}</p> }.into_any(),
        _ => values(desk, group),
    };
    view! {
        {hidden("key", &group.key)}
        {hidden("kind", &group.kind)}
        {desk.words("label", m::products::LABEL, "", &group.label, 1)}
        {own}
        <details open=!group.help.is_empty()>
            <summary>{cx.t(m::products::HELP)}</summary>
            {desk.words("help", m::products::HELP, "", &group.help, 1)}
        </details>
    }
    .into_any()
}

fn values(desk: Desk<'_>, group: &GroupSource) -> AnyView {
    let cx = desk.cx;
    let counts = (group.kind == "several").then(|| {
        view! {
            <div class="columns">
                {desk.line("at_least", cx.t(m::products::AT_LEAST), cx.t(m::products::COUNTS_HINT), &group.at_least.0)}
                {desk.line("at_most", cx.t(m::products::AT_MOST), "", &group.at_most.0)}
            </div>
        }
    });
    view! {
        <section aria-labelledby="values">
            <h2 id="values">{cx.t(m::products::VALUES)}</h2>
            {desk.error_of("value")}
            {desk.error_of("default")}
            {group.value.iter().enumerate().map(|(at, one)| value(desk, group, at, one)).collect_view()}
            <button class="button button-quiet" type="submit" name="step" value="add">{cx.t(m::products::ADD_VALUE)}</button>
        </section>
        {counts}
    }
    .into_any()
}

fn value(desk: Desk<'_>, group: &GroupSource, at: usize, value: &ValueSource) -> AnyView {
    let cx = desk.cx;
    let field = |name: &str| format!("value.{at}.{name}");
    let said = value.label.any(cx.lang);
    let title = if said.is_empty() {
        cx.f(m::products::VALUE_NUMBER, &[("n", &(at + 1).to_string())])
    } else {
        said.to_owned()
    };
    let default = (group.kind == "choice").then(|| {
        let taken = !value.key.is_empty() && group.default.0 == value.key;
        radio("default", format!("#{at}"), cx.t(m::products::DEFAULT_VALUE).to_owned(), taken)
    });
    let uses = desk.page.source.uses(&group.key, Some(&value.key));
    let remove = if uses.is_empty() {
        step(cx.f(m::products::REMOVE_NAMED, &[("name", &title)]), format!("remove.{at}"))
    } else {
        let anyway = step(cx.t(m::products::REMOVE_ANYWAY).to_owned(), format!("remove.{at}"));
        super::draft::ask(cx, desk.shop, desk.page, &title, &uses, anyway)
    };
    let swatch = if value.swatch.is_empty() { "#b88a3a" } else { &value.swatch };
    let side = |(side, label): (&str, crate::i18n::Msg)| {
        let length = value.sets.get(side).map(|length| length.0.as_str()).unwrap_or_default();
        desk.line(&field(&format!("sets.{side}")), cx.t(label), "", length)
    };
    let look = Kind::from_code(&desk.page.source.preview).map(|kind| {
        if kind == Kind::Layers {
            return layers::value(desk, &field("look"), value);
        }
        view! {
            <details open=!value.look.is_empty()>
                <summary>{cx.t(m::products::LOOK_VALUE)}</summary>
                {looks(desk, &field("look"), slots(kind), &value.look)}
            </details>
        }
        .into_any()
    });
    view! {
        <fieldset class="card value" id=id(&format!("value.{at}"))>
            <legend>{title.clone()}</legend>
            {hidden(&field("key"), &value.key)}
            {desk.words(&field("label"), m::products::VALUE_LABEL, "", &value.label, 1)}
            {desk.error_of(&field("key"))}
            {desk.error_of(&format!("value.{at}"))}
            {default}
            <div class="swatch-field">
                {tick(&field("has_swatch"), cx.t(m::products::HAS_SWATCH).to_owned(), !value.swatch.is_empty())}
                <input type="color" name=["f[", &field("swatch"), "]"].concat() value=swatch.to_owned() aria-label=cx.t(m::products::SWATCH)/>
            </div>
            <details open=!value.sets.is_empty()>
                <summary>{cx.t(m::products::SETS)}</summary>
                {hint(&id(&field("sets")), cx.t(m::products::SETS_HINT))}
                <div class="thirds">{SIDES.into_iter().map(side).collect_view()}</div>
            </details>
            {look}
            <div class="line-steps">
                {(at > 0).then(|| step(cx.f(m::products::UP_NAMED, &[("name", &title)]), format!("up.{at}")))}
                {remove}
            </div>
        </fieldset>
    }
    .into_any()
}

fn step(label: String, value: String) -> AnyView {
    view! { <button class="link" type="submit" name="step" value=value>{label}</button> }.into_any()
}

/// The slots of a drawing, each to be filled or left.
pub(super) fn looks(desk: Desk<'_>, field: &str, slots: &[Slot], look: &BTreeMap<String, String>) -> AnyView {
    let cx = desk.cx;
    let one = |slot: &Slot| {
        let none = (String::new(), cx.t(m::products::UNCHANGED).to_owned());
        let fillings = slot.fillings.iter().map(|filling| ((*filling).to_owned(), words::look(cx, filling)));
        let value = look.get(slot.name).map(String::as_str).unwrap_or_default();
        let label = words::look(cx, &["slot_", slot.name].concat());
        desk.select(
            &format!("{field}.{}", slot.name),
            label,
            "",
            std::iter::once(none).chain(fillings).collect(),
            value,
        )
    };
    view! { <div class="thirds">{slots.iter().map(one).collect_view()}</div> }.into_any()
}

fn number(desk: Desk<'_>, group: &GroupSource) -> AnyView {
    let cx = desk.cx;
    let units = [("mm", m::products::UNIT_MM), ("piece", m::products::UNIT_PIECE)];
    let units = units.map(|(code, label)| (code.to_owned(), cx.t(label).to_owned())).to_vec();
    let none = (String::new(), cx.t(m::products::NO_AXIS).to_owned());
    let sides = SIDES.map(|(side, label)| (side.to_owned(), cx.t(label).to_owned()));
    let line = |field: &str, label, help: &str, value: &str| desk.line(field, cx.t(label), help, value);
    view! {
        {desk.select("unit", cx.t(m::products::UNIT), "", units, &group.unit)}
        <div class="columns">
            {line("min", m::products::MIN, cx.t(m::products::NUMBER_HINT), &group.min.0)}
            {line("max", m::products::MAX, "", &group.max.0)}
            {line("step", m::products::STEP, "", &group.step.0)}
            {line("default", m::products::DEFAULT_NUMBER, "", &group.default.0)}
        </div>
        {desk.select("axis", cx.t(m::products::AXIS), "", std::iter::once(none).chain(sides).collect(), &group.axis)}
    }
    .into_any()
}

fn text(desk: Desk<'_>, group: &GroupSource) -> AnyView {
    let cx = desk.cx;
    let script = |script: Script| {
        let label = match script {
            Script::Latin => m::products::SCRIPT_LATIN,
            Script::Arabic => m::products::SCRIPT_ARABIC,
            Script::Tifinagh => m::products::SCRIPT_TIFINAGH,
            Script::Digits => m::products::SCRIPT_DIGITS,
        };
        let ticked = group.scripts.0.iter().any(|code| code == script.code());
        tick(&format!("scripts.{}", script.code()), cx.t(label).to_owned(), ticked)
    };
    view! {
        {desk.line("max_chars", cx.t(m::products::MAX_CHARS), "", &group.max_chars.0)}
        <fieldset id=id("scripts")>
            <legend>{cx.t(m::products::SCRIPTS)}</legend>
            {desk.error_of("scripts")}
            {Script::ALL.into_iter().map(script).collect_view()}
        </fieldset>
        {tick("lettering", cx.t(m::products::LETTERING).to_owned(), group.lettering.0 == "true")}
    }
    .into_any()
}
