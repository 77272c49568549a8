//! What all requests share.

use crate::adapters::darkroom::Darkroom;
use crate::config::{Config, PublicUrl};
use crate::layers::panic::Panics;
use crate::live::Hub;
use crate::page_cache::PageCache;
use crate::routes::assets;
use crate::routes::listings::Offers;
use crate::routes::media::Shelf;
use crate::routes::upload::Reception;
use app::page::Assets;
use services::Services;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Shared by all requests. A clone counts once: each layer makes some for each request.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// What [`AppState`] holds.
pub struct Shared {
    /// The use cases.
    pub services: Services,
    /// What the operator decided.
    pub config: Arc<Config>,
    /// What pages and cookies say about this site.
    pub site: Arc<Site>,
    /// Panics since the start.
    pub panics: Panics,
    /// Permits for requests in work.
    pub admission: Arc<Semaphore>,
    /// Finished pictures.
    pub pictures: Arc<Shelf>,
    /// Where uploaded pictures are developed.
    pub darkroom: Arc<Darkroom>,
    /// Uploads that are coming in.
    pub reception: Arc<Reception>,
    /// Open pages that listen.
    pub live: Arc<Hub>,
    /// Lists of offers for other shop windows.
    pub offers: Arc<Offers>,
    /// Pages that every stranger sees alike.
    pub kept_pages: Arc<PageCache>,
    /// How often pages and server functions were called.
    pub calls: Arc<Calls>,
    draining: AtomicBool,
}

/// What pages and cookies say about this site.
#[derive(Debug)]
pub struct Site {
    /// Scheme, host and port.
    pub public: PublicUrl,
    /// The same as text, without a trailing slash.
    pub origin: Arc<str>,
    /// Where readers find the source of the program.
    pub source: Option<Arc<str>>,
    /// Addresses of the built files.
    pub assets: Arc<Assets>,
}

impl AppState {
    /// Puts the parts together; looks up the built files once. Begins to listen for news, within a runtime.
    #[must_use]
    pub fn new(services: Services, config: Arc<Config>, public: PublicUrl) -> Self {
        let assets = assets::find_built(&config.site_root);
        let source = config.source_url.as_deref().map(Arc::from);
        let site = Site { origin: public.origin().into(), public, source, assets: Arc::new(assets) };
        Self(Arc::new(Shared {
            live: Hub::start(services.store()),
            services,
            site: Arc::new(site),
            panics: Panics::default(),
            admission: Arc::new(Semaphore::new(config.max_in_flight)),
            pictures: Arc::new(Shelf::new(config.media_dir.join("preview"))),
            darkroom: Arc::new(Darkroom::new(config.program.clone())),
            reception: Arc::new(Reception::new(config.picture_dir.join("incoming"))),
            offers: Arc::default(),
            kept_pages: Arc::default(),
            calls: Arc::default(),
            draining: AtomicBool::default(),
            config,
        }))
    }

    /// From now on the server says goodbye: answers close their connection, and `/readyz` says no.
    pub fn start_draining(&self) {
        self.draining.store(true, Ordering::Release);
    }

    /// Whether the server is about to stop.
    #[must_use]
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Acquire)
    }
}

/// How often each page and server function was asked for, and how often what was sent could be read, so that it ran.
#[derive(Debug, Default)]
pub struct Calls(Mutex<BTreeMap<String, CallCount>>);

/// Counts of one page or server function.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CallCount {
    /// Requests that were routed to it.
    pub called: u64,
    /// Requests that it worked on.
    pub reached: u64,
}

impl Calls {
    /// Notes one request.
    pub fn note(&self, path: &str, reached: bool) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(path.to_owned()).or_default();
        count.called += 1;
        count.reached += u64::from(reached);
    }

    /// All counts by path.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<String, CallCount> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
