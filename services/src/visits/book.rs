//! Visits of one transaction, added up by shop, product and source.

use super::Noted;
use super::write::{Hash, hash};
use domain::id::{ProductId, ShopId};
use domain::time::Day;
use domain::visits::{Place, Source, admit};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use store::visits::VisitCounts;
use store::{Error, Writer};
use uuid::Uuid;

/// Rows about people that are kept of one day; beyond that only views are counted. So nobody can fill the database by
/// asking under ever other names.
const MOST_ROWS: i64 = 400_000;

/// What a page is about, once its slug was looked up.
#[derive(Clone, Copy)]
enum Found {
    Nothing,
    OfNoShop,
    Of(ShopId, Option<ProductId>),
}

/// Whom a visit is counted for.
struct Whom {
    hash: Hash,
    /// The first source of her day.
    source: Source,
    /// Whether she is known by her hash, so that she counts as a visitor.
    known: bool,
}

/// One day, held by this transaction.
pub(super) struct Book<'a> {
    tx: &'a mut Writer,
    day: Day,
    salt: Vec<u8>,
    noted: i64,
    added: i64,
    found: BTreeMap<Place, Found>,
    visitors: BTreeMap<Hash, Source>,
    seen: BTreeSet<(Hash, Uuid)>,
    sources: BTreeMap<ShopId, BTreeSet<Source>>,
    counts: BTreeMap<(ShopId, Option<ProductId>, Source), VisitCounts>,
}

impl<'a> Book<'a> {
    /// Holds the day; the salt counts when it has none yet.
    pub(super) async fn open(tx: &'a mut Writer, day: Day, salt: &[u8]) -> Result<Self, Error> {
        let held = tx.hold_visit_day(day, salt).await?;
        Ok(Self {
            tx,
            day,
            salt: held.salt,
            noted: held.noted,
            added: 0,
            found: BTreeMap::new(),
            visitors: BTreeMap::new(),
            seen: BTreeSet::new(),
            sources: BTreeMap::new(),
            counts: BTreeMap::new(),
        })
    }

    /// Adds a visit. One of a page that does not exist, or of whoever works for its shop, counts for nothing.
    pub(super) async fn write(&mut self, noted: &Noted) -> Result<(), Error> {
        let visit = &noted.visit;
        let of = match self.find(&visit.place).await? {
            Found::Nothing => return Ok(()),
            Found::OfNoShop => None,
            Found::Of(shop, product) => Some((shop, product)),
        };
        if of.is_some_and(|(shop, _)| visit.works_for.contains(&shop)) {
            return Ok(());
        }
        let whom = self.whom(noted).await?;
        let Some((shop, product)) = of else { return Ok(()) };
        let source = self.source(shop, &whom.source).await?;
        if noted.added {
            self.counts.entry((shop, product, source)).or_default().added += 1;
            return Ok(());
        }
        self.seen(&whom, (shop, None), shop.0, &source).await?;
        if let Some(product) = product {
            self.seen(&whom, (shop, Some(product)), product.0, &source).await?;
        }
        Ok(())
    }

    /// Writes the sums, always in the same order.
    pub(super) async fn close(self) -> Result<(), Error> {
        for ((shop, product, source), counts) in self.counts {
            match product {
                None => self.tx.add_shop_visits(shop, self.day, &source, counts).await?,
                Some(product) => self.tx.add_product_visits(shop, self.day, product, &source, counts).await?,
            }
        }
        self.tx.add_noted(self.day, self.added).await
    }

    const fn has_room(&self) -> bool {
        self.noted + self.added < MOST_ROWS
    }

    async fn find(&mut self, place: &Place) -> Result<Found, Error> {
        if let Some(found) = self.found.get(place) {
            return Ok(*found);
        }
        let found = match place {
            Place::Elsewhere => Found::OfNoShop,
            Place::Shop(slug) => self.tx.visited_shop(slug).await?.map_or(Found::Nothing, |shop| Found::Of(shop, None)),
            Place::Product(slug) => {
                let found = self.tx.visited_product(slug).await?;
                found.map_or(Found::Nothing, |(product, shop)| Found::Of(shop, Some(product)))
            }
        };
        self.found.insert(place.clone(), found);
        Ok(found)
    }

    /// Who it is; somebody new is noted with the source of this visit.
    async fn whom(&mut self, noted: &Noted) -> Result<Whom, Error> {
        let hash = hash(&self.salt, &noted.visit.visitor);
        if let Some(source) = self.visitors.get(&hash) {
            return Ok(Whom { hash, source: source.clone(), known: true });
        }
        let here = &noted.visit.source;
        let source = if self.has_room() && self.tx.add_visitor(self.day, &hash, here).await? {
            self.added += 1;
            here.clone()
        } else {
            match self.tx.visitor_source(self.day, &hash).await? {
                Some(source) => source,
                None => return Ok(Whom { hash, source: here.clone(), known: false }),
            }
        };
        self.visitors.insert(hash, source.clone());
        Ok(Whom { hash, source, known: true })
    }

    /// The source under which something is counted in a shop today.
    async fn source(&mut self, shop: ShopId, source: &Source) -> Result<Source, Error> {
        let taken = match self.sources.entry(shop) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let known = self.tx.sources_of_day(shop, self.day).await?;
                free.insert(known.into_iter().collect())
            }
        };
        let admitted = admit(source, taken);
        if taken.insert(admitted.clone()) {
            // Its row in the shop keeps the place, also where only a product is counted.
            self.counts.entry((shop, None, admitted.clone())).or_default();
        }
        Ok(admitted)
    }

    async fn seen(
        &mut self,
        whom: &Whom,
        (shop, product): (ShopId, Option<ProductId>),
        place: Uuid,
        source: &Source,
    ) -> Result<(), Error> {
        let fresh = whom.known && self.has_room() && self.seen.insert((whom.hash, place));
        let first = fresh && self.tx.add_visitor_place(self.day, &whom.hash, place).await?;
        self.added += i64::from(first);
        let counts = self.counts.entry((shop, product, source.clone())).or_default();
        counts.views += 1;
        counts.visitors += i64::from(first);
        Ok(())
    }
}
