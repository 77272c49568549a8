//! `POST /upload/picture`: pictures for a shop, in a plain form. Every answer to a form of ours is a redirect to the page
//! that it names, with the code of each picture or with what was wrong.

mod parts;
mod spool;

use crate::layers::envelope::Marks;
use crate::routes::{pages, session};
use crate::state::AppState;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::text::Lang;
use futures_util::Stream;
use parts::{Parts, Stop};
use services::Actor;
use services::pictures::{self, PictureOwner, PictureProblem};
use spool::Spool;
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Its place in the route table.
pub const PATH: &str = "/upload/picture";

/// Longest body, in bytes: a few pictures from the gallery of a telephone at once.
pub const MOST_BODY: u64 = 96 * 1024 * 1024;

/// Most files of one form that are looked at.
const MOST_FILES: usize = 12;

/// Most fields of one form.
const MOST_FIELDS: usize = 16;

/// Longest value of a field, in bytes.
const MOST_VALUE: usize = 1_024;

/// Uploads that come in at the same time; further ones are told to come back.
const AT_ONCE: usize = 32;

/// Longest time that one form may take, at the pace of a weak mobile network.
const TIME_LIMIT: Duration = Duration::from_secs(15 * 60);

/// What is still read behind the end, or of an upload that is refused, so that its sender gets to see the answer.
const DRAIN_TIME: Duration = Duration::from_secs(60);

/// Uploads that are coming in.
#[derive(Debug)]
pub struct Reception {
    folder: PathBuf,
    places: Semaphore,
}

impl Reception {
    /// Nobody is there yet; files come in below this folder.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder, places: Semaphore::const_new(AT_ONCE) }
    }
}

/// What a form said before its files.
#[derive(Default)]
struct Fields {
    shop: String,
    next: String,
    lang: String,
}

/// What became of the files.
#[derive(Default)]
struct Outcome {
    codes: Vec<String>,
    problems: Vec<PictureProblem>,
}

impl Outcome {
    fn note(&mut self, what: Result<String, PictureProblem>) {
        match what {
            Ok(code) if !self.codes.contains(&code) => self.codes.push(code),
            Err(problem) if !self.problems.contains(&problem) => self.problems.push(problem),
            Ok(_) | Err(_) => {}
        }
    }
}

/// Why a form is not answered with a redirect to its page.
enum Refusal {
    /// The body cannot be read.
    Stop(Stop),
    /// Not signed in: she is asked to, and comes back to the page.
    Stranger(Fields),
    /// The service failed, or the shop is not hers.
    Service(services::Error),
}

impl<E: Into<services::Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Service(error.into())
    }
}

/// Takes the pictures of one form.
pub async fn picture(State(state): State<AppState>, Extension(marks): Extension<Marks>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let boundary = head.headers.get(header::CONTENT_TYPE).and_then(|kind| parts::boundary(kind.to_str().ok()?));
    let Some(boundary) = boundary.map(str::to_owned) else {
        state.calls.note(PATH, false);
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    };
    let actor = match session::actor(&state, &head.headers).await {
        Ok(actor) => actor,
        Err(error) => return pages::failed(&marks, &error),
    };
    state.calls.note(PATH, true);
    // On its own: a sender that goes away must not stop it between the files of a picture and its row.
    let (own_state, stream) = (state.clone(), body.into_data_stream());
    let work = tokio::spawn(async move {
        let mut form = Parts::new(stream, &boundary, MOST_BODY);
        let answer = tokio::time::timeout(TIME_LIMIT, receive(&own_state, &actor, &mut form)).await;
        let answer = answer.unwrap_or(Err(Refusal::Stop(Stop::TooSlow)));
        if !matches!(answer, Err(Refusal::Stop(_))) {
            drop(tokio::time::timeout(DRAIN_TIME, drain(&mut form)).await);
        }
        answer
    });
    match work.await {
        Ok(Ok((fields, outcome))) => pages::see_other(&address(&fields, &outcome)),
        Ok(Err(Refusal::Stranger(fields))) => pages::see_other(&format!(
            "/{}/sign-in?next={}",
            lang(&fields).code(),
            app::ui::percent_encode(&next(&fields))
        )),
        Ok(Err(Refusal::Stop(Stop::Malformed))) => StatusCode::BAD_REQUEST.into_response(),
        Ok(Err(Refusal::Stop(Stop::TooLong))) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Ok(Err(Refusal::Stop(Stop::TooSlow))) => StatusCode::REQUEST_TIMEOUT.into_response(),
        Ok(Err(Refusal::Service(error))) => pages::failed(&marks, &error),
        Err(panicked) => {
            tracing::error!(reference = &*marks.reference, "an upload failed: {panicked}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn receive<S, E>(state: &AppState, actor: &Actor, form: &mut Parts<S>) -> Result<(Fields, Outcome), Refusal>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let (mut fields, mut outcome) = (Fields::default(), Outcome::default());
    let (mut files, mut others) = (0, 0);
    let mut place = None;
    while let Some(part) = form.next().await.map_err(Refusal::Stop)? {
        if !part.is_file || part.name != "file" {
            others += 1;
            if others > MOST_FIELDS {
                return Err(Refusal::Stop(Stop::Malformed));
            }
            let value = value(form).await?;
            match part.name.as_str() {
                "shop" => fields.shop = value,
                "next" => fields.next = value,
                "lang" => fields.lang = value,
                _ => {}
            }
            continue;
        }
        // The fields of our forms stand before the files: nobody's bytes are kept before it is known whose they are.
        let owner = match pictures::of_shop(actor, &fields.shop) {
            Ok(owner) => owner,
            Err(_) if !actor.signed_in() => return Err(Refusal::Stranger(fields)),
            Err(error) => return Err(error.into()),
        };
        files += 1;
        if place.is_none() {
            place = state.reception.places.try_acquire().ok();
        }
        if place.is_none() || files > MOST_FILES {
            outcome.note(Err(PictureProblem::Busy));
            continue;
        }
        if let Some(what) = take(state, &owner, form).await? {
            outcome.note(what);
        }
    }
    if !actor.signed_in() {
        return Err(Refusal::Stranger(fields));
    }
    pictures::of_shop(actor, &fields.shop)?;
    if files == 0 || (outcome.codes.is_empty() && outcome.problems.is_empty()) {
        outcome.note(Err(PictureProblem::NotAPicture));
    }
    Ok((fields, outcome))
}

/// One file; `None` for the empty one that a browser sends where none was chosen.
async fn take<S, E>(
    state: &AppState,
    owner: &PictureOwner,
    form: &mut Parts<S>,
) -> Result<Option<Result<String, PictureProblem>>, Refusal>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let failed = |error: std::io::Error| services::Error::Failed(format!("an upload cannot be kept: {error}"));
    let mut spool = Spool::open(&state.reception.folder).await.map_err(failed)?;
    while let Some(piece) = form.piece().await.map_err(Refusal::Stop)? {
        if !spool.take(&piece).await.map_err(failed)? {
            return Ok(Some(Err(PictureProblem::TooLarge)));
        }
    }
    let (file, original) = spool.finish().await.map_err(failed)?;
    if original.bytes == 0 {
        return Ok(None);
    }
    let develop = state.darkroom.develop(file);
    Ok(Some(pictures::accept(&state.services, owner, original, develop).await?))
}

async fn value<S, E>(form: &mut Parts<S>) -> Result<String, Refusal>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    let mut value = Vec::new();
    while let Some(piece) = form.piece().await.map_err(Refusal::Stop)? {
        value.extend_from_slice(&piece);
        if value.len() > MOST_VALUE {
            return Err(Refusal::Stop(Stop::Malformed));
        }
    }
    String::from_utf8(value).map_err(|_| Refusal::Stop(Stop::Malformed))
}

async fn drain<S, E>(form: &mut Parts<S>)
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    while let Ok(Some(_)) = form.next().await {}
}

fn lang(fields: &Fields) -> Lang {
    Lang::from_tag(&fields.lang).unwrap_or(Lang::Fr)
}

/// The page to go back to: the one that the form names, when it is one of ours, else the shop's pictures.
fn next(fields: &Fields) -> String {
    let path = fields.next.as_str();
    let ours = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.~%".contains(&byte))
        && Lang::ALL
            .iter()
            .any(|lang| path.strip_prefix('/').is_some_and(|rest| rest.split('/').next() == Some(lang.code())))
        && !path.contains("//");
    if ours { path.to_owned() } else { format!("/{}/studio/{}/pictures", lang(fields).code(), fields.shop) }
}

fn address(fields: &Fields, outcome: &Outcome) -> String {
    let mut address = next(fields);
    let codes = outcome.codes.iter().map(|code| ("picture", code.as_str()));
    let problems = outcome.problems.iter().map(|problem| ("picture_problem", problem.code()));
    for (index, (name, value)) in codes.chain(problems).enumerate() {
        address.push(if index == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(value);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_leads_to_a_page_of_ours_only() {
        let to = |next: &str| {
            let fields = Fields { shop: "atelier".to_owned(), next: next.to_owned(), lang: "ar".to_owned() };
            address(&fields, &Outcome { codes: vec!["c".to_owned()], problems: vec![PictureProblem::Broken] })
        };
        assert_eq!(to("/fr/studio/atelier/products"), "/fr/studio/atelier/products?picture=c&picture_problem=broken");
        for evil in
            ["", "//evil.example", "https://evil.example", "/fr//evil", "/fr?x=1", "/de", "/fr\\x", "/fr/\r\n", "fr"]
        {
            assert_eq!(to(evil), "/ar/studio/atelier/pictures?picture=c&picture_problem=broken", "{evil:?}");
        }
    }
}
