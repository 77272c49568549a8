//! When pieces would be ready without any choice, for lists. The page of a piece computes its day itself.

use crate::{Error, Services, workshop};
use domain::id::ShopId;
use domain::planning::{Demand, Plan, promise};
use domain::time::Day;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Pieces of one transaction.
const AT_ONCE: i64 = 500;

/// Of what the days that are written down were computed: of each shop its version, and the day on which that was.
#[derive(Default)]
pub(crate) struct Computed(Mutex<BTreeMap<ShopId, (u64, Day)>>);

impl Computed {
    fn is(&self, shop: ShopId, now: (u64, Day)) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&shop) == Some(&now)
    }

    fn note(&self, shop: ShopId, now: (u64, Day)) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(shop, now);
    }
}

/// Computes the days of the shops in which something changed or a piece came, and of all when a day has passed; answers
/// how many pieces have another day now. A shop that fails keeps no other from its days.
///
/// # Errors
/// What the store answers, or the first failure; [`Error::Overflow`].
pub async fn renew(svc: &Services) -> Result<usize, Error> {
    let shops = svc.store().read().await?.shops_to_date().await?;
    let (mut changed, mut failed) = (0, Ok(()));
    for (shop, has_undated) in shops {
        // Before anything is read: what changes meanwhile is another version.
        let now = (svc.store().version(shop), svc.now().day());
        if !has_undated && svc.computed().is(shop, now) {
            continue;
        }
        match of_shop(svc, shop).await {
            Ok(count) => {
                changed += count;
                svc.computed().note(shop, now);
            }
            Err(error) => failed = failed.and(Err(error)),
        }
    }
    failed.map(|()| changed)
}

/// Computes the days of all pieces of a shop that are for sale; answers how many have another day now.
///
/// # Errors
/// As [`renew`].
async fn of_shop(svc: &Services, shop: ShopId) -> Result<usize, Error> {
    let mut reader = svc.store().read().await?;
    let today = svc.now().day();
    let plan = workshop::of(&reader.workshop(shop).await?, svc.now()).plan().map_err(|_| Error::Overflow)?;
    let (mut after, mut changed) = (0, 0);
    loop {
        let pieces = reader.default_demands(shop, after, AT_ONCE).await?;
        let Some(last) = pieces.last() else { return Ok(changed) };
        after = last.ordinal;
        let mut days: Vec<(u32, Option<Day>)> = Vec::new();
        for piece in pieces {
            let day = piece.demand.and_then(|demand| ready(demand, &plan, today));
            changed += usize::from(day != piece.ready);
            if day != piece.ready || !piece.is_dated {
                days.push((piece.ordinal, day));
            }
        }
        if !days.is_empty() {
            svc.store().write(async |tx| -> Result<(), Error> { Ok(tx.set_ready(&days).await?) }).await?;
        }
    }
}

fn ready(mut demand: Demand, plan: &Plan, today: Day) -> Option<Day> {
    // It was computed as if today were day 0.
    demand.not_before = today.plus(demand.not_before.0);
    promise(&demand, plan).ok().map(|promise| promise.ready)
}
