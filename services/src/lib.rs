//! Use cases: load facts, ask the domain for a plan, apply it in one transaction.
//!
//! Each use case is a function that takes [`Services`] and, where it matters who asks, the [`Actor`]. What a person can
//! do wrong is data in the answer; [`Error`] is for what she cannot mend.

pub mod avif;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod doctor;
mod error;
pub mod exchange;
pub mod facets;
pub mod form_draft;
mod hex;
mod labels;
mod making;
mod numbers;
pub mod offers;
pub mod people;
pub mod photos;
pub mod pictures;
pub mod place_order;
pub mod ports;
pub mod product_file;
pub mod search;
pub mod seed;
pub mod session;
mod settle;
pub mod sign_in;
pub mod site_map;
pub mod studio;
pub mod sweep;
pub mod track_order;
mod tries;
pub mod visits;
mod workshop;

pub use error::Error;
pub use session::Actor;

use domain::time::Timestamp;
use ports::{Clock, Entropy, Media};
use std::sync::Arc;
use store::Store;

/// What every use case works with; a clone shares everything.
#[derive(Clone)]
pub struct Services {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    media: Arc<dyn Media>,
    gate: sign_in::Gate,
    uploads: tries::Tries,
    sets: facets::Sets,
    computed: facets::ready::Computed,
    visits: visits::Buffer,
}

impl Services {
    /// Puts the parts together. The store must be migrated.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>, media: Arc<dyn Media>) -> Self {
        let (gate, uploads) = (sign_in::Gate::default(), pictures::uploads());
        let (sets, computed, visits) = Default::default();
        Self { inner: Arc::new(Inner { store, clock, entropy, media, gate, uploads, sets, computed, visits }) }
    }

    /// The store, for readiness checks and for closing it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Where the files of pictures are.
    #[must_use]
    pub fn media(&self) -> &dyn Media {
        &*self.inner.media
    }

    /// The sets of pieces that lists are made of.
    pub(crate) fn sets(&self) -> &facets::Sets {
        &self.inner.sets
    }

    /// Of what the days in lists were computed.
    pub(crate) fn computed(&self) -> &facets::ready::Computed {
        &self.inner.computed
    }

    /// Visits that wait to be written down.
    pub(crate) fn visits(&self) -> &visits::Buffer {
        &self.inner.visits
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// A new unguessable code: 128 random bits as 32 hexadecimal digits.
    #[must_use]
    pub fn new_token(&self) -> String {
        hex::encode(&self.random::<16>())
    }

    /// Random part of an id.
    #[must_use]
    pub fn id10(&self) -> [u8; 10] {
        self.random()
    }

    /// Milliseconds since 1970, for ids.
    #[must_use]
    pub fn millis(&self) -> u64 {
        u64::try_from(self.now().0).unwrap_or_default()
    }

    fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.inner.entropy.fill(&mut bytes);
        bytes
    }
}
