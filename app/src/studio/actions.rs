//! What the studio's forms do: a step with an order, material that came in, a count.

use super::material::{ARRIVAL, STOCKTAKE};
use super::{order, url};
use crate::action;
use crate::i18n::Cx;
use crate::ui::percent_encode;
use domain::id::ShopOrderId;
use domain::order::Step;
use leptos::prelude::*;
use services::pictures::InUse;
use services::studio::{self, AdvanceProblem, AmountProblem, Arrival, ArrivalProblem};

/// Takes one step with an order and shows it again; a step that does not fit any more changes nothing and says so.
#[server(prefix = "/api", endpoint = "advance_order")]
pub async fn advance_order(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] order: String,
    #[server(default)] step: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (Ok(id), Some(step)) = (order.parse::<ShopOrderId>(), Step::from_code(&step)) else {
        return action::failed(services::Error::NotFound);
    };
    let said = match studio::advance(&context.services, &context.actor, &shop, id, step).await {
        Ok(Ok(())) => step.code(),
        Ok(Err(AdvanceProblem::NotNow { .. })) => order::NOT_NOW,
        Ok(Err(AdvanceProblem::Waiting(_))) => order::WAITING,
        Ok(Err(AdvanceProblem::Unchecked(_))) => order::UNCHECKED,
        Err(error) => return action::failed(error),
    };
    action::see(&url(cx, &shop, &["/orders/", &id.to_string(), "?notice=", said].concat()));
    Ok(())
}

/// Notes material that is expected; a form sent twice counts once.
#[server(prefix = "/api", endpoint = "expect_arrival")]
pub async fn expect_arrival(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] arrival: String,
    #[server(default)] expected: String,
    #[server(default)] day: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let arrival = Arrival { id: arrival.trim().parse().ok(), amount: expected, day, note: from };
    match studio::expect_arrival(&context.services, &context.actor, &shop, &material, &arrival).await {
        Ok(Ok(())) => see_material(cx, &shop, &material, "arrival"),
        Ok(Err(problem)) => {
            let errors = match problem {
                ArrivalProblem::Amount(problem) => mistake(problem, "expected", "from"),
                ArrivalProblem::Day => vec![("day".to_owned(), "day".to_owned())],
            };
            let Arrival { amount, day, note, .. } = arrival;
            let fields = typed([("material", material.clone()), ("expected", amount), ("day", day), ("from", note)]);
            context.send_back(&material_page(cx, &shop, &material), ARRIVAL, fields, errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// Forgets an expected arrival.
#[server(prefix = "/api", endpoint = "drop_arrival")]
pub async fn drop_arrival(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] arrival: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let Ok(id) = arrival.trim().parse() else { return action::failed(services::Error::NotFound) };
    match studio::drop_arrival(&context.services, &context.actor, &shop, id).await {
        Ok(()) => {
            action::see(&url(cx, &shop, &["/materials/", &percent_encode(&material)].concat()));
            Ok(())
        }
        Err(error) => action::failed(error),
    }
}

/// Sets the days in which the shop can get more of anything; what cannot be read changes nothing and says so.
#[server(prefix = "/api", endpoint = "set_supply_days")]
pub async fn set_supply_days(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] days: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    match studio::set_supply_days(&context.services, &context.actor, &shop, &days).await {
        Ok(set) => {
            let said = if set { "?notice=supply" } else { "?notice=supply_wrong" };
            action::see(&url(cx, &shop, &["/materials", said].concat()));
            Ok(())
        }
        Err(error) => action::failed(error),
    }
}

/// Records what was counted on the shelf, of all of it or of a lot, with a reason.
#[server(prefix = "/api", endpoint = "record_stocktake")]
pub async fn record_stocktake(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] material: String,
    #[server(default)] lot: String,
    #[server(default)] counted: String,
    #[server(default)] reason: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let (services, actor) = (&context.services, &context.actor);
    let recorded = match (lot.trim(), lot.trim().parse()) {
        ("", _) => studio::record_stocktake(services, actor, &shop, &material, &counted, &reason).await,
        (_, Ok(id)) => studio::record_lot_count(services, actor, &shop, &material, id, [&counted, &reason]).await,
        (_, Err(_)) => Err(services::Error::NotFound),
    };
    match recorded {
        Ok(Ok(())) => see_material(cx, &shop, &material, "stocktake"),
        Ok(Err(problem)) => {
            let errors = mistake(problem, "counted", "reason");
            let fields = [("material", material.clone()), ("lot", lot), ("counted", counted), ("reason", reason)];
            context.send_back(&material_page(cx, &shop, &material), STOCKTAKE, typed(fields), errors).await
        }
        Err(error) => action::failed(error),
    }
}

/// The address of a material. Shop and material exist by now, so that their slugs are plain.
pub(super) fn material_page(cx: Cx, shop: &str, material: &str) -> String {
    url(cx, shop, &["/materials/", material].concat())
}

pub(super) fn see_material(cx: Cx, shop: &str, material: &str, said: &str) -> action::Done {
    action::see(&[&material_page(cx, shop, material), "?notice=", said].concat());
    Ok(())
}

fn mistake(problem: AmountProblem, amount: &str, reason: &str) -> Vec<(String, String)> {
    let field = if problem.is_about_reason() { reason } else { amount };
    vec![(field.to_owned(), problem.code().to_owned())]
}

pub(super) fn typed<const N: usize>(fields: [(&str, String); N]) -> Vec<(String, String)> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Removes a picture that nothing shows, and shows the others.
#[server(prefix = "/api", endpoint = "remove_picture")]
pub async fn remove_picture(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] picture: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let removed = services::pictures::remove_from_shop(&context.services, &context.actor, &shop, picture.trim()).await;
    let said = match removed {
        Ok(Ok(())) => "picture_removed",
        Ok(Err(InUse)) => "picture_in_use",
        Err(error) => return action::failed(error),
    };
    action::see(&url(cx, &shop, &["/pictures?notice=", said].concat()));
    Ok(())
}
