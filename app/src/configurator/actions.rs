//! The form without the island: the server reads the selection and shows the page again.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::parts;
use crate::action::{begin, failed, see};
use crate::cart::actions::{REPLACES, unsent};
use domain::configurator::{Engine, Selection, configure};
use domain::product::ProductModel;
use leptos::prelude::*;
use services::{catalog, form_draft};
use std::collections::BTreeMap;

/// Shows the page again with the selection; with `repair` naming a group, after the smallest change that keeps that wish.
/// `without` names a group whose picture is taken away.
/// Fields: `lang`, `product` (slug), `quantity`, `replaces` (line of the cart), `repair`, `without`, `o[<group>]`.
#[server(prefix = "/api", endpoint = "update_design")]
pub async fn update_design(
    #[server(default)] lang: String,
    #[server(default)] product: String,
    #[server(default)] quantity: String,
    #[server(default)] replaces: String,
    #[server(default)] repair: String,
    #[server(default)] without: String,
    #[server(default)] o: BTreeMap<String, String>,
    #[server(default)] picture: BTreeMap<String, String>,
) -> Result<(), ServerFnError> {
    let (context, cx) = begin(&lang)?;
    let page = match catalog::product(&context.services, &product).await {
        Ok(Some(page)) => page,
        Ok(None) => return failed(services::Error::NotFound),
        Err(error) => return failed(error),
    };
    let mut fields: Vec<(String, String)> = o.into_iter().filter(|(key, _)| *key != without).collect();
    if let Some(mended) = mend(&page.model, &fields, &repair) {
        fields = mended;
    }
    let others = [("quantity", quantity), (REPLACES, replaces)];
    let typed = others.into_iter().filter(|(_, value)| !value.is_empty());
    fields.extend(typed.map(|(name, value)| (name.to_owned(), value)));
    let place = page.model.groups.iter().position(|group| group.key == without);
    let (selection, _) = Selection::parse(&page.model, &fields);
    let place = match place {
        Some(at) => ["#", &parts::id("p", at, None)].concat(),
        // Reasons and ways out stand in the middle of the page.
        None if configure(&page.model, &selection).is_err() => "#notice".to_owned(),
        None => String::new(),
    };
    let back = cx.url(&["/products/", &page.slug, &place].concat());
    let unsent = unsent(picture);
    if fields.is_empty() && unsent.is_empty() {
        see(&back);
        return Ok(());
    }
    context.send_back(&back, form_draft::PRODUCT, fields, unsent).await
}

fn mend(model: &ProductModel, fields: &[(String, String)], key: &str) -> Option<Vec<(String, String)>> {
    let (selection, _) = Selection::parse(model, fields);
    let group = model.groups.iter().position(|group| group.key == key)?;
    let engine = Engine::new(model)?;
    let found = engine.repair(&selection, group)?;
    Some(engine.configure(&found.selection).ok()?.to_fields())
}
