//! What a server function is given, and how it answers: always a redirect to a page, with what was typed kept aside.

use crate::i18n::Cx;
use crate::ui::percent_encode;
use axum::http::{HeaderValue, StatusCode, header};
use domain::money::Currency;
use domain::text::Lang;
use leptos::prelude::{ServerFnError, use_context};
use leptos_axum::ResponseOptions;
use services::session::{Actor, NewToken};
use services::visits::Visitor;
use services::{Services, form_draft};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Given by the server to each server function.
#[derive(Clone)]
pub struct ActionContext {
    /// Who asks.
    pub actor: Actor,
    /// The use cases.
    pub services: Services,
    /// Whom to count attempts against: the client's address, shortened where it is one of many of a household.
    pub client: String,
    /// Who asks, when her visits are counted.
    pub visitor: Option<Visitor>,
    /// Public address of this server, without a trailing slash.
    pub public_url: Arc<str>,
    /// Reference of the request.
    pub reference: String,
    /// What becomes of a cookie.
    pub cookie: Arc<Mutex<Option<Cookie>>>,
    /// Set as soon as the body was read and the function runs.
    pub reached: Arc<AtomicBool>,
}

/// A change of a cookie.
pub enum Cookie {
    /// A new token of a session.
    Set(String),
    /// No session any more.
    Clear,
    /// The currency in which prices are read.
    Currency(Currency),
}

/// How a server function ends: with a redirect, or with a failure that the server logs and answers.
pub type Done = Result<(), ServerFnError>;

/// Starts a server function: the context, and the language of the form (French when it says none that we speak).
///
/// # Errors
/// When the server gave no context.
pub fn begin(lang: &str) -> Result<(ActionContext, Cx), ServerFnError> {
    let context: ActionContext = use_context().ok_or_else(|| ServerFnError::new("no context"))?;
    context.reached.store(true, Ordering::Relaxed);
    Ok((context, Cx::of(Lang::from_tag(lang).unwrap_or(Lang::Fr))))
}

/// Ends a server function: the browser is to look at this page (303).
pub fn see(path: &str) {
    let options: ResponseOptions = use_context().unwrap_or_default();
    options.set_status(StatusCode::SEE_OTHER);
    if let Ok(location) = HeaderValue::from_str(path) {
        options.insert_header(header::LOCATION, location);
    }
}

/// Ends a server function that a page calls by itself: there is nothing to show.
pub fn done() {
    refuse(StatusCode::NO_CONTENT);
}

/// Ends a server function with a page that stands for an error.
fn refuse(status: StatusCode) {
    use_context::<ResponseOptions>().unwrap_or_default().set_status(status);
}

/// Ends a server function whose service failed: what is not there (or not yours) is answered 404, the rest is a failure.
///
/// # Errors
/// The failure, for the server to log.
pub fn failed(error: services::Error) -> Done {
    use services::Error::{Denied, Failed, NotFound, Overflow, Store};
    if error.is_busy() {
        refuse(StatusCode::SERVICE_UNAVAILABLE);
        return Ok(());
    }
    match error {
        NotFound | Denied => {
            refuse(StatusCode::NOT_FOUND);
            Ok(())
        }
        Store(_) | Overflow | Failed(_) => Err(ServerFnError::new(error.to_string())),
    }
}

impl ActionContext {
    /// Puts a session's token into the cookie.
    pub fn set_cookie(&self, token: NewToken) {
        self.change_cookie(Cookie::Set(token.0));
    }

    /// Takes the session's cookie away.
    pub fn clear_cookie(&self) {
        self.change_cookie(Cookie::Clear);
    }

    /// Remembers in which currency this browser reads prices.
    pub fn read_in(&self, currency: Currency) {
        self.change_cookie(Cookie::Currency(currency));
    }

    fn change_cookie(&self, change: Cookie) {
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = Some(change);
    }

    /// The actor with a session; opens one, and sets its cookie, when there is none.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn with_session(&self) -> Result<Actor, services::Error> {
        let (actor, token) = services::session::ensure(&self.services, &self.actor).await?;
        if let Some(token) = token {
            self.set_cookie(token);
        }
        Ok(actor)
    }

    /// Keeps what was typed with what is wrong about it, and sends the browser back to `page`, which shows both; `page`
    /// may end with a place (`#..`).
    ///
    /// # Errors
    /// The failure, for the server to log.
    pub async fn send_back(
        &self,
        page: &str,
        form: &str,
        fields: Vec<(String, String)>,
        errors: Vec<(String, String)>,
    ) -> Done {
        match form_draft::keep(&self.services, &self.actor, form, fields, errors).await {
            Ok(id) => {
                let (path, place) = page.split_at(page.find('#').unwrap_or(page.len()));
                see(&[path, "?draft=", &percent_encode(&id), place].concat());
                Ok(())
            }
            Err(error) => failed(error),
        }
    }
}
