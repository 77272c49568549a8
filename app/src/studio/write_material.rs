//! What a shop says about a material: a new one, or one that is there.

use super::material::typed;
use super::{head, url, words};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::field::{self, TextField};
use crate::ui::lang_field;
use domain::materials::{MaterialField, Pack, format_tenths};
use domain::quantity::Unit;
use domain::text::{Lang, Localised};
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{Desk, MaterialRow};

/// Name of the form.
pub(super) const FORM: &str = "save_material";

/// A form for a new material.
pub async fn new_page(page: PageContext) -> Answer {
    show(page, None).await
}

/// The form of a material that is there.
pub async fn edit_page(page: PageContext) -> Answer {
    let slug = page.param("slug").to_owned();
    show(page, Some(slug)).await
}

async fn show(page: PageContext, slug: Option<String>) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let desk = services::studio::write_material(&page.services, &page.actor, &shop, slug.as_deref()).await;
    let (desk, draft) = match (desk, page.draft(FORM).await) {
        (Ok(desk), Ok(draft)) => (desk, draft),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    // A new material keeps the id under which its form was sent before; one that is there has its own.
    let id = desk.id.to_string();
    let draft = draft.filter(|draft| desk.row.is_none() || typed(Some(draft), "id") == id);
    let title = match &desk.row {
        Some(row) => row.name.get(cx.lang).clone(),
        None => cx.t(m::materials::NEW).to_owned(),
    };
    page.html(200, head(title.clone()), move || {
        let form = Form { cx, draft: draft.as_ref(), row: desk.row.as_ref() };
        body(form, &shop, &desk, title)
    })
}

/// What the fields are made from.
#[derive(Clone, Copy)]
struct Form<'a> {
    cx: Cx,
    draft: Option<&'a FormDraft>,
    row: Option<&'a MaterialRow>,
}

fn body(form: Form<'_>, shop: &str, desk: &Desk, title: String) -> AnyView {
    let (cx, row) = (form.cx, form.row);
    let (back, label) = match row {
        Some(row) => (["/materials/", &row.slug].concat(), row.name.get(cx.lang).clone()),
        None => ("/materials".to_owned(), cx.t(m::studio::ALL_MATERIALS).to_owned()),
    };
    let sent = typed(form.draft, "id");
    let id = if sent.is_empty() { desk.id.to_string() } else { sent };
    let terms = row.map(|row| row.terms).unwrap_or_default();
    let amount = |amount: Option<i64>| row.zip(amount).map(|(row, amount)| row.unit.write(amount, cx.lang));
    let buying = terms.buying;
    let threshold = Some(terms.threshold).filter(|threshold| *threshold > 0);
    let waste = Some(terms.waste_permille).filter(|waste| *waste > 0).map(|waste| format_tenths(waste, cx.lang));
    let days_hint = cx.f(m::materials::DAYS_HINT, &[("days", &desk.shop_days.to_string())]);
    let one_time = form.draft.map_or(terms.one_time, |draft| !typed(Some(draft), "one_time").is_empty());
    view! {
        <p class="way-back"><a href=url(cx, shop, &back)>{label}</a></p>
        <h1>{title}</h1>
        {field::summary(cx.t(m::materials::MISTAKES), &form.mistakes())}
        <form class="part" method="post" action="/api/save_material" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="material" value=row.map(|row| row.slug.clone())/>
            <input type="hidden" name="id" value=id/>
            {form.words(m::materials::NAME, m::materials::NAME_HINT, MaterialField::Name, row.map(|row| &row.name))}
            {form.words(m::materials::ORIGIN, m::materials::ORIGIN_HINT, MaterialField::Origin, row.map(|row| &row.origin))}
            {unit(form, desk.unit_is_settled)}
            <div class="columns">
                {pack(form, buying.map(|buying| buying.pack))}
                {form.line(MaterialField::Holds, m::materials::HOLDS, cx.t(m::materials::HOLDS_HINT), amount(buying.map(|buying| buying.holds)))}
            </div>
            <div class="columns">
                {form.line(MaterialField::Threshold, m::materials::THRESHOLD, cx.t(m::materials::THRESHOLD_HINT), amount(threshold))}
                {form.line(MaterialField::SupplyDays, m::materials::DAYS, &days_hint, terms.supply_days.map(|days| days.to_string()))}
            </div>
            {form.line(MaterialField::Waste, m::materials::WASTE, cx.t(m::materials::WASTE_HINT), waste)}
            <label class="tick">
                <input type="checkbox" name="one_time" value="true" checked=one_time/>
                <span>{cx.t(m::materials::ONE_TIME)}</span>
            </label>
            <button class="button button-primary" type="submit">{cx.t(m::materials::SAVE)}</button>
        </form>
    }
    .into_any()
}

fn unit(form: Form<'_>, is_settled: bool) -> AnyView {
    let cx = form.cx;
    if let Some(row) = form.row.filter(|_| is_settled) {
        let text = cx.f(m::materials::UNIT_SETTLED, &[("unit", cx.t(words::measured(row.unit)))]);
        let wrong = form.wrong(MaterialField::Unit);
        return view! { <div class="field"><p>{text}</p>{field::error("unit", wrong)}</div> }.into_any();
    }
    let known = form.row.map(|row| row.unit.code()).unwrap_or_default();
    let options = Unit::ALL.map(|unit| (unit.code(), cx.t(words::measured(unit)))).to_vec();
    form.select(MaterialField::Unit, m::materials::UNIT, cx.t(m::materials::UNIT_HINT), options, known)
}

fn pack(form: Form<'_>, known: Option<Pack>) -> AnyView {
    let none = ("", form.cx.t(m::materials::PACK_NONE));
    let packs = Pack::ALL.map(|pack| (pack.code(), pack.name(form.cx.lang)));
    let options = std::iter::once(none).chain(packs).collect();
    let known = known.map(Pack::code).unwrap_or_default();
    form.select(MaterialField::Pack, m::materials::PACK, form.cx.t(m::materials::PACK_HINT), options, known)
}

impl Form<'_> {
    /// What was typed, or what is known.
    fn value(self, field: MaterialField, known: Option<String>) -> String {
        match self.draft {
            Some(_) => typed(self.draft, field.code()),
            None => known.unwrap_or_default(),
        }
    }

    fn wrong(self, field: MaterialField) -> Option<String> {
        let errors = self.draft.map(|draft| draft.errors.as_slice()).unwrap_or_default();
        let (_, code) = errors.iter().find(|(name, _)| name == field.code())?;
        let unit = Unit::from_code(&typed(self.draft, "unit")).or(self.row.map(|row| row.unit));
        sentence(self.cx, field, code, unit)
    }

    /// All mistakes, in the order of the form.
    fn mistakes(self) -> Vec<(&'static str, String)> {
        let languages = Lang::ALL.map(MaterialField::Name).into_iter().chain(Lang::ALL.map(MaterialField::Origin));
        let others = [
            MaterialField::Unit,
            MaterialField::Pack,
            MaterialField::Holds,
            MaterialField::Threshold,
            MaterialField::SupplyDays,
            MaterialField::Waste,
        ];
        let all = languages.chain(others);
        all.filter_map(|field| Some((field.code(), self.wrong(field)?))).collect()
    }

    fn is_first(self, field: MaterialField) -> bool {
        self.mistakes().first().is_some_and(|(name, _)| *name == field.code())
    }

    fn line(self, field: MaterialField, label: Msg, hint: &str, known: Option<String>) -> AnyView {
        TextField {
            name: field.code(),
            label: self.cx.t(label).to_owned(),
            hint: hint.to_owned(),
            value: self.value(field, known),
            error: self.wrong(field),
            autofocus: self.is_first(field),
            kind: "text",
            autocomplete: "off",
            ..Default::default()
        }
        .view()
    }

    /// A text in each language, that of the reader first.
    fn words(self, label: Msg, hint: Msg, of: impl Fn(Lang) -> MaterialField, known: Option<&Localised>) -> AnyView {
        let mut langs = Lang::ALL.to_vec();
        langs.sort_by_key(|lang| *lang != self.cx.lang);
        let one = |lang: Lang| {
            let field = of(lang);
            TextField {
                name: field.code(),
                label: self.cx.t(words::in_language(lang)).to_owned(),
                value: self.value(field, known.map(|words| words.get(lang).clone())),
                error: self.wrong(field),
                autofocus: self.is_first(field),
                kind: "text",
                autocomplete: "off",
                dir: Some(lang.dir()),
                ..Default::default()
            }
            .view()
        };
        view! {
            <fieldset class="in-languages">
                <legend>{self.cx.t(label)}</legend>
                <p class="hint">{self.cx.t(hint)}</p>
                <div class="thirds">{langs.into_iter().map(one).collect_view()}</div>
            </fieldset>
        }
        .into_any()
    }

    fn select(
        self,
        field: MaterialField,
        label: Msg,
        hint: &str,
        options: Vec<(&'static str, &'static str)>,
        known: &str,
    ) -> AnyView {
        let (id, chosen, wrong) = (field.code(), self.value(field, Some(known.to_owned())), self.wrong(field));
        let is_wrong = wrong.is_some();
        let option = |(code, label): (&'static str, &'static str)| {
            let selected = code == chosen;
            view! { <option value=code selected=selected>{label}</option> }
        };
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id>{self.cx.t(label)}</label>
                {field::hint(id, hint)}
                <select id=id name=id aria-invalid=is_wrong.then_some("true") aria-describedby=field::describe(id, true, is_wrong)>
                    {options.into_iter().map(option).collect_view()}
                </select>
                {field::error(id, wrong)}
            </div>
        }
        .into_any()
    }
}

/// What to mend.
fn sentence(cx: Cx, field: MaterialField, code: &str, unit: Option<Unit>) -> Option<String> {
    let message = match (field, code) {
        (MaterialField::Name(_), "required") => m::materials::NAME_REQUIRED,
        (_, "unreadable") => m::materials::TEXT_UNREADABLE,
        (MaterialField::Unit, "required" | "unknown") => m::materials::UNIT_REQUIRED,
        (_, "unit_settled") => m::materials::UNIT_STAYS,
        (MaterialField::Pack, _) => m::materials::PACK_REQUIRED,
        (MaterialField::Holds, "required") => m::materials::HOLDS_REQUIRED,
        (_, "waste") => m::materials::WASTE_WRONG,
        (_, "days") => m::studio::SUPPLY_WRONG,
        (_, code) => words::amount_problem(code)?,
    };
    let units = unit.map(|unit| cx.t(words::units(unit))).unwrap_or_default();
    Some(cx.f(message, &[("units", units)]))
}
