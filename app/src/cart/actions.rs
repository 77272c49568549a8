//! What changes a cart, and opens its checkout.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use crate::action::{self, ActionContext};
use crate::i18n::Cx;
use crate::ui::percent_encode;
use domain::configurator::{FieldProblem, FieldProblemKind};
use domain::id::CartLineId;
use leptos::prelude::*;
use services::cart::{AddLine, AddProblem};
use services::{Error, catalog, form_draft};
use std::collections::BTreeMap;

/// Code for a file that was chosen and not sent.
pub const UNSENT: &str = "not_sent";

/// Name of the field with the line that is being changed.
pub const REPLACES: &str = "replaces";

/// Adds a configured piece. What cannot be added goes back to the product page as the draft of the form `product`:
/// fields under the keys of their groups, `quantity` and `replaces`, the line of the cart that is being changed; errors under the same names, and `conflict` or `form` for the whole.
///
/// # Errors
/// What the shopper cannot mend.
#[server(prefix = "/api", endpoint = "add_to_cart")]
pub async fn add_to_cart(
    #[server(default)] lang: String,
    #[server(default)] product: String,
    #[server(default)] version: String,
    #[server(default)] quantity: String,
    #[server(default)] line: String,
    #[server(default)] replaces: String,
    #[server(default)] o: BTreeMap<String, String>,
    #[server(default)] picture: BTreeMap<String, String>,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    if product.trim().is_empty() {
        action::see(&cx.url("/cart"));
        return Ok(());
    }
    let actor = match context.with_session().await {
        Ok(actor) => actor,
        Err(error) => return action::failed(error),
    };
    let mut fields: Vec<(String, String)> = o.into_iter().collect();
    let unsent = unsent(picture);
    if !unsent.is_empty() {
        fields.extend([("quantity".to_owned(), quantity), (REPLACES.to_owned(), replaces)]);
        fields.retain(|(_, value)| !value.is_empty());
        return context.send_back(&product_address(cx, &product), form_draft::PRODUCT, fields, unsent).await;
    }
    let line = AddLine {
        id: line.trim().parse().ok(),
        product_slug: product.clone(),
        version: version.trim().parse().ok(),
        fields: fields.clone(),
        replaces: replaces.trim().parse().ok(),
        quantity: if quantity.trim().is_empty() { 1 } else { count(&quantity).unwrap_or_default() },
    };
    match services::cart::add(&context.services, &actor, line).await {
        Ok(Ok(line)) => {
            if let Some(visitor) = context.visitor.clone().filter(|_| replaces.is_empty()) {
                services::visits::note_added(&context.services, visitor, &actor, &product);
            }
            action::see(&cx.url(&["/cart?added=", &line.to_string()].concat()));
            Ok(())
        }
        Ok(Err(problem)) => {
            fields.push(("quantity".to_owned(), quantity));
            if !replaces.is_empty() {
                fields.push((REPLACES.to_owned(), replaces));
            }
            refuse(&context, cx, &product, fields, problem).await
        }
        Err(error) => action::failed(error),
    }
}

/// Files that were chosen and not sent: such a form carries their names alone. Without them it is not what she means.
pub fn unsent(files: BTreeMap<String, String>) -> Vec<(String, String)> {
    files.into_iter().filter(|(_, name)| !name.is_empty()).map(|(group, _)| (group, UNSENT.to_owned())).collect()
}

async fn refuse(
    context: &ActionContext,
    cx: Cx,
    product: &str,
    fields: Vec<(String, String)>,
    problem: AddProblem,
) -> Result<(), ServerFnError> {
    let model = match catalog::product(&context.services, product).await {
        Ok(Some(page)) => page.model,
        // The product page says that there is no such thing.
        Ok(None) => {
            action::see(&product_address(cx, product));
            return Ok(());
        }
        Err(error) => return action::failed(error),
    };
    let key =
        |problem: &FieldProblem| model.groups.get(problem.group).map_or_else(String::new, |group| group.key.clone());
    let errors = match problem {
        AddProblem::UnknownProduct => vec![error("form", "changed")],
        AddProblem::Invalid(problems) => {
            problems.iter().map(|problem| (key(problem), code(&problem.kind).to_owned())).collect()
        }
        AddProblem::Conflict(_) => vec![error("conflict", "")],
        AddProblem::Quantity => vec![error("quantity", "out_of_range")],
        AddProblem::TooManyLines => vec![error("form", "too_many_lines")],
        AddProblem::Overflow => vec![error("form", "too_large")],
    };
    // Reasons and ways out stand in the middle of the page.
    let place = if errors.iter().any(|(name, _)| name == "conflict") { "#notice" } else { "" };
    context.send_back(&[&product_address(cx, product), place].concat(), form_draft::PRODUCT, fields, errors).await
}

fn product_address(cx: Cx, product: &str) -> String {
    cx.url(&["/products/", &percent_encode(product)].concat())
}

fn error(name: &str, code: &str) -> (String, String) {
    (name.to_owned(), code.to_owned())
}

const fn code(kind: &FieldProblemKind) -> &'static str {
    match kind {
        FieldProblemKind::UnknownValue => "unknown_value",
        FieldProblemKind::NotANumber => "not_a_number",
        FieldProblemKind::Count { .. } => "count",
        FieldProblemKind::OutOfRange { .. } => "out_of_range",
        FieldProblemKind::OffStep { .. } => "off_step",
        FieldProblemKind::TooLong { .. } => "too_long",
        FieldProblemKind::Script => "script",
        FieldProblemKind::Control => "control",
    }
}

/// Sets how many pieces of a line are wanted; what cannot be read changes nothing.
///
/// # Errors
/// What the shopper cannot mend.
#[server(prefix = "/api", endpoint = "set_cart_quantity")]
pub async fn set_cart_quantity(
    #[server(default)] lang: String,
    #[server(default)] line: String,
    #[server(default)] quantity: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Some((line, quantity)) = line.trim().parse::<CartLineId>().ok().zip(count(&quantity)) else {
        action::see(&cx.url("/cart"));
        return Ok(());
    };
    back_to_cart(cx, services::cart::set_quantity(&context.services, &context.actor, line, quantity).await)
}

/// Opens the page of a piece in the cart with all that was chosen, texts too, to be changed there.
///
/// # Errors
/// What the shopper cannot mend.
#[server(prefix = "/api", endpoint = "edit_cart_line")]
pub async fn edit_cart_line(
    #[server(default)] lang: String,
    #[server(default)] line: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let cart = match services::cart::view(&context.services, &context.actor).await {
        Ok(cart) => cart,
        Err(error) => return action::failed(error),
    };
    let found = cart.shops.into_iter().flat_map(|part| part.lines).find(|known| known.id.to_string() == line.trim());
    let Some(found) = found else {
        action::see(&cx.url("/cart"));
        return Ok(());
    };
    let mut fields = found.fields;
    fields.push(("quantity".to_owned(), found.quantity.to_string()));
    fields.push((REPLACES.to_owned(), found.id.to_string()));
    let page = product_address(cx, &found.product_slug);
    context.send_back(&page, form_draft::PRODUCT, fields, Vec::new()).await
}

/// Takes a line out of the cart.
///
/// # Errors
/// What the shopper cannot mend.
#[server(prefix = "/api", endpoint = "remove_cart_line")]
pub async fn remove_cart_line(
    #[server(default)] lang: String,
    #[server(default)] line: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(line) = line.trim().parse::<CartLineId>() else {
        action::see(&cx.url("/cart"));
        return Ok(());
    };
    back_to_cart(cx, services::cart::remove(&context.services, &context.actor, line).await)
}

/// A line that is gone already is not worth a page of its own: the cart shows what there is.
fn back_to_cart(cx: Cx, result: Result<(), Error>) -> Result<(), ServerFnError> {
    match result {
        Ok(()) | Err(Error::NotFound) => {
            action::see(&cx.url("/cart"));
            Ok(())
        }
        Err(other) => action::failed(other),
    }
}

/// Opens the checkout of the cart. `draft` names an address that was typed before the cart had to be mended: it is kept.
///
/// # Errors
/// What the shopper cannot mend.
#[server(prefix = "/api", endpoint = "open_checkout")]
pub async fn open_checkout(
    #[server(default)] lang: String,
    #[server(default)] draft: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let opened = match services::checkout::open(&context.services, &context.actor).await {
        Ok(opened) => opened,
        Err(error) => return action::failed(error),
    };
    if opened.is_none() {
        action::see(&cx.url("/cart"));
        return Ok(());
    }
    let checkout = cx.url("/checkout");
    match form_draft::find(&context.services, &context.actor, &draft, form_draft::CHECKOUT).await {
        Ok(Some(kept)) => context.send_back(&checkout, form_draft::CHECKOUT, kept.fields, Vec::new()).await,
        Ok(None) => {
            action::see(&checkout);
            Ok(())
        }
        Err(error) => action::failed(error),
    }
}

/// A number of pieces as people write it, in Latin, Arabic-Indic or Persian digits.
fn count(text: &str) -> Option<u32> {
    let text = text.trim();
    let mut digits = text.chars().map(|letter| match letter {
        '0'..='9' => Some(u32::from(letter) - u32::from('0')),
        '\u{660}'..='\u{669}' => Some(u32::from(letter) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(letter) - 0x6f0),
        _ => None,
    });
    let fits = !text.is_empty() && text.chars().count() <= 6;
    if fits { digits.try_fold(0, |number, digit| Some(number * 10 + digit?)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn pieces_are_counted_in_any_of_our_digits() {
        assert_eq!(["3", " 12 ", "٢٠", "۷"].map(count), [Some(3), Some(12), Some(20), Some(7)]);
        assert_eq!(["", "x", "-1", "1.5", "9999999"].map(count), [None; 5]);
    }
}
