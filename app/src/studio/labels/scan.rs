//! From a label to its thing: with the camera where the browser can, always by typing the code.

use super::super::{head, notice, url};
use crate::i18n::m;
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::ui::field::TextField;
use leptos::prelude::*;

/// Reads codes with the camera.
const SCRIPT: &str = include_str!("scan.js");

/// Longest code that is looked for.
const LONGEST: usize = 400;

/// The field; with `code` it leads to the thing, or says that there is none.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let code = page.query("code").unwrap_or_default().trim().to_owned();
    let asked = !code.is_empty();
    if asked && code.len() <= LONGEST {
        match services::studio::find_code(&page.services, &page.actor, &shop, &code).await {
            Ok(Some(place)) => return Answer::Redirect(url(cx, &shop, &place)),
            Ok(None) => {}
            Err(error) => return error.into(),
        }
    }
    let title = cx.t(m::labels::SCAN);
    let head = Head { scripts: vec![SCRIPT], ..head(title.to_owned()) };
    page.html(200, head, move || {
        let field = TextField {
            name: "code",
            label: cx.t(m::labels::CODE).to_owned(),
            hint: cx.t(m::labels::CODE_HINT).to_owned(),
            value: code,
            error: asked.then(|| cx.t(m::labels::UNKNOWN).to_owned()),
            kind: "text",
            autocomplete: "off",
            dir: Some("ltr"),
            autofocus: asked,
            ..Default::default()
        };
        view! {
            <p class="way-back"><a href=url(cx, &shop, "")>{cx.t(m::studio::TODAY)}</a></p>
            <h1>{title}</h1>
            <div id="camera" class="camera" hidden>
                <button class="button button-primary" type="button">{cx.t(m::labels::CAMERA)}</button>
                <video muted playsinline hidden aria-label=cx.t(m::labels::CAMERA)></video>
                <div class="camera-problem" hidden>{notice("warn", cx.t(m::labels::NO_CAMERA).to_owned())}</div>
            </div>
            <form class="stack" method="get" action=url(cx, &shop, "/scan")>
                {field.view()}
                <button class="button button-quiet" type="submit">{cx.t(m::labels::FIND)}</button>
            </form>
        }
        .into_any()
    })
}
