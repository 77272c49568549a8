//! A connection that only listens any more. It was taken over from hyper once the head of the answer was sent: hyper keeps
//! eight kilobytes and more for what a client may send next, and this one sends nothing.

use super::Listener;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

/// Whoever takes nothing for so long is let go.
const PATIENCE: Duration = Duration::from_secs(30);

/// The end of a body in chunks.
const END: &[u8] = b"0\r\n\r\n";

/// Writes what is heard until somebody has enough: the listener, the client, or the server that stops.
pub async fn keep(mut stream: TcpStream, mut listener: Listener, mut told: watch::Receiver<bool>) {
    loop {
        let frame = tokio::select! {
            frame = listener.next() => frame,
            () = hangs_up(&stream) => return,
            () = word_to_stop(&mut told) => None,
        };
        let bytes = frame.as_deref().unwrap_or(END);
        // How a client hangs up is its own affair.
        let Ok(Ok(())) = timeout(PATIENCE, stream.write_all(bytes)).await else { return };
        if frame.is_none() {
            drop(timeout(PATIENCE, stream.shutdown()).await);
            return;
        }
    }
}

/// Until the server is told to stop.
pub async fn word_to_stop(told: &mut watch::Receiver<bool>) {
    drop(told.wait_for(|stopping| *stopping).await);
}

/// Until the client closes, or sends what nobody asked for.
async fn hangs_up(stream: &TcpStream) {
    let mut byte = [0];
    while stream.readable().await.is_ok() {
        match stream.try_read(&mut byte) {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Ok(_) | Err(_) => return,
        }
    }
}
