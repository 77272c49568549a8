//! Pieces sorted out: lists that are narrowed by matter, colour, price and day, with how many pieces each choice leaves.
//!
//! What pieces are sorted out by lies in the database, a row per piece; each server keeps sets of their ordinals in memory
//! and, before it answers, reads what changed since (a number is compared). So a list is right after every write, whichever
//! server wrote, and counting costs a few microseconds per value.

mod index;
mod kept;
mod list;
mod question;
pub mod ready;
mod terms;

pub use list::{List, PAGE};
pub(crate) use list::{cards, list};
pub use question::{Answer, Counted, Group, Place, Question, Sort};
pub(crate) use terms::facets;

use crate::{Error, Services};
use index::Index;
use store::Reader;
use tokio::sync::{RwLock, RwLockReadGuard};

/// Rows that are read at once.
const AT_ONCE: i64 = 10_000;

/// The sets of this server.
#[derive(Default)]
pub(crate) struct Sets(RwLock<Index>);

impl Sets {
    /// The sets as they are now; what changed since they were asked for last is read first.
    pub(crate) async fn now(&self, reader: &mut Reader) -> Result<RwLockReadGuard<'_, Index>, Error> {
        let newest = reader.facets_revision().await?;
        let index = self.0.read().await;
        if index.revision >= newest {
            return Ok(index);
        }
        drop(index);
        let mut index = self.0.write().await;
        loop {
            let (revision, ordinal) = index.last;
            let rows = reader.facets_since(revision, ordinal, AT_ONCE).await?;
            for row in &rows {
                index.put(row);
            }
            // Whoever comes after one that was cut short goes on here.
            let Some(last) = rows.last() else { break };
            index.last = (last.revision, last.ordinal);
        }
        // A revision whose rows have all gone to a newer one was seen with that.
        index.revision = index.last.0.max(newest);
        Ok(index.downgrade())
    }
}

/// Writes down what was not yet, and makes the sets ready, before the first shopper asks: after an upgrade, or when an older
/// server that knew nothing of facets wrote down the words of a piece.
///
/// # Errors
/// What the store answers.
pub async fn warm(svc: &Services) -> Result<(), Error> {
    svc.store().write(async |tx| tx.claim_unsorted().await).await?;
    while crate::search::catch_up(svc).await? > 0 {}
    let mut reader = svc.store().read().await?;
    svc.sets().now(&mut reader).await.map(drop)
}
