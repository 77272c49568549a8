//! Words and pictures for states, steps, movements and units.

use crate::i18n::{Cx, Msg, m};
use crate::ui::icon;
use domain::checkout::Delivery;
use domain::materials::{CountReason, MovementKind, ScrapCause};
use domain::order::{ProductionState, ShopOrderState, Step};
use domain::quantity::Unit;
use domain::text::Lang;
use leptos::prelude::*;
use services::studio::{Lot, Wait};

/// The word for a state.
pub const fn state(state: ShopOrderState) -> Msg {
    match state {
        ShopOrderState::Placed => m::studio::STATE_PLACED,
        ShopOrderState::Confirmed => m::studio::STATE_CONFIRMED,
        ShopOrderState::InProduction => m::studio::STATE_IN_PRODUCTION,
        ShopOrderState::Ready => m::studio::STATE_READY,
        ShopOrderState::Shipped => m::studio::STATE_SHIPPED,
        ShopOrderState::Delivered => m::studio::STATE_DELIVERED,
        ShopOrderState::Cancelled => m::studio::STATE_CANCELLED,
        ShopOrderState::Refused => m::studio::STATE_REFUSED,
        ShopOrderState::Returned => m::studio::STATE_RETURNED,
    }
}

/// The picture of a state.
pub fn state_icon(state: ShopOrderState) -> AnyView {
    match state {
        ShopOrderState::Placed => icon::letter(),
        ShopOrderState::Confirmed => icon::check(),
        ShopOrderState::InProduction => icon::tools(),
        ShopOrderState::Ready => icon::parcel(),
        ShopOrderState::Shipped => icon::van(),
        ShopOrderState::Delivered => icon::door(),
        ShopOrderState::Cancelled => icon::cross(),
        ShopOrderState::Refused | ShopOrderState::Returned => icon::back(),
    }
}

/// State as picture and word; tests and styles read `data-state`.
pub fn state_badge(cx: Cx, of: ShopOrderState) -> AnyView {
    view! { <p class="state" data-state=of.code()>{state_icon(of)}<span>{cx.t(state(of))}</span></p> }.into_any()
}

/// What the button of a step says.
pub const fn step(step: Step) -> Msg {
    match step {
        Step::Confirm => m::studio::STEP_CONFIRM,
        Step::Start => m::studio::STEP_START,
        Step::Finish => m::studio::STEP_FINISH,
        Step::Ship => m::studio::STEP_SHIP,
        Step::Deliver => m::studio::STEP_DELIVER,
        Step::Cancel => m::studio::STEP_CANCEL,
    }
}

/// What a step means, for whoever is about to take it.
pub const fn step_hint(step: Step) -> Msg {
    match step {
        Step::Confirm => m::studio::HINT_CONFIRM,
        Step::Start => m::studio::HINT_START,
        Step::Finish => m::studio::HINT_FINISH,
        Step::Ship => m::studio::HINT_SHIP,
        Step::Deliver => m::studio::HINT_DELIVER,
        Step::Cancel => m::studio::HINT_CANCEL,
    }
}

/// What was done when an order arrived in a state by a step.
pub const fn step_done(step: Step) -> Msg {
    match step {
        Step::Confirm => m::studio::DONE_CONFIRM,
        Step::Start => m::studio::DONE_START,
        Step::Finish => m::studio::DONE_FINISH,
        Step::Ship => m::studio::DONE_SHIP,
        Step::Deliver => m::studio::DONE_DELIVER,
        Step::Cancel => m::studio::DONE_CANCEL,
    }
}

/// The word for the state of the work on one line.
pub const fn production(state: ProductionState) -> Msg {
    match state {
        ProductionState::Planned => m::studio::WORK_PLANNED,
        ProductionState::InProduction => m::studio::WORK_IN_PRODUCTION,
        ProductionState::OnHold => m::studio::WORK_ON_HOLD,
        ProductionState::QualityCheck => m::studio::WORK_QUALITY_CHECK,
        ProductionState::Completed => m::studio::WORK_COMPLETED,
        ProductionState::Cancelled => m::studio::WORK_CANCELLED,
    }
}

/// The word for a way to the shopper.
pub const fn delivery(delivery: Delivery) -> Msg {
    match delivery {
        Delivery::Home => m::studio::DELIVERY_HOME,
        Delivery::PickupPoint => m::studio::DELIVERY_PICKUP_POINT,
        Delivery::Workshop => m::studio::DELIVERY_WORKSHOP,
    }
}

/// The word for a movement of the ledger.
pub const fn movement(kind: MovementKind) -> Msg {
    match kind {
        MovementKind::Receipt => m::studio::MOVE_RECEIPT,
        MovementKind::Adjustment => m::studio::MOVE_ADJUSTMENT,
        MovementKind::Transfer => m::studio::MOVE_TRANSFER,
        MovementKind::Reservation => m::studio::MOVE_RESERVATION,
        MovementKind::Allocation => m::studio::MOVE_ALLOCATION,
        MovementKind::Release => m::studio::MOVE_RELEASE,
        MovementKind::Consumption => m::studio::MOVE_CONSUMPTION,
        MovementKind::Scrap => m::studio::MOVE_SCRAP,
        MovementKind::Output => m::studio::MOVE_OUTPUT,
        MovementKind::Return => m::studio::MOVE_RETURN,
    }
}

/// How an amount of this unit is written, with an example.
pub const fn units(unit: Unit) -> Msg {
    match unit {
        Unit::Milligram => m::studio::UNITS_WEIGHT,
        Unit::Microlitre => m::studio::UNITS_VOLUME,
        Unit::Millimetre => m::studio::UNITS_LENGTH,
        Unit::SquareMillimetre => m::studio::UNITS_AREA,
        Unit::CubicMillimetre => m::studio::UNITS_SOLID,
        Unit::Piece => m::studio::UNITS_PIECE,
    }
}

/// What a material is measured by.
pub const fn measured(unit: Unit) -> Msg {
    match unit {
        Unit::Milligram => m::materials::BY_WEIGHT,
        Unit::Microlitre => m::materials::BY_VOLUME,
        Unit::Millimetre => m::materials::BY_LENGTH,
        Unit::SquareMillimetre => m::materials::BY_AREA,
        Unit::CubicMillimetre => m::materials::BY_SOLID,
        Unit::Piece => m::materials::BY_PIECE,
    }
}

/// The language of a text that exists in several.
pub const fn in_language(lang: Lang) -> Msg {
    match lang {
        Lang::Ar => m::products::LANG_AR,
        Lang::Fr => m::products::LANG_FR,
        Lang::En => m::products::LANG_EN,
    }
}

/// Why an amount was not taken, with `{units}` to be filled; `None` for a code that is about something else.
pub fn amount_problem(code: &str) -> Option<Msg> {
    Some(match code {
        "required" => m::studio::AMOUNT_REQUIRED,
        "not_a_number" => m::studio::AMOUNT_NOT_A_NUMBER,
        "unknown_unit" => m::studio::AMOUNT_UNKNOWN_UNIT,
        "too_fine" => m::studio::AMOUNT_TOO_FINE,
        "too_large" => m::studio::AMOUNT_TOO_LARGE,
        "zero" => m::studio::AMOUNT_ZERO,
        _ => return None,
    })
}

/// Why a count differed.
pub const fn count_reason(reason: CountReason) -> Msg {
    match reason {
        CountReason::Measured => m::materials::WHY_MEASURED,
        CountReason::Spoilt => m::materials::WHY_SPOILT,
        CountReason::Lost => m::materials::WHY_LOST,
        CountReason::Found => m::materials::WHY_FOUND,
        CountReason::Used => m::materials::WHY_USED,
        CountReason::Mistake => m::materials::WHY_MISTAKE,
        CountReason::Other => m::materials::WHY_OTHER,
    }
}

/// Why material was thrown away.
pub const fn scrap_cause(cause: ScrapCause) -> Msg {
    match cause {
        ScrapCause::Spoilt => m::batches::CAUSE_SPOILT,
        ScrapCause::Broken => m::batches::CAUSE_BROKEN,
        ScrapCause::Failed => m::batches::CAUSE_FAILED,
        ScrapCause::Offcut => m::batches::CAUSE_OFFCUT,
        ScrapCause::Trial => m::batches::CAUSE_TRIAL,
        ScrapCause::Other => m::batches::CAUSE_OTHER,
    }
}

/// A lot by what it is known for: the day on which it came.
pub fn lot(cx: Cx, lot: &Lot) -> String {
    cx.f(m::materials::LOT_OF, &[("day", &cx.day(lot.day))])
}

/// An amount in base units, written in the unit that fits; the machine reads it from `value`.
pub fn amount(cx: Cx, unit: Unit, amount: i64) -> AnyView {
    view! { <data class="amount" value=amount.to_string()><bdi>{unit.format_short(amount, cx.lang)}</bdi></data> }
        .into_any()
}

/// Minutes of work as hours and minutes.
pub fn duration(cx: Cx, minutes: i64) -> String {
    let (hours, rest) = (minutes.div_euclid(60), minutes.rem_euclid(60));
    let (hours_text, rest_text) = (hours.to_string(), rest.to_string());
    let args = [("hours", hours_text.as_str()), ("minutes", rest_text.as_str())];
    match (hours, rest) {
        (0, _) => cx.f(m::studio::MINUTES, &args[1..]),
        (_, 0) => cx.f(m::studio::HOURS, &args[..1]),
        (_, _) => cx.f(m::studio::HOURS_MINUTES, &args),
    }
}

/// What an order waits for, in a sentence.
pub fn wait(cx: Cx, wait: &Wait) -> String {
    match wait {
        Wait::Material(name, Some(day)) => {
            cx.f(m::studio::WAIT_MATERIAL, &[("material", name.get(cx.lang)), ("day", &cx.day(*day))])
        }
        Wait::Material(name, None) => cx.f(m::studio::WAIT_MATERIAL_NEVER, &[("material", name.get(cx.lang))]),
        Wait::Hours => cx.t(m::studio::WAIT_HOURS).to_owned(),
        Wait::Station(name) => cx.f(m::planning::WAIT_STATION, &[("station", name.get(cx.lang))]),
        Wait::Closed(_) => cx.t(m::studio::WAIT_CLOSED).to_owned(),
        Wait::Work => cx.t(m::studio::WAIT_WORK).to_owned(),
    }
}
