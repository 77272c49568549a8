//! The pictures of a shop: what it has, a form for more, and a way to remove one.

use super::{head, notice, url};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, lang_field, photo};
use domain::picture::is_code;
use leptos::prelude::*;
use services::pictures::{MOST_BYTES, PictureProblem, PictureRow, SHOP_BYTES, SHOP_PICTURES, ShopPictures};

/// How wide a picture of the grid is shown.
const GRID_SIZES: &str = "(min-width: 900px) 260px, (min-width: 600px) 30vw, 45vw";

/// Most sentences about the files of one form.
const MOST_SAID: usize = 16;

const MEGABYTE: i64 = 1024 * 1024;

/// The pictures, newest first, under what became of the last upload.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = match services::pictures::shop_pictures(&page.services, &page.actor, &shop).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let new: Vec<String> = values(&page, "picture").filter(|code| is_code(code)).map(str::to_owned).collect();
    let said = said(cx, &page, &found, &new);
    page.html(200, head(cx.t(m::studio::PICTURES).to_owned()), move || body(cx, &shop, &found, &new, said))
}

fn values<'a>(page: &'a PageContext, name: &'a str) -> impl Iterator<Item = &'a str> {
    page.query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// What the address says about the last upload or removal. Codes become our sentences; other words say nothing.
fn said(cx: Cx, page: &PageContext, found: &ShopPictures, new: &[String]) -> Vec<AnyView> {
    let kept = found.pictures.iter().filter(|picture| new.contains(&picture.id)).count();
    let mut said = Vec::new();
    if let Some(count) = u32::try_from(kept).ok().filter(|count| *count > 0) {
        said.push(notice("good", cx.n(m::studio::PICTURES_TAKEN, count)));
    }
    match page.query("notice") {
        Some("picture_removed") => said.push(notice("good", cx.t(m::studio::PICTURE_REMOVED).to_owned())),
        Some("picture_in_use") => said.push(notice("warn", cx.t(m::studio::PICTURE_IN_USE).to_owned())),
        Some(_) | None => {}
    }
    // A code, of several files with the number of the one: `broken.2`.
    let mut seen = Vec::new();
    for code in values(page, "picture_problem").take(MOST_SAID) {
        let (code, file) = code.split_once('.').map_or((code, None), |(code, file)| (code, file.parse::<u8>().ok()));
        let known = PictureProblem::ALL.into_iter().find(|problem| problem.code() == code);
        let Some(problem) = known.filter(|problem| !seen.contains(&(*problem, file))) else { continue };
        seen.push((problem, file));
        let text = problem_sentence(cx, problem);
        said.push(notice(
            "bad",
            match file {
                Some(file) => cx.f(m::studio::PICTURE_NUMBER, &[("n", &file.to_string()), ("text", &text)]),
                None => text,
            },
        ));
    }
    said
}

/// The sentence for the code of a picture that was not taken; `None` for a code that we do not know.
#[must_use]
pub(super) fn sentence_of(cx: Cx, code: &str) -> Option<String> {
    let known = PictureProblem::ALL.into_iter().find(|problem| problem.code() == code);
    known.map(|problem| problem_sentence(cx, problem))
}

/// The sentence for a picture that was not taken: what to do instead.
#[must_use]
pub fn problem_sentence(cx: Cx, problem: PictureProblem) -> String {
    let message: Msg = match problem {
        PictureProblem::TooLarge => m::studio::PICTURE_TOO_LARGE,
        PictureProblem::TooManyPixels => m::studio::PICTURE_TOO_MANY_PIXELS,
        PictureProblem::NotAPicture => m::studio::PICTURE_NOT_A_PICTURE,
        PictureProblem::Broken => m::studio::PICTURE_BROKEN,
        PictureProblem::Quota => m::studio::PICTURE_QUOTA,
        PictureProblem::Busy => m::studio::PICTURE_BUSY,
    };
    let megabytes = |bytes: i64| (bytes / MEGABYTE).to_string();
    let file = megabytes(i64::try_from(MOST_BYTES).unwrap_or(i64::MAX));
    cx.f(message, &[("file_mb", &file), ("pictures", &SHOP_PICTURES.to_string()), ("shop_mb", &megabytes(SHOP_BYTES))])
}

fn body(cx: Cx, shop: &str, found: &ShopPictures, new: &[String], said: Vec<AnyView>) -> AnyView {
    let nothing = found.pictures.is_empty().then(|| {
        view! { <div class="card empty">{icon::picture()}<p class="strong">{cx.t(m::studio::NO_PICTURES)}</p></div> }
    });
    view! {
        <h1>{cx.t(m::studio::PICTURES)}</h1>
        {said}
        {upload_form(cx, shop)}
        {nothing}
        <ul class="photos">
            {found.pictures.iter().map(|picture| card(cx, shop, picture, new.contains(&picture.id))).collect_view()}
        </ul>
    }
    .into_any()
}

/// The fields stand before the files: the server has to know the shop before it keeps anything.
fn upload_form(cx: Cx, shop: &str) -> AnyView {
    let hint = cx.f(m::studio::PICTURE_HINT, &[("file_mb", &(MOST_BYTES / MEGABYTE.unsigned_abs()).to_string())]);
    view! {
        <form class="card stack upload" method="post" action="/upload/picture" enctype="multipart/form-data">
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="next" value=url(cx, shop, "/pictures")/>
            <div class="field">
                <label for="file">{cx.t(m::studio::PICTURE_CHOOSE)}</label>
                <p class="hint" id="file-hint">{hint}</p>
                <input
                    id="file"
                    name="file"
                    type="file"
                    accept="image/jpeg,image/png,image/webp"
                    multiple
                    required
                    aria-describedby="file-hint"
                />
            </div>
            <button class="button button-primary" type="submit">{cx.t(m::studio::PICTURE_UPLOAD)}</button>
        </form>
    }
    .into_any()
}

fn card(cx: Cx, shop: &str, picture: &PictureRow, new: bool) -> AnyView {
    let day = domain::time::Timestamp(picture.created_ms).format_minute(cx.lang);
    let alt = cx.f(m::studio::PICTURE_ALT, &[("when", &day)]);
    let label = [cx.t(m::studio::PICTURE_REMOVE), ": ", &alt].concat();
    let chosen = [cx.t(m::studio::PICTURE_OPEN), ": ", &alt].concat();
    view! {
        <li class="card photo-card" data-picture=picture.id.clone() data-new=new.then_some("true")>
            <div class="photo-frame">
                {photo::ground(picture)}
                {photo(picture, alt, GRID_SIZES)}
            </div>
            <a class="button button-quiet" href=super::picture::address(cx, shop, &picture.id) aria-label=chosen>{cx.t(m::studio::PICTURE_OPEN)}</a>
            <form method="post" action="/api/remove_picture">
                {lang_field(cx)}
                <input type="hidden" name="shop" value=shop.to_owned()/>
                <input type="hidden" name="picture" value=picture.id.clone()/>
                <button class="button button-quiet" type="submit" aria-label=label>{cx.t(m::studio::PICTURE_REMOVE)}</button>
            </form>
        </li>
    }
    .into_any()
}
