//! What the forms about places do.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::actions::{material_page, see_material, typed};
use super::places::{FORM, TRANSFER};
use super::url;
use crate::action;
use domain::id::PlaceId;
use leptos::prelude::*;
use services::studio::{self, Transfer};

/// A place as a form names it: nothing is the workshop.
pub(super) fn place(text: &str) -> Result<Option<PlaceId>, services::Error> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| services::Error::NotFound),
    }
}

/// Adds a place; a form sent twice makes one.
#[server(prefix = "/api", endpoint = "add_place")]
pub async fn add_place(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let page = url(cx, &shop, "/places");
    match studio::add_place(&context.services, &context.actor, &shop, id.trim().parse().ok(), &name).await {
        Ok(Ok(())) => {
            action::see(&[&page, "?notice=place"].concat());
            Ok(())
        }
        Ok(Err(problem)) => {
            let errors = vec![("name".to_owned(), problem.code().to_owned())];
            context.send_back(&page, FORM, typed([("id", id), ("name", name)]), errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Moves material from one place of the shop to another; a form sent twice counts once.
#[server(prefix = "/api", endpoint = "transfer_material")]
pub async fn transfer_material(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] transfer: String,
    #[server(default)] moved: String,
    #[server(default)] from_place: String,
    #[server(default)] to_place: String,
    #[server(default)] moved_note: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (from, to) = match (place(&from_place), place(&to_place)) {
        (Ok(from), Ok(to)) => (from, to),
        (Err(error), _) | (_, Err(error)) => return action::failed(error),
    };
    let form = Transfer { id: transfer.trim().parse().ok(), amount: moved, from, to, note: moved_note };
    match studio::transfer(&context.services, &context.actor, &shop, &material, &form).await {
        Ok(Ok(())) => see_material(cx, &shop, &material, "transfer"),
        Ok(Err(problem)) => {
            let errors = vec![(problem.field().to_owned(), problem.code().to_owned())];
            let Transfer { amount, note, .. } = form;
            let fields = typed([
                ("material", material.clone()),
                ("transfer", transfer),
                ("moved", amount),
                ("from_place", from_place),
                ("to_place", to_place),
                ("moved_note", note),
            ]);
            context.send_back(&material_page(cx, &shop, &material), TRANSFER, fields, errors).await
        }
        Err(error) => action::failed(error),
    }
}
