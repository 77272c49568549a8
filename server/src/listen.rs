//! Accepts connections, and stops without losing a request.

mod wire;

use crate::layers::peer::SocketPeer;
use crate::live::{self, Listener};
use crate::state::AppState;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;
use wire::{Line, Wire};

/// How long new connections are still taken after the word to stop, each answer saying that it is the last:
/// clients that are about to send on a kept connection learn it in time.
const FAREWELL: Duration = Duration::from_millis(400);

/// Longest wait for requests in flight after that.
const PATIENCE: Duration = Duration::from_secs(35);

/// Time in which the head of a request must have come; also how long an unused connection is kept.
const HEAD_TIME: Duration = Duration::from_secs(20);

/// Longest head of a request, in bytes.
const HEAD_SIZE: usize = 32 * 1024;

/// Serves until `stop` resolves, then finishes what is in flight.
pub async fn serve(listener: TcpListener, router: Router, state: AppState, stop: impl Future<Output = ()>) {
    let (stopping, told) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => take(accepted, &router, &told).await,
            () = &mut stop => break,
        }
    }
    tracing::info!("stopping: finishing the requests in flight");
    state.start_draining();
    let mut farewell = pin!(tokio::time::sleep(FAREWELL));
    loop {
        tokio::select! {
            accepted = listener.accept() => take(accepted, &router, &told).await,
            () = &mut farewell => break,
        }
    }
    drop((listener, told));
    stopping.send_replace(true);
    if tokio::time::timeout(PATIENCE, stopping.closed()).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

async fn take(accepted: std::io::Result<(TcpStream, SocketAddr)>, router: &Router, told: &watch::Receiver<bool>) {
    match accepted {
        Ok((stream, peer)) => {
            // Without this a page and a small file cost 40 ms each.
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "TCP_NODELAY refused");
            }
            tokio::spawn(converse(stream, peer, router.clone(), told.clone()));
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// Answers what is asked on a connection; one on which somebody only listens any more goes to [`live::keep`].
async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, mut told: watch::Receiver<bool>) {
    let line = Arc::<Line>::default();
    let service = service_fn({
        let line = line.clone();
        move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(SocketPeer(peer.ip()));
            let (answer, line) = (router.clone().oneshot(request.map(Body::new)), line.clone());
            async move { answer.await.inspect(|answer| line.take_note(answer)) }
        }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(64)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(Wire::new(stream, line.clone()), service);
    let listener = tokio::select! {
        listener = converse_until(&mut connection, &line) => listener,
        () = live::word_to_stop(&mut told) => {
            Pin::new(&mut connection).graceful_shutdown();
            converse_until(&mut connection, &line).await
        }
    };
    if let Some(listener) = listener {
        let stream = connection.into_parts().io.into_stream();
        // A task of its own: this one is as large as all that a conversation needs.
        tokio::spawn(live::keep(stream, listener, told));
    }
}

/// Goes on until the connection ends, or until it has sent the head of an answer after which somebody only listens.
async fn converse_until(connection: &mut (impl Future + Unpin), line: &Line) -> Option<Listener> {
    poll_fn(|context| match Pin::new(&mut *connection).poll(context) {
        // How a client hangs up is its own affair.
        Poll::Ready(_ended) => Poll::Ready(None),
        Poll::Pending => line.listener().map_or(Poll::Pending, |listener| Poll::Ready(Some(listener))),
    })
    .await
}
