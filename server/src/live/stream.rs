//! A connection that only listens any more. It was taken over from hyper once the head of the answer was sent: hyper keeps
//! eight kilobytes and more for what a client may send next, and this one sends nothing.

use super::Listener;
use std::io;
use std::pin::pin;
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
pub async fn keep(mut stream: TcpStream, listener: Listener, told: watch::Receiver<bool>) {
    if tell(&stream, listener, told).await.is_ok() {
        drop(stream.shutdown().await);
    }
}

async fn tell(stream: &TcpStream, mut listener: Listener, mut told: watch::Receiver<bool>) -> io::Result<()> {
    // Both wait from here to the end; beginning to wait again after each change would cost more than the change.
    let (mut gone, mut stop) = (pin!(hangs_up(stream)), pin!(word_to_stop(&mut told)));
    loop {
        let frame = tokio::select! {
            biased;
            frame = listener.next() => frame,
            () = &mut gone => return Err(io::ErrorKind::ConnectionAborted.into()),
            () = &mut stop => None,
        };
        // How a client hangs up is its own affair.
        let Some(frame) = frame else { return write(stream, END).await };
        write(stream, &frame).await?;
    }
}

/// A frame nearly always fits into the buffer of the connection; only where it does not is there something to wait for.
async fn write(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match stream.try_write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(taken) => bytes = bytes.get(taken..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => timeout(PATIENCE, stream.writable()).await??,
            Err(error) => return Err(error),
        }
    }
    Ok(())
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
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Ok(_) | Err(_) => return,
        }
    }
}
