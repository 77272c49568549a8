//! How far the work on a piece is: in words, and in the photographs that its makers took.

use crate::i18n::{Cx, Msg, m};
use crate::ui::{icon, photo, piece};
use domain::order::{Mark, ProductionState, ShopOrderState};
use leptos::prelude::*;
use services::studio::PhotoRow;
use services::track_order::Progress;

/// How wide a photograph is shown.
const SIZES: &str = "(min-width: 600px) 220px, 45vw";

const fn mark(mark: Mark) -> Msg {
    match mark {
        Mark::Begun => m::making::MARK_30,
        Mark::Half => m::making::MARK_60,
        Mark::Whole => m::making::MARK_100,
    }
}

/// The words as long as the pieces are with the shop; the photographs stay.
pub(super) fn view(cx: Cx, name: &str, progress: Option<&Progress>, state: ShopOrderState) -> Option<AnyView> {
    let progress = progress?;
    let said = match state {
        ShopOrderState::Confirmed | ShopOrderState::InProduction | ShopOrderState::Ready => words(cx, progress),
        ShopOrderState::Placed
        | ShopOrderState::Shipped
        | ShopOrderState::Delivered
        | ShopOrderState::Cancelled
        | ShopOrderState::Refused
        | ShopOrderState::Returned => None,
    };
    let photos = (!progress.photos.is_empty()).then(|| {
        view! { <div class="given-picture progress-photos">{progress.photos.iter().map(|row| one(cx, name, row)).collect_view()}</div> }
    });
    Some(
        view! {
            {said.map(|said| view! { <p class="progress" data-production=progress.state.code()>{icon::tools()} <span>{said}</span></p> })}
            {photos}
        }
        .into_any(),
    )
}

fn words(cx: Cx, progress: &Progress) -> Option<String> {
    let text = match progress.state {
        ProductionState::Planned => m::making::PROGRESS_PLANNED,
        ProductionState::InProduction => match &progress.stage {
            Some(stage) => {
                return Some(cx.f(m::making::PROGRESS_NOW, &[("stage", &piece::isolate(stage.get(cx.lang)))]));
            }
            None => m::making::PROGRESS_IN_PRODUCTION,
        },
        ProductionState::OnHold => m::making::PROGRESS_ON_HOLD,
        ProductionState::QualityCheck => m::making::PROGRESS_QUALITY_CHECK,
        ProductionState::Completed => m::making::PROGRESS_COMPLETED,
        ProductionState::Cancelled => return None,
    };
    Some(cx.t(text).to_owned())
}

fn one(cx: Cx, name: &str, row: &PhotoRow) -> AnyView {
    let said = cx.t(mark(row.mark));
    let alt = cx.f(m::making::PHOTO_ALT, &[("product", &piece::isolate(name)), ("mark", said)]);
    let picture = &row.picture;
    view! {
        <figure data-mark=row.mark.percent().to_string()>
            {photo(picture, alt, SIZES)}
            <figcaption>{said}</figcaption>
        </figure>
    }
    .into_any()
}
