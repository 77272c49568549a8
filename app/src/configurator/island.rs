//! The islands of the product page. They take no props: those would bring a JSON reader into the browser build, four
//! times the size of the configurator itself. What they need stands in the page, see [`domain::compact`].

use leptos::prelude::*;

/// Answers each change of the form around it at once. The form is its child: rendered by the server, complete without it.
#[island(lazy)]
pub fn Configurator(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::browser::start();
    children()
}

/// Copies the address of the design shown when its button, the child, is pressed.
#[island(lazy)]
pub fn CopyLink(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::browser::watch_copy();
    children()
}
