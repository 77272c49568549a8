//! How many pages a second the server answers to a few clients, each of which asks again as soon as it was answered.

use crate::{Failure, Target, now};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CLIENTS: usize = 32;

/// Pages per second over so many seconds.
pub async fn rate(target: &Target, path: &str, seconds: u64) -> Result<f64, Failure> {
    let (begun, time) = (now(), Duration::from_secs(seconds));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let (address, request) =
            (target.address.clone(), format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", target.address));
        clients.spawn(async move {
            let mut stream = TcpStream::connect(address).await?;
            let mut count = 0_u32;
            while begun.elapsed() < time {
                stream.write_all(request.as_bytes()).await?;
                read_page(&mut stream).await?;
                count += 1;
            }
            std::io::Result::Ok(count)
        });
    }
    let mut count = 0;
    while let Some(answered) = clients.join_next().await {
        count += answered??;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// Reads one answer, whose length its head says.
async fn read_page(stream: &mut TcpStream) -> std::io::Result<()> {
    let (mut read, mut bytes) = (Vec::new(), [0; 16 * 1024]);
    loop {
        match stream.read(&mut bytes).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            more => read.extend_from_slice(&bytes[..more]),
        }
        let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse().ok());
        let Some(length) = length.filter(|_: &usize| head.starts_with("http/1.1 200")) else {
            return Err(std::io::Error::other(format!("no page: {head}")));
        };
        if read.len() >= end + 4 + length {
            return Ok(());
        }
    }
}
