//! Pictures that come in, in plain forms: for a shop, and from a shopper with a design. Every answer to a form of ours is
//! a redirect to a page, which shows what became of the files.

pub mod design;
mod parts;
pub mod shop;
mod spool;

use crate::layers::envelope::Marks;
use crate::routes::{pages, session};
use crate::state::AppState;
use axum::body::BodyDataStream;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use parts::{Parts, Stop};
use services::Actor;
use services::pictures::{self, Original, PictureOwner, PictureProblem};
use spool::Spool;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Longest body, in bytes: a few pictures from the gallery of a telephone at once.
pub const MOST_BODY: u64 = 96 * 1024 * 1024;

/// Longest value of a field, in bytes.
const MOST_VALUE: usize = 1_024;

/// Uploads that come in at the same time; further ones are told to come back.
const AT_ONCE: usize = 32;

/// Longest time that one form may take, at the pace of a weak mobile network.
const TIME_LIMIT: Duration = Duration::from_secs(15 * 60);

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

/// A form as it comes in.
type Form = Parts<BodyDataStream>;

/// Why a form is not answered with a redirect to its page.
enum Refusal {
    /// The body cannot be read.
    Stop(Stop),
    /// Not signed in: she is asked to, and comes back to the page that this path leads to.
    Stranger(String),
    /// The service failed, or what is asked for is not there.
    Service(services::Error),
}

impl<E: Into<services::Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Service(error.into())
    }
}

impl Refusal {
    fn answer(self, marks: &Marks) -> Response {
        match self {
            Self::Stranger(sign_in) => pages::see_other(&sign_in),
            Self::Stop(Stop::Malformed) => StatusCode::BAD_REQUEST.into_response(),
            Self::Stop(Stop::TooLong) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::Stop(Stop::TooSlow) => StatusCode::REQUEST_TIMEOUT.into_response(),
            Self::Service(error) => pages::failed(marks, &error),
        }
    }
}

/// Reads a form that came to this path, in a task of its own: a sender that goes away must not stop it between the files
/// of a picture and its row.
async fn take_in<T, F>(
    state: &AppState,
    marks: &Marks,
    path: &'static str,
    request: Request,
    receive: impl FnOnce(Actor, Form) -> F,
) -> Result<T, Response>
where
    T: Send + 'static,
    F: Future<Output = Result<T, Refusal>> + Send + 'static,
{
    let (head, body) = request.into_parts();
    let boundary = head.headers.get(header::CONTENT_TYPE).and_then(|kind| parts::boundary(kind.to_str().ok()?));
    let Some(boundary) = boundary else {
        state.calls.note(path, false);
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    };
    let actor = match session::actor(state, &head.headers).await {
        Ok(actor) => actor,
        Err(error) => return Err(pages::failed(marks, &error)),
    };
    state.calls.note(path, true);
    let work = receive(actor, Parts::new(body.into_data_stream(), boundary, MOST_BODY));
    let done = tokio::spawn(async move {
        tokio::time::timeout(TIME_LIMIT, work).await.unwrap_or(Err(Refusal::Stop(Stop::TooSlow)))
    });
    match done.await {
        Ok(answer) => answer.map_err(|refusal| refusal.answer(marks)),
        Err(panicked) => {
            tracing::error!(reference = &*marks.reference, "an upload failed: {panicked}");
            Err(StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
    }
}

/// A file that has come in, or what is wrong with it already.
type Arrived = Result<(File, Original), PictureProblem>;

/// One file; `None` for the empty one that a browser sends where none was chosen.
async fn arrive(state: &AppState, form: &mut Form) -> Result<Option<Arrived>, Refusal> {
    let failed = |error: std::io::Error| services::Error::Failed(format!("an upload cannot be kept: {error}"));
    let mut spool = Spool::open(&state.reception.folder).await.map_err(failed)?;
    while let Some(piece) = form.piece().await.map_err(Refusal::Stop)? {
        if !spool.take(&piece).await.map_err(failed)? {
            return Ok(Some(Err(PictureProblem::TooLarge)));
        }
    }
    let (file, original) = spool.finish().await.map_err(failed)?;
    Ok((original.bytes > 0).then_some(Ok((file, original))))
}

/// Makes a picture of a file for its owner.
async fn take(
    state: &AppState,
    owner: &PictureOwner,
    arrived: Arrived,
) -> Result<Result<String, PictureProblem>, Refusal> {
    match arrived {
        Ok((file, original)) => {
            let develop = state.darkroom.develop(file);
            Ok(pictures::accept(&state.services, owner, original, develop).await?)
        }
        Err(problem) => Ok(Err(problem)),
    }
}

async fn value(form: &mut Form) -> Result<String, Refusal> {
    let mut value = Vec::new();
    while let Some(piece) = form.piece().await.map_err(Refusal::Stop)? {
        value.extend_from_slice(&piece);
        if value.len() > MOST_VALUE {
            return Err(Refusal::Stop(Stop::Malformed));
        }
    }
    String::from_utf8(value).map_err(|_| Refusal::Stop(Stop::Malformed))
}
