//! A form that somebody else overtook: what stands there now, beside what was typed, and the decision between them.

use super::{address, words};
use crate::i18n::{Cx, m};
use crate::ui::icon;
use domain::authoring::{Part, ProductSource};
use leptos::prelude::*;
use services::studio::products::{Difference, DraftPage};

/// Of a part that stands there still: the form holds what was typed; she keeps it, or takes what stands there.
pub(super) fn part(cx: Cx, shop: &str, page: &DraftPage, part: Part, other: &[Difference]) -> AnyView {
    let mut said: Vec<(String, String)> = Vec::new();
    for (path, value) in other {
        let place = words::place(cx, &page.source, path);
        let value = words::value(cx, &page.source, path, value);
        match said.iter_mut().find(|(known, _)| *known == place) {
            Some((_, values)) => *values = [values, cx.t(m::studio::LIST_COMMA), &value].concat(),
            None => said.push((place, value)),
        }
    }
    let now = address(cx, shop, page.product, &part.code());
    view! {
        <div class="notice bad" role="alert" tabindex="-1">
            {icon::warning()}
            <div>
                <h2>{cx.t(m::products::STALE_TITLE)}</h2>
                <p>{cx.t(m::products::STALE_PART)}</p>
                {list(cx, said)}
                <p class="line-steps">
                    <button class="button button-quiet" type="submit" form="part" name="over" value=page.revision.to_string()>
                        {cx.t(m::products::STALE_KEEP)}
                    </button>
                    <a href=now>{cx.t(m::products::STALE_TAKE)}</a>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// Of a part that is gone: what was typed, so that it can be taken elsewhere.
pub(super) fn gone(cx: Cx, source: &ProductSource, typed: &[(String, String)]) -> AnyView {
    let own = |path: &str| !path.ends_with("key") && path != "kind";
    let said = typed.iter().filter(|(path, value)| own(path) && !value.is_empty());
    let said = said.map(|(path, value)| (words::place(cx, source, path), words::value(cx, source, path, value)));
    view! {
        <div class="notice bad" role="alert" tabindex="-1">
            {icon::warning()}
            <div><h2>{cx.t(m::products::STALE_TITLE)}</h2><p>{cx.t(m::products::STALE_GONE)}</p>{list(cx, said.collect())}</div>
        </div>
    }
    .into_any()
}

fn list(cx: Cx, said: Vec<(String, String)>) -> AnyView {
    let item = |(place, value): (String, String)| {
        view! { <li>{cx.f(m::products::SAYS_OF, &[("place", &place), ("text", &value)])}</li> }
    };
    view! { <ul>{said.into_iter().map(item).collect_view()}</ul> }.into_any()
}
