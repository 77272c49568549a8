//! Accepts connections, and stops without losing a request.

use crate::layers::peer::SocketPeer;
use crate::state::AppState;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

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

async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, mut told: watch::Receiver<bool>) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(SocketPeer(peer.ip()));
        router.clone().oneshot(request.map(Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(64)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        // How a client hangs up is its own affair.
        _ended = connection.as_mut() => return,
        _stopping = told.wait_for(|stopping| *stopping) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ended = connection.await;
}
