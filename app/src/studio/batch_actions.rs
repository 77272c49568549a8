//! What the forms about recipes, batches and scrap do.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::actions::{material_page, see_material, typed};
use super::recipe::MOST_ROWS;
use super::scrap::FORM as SCRAP;
use super::{batch_forms, make, recipe, url};
use crate::action::{self, Done};
use crate::i18n::Cx;
use domain::id::BatchId;
use domain::materials::{ByProductLine, InputLine, RecipeForm};
use leptos::prelude::*;
use services::studio::{self, BatchProblem, PlanProblem, RecipeKept, Scrap};
use std::collections::BTreeMap;

/// The lines of a form by their numbers or names.
type Lines = BTreeMap<String, String>;

/// Keeps how a material is made; an empty form forgets it.
#[server(prefix = "/api", endpoint = "save_recipe")]
pub async fn save_recipe(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] makes: String,
    #[server(default)] minutes: String,
    #[server(default)] input: Lines,
    #[server(default)] amount: Lines,
    #[server(default)] waste: Lines,
    #[server(default)] instead: Lines,
    #[server(default)] second: Lines,
    #[server(default)] by: Lines,
    #[server(default)] by_amount: Lines,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let at = |lines: &Lines, line: usize| lines.get(&line.to_string()).cloned().unwrap_or_default();
    let line = |line| InputLine {
        material: at(&input, line),
        amount: at(&amount, line),
        waste: at(&waste, line),
        instead: [at(&instead, line), at(&second, line)],
    };
    let by_product = |line| ByProductLine { material: at(&by, line), amount: at(&by_amount, line) };
    let form = RecipeForm {
        makes: makes.clone(),
        minutes: minutes.clone(),
        inputs: (0..MOST_ROWS).map(line).collect(),
        by_products: (0..MOST_ROWS).map(by_product).collect(),
    };
    match studio::save_recipe(&context.services, &context.actor, &shop, &material, &form).await {
        Ok(Ok(RecipeKept::Kept)) => see_material(cx, &shop, &material, "recipe"),
        Ok(Ok(RecipeKept::Gone)) => see_material(cx, &shop, &material, "no_recipe"),
        Ok(Err(mistakes)) => {
            let errors = mistakes.into_iter().map(|(field, mistake)| (field.name(), mistake.code().to_owned()));
            let fields = typed([("material", material.clone()), ("makes", makes), ("minutes", minutes)]);
            let lines = [
                ("input", input),
                ("amount", amount),
                ("waste", waste),
                ("instead", instead),
                ("second", second),
                ("by", by),
                ("by_amount", by_amount),
            ];
            let page = [&material_page(cx, &shop, &material), "/recipe"].concat();
            context.send_back(&page, recipe::FORM, with_lines(fields, lines), errors.collect()).await
        }
        Err(error) => action::failed(error),
    }
}

/// What was typed, with the lines that are not empty under their names.
fn with_lines<const N: usize>(mut fields: Vec<(String, String)>, lines: [(&str, Lines); N]) -> Vec<(String, String)> {
    for (name, lines) in lines {
        let named = lines.into_iter().filter(|(_, value)| !value.is_empty());
        fields.extend(named.map(|(line, value)| ([name, "[", &line, "]"].concat(), value)));
    }
    fields
}

/// Plans a batch; a form sent twice is one batch.
#[server(prefix = "/api", endpoint = "plan_batch")]
pub async fn plan_batch(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] id: String,
    #[server(default)] amount: String,
    #[server(default)] day: String,
    #[server(default)] note: String,
    #[server(default)] chosen: Lines,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let form = studio::PlanBatch { id: id.trim().parse().ok(), amount, day, note, chosen };
    match studio::plan_batch(&context.services, &context.actor, &shop, &material, &form).await {
        Ok(Ok(batch)) => see_batch(cx, &shop, batch, "planned"),
        Ok(Err(problem)) => {
            let studio::PlanBatch { amount, day, note, chosen, .. } = form;
            let fields =
                typed([("material", material.clone()), ("id", id), ("amount", amount), ("day", day), ("note", note)]);
            let page = [&material_page(cx, &shop, &material), "/make"].concat();
            context.send_back(&page, make::FORM, with_lines(fields, [("chosen", chosen)]), mistakes(problem)).await
        }
        Err(error) => action::failed(error),
    }
}

fn mistakes(problem: PlanProblem) -> Vec<(String, String)> {
    let one = |field: &str, code: String| vec![(field.to_owned(), code)];
    let choose = |slug: String| (["chosen[", &slug, "]"].concat(), "choose".to_owned());
    match problem {
        PlanProblem::Amount(problem) if problem.is_about_reason() => one("note", problem.code().to_owned()),
        PlanProblem::Amount(problem) => one("amount", problem.code().to_owned()),
        PlanProblem::Day => one("day", "day".to_owned()),
        PlanProblem::TooEarly(day) => one("day", ["too_early ", &day.iso()].concat()),
        PlanProblem::Never(slug) => one("amount", ["never ", &slug].concat()),
        PlanProblem::NoHours => one("day", "no_hours".to_owned()),
        PlanProblem::Choose(slugs) => slugs.into_iter().map(choose).collect(),
        PlanProblem::NotOffered(slug) => vec![choose(slug)],
        PlanProblem::NoRecipe => one("amount", "no_recipe".to_owned()),
        PlanProblem::Recorded => one("amount", "recorded".to_owned()),
    }
}

fn batch_page(cx: Cx, shop: &str, batch: BatchId) -> String {
    url(cx, shop, &["/batches/", &batch.to_string()].concat())
}

fn see_batch(cx: Cx, shop: &str, batch: BatchId, said: &str) -> Done {
    action::see(&[&batch_page(cx, shop, batch), "?notice=", said].concat());
    Ok(())
}

/// Begins a batch: what it takes is used up.
#[server(prefix = "/api", endpoint = "start_batch")]
pub async fn start_batch(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] batch: String,
    #[server(default)] used: Lines,
    #[server(default)] lot: Lines,
    #[server(default)] reason: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = batch.trim().parse::<BatchId>() else { return action::failed(services::Error::NotFound) };
    let lots = lot.keys().filter_map(|lot| lot.strip_prefix('l')?.parse().ok()).collect();
    let form = studio::StartBatch { used, lots, reason };
    let done = studio::start_batch(&context.services, &context.actor, &shop, id, &form).await;
    let studio::StartBatch { used, reason, .. } = form;
    let fields = with_lines(typed([("batch", batch), ("reason", reason)]), [("used", used), ("lot", lot)]);
    answer(&context, cx, (&shop, id, "started"), batch_forms::START, fields, done).await
}

/// Ends a batch: what it gave lies on the shelf.
#[server(prefix = "/api", endpoint = "complete_batch")]
pub async fn complete_batch(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] batch: String,
    #[server(default)] good: String,
    #[server(default)] scrap: String,
    #[server(default)] cause: String,
    #[server(default)] note: String,
    #[server(default)] best_before: String,
    #[server(default)] by: Lines,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = batch.trim().parse::<BatchId>() else { return action::failed(services::Error::NotFound) };
    let form = studio::CompleteBatch { good, scrap, cause, note, best_before, besides: by };
    let done = studio::complete_batch(&context.services, &context.actor, &shop, id, &form).await;
    let studio::CompleteBatch { good, scrap, cause, note, best_before, besides } = form;
    let fields = typed([
        ("batch", batch),
        ("good", good),
        ("scrap", scrap),
        ("cause", cause),
        ("note", note),
        ("best_before", best_before),
    ]);
    let fields = with_lines(fields, [("by", besides)]);
    answer(&context, cx, (&shop, id, "completed"), batch_forms::COMPLETE, fields, done).await
}

/// Gives up a batch that has not begun.
#[server(prefix = "/api", endpoint = "cancel_batch")]
pub async fn cancel_batch(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] batch: String,
    #[server(default)] named: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = batch.trim().parse::<BatchId>() else { return action::failed(services::Error::NotFound) };
    let named: Vec<i64> = named.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let done = studio::cancel_batch(&context.services, &context.actor, &shop, id, &named).await;
    answer(&context, cx, (&shop, id, "cancelled"), batch_forms::START, typed([("batch", batch)]), done).await
}

async fn answer(
    context: &action::ActionContext,
    cx: Cx,
    (shop, id, said): (&str, BatchId, &str),
    form: &str,
    fields: Vec<(String, String)>,
    done: Result<Result<(), BatchProblem>, services::Error>,
) -> Done {
    match done {
        Ok(Ok(())) => see_batch(cx, shop, id, said),
        Ok(Err(BatchProblem::NotNow { .. })) => see_batch(cx, shop, id, "not_now"),
        Ok(Err(BatchProblem::Endangers(dangers))) => {
            let numbers: Vec<String> = dangers.iter().map(|danger| danger.number.to_string()).collect();
            let errors = vec![("named".to_owned(), numbers.join(","))];
            context.send_back(&batch_page(cx, shop, id), form, fields, errors).await
        }
        Ok(Err(BatchProblem::Fields(fields_wrong))) => {
            let errors = fields_wrong.into_iter().map(|(field, code)| (field, code.to_owned())).collect();
            context.send_back(&batch_page(cx, shop, id), form, fields, errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Takes material off the shelf that is of no use any more, with its cause; a form sent twice counts once.
#[server(prefix = "/api", endpoint = "record_scrap")]
pub async fn record_scrap(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] scrap: String,
    #[server(default)] scrapped: String,
    #[server(default)] of_lot: String,
    #[server(default)] cause: String,
    #[server(default)] why: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let lot = match (of_lot.trim(), of_lot.trim().parse()) {
        ("", _) => None,
        (_, Ok(lot)) => Some(lot),
        (_, Err(_)) => return action::failed(services::Error::NotFound),
    };
    let form = Scrap { id: scrap.trim().parse().ok(), amount: scrapped, lot, cause, note: why };
    match studio::record_scrap(&context.services, &context.actor, &shop, &material, &form).await {
        Ok(Ok(())) => see_material(cx, &shop, &material, "scrap"),
        Ok(Err(problem)) => {
            let errors = vec![(problem.field().to_owned(), problem.code().to_owned())];
            let Scrap { amount, cause, note, .. } = form;
            let fields = typed([
                ("material", material.clone()),
                ("scrap", scrap),
                ("scrapped", amount),
                ("of_lot", of_lot),
                ("cause", cause),
                ("why", note),
            ]);
            context.send_back(&material_page(cx, &shop, &material), SCRAP, fields, errors).await
        }
        Err(error) => action::failed(error),
    }
}
