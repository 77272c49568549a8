//! The document around every page: head, header, footer, and the loader that wakes islands.

mod meta;

use crate::configurator::PAGE;
use crate::i18n::{Cx, m};
use crate::page::{PageContext, Shown, render};
use crate::storefront::visits;
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
    /// Scripts of this page alone.
    pub scripts: Vec<&'static str>,
    /// The query that belongs to what the page shows, such as the options of a design; links that are shared keep it.
    pub query: String,
    /// Who may find it.
    pub listing: Listing,
    /// What it says to search engines, as JSON-LD.
    pub structured: Vec<serde_json::Value>,
    /// Which frame stands around the page.
    pub frame: Frame,
    /// What it shows, for whoever keeps it.
    pub shown: Shown,
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
static SCRIPT: LazyLock<String> = LazyLock::new(|| lean(&[PAGE, "\n", LOADER].concat()));

/// A script without the words for whoever reads the source.
fn lean(script: &str) -> String {
    let said = |line: &&str| !line.is_empty() && !line.starts_with("//");
    script.lines().map(str::trim).filter(said).collect::<Vec<_>>().join("\n")
}

/// Marks the document as scripted before it is painted, so that controls that only serve without JavaScript hide.
const MARK: &str = "document.documentElement.classList.add('js')";

/// What runs before anything is painted; pages that are counted also tell that they are shown.
fn first(head: &Head) -> String {
    let counted = head.frame == Frame::Storefront && head.listing != Listing::Private;
    if counted { [MARK, ";", visits::SHOWN].concat() } else { MARK.to_owned() }
}

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
                    {meta::description(page, head, &title)}
                    {styles(page, head.frame)}
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                    {meta::alternates(page, head)}
                    {head.structured.iter().map(|value| meta::structured(page, value)).collect_view()}
                    <script nonce=page.nonce.clone() inner_html=first(head)></script>
                    {islands.then(|| scripts(page))}
                    {head.scripts.iter().map(|script| module(page, lean(script))).collect_view()}
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

/// Pages for shoppers bring their styles along: the first one is painted a round trip earlier, which on a phone is more than what
/// the same bytes take on the next. In the studio, where one page follows the other, they are a file that stays.
fn styles(page: &PageContext, frame: Frame) -> AnyView {
    let sheet = |address| view! { <link rel="stylesheet" href=address/> };
    if frame == Frame::Studio {
        return [sheet(page.assets.css.clone()), sheet(studio_sheet())].into_iter().collect_view().into_any();
    }
    if page.assets.style.is_empty() {
        return sheet(page.assets.css.clone()).into_any();
    }
    view! {
        {first_fonts(page.lang)
            .map(|file| view! { <link rel="preload" href=file r#as="font" r#type="font/woff2" crossorigin="anonymous"/> })}
        <style nonce=page.nonce.clone() inner_html=page.assets.style.clone()></style>
    }
    .into_any()
}

/// The fonts that every page of a language begins with: they come with the page, or not before the next one (`font-display`).
const fn first_fonts(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Ar => ["/fonts/noto-naskh-arabic.woff2", "/fonts/source-sans-3-latin.woff2"],
        Lang::Fr | Lang::En => ["/fonts/fraunces-600-latin.woff2", "/fonts/source-sans-3-latin.woff2"],
    }
}

const fn frame_class(frame: Frame) -> &'static str {
    match frame {
        Frame::Storefront => "storefront",
        Frame::Quiet => "quiet",
        Frame::Studio => "studio",
    }
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

/// How many pieces are in the cart, as it stands behind its name. A place of its own even where it says nothing: a page that is kept
/// is cut there.
#[must_use]
pub fn basket(pieces: u32) -> String {
    let count = if pieces == 0 { String::new() } else { [" (", &pieces.to_string(), ")"].concat() };
    ["<b data-cart>", &count, "</b>"].concat()
}

fn storefront_links(page: &PageContext) -> AnyView {
    let cx = page.cx();
    let cart = [cx.t(m::common::CART), &basket(page.basket)].concat();
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
            <a class="cart-link kept-link" href=cx.url("/favourites")>{icon::heart()}<span>{cx.t(m::favourites::TITLE)}</span></a>
            <a class="cart-link" href=cx.url("/cart")>{icon::basket()}<span inner_html=cart></span></a>
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
    let query = crate::ui::query(page.query.iter().map(|(key, value)| (crate::ui::percent_encode(key), value)));
    view! {
        <nav class="languages" aria-label=cx.t(m::common::LANGUAGE)>
            {Lang::ALL
                .into_iter()
                .map(|lang| {
                    let href = [Cx::of(lang).url(&page.path), query.clone()].concat();
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
            {crate::currency::choice(page)}
            <p class="bottom-line">{cx.t(m::common::FOOTER_LINE)}</p>
            <p class="quiet-ink">{cx.t(m::common::FOOTER_SOURCE)} " " {source}</p>
        </footer>
    }
    .into_any()
}
