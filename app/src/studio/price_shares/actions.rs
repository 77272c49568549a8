//! Declares what prices are made of.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::FORM;
use crate::action;
use crate::studio::url;
use domain::pricing::Share;
use leptos::prelude::*;
use services::studio::{self, SharesProblem};

/// Declares them. Fields: the codes of [`Share`], in per cent; all empty to declare nothing.
#[server(prefix = "/api", endpoint = "set_price_shares")]
pub async fn set_price_shares(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] materials: String,
    #[server(default)] making: String,
    #[server(default)] workshop: String,
    #[server(default)] platform: String,
    #[server(default)] payment: String,
    #[server(default)] tax: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let page = url(cx, &shop, "/price-shares");
    let typed = [materials, making, workshop, platform, payment, tax];
    let problem = match studio::set_price_shares(&context.services, &context.actor, &shop, &typed).await {
        Ok(Ok(())) => {
            action::see(&[&page, "?notice=kept"].concat());
            return Ok(());
        }
        Ok(Err(problem)) => problem,
        Err(error) => return action::failed(error),
    };
    let fields = Share::ALL.into_iter().zip(typed).map(|(share, text)| (share.code().to_owned(), text)).collect();
    let wrong = match problem {
        SharesProblem::Number(share) => (share.code().to_owned(), "number".to_owned()),
        SharesProblem::NoWhole(sum) => ("form".to_owned(), sum.to_string()),
    };
    context.send_back(&page, FORM, fields, vec![wrong]).await
}
