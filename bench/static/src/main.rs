//! Answers every GET with one recorded response, head and body, as `curl -i` wrote it.
//! Usage: `bench-static <address> <recorded response>`.

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::routing::get;
use axum::serve::ListenerExt;
use std::error::Error;

/// Written by the server itself for every answer.
const NOT_REPEATED: [&str; 5] = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(address), Some(file)) = (args.next(), args.next()) else {
        return Err("usage: bench-static <address> <recorded response>".into());
    };
    let (headers, body) = parse(&std::fs::read(&file)?)?;
    let answer = move || std::future::ready((headers.clone(), body.clone()));
    let router = Router::new().fallback(get(answer));
    // As the product's own listener: without it an answer can wait 40 ms for an acknowledgement.
    let listener = tokio::net::TcpListener::bind(&address).await?.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            eprintln!("TCP_NODELAY refused: {error}");
        }
    });
    axum::serve(listener, router).await?;
    Ok(())
}

/// Splits a recorded response into the headers to repeat and the body.
fn parse(recorded: &[u8]) -> Result<(HeaderMap, Bytes), Box<dyn Error>> {
    let end = recorded.windows(4).position(|four| four == b"\r\n\r\n").ok_or("the recorded response has no head")?;
    let mut headers = HeaderMap::new();
    for line in std::str::from_utf8(&recorded[..end])?.lines().skip(1) {
        let (name, value) = line.split_once(':').ok_or("a header without a colon")?;
        let name: HeaderName = name.trim().parse()?;
        if !NOT_REPEATED.contains(&name.as_str()) {
            headers.append(name, HeaderValue::from_str(value.trim())?);
        }
    }
    Ok((headers, Bytes::copy_from_slice(&recorded[end + 4..])))
}
