//! Visits of pages that the browser had fetched before anybody asked for them.

use crate::action;
use domain::visits::{Place, Source};
use leptos::prelude::*;
use services::visits::{Visit, note};

/// Tells the server that a page is shown which was fetched beforehand: nothing is asked of the server then. Runs in each
/// page of the shop window.
pub(crate) const SHOWN: &str = "performance.getEntriesByType('navigation')[0]?.deliveryType=='navigational-prefetch'&&\
navigator.sendBeacon('/api/note_visit',new URLSearchParams({at:location,from:document.referrer}))";

/// Notes that a page is shown which was fetched beforehand. Fields: `at` (its whole address), `from` (the page that led to it).
///
/// # Errors
/// When the server gave no context.
#[server(prefix = "/api", endpoint = "note_visit")]
pub async fn note_visit(#[server(default)] at: String, #[server(default)] from: String) -> Result<(), ServerFnError> {
    let (context, _) = action::begin("")?;
    let own = &*context.public_url;
    let address = at.strip_prefix(own).unwrap_or_default().split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if let (Some(place), Some(visitor)) = (Place::of_path(path), context.visitor.clone()) {
        let works_for = context.actor.shops().iter().map(|shop| shop.shop).collect();
        let source = Source::of(query, &from, own);
        note(&context.services, Visit { place, source, visitor, works_for });
    }
    action::done();
    Ok(())
}
