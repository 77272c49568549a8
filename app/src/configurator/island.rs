//! The island of the product page, as the server renders it. It takes no props: those would bring a JSON reader into the
//! browser build, four times the size of the configurator itself. What it needs stands in the page, see
//! [`domain::compact`]. In the browser `wake` answers for it; it builds and hydrates no markup.

use leptos::prelude::*;

/// Answers each change of the form around it at once. The form is its child: complete without the island.
#[island(lazy)]
pub fn Configurator(children: Children) -> impl IntoView {
    children()
}
