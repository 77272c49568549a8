//! What a material is made from: a form of a few lines.

use super::lines::Lines;
use super::{head, material, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::lang_field;
use domain::materials::format_tenths;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MaterialRow, RecipeDesk};

/// Name of the form.
pub(super) const FORM: &str = "save_recipe";

/// The form; one that came back shows what was typed and what to mend.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = services::studio::recipe(&page.services, &page.actor, &shop, page.param("slug")).await;
    let (desk, draft) = match (found, page.draft(FORM).await) {
        (Ok(desk), Ok(draft)) => (desk, draft),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let draft = draft.filter(|draft| material::typed(Some(draft), "material") == desk.row.slug);
    let title = cx.f(m::batches::RECIPE_TITLE, &[("material", desk.row.name.get(cx.lang))]);
    page.html(200, head(title.clone()), move || body(cx, &shop, &desk, draft.as_ref(), title))
}

fn body(cx: Cx, shop: &str, desk: &RecipeDesk, draft: Option<&FormDraft>, title: String) -> AnyView {
    let row = &desk.row;
    let sentence = |field: &str, code: &str| sentence(cx, desk, draft, field, code);
    let lines = Lines { cx, draft, sentence: &sentence };
    let recipe = desk.recipe.as_ref();
    let makes = recipe.map(|recipe| row.unit.write(recipe.makes, cx.lang)).unwrap_or_default();
    let minutes = recipe.map(|recipe| recipe.minutes.to_string()).unwrap_or_default();
    let hint = cx.f(m::studio::WRITE_UNITS, &[("units", &material::units(cx, row))]);
    let (inputs, besides) = recipe.map_or((0, 0), |recipe| (recipe.inputs.len(), recipe.by_products.len()));
    let inputs = (inputs + 2).max(3).max(rows_of(draft, "input"));
    let besides = (besides + 1).max(rows_of(draft, "by"));
    view! {
        <p class="way-back"><a href=material_url(cx, shop, row)>{row.name.get(cx.lang).clone()}</a></p>
        <h1>{title}</h1>
        <p class="quiet-ink">{cx.t(m::batches::RECIPE_TEXT)}</p>
        {lines.summary(cx.t(m::materials::MISTAKES))}
        <form class="part" method="post" action="/api/save_recipe" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="material" value=row.slug.clone()/>
            <div class="columns">
                {lines.text("text", "makes", cx.t(m::batches::MAKES), &hint, &makes)}
                {lines.text("text", "minutes", cx.t(m::batches::MINUTES), cx.t(m::batches::MINUTES_HINT), &minutes)}
            </div>
            <h2>{cx.t(m::batches::TAKES)}</h2>
            {(0..inputs).map(|at| input(lines, desk, at)).collect_view()}
            <h2>{cx.t(m::batches::BESIDES)}</h2>
            <p class="quiet-ink">{cx.t(m::batches::BESIDES_TEXT)}</p>
            {(0..besides).map(|at| by_product(lines, desk, at)).collect_view()}
            <button class="button button-primary" type="submit">{cx.t(m::batches::RECIPE_SAVE)}</button>
        </form>
    }
    .into_any()
}

pub(super) fn material_url(cx: Cx, shop: &str, row: &MaterialRow) -> String {
    url(cx, shop, &["/materials/", &row.slug].concat())
}

/// As many rows as the form that came back had with something in them, and one more.
fn rows_of(draft: Option<&FormDraft>, name: &str) -> usize {
    let start = [name, "["].concat();
    let numbers = draft.into_iter().flat_map(|draft| &draft.fields).filter_map(|(field, _)| {
        let number = field.strip_prefix(&start)?.strip_suffix(']')?;
        number.parse::<usize>().ok().filter(|number| *number < MOST_ROWS)
    });
    numbers.max().map_or(0, |last| last + 2)
}

/// Rows that are read of one form.
pub(super) const MOST_ROWS: usize = 40;

fn options(lines: Lines<'_>, desk: &RecipeDesk) -> Vec<(String, String)> {
    let named = |row: &MaterialRow| (row.slug.clone(), row.name.get(lines.cx.lang).clone());
    std::iter::once((String::new(), "—".to_owned())).chain(desk.others.iter().map(named)).collect()
}

fn slug_of(desk: &RecipeDesk, id: Option<domain::id::MaterialId>) -> String {
    let row = id.and_then(|id| desk.others.iter().find(|row| row.id == id));
    row.map(|row| row.slug.clone()).unwrap_or_default()
}

fn input(lines: Lines<'_>, desk: &RecipeDesk, at: usize) -> AnyView {
    let cx = lines.cx;
    let name = |field: &str| [field, "[", &at.to_string(), "]"].concat();
    let known = desk.recipe.as_ref().and_then(|recipe| recipe.inputs.get(at));
    let row = known.and_then(|known| desk.others.iter().find(|row| row.id == known.material));
    let amount = known.zip(row).map(|(known, row)| row.unit.write(known.amount, cx.lang)).unwrap_or_default();
    let waste = known.filter(|known| known.waste_permille > 0);
    let waste = waste.map(|known| format_tenths(known.waste_permille, cx.lang)).unwrap_or_default();
    let instead = |place: usize| slug_of(desk, known.and_then(|known| known.substitutes.get(place).copied()));
    let options = options(lines, desk);
    let open = [lines.value(&name("instead"), &instead(0)), lines.value(&name("second"), &instead(1))].concat();
    let is_wrong = lines.wrong(&name("instead")).or(lines.wrong(&name("second"))).is_some();
    let open = is_wrong || !open.is_empty();
    view! {
        <fieldset class="card count-line">
            <legend class="visually-hidden">{cx.f(m::batches::INPUT_LEGEND, &[("number", &(at + 1).to_string())])}</legend>
            <div class="thirds">
                {lines.select(&name("input"), cx.t(m::batches::INPUT), "", &options, &slug_of(desk, known.map(|known| known.material)))}
                {lines.text("text", &name("amount"), cx.t(m::batches::INPUT_AMOUNT), "", &amount)}
                {lines.text("text", &name("waste"), cx.t(m::batches::INPUT_WASTE), "", &waste)}
            </div>
            <details open=open>
                <summary>{cx.t(m::batches::INSTEAD)}</summary>
                <div class="columns">
                    {lines.select(&name("instead"), cx.t(m::batches::INSTEAD_FIRST), "", &options, &instead(0))}
                    {lines.select(&name("second"), cx.t(m::batches::INSTEAD_SECOND), "", &options, &instead(1))}
                </div>
            </details>
        </fieldset>
    }
    .into_any()
}

fn by_product(lines: Lines<'_>, desk: &RecipeDesk, at: usize) -> AnyView {
    let cx = lines.cx;
    let name = |field: &str| [field, "[", &at.to_string(), "]"].concat();
    let known = desk.recipe.as_ref().and_then(|recipe| recipe.by_products.get(at));
    let row = known.and_then(|(id, _)| desk.others.iter().find(|row| row.id == *id));
    let amount = known.zip(row).map(|((_, amount), row)| row.unit.write(*amount, cx.lang)).unwrap_or_default();
    let slug = slug_of(desk, known.map(|(id, _)| *id));
    view! {
        <fieldset class="card count-line">
            <legend class="visually-hidden">{cx.f(m::batches::BY_LEGEND, &[("number", &(at + 1).to_string())])}</legend>
            <div class="columns">
                {lines.select(&name("by"), cx.t(m::batches::INPUT), "", &options(lines, desk), &slug)}
                {lines.text("text", &name("by_amount"), cx.t(m::batches::BY_AMOUNT), "", &amount)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// What to mend, with the units in which an amount of the chosen material is read.
fn sentence(cx: Cx, desk: &RecipeDesk, draft: Option<&FormDraft>, field: &str, code: &str) -> Option<String> {
    let message = match (field, code) {
        (field, "required") if field.starts_with("input") || field.starts_with("by[") => m::batches::INPUT_REQUIRED,
        (_, "unknown") => m::batches::INPUT_REQUIRED,
        (_, "twice") => m::batches::INPUT_TWICE,
        (_, "itself") => m::batches::INPUT_ITSELF,
        (_, "circle") => m::batches::INPUT_CIRCLE,
        (_, "other_unit") => m::batches::INSTEAD_UNIT,
        (_, "waste") => m::materials::WASTE_WRONG,
        (_, "minutes") => m::batches::MINUTES_WRONG,
        (_, code) => words::amount_problem(code)?,
    };
    let chosen = field.split_once('[').map(|(name, line)| {
        let of = if name == "by_amount" { "by" } else { "input" };
        material::typed(draft, &[of, "[", line].concat())
    });
    let of = match &chosen {
        Some(slug) => desk.others.iter().find(|row| row.slug == *slug).unwrap_or(&desk.row),
        None => &desk.row,
    };
    Some(cx.f(message, &[("units", &material::units(cx, of)), ("material", desk.row.name.get(cx.lang))]))
}
