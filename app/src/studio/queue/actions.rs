//! Moving an order in the queue.

use super::FORM;
use crate::action;
use crate::studio::{dangers, url};
use leptos::prelude::*;
use services::studio::{self, MoveProblem};

/// Moves the work of an order to a place of the queue. Fields: `order` (id of the production order), `place` (from 1),
/// `named` (numbers of the orders whose promise may break).
#[server(prefix = "/api", endpoint = "move_in_queue")]
pub async fn move_in_queue(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] order: String,
    #[server(default)] place: String,
    #[server(default)] named: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let page = url(cx, &shop, "/queue");
    let Ok(id) = order.trim().parse() else { return action::failed(services::Error::NotFound) };
    let counted = domain::quantity::Unit::Piece.parse(&place).ok().and_then(|place| usize::try_from(place).ok());
    let Some(at) = counted.and_then(|place| place.checked_sub(1)) else {
        action::see(&[&page, "?notice=place"].concat());
        return Ok(());
    };
    let agreed = dangers::named(&named);
    match studio::move_in_queue(&context.services, &context.actor, &shop, id, at, &agreed).await {
        Ok(Ok(())) => action::see(&[&page, "?notice=moved"].concat()),
        Ok(Err(MoveProblem::Gone)) => action::see(&[&page, "?notice=gone"].concat()),
        Ok(Err(MoveProblem::Endangers(endangered))) => {
            let fields = vec![("order".to_owned(), order), ("place".to_owned(), place)];
            return context.send_back(&page, FORM, fields, dangers::codes(&endangered)).await;
        }
        Err(error) => return action::failed(error),
    }
    Ok(())
}
