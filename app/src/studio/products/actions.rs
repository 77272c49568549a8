//! What the forms about products do.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::address;
use crate::action::{self, ActionContext};
use crate::i18n::Cx;
use crate::studio::url;
use domain::authoring::{List, Part, Step};
use domain::id::ProductId;
use leptos::prelude::*;
use services::form_draft::{IMPORT, PART};
use services::studio::products::{self, Change, Changed, Done, Published};
use std::collections::BTreeMap;

/// Sends the browser to a product, with a notice.
fn see(cx: Cx, shop: &str, product: ProductId, part: &str, notice: &str) {
    let to = address(cx, shop, product, part);
    action::see(&if notice.is_empty() { to } else { [&to, "?notice=", notice].concat() });
}

/// Says that there are too many drafts.
fn full(cx: Cx, shop: &str) -> action::Done {
    action::see(&url(cx, shop, "/products?notice=full"));
    Ok(())
}

/// Starts a new product and shows its first form.
#[server(prefix = "/api", endpoint = "new_product")]
pub async fn new_product(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    match products::begin(&context.services, &context.actor, &shop).await {
        Ok(Some(product)) => {
            see(cx, &shop, product, &Part::Words.code(), "");
            Ok(())
        }
        Ok(None) => full(cx, &shop),
        Err(error) => action::failed(error),
    }
}

/// Makes a draft of a file; what cannot be read at all comes back with its line, an empty or too long one with its code.
#[server(prefix = "/api", endpoint = "import_product")]
pub async fn import_product(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] file: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let page = url(cx, &shop, "/products");
    let refuse = |code: &str| vec![(code.to_owned(), String::new())];
    if file.trim().is_empty() {
        return context.send_back(&page, IMPORT, Vec::new(), refuse("empty")).await;
    }
    if file.len() > products::MOST_FILE_BYTES {
        return context.send_back(&page, IMPORT, Vec::new(), refuse("too_large")).await;
    }
    match products::import(&context.services, &context.actor, &shop, &file).await {
        Ok(Ok(Some(product))) => {
            see(cx, &shop, product, "", "");
            Ok(())
        }
        Ok(Ok(None)) => full(cx, &shop),
        Ok(Err(mistake)) => {
            let errors = vec![(mistake.line.to_string(), mistake.reason)];
            let fields = vec![("file".to_owned(), file)];
            context.send_back(&page, IMPORT, fields, errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Starts to change a product that is sold, from a version.
#[server(prefix = "/api", endpoint = "edit_product")]
pub async fn edit_product(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] product: String,
    #[server(default)] version: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = product.parse() else { return action::failed(services::Error::NotFound) };
    match products::edit(&context.services, &context.actor, &shop, id, version.parse().ok()).await {
        Ok(()) => {
            see(cx, &shop, id, "", "");
            Ok(())
        }
        Err(error) => action::failed(error),
    }
}

/// Keeps a part as it was typed; shows it again while something is wrong in it, after a step in its values, or when it is
/// sent while it is being written (step `stay`). What somebody else changed meanwhile is kept only over the revision that
/// she was shown (`over`).
#[server(prefix = "/api", endpoint = "save_product_part")]
pub async fn save_product_part(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] product: String,
    #[server(default)] revision: String,
    #[server(default)] over: String,
    #[server(default)] part: String,
    #[server(default)] was: String,
    #[server(default)] step: String,
    #[server(default)] f: BTreeMap<String, String>,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let values = read_step(&step);
    let fields: Vec<_> = f.into_iter().collect();
    let change = Change::Part { part, was, fields: fields.clone(), values };
    let shown = if over.is_empty() { &revision } else { &over };
    let done = apply(&context, &shop, &product, shown, &change).await;
    let (id, Done { changed, part: of }) = match done {
        Ok(done) => done,
        Err(error) => return action::failed(error),
    };
    let found = match products::draft(&context.services, &context.actor, &shop, id).await {
        Ok(Some(found)) => found,
        Ok(None) => return action::failed(services::Error::NotFound),
        Err(error) => return action::failed(error),
    };
    let part = of.map(Part::code).unwrap_or_default();
    if changed == Changed::Stale {
        return context.send_back(&address(cx, &shop, id, &part), PART, fields, Vec::new()).await;
    }
    let wrong = of.is_some_and(|of| found.reading.problems.iter().any(|problem| of.holds(&problem.path)));
    match (changed, values) {
        (Changed::Kept, _) if step == "stay" => see(cx, &shop, id, &part, ""),
        (Changed::Kept, Some(_)) => see(cx, &shop, id, &part, ""),
        (Changed::Kept, None) if wrong => see(cx, &shop, id, &part, "check"),
        // The slots to fill are those of the drawing that was chosen.
        (Changed::Kept, None) if of == Some(Part::Picture) => see(cx, &shop, id, &part, "saved"),
        (Changed::Kept, None) => see(cx, &shop, id, "", "saved"),
        (Changed::Stale | Changed::Unreadable, _) => see(cx, &shop, id, &part, "unreadable"),
    }
    Ok(())
}

/// Adds a line, takes one out or moves it.
#[server(prefix = "/api", endpoint = "change_product_list")]
pub async fn change_product_list(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] product: String,
    #[server(default)] revision: String,
    #[server(default)] list: String,
    #[server(default)] step: String,
    #[server(default)] kind: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Some(list), Some(step)) = (List::from_code(&list), read_step(&step)) else {
        return action::failed(services::Error::NotFound);
    };
    let change = Change::List { list, step, kind };
    let (id, changed) = match apply(&context, &shop, &product, &revision, &change).await {
        Ok((id, done)) => (id, done.changed),
        Err(error) => return action::failed(error),
    };
    let last = match products::draft(&context.services, &context.actor, &shop, id).await {
        Ok(found) => found.and_then(|found| list.len(&found.source).checked_sub(1)),
        Err(error) => return action::failed(error),
    };
    match (changed, step, last) {
        (Changed::Kept, Step::Add, Some(last)) => see(cx, &shop, id, &Part::Line(list, last).code(), ""),
        (Changed::Kept, ..) => action::see(&[&address(cx, &shop, id, ""), "#", list.code()].concat()),
        (Changed::Stale, ..) => see(cx, &shop, id, "", "stale"),
        (Changed::Unreadable, ..) => see(cx, &shop, id, "", "unreadable"),
    }
    Ok(())
}

/// Publishes a draft.
#[server(prefix = "/api", endpoint = "publish_product")]
pub async fn publish_product(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] product: String,
    #[server(default)] revision: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Ok(id), Ok(revision)) = (product.parse(), revision.parse()) else {
        return action::failed(services::Error::NotFound);
    };
    let said = match products::publish(&context.services, &context.actor, &shop, id, revision).await {
        Ok(Published::Done(_)) => "published",
        Ok(Published::Stale) => "stale",
        Ok(Published::NotReady) => "not_ready",
        Ok(Published::SlugTaken) => "slug_taken",
        Err(error) => return action::failed(error),
    };
    see(cx, &shop, id, "", said);
    Ok(())
}

/// Throws a draft away.
#[server(prefix = "/api", endpoint = "drop_product_draft")]
pub async fn drop_product_draft(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] product: String,
    #[server(default)] revision: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Ok(id), Ok(revision)) = (product.parse(), revision.parse()) else {
        return action::failed(services::Error::NotFound);
    };
    match products::drop_draft(&context.services, &context.actor, &shop, id, revision).await {
        Ok(true) => action::see(&url(cx, &shop, "/products?notice=dropped")),
        Ok(false) => see(cx, &shop, id, "", "stale"),
        Err(error) => return action::failed(error),
    }
    Ok(())
}

/// Takes a product off sale, or offers it again.
#[server(prefix = "/api", endpoint = "offer_product")]
pub async fn offer_product(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] product: String,
    #[server(default)] offered: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = product.parse() else { return action::failed(services::Error::NotFound) };
    let offered = offered == "yes";
    match products::offer(&context.services, &context.actor, &shop, id, offered).await {
        Ok(()) => {
            see(cx, &shop, id, "", if offered { "offered" } else { "retired" });
            Ok(())
        }
        Err(error) => action::failed(error),
    }
}

async fn apply(
    context: &ActionContext,
    shop: &str,
    product: &str,
    revision: &str,
    change: &Change,
) -> Result<(ProductId, Done), services::Error> {
    let (Ok(id), Ok(revision)) = (product.parse(), revision.parse()) else { return Err(services::Error::NotFound) };
    let done = products::change_draft(&context.services, &context.actor, shop, id, revision, change).await?;
    Ok((id, done))
}

/// `add`, `remove.2`, `up.2`.
fn read_step(step: &str) -> Option<Step> {
    match step.split_once('.') {
        None => (step == "add").then_some(Step::Add),
        Some(("remove", at)) => at.parse().ok().map(Step::Remove),
        Some(("up", at)) => at.parse().ok().map(Step::Up),
        Some(_) => None,
    }
}
