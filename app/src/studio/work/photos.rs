//! Photographs on the way, at three marks.

use super::Bench;
use crate::i18n::{Msg, m};
use crate::studio::url;
use crate::ui::{icon, photo};
use domain::order::{Mark, ProductionState};
use leptos::prelude::*;
use services::studio::PhotoRow;

/// How wide a photograph is shown.
const SIZES: &str = "(min-width: 600px) 200px, 45vw";

/// The word for a mark.
pub const fn mark(mark: Mark) -> Msg {
    match mark {
        Mark::Begun => m::making::MARK_30,
        Mark::Half => m::making::MARK_60,
        Mark::Whole => m::making::MARK_100,
    }
}

/// The marks with their photographs; forms as long as the shop has the pieces in its hands.
pub(super) fn section(bench: Bench<'_>) -> Option<AnyView> {
    let Bench { cx, work, .. } = bench;
    let takes = bench.is_open() || work.state == ProductionState::Completed;
    (takes || !work.photos.is_empty()).then(|| {
        view! {
            <section aria-labelledby="photos">
                <h2 id="photos">{cx.t(m::making::PHOTOS)}</h2>
                <p class="quiet-ink">{cx.t(m::making::PHOTOS_HINT)}</p>
                <ol class="marks">{Mark::ALL.map(|mark| at(bench, mark, takes)).collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}

fn at(bench: Bench<'_>, of: Mark, takes: bool) -> AnyView {
    let Bench { cx, work, .. } = bench;
    let name = cx.t(mark(of));
    let photos = work.photos.iter().filter(|photo| photo.mark == of);
    view! {
        <li class="card" data-mark=of.percent().to_string()>
            <h3>{name} " " <bdi class="quiet-ink">{[&of.percent().to_string(), " %"].concat()}</bdi></h3>
            <ul class="photos">{photos.map(|photo| one(bench, photo)).collect_view()}</ul>
            {takes.then(|| upload(bench, of, name))}
        </li>
    }
    .into_any()
}

fn one(bench: Bench<'_>, row: &PhotoRow) -> AnyView {
    let Bench { cx, work, .. } = bench;
    let args = [("product", work.product.get(cx.lang).as_str()), ("mark", cx.t(mark(row.mark)))];
    let alt = cx.f(m::making::PHOTO_ALT, &args);
    let label = [cx.t(m::making::PHOTO_DROP), ": ", &alt].concat();
    let picture = &row.picture;
    view! {
        <li data-picture=picture.id.clone()>
            {photo(picture, alt, SIZES)}
            <form method="post" action="/api/drop_work_photo">
                {bench.fields()}
                <input type="hidden" name="picture" value=picture.id.clone()/>
                <button class="button button-quiet" type="submit" aria-label=label>{cx.t(m::making::PHOTO_DROP)}</button>
            </form>
        </li>
    }
    .into_any()
}

/// The fields stand before the file: the server has to know the shop before it keeps anything.
fn upload(bench: Bench<'_>, of: Mark, name: &'static str) -> AnyView {
    let Bench { cx, shop, work, .. } = bench;
    let id = ["photo-", &of.percent().to_string()].concat();
    view! {
        <form class="upload" method="post" action="/upload/picture" enctype="multipart/form-data">
            {bench.fields()}
            <input type="hidden" name="next" value=url(cx, shop, &["/work/", &work.id.to_string()].concat())/>
            <input type="hidden" name="mark" value=of.percent().to_string()/>
            <label for=id.clone()>{icon::picture()} <span>{cx.f(m::making::PHOTO_CHOOSE, &[("mark", name)])}</span></label>
            <input id=id name="file" type="file" accept="image/jpeg,image/png,image/webp" required/>
            <button class="button button-quiet" type="submit">{cx.t(m::making::PHOTO_ADD)}</button>
        </form>
    }
    .into_any()
}
