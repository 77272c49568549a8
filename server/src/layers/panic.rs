//! A panic is a defect. It is counted, logged by the panic hook, and answered: the connection never just drops.

use crate::layers::headers;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower_http::catch_panic::{CatchPanicLayer, ResponseForPanic};

/// Panics answered so far; shown by `/healthz`.
#[derive(Debug, Clone, Default)]
pub struct Panics(Arc<AtomicU64>);

impl Panics {
    /// How many since the start.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// The layer that counts here.
    #[must_use]
    pub fn layer(&self) -> CatchPanicLayer<Self> {
        CatchPanicLayer::custom(self.clone())
    }
}

impl ResponseForPanic for Panics {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, _what_the_hook_logged: Box<dyn Any + Send>) -> Response<Body> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let mut response = Response::new(Body::from("500"));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        response
    }
}

/// As [`Panics`], for the outermost place, where no other layer adds headers or a page any more.
#[derive(Debug, Clone)]
pub struct LastResort(pub Panics);

impl ResponseForPanic for LastResort {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, what: Box<dyn Any + Send>) -> Response<Body> {
        let mut response = self.0.response_for_panic(what);
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(headers::INERT));
        headers::secure(response.headers_mut(), "", false);
        response
    }
}

/// Sends panics to the log, each with its place.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let said = panic.payload_as_str().unwrap_or("(no text)");
        tracing::error!(place, "panic: {said}");
    }));
}
