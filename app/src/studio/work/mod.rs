//! The work on one ordered line: its steps, hours, photographs and the look at the finished pieces.

pub mod actions;
mod check;
mod hours;
mod photos;
mod scrap;
mod stages;

use super::{head, notice, url, words};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{self, icon, lang_field, picture};
use domain::id::ProductionOrderId;
use domain::order::{ProductionState, WorkStep};
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::WorkPage;

/// Names of the forms that may come back.
pub(super) const HOURS: &str = "record_hours";
/// Name of the form of a check.
pub(super) const CHECK: &str = "record_check";
/// Name of the form for lost material.
pub(super) const SCRAP: &str = "record_work_scrap";

/// Forms that came back.
#[derive(Default)]
struct Drafts {
    hours: Option<FormDraft>,
    check: Option<FormDraft>,
    scrap: Option<FormDraft>,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Bench<'a> {
    cx: Cx,
    shop: &'a str,
    work: &'a WorkPage,
    /// Whether the actor runs the shop.
    runs: bool,
}

impl Bench<'_> {
    /// The fields that each form carries.
    fn fields(self) -> AnyView {
        view! {
            {lang_field(self.cx)}
            <input type="hidden" name="shop" value=self.shop.to_owned()/>
            <input type="hidden" name="work" value=self.work.id.to_string()/>
        }
        .into_any()
    }

    /// Whether hours and lost material can be written down.
    const fn is_open(self) -> bool {
        self.work.state.is_open()
    }
}

/// The page of the work.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse::<ProductionOrderId>() else { return Answer::NotFound };
    let work = match services::studio::work(&page.services, &page.actor, &shop, id).await {
        Ok(Some(work)) => work,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let drafts = match drafts(&page).await {
        Ok(drafts) => drafts,
        Err(error) => return error.into(),
    };
    let runs = page.actor.runs(&shop);
    let problem = page.query("picture_problem").map(|code| code.split('.').next().unwrap_or_default().to_owned());
    let said = page.query("notice").and_then(said).map(|(class, text)| notice(class, cx.t(text).to_owned()));
    let refused = problem.and_then(|code| super::pictures::sentence_of(cx, &code)).map(|text| notice("bad", text));
    let title = work.product.get(cx.lang).clone();
    page.html(200, head(title), move || body(Bench { cx, shop: &shop, work: &work, runs }, &drafts, refused.or(said)))
}

async fn drafts(page: &PageContext) -> Result<Drafts, services::Error> {
    Ok(Drafts { hours: page.draft(HOURS).await?, check: page.draft(CHECK).await?, scrap: page.draft(SCRAP).await? })
}

/// The sentence for what was just done; codes that we do not know say nothing.
fn said(code: &str) -> Option<(&'static str, Msg)> {
    Some(match code {
        "begun" => ("good", m::making::STAGE_BEGUN_NOTICE),
        "done" => ("good", m::making::STAGE_DONE_NOTICE),
        "hold" => ("good", m::making::HELD_NOTICE),
        "go_on" => ("good", m::making::GOING_ON_NOTICE),
        "hand_over" => ("good", m::making::HANDED_OVER_NOTICE),
        "hours" => ("good", m::making::HOURS_DONE),
        "passed" => ("good", m::making::CHECK_PASSED_NOTICE),
        "failed" => ("warn", m::making::CHECK_FAILED_NOTICE),
        "scrap" => ("good", m::making::SCRAP_DONE),
        "assigned" => ("good", m::making::ASSIGNED),
        "photo" => ("good", m::making::PHOTO_DONE),
        "photo_dropped" => ("good", m::making::PHOTO_DROPPED),
        "photo_too_many" => ("bad", m::making::PHOTO_TOO_MANY),
        "photo_not_now" => ("bad", m::making::PHOTO_NOT_NOW),
        "not_now" => ("warn", m::making::NOT_NOW),
        "waiting" => ("warn", m::making::WAITING),
        _ => return None,
    })
}

fn body(bench: Bench<'_>, drafts: &Drafts, said: Option<AnyView>) -> AnyView {
    let Bench { cx, shop, work, runs } = bench;
    let name = work.product.get(cx.lang).clone();
    let number = cx.f(m::making::ORDER_LINE, &[("number", &work.order.1.to_string())]);
    let order = runs.then(|| url(cx, shop, &["/orders/", &work.order.0.to_string()].concat()));
    let labels = work.labels.iter().map(|(label, value)| {
        view! { <div><dt>{label.get(cx.lang).clone()}</dt><dd><bdi>{value.get(cx.lang).clone()}</bdi></dd></div> }
    });
    view! {
        <p class="way-back"><a href=url(cx, shop, "/work")>{cx.t(m::making::MY_WORK)}</a></p>
        {said}
        <article class="sheet work-head">
            {picture::design(&work.fingerprint, cx.f(m::studio::PICTURE_OF, &[("name", &name)]), false, true)}
            <div class="sheet-words">
                <h1>{name.clone()}</h1>
                <p class="state" data-production=work.state.code()>
                    {icon::tools()}<span>{cx.t(words::production(work.state))}</span>
                </p>
                <p>
                    <span class="strong">{cx.n(m::studio::PIECES, work.quantity)}</span> " · "
                    {match order {
                        Some(href) => view! { <a href=href>{number}</a> }.into_any(),
                        None => view! { <span>{number}</span> }.into_any(),
                    }}
                </p>
                <p>{icon::calendar()} <span>{cx.f(m::studio::PROMISED, &[("day", &cx.day(work.promised))])}</span></p>
                {next(bench, drafts)}
            </div>
        </article>
        {stages::section(bench)}
        {hours::section(bench, drafts.hours.as_ref())}
        {photos::section(bench)}
        <section>
            <h2>{cx.t(m::studio::TO_MAKE)}</h2>
            <dl class="facts">{labels.collect_view()}</dl>
            {ui::piece::given(cx, &name, &work.pictures)}
        </section>
        {scrap::section(bench, drafts.scrap.as_ref())}
        {check::history(bench)}
        {hours::history(bench)}
    }
    .into_any()
}

/// The one usual next thing to do.
fn next(bench: Bench<'_>, drafts: &Drafts) -> AnyView {
    let Bench { cx, work, .. } = bench;
    let text = |text: String| view! { <p class="quiet-ink">{text}</p> }.into_any();
    match work.state {
        ProductionState::Planned => text(cx.t(m::making::PLANNED_TEXT).to_owned()),
        ProductionState::InProduction => stages::next(bench),
        ProductionState::OnHold => view! {
            <div class="card next-step">
                <p>{cx.t(m::making::ON_HOLD_TEXT)}</p>
                {step(bench, WorkStep::GoOn, m::making::GO_ON, "button button-primary")}
            </div>
        }
        .into_any(),
        ProductionState::QualityCheck => check::form(bench, drafts.check.as_ref()),
        ProductionState::Completed => {
            let day = work.checks.first().map(|check| cx.day(check.at.day())).unwrap_or_default();
            text(cx.f(m::making::COMPLETED_TEXT, &[("day", &day)]))
        }
        ProductionState::Cancelled => text(cx.t(m::making::CANCELLED_TEXT).to_owned()),
    }
}

/// The form of a step.
fn step(bench: Bench<'_>, step: WorkStep, label: Msg, class: &'static str) -> AnyView {
    view! {
        <form method="post" action="/api/move_work">
            {bench.fields()}
            <input type="hidden" name="step" value=step.code()/>
            <button class=class type="submit">{bench.cx.t(label)}</button>
        </form>
    }
    .into_any()
}

/// What was typed into a field of a form that came back.
fn typed(draft: Option<&FormDraft>, name: &str) -> String {
    super::material::typed(draft, name)
}

/// The code of what is wrong with a field.
fn mistake<'a>(draft: Option<&'a FormDraft>, field: &str) -> Option<&'a str> {
    let errors = &draft?.errors;
    errors.iter().find(|(name, _)| name == field).map(|(_, code)| code.as_str())
}
