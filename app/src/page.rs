//! What a page is given and what it answers. Data is loaded before anything is rendered, so that status, redirect and
//! permission stand first; rendering is one synchronous pass over plain values.

use crate::i18n::Cx;
use domain::exchange::Foreign;
use domain::id::{CartLineId, ShopId};
use domain::money::Currency;
use domain::text::Lang;
use leptos::prelude::*;
use services::Services;
use services::form_draft::FormDraft;
use services::session::Actor;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Everything a page may know about its request.
#[derive(Clone)]
pub struct PageContext {
    /// Language of the address.
    pub lang: Lang,
    /// Path parameters by name, without the language.
    pub params: Vec<(String, String)>,
    /// Decoded query string.
    pub query: Vec<(String, String)>,
    /// The path behind the language, such as `/cart`; empty for the home page.
    pub path: String,
    /// Who asks.
    pub actor: Actor,
    /// How many pieces are in her cart.
    pub basket: u32,
    /// The use cases.
    pub services: Services,
    /// The nonce of this answer's Content-Security-Policy.
    pub nonce: String,
    /// Reference of this request, shown on error pages and found in the log.
    pub reference: String,
    /// Addresses of the built style and script files.
    pub assets: Arc<Assets>,
    /// Public address of this server, without a trailing slash.
    pub public_url: Arc<str>,
    /// Where readers find the source of the program as it runs here.
    pub source_url: Option<Arc<str>>,
    /// The currency in which she reads prices beside dirhams.
    pub foreign: Option<Foreign>,
    /// The currencies that she can choose from, dirhams first; none where there is nothing to choose.
    pub currencies: Vec<Currency>,
    /// Where news of the shop of this page are told; nothing on other pages.
    pub live: Option<Live>,
}

/// Where an open page hears that its shop changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// Address of the news.
    pub address: String,
    /// The version of the shop before the page was made.
    pub version: u64,
}

/// What a page shows, as whoever keeps it for the next reader must know it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// The only shop whose stock and orders it shows; without one it may show those of all.
    pub shop: Option<ShopId>,
    /// The id of a cart line in its form: each answer needs another.
    pub line: Option<CartLineId>,
}

/// Addresses of built files, as the page must name them.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// The style sheet, such as `/pkg/mogador.AbC.css`.
    pub css: String,
    /// The same as text, for pages that bring it along; empty where there is none.
    pub style: String,
    /// The script that loads the browser build.
    pub js: String,
    /// The browser build.
    pub wasm: String,
}

/// What a page answers.
pub enum Answer {
    /// An HTML document with its status, and what it shows.
    Html(u16, String, Shown),
    /// A text to keep as a file of this name.
    File {
        /// Name with its ending; letters, digits, hyphens and dots.
        name: String,
        /// What stands in it.
        text: String,
    },
    /// A file of another kind to keep.
    Download {
        /// Name with its ending; letters, digits, hyphens and dots.
        name: String,
        /// What it is.
        media_type: &'static str,
        /// What stands in it.
        bytes: Vec<u8>,
    },
    /// Look elsewhere (303).
    Redirect(String),
    /// There is no such thing, or it is not yours.
    NotFound,
    /// Something failed; the caller logs it once and shows an error page.
    Failed(services::Error),
}

/// A page handler, as it stands in the route table.
pub type Handler = fn(PageContext) -> Pin<Box<dyn Future<Output = Answer> + Send>>;

impl PageContext {
    /// The language for rendering.
    #[must_use]
    pub const fn cx(&self) -> Cx {
        Cx { lang: self.lang, foreign: self.foreign }
    }

    /// A path parameter; empty when the route has no such name.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        first(&self.params, name).unwrap_or_default()
    }

    /// The first value of a query field.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        first(&self.query, name)
    }

    /// What was typed into `form` before it came back with mistakes; `None` when it did not.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn draft(&self, form: &str) -> Result<Option<FormDraft>, services::Error> {
        match self.query("draft") {
            Some(id) => services::form_draft::find(&self.services, &self.actor, id, form).await,
            None => Ok(None),
        }
    }

    /// Renders a document around `view`.
    pub fn html(&self, status: u16, head: crate::shell::Head, view: impl FnOnce() -> AnyView) -> Answer {
        let shown = head.shown;
        Answer::Html(status, crate::shell::document(self, &head, view), shown)
    }
}

fn first<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl From<services::Error> for Answer {
    fn from(error: services::Error) -> Self {
        match error {
            services::Error::NotFound | services::Error::Denied => Self::NotFound,
            failure @ (services::Error::Store(_) | services::Error::Overflow | services::Error::Failed(_)) => {
                Self::Failed(failure)
            }
        }
    }
}

/// Runs `view` under a reactive owner in islands mode and answers its HTML.
pub fn render(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(hydration_context::SsrSharedContext::new_islands())));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    html
}
