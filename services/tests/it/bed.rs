//! Where a use case is tested: services over an empty store, with a clock that stands still and random bytes that repeat.

use crate::market::NOON;
use domain::picture::{Format, Ground};
use domain::time::Timestamp;
use services::pictures::{Developed, DevelopedFile, PictureProblem};
use services::ports::{Clock, Darkroom, Entropy, Later, Media, MediaError};
use services::{Actor, Services, people, session, sign_in};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use store::testing::{Place, postgres, sqlite};

/// Services over one empty store.
pub struct Bed {
    /// What is tested.
    pub svc: Services,
    place: Arc<Place>,
    clock: Arc<StandingClock>,
    entropy: Arc<Counted>,
    /// The files of pictures.
    pub media: Arc<InMemory>,
    visitors: AtomicU64,
}

struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// Bytes that never repeat within a bed (SplitMix64). The random part of ids, ten bytes, counts up instead: while the
/// clock stands still, ids must sort in the order in which they were made, as they do when it runs.
struct Counted(AtomicU64, AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        if bytes.len() == 10 {
            let at = self.1.fetch_add(1, Ordering::Relaxed);
            bytes.fill(0);
            bytes[4..].copy_from_slice(&at.to_be_bytes()[2..]);
            return;
        }
        for part in bytes.chunks_mut(8) {
            let at = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mixed = (at ^ (at >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            part.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..part.len()]);
        }
    }
}

/// Named objects that are forgotten with the bed.
#[derive(Default)]
pub struct InMemory(Mutex<BTreeMap<String, Vec<u8>>>);

impl InMemory {
    /// Names of all that is kept.
    pub fn names(&self) -> Vec<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }
}

impl Media for InMemory {
    fn put<'a>(&'a self, name: &'a str, bytes: Vec<u8>) -> Later<'a, Result<(), MediaError>> {
        self.0.lock().unwrap().insert(name.to_owned(), bytes);
        Box::pin(async { Ok(()) })
    }

    fn get<'a>(&'a self, name: &'a str) -> Later<'a, Result<Option<Vec<u8>>, MediaError>> {
        let found = self.0.lock().unwrap().get(name).cloned();
        Box::pin(async { Ok(found) })
    }

    fn remove<'a>(&'a self, name: &'a str) -> Later<'a, Result<(), MediaError>> {
        self.0.lock().unwrap().remove(name);
        Box::pin(async { Ok(()) })
    }

    fn reach(&self) -> Later<'_, Result<(), MediaError>> {
        Box::pin(async { Ok(()) })
    }
}

/// A darkroom that makes the same of every picture.
pub struct Blank;

impl Darkroom for Blank {
    fn develop(&self, _: std::fs::File) -> Later<'_, Result<Developed, PictureProblem>> {
        let file = |format| DevelopedFile { width: 640, format, bytes: b"blank".to_vec() };
        let files = Format::AT_ONCE.map(file).to_vec();
        Box::pin(async { Ok(Developed { width: 640, height: 640, mean_rgb: 0, ground: Ground([0x888; 9]), files }) })
    }

    fn recode(&self, widest: Vec<u8>, [width, _]: [u32; 2]) -> Later<'_, Result<Vec<DevelopedFile>, PictureProblem>> {
        let broken = widest != b"blank";
        let file = DevelopedFile { width, format: Format::Avif, bytes: b"avif".to_vec() };
        Box::pin(async move { if broken { Err(PictureProblem::Broken) } else { Ok(vec![file]) } })
    }
}

impl Bed {
    async fn at(place: Arc<Place>, clock: Arc<StandingClock>, entropy: Arc<Counted>) -> Self {
        let media = Arc::<InMemory>::default();
        let svc = Services::new(place.open().await, clock.clone(), entropy.clone(), media.clone());
        Self { svc, place, clock, entropy, media, visitors: AtomicU64::new(0) }
    }

    /// The same database behind newly opened connections, as after a restart.
    pub async fn restart(&self) -> Self {
        Self::at(self.place.clone(), self.clock.clone(), self.entropy.clone()).await
    }

    /// Sets the clock, in milliseconds since 1970.
    pub fn set_time(&self, ms: i64) {
        self.clock.0.store(ms, Ordering::Relaxed);
    }

    /// Somebody with a session, not signed in.
    pub async fn visitor(&self) -> Actor {
        session::ensure(&self.svc, &Actor::default()).await.unwrap().0
    }

    /// A new coordinator of the shop, signed in.
    pub async fn coordinator(&self, shop: &str) -> Actor {
        self.person(shop, people::Role::Coordinator, None).await
    }

    /// Somebody new who makes pieces for the shop, signed in; `member` is the slug of the member that she is.
    pub async fn maker(&self, shop: &str, member: Option<&str>) -> Actor {
        self.person(shop, people::Role::Artisan, member).await
    }

    /// Somebody new who works for the shop, signed in.
    pub async fn person(&self, shop: &str, role: people::Role, member: Option<&str>) -> Actor {
        let number = self.visitors.fetch_add(1, Ordering::Relaxed);
        let email = format!("person-{number}@{shop}.example");
        let who = [email.as_str(), "Person", "long password"];
        people::add_as(&self.svc, who, shop, role, member).await.unwrap();
        let (nobody, peer) = (Actor::default(), format!("peer {number}"));
        let token = sign_in::sign_in(&self.svc, &nobody, &email, "long password", &peer).await.unwrap().unwrap();
        session::load(&self.svc, Some(&token.0)).await.unwrap()
    }
}

/// Runs the same test over an empty SQLite and an empty PostgreSQL store.
pub async fn on_each(test: impl AsyncFn(&Bed)) {
    for place in [sqlite(), postgres().await] {
        let place = Arc::new(place);
        let clock = Arc::new(StandingClock(AtomicI64::new(NOON)));
        let bed = Bed::at(place.clone(), clock, Arc::new(Counted(AtomicU64::new(1), AtomicU64::new(1)))).await;
        test(&bed).await;
        bed.svc.store().close().await;
        drop(bed);
        if let Some(place) = Arc::into_inner(place) {
            place.remove().await;
        }
    }
}
