//! A product: its picture, its decisions, its price and its day, together from the first moment.

use super::{crumbs, favourites, photos, structured};
use crate::configurator::Configurator;
use crate::configurator::form::Form;
use crate::currency;
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext, Shown};
use crate::shell::{Head, Listing};
use crate::ui::{self, icon};
use domain::configurator::RESERVED;
use domain::id::CartLineId;
use domain::preview;
use domain::product::{GroupKind, Kept, OptionGroup, ProductModel, ProductText};
use leptos::prelude::*;
use services::catalog::{self, ProductPage, ProductState};
use services::form_draft;

/// Sends pictures; on the pages alone where one can be given, while the browser build is fetched in every visit.
const GIVEN: &str = include_str!("../configurator/given.js");

/// `/{lang}/products/{slug}`: with `?draft=` for what was typed before, and `?o[group]=value` for a design.
pub async fn page(page: PageContext) -> Answer {
    let product = match catalog::product(&page.services, page.param("slug")).await {
        Ok(Some(product)) => product,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let (fields, errors, newest) = match asked(&page, &product.model).await {
        Ok(asked) => asked,
        Err(error) => return error.into(),
    };
    let promise = match catalog::promise(&page.services, &product).await {
        Ok(promise) => promise,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let Some(mut form) = Form::new(cx, &product, promise, fields, newest.as_deref()) else {
        return Answer::Failed(services::Error::Overflow);
    };
    let picks = form.selection.0.iter().map(Option::as_ref);
    form.pictures = match services::pictures::given(&page.services, &product.model, picks).await {
        Ok(pictures) => pictures,
        Err(error) => return error.into(),
    };
    form.picture_problems.clone_from(&errors);
    let takes_picture = product.model.groups.iter().any(|group| matches!(group.kind, GroupKind::Picture));
    let text = product.text.get(cx.lang).clone();
    let query = shared(&options(&page.query));
    let address = [&page.public_url, cx.url(&page.path).as_str(), &query].concat();
    let category = (["/categories/", &product.category.slug].concat(), product.category.name.get(cx.lang).clone());
    let line = services::cart::new_line_id(&page.services);
    let head = Head {
        title: text.name.clone(),
        description: text.summary.clone(),
        picture: Some(["/media/share/", cx.lang.code(), "/", &product.slug, ".png", &query].concat()),
        structured: vec![
            structured::product(&page, &product, &text, &form.shown, form.sheet.digest.today),
            structured::breadcrumbs(&page, std::slice::from_ref(&category), &text.name),
        ],
        listing: if product.state == ProductState::Published { Listing::Listed } else { Listing::Unlisted },
        islands: true,
        scripts: if takes_picture { vec![favourites::SCRIPT, GIVEN] } else { vec![favourites::SCRIPT] },
        query: query.clone(),
        shown: Shown { shop: Some(product.shop_id), line: Some(line) },
        ..Head::default()
    };
    page.html(200, head, move || {
        let around = Around { category: &category, line, errors: &errors, address: &address };
        view(cx, &product, &text, &form, &around)
    })
}

/// A design as a query: its groups and raw texts.
pub(super) fn shared<'a>(options: impl IntoIterator<Item = &'a (String, String)>) -> String {
    ui::query(options.into_iter().map(|(key, raw)| (["o[", &ui::percent_encode(key), "]"].concat(), raw)))
}

/// Fields of the form, names of fields that are wrong for another reason than the options themselves, and the field that was
/// decided last, where an address says it.
type Asked = (Vec<(String, String)>, Vec<(String, String)>, Option<String>);

/// The options that a query says.
#[must_use]
pub fn options(query: &[(String, String)]) -> Vec<(String, String)> {
    let option =
        |(key, value): &(String, String)| Some((key.strip_prefix("o[")?.strip_suffix(']')?.to_owned(), value.clone()));
    // The page's own fields come from drafts alone.
    query.iter().filter_map(option).filter(|(key, _)| !RESERVED.contains(&key.as_str())).collect()
}

async fn asked(page: &PageContext, model: &ProductModel) -> Result<Asked, services::Error> {
    let options = options(&page.query);
    let newest = options.last().map(|(field, _)| field.clone());
    let Some(draft) = page.draft(form_draft::PRODUCT).await? else { return Ok((options, Vec::new(), newest)) };
    if options.is_empty() {
        return Ok((draft.fields, draft.errors, None));
    }
    // What was chosen since stands in the address, all but the texts.
    let text = |group: &OptionGroup| matches!(group.kind, GroupKind::Text { .. } | GroupKind::Picture);
    let kept = |key: &str| RESERVED.contains(&key) || model.groups.iter().any(|group| group.key == key && text(group));
    let texts = draft.fields.into_iter().filter(|(key, _)| kept(key));
    Ok((texts.chain(options).collect(), draft.errors, newest))
}

/// What the page shows beside the product and the design.
struct Around<'a> {
    category: &'a (String, String),
    /// Id of the line that the form adds to the cart.
    line: CartLineId,
    errors: &'a [(String, String)],
    /// Address of this design.
    address: &'a str,
}

fn view(cx: Cx, product: &ProductPage, text: &ProductText, form: &Form, around: &Around<'_>) -> AnyView {
    let category = around.category;
    let design = design_form(cx, product, text, form, around);
    view! {
        {crumbs(cx, std::slice::from_ref(category))}
        <Configurator>{design}</Configurator>
        <div class="product-more">
            {photos::section(cx, &product.photos)}
            {(!text.kept.is_empty()).then(|| kept(cx, text))}
            <section class="section story">
                <h2 class="section-title">{cx.t(m::storefront::STORY)}</h2>
                {ui::paragraphs(&text.story)}
            </section>
            <section class="section facts">
                <h2 class="section-title">{cx.t(m::storefront::CARE)}</h2>
                {ui::paragraphs(&text.care)}
                <p class="quiet-ink">{cx.t(m::storefront::MADE_TO_ORDER)}</p>
            </section>
        </div>
        {favourites::seen(cx)}
    }
    .into_any()
}

fn design_form(cx: Cx, product: &ProductPage, text: &ProductText, form: &Form, around: &Around<'_>) -> AnyView {
    let Around { line, errors, address, .. } = *around;
    let svg = preview::draw(&preview::scene(&product.model, &form.shown.configuration));
    // What a drawing shows is its choices; what a photograph shows, its artisan says.
    let seen = if text.picture.is_empty() { &text.name } else { &text.picture };
    view! {
        <form class="product" id="design" method="post" action="/api/add_to_cart" autocomplete="off" novalidate data-sheet=form.sheet_text()>
            // Enter presses the first button of a form.
            <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name="line" value=line.to_string()/>
            <div class="product-picture" id="picture" role="img" aria-label=seen.clone() inner_html=svg></div>
            <div class="options">
                {head(cx, product, text, form)}
                {presets(cx, product, text)}
                {form.groups(text)}
                {quantity(cx, form, errors)}
                <details class="price-opened">
                    <summary>{cx.t(m::storefront::PRICE_OPENED)}</summary>
                    <ul class="breakdown" id="breakdown" inner_html=form.breakdown()></ul>
                </details>
                {buy_bar(cx, form)}
                <p class="ways-to-share">
                {favourites::button(cx, &product.slug)}
                <a id="whatsapp" href=["https://wa.me/?text=", &ui::percent_encode(address)].concat() rel="noopener">{cx.t(m::favourites::WHATSAPP)}</a>
                <button class="copy link" type="button" id="copy"><span class="copy-label">{cx.t(m::configurator::COPY_LINK)}</span><span class="copy-done" role="status">{cx.t(m::configurator::COPIED)}</span></button>
                </p>
            </div>
        </form>
    }
    .into_any()
}

/// Designs to start from: links, for a design is its address.
fn presets(cx: Cx, product: &ProductPage, text: &ProductText) -> Option<AnyView> {
    let presets = &product.model.guide.presets;
    let link = |(fields, name): (&Vec<(String, String)>, &String)| {
        let href = cx.url(&["/products/", &product.slug, &shared(fields)].concat());
        view! { <li><a href=href>{name.clone()}</a></li> }
    };
    (!presets.is_empty()).then(|| {
        view! {
            <nav class="presets" aria-label=cx.t(m::storefront::PRESETS)>
                <p class="option-label">{cx.t(m::storefront::PRESETS)}</p>
                <ul>{presets.iter().zip(&text.presets).map(link).collect_view()}</ul>
            </nav>
        }
        .into_any()
    })
}

/// What stays as it is in every piece, and why.
fn kept(cx: Cx, text: &ProductText) -> AnyView {
    let one = |kept: &Kept| view! { <h3>{kept.title.clone()}</h3> {ui::paragraphs(&kept.story)} };
    view! {
        <section class="section facts">
            <h2 class="section-title">{cx.t(m::storefront::KEPT)}</h2>
            {text.kept.iter().map(one).collect_view()}
        </section>
    }
    .into_any()
}

fn head(cx: Cx, product: &ProductPage, text: &ProductText, form: &Form) -> AnyView {
    view! {
        <div class="product-head">
            <h1>{text.name.clone()}</h1>
            <p class="maker">
                {cx.t(m::storefront::BY)} " "
                <a href=cx.url(&["/shops/", &product.shop.slug].concat())>{product.shop.name.get(cx.lang).clone()}</a>
                {cx.t(m::common::COMMA)} {product.shop.place.get(cx.lang).clone()}
            </p>
            <p class="lead">{text.summary.clone()}</p>
            {(product.state != ProductState::Published).then(|| view! { <p class="notice warn">{cx.t(m::storefront::NOT_OFFERED)}</p> })}
            <p class="product-price"><bdi class="money" id="price">{form.price()}</bdi></p>
            {charged(cx, product, form)}
            <p class="ready-by">{icon::calendar()}<span id="ready">{form.ready()}</span></p>
            <p class="quiet-ink" id="limit">{form.limit()}</p>
        </div>
    }
    .into_any()
}

/// Beside a price in another currency: what is charged, and where the other one comes from.
fn charged(cx: Cx, product: &ProductPage, form: &Form) -> Option<AnyView> {
    let shown = form.foreign_price()?;
    let is_listed = product.model.listed.iter().any(|set| set.currency == shown.currency);
    let origin = currency::origin(cx, cx.rate(), is_listed).map(|origin| [" · ", &origin].concat());
    Some(
        view! {
            <p class="quiet-ink"><bdi class="money" id="charged">{form.charged()}</bdi> " " {cx.t(m::currency::CHARGED)} {origin}</p>
        }
        .into_any(),
    )
}

fn quantity(cx: Cx, form: &Form, errors: &[(String, String)]) -> AnyView {
    let typed = form.fields.iter().find(|(key, _)| key == "quantity").map_or("1", |(_, value)| value.as_str());
    let wrong = errors.iter().any(|(name, _)| name == "quantity");
    view! {
        <div class="option-group">
            <label class="option-label" for="quantity">{cx.t(m::configurator::QUANTITY)}</label>
            <span class="number-field">
                <input
                    id="quantity"
                    name="quantity"
                    value=typed.to_owned()
                    inputmode="numeric"
                    dir="ltr"
                    autofocus=wrong
                    aria-invalid=wrong.then_some("true")
                    aria-describedby="quantity-error"
                />
            </span>
            <p class="why" id="quantity-error">{wrong.then(|| cx.t(m::configurator::QUANTITY_WRONG))}</p>
            {errors
                .iter()
                .find(|(name, _)| name == "form")
                .map(|(_, code)| {
                    let text = match code.as_str() {
                        "too_many_lines" => m::configurator::CART_FULL,
                        "too_large" => m::configurator::TOO_LARGE,
                        _ => m::configurator::CHANGED,
                    };
                    view! { <p class="notice bad" role="alert">{cx.t(text)}</p> }
                })}
        </div>
    }
    .into_any()
}

fn buy_bar(cx: Cx, form: &Form) -> AnyView {
    view! {
        <div class="buy-bar">
            <p>
                <bdi class="money" id="bar-price">{form.price()}</bdi>
                {form.foreign_price().map(|_| view! { <bdi class="bar-ready" id="bar-charged">{form.charged()}</bdi> })}
                <span class="bar-ready" id="bar-ready">{form.ready()}</span>
            </p>
            <button class="button button-primary" type="submit">
                {if form.changes_line() { cx.t(m::configurator::SAVE) } else { cx.t(m::configurator::ADD) }}
            </button>
        </div>
    }
    .into_any()
}
