//! My work today: what lies on the bench, in pictures. It is a maker's first page.

use super::{head, url, words};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, picture};
use domain::order::ProductionState;
use leptos::prelude::*;
use services::studio::{Task, Today};

/// What there is to do.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let today = match services::studio::today(&page.services, &page.actor, &shop).await {
        Ok(today) => today,
        Err(error) => return error.into(),
    };
    page.html(200, head(cx.t(m::making::MY_WORK).to_owned()), move || body(cx, &shop, &today))
}

fn body(cx: Cx, shop: &str, today: &Today) -> AnyView {
    let me = today.me.as_ref();
    let groups = [
        ("bench", m::making::ON_BENCH, &today.bench),
        ("to-check", m::making::TO_CHECK, &today.to_check),
        ("next", m::making::COMES_NEXT, &today.next),
    ];
    let empty = groups.iter().all(|(_, _, tasks)| tasks.is_empty());
    let statement = me.map(|me| {
        let href = url(cx, shop, &["/statements/", &me.slug].concat());
        view! { <p class="add-line"><a class="button button-quiet" href=href>{cx.t(m::making::MY_STATEMENT)}</a></p> }
    });
    let group = |(id, title, tasks): (&'static str, Msg, &Vec<Task>)| {
        (!tasks.is_empty()).then(|| {
            view! {
                <section aria-labelledby=id>
                    <h2 id=id>{cx.t(title)}</h2>
                    <ul class="tasks">{tasks.iter().map(|task| row(cx, shop, today, task)).collect_view()}</ul>
                </section>
            }
        })
    };
    view! {
        <h1>{cx.t(m::making::MY_WORK)}</h1>
        {empty
            .then(|| {
                view! {
                    <div class="card empty">
                        {icon::check()}
                        <p class="strong">{cx.t(m::making::NOTHING_TODAY)}</p>
                        <p class="quiet-ink">{cx.t(m::making::NOTHING_TODAY_MORE)}</p>
                    </div>
                }
            })}
        {groups.map(group).collect_view()}
        {statement}
    }
    .into_any()
}

fn row(cx: Cx, shop: &str, today: &Today, task: &Task) -> AnyView {
    let mine = task.member.is_some() && task.member == today.me.as_ref().map(|me| me.id);
    let stage = task.stage.as_ref().map(|stage| cx.f(m::making::STAGE_NOW, &[("stage", stage.get(cx.lang))]));
    let now = match task.state {
        ProductionState::InProduction => stage,
        ProductionState::OnHold | ProductionState::QualityCheck | ProductionState::Planned => {
            Some(cx.t(words::production(task.state)).to_owned())
        }
        ProductionState::Completed | ProductionState::Cancelled => None,
    };
    let (done, all) = (task.done.0.to_string(), task.done.1.to_string());
    let done = cx.f(m::making::STAGES_DONE, &[("done", &done), ("all", &all)]);
    let left = (task.left > 0).then(|| cx.f(m::making::LEFT, &[("time", &words::duration(cx, task.left))]));
    let left = left.map(|left| view! { " · " {left} });
    let mine = mine.then(|| view! { " " <span class="count">{cx.t(m::making::MINE)}</span> });
    view! {
        <li data-work=task.id.to_string() data-production=task.state.code()>
            <a class="card task" href=url(cx, shop, &["/work/", &task.id.to_string()].concat())>
                <span class="task-pictures">{picture::design(&task.fingerprint, String::new(), true, true)}</span>
                <span class="task-words">
                    <span class="strong">{task.product.get(cx.lang).clone()} {mine}</span>
                    {now.map(|now| view! { <span>{now}</span> })}
                    <span class="quiet-ink">{done} {left}</span>
                    <span class="quiet-ink">
                        {cx.n(m::studio::PIECES, task.quantity)} " · "
                        {cx.f(m::studio::PROMISED, &[("day", &cx.day(task.promised))])}
                    </span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
