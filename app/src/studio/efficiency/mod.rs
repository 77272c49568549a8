//! `/{lang}/studio/{shop}/efficiency`: what each product took and earned, and how promises were kept.

pub mod actions;

use super::{head, notice, queue, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{field, icon, lang_field, money};
use domain::efficiency::Use;
use domain::materials::format_tenths;
use domain::planning::Punctuality;
use domain::quantity::Unit;
use domain::text::Localised;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{EfficiencyPage, ProductEfficiency};

/// Name of the form that sets the floor.
pub(super) const FORM: &str = "hourly_floor";

/// The look back.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = match services::studio::efficiency(&page.services, &page.actor, &shop).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let draft = match page.draft(FORM).await {
        Ok(draft) => draft,
        Err(error) => return error.into(),
    };
    let said = page.query("notice").map(|_| notice("good", cx.t(m::planning::FLOOR_DONE).to_owned()));
    page.html(200, head(cx.t(m::planning::EFFICIENCY).to_owned()), move || {
        body(cx, &shop, &found, draft.as_ref(), said)
    })
}

fn body(cx: Cx, shop: &str, page: &EfficiencyPage, draft: Option<&FormDraft>, said: Option<AnyView>) -> AnyView {
    view! {
        <p class="way-back"><a href=url(cx, shop, "/queue")>{icon::back()} {cx.t(m::planning::QUEUE)}</a></p>
        <h1>{cx.t(m::planning::EFFICIENCY)}</h1>
        <p class="quiet-ink">{cx.t(m::planning::EFFICIENCY_TEXT)}</p>
        {said}
        <section aria-labelledby="kept-title">
            <h2 id="kept-title">{cx.t(m::planning::KEPT)}</h2>
            <p>{kept(cx, &page.punctuality)}</p>
        </section>
        <section aria-labelledby="floor-title">
            <h2 id="floor-title">{cx.t(m::planning::FLOOR)}</h2>
            {floor(cx, shop, page, draft)}
        </section>
        <section aria-labelledby="products-title">
            <h2 id="products-title">{cx.t(m::planning::BY_PRODUCT)}</h2>
            {page.products.is_empty().then(|| view! { <p class="card empty">{cx.t(m::planning::NOTHING_MADE)}</p> })}
            <ul class="rows">{page.products.iter().map(|one| product(cx, page, one)).collect_view()}</ul>
        </section>
        {queue::links(cx, shop)}
    }
    .into_any()
}

/// How many promises were kept, and how late the others were.
fn kept(cx: Cx, found: &Punctuality) -> String {
    let Some(share) = found.kept_permille() else { return cx.t(m::planning::KEPT_NONE).to_owned() };
    let (all, share) = ((found.kept + found.broken).to_string(), percent(share.into()));
    let late = found.mean_delay_tenths().map(|tenths| {
        let (mean, worst) = (format_tenths(tenths, cx.lang), found.worst_days.to_string());
        cx.f(m::planning::MEAN_DELAY, &[("days", &mean), ("worst", &worst)])
    });
    let kept = cx.f(m::planning::KEPT_SHARE, &[("share", &share), ("all", &all)]);
    [kept, late.unwrap_or_default()].join(" ")
}

/// A share of a thousand in percent, rounded down.
fn percent(permille: i64) -> String {
    ["\u{2068}", &permille.div_euclid(10).to_string(), "\u{a0}%\u{2069}"].concat()
}

fn floor(cx: Cx, shop: &str, page: &EfficiencyPage, draft: Option<&FormDraft>) -> AnyView {
    let typed =
        draft.and_then(|draft| draft.fields.iter().find(|(name, _)| name == "floor")).map(|(_, typed)| typed.clone());
    let kept = page.floor.map(|floor| {
        let (whole, rest) = (floor.minor / 100, floor.minor % 100);
        if rest == 0 { whole.to_string() } else { format!("{whole},{rest:02}") }
    });
    let wrong = draft.map(|_| cx.t(m::planning::FLOOR_WRONG).to_owned());
    let is_wrong = wrong.is_some();
    view! {
        <form class="stack" method="post" action="/api/set_hourly_floor" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <div class="field" class:has-error=is_wrong>
                <label for="floor">{cx.t(m::planning::FLOOR_LABEL)}</label>
                {field::hint("floor", cx.t(m::planning::FLOOR_HINT))}
                <input id="floor" name="floor" inputmode="decimal" autocomplete="off" value=typed.or(kept).unwrap_or_default() aria-invalid=is_wrong.then_some("true") aria-describedby=field::describe("floor", true, is_wrong)/>
                {field::error("floor", wrong)}
            </div>
            <button class="button button-quiet" type="submit">{cx.t(m::planning::FLOOR_SAVE)}</button>
        </form>
    }
    .into_any()
}

fn product(cx: Cx, page: &EfficiencyPage, one: &ProductEfficiency) -> AnyView {
    let figures = &one.figures;
    let pieces = u32::try_from(figures.pieces).unwrap_or(u32::MAX);
    let hourly = one.hourly.map(|hourly| {
        view! { <div><dt>{cx.t(m::planning::HOURLY)}</dt><dd><strong>{money(cx, hourly)}</strong></dd></div> }
    });
    let below = one.below_floor.then(|| {
        let floor = page.floor.map(|floor| cx.money(floor)).unwrap_or_default();
        view! { <p class="notice warn">{icon::warning()} <span>{cx.f(m::planning::BELOW_FLOOR, &[("floor", &floor)])}</span></p> }
    });
    let unwritten = (figures.unwritten_minutes > 0).then(|| {
        let hours = words::duration(cx, figures.unwritten_minutes);
        view! { <p class="hint">{cx.f(m::planning::UNWRITTEN, &[("hours", &hours)])}</p> }
    });
    let of = |(id, name, unit): &(domain::id::MaterialId, Localised, Unit)| {
        figures.materials.get(id).map(|line| material(cx, name, *unit, line))
    };
    view! {
        <li class="card efficiency" data-product=one.product.to_string()>
            <h3><bdi>{one.name.get(cx.lang).clone()}</bdi> " · " {cx.n(m::studio::PIECES, pieces)}</h3>
            {below}
            <dl class="facts">
                {hourly}
                <div><dt>{cx.t(m::planning::SOLD_FOR)}</dt><dd>{money(cx, domain::money::Money::mad(figures.income_minor))}</dd></div>
                <div><dt>{cx.t(m::planning::MATERIAL_COST)}</dt><dd>{money(cx, one.cost)}</dd></div>
                <div><dt>{cx.t(m::planning::PLANNED_HOURS)}</dt><dd>{words::duration(cx, figures.planned_minutes)}</dd></div>
                <div><dt>{cx.t(m::planning::USED_HOURS)}</dt><dd>{words::duration(cx, figures.minutes)}</dd></div>
            </dl>
            {unwritten}
            <p class="quiet-ink">{kept(cx, &one.punctuality)}</p>
            <div class="scroll" tabindex="0" role="group" aria-label=one.name.get(cx.lang).clone()>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{cx.t(m::planning::COLUMN_MATERIAL)}</th>
                            <th scope="col">{cx.t(m::planning::COLUMN_PLANNED)}</th>
                            <th scope="col">{cx.t(m::planning::COLUMN_USED)}</th>
                            <th scope="col">{cx.t(m::planning::COLUMN_YIELD)}</th>
                            <th scope="col">{cx.t(m::planning::COLUMN_COST)}</th>
                        </tr>
                    </thead>
                    <tbody>{one.materials.iter().filter_map(of).collect_view()}</tbody>
                </table>
            </div>
        </li>
    }
    .into_any()
}

fn material(cx: Cx, name: &Localised, unit: Unit, line: &Use) -> AnyView {
    // What has no price at all does not cost nothing: nobody has said what it cost.
    let cost = match line.used.uncosted {
        0 => money(cx, domain::money::Money::mad(line.used.cost_minor)),
        all if all == line.used.amount => cx.t(m::planning::UNPRICED).into_any(),
        _ => {
            let part = money(cx, domain::money::Money::mad(line.used.cost_minor));
            view! { {part} " " {cx.t(m::planning::PARTLY_UNPRICED)} }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row"><bdi>{name.get(cx.lang).clone()}</bdi></th>
            <td>{words::amount(cx, unit, line.planned)}</td>
            <td>{words::amount(cx, unit, line.used.amount)}</td>
            <td>{line.yield_permille().map_or_else(|| "–".to_owned(), percent)}</td>
            <td>{cost}</td>
        </tr>
    }
    .into_any()
}
