//! The document around every page: head, header, footer, and the loader that wakes islands.

use crate::configurator::PAGE;
use crate::i18n::{Cx, m};
use crate::page::{PageContext, render};
use crate::studio::live;
use crate::ui::icon;
use domain::text::Lang;
use leptos::prelude::*;
use std::sync::LazyLock;

/// What a page says about itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Title, without the name of the place.
    pub title: String,
    /// One sentence for search engines and link previews; empty when there is none.
    pub description: String,
    /// Path of a picture for link previews.
    pub picture: Option<String>,
    /// Whether the page holds an island, and so needs the browser build.
    pub islands: bool,
    /// A script of this page alone; empty when there is none.
    pub script: &'static str,
    /// Who may find it.
    pub listing: Listing,
    /// What it says to search engines, as JSON-LD.
    pub structured: Vec<serde_json::Value>,
    /// Which frame stands around the page.
    pub frame: Frame,
}

/// Who may find a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Listing {
    /// Search engines list it.
    #[default]
    Listed,
    /// Everybody may read it and follow its links, but it is no page to arrive at.
    Unlisted,
    /// It is somebody's own.
    Private,
}

/// The frame around a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Frame {
    /// Shop window: navigation and footer.
    #[default]
    Storefront,
    /// Checkout: nothing to click away to.
    Quiet,
    /// The workshop's dashboard.
    Studio,
}

/// Starts the browser build and wakes the islands of the page. Imported only where a page holds an island.
const LOADER: &str = include_str!("loader.js");

/// What a page with an island says to the browser, without the words for whoever reads the source.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let said = |line: &&str| !line.trim_start().starts_with("//");
    let lines: Vec<&str> = PAGE.lines().chain(LOADER.lines()).map(str::trim).filter(said).collect();
    lines.join("\n")
});

/// Marks the document as scripted before it is painted, so that controls that only serve without JavaScript hide.
const MARK: &str = "document.documentElement.classList.add('js')";

/// The styles of the studio's forms: a sheet of its own, so that no shopper waits for them. Its address changes with it.
fn studio_sheet() -> String {
    const SHEET: &[u8] = include_bytes!("../../style/public/studio.css");
    // FNV-1a: short, and the same in every build.
    let mark = SHEET.iter().fold(0x811c_9dc5_u32, |mark, byte| (mark ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    format!("/studio.css?v={mark:08x}")
}

/// Renders a whole document.
pub fn document(page: &PageContext, head: &Head, view: impl FnOnce() -> AnyView) -> String {
    let cx = page.cx();
    let body = render(view);
    let news = (head.frame == Frame::Studio).then(|| live::source(page)).flatten();
    let islands = head.islands || body.contains("<leptos-island");
    let title = if head.title.is_empty() {
        cx.t(m::common::SITE_TITLE).to_owned()
    } else {
        [&head.title, " · ", cx.t(m::common::SITE_NAME)].concat()
    };
    let mut html = String::with_capacity(body.len() + 6_000);
    html.push_str("<!DOCTYPE html>");
    html.push_str(&render(|| {
        view! {
            <html lang=cx.lang.code() dir=cx.lang.dir()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title inner_html=title.replace('&', "&amp;").replace('<', "&lt;")></title>
                    {description(page, head, &title)}
                    <link rel="stylesheet" href=page.assets.css.clone()/>
                    {(head.frame == Frame::Studio).then(|| view! { <link rel="stylesheet" href=studio_sheet()/> })}
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                    {alternates(page, head)}
                    {head.structured.iter().map(|value| structured(page, value)).collect_view()}
                    <script nonce=page.nonce.clone()>{MARK}</script>
                    {islands.then(|| scripts(page))}
                    {(!head.script.is_empty()).then(|| module(page, head.script.to_owned()))}
                    {news.map(|_| module(page, live::SCRIPT.to_owned()))}
                    {(head.listing != Listing::Private).then(|| speculation(page))}
                </head>
                <body class=frame_class(head.frame)>
                    <a class="skip" href="#main">{cx.t(m::common::SKIP)}</a>
                    {header(page, head.frame)}
                    {(head.frame == Frame::Studio).then(|| crate::studio::navigation(page))}
                    {news.map(|news| live::place(page, news))}
                    <main id="main" tabindex="-1" inner_html=body></main>
                    {(head.frame == Frame::Storefront).then(|| footer(page))}
                </body>
            </html>
        }
        .into_any()
    }));
    html
}

const fn frame_class(frame: Frame) -> &'static str {
    match frame {
        Frame::Storefront => "storefront",
        Frame::Quiet => "quiet",
        Frame::Studio => "studio",
    }
}

fn description(page: &PageContext, head: &Head, title: &str) -> AnyView {
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
        {open_graph("og:url", &[&page.public_url, cx.url(&page.path).as_str()].concat())}
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
fn alternates(page: &PageContext, head: &Head) -> Option<AnyView> {
    let address = |lang| [&page.public_url, Cx { lang }.url(&page.path).as_str()].concat();
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
fn structured(page: &PageContext, value: &serde_json::Value) -> AnyView {
    let text = value.to_string().replace('<', "\\u003c");
    view! { <script type="application/ld+json" nonce=page.nonce.clone() inner_html=text></script> }.into_any()
}

fn scripts(page: &PageContext) -> AnyView {
    let assets = &page.assets;
    let start = [SCRIPT.as_str(), "(\"", &assets.js, "\",\"", &assets.wasm, "\")"].concat();
    module(page, start)
}

fn module(page: &PageContext, script: String) -> AnyView {
    view! { <script type="module" nonce=page.nonce.clone() inner_html=script></script> }.into_any()
}

/// Lets the browser fetch the page behind a link when the pointer rests on it.
fn speculation(page: &PageContext) -> AnyView {
    const RULES: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/*/studio*"}}]},"eagerness":"moderate"}]}"#;
    view! { <script type="speculationrules" nonce=page.nonce.clone() inner_html=RULES></script> }.into_any()
}

fn header(page: &PageContext, frame: Frame) -> AnyView {
    let cx = page.cx();
    let links = match frame {
        Frame::Storefront => storefront_links(page),
        Frame::Quiet => ().into_any(),
        Frame::Studio => studio_links(page),
    };
    view! {
        <header class="top">
            <a class="brand" href=cx.url("") aria-label=cx.t(m::common::SITE_NAME)>{icon::brand()}<span>{cx.t(m::common::SITE_NAME)}</span></a>
            {links}
            {languages(page)}
        </header>
    }
    .into_any()
}

fn storefront_links(page: &PageContext) -> AnyView {
    let cx = page.cx();
    let (account, label) = if page.actor.signed_in() {
        (cx.url("/studio"), cx.t(m::common::STUDIO))
    } else {
        (cx.url("/sign-in"), cx.t(m::common::SIGN_IN))
    };
    view! {
        <nav class="top-links" aria-label=cx.t(m::common::MAIN_NAVIGATION)>
            <a href=cx.url("/search")>{cx.t(m::search::TITLE)}</a>
            <a href=cx.url("#crafts")>{cx.t(m::common::CRAFTS)}</a>
            <a href=cx.url("#makers")>{cx.t(m::common::MAKERS)}</a>
            <a href=account>{label}</a>
            <a class="cart-link" href=cx.url("/cart")>{icon::basket()}<span>{cx.t(m::common::CART)}</span></a>
        </nav>
    }
    .into_any()
}

fn studio_links(page: &PageContext) -> AnyView {
    let cx = page.cx();
    view! {
        <form class="sign-out" method="post" action="/api/sign_out">
            <input type="hidden" name="lang" value=cx.lang.code()/>
            <button class="link" type="submit">{cx.t(m::common::SIGN_OUT)}</button>
        </form>
    }
    .into_any()
}

/// The same page in the other languages; the query (a form draft, a design) goes along.
fn languages(page: &PageContext) -> AnyView {
    let cx = page.cx();
    let query: String = page
        .query
        .iter()
        .enumerate()
        .map(|(index, (key, value))| {
            [
                if index == 0 { "?" } else { "&" },
                &crate::ui::percent_encode(key),
                "=",
                &crate::ui::percent_encode(value),
            ]
            .concat()
        })
        .collect();
    view! {
        <nav class="languages" aria-label=cx.t(m::common::LANGUAGE)>
            {Lang::ALL
                .into_iter()
                .map(|lang| {
                    let href = [Cx { lang }.url(&page.path), query.clone()].concat();
                    let name = match lang {
                        Lang::Ar => "العربية",
                        Lang::Fr => "Français",
                        Lang::En => "English",
                    };
                    view! {
                        <a href=href lang=lang.code() hreflang=lang.code() aria-current=(lang == cx.lang).then_some("true")>
                            {name}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
    .into_any()
}

fn footer(page: &PageContext) -> AnyView {
    let cx = page.cx();
    let source = page.source_url.as_ref().map(|url| {
        view! { <a href=url.to_string() rel="external">{cx.t(m::common::SOURCE_CODE)}</a> }
    });
    view! {
        <footer class="bottom">
            {crate::storefront::info::links(cx)}
            <p class="bottom-line">{cx.t(m::common::FOOTER_LINE)}</p>
            <p class="quiet-ink">{cx.t(m::common::FOOTER_SOURCE)} " " {source}</p>
        </footer>
    }
    .into_any()
}
