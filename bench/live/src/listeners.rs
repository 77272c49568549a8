//! Connections that listen, each a task that notes when it heard.

use crate::{Failure, Target, now};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::sleep;

/// Connections that are opened at the same moment, as far as the backlog of the listening socket goes.
const AT_ONCE: usize = 512;

/// What all of them share.
struct Board {
    begun: Mutex<Instant>,
    heard: Mutex<Vec<u32>>,
}

/// All that listen.
pub struct Listeners {
    board: Arc<Board>,
    tasks: Vec<AbortHandle>,
}

impl Default for Listeners {
    fn default() -> Self {
        let board = Board { begun: Mutex::new(now()), heard: Mutex::default() };
        Self { board: Arc::new(board), tasks: Vec::new() }
    }
}

impl Listeners {
    pub const fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Opens so many more, all as soon as they can be, and waits until each was told a version; answers how often one was
    /// sent away and came again.
    pub async fn open(&mut self, target: &Target, count: usize) -> Result<u32, Failure> {
        let request: Arc<str> = format!(
            "GET /studio/{}/live HTTP/1.1\r\nhost: {}\r\naccept: text/event-stream\r\ncookie: {}\r\n\r\n",
            target.shop, target.address, target.cookie
        )
        .into();
        let (turns, refused) = (Arc::new(Semaphore::new(AT_ONCE)), Arc::new(AtomicU32::new(0)));
        let mut opening = JoinSet::new();
        for _ in 0..count {
            let (address, request) = (target.address.clone(), request.clone());
            let (turns, refused) = (turns.clone(), refused.clone());
            opening.spawn(async move {
                loop {
                    let turn = turns.acquire().await;
                    match connect(&address, &request).await {
                        Ok(stream) => return stream,
                        Err(_again) => {
                            drop(turn);
                            refused.fetch_add(1, Ordering::Relaxed);
                            sleep(Duration::from_millis(200)).await;
                        }
                    }
                }
            });
        }
        while let Some(stream) = opening.join_next().await {
            let (stream, board) = (stream?, self.board.clone());
            self.tasks.push(tokio::spawn(listen(stream, board)).abort_handle());
        }
        Ok(refused.load(Ordering::Relaxed))
    }

    pub fn close(&mut self) {
        self.tasks.drain(..).for_each(|task| task.abort());
    }

    /// From now on it counts.
    pub fn expect(&self, begun: Instant) {
        *self.board.begun.lock().unwrap_or_else(PoisonError::into_inner) = begun;
        self.board.heard.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Microseconds after which each heard, when all have or so much time is over.
    pub async fn heard(&self, patience: Duration) -> Vec<u32> {
        let begun = now();
        loop {
            {
                let heard = self.board.heard.lock().unwrap_or_else(PoisonError::into_inner);
                if heard.len() >= self.len() || begun.elapsed() > patience {
                    return heard.clone();
                }
            }
            sleep(Duration::from_millis(2)).await;
        }
    }
}

/// Connects and reads until the first version was told.
async fn connect(address: &str, request: &str) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let (mut read, mut length) = ([0; 4096], 0);
    loop {
        match stream.read(&mut read[length..]).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            more => length += more,
        }
        let text = &read[..length];
        if !text.starts_with(b"HTTP/1.1 200") {
            return Err(std::io::ErrorKind::ConnectionRefused.into());
        }
        if text.windows(6).any(|window| window == b"data: ") {
            return Ok(stream);
        }
    }
}

/// Notes the moment of each event; comments count for nothing.
async fn listen(mut stream: TcpStream, board: Arc<Board>) {
    let mut read = [0; 256];
    loop {
        match stream.read(&mut read).await {
            Ok(0) | Err(_) => return,
            Ok(count) if read[..count].windows(6).any(|window| window == b"data: ") => {
                let begun = *board.begun.lock().unwrap_or_else(PoisonError::into_inner);
                let micros = u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
                board.heard.lock().unwrap_or_else(PoisonError::into_inner).push(micros);
            }
            Ok(_comment) => {}
        }
    }
}
