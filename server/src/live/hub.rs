//! Who listens to which shop.

use axum::body::Bytes;
use domain::id::ShopId;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use store::Store;
use store::news::News;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit, broadcast, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};
use uuid::Uuid;

/// Most pages that listen at once.
const MOST: usize = 20_000;

/// Most pages that are let in at the same moment; after a restart all come at once, and wait here instead of being sent away.
const AT_ONCE: usize = 32;

/// Longest wait to be let in.
const WAIT: Duration = Duration::from_secs(8);

/// Every connection is sent a comment so often, so that nobody on the way takes it for dead.
const BEAT: Duration = Duration::from_secs(20);

/// After this time a page has to ask again, and its session is looked at again.
const LIFE: Duration = Duration::from_secs(15 * 60);

/// Milliseconds until a browser whose connection ended asks again.
const RETRY_MS: u32 = 2_000;

/// The comment, as a chunk of HTTP/1.1.
const COMMENT: Bytes = Bytes::from_static(b"3\r\n:\n\n\r\n");

/// All that listen. One frame per change is made, and shared by all who hear it.
pub struct Hub {
    store: Store,
    rooms: Mutex<BTreeMap<ShopId, watch::Sender<Said>>>,
    sessions: Mutex<BTreeMap<Uuid, Weak<AtomicBool>>>,
    places: Arc<Semaphore>,
    door: Semaphore,
}

/// What a shop's pages are told last: who comes late hears the newest alone.
#[derive(Clone)]
struct Said {
    version: u64,
    frame: Bytes,
}

impl Said {
    fn new(version: u64) -> Self {
        let event = format!("retry: {RETRY_MS}\nid: {version}\ndata: {version}\n\n");
        Self { version, frame: format!("{:x}\r\n{event}\r\n", event.len()).into() }
    }
}

impl Hub {
    /// A hub over the news of this store, which runs until it is dropped.
    #[must_use]
    pub fn start(store: &Store) -> Arc<Self> {
        let hub = Arc::new(Self {
            store: store.clone(),
            rooms: Mutex::default(),
            sessions: Mutex::default(),
            places: Arc::new(Semaphore::new(MOST)),
            door: Semaphore::new(AT_ONCE),
        });
        tokio::spawn(pass_on(store.news(), Arc::downgrade(&hub)));
        let follower = store.clone();
        tokio::spawn(async move { follower.follow().await });
        hub
    }

    /// A turn to find out who asks; `None` when too many others do.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        timeout(WAIT, self.door.acquire()).await.ok()?.ok()
    }

    /// Listens to a shop for a session; `None` when too many listen already.
    #[must_use]
    pub fn listen(&self, shop: ShopId, session: Uuid) -> Option<Listener> {
        let place = self.places.clone().try_acquire_owned().ok()?;
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let room = rooms.entry(shop).or_insert_with(|| watch::Sender::new(Said::new(self.store.version(shop))));
        let room = room.subscribe();
        drop(rooms);
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = sessions.get(&session).and_then(Weak::upgrade).unwrap_or_else(|| {
            let ended = Arc::<AtomicBool>::default();
            sessions.insert(session, Arc::downgrade(&ended));
            ended
        });
        let now = Instant::now();
        // One timer for as long as it listens: setting one anew after each change costs more than the change.
        let mut beat = interval_at(now + BEAT, BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Some(Listener { room, ended, heard: None, beat, until: now + LIFE, _place: place })
    }

    /// How many listen.
    #[must_use]
    pub fn listening(&self) -> usize {
        MOST - self.places.available_permits()
    }

    fn hear(&self, news: News) {
        match news {
            News::Shop(shop) => {
                let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(room) = rooms.get(&shop) {
                    self.say(shop, room);
                }
            }
            News::Session(session) => self.end(session),
            News::Catalog => {}
            News::Missed => {
                let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
                rooms.retain(|_, room| room.receiver_count() > 0);
                rooms.iter().for_each(|(shop, room)| self.say(*shop, room));
            }
        }
    }

    fn say(&self, shop: ShopId, room: &watch::Sender<Said>) {
        let version = self.store.version(shop);
        room.send_if_modified(|said| {
            let other = said.version != version;
            if other {
                *said = Said::new(version);
            }
            other
        });
    }

    fn end(&self, session: Uuid) {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(ended) = sessions.remove(&session).and_then(|ended| ended.upgrade()) else { return };
        sessions.retain(|_, ended| ended.strong_count() > 0);
        drop(sessions);
        ended.store(true, Ordering::Release);
        // Whoever is woken and not meant goes back to sleep.
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.values().for_each(|room| room.send_modify(|_same| ()));
    }
}

async fn pass_on(mut news: broadcast::Receiver<News>, hub: Weak<Hub>) {
    loop {
        let told = match news.recv().await {
            Ok(told) => told,
            Err(RecvError::Lagged(_)) => News::Missed,
            Err(RecvError::Closed) => return,
        };
        let Some(hub) = hub.upgrade() else { return };
        hub.hear(told);
    }
}

/// One page that listens. However much happens while it does not ask, one frame waits for it.
pub struct Listener {
    room: watch::Receiver<Said>,
    ended: Arc<AtomicBool>,
    heard: Option<u64>,
    beat: Interval,
    until: Instant,
    _place: OwnedSemaphorePermit,
}

impl Listener {
    /// The next frame: at first the version that holds now, then each other one, and a comment from time to time.
    /// `None` when the session has ended, or when it is time to look at it again.
    pub async fn next(&mut self) -> Option<Bytes> {
        loop {
            if self.ended.load(Ordering::Acquire) || Instant::now() >= self.until {
                return None;
            }
            let Said { version, frame } = self.room.borrow_and_update().clone();
            if self.heard.replace(version) != Some(version) {
                return Some(frame);
            }
            tokio::select! {
                biased;
                changed = self.room.changed() => changed.ok()?,
                _ = self.beat.tick() => return Some(COMMENT),
            }
        }
    }
}
