//! An answer that comes before its request was read to the end. Whoever still sends would find the connection cut and see
//! no answer: what is left of the body is read and forgotten first, as far as that is soon done; else the answer says that
//! the connection ends with it (RFC 9112, section 9.6).

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{Stream, StreamExt};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::oneshot;

/// Most that is read and forgotten of a form, in bytes, and the longest time for that.
const FORM: (usize, Duration) = (2 * 1024 * 1024, Duration::from_secs(10));

/// The same for an upload: as long as the longest one, and no longer than a server that stops waits for its answers.
const UPLOAD: (usize, Duration) = (96 * 1024 * 1024, Duration::from_secs(30));

/// The layer; the outermost one.
pub async fn linger(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (most, time) = if request.uri().path().starts_with("/upload/") { UPLOAD } else { FORM };
    // Whoever asks first whether to send has sent nothing yet, and reading would be the word to begin.
    let asks = request.headers().contains_key(header::EXPECT);
    let (send, mut returned) = oneshot::channel();
    let lend = |body: Body| Body::from_stream(Lent { body: Some(body.into_data_stream()), owner: Some(send) });
    let mut response = next.run(request.map(lend)).await;
    let Ok(body) = returned.try_recv() else { return response };
    let slow = response.status() == StatusCode::REQUEST_TIMEOUT;
    if asks || slow || !tokio::time::timeout(time, read_to_end(body, most)).await.unwrap_or(false) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn read_to_end(mut body: BodyDataStream, most: usize) -> bool {
    let mut length = 0;
    while let Some(piece) = body.next().await {
        length += piece.map_or(most, |piece| piece.len());
        if length >= most {
            return false;
        }
    }
    true
}

/// A body that goes back to its owner when nobody reads on before its end.
struct Lent {
    body: Option<BodyDataStream>,
    owner: Option<oneshot::Sender<BodyDataStream>>,
}

impl Stream for Lent {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let piece = body.poll_next_unpin(context);
        if let Poll::Ready(None) = piece {
            self.body = None;
        }
        piece
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(body), Some(owner)) = (self.body.take(), self.owner.take()) {
            // Nobody waits for it when the client has gone.
            drop(owner.send(body));
        }
    }
}
