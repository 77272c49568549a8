//! A link that says where its visitors came from: a plain form, whose answer is the same page with the link.

use super::super::url;
use crate::i18n::{Cx, m};
use crate::ui::{self, field};
use domain::visits::Span;
use leptos::prelude::*;
use services::studio::{LinkForm, VisitsPage};

/// The form, with what was typed.
pub(super) struct Builder {
    pub cx: Cx,
    pub shop: String,
    pub span: Span,
    pub form: LinkForm,
    /// Whether it was sent.
    pub asked: bool,
    /// Public address of this server.
    pub origin: String,
}

impl Builder {
    pub(super) fn view(&self, page: &VisitsPage) -> AnyView {
        let (cx, form) = (self.cx, &self.form);
        let made = self.asked.then(|| self.link(page)).flatten();
        let wrong = (self.asked && made.is_none()).then(|| cx.t(m::visits::LINK_WRONG).to_owned());
        let options = page.on_sale.iter().map(|(slug, name)| {
            let selected = *slug == form.product;
            view! { <option value=slug.clone() selected=selected>{name.get(cx.lang).clone()}</option> }
        });
        view! {
            <section id="link" aria-labelledby="link-title">
                <h2 id="link-title">{cx.t(m::visits::LINK)}</h2>
                <p class="quiet-ink">{cx.t(m::visits::LINK_TEXT)}</p>
                {made.map(|link| self.made(link))}
                <form class="stack" method="get" action=url(cx, &self.shop, "/visits#link") novalidate>
                    <input type="hidden" name="days" value=self.span.code()/>
                    <div class="field">
                        <label for="product">{cx.t(m::visits::LINK_TO)}</label>
                        <select id="product" name="product">
                            <option value="">{cx.t(m::visits::LINK_SHOP)}</option>
                            {options.collect_view()}
                        </select>
                    </div>
                    {input("source", cx.t(m::visits::LINK_SOURCE), cx.t(m::visits::LINK_SOURCE_HINT), &form.source, wrong)}
                    <div class="columns">
                        {input("medium", cx.t(m::visits::LINK_MEDIUM), cx.t(m::visits::LINK_MEDIUM_HINT), &form.medium, None)}
                        {input("campaign", cx.t(m::visits::LINK_CAMPAIGN), cx.t(m::visits::LINK_CAMPAIGN_HINT), &form.campaign, None)}
                    </div>
                    <button class="button button-primary" type="submit">{cx.t(m::visits::LINK_MAKE)}</button>
                </form>
            </section>
        }
        .into_any()
    }

    fn link(&self, page: &VisitsPage) -> Option<String> {
        let (path, fields) = self.form.address(&self.shop, page)?;
        Some([&*self.origin, &self.cx.url(&path), &ui::query(fields)].concat())
    }

    /// The link, to be copied.
    fn made(&self, link: String) -> AnyView {
        let cx = self.cx;
        view! {
            <div class="notice good" role="status">
                <div class="field made-link">
                    <label for="made">{cx.t(m::visits::LINK_READY)}</label>
                    <input id="made" type="text" readonly dir="ltr" value=link/>
                    <button id="copy-made" class="button button-quiet" type="button" hidden data-done=cx.t(m::visits::LINK_COPIED)>{cx.t(m::visits::LINK_COPY)}</button>
                </div>
            </div>
        }
        .into_any()
    }
}

fn input(id: &'static str, label: &'static str, hint: &str, value: &str, wrong: Option<String>) -> AnyView {
    let is_wrong = wrong.is_some();
    view! {
        <div class="field" class:has-error=is_wrong>
            <label for=id>{label}</label>
            {field::hint(id, hint)}
            <input id=id name=id type="text" value=value.to_owned() maxlength="60" autocomplete="off" dir="auto" autofocus=is_wrong aria-invalid=is_wrong.then_some("true") aria-describedby=field::describe(id, true, is_wrong)/>
            {field::error(id, wrong)}
        </div>
    }
    .into_any()
}
