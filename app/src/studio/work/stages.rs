//! The steps of the work, with the one that is next.

use super::{Bench, step};
use crate::i18n::{Cx, Msg, m};
use crate::studio::words;
use crate::ui::icon;
use domain::order::{ProductionState, StageState, WorkStep};
use leptos::prelude::*;
use services::studio::StageView;

const fn state(state: StageState) -> Msg {
    match state {
        StageState::Pending => m::making::STATE_PENDING,
        StageState::Begun => m::making::STATE_BEGUN,
        StageState::Done => m::making::STATE_DONE,
    }
}

/// The button that is pressed next: begin a stage, say that it is done, or hand the pieces over.
pub(super) fn next(bench: Bench<'_>) -> AnyView {
    let cx = bench.cx;
    let begun = bench.work.stages.iter().find(|stage| stage.state == StageState::Begun);
    let open = begun.or_else(|| bench.work.stages.iter().find(|stage| stage.state == StageState::Pending));
    let main = open.map(|stage| button(bench, stage, "button button-primary"));
    let (class, hint) = if open.is_none() {
        ("button button-primary", Some(cx.t(m::making::HAND_OVER_HINT)))
    } else {
        ("button button-quiet", None)
    };
    view! {
        <div class="card next-step">
            {main}
            {hint.map(|hint| view! { <p>{hint}</p> })}
            {step(bench, WorkStep::HandOver, m::making::HAND_OVER, class)}
        </div>
    }
    .into_any()
}

/// The form that moves a stage on; nothing for one that is done.
fn button(bench: Bench<'_>, stage: &StageView, class: &'static str) -> Option<AnyView> {
    let cx = bench.cx;
    let to = stage.state.next()?;
    let name = stage.name.get(cx.lang);
    let label = match to {
        StageState::Done => m::making::FINISH_STAGE,
        StageState::Begun | StageState::Pending => m::making::BEGIN_STAGE,
    };
    let label = cx.f(label, &[("stage", name)]);
    Some(
        view! {
            <form method="post" action="/api/move_stage">
                {bench.fields()}
                <input type="hidden" name="stage" value=stage.position.to_string()/>
                <input type="hidden" name="to" value=to.code()/>
                <button class=class type="submit">{label}</button>
            </form>
        }
        .into_any(),
    )
}

/// All stages, with whose task each is.
pub(super) fn section(bench: Bench<'_>) -> Option<AnyView> {
    let Bench { cx, work, .. } = bench;
    let in_work = work.state == ProductionState::InProduction;
    (!work.stages.is_empty()).then(|| {
        view! {
            <section aria-labelledby="stages">
                <h2 id="stages">{cx.t(m::making::STAGES)}</h2>
                <ol class="rows stages">{work.stages.iter().map(|stage| row(bench, stage, in_work)).collect_view()}</ol>
                {in_work.then(|| step(bench, WorkStep::Hold, m::making::HOLD, "button button-quiet"))}
            </section>
        }
        .into_any()
    })
}

fn row(bench: Bench<'_>, stage: &StageView, in_work: bool) -> AnyView {
    let cx = bench.cx;
    let sign = match stage.state {
        StageState::Pending => icon::calendar(),
        StageState::Begun => icon::tools(),
        StageState::Done => icon::check(),
    };
    let time = |message, minutes: i64| cx.f(message, &[("time", &words::duration(cx, minutes))]);
    let worked = (stage.worked > 0).then(|| view! { " · " {time(m::making::WORKED, stage.worked)} });
    let whose = if bench.runs { assign(bench, stage) } else { task_of(bench, stage) };
    view! {
        <li class="card stage" data-stage=stage.position.to_string() data-stage-state=stage.state.code()>
            <div class="task-words">
                <p class="strong">{sign} <span>{stage.name.get(cx.lang).clone()}</span></p>
                <p class="quiet-ink">
                    {cx.t(state(stage.state))} " · " {time(m::making::PLANNED, stage.planned)} {worked}
                </p>
            </div>
            {in_work.then(|| button(bench, stage, "button button-quiet"))}
            {whose}
        </li>
    }
    .into_any()
}

fn task_of(bench: Bench<'_>, stage: &StageView) -> Option<AnyView> {
    let member = stage.member?;
    let name = bench.work.crew.iter().find(|row| row.id == member)?.name.get(bench.cx.lang).clone();
    Some(view! { <p class="quiet-ink"><bdi>{name}</bdi></p> }.into_any())
}

/// Only whoever runs the shop says whose task a stage is.
fn assign(bench: Bench<'_>, stage: &StageView) -> Option<AnyView> {
    let Bench { cx, work, .. } = bench;
    let id = ["member-", &stage.position.to_string()].concat();
    let open = stage.state != StageState::Done && work.state != ProductionState::Cancelled;
    open.then(|| {
        let option = |cx: Cx, row: &services::studio::CrewRow| {
            let chosen = Some(row.id) == stage.member;
            view! { <option value=row.slug.clone() selected=chosen>{row.name.get(cx.lang).clone()}</option> }
        };
        view! {
            <form class="assign" method="post" action="/api/assign_stage">
                {bench.fields()}
                <input type="hidden" name="stage" value=stage.position.to_string()/>
                <label for=id.clone()>{cx.t(m::making::WHOSE)}</label>
                <select id=id name="member">
                    <option value="">{cx.t(m::making::NOBODY)}</option>
                    {work.crew.iter().map(|row| option(cx, row)).collect_view()}
                </select>
                <button class="button button-quiet" type="submit">{cx.t(m::making::ASSIGN)}</button>
            </form>
        }
        .into_any()
    })
}
