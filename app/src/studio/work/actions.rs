//! What the forms of the work do.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::{CHECK, HOURS, SCRAP};
use crate::action;
use crate::i18n::Cx;
use crate::studio::url;
use domain::id::ProductionOrderId;
use domain::order::{StageState, WorkStep};
use leptos::prelude::*;
use services::studio::{self, CheckForm, CheckRefused, HoursForm, ScrapForm, WorkProblem, WorkScrapProblem};

fn page(cx: Cx, shop: &str, work: ProductionOrderId) -> String {
    url(cx, shop, &["/work/", &work.to_string()].concat())
}

fn see(cx: Cx, shop: &str, work: ProductionOrderId, said: &str) -> action::Done {
    action::see(&[&page(cx, shop, work), "?notice=", said].concat());
    Ok(())
}

fn fields<const N: usize>(pairs: [(&str, String); N]) -> Vec<(String, String)> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

const fn code(problem: &WorkProblem) -> &'static str {
    match problem {
        WorkProblem::Waiting(_) => "waiting",
        WorkProblem::NotNow { .. } => "not_now",
    }
}

/// Lays work aside, takes it up again, or hands the pieces over to be looked at.
#[server(prefix = "/api", endpoint = "move_work")]
pub async fn move_work(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] work: String,
    #[server(default)] step: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Ok(id), Some(step)) = (work.trim().parse(), WorkStep::from_code(&step)) else {
        return action::failed(services::Error::NotFound);
    };
    match studio::take_work_step(&context.services, &context.actor, &shop, id, step).await {
        Ok(Ok(())) => see(cx, &shop, id, step.code()),
        Ok(Err(problem)) => see(cx, &shop, id, code(&problem)),
        Err(error) => action::failed(error),
    }
}

/// Begins a stage, or says that it is done.
#[server(prefix = "/api", endpoint = "move_stage")]
pub async fn move_stage(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] work: String,
    #[server(default)] stage: String,
    #[server(default)] to: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Ok(id), Ok(stage), Some(to)) = (work.trim().parse(), stage.trim().parse(), StageState::from_code(&to)) else {
        return action::failed(services::Error::NotFound);
    };
    match studio::move_stage(&context.services, &context.actor, &shop, (id, stage), to).await {
        Ok(Ok(())) => see(cx, &shop, id, to.code()),
        Ok(Err(problem)) => see(cx, &shop, id, code(&problem)),
        Err(error) => action::failed(error),
    }
}

/// Says whose task a stage is.
#[server(prefix = "/api", endpoint = "assign_stage")]
pub async fn assign_stage(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] work: String,
    #[server(default)] stage: String,
    #[server(default)] member: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Ok(id), Ok(stage)) = (work.trim().parse(), stage.trim().parse()) else {
        return action::failed(services::Error::NotFound);
    };
    match studio::assign_stage(&context.services, &context.actor, &shop, (id, stage), &member).await {
        Ok(()) => see(cx, &shop, id, "assigned"),
        Err(error) => action::failed(error),
    }
}

/// Writes hours down, or takes some back. `quick` is the button of a stretch of time, which counts where no other is typed.
#[server(prefix = "/api", endpoint = "record_hours")]
pub async fn record_hours(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] work: String,
    #[server(default)] entry: String,
    #[server(default)] stage: String,
    #[server(default)] member: String,
    #[server(default)] minutes: String,
    #[server(default)] quick: String,
    #[server(default)] day: String,
    #[server(default)] correction: String,
    #[server(default)] reason: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = work.trim().parse::<ProductionOrderId>() else {
        return action::failed(services::Error::NotFound);
    };
    let form = HoursForm {
        id: entry.trim().parse().ok(),
        stage,
        member,
        minutes: if quick.is_empty() { minutes } else { quick },
        day,
        correction: correction == "true",
        reason,
    };
    match studio::record_hours(&context.services, &context.actor, &shop, id, &form).await {
        Ok(Ok(())) => see(cx, &shop, id, "hours"),
        Ok(Err(refused)) => {
            let errors = vec![(refused.field().to_owned(), refused.code().to_owned())];
            let HoursForm { stage, member, minutes, day, reason, .. } = form;
            let pairs = [
                ("stage", stage),
                ("member", member),
                ("minutes", minutes),
                ("day", day),
                ("correction", correction),
                ("reason", reason),
            ];
            context.send_back(&[&page(cx, &shop, id), "#hours"].concat(), HOURS, fields(pairs), errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Writes down what a look at the pieces found.
#[server(prefix = "/api", endpoint = "record_check")]
pub async fn record_check(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] work: String,
    #[server(default)] check: String,
    #[server(default)] verdict: String,
    #[server(default)] note: String,
    #[server(default)] stage: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let passed = verdict == "passed";
    let (Ok(id), true) = (work.trim().parse::<ProductionOrderId>(), passed || verdict == "failed") else {
        return action::failed(services::Error::NotFound);
    };
    let form = CheckForm { id: check.trim().parse().ok(), passed, note, stage };
    match studio::record_check(&context.services, &context.actor, &shop, id, &form).await {
        Ok(Ok(())) => see(cx, &shop, id, if passed { "passed" } else { "failed" }),
        Ok(Err(CheckRefused::NotNow { .. })) => see(cx, &shop, id, "not_now"),
        Ok(Err(refused)) => {
            let errors = vec![("note".to_owned(), refused.code().to_owned())];
            let pairs = [("note", form.note), ("stage", form.stage)];
            context.send_back(&page(cx, &shop, id), CHECK, fields(pairs), errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Takes material from the shelf beyond what was planned, with its cause.
#[server(prefix = "/api", endpoint = "record_work_scrap")]
pub async fn record_work_scrap(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] work: String,
    #[server(default)] scrap: String,
    #[server(default)] material: String,
    #[server(default)] amount: String,
    #[server(default)] cause: String,
    #[server(default)] note: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = work.trim().parse::<ProductionOrderId>() else {
        return action::failed(services::Error::NotFound);
    };
    let form = ScrapForm { id: scrap.trim().parse().ok(), material, amount, cause, note };
    match studio::record_work_scrap(&context.services, &context.actor, &shop, id, &form).await {
        Ok(Ok(())) => see(cx, &shop, id, "scrap"),
        Ok(Err(problem)) => {
            let errors = vec![(problem.field().to_owned(), problem.code().to_owned())];
            let free = match problem {
                WorkScrapProblem::NotFree { free } => free.to_string(),
                WorkScrapProblem::Amount(_) | WorkScrapProblem::Cause | WorkScrapProblem::Closed => String::new(),
            };
            let ScrapForm { material, amount, cause, note, .. } = form;
            let pairs = [("material", material), ("amount", amount), ("cause", cause), ("note", note), ("free", free)];
            context.send_back(&page(cx, &shop, id), SCRAP, fields(pairs), errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Takes a photograph away from the work; the picture stays with the shop.
#[server(prefix = "/api", endpoint = "drop_work_photo")]
pub async fn drop_work_photo(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] work: String,
    #[server(default)] picture: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = work.trim().parse() else { return action::failed(services::Error::NotFound) };
    match studio::drop_photo(&context.services, &context.actor, &shop, id, picture.trim()).await {
        Ok(()) => see(cx, &shop, id, "photo_dropped"),
        Err(error) => action::failed(error),
    }
}

/// Declares how much of a price is for the making.
#[server(prefix = "/api", endpoint = "set_making_share")]
pub async fn set_making_share(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] percent: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    match studio::set_making_share(&context.services, &context.actor, &shop, &percent).await {
        Ok(declared) => {
            let said = if declared.is_ok() { "?notice=declared" } else { "?notice=declared_wrong" };
            action::see(&url(cx, &shop, &["/statements", said].concat()));
            Ok(())
        }
        Err(error) => action::failed(error),
    }
}
