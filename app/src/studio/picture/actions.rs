//! What is said about a picture.

use super::address;
use crate::action;
use domain::picture::Focus;
use leptos::prelude::*;
use leptos::server_fn::ServerFnError;

/// Says where the eye goes on a picture: a place on it, and the size in which it was shown.
#[server(prefix = "/api", endpoint = "set_picture_focus")]
pub async fn set_picture_focus(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] picture: String,
    #[server(default)] x: String,
    #[server(default)] y: String,
    #[server(default)] width: String,
    #[server(default)] height: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let [x, y, width, height] = [x, y, width, height].map(|number| number.trim().parse::<u32>().ok());
    let place = x.zip(y).zip(width.zip(height));
    let focus = place.and_then(|((x, y), (width, height))| Focus::at([x, y], [width, height]));
    let (services, actor, code) = (&context.services, &context.actor, picture.trim());
    let done = match focus {
        Some(focus) => services::pictures::focus(services, actor, &shop, code, focus).await.map(|()| "focus"),
        None => services::pictures::shop_picture(services, actor, &shop, code).await.map(|_| "beside"),
    };
    let said = match done {
        Ok(said) => said,
        Err(error) => return action::failed(error),
    };
    action::see(&[&address(cx, &shop, code), "?notice=", said].concat());
    Ok(())
}
