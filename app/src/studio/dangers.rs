//! A change that would break promises: which ones, by the numbers of their orders, and the button that makes it all the same.

use crate::i18n::{Cx, m};
use crate::ui::icon;
use domain::time::Day;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::Endangered;

/// The codes of a form that came back because of these.
pub fn codes(dangers: &[Endangered]) -> Vec<(String, String)> {
    dangers.iter().map(|danger| ("danger".to_owned(), write(danger))).collect()
}

/// Number, promised day, new day.
fn write(danger: &Endangered) -> String {
    let now = danger.now.map_or(i64::MIN, |day| day.0.into());
    [danger.number.to_string(), danger.promised.0.to_string(), now.to_string()].join(" ")
}

/// Reads what [`codes`] wrote.
fn read(draft: &FormDraft) -> Vec<(i64, Day, Option<Day>)> {
    let danger = |text: &String| {
        let mut parts = text.split(' ').map(str::parse::<i64>);
        let (number, promised, now) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        Some((number, Day(i32::try_from(promised).ok()?), i32::try_from(now).ok().map(Day)))
    };
    draft.errors.iter().filter(|(of, _)| of == "danger").filter_map(|(_, text)| danger(text)).collect()
}

/// The numbers that a form names, as it sends them.
pub fn named(text: &str) -> Vec<i64> {
    text.split(',').filter_map(|number| number.trim().parse().ok()).collect()
}

/// One promise that breaks, in a sentence.
pub fn line(cx: Cx, number: i64, promised: Day, now: Option<Day>) -> String {
    let now = now.map_or_else(|| cx.t(m::studio::NEVER_READY).to_owned(), |day| cx.day(day));
    let number = number.to_string();
    cx.f(m::studio::DANGER_LINE, &[("number", &number), ("promised", &cx.day(promised)), ("now", &now)])
}

/// What a change would break, when the form came back because of that. `form` puts the fields that it is given, which repeat what was
/// sent and name the orders, into the form of the page.
pub fn question(cx: Cx, draft: &FormDraft, form: impl FnOnce(AnyView) -> AnyView) -> Option<AnyView> {
    let dangers = read(draft);
    if dangers.is_empty() {
        return None;
    }
    let named = dangers.iter().map(|(number, ..)| number.to_string()).collect::<Vec<_>>().join(",");
    let again = draft.fields.iter().filter(|(name, _)| name != "named");
    let again = again.map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> });
    let fields = view! {
        {again.collect_view()}
        <input type="hidden" name="named" value=named/>
        <button class="button button-quiet" type="submit">{cx.t(m::studio::DANGER_CONFIRM)}</button>
    };
    let lines = dangers.iter().map(|(number, promised, now)| view! { <li>{line(cx, *number, *promised, *now)}</li> });
    Some(
        view! {
            <div class="notice warn" role="alert" id="problem" tabindex="-1" autofocus>
                {icon::warning()}
                <div>
                    <h2>{cx.t(m::studio::DANGER_TITLE)}</h2>
                    <ul>{lines.collect_view()}</ul>
                    <p>{cx.t(m::studio::DANGER_TEXT)}</p>
                    {form(fields.into_any())}
                </div>
            </div>
        }
        .into_any(),
    )
}
