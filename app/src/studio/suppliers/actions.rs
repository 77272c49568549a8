//! What the form of a supplier does.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::super::actions::typed;
use super::super::url;
use super::write;
use crate::action;
use domain::id::SupplierId;
use leptos::prelude::*;
use services::studio::{self, OfferForm, SupplierForm, SupplierMistake};
use std::collections::{BTreeMap, BTreeSet};

/// Keeps a supplier with all that it sells; a form sent twice is one supplier.
#[server(prefix = "/api", endpoint = "save_supplier")]
pub async fn save_supplier(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] usual_days: String,
    #[server(default)] note: String,
    #[server(default)] sold: BTreeMap<String, String>,
    #[server(default)] price: BTreeMap<String, String>,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(supplier) = id.trim().parse::<SupplierId>() else { return action::failed(services::Error::NotFound) };
    let slugs: BTreeSet<&String> = sold.keys().chain(price.keys()).collect();
    let offer = |slug: &&String| OfferForm {
        slug: (*slug).clone(),
        sold: sold.contains_key(*slug),
        price: price.get(*slug).cloned().unwrap_or_default(),
    };
    let form = SupplierForm {
        name: name.clone(),
        phone: phone.clone(),
        note: note.clone(),
        usual_days: usual_days.clone(),
        offers: slugs.iter().map(offer).collect(),
    };
    let mistakes = match studio::save_supplier(&context.services, &context.actor, &shop, supplier, &form).await {
        Ok(Ok(())) => {
            action::see(&url(cx, &shop, "/suppliers?notice=saved"));
            return Ok(());
        }
        Ok(Err(mistakes)) => mistakes,
        Err(error) => return action::failed(error),
    };
    let page = match studio::supplier(&context.services, &context.actor, &shop, Some(supplier)).await {
        Ok(_) => ["/suppliers/", &supplier.to_string()].concat(),
        Err(services::Error::NotFound) => "/new-supplier".to_owned(),
        Err(error) => return action::failed(error),
    };
    let named = [("sold", sold), ("price", price)].into_iter().flat_map(|(name, fields)| {
        fields.into_iter().map(move |(slug, value)| ([name, "[", &slug, "]"].concat(), value))
    });
    let own = [("id", id), ("name", name), ("phone", phone), ("usual_days", usual_days), ("note", note)];
    let fields = typed(own).into_iter().chain(named.filter(|(_, value)| !value.is_empty())).collect();
    context.send_back(&url(cx, &shop, &page), write::FORM, fields, mistakes.into_iter().map(code).collect()).await
}

fn code(mistake: SupplierMistake) -> (String, String) {
    let of = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    match mistake {
        SupplierMistake::Name => of("name", "name"),
        SupplierMistake::Phone => of("phone", "phone"),
        SupplierMistake::Note => of("note", "words"),
        SupplierMistake::Days => of("usual_days", "days"),
        SupplierMistake::TooMany => of("form", "too_many"),
        SupplierMistake::Price(slug) => (["price[", &slug, "]"].concat(), "price".to_owned()),
        SupplierMistake::Material(slug) => (["price[", &slug, "]"].concat(), "material".to_owned()),
    }
}
