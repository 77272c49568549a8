//! What a page says of itself to search engines and to whoever shows a link to it.

use super::{Head, Listing};
use crate::i18n::{Cx, m};
use crate::page::PageContext;
use domain::text::Lang;
use leptos::prelude::*;

pub(super) fn description(page: &PageContext, head: &Head, title: &str) -> AnyView {
    let robots = match head.listing {
        Listing::Private => return view! { <meta name="robots" content="noindex"/> }.into_any(),
        Listing::Unlisted => Some(view! { <meta name="robots" content="noindex, follow"/> }),
        Listing::Listed => None,
    };
    let cx = page.cx();
    let picture = head.picture.as_ref().map(|path| {
        view! {
            {open_graph("og:image", &[&page.public_url, path.as_str()].concat())}
            {open_graph("og:image:alt", title)}
            <meta name="twitter:card" content="summary_large_image"/>
        }
    });
    view! {
        {robots}
        <meta name="description" content=head.description.clone()/>
        {open_graph("og:site_name", cx.t(m::common::SITE_NAME))}
        {open_graph("og:type", "website")}
        {open_graph("og:title", title)}
        {open_graph("og:description", &head.description)}
        {open_graph("og:url", &[&page.public_url, cx.url(&page.path).as_str(), &head.query].concat())}
        {open_graph("og:locale", locale(cx.lang))}
        {picture}
    }
    .into_any()
}

/// A language as Open Graph says it, with the country where the pieces come from.
const fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => "ar_MA",
        Lang::Fr => "fr_MA",
        Lang::En => "en_MA",
    }
}

/// What a link preview shows (Open Graph protocol).
fn open_graph(property: &'static str, content: &str) -> AnyView {
    leptos::html::meta().attr("property", property).content(content.to_owned()).into_any()
}

/// The one address of the page, and the same page in each language; who reads none of them is best served in English.
pub(super) fn alternates(page: &PageContext, head: &Head) -> Option<AnyView> {
    let address = |lang| [&page.public_url, Cx::of(lang).url(&page.path).as_str()].concat();
    (head.listing == Listing::Listed).then(|| {
        view! {
            <link rel="canonical" href=address(page.lang)/>
            {Lang::ALL.map(|lang| view! { <link rel="alternate" hreflang=lang.code() href=address(lang)/> }).collect_view()}
            <link rel="alternate" hreflang="x-default" href=address(Lang::En)/>
            <link rel="alternate" type="application/rss+xml" title=page.cx().t(m::storefront::PIECES) href=page.cx().url("/new.xml")/>
        }
        .into_any()
    })
}

/// Data, not a script; a `<` in it would end the element.
pub(super) fn structured(page: &PageContext, value: &serde_json::Value) -> AnyView {
    let text = value.to_string().replace('<', "\\u003c");
    view! { <script type="application/ld+json" nonce=page.nonce.clone() inner_html=text></script> }.into_any()
}
