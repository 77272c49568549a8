//! The built files: immutable where their name carries a hash, with the compressed copies that the build made.

use app::page::Assets;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::path::Path;
use std::time::SystemTime;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// Name that the build gives to the style sheet, the script and the browser build, before hash and extension.
const OUTPUT_NAME: &str = "mogador";

/// Answers with a file below `root`, or 404.
pub async fn file(root: &Path, request: Request<Body>) -> Response {
    let lasting = is_lasting(request.uri().path());
    let files = ServeDir::new(root).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let answered: Result<_, Infallible> = files.oneshot(request).await;
    let mut response = match answered {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    match response.status() {
        StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED => {
            let caching = if lasting { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
            name_charset(&mut response);
            response
        }
        StatusCode::RANGE_NOT_SATISFIABLE => response,
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn name_charset(response: &mut Response) {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if let Some(kind) =
        kind.filter(|kind| !kind.contains("charset") && (kind.starts_with("text/") || kind.contains("javascript")))
        && let Ok(named) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        response.headers_mut().insert(header::CONTENT_TYPE, named);
    }
}

/// Whether what has this name is always the same: fonts, and built files whose name carries a hash,
/// `/pkg/name.<8 or more letters and digits>.ext`.
fn is_lasting(path: &str) -> bool {
    if path.starts_with("/fonts/") {
        return true;
    }
    let Some(name) = path.strip_prefix("/pkg/") else { return false };
    let parts: Vec<&str> = name.split('.').collect();
    parts.len() >= 3
        && parts[parts.len() - 2].len() >= 8
        && parts[parts.len() - 2].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Finds the latest style sheet, script and browser build in `<root>/pkg`, and reads the style sheet.
#[must_use]
pub fn find_built(root: &Path) -> Assets {
    let latest = |extension: &str| {
        let newest = std::fs::read_dir(root.join("pkg"))
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let made = entry.metadata().and_then(|metadata| metadata.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
                is_output(&name, extension).then_some((made, name))
            })
            .max();
        match newest {
            Some((_, name)) => format!("/pkg/{name}"),
            None => format!("/pkg/{OUTPUT_NAME}.{extension}"),
        }
    };
    let css = latest("css");
    let style = std::fs::read_to_string(root.join(css.trim_start_matches('/'))).unwrap_or_default();
    Assets { css, style, js: latest("js"), wasm: latest("wasm") }
}

fn is_output(name: &str, extension: &str) -> bool {
    name.strip_prefix(OUTPUT_NAME)
        .and_then(|rest| rest.strip_suffix(extension))
        .and_then(|rest| rest.strip_suffix('.'))
        .map(|rest| rest.strip_prefix("_bg").unwrap_or(rest))
        .is_some_and(|hash| hash.is_empty() || (hash.starts_with('.') && !hash[1..].contains('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_never_changes_may_be_kept_for_ever() {
        assert!(is_lasting("/pkg/mogador.Ab3dEf7h-_x.css"));
        assert!(is_lasting("/fonts/fraunces-600-latin.woff2"));
        for path in ["/pkg/mogador.css", "/favicon.svg", "/pkg/mogador.min.css", "/ornaments/a.abcdefgh1.svg"] {
            assert!(!is_lasting(path), "{path}");
        }
    }

    #[test]
    fn compressed_copies_and_chunks_are_not_taken_for_the_build() {
        assert!(
            is_output("mogador.css", "css")
                && is_output("mogador.Ab3d.js", "js")
                && is_output("mogador_bg.Ab3d.wasm", "wasm")
        );
        for name in ["mogador.Ab3d.js.br", "mogador_split.js", "chunk_1.Ab3d.wasm", "mogadorx.js"] {
            assert!(!is_output(name, "js") && !is_output(name, "wasm"), "{name}");
        }
    }
}
