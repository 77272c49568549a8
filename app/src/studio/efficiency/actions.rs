//! What an hour has to earn at least.

use crate::action;
use crate::studio::url;
use leptos::prelude::*;
use services::studio;

/// Sets it. Fields: `floor` (dirhams; empty for none).
#[server(prefix = "/api", endpoint = "set_hourly_floor")]
pub async fn set_hourly_floor(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] floor: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let page = url(cx, &shop, "/efficiency");
    match studio::set_hourly_floor(&context.services, &context.actor, &shop, &floor).await {
        Ok(true) => action::see(&[&page, "?notice=floor"].concat()),
        Ok(false) => {
            let (typed, codes) = (vec![("floor".to_owned(), floor)], vec![("floor".to_owned(), "floor".to_owned())]);
            return context.send_back(&page, super::FORM, typed, codes).await;
        }
        Err(error) => return action::failed(error),
    }
    Ok(())
}
