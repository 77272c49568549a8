//! A connection as hyper holds it, with a view from outside: whether all was sent, and whether somebody only listens now.

use crate::live::Listener;
use crate::routes::live::Handed;
use axum::response::Response;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::net::TcpStream;

/// What is known about a connection outside of hyper.
#[derive(Default)]
pub(super) struct Line {
    /// Whether something waits to be sent.
    blocked: AtomicBool,
    handed: Mutex<Option<Listener>>,
}

impl Line {
    /// Takes the listener out of an answer that has one.
    pub(super) fn take_note(&self, answer: &Response) {
        if let Some(Handed(listener)) = answer.extensions().get() {
            let listener = listener.lock().unwrap_or_else(PoisonError::into_inner).take();
            *self.handed.lock().unwrap_or_else(PoisonError::into_inner) = listener;
        }
    }

    /// The listener, once all that hyper had to send has gone. Hyper has written the head of an answer as soon as it was
    /// asked after the answer came; its body, which never says anything, holds nothing back.
    pub(super) fn listener(&self) -> Option<Listener> {
        if self.blocked.load(Ordering::Acquire) {
            return None;
        }
        self.handed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The connection itself.
pub(super) struct Wire {
    io: TokioIo<TcpStream>,
    line: Arc<Line>,
}

impl Wire {
    pub(super) fn new(stream: TcpStream, line: Arc<Line>) -> Self {
        Self { io: TokioIo::new(stream), line }
    }

    pub(super) fn into_stream(self) -> TcpStream {
        self.io.into_inner()
    }

    fn write<T>(&mut self, write: impl FnOnce(Pin<&mut TokioIo<TcpStream>>) -> Poll<T>) -> Poll<T> {
        let written = write(Pin::new(&mut self.io));
        self.line.blocked.store(written.is_pending(), Ordering::Release);
        written
    }
}

impl Read for Wire {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: ReadBufCursor<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_read(context, into)
    }
}

impl Write for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        self.write(|io| io.poll_write(context, bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        self.write(|io| io.poll_flush(context))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.write(|io| io.poll_write_vectored(context, slices))
    }
}
