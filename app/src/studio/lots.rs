//! The lots of a material, what they cost, and which of them are to be used soon.

use super::{notice, url, words};
use crate::i18n::{Cx, Msg, m};
use crate::ui::{icon, money, thumbnail};
use domain::materials::Freshness;
use leptos::prelude::*;
use services::studio::{Cost, Lot, MaterialPage};

/// Says what is past its best-before day, or soon will be.
pub(super) fn warning(cx: Cx, material: &MaterialPage) -> Option<AnyView> {
    let amount = |of: Freshness| -> i64 {
        material.lots.iter().filter(|lot| lot.freshness == of).map(|lot| lot.remaining).sum()
    };
    let said = |class, amount: i64, text: Msg| {
        let shown = material.row.unit.format_short(amount, cx.lang);
        (amount > 0).then(|| notice(class, cx.f(text, &[("amount", &shown)])))
    };
    let over = said("bad", amount(Freshness::Over), m::materials::OVER_NOTICE);
    let soon = said("warn", amount(Freshness::Soon), m::materials::SOON_NOTICE);
    (over.is_some() || soon.is_some()).then(|| view! { {over} {soon} }.into_any())
}

/// What it cost, and what is left of each lot; nothing where there is neither. With a shop, for those who
/// run it, with what was paid, and the lots lead to their pages.
pub(super) fn section(cx: Cx, shop: Option<&str>, material: &MaterialPage) -> Option<AnyView> {
    let (left, used): (Vec<&Lot>, Vec<&Lot>) = material.lots.iter().partition(|lot| lot.remaining > 0);
    let row = |lot: &Lot| line(cx, shop, material, lot);
    let used = (!used.is_empty()).then(|| {
        view! {
            <details>
                <summary>{cx.t(m::materials::LOTS_USED)}</summary>
                <ul class="rows lots">{used.into_iter().map(row).collect_view()}</ul>
            </details>
        }
    });
    let in_no_lot = (material.in_no_lot > 0).then(|| {
        let amount = material.row.unit.format_short(material.in_no_lot, cx.lang);
        view! { <p class="quiet-ink">{cx.f(m::materials::IN_NO_LOT, &[("amount", &amount)])}</p> }
    });
    (!material.lots.is_empty()).then(|| {
        view! {
            <section aria-labelledby="lots">
                <h2 id="lots">{cx.t(m::materials::LOTS)}</h2>
                <p class="quiet-ink">{cx.t(m::materials::LOTS_TEXT)}</p>
                {material.cost.filter(|_| shop.is_some()).map(|cost| costs(cx, material, cost))}
                <ul class="rows lots">{left.into_iter().map(row).collect_view()}</ul>
                {in_no_lot}
                {used}
            </section>
        }
        .into_any()
    })
}

fn costs(cx: Cx, material: &MaterialPage, cost: Cost) -> AnyView {
    let unit = material.row.unit;
    let per = |amount, price| {
        cx.f(m::materials::PER, &[("price", &cx.money(price)), ("amount", &unit.format(amount, cx.lang))])
    };
    let pack = cost.pack.zip(material.row.terms.buying).map(|(price, buying)| {
        let amount = buying.format(buying.holds, cx.lang);
        view! { <div><dt>{cx.t(m::materials::COST_PACK)}</dt><dd><bdi>{cx.f(m::materials::PER, &[("price", &cx.money(price)), ("amount", &amount)])}</bdi></dd></div> }
    });
    view! {
        <dl class="levels">
            <div><dt>{cx.t(m::materials::COST_AVERAGE)}</dt><dd><bdi>{per(unit.large(), cost.average)}</bdi></dd></div>
            {pack}
            <div><dt>{cx.t(m::materials::COST_TOTAL)}</dt><dd>{money(cx, cost.total)}</dd></div>
        </dl>
    }
    .into_any()
}

fn line(cx: Cx, shop: Option<&str>, material: &MaterialPage, lot: &Lot) -> AnyView {
    let unit = material.row.unit;
    let fact = |label: Msg, value: AnyView| view! { <div><dt>{cx.t(label)}</dt><dd>{value}</dd></div> };
    let text = |text: &str| view! { <span dir="auto">{text.to_owned()}</span> }.into_any();
    let supplier = (!lot.supplier.is_empty()).then(|| fact(m::materials::SUPPLIER_SHORT, text(&lot.supplier)));
    let certificate =
        (!lot.certificate.is_empty()).then(|| fact(m::materials::CERTIFICATE_SHORT, text(&lot.certificate)));
    let best_before = lot.best_before.map(|day| fact(m::materials::BEST_BEFORE, cx.day(day).into_any()));
    let cost = lot.price.filter(|_| shop.is_some()).map(|price| fact(m::materials::PAID, money(cx, price)));
    let left = lot.cost_left.filter(|_| (1..lot.received).contains(&lot.remaining));
    let left = left.filter(|_| shop.is_some()).map(|left| fact(m::materials::COST_LEFT, money(cx, left)));
    let badge = match lot.freshness {
        Freshness::Good => None,
        Freshness::Soon => Some(m::materials::SOON),
        Freshness::Over => Some(m::materials::OVER),
    };
    let badge = badge.map(|text| view! { <p class="state runs-out">{icon::warning()}<span>{cx.t(text)}</span></p> });
    let known = lot.picture.as_ref().and_then(|code| material.pictures.iter().find(|picture| picture.id == *code));
    let picture = known.map(|picture| {
        let alt = cx.t(m::materials::PICTURE_OF_LOT).to_owned();
        thumbnail(&picture.id, alt, picture.width, picture.height)
    });
    let (lot_name, id) = (words::lot(cx, lot), lot.id.to_string());
    let name = match shop {
        Some(shop) => view! { <a href=super::lot::lot_url(cx, shop, lot.id)>{lot_name}</a> }.into_any(),
        None => lot_name.into_any(),
    };
    let label = shop.map(|shop| {
        let href = url(cx, shop, &["/labels/lots/", &id].concat());
        view! { <p><a class="button button-quiet" href=href>{cx.t(m::labels::ONE)}</a></p> }
    });
    view! {
        <li class="card lot" id=["lot-", &lot.id.to_string()].concat() data-lot=lot.id.to_string()>
            {picture}
            <div>
                <p class="strong">{name}</p>
                {label}
                {badge}
                <dl class="levels">
                    <div>
                        <dt>{cx.t(m::materials::LEFT)}</dt>
                        <dd>{words::amount(cx, unit, lot.remaining)} " / " {words::amount(cx, unit, lot.received)}</dd>
                    </div>
                    {best_before}
                    {supplier}
                    {certificate}
                    {cost}
                    {left}
                </dl>
            </div>
        </li>
    }
    .into_any()
}

/// What was counted: all that lies on the shelf, or one lot; nothing to choose where there is none.
pub(super) fn choice(cx: Cx, material: &MaterialPage, chosen: &str) -> Option<AnyView> {
    let lots: Vec<&Lot> = material.lots.iter().filter(|lot| lot.remaining > 0).collect();
    let option = |lot: &Lot| {
        let id = lot.id.to_string();
        let left = material.row.unit.format_short(lot.remaining, cx.lang);
        let label = [&words::lot(cx, lot), cx.t(m::studio::LIST_COMMA), &left].concat();
        let selected = id == chosen;
        view! { <option value=id selected=selected>{label}</option> }
    };
    (!lots.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for="lot">{cx.t(m::materials::COUNT_WHAT)}</label>
                <select id="lot" name="lot">
                    <option value="">{cx.t(m::materials::COUNT_ALL)}</option>
                    {lots.into_iter().map(option).collect_view()}
                </select>
            </div>
        }
        .into_any()
    })
}
