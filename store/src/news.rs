//! Who listens hears which shops changed, after the commit, whichever server on the database made the change.

use crate::Store;
use domain::id::ShopId;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast;
use uuid::Uuid;

/// What is kept for a listener who is late; beyond that she is told that something was missed.
const BACKLOG: usize = 1_024;

/// What happened. It never says what exactly: whoever hears it looks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    /// Stock or orders of this shop changed.
    Shop(ShopId),
    /// This session ended.
    Session(Uuid),
    /// Something changed that pages show and that belongs to no shop's stock or orders.
    Catalog,
    /// Some news may be lost: anything may have changed.
    Missed,
}

impl News {
    /// How servers on one PostgreSQL tell each other.
    pub(crate) fn to_text(self) -> String {
        match self {
            Self::Shop(shop) => format!("shop {shop}"),
            Self::Session(session) => format!("session {session}"),
            Self::Catalog => "catalog".to_owned(),
            Self::Missed => "missed".to_owned(),
        }
    }

    /// Reads [`Self::to_text`]; what another version of the program says and this one does not know is [`Self::Missed`].
    pub(crate) fn from_text(text: &str) -> Self {
        if text == "catalog" {
            return Self::Catalog;
        }
        let read = text.split_once(' ').and_then(|(kind, id)| match kind {
            "shop" => id.parse().ok().map(Self::Shop),
            "session" => id.parse().ok().map(Self::Session),
            _ => None,
        });
        read.unwrap_or(Self::Missed)
    }
}

/// Where news are told within this process.
#[derive(Clone)]
pub(crate) struct Teller {
    sender: broadcast::Sender<News>,
    versions: Arc<Mutex<Versions>>,
}

struct Versions {
    base: u64,
    changes: BTreeMap<ShopId, u64>,
    moments: Moments,
}

/// When what pages show changed last, counted in changes since the start of this process.
#[derive(Default)]
struct Moments {
    now: u64,
    all: u64,
    shops: BTreeMap<ShopId, u64>,
    /// Whether other servers on the database are heard, or there are none.
    deaf: bool,
}

impl Moments {
    fn note(&mut self, news: News) {
        match news {
            News::Session(_) => return,
            News::Shop(shop) => drop(self.shops.insert(shop, self.now + 1)),
            News::Catalog | News::Missed => self.all = self.now + 1,
        }
        self.now += 1;
    }
}

impl Default for Teller {
    fn default() -> Self {
        // A number that another process does not begin with: the standard library draws keys for its hashers at random.
        let base = RandomState::new().build_hasher().finish();
        let versions = Versions { base, changes: BTreeMap::new(), moments: Moments::default() };
        Self { sender: broadcast::Sender::new(BACKLOG), versions: Arc::new(Mutex::new(versions)) }
    }
}

impl Teller {
    pub(crate) fn tell(&self, news: News) {
        let mut versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        versions.moments.note(news);
        match news {
            News::Shop(shop) => *versions.changes.entry(shop).or_default() += 1,
            News::Session(_) | News::Catalog => {}
            News::Missed => versions.base = versions.base.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1),
        }
        drop(versions);
        // Nobody listens where no page is open.
        drop(self.sender.send(news));
    }

    /// Counts what this server changed itself at once, before the database tells it to all.
    pub(crate) fn note(&self, news: &BTreeSet<News>) {
        let mut versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        news.iter().for_each(|news| versions.moments.note(*news));
    }

    /// Says whether changes of other servers are heard from now on.
    pub(crate) fn set_deaf(&self, deaf: bool) {
        self.versions.lock().unwrap_or_else(PoisonError::into_inner).moments.deaf = deaf;
    }

    fn version(&self, shop: ShopId) -> u64 {
        let versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        versions.base.wrapping_add(versions.changes.get(&shop).copied().unwrap_or_default())
    }
}

/// News of a transaction that is being committed. They are told when this goes away, so also when whoever asked for the
/// commit has gone before its answer came: it may have been made.
pub(crate) struct Untold<'a> {
    pub(crate) teller: &'a Teller,
    pub(crate) news: BTreeSet<News>,
    /// Whether the database tells them, to all servers and some time later; here pages are no longer kept from this moment.
    pub(crate) elsewhere: bool,
}

impl Drop for Untold<'_> {
    fn drop(&mut self) {
        if self.elsewhere {
            return self.teller.note(&self.news);
        }
        for news in &self.news {
            self.teller.tell(*news);
        }
    }
}

impl Store {
    /// News from now on. Those of this process come after their commit; those of other servers on the same PostgreSQL,
    /// and there its own too, while [`Self::follow`] runs.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<News> {
        self.teller.sender.subscribe()
    }

    /// A number that is another one after each change of the shop's stock or orders. It means nothing else, and is not
    /// the same on two servers. Whoever asks for it before reading the data hears of all that the data lack.
    #[must_use]
    pub fn version(&self, shop: ShopId) -> u64 {
        self.teller.version(shop)
    }

    /// The moment before which everything is known that pages show; nothing while changes of other servers may go unheard.
    /// Whoever asks for it before reading the data can ask [`Self::unchanged`] later.
    #[must_use]
    pub fn moment(&self) -> Option<Moment> {
        let moments = &self.teller.versions.lock().unwrap_or_else(PoisonError::into_inner).moments;
        (!moments.deaf).then_some(Moment(moments.now))
    }

    /// Whether nothing has changed since this moment that a page shows: of the stock and orders of one shop, or of all, and
    /// of everything else.
    #[must_use]
    pub fn unchanged(&self, since: Moment, shop: Option<ShopId>) -> bool {
        let moments = &self.teller.versions.lock().unwrap_or_else(PoisonError::into_inner).moments;
        let last = match shop {
            Some(shop) => moments.shops.get(&shop).copied().unwrap_or_default().max(moments.all),
            None => moments.now,
        };
        !moments.deaf && last <= since.0
    }
}

/// A place in the changes of what pages show, as this server heard of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_understood() {
        let shop = News::Shop(ShopId::from_parts(1, [7; 10]));
        for news in [shop, News::Session(Uuid::from_u128(9)), News::Catalog, News::Missed] {
            assert_eq!(News::from_text(&news.to_text()), news);
        }
        for other in ["", "shop", "shop x", "catalog 1", "comet 1"] {
            assert_eq!(News::from_text(other), News::Missed, "{other}");
        }
    }

    #[test]
    fn each_change_gives_its_shop_another_version_and_a_gap_gives_all_another() {
        let (teller, shops) = (Teller::default(), [1, 2].map(|n| ShopId::from_parts(1, [n; 10])));
        let versions = || shops.map(|shop| teller.version(shop));
        let first = versions();
        teller.tell(News::Shop(shops[0]));
        let second = versions();
        assert!(first[0] != second[0] && first[1] == second[1]);
        teller.tell(News::Missed);
        assert!(versions().iter().zip(second).all(|(new, old)| *new != old));
        assert_ne!(Teller::default().version(shops[0]), Teller::default().version(shops[0]));
    }
}
