//! What the forms about a material itself do.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::actions::{material_page, see_material, typed};
use super::material::RECEIPT;
use super::{place_actions, stocktake, url, write_material};
use crate::action;
use domain::materials::MaterialForm;
use domain::text::Localised;
use leptos::prelude::*;
use services::studio::{self, CountLine, Receipt, Stocktake, StocktakeProblem};
use std::collections::BTreeMap;

/// Keeps what a shop says about a material, new or known; a form sent twice is one material.
#[server(prefix = "/api", endpoint = "save_material")]
pub async fn save_material(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] id: String,
    #[server(default)] name_ar: String,
    #[server(default)] name_fr: String,
    #[server(default)] name_en: String,
    #[server(default)] origin_ar: String,
    #[server(default)] origin_fr: String,
    #[server(default)] origin_en: String,
    #[server(default)] unit: String,
    #[server(default)] pack: String,
    #[server(default)] holds: String,
    #[server(default)] threshold: String,
    #[server(default)] supply_days: String,
    #[server(default)] waste: String,
    #[server(default)] one_time: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(of) = id.trim().parse() else { return action::failed(services::Error::NotFound) };
    let form = MaterialForm {
        name: Localised { ar: name_ar, fr: name_fr, en: name_en },
        origin: Localised { ar: origin_ar, fr: origin_fr, en: origin_en },
        unit,
        pack,
        holds,
        waste,
        threshold,
        supply_days,
        one_time: !one_time.is_empty(),
    };
    match studio::save_material(&context.services, &context.actor, &shop, of, &form).await {
        Ok(Ok(slug)) => {
            action::see(&url(cx, &shop, &["/materials/", &slug, "?notice=saved"].concat()));
            Ok(())
        }
        Ok(Err(mistakes)) => {
            let errors =
                mistakes.into_iter().map(|(field, mistake)| (field.code().to_owned(), mistake.code().to_owned()));
            let page = if readable(&material) {
                ["/materials/", &material, "/edit"].concat()
            } else {
                "/new-material".to_owned()
            };
            context.send_back(&url(cx, &shop, &page), write_material::FORM, fields(id, form), errors.collect()).await
        }
        Err(error) => action::failed(error),
    }
}

/// Records material that came in, as a lot; a form sent twice counts once.
#[server(prefix = "/api", endpoint = "record_receipt")]
pub async fn record_receipt(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] receipt: String,
    #[server(default)] amount: String,
    #[server(default)] supplier: String,
    #[server(default)] price: String,
    #[server(default)] came: String,
    #[server(default)] best_before: String,
    #[server(default)] certificate: String,
    #[server(default)] picture: String,
    #[server(default)] note: String,
    #[server(default)] place: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let lies = match place_actions::place(&place) {
        Ok(lies) => lies,
        Err(error) => return action::failed(error),
    };
    let id = receipt.trim().parse().ok();
    let receipt =
        Receipt { id, amount, supplier, price, day: came, best_before, certificate, picture, note, place: lies };
    match studio::record_receipt(&context.services, &context.actor, &shop, &material, &receipt).await {
        Ok(Ok(())) => see_material(cx, &shop, &material, "receipt"),
        Ok(Err(problem)) => {
            let errors = vec![(problem.field().to_owned(), problem.code().to_owned())];
            let Receipt { amount, supplier, price, day, best_before, certificate, picture, note, .. } = receipt;
            let fields = typed([
                ("material", material.clone()),
                ("amount", amount),
                ("supplier", supplier),
                ("price", price),
                ("came", day),
                ("best_before", best_before),
                ("certificate", certificate),
                ("picture", picture),
                ("note", note),
                ("place", place),
            ]);
            context.send_back(&material_page(cx, &shop, &material), RECEIPT, fields, errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Records a count of the whole shelf, all of it or nothing; a form sent twice counts once.
#[server(prefix = "/api", endpoint = "record_whole_stocktake")]
pub async fn record_whole_stocktake(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] id: String,
    #[server(default)] seen: BTreeMap<String, String>,
    #[server(default)] counted: BTreeMap<String, String>,
    #[server(default)] reason: BTreeMap<String, String>,
    #[server(default)] note: BTreeMap<String, String>,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let of = |fields: &BTreeMap<String, String>, slug: &str| fields.get(slug).cloned().unwrap_or_default();
    let line = |(slug, counted): (&String, &String)| CountLine {
        slug: slug.clone(),
        counted: counted.clone(),
        seen: of(&seen, slug).parse().ok(),
        reason: of(&reason, slug),
        note: of(&note, slug),
    };
    let form = Stocktake { id: id.trim().parse().ok(), lines: counted.iter().map(line).collect() };
    let problem = match studio::record_whole_stocktake(&context.services, &context.actor, &shop, &form).await {
        Ok(Ok(_)) => {
            action::see(&url(cx, &shop, "/materials?notice=counted"));
            return Ok(());
        }
        Ok(Err(problem)) => problem,
        Err(error) => return action::failed(error),
    };
    let errors = match problem {
        StocktakeProblem::Nothing => vec![(String::new(), "nothing".to_owned())],
        StocktakeProblem::Recorded => vec![(String::new(), "recorded".to_owned())],
        StocktakeProblem::Lines(lines) => {
            lines.into_iter().map(|(slug, problem)| (slug, problem.code().to_owned())).collect()
        }
    };
    let named = |(name, fields): (&'static str, BTreeMap<String, String>)| {
        fields.into_iter().map(move |(slug, value)| ([name, "[", &slug, "]"].concat(), value))
    };
    let fields = [("counted", counted), ("reason", reason), ("note", note)].into_iter().flat_map(named);
    let fields = fields.filter(|(_, value)| !value.is_empty()).collect();
    context.send_back(&url(cx, &shop, "/stocktake"), stocktake::FORM, fields, errors).await
}

/// Whether a slug may stand in an address as it is.
fn readable(slug: &str) -> bool {
    !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn fields(id: String, form: MaterialForm) -> Vec<(String, String)> {
    let MaterialForm { name, origin, unit, pack, holds, waste, threshold, supply_days, one_time } = form;
    typed([
        ("id", id),
        ("name_ar", name.ar),
        ("name_fr", name.fr),
        ("name_en", name.en),
        ("origin_ar", origin.ar),
        ("origin_fr", origin.fr),
        ("origin_en", origin.en),
        ("unit", unit),
        ("pack", pack),
        ("holds", holds),
        ("waste", waste),
        ("threshold", threshold),
        ("supply_days", supply_days),
        ("one_time", if one_time { "true".to_owned() } else { String::new() }),
    ])
}
