//! The headers that every answer carries.

use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};

/// What a page may use of the device.
pub const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// The camera, for the page that reads codes, and nothing else.
pub const CAMERA_HERE: &str = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";

const PLAIN: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (PERMISSIONS, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Policy for files that must never run: pictures, and answers made when nothing else works.
pub const INERT: &str = "default-src 'none'; sandbox";

/// Adds what is missing; a route that says something stricter is left alone.
pub fn secure(headers: &mut HeaderMap, nonce: &str, https: bool) {
    for (name, value) in PLAIN {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| HeaderValue::from_str(&policy(nonce)).unwrap_or(HeaderValue::from_static(INERT)));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
}
