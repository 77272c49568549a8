//! What the forms of purchase orders do.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::super::actions::typed;
use super::super::dangers;
use super::super::url;
use super::draft::{LINE, field};
use super::order::{RECEIVE, STEP};
use crate::action;
use crate::i18n::Cx;
use domain::id::{PurchaseId, PurchaseLineId};
use domain::purchases::{PurchaseProblem, PurchaseStep};
use domain::time::Day;
use leptos::prelude::*;
use services::studio::{
    self, DraftForm, DraftMistake, LineForm, NoDrafts, PurchaseStepProblem, Receipt, ReceiveProblem,
};
use std::collections::BTreeMap;

/// Keeps a draft; with `then=order` it goes to the supplier at once. A form sent twice counts once.
#[server(prefix = "/api", endpoint = "save_purchase")]
pub async fn save_purchase(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] supplier: String,
    #[server(default)] note: String,
    #[server(default)] material: BTreeMap<String, String>,
    #[server(default)] amount: BTreeMap<String, String>,
    #[server(default)] price: BTreeMap<String, String>,
    #[server(default)] day: BTreeMap<String, String>,
    #[server(default)] then: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let of = |fields: &BTreeMap<String, String>, line: &str| fields.get(line).cloned().unwrap_or_default();
    let line = |(name, slug): (&String, &String)| {
        let id = name.strip_prefix(LINE)?.parse::<PurchaseLineId>().ok()?;
        let (amount, price, day) = (of(&amount, name), of(&price, name), of(&day, name));
        Some(LineForm { id, material: slug.clone(), amount, price, day })
    };
    let Some(lines) = material.iter().map(line).collect::<Option<Vec<_>>>() else {
        return action::failed(services::Error::NotFound);
    };
    let Ok(purchase) = id.trim().parse::<PurchaseId>() else { return action::failed(services::Error::NotFound) };
    let version = version.trim().parse().unwrap_or(0);
    let form = DraftForm { id: Some(purchase), version, supplier: supplier.clone(), note: note.clone(), lines };
    let mistakes = match studio::save_draft(&context.services, &context.actor, &shop, &form).await {
        Ok(Ok(id)) if then == "order" => {
            return take(&context, cx, &shop, id, PurchaseStep::Order, Form::default()).await;
        }
        Ok(Ok(id)) => {
            action::see(&[&purchase_page(cx, &shop, id), "?notice=saved"].concat());
            return Ok(());
        }
        Ok(Err(mistakes)) => mistakes,
        Err(error) => return action::failed(error),
    };
    let named = [("material", material), ("amount", amount), ("price", price), ("day", day)];
    let named = named.into_iter().flat_map(|(name, fields)| {
        fields.into_iter().map(move |(line, value)| ([name, "[", &line, "]"].concat(), value))
    });
    let kept_version = version.to_string();
    let fields = typed([("id", id), ("version", kept_version), ("supplier", supplier), ("note", note)]);
    let fields = fields.into_iter().chain(named).collect();
    let known = studio::purchase(&context.services, &context.actor, &shop, purchase).await;
    let page = match known {
        Ok(Some(_)) => purchase_page(cx, &shop, purchase),
        Ok(None) => url(cx, &shop, "/new-purchase"),
        Err(error) => return action::failed(error),
    };
    context.send_back(&page, super::draft::FORM, fields, mistakes.iter().map(code).collect()).await
}

fn code(mistake: &DraftMistake) -> (String, String) {
    let of = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    match mistake {
        DraftMistake::Stale => of("form", "stale"),
        DraftMistake::Sent => of("form", "sent"),
        DraftMistake::TooMany => of("form", "too_many"),
        DraftMistake::TooManyOpen => of("form", "too_many_open"),
        DraftMistake::Supplier => of("supplier", "supplier"),
        DraftMistake::Note => of("note", "words"),
        DraftMistake::Line(line, mistake) => (field(mistake.field(), *line), mistake.code().to_owned()),
    }
}

/// Makes drafts of what is missing, one for each supplier; a button pressed twice counts once.
#[server(prefix = "/api", endpoint = "draft_purchases")]
pub async fn draft_purchases(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let said = match studio::draft_what_is_missing(&context.services, &context.actor, &shop).await {
        Ok(Ok(_)) => "drafted",
        Ok(Err(NoDrafts::Nothing)) => "nothing",
        Ok(Err(NoDrafts::TooManyOpen)) => "too_many",
        Err(error) => return action::failed(error),
    };
    action::see(&url(cx, &shop, &["/purchases?notice=", said].concat()));
    Ok(())
}

/// What a form that takes a step says beside the purchase order.
#[derive(Default)]
struct Form {
    what: String,
    line: String,
    day: String,
    named: String,
}

/// Takes a step. Fields: `what` (`order`, `cancel`, `close`, `drop_rest`, `move_day`), as it needs them `line` and `day`, and
/// `named` (numbers of the orders whose promise may break).
#[server(prefix = "/api", endpoint = "step_purchase")]
pub async fn step_purchase(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] purchase: String,
    #[server(default)] what: String,
    #[server(default)] line: String,
    #[server(default)] day: String,
    #[server(default)] named: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = purchase.trim().parse::<PurchaseId>() else { return action::failed(services::Error::NotFound) };
    let step = match (what.as_str(), line.trim().parse(), Day::parse(&day)) {
        ("order", _, _) => PurchaseStep::Order,
        ("cancel", _, _) => PurchaseStep::Cancel,
        ("close", _, _) => PurchaseStep::Close,
        ("drop_rest", Ok(line), _) => PurchaseStep::DropRest(line),
        // A day that cannot be read is a day on which nothing can come.
        ("move_day", Ok(line), day) => PurchaseStep::MoveDay(line, day.unwrap_or(Day(i32::MIN))),
        _ => return action::failed(services::Error::NotFound),
    };
    take(&context, cx, &shop, id, step, Form { what, line, day, named }).await
}

async fn take(
    context: &action::ActionContext,
    cx: Cx,
    shop: &str,
    id: PurchaseId,
    step: PurchaseStep,
    form: Form,
) -> action::Done {
    let named: Vec<i64> = form.named.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let page = purchase_page(cx, shop, id);
    let problem = match studio::step_purchase(&context.services, &context.actor, shop, id, step, &named).await {
        Ok(Ok(())) => {
            action::see(&[&page, "?notice=", done(step)].concat());
            return Ok(());
        }
        Ok(Err(problem)) => problem,
        Err(error) => return action::failed(error),
    };
    let errors = match problem {
        PurchaseStepProblem::Endangers(endangered) => dangers::codes(&endangered),
        PurchaseStepProblem::Purchase(problem) => vec![("form".to_owned(), problem_code(problem).to_owned())],
    };
    let what = if form.what.is_empty() { done(step).to_owned() } else { form.what };
    let fields = typed([("id", id.to_string()), ("what", what), ("line", form.line), ("day", form.day)]);
    context.send_back(&page, STEP, fields, errors).await
}

/// The name of a step in forms and notices.
const fn done(step: PurchaseStep) -> &'static str {
    match step {
        PurchaseStep::Order => "order",
        PurchaseStep::Cancel => "cancel",
        PurchaseStep::Close => "close",
        PurchaseStep::DropRest(_) => "drop_rest",
        PurchaseStep::MoveDay(..) => "move_day",
    }
}

const fn problem_code(problem: PurchaseProblem) -> &'static str {
    match problem {
        PurchaseProblem::NotNow(_) | PurchaseProblem::UnknownLine => "not_now",
        PurchaseProblem::Empty => "empty",
        PurchaseProblem::Day => "day",
        PurchaseProblem::TooLarge => "too_large",
    }
}

/// Records what came of a line, as a lot; a form sent twice counts once.
#[server(prefix = "/api", endpoint = "receive_purchase")]
pub async fn receive_purchase(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] purchase: String,
    #[server(default)] line: String,
    #[server(default)] receipt: String,
    #[server(default)] amount: String,
    #[server(default)] price: String,
    #[server(default)] came: String,
    #[server(default)] best_before: String,
    #[server(default)] certificate: String,
    #[server(default)] note: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Ok(id), Ok(of)) = (purchase.trim().parse::<PurchaseId>(), line.trim().parse::<PurchaseLineId>()) else {
        return action::failed(services::Error::NotFound);
    };
    let receipt = Receipt {
        id: receipt.trim().parse().ok(),
        amount,
        price,
        day: came,
        best_before,
        certificate,
        note,
        ..Receipt::default()
    };
    let page = purchase_page(cx, &shop, id);
    let problem = match studio::receive_purchase(&context.services, &context.actor, &shop, id, of, &receipt).await {
        Ok(Ok(came)) => {
            let said = if came.over > 0 { "?notice=received_over" } else { "?notice=received" };
            action::see(&[&page, said].concat());
            return Ok(());
        }
        Ok(Err(problem)) => problem,
        Err(error) => return action::failed(error),
    };
    let (field, code) = match problem {
        ReceiveProblem::Receipt(problem) => (problem.field(), problem.code()),
        ReceiveProblem::Purchase(PurchaseProblem::TooLarge) => ("amount", "too_large"),
        ReceiveProblem::Purchase(problem) => ("form", problem_code(problem)),
    };
    let Receipt { amount, price, day, best_before, certificate, note, .. } = receipt;
    let fields = typed([
        ("id", id.to_string()),
        ("line", of.to_string()),
        ("amount", amount),
        ("price", price),
        ("came", day),
        ("best_before", best_before),
        ("certificate", certificate),
        ("note", note),
    ]);
    let place = [&page, "#line-", &of.to_string()].concat();
    context.send_back(&place, RECEIVE, fields, vec![(field.to_owned(), code.to_owned())]).await
}

fn purchase_page(cx: Cx, shop: &str, id: PurchaseId) -> String {
    url(cx, shop, &["/purchases/", &id.to_string()].concat())
}
