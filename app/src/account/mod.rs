//! Signing in, and the page of who signed in.

pub mod actions;

use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::shell::{Frame, Head, Listing};
use crate::ui::field::{self, TextField};
use crate::ui::{icon, lang_field};
use domain::text::Lang;
use leptos::prelude::*;
use services::form_draft::FormDraft;

/// Name of the sign-in form in drafts.
const SIGN_IN: &str = "sign_in";

/// Asks for address and password; whoever is signed in already goes on at once.
pub async fn sign_in_page(page: PageContext) -> Answer {
    let cx = page.cx();
    if page.actor.signed_in() {
        return Answer::Redirect(destination(cx, page.query("next").unwrap_or_default()));
    }
    let draft = match page.draft(SIGN_IN).await {
        Ok(draft) => draft,
        Err(error) => return error.into(),
    };
    let next = value(draft.as_ref(), "next").or_else(|| page.query("next").map(str::to_owned)).unwrap_or_default();
    let head = Head {
        title: cx.t(m::account::SIGN_IN_TITLE).to_owned(),
        frame: Frame::Quiet,
        listing: Listing::Private,
        ..Default::default()
    };
    page.html(200, head, move || sign_in_view(cx, draft.as_ref(), next))
}

/// Where to go after signing in: `next` when it is a page of this site, else the studio. The language is that of the form.
fn destination(cx: Cx, next: &str) -> String {
    let own = Lang::ALL.into_iter().find_map(|lang| next.strip_prefix(&Cx::of(lang).url("/")));
    let plain = |path: &&str| {
        path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
            && !path.starts_with("sign-in")
    };
    own.filter(plain).map_or_else(|| cx.url("/studio"), |path| cx.url(&["/", path].concat()))
}

fn value(draft: Option<&FormDraft>, name: &str) -> Option<String> {
    draft?.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
}

/// The sentence for each field of the form that the draft complains about, in form order.
fn mistakes(cx: Cx, draft: Option<&FormDraft>) -> Vec<(&'static str, String)> {
    let codes = draft.map(|draft| draft.errors.as_slice()).unwrap_or_default();
    let message = |name: &str, code: &str| -> Option<Msg> {
        match (name, code) {
            ("email", "required") => Some(m::account::EMAIL_REQUIRED),
            ("password", "required") => Some(m::account::PASSWORD_REQUIRED),
            ("password", "wrong") => Some(m::account::WRONG),
            ("password", "too_many") => Some(m::account::TOO_MANY),
            ("password", "busy") => Some(m::account::BUSY),
            (_, _) => None,
        }
    };
    ["email", "password"]
        .into_iter()
        .filter_map(|field| {
            let (name, code) = codes.iter().find(|(name, _)| name == field)?;
            message(name, code).map(|message| (field, cx.t(message).to_owned()))
        })
        .collect()
}

fn sign_in_view(cx: Cx, draft: Option<&FormDraft>, next: String) -> AnyView {
    let mistakes = mistakes(cx, draft);
    let error = |field: &str| mistakes.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let email = TextField {
        name: "email",
        label: cx.t(m::account::EMAIL).to_owned(),
        value: value(draft, "email").unwrap_or_default(),
        error: error("email"),
        autofocus: mistakes.first().is_some_and(|(name, _)| *name == "email"),
        kind: "email",
        autocomplete: "username",
        required: true,
        dir: Some("ltr"),
        ..Default::default()
    };
    let password = TextField {
        name: "password",
        label: cx.t(m::account::PASSWORD).to_owned(),
        error: error("password"),
        autofocus: mistakes.first().is_some_and(|(name, _)| *name == "password"),
        kind: "password",
        autocomplete: "current-password",
        required: true,
        dir: Some("ltr"),
        ..Default::default()
    };
    view! {
        <section class="narrow">
            <h1>{cx.t(m::account::SIGN_IN_TITLE)}</h1>
            <p class="quiet-ink">{cx.t(m::account::SIGN_IN_LINE)}</p>
            {(mistakes.len() > 1).then(|| field::summary(cx.t(m::account::MISTAKES), &mistakes))}
            <form class="stack" method="post" action="/api/sign_in" novalidate>
                {lang_field(cx)}
                <input type="hidden" name="next" value=next/>
                {email.view()}
                {password.view()}
                <button class="button button-primary" type="submit">{cx.t(m::account::SIGN_IN_BUTTON)}</button>
            </form>
            <p class="quiet-ink">{cx.t(m::account::NO_ACCOUNT_NEEDED)}</p>
        </section>
    }
    .into_any()
}

/// Who signed in, her shops, and the way out.
pub async fn page(page: PageContext) -> Answer {
    let cx = page.cx();
    let Some(person) = page.actor.person().cloned() else { return Answer::Redirect(cx.url("/sign-in")) };
    let shops: Vec<(String, String)> =
        page.actor.shops().iter().map(|shop| (shop.slug.clone(), shop.name.get(cx.lang).clone())).collect();
    let head = Head { title: cx.t(m::account::TITLE).to_owned(), listing: Listing::Private, ..Default::default() };
    page.html(200, head, move || {
        view! {
            <section class="narrow">
                <h1>{cx.t(m::account::TITLE)}</h1>
                <p>{cx.t(m::account::SIGNED_IN_AS)} " " <bdi class="strong">{person.name}</bdi></p>
                <h2>{cx.t(m::account::SHOPS)}</h2>
                {shop_links(cx, shops)}
                <form class="stack" method="post" action="/api/sign_out">
                    {lang_field(cx)}
                    <button class="button button-quiet" type="submit">{cx.t(m::account::SIGN_OUT)}</button>
                </form>
            </section>
        }
        .into_any()
    })
}

/// One large link per shop (slug, name) to its studio; a sentence when there is none.
pub(crate) fn shop_links(cx: Cx, shops: Vec<(String, String)>) -> AnyView {
    if shops.is_empty() {
        return view! { <p class="notice">{cx.t(m::account::NO_SHOPS)}</p> }.into_any();
    }
    let link = |(slug, name): (String, String)| {
        let href = cx.url(&["/studio/", &slug].concat());
        view! { <li><a class="card row-link" href=href>{icon::shelf()}<span class="strong">{name}</span></a></li> }
    };
    view! { <ul class="rows">{shops.into_iter().map(link).collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_leaves_the_site() {
        let cx = Cx::of(Lang::Fr);
        for (next, to) in [
            ("/fr/account", "/fr/account"),
            ("/ar/studio/thuya/orders", "/fr/studio/thuya/orders"),
            ("", "/fr/studio"),
            ("/fr", "/fr/studio"),
            ("/fr/", "/fr/studio"),
            ("/de/account", "/fr/studio"),
            ("//evil.example/fr/", "/fr/studio"),
            ("https://evil.example/fr/a", "/fr/studio"),
            ("/fr/..//evil.example", "/fr/studio"),
            ("/fr//evil.example", "/fr/studio"),
            ("/fr/a\\b", "/fr/studio"),
            ("/fr/a\r\nSet-Cookie: x", "/fr/studio"),
            ("/fr/sign-in", "/fr/studio"),
        ] {
            assert_eq!(destination(cx, next), to, "{next}");
        }
    }
}
