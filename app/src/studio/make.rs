//! Planning a batch: what it takes, what is there, when it can be ready.

use super::lines::Lines;
use super::recipe::material_url;
use super::{head, material, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, lang_field};
use domain::time::Day;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MakeLine, MakePage, MaterialPage};

/// Name of the form.
pub(super) const FORM: &str = "plan_batch";

/// The form, with what the amount that was asked takes.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop, slug) = (page.cx(), page.param("shop").to_owned(), page.param("slug").to_owned());
    let draft = match page.draft(FORM).await {
        Ok(draft) => draft.filter(|draft| material::typed(Some(draft), "material") == slug),
        Err(error) => return error.into(),
    };
    let typed = draft.as_ref().map(|draft| material::typed(Some(draft), "amount"));
    let asked = typed.or_else(|| page.query("amount").map(str::to_owned));
    let found = services::studio::make(&page.services, &page.actor, &shop, &slug, asked.as_deref()).await;
    let make = match found {
        Ok(Some(make)) => make,
        Ok(None) => return Answer::Redirect(url(cx, &shop, &["/materials/", &slug, "/recipe"].concat())),
        Err(error) => return error.into(),
    };
    let kept = ["amount", "day", "note"].map(|name| page.query(name).unwrap_or_default().to_owned());
    let title = cx.f(m::batches::MAKE_TITLE, &[("material", make.row.name.get(cx.lang))]);
    page.html(200, head(title.clone()), move || body(cx, &shop, &make, draft.as_ref(), kept, title))
}

fn body(
    cx: Cx,
    shop: &str,
    make: &MakePage,
    draft: Option<&FormDraft>,
    [amount, day, note]: [String; 3],
    title: String,
) -> AnyView {
    let row = &make.row;
    let sentence = |field: &str, code: &str| sentence(cx, make, field, code);
    let lines = Lines { cx, draft, sentence: &sentence };
    let hint = cx.f(m::studio::WRITE_UNITS, &[("units", &material::units(cx, row))]);
    let amount = if amount.is_empty() { row.unit.write(make.output, cx.lang) } else { amount };
    let day_hint = match make.day {
        Some(day) => cx.f(m::batches::DAY_HINT, &[("day", &cx.day(day))]),
        None => cx.t(m::batches::DAY_NEVER).to_owned(),
    };
    let id = material::typed(draft, "id");
    let id = if id.is_empty() { make.next.to_string() } else { id };
    let here = url(cx, shop, &["/materials/", &row.slug, "/make"].concat());
    view! {
        <p class="way-back"><a href=material_url(cx, shop, row)>{row.name.get(cx.lang).clone()}</a></p>
        <h1>{title}</h1>
        <p>{most(cx, make)}</p>
        {lines.summary(cx.t(m::batches::PLAN_MISTAKES))}
        <form class="part" method="post" action="/api/plan_batch" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="material" value=row.slug.clone()/>
            <input type="hidden" name="id" value=id/>
            {lines.text("text", "amount", cx.t(m::batches::HOW_MUCH), &hint, &amount)}
            <p><button class="button button-quiet" type="submit" formmethod="get" formaction=here>{cx.t(m::batches::LOOK)}</button></p>
            <section aria-labelledby="takes">
                <h2 id="takes">{cx.f(m::batches::TAKES_FOR, &[("amount", &row.unit.format_short(make.output, cx.lang))])}</h2>
                <ul class="rows">{make.lines.iter().map(|line| input(lines, shop, line)).collect_view()}</ul>
                {besides(cx, make)}
                {raw(cx, make)}
                <p class="quiet-ink">{cx.f(m::batches::WORK, &[("time", &words::duration(cx, make.minutes))])}</p>
            </section>
            {lines.text("date", "day", cx.t(m::batches::DAY), &day_hint, &day)}
            {lines.text("text", "note", cx.t(m::batches::NOTE), "", &note)}
            <button class="button button-primary" type="submit">{cx.t(m::batches::PLAN)}</button>
        </form>
        <p><a href=url(cx, shop, &["/materials/", &row.slug, "/recipe"].concat())>{cx.t(m::batches::RECIPE_EDIT)}</a></p>
    }
    .into_any()
}

fn most(cx: Cx, make: &MakePage) -> String {
    match make.most {
        0 => cx.t(m::batches::MOST_NONE).to_owned(),
        most => cx.f(m::batches::MOST, &[("amount", &make.row.unit.format_short(most, cx.lang))]),
    }
}

fn input(lines: Lines<'_>, shop: &str, line: &MakeLine) -> AnyView {
    let (cx, row) = (lines.cx, &line.material);
    let amount = |amount| row.unit.format_short(amount, cx.lang);
    let free = cx.f(m::batches::FREE, &[("amount", &amount(row.available.max(0)))]);
    let short = (line.short() > 0).then(|| {
        let text = cx.f(m::batches::SHORT, &[("amount", &amount(line.short()))]);
        view! { <p class="state runs-out">{icon::warning()}<span>{text}</span></p> }
    });
    let make_it = (line.short() > 0 && line.has_recipe).then(|| {
        let path = ["/materials/", &row.slug, "/make"].concat();
        let text = cx.f(m::batches::MAKE_FIRST, &[("material", row.name.get(cx.lang))]);
        view! { <p><a href=url(cx, shop, &path)>{text}</a></p> }
    });
    let choice = (!line.substitutes.is_empty()).then(|| {
        let named = |row: &services::studio::MaterialRow| {
            let free = row.unit.format_short(row.available.max(0), cx.lang);
            let args = [("material", row.name.get(cx.lang).as_str()), ("amount", &free)];
            (row.slug.clone(), cx.f(m::batches::CHOICE, &args))
        };
        let unsaid = (String::new(), cx.t(m::batches::CHOICE_NONE).to_owned());
        let options: Vec<_> =
            std::iter::once(unsaid).chain([named(row)]).chain(line.substitutes.iter().map(named)).collect();
        let name = ["chosen[", &row.slug, "]"].concat();
        lines.select(&name, cx.t(m::batches::CHOICE_LABEL), "", &options, "")
    });
    view! {
        <li class="card" data-input=row.slug.clone()>
            <p><span class="strong">{row.name.get(cx.lang).clone()}</span> " " {words::amount(cx, row.unit, line.amount)}</p>
            <p class="quiet-ink">{free}</p>
            {short}
            {make_it}
            {choice}
        </li>
    }
    .into_any()
}

fn besides(cx: Cx, make: &MakePage) -> Option<AnyView> {
    let line = |(row, amount): &(services::studio::MaterialRow, i64)| {
        view! { <li><span>{row.name.get(cx.lang).clone()}</span> " " {words::amount(cx, row.unit, *amount)}</li> }
    };
    (!make.by_products.is_empty()).then(|| {
        view! {
            <h3>{cx.t(m::batches::BESIDES)}</h3>
            <ul class="take">{make.by_products.iter().map(line).collect_view()}</ul>
        }
        .into_any()
    })
}

fn raw(cx: Cx, make: &MakePage) -> Option<AnyView> {
    let line = |(row, amount): &(services::studio::MaterialRow, i64)| {
        view! { <li><span>{row.name.get(cx.lang).clone()}</span> " " {words::amount(cx, row.unit, *amount)}</li> }
    };
    (!make.raw.is_empty()).then(|| {
        view! {
            <details>
                <summary>{cx.t(m::batches::RAW)}</summary>
                <ul class="take">{make.raw.iter().map(line).collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}

/// What to mend.
fn sentence(cx: Cx, make: &MakePage, field: &str, code: &str) -> Option<String> {
    if let Some(day) = code.strip_prefix("too_early ").and_then(Day::parse) {
        return Some(cx.f(m::batches::DAY_TOO_EARLY, &[("day", &cx.day(day))]));
    }
    if let Some(slug) = code.strip_prefix("never ") {
        let row = make.lines.iter().flat_map(|line| std::iter::once(&line.material).chain(&line.substitutes));
        let name = row.into_iter().find(|row| row.slug == slug).map(|row| row.name.get(cx.lang).clone());
        return Some(cx.f(m::batches::NEVER, &[("material", &name.unwrap_or_default())]));
    }
    let message = match (field, code) {
        (_, "day") => m::studio::ARRIVAL_DAY_WRONG,
        (_, "no_hours") => m::batches::NO_HOURS,
        (_, "recorded") => m::batches::PLAN_RECORDED,
        (_, "no_recipe") => m::batches::NO_RECIPE,
        (_, "reason_unreadable") => m::studio::REASON_UNREADABLE,
        (_, "choose") => m::batches::CHOOSE,
        (_, code) => words::amount_problem(code)?,
    };
    let asked = field.strip_prefix("chosen[").and_then(|rest| rest.strip_suffix(']'));
    let line = asked.and_then(|slug| make.lines.iter().find(|line| line.material.slug == slug));
    let name = line.map(|line| line.material.name.get(cx.lang).clone()).unwrap_or_default();
    Some(cx.f(message, &[("units", &material::units(cx, &make.row)), ("material", &name)]))
}

/// On the page of a material: how it is made here, and how much of it could be made now.
pub(super) fn section(cx: Cx, shop: &str, material: &MaterialPage) -> AnyView {
    let row = &material.row;
    let to = |path: &str| url(cx, shop, &["/materials/", &row.slug, path].concat());
    let Some((makes, most)) = material.makes else {
        return view! { <p><a href=to("/recipe")>{cx.t(m::batches::RECIPE_NEW)}</a></p> }.into_any();
    };
    let amount = |amount| row.unit.format_short(amount, cx.lang);
    let said = match most {
        0 => notice("warn", cx.t(m::batches::MOST_NONE).to_owned()),
        most => view! { <p data-most=most.to_string()>{cx.f(m::batches::MOST, &[("amount", &amount(most))])}</p> }
            .into_any(),
    };
    view! {
        <section aria-labelledby="made">
            <h2 id="made">{cx.t(m::batches::MADE_HERE)}</h2>
            {said}
            <p class="quiet-ink">{cx.f(m::batches::ONE_BATCH, &[("amount", &amount(makes))])}</p>
            <p class="add-line">
                <a class="button button-primary" href=to("/make")>{cx.t(m::batches::PLAN_ONE)}</a>
                <a class="button button-quiet" href=to("/recipe")>{cx.t(m::batches::RECIPE_EDIT)}</a>
            </p>
        </section>
    }
    .into_any()
}
