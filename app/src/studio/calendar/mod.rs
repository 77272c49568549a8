//! When the shop works. Each thing has a small form of its own; a change that would break a promise is shown first.

pub mod actions;

use super::{head, notice, url};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, lang_field};
use domain::id::MemberId;
use domain::planning::{Hand, Span, Week, write_hours};
use domain::time::{Day, weekday_name};
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::CalendarPage;

/// Name of the forms of this page.
pub(super) const FORM: &str = "calendar";

/// The calendar; a form that came back shows what was typed and what to mend, or the promises that it would break.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let calendar = match services::studio::calendar(&page.services, &page.actor, &shop).await {
        Ok(calendar) => calendar,
        Err(error) => return error.into(),
    };
    let draft = match page.draft(FORM).await {
        Ok(draft) => draft,
        Err(error) => return error.into(),
    };
    let said = page.query("notice").map(|_| notice("good", cx.t(m::studio::CALENDAR_DONE).to_owned()));
    page.html(200, head(cx.t(m::studio::CALENDAR).to_owned()), move || {
        Desk { cx, shop: &shop, page: &calendar, draft: draft.as_ref() }.body(said)
    })
}

#[derive(Clone, Copy)]
struct Desk<'a> {
    cx: Cx,
    shop: &'a str,
    page: &'a CalendarPage,
    draft: Option<&'a FormDraft>,
}

impl Desk<'_> {
    fn body(self, said: Option<AnyView>) -> AnyView {
        let (cx, calendar) = (self.cx, &self.page.calendar);
        let hands = self.page.names.iter().zip(&calendar.hands);
        view! {
            <p class="way-back"><a href=url(cx, self.shop, "")>{cx.t(m::studio::TODAY)}</a></p>
            <h1>{cx.t(m::studio::CALENDAR)}</h1>
            <p class="quiet-ink">{cx.t(m::studio::CALENDAR_TEXT)}</p>
            {said}
            {self.problem()}
            <section class="part" aria-labelledby="hours-title">
                <h2 id="hours-title">{cx.t(m::studio::OPEN_HOURS)}</h2>
                {self.form("hours", None, view! {
                    {self.week("hours", &calendar.hours)}
                    {self.field("margin", cx.t(m::studio::MARGIN), cx.t(m::studio::MARGIN_HINT), calendar.margin_days.to_string(), "text", "hours")}
                    {save(cx, m::studio::SAVE_HOURS)}
                }.into_any())}
            </section>
            <section class="part" aria-labelledby="hands-title">
                <h2 id="hands-title">{cx.t(m::studio::HANDS)}</h2>
                <p class="quiet-ink">{cx.t(m::studio::HANDS_TEXT)}</p>
                {hands.map(|((_, name), hand)| self.hand(name.get(cx.lang), hand)).collect_view()}
            </section>
            <section class="part" aria-labelledby="closures-title">
                <h2 id="closures-title">{cx.t(m::studio::CLOSURES)}</h2>
                <ul class="rows">{calendar.closures.iter().map(|span| self.span("reopen", None, *span, String::new())).collect_view()}</ul>
                {self.form("close", None, view! { {self.days("close")} {save(cx, m::studio::ADD_CLOSURE)} }.into_any())}
            </section>
            <section class="part" aria-labelledby="seasons-title">
                <h2 id="seasons-title">{cx.t(m::studio::SEASONS)}</h2>
                <p class="quiet-ink">{cx.t(m::studio::SEASONS_TEXT)}</p>
                <ul class="rows">
                    {calendar.seasons.iter().map(|(span, week)| self.span("end_season", None, *span, self.summary(week))).collect_view()}
                </ul>
                {self.form("season", None, view! {
                    {self.days("season")} {self.week("season", &calendar.hours)} {save(cx, m::studio::ADD_SEASON)}
                }.into_any())}
            </section>
        }
        .into_any()
    }

    /// What was wrong with the last form, or which promises it would break.
    fn problem(self) -> Option<AnyView> {
        let (cx, draft) = (self.cx, self.draft?);
        let dangers = dangers(draft);
        if dangers.is_empty() {
            let text = match draft.errors.iter().find(|(of, _)| of == "form")?.1.as_str() {
                "stale" => m::studio::CALENDAR_STALE,
                "hours" => m::studio::HOURS_WRONG,
                "margin" => m::studio::MARGIN_WRONG,
                "days" => m::studio::DAYS_WRONG,
                _ => m::studio::SPANS_TOO_MANY,
            };
            return Some(notice("bad", cx.t(text).to_owned()));
        }
        let named = named(&dangers);
        let again = draft.fields.iter().map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone()/> }
        });
        let what = field(draft, "what").to_owned();
        let form = view! {
            {again.collect_view()}
            <input type="hidden" name="named" value=named/>
            <button class="button button-quiet" type="submit">{cx.t(m::studio::DANGER_CONFIRM)}</button>
        };
        Some(
            view! {
                <div class="notice warn" role="alert" id="problem" tabindex="-1" autofocus>
                    {icon::warning()}
                    <div>
                        <h2>{cx.t(m::studio::DANGER_TITLE)}</h2>
                        {danger_list(cx, &dangers)}
                        <p>{cx.t(m::studio::DANGER_TEXT)}</p>
                        {self.form_with(&what, None, form.into_any(), false)}
                    </div>
                </div>
            }
            .into_any(),
        )
    }

    fn hand(self, name: &str, hand: &Hand) -> AnyView {
        let (cx, id) = (self.cx, hand.member.to_string());
        let open = self.draft.is_some_and(|draft| field(draft, "member") == id);
        let away = hand.away.iter().map(|span| self.span("back", Some(hand.member), *span, String::new()));
        view! {
            <details open=open>
                <summary>{name.to_owned()} " · " <span class="quiet-ink">{self.summary(&hand.hours)}</span></summary>
                {self.form("hand", Some(hand.member), view! { {self.week(&["hand-", &id].concat(), &hand.hours)} {save(cx, m::studio::SAVE_HOURS)} }.into_any())}
                <h3>{cx.t(m::studio::AWAY)}</h3>
                <ul class="rows">{away.collect_view()}</ul>
                {self.form("away", Some(hand.member), view! { {self.days(&["away-", &id].concat())} {save(cx, m::studio::ADD_AWAY)} }.into_any())}
            </details>
        }
        .into_any()
    }

    /// Days of work and hours in a week, in short.
    fn summary(self, week: &Week) -> String {
        let days = week.iter().filter(|minutes| **minutes > 0).count();
        let minutes: i64 = week.iter().map(|minutes| i64::from(*minutes)).sum();
        let hours = super::words::duration(self.cx, minutes);
        self.cx.f(m::studio::WEEK_SUMMARY, &[("days", &days.to_string()), ("hours", &hours)])
    }

    fn span(self, what: &str, member: Option<MemberId>, span: Span, more: String) -> AnyView {
        let cx = self.cx;
        let text = cx.f(m::studio::FROM_TO, &[("from", &cx.day(span.from)), ("to", &cx.day(span.to))]);
        let body = view! {
            <input type="hidden" name="from" value=span.from.iso()/>
            <input type="hidden" name="to" value=span.to.iso()/>
            <button class="link" type="submit">{cx.t(m::studio::REMOVE_SPAN)}<span class="visually-hidden">" " {text.clone()}</span></button>
        };
        view! {
            <li class="card">
                <p>{text.clone()} " " <span class="quiet-ink">{more}</span></p>
                {self.form(what, member, body.into_any())}
            </li>
        }
        .into_any()
    }

    fn form(self, what: &str, member: Option<MemberId>, body: AnyView) -> AnyView {
        self.form_with(what, member, body, true)
    }

    /// `whole` is false where the fields of the change are all in `body`.
    fn form_with(self, what: &str, member: Option<MemberId>, body: AnyView, whole: bool) -> AnyView {
        let own = whole.then(|| {
            view! {
                <input type="hidden" name="what" value=what.to_owned()/>
                {member.map(|member| view! { <input type="hidden" name="member" value=member.to_string()/> })}
            }
        });
        view! {
            <form class="stack" method="post" action="/api/change_calendar" novalidate>
                {lang_field(self.cx)}
                <input type="hidden" name="shop" value=self.shop.to_owned()/>
                <input type="hidden" name="version" value=self.page.version.to_string()/>
                {own}
                {body}
            </form>
        }
        .into_any()
    }

    /// What was typed into this form, if it is the one that came back.
    fn typed(self, place: &str, name: &str, else_value: String) -> String {
        let came_back = self.draft.filter(|draft| {
            let member = field(draft, "member");
            let what = field(draft, "what");
            place == what || (!member.is_empty() && place == [what, "-", member].concat())
        });
        came_back.map_or(else_value, |draft| field(draft, name).to_owned())
    }

    fn field(self, name: &str, label: &str, hint: &str, value: String, kind: &'static str, place: &str) -> AnyView {
        let id = [place, "-", name].concat();
        let hint_id = [&id, "-hint"].concat();
        let described = (!hint.is_empty()).then(|| hint_id.clone());
        let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint.to_owned()}</p> });
        view! {
            <div class="field">
                <label for=id.clone()>{label.to_owned()}</label>
                {hint}
                <input id=id name=name.to_owned() type=kind value=self.typed(place, name, value) autocomplete="off" aria-describedby=described/>
            </div>
        }
        .into_any()
    }

    fn days(self, place: &str) -> AnyView {
        let cx = self.cx;
        view! {
            <div class="thirds">
                {self.field("from", cx.t(m::studio::FIRST_DAY), "", String::new(), "date", place)}
                {self.field("to", cx.t(m::studio::LAST_DAY), "", String::new(), "date", place)}
            </div>
        }
        .into_any()
    }

    fn week(self, place: &str, week: &Week) -> AnyView {
        let day = |(at, minutes): (usize, &u16)| {
            let name = ["h[", &at.to_string(), "]"].concat();
            self.field(&name, weekday_name(at, self.cx.lang), "", write_hours(*minutes), "text", place)
        };
        view! { <div class="week">{week.iter().enumerate().map(day).collect_view()}</div> }.into_any()
    }
}

/// The promises that a form would break: number, promised day, new day.
pub(super) fn dangers(draft: &FormDraft) -> Vec<[i64; 3]> {
    draft.errors.iter().filter(|(of, _)| of == "danger").filter_map(|(_, text)| numbers(text)).collect()
}

/// The numbers of the orders, as the form that agrees names them.
pub(super) fn named(dangers: &[[i64; 3]]) -> String {
    dangers.iter().map(|[number, ..]| number.to_string()).collect::<Vec<_>>().join(",")
}

/// The orders with what was promised and what would come of it.
pub(super) fn danger_list(cx: Cx, dangers: &[[i64; 3]]) -> AnyView {
    let line = |[number, promised, now]: &[i64; 3]| {
        let day = |day: &i64| i32::try_from(*day).map(|day| cx.day(Day(day))).unwrap_or_default();
        let now = if *now == i64::MIN { cx.t(m::studio::NEVER_READY).to_owned() } else { day(now) };
        view! { <li>{cx.f(m::studio::DANGER_LINE, &[("number", &number.to_string()), ("promised", &day(promised)), ("now", &now)])}</li> }
    };
    view! { <ul>{dangers.iter().map(line).collect_view()}</ul> }.into_any()
}

fn field<'a>(draft: &'a FormDraft, name: &str) -> &'a str {
    draft.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

fn save(cx: Cx, label: Msg) -> AnyView {
    view! { <button class="button button-quiet" type="submit">{cx.t(label)}</button> }.into_any()
}

fn numbers(text: &str) -> Option<[i64; 3]> {
    let mut parts = text.split(' ').map(str::parse);
    Some([parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?])
}
