//! `mogador serve`

use super::{CommandError, open_store, services_over};
use crate::adapters::darkroom::Darkroom;
use crate::config::{Config, ConfigError};
use crate::layers::panic;
use crate::listen;
use crate::router;
use crate::state::AppState;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use services::Services;
use services::avif::Turn;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::MissedTickBehavior;

/// How often the days in lists are looked at: they are to be at most a minute old.
const RENEW_PERIOD: Duration = Duration::from_secs(20);
/// How often visits are written down.
const VISITS_PERIOD: Duration = Duration::from_secs(3);
/// How long after one look for pictures that want AVIF files the next one comes.
const AVIF_PERIOD: Duration = Duration::from_secs(15);
/// How often orders that stayed unconfirmed are looked for.
const SWEEP_PERIOD: Duration = Duration::from_secs(600);

pub(super) async fn run(config: Config) -> Result<(), CommandError> {
    let public = config.public_to_serve()?.clone();
    let store = open_store(&config).await?;
    store.migrate().await?;
    let services = services_over(store.clone(), &config)?;
    say_where_pictures_are(&config, &services).await;
    refuse_demo_people(&config, &services).await?;
    let listener = TcpListener::bind(config.bind)
        .await
        .map_err(|error| ConfigError { variable: "BIND", problem: format!("{}: {error}", config.bind) })?;
    panic::log_panics();
    open_many_files();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let sweeper = tokio::spawn(sweep_for_ever(services.clone()));
    let days = tokio::spawn(renew_for_ever(services.clone()));
    let visits = tokio::spawn(write_visits_for_ever(services.clone()));
    tracing::info!(bind = %listener.local_addr()?, "serving {}", public.origin());
    let state = AppState::new(services.clone(), Arc::new(config), public);
    let wants_avif = state.config.make_avif;
    let avif = wants_avif.then(|| tokio::spawn(make_avif_for_ever(services.clone(), state.darkroom.clone())));
    let stop = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    listen::serve(listener, router::build(&state), state, stop).await;
    sweeper.abort();
    days.abort();
    visits.abort();
    avif.inspect(tokio::task::JoinHandle::abort);
    write_visits(&services).await;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// A place of pictures that is not there now may be there later, and pages do without it.
async fn say_where_pictures_are(config: &Config, services: &Services) {
    match services.media().reach().await {
        Ok(()) => tracing::info!("pictures are kept in {}", config.picture_store),
        Err(error) => tracing::error!("pictures are kept in {}, which cannot be used: {error}", config.picture_store),
    }
}

/// Each connection is an open file: as many as the system lets us have.
fn open_many_files() {
    let limit = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }) {
        tracing::debug!(%error, "the limit of open files stays as it is");
    }
}

/// The password of demo people is in the documentation: nobody else may be able to reach them.
async fn refuse_demo_people(config: &Config, services: &Services) -> Result<(), CommandError> {
    if config.is_public() && services::seed::has_demo_people(services).await? {
        return Err(CommandError::Failed(
            "this database holds demo people, whose password is public; a public address must not serve it".to_owned(),
        ));
    }
    Ok(())
}

/// Keeps the days in lists up to date, and has the lists ready before the first shopper asks.
async fn renew_for_ever(services: Services) {
    if let Err(error) = services::facets::warm(&services).await {
        tracing::error!("the lists could not be made ready: {error}");
    }
    let mut clock = tokio::time::interval(RENEW_PERIOD);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = services::facets::ready::renew(&services).await {
            tracing::error!("the days in lists could not be computed: {error}");
        }
    }
}

/// One picture after the other; when none waits, it looks again a little later.
async fn make_avif_for_ever(services: Services, darkroom: Arc<Darkroom>) {
    loop {
        let wait = match services::avif::make_next(&services, &*darkroom).await {
            Ok(Turn::Made) => Duration::ZERO,
            Ok(Turn::Idle) => AVIF_PERIOD,
            Ok(Turn::Failed(problem)) => {
                tracing::warn!("a picture has no AVIF files yet: {}", problem.code());
                AVIF_PERIOD
            }
            Err(error) => {
                tracing::error!("AVIF files could not be made: {error}");
                AVIF_PERIOD
            }
        };
        tokio::time::sleep(wait).await;
    }
}

async fn write_visits_for_ever(services: Services) {
    let mut clock = tokio::time::interval(VISITS_PERIOD);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        write_visits(&services).await;
    }
}

async fn write_visits(services: &Services) {
    if let Err(error) = services::visits::write_down(services).await {
        tracing::error!("visits could not be written down: {error}");
    }
}

async fn sweep_for_ever(services: Services) {
    let mut clock = tokio::time::interval(SWEEP_PERIOD);
    loop {
        clock.tick().await;
        match services::sweep::sweep_unconfirmed(&services).await {
            Ok(0) => {}
            Ok(cancelled) => tracing::info!(cancelled, "cancelled {cancelled} orders that stayed unconfirmed"),
            Err(error) => tracing::error!("unconfirmed orders could not be looked for: {error}"),
        }
        if let Err(error) = services::sweep::sweep_form_drafts(&services).await {
            tracing::error!("old drafts of forms could not be removed: {error}");
        }
        if let Err(error) = services::search::catch_up(&services).await {
            tracing::error!("what pieces are found by could not be written down: {error}");
        }
        if let Err(error) = services::visits::forget(&services).await {
            tracing::error!("visitors of days that are over could not be forgotten: {error}");
        }
        if let Err(error) = services::pictures::sweep_idle(&services).await {
            tracing::error!("pictures that nobody needs could not be removed: {error}");
        }
    }
}
