//! Places the order.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::problem;
use crate::action;
use domain::checkout::address::AddressForm;
use leptos::prelude::*;
use services::form_draft::CHECKOUT;
use services::place_order as service;

/// Places the order of a checkout. A checkout that was placed already answers with the same confirmation.
///
/// # Errors
/// What the shopper cannot mend.
#[server(prefix = "/api", endpoint = "place_order")]
pub async fn place_order(
    #[server(default)] lang: String,
    #[server(default)] checkout: String,
    #[server(default)] seen: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] email: String,
    #[server(default)] street: String,
    #[server(default)] city: String,
    #[server(default)] postcode: String,
    #[server(default)] country: String,
    #[server(default)] delivery: String,
    #[server(default)] note: String,
    #[server(default)] gift: String,
    #[server(default)] accepted: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let form = AddressForm { name, phone, email, street, city, postcode, country, delivery, note, gift };
    let typed = fields(&form, &accepted);
    let order = service::PlaceOrder {
        checkout,
        seen,
        form,
        lang: cx.lang,
        accepted_made_to_order: !accepted.trim().is_empty(),
        visitor: context.visitor.clone(),
    };
    match service::place(&context.services, &context.actor, order).await {
        Ok(Ok(placed)) => {
            let said = if placed.differs { "?notice=first" } else { "" };
            action::see(&cx.url(&["/orders/", &placed.token, said].concat()));
            Ok(())
        }
        Ok(Err(problem)) => context.send_back(&cx.url("/checkout"), CHECKOUT, typed, problem::codes(problem)).await,
        Err(error) => action::failed(error),
    }
}

fn fields(form: &AddressForm, accepted: &str) -> Vec<(String, String)> {
    [
        ("name", form.name.as_str()),
        ("phone", &form.phone),
        ("email", &form.email),
        ("street", &form.street),
        ("city", &form.city),
        ("postcode", &form.postcode),
        ("country", &form.country),
        ("delivery", &form.delivery),
        ("note", &form.note),
        ("gift", &form.gift),
        ("accepted", accepted),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}
