//! Writes down what was noted, and forgets who it was.

use super::book::Book;
use super::{Visitor, buffer};
use crate::{Error, Services};
use domain::visits::Source;
use sha2::{Digest, Sha256};

/// Visits that one transaction writes down, so that nobody waits long for it.
const AT_ONCE: usize = 1_024;

/// Rows about people that one transaction removes, of each kind.
const FORGOTTEN_AT_ONCE: i64 = 5_000;

/// What stands for a visitor on one day.
pub(super) type Hash = [u8; 16];

/// The hash of a visitor on the day of this salt.
pub(super) fn hash(salt: &[u8], visitor: &Visitor) -> Hash {
    let mut digest = Sha256::new();
    digest.update(salt);
    digest.update(&visitor.client);
    digest.update([0]);
    digest.update(&visitor.agent);
    let mut hash = [0; 16];
    hash.copy_from_slice(&digest.finalize()[..16]);
    hash
}

/// Writes down what waits; answers how many visits that were. What was noted counts for the day on which it is written.
///
/// # Errors
/// What the store answers. When it was busy, the visits wait on; else they are lost.
pub async fn write_down(svc: &Services) -> Result<usize, Error> {
    let mut written = 0;
    // What comes meanwhile may wait for the next time.
    for _ in 0..=buffer::MOST / AT_ONCE {
        let batch = svc.visits().take(AT_ONCE);
        if batch.is_empty() {
            break;
        }
        let (day, salt) = (svc.now().day(), svc.random::<32>());
        let write = svc.store().write(async |tx| -> Result<(), store::Error> {
            let mut book = Book::open(tx, day, &salt).await?;
            for noted in &batch {
                book.write(noted).await?;
            }
            book.close().await
        });
        match write.await {
            Ok(()) => written += batch.len(),
            Err(error) => {
                if matches!(error, store::Error::Busy) {
                    svc.visits().put_back(batch);
                }
                return Err(error.into());
            }
        }
    }
    Ok(written)
}

/// Where a visitor came from first today; `None` when she was not counted.
///
/// # Errors
/// What the store answers.
pub(crate) async fn source_of(svc: &Services, visitor: &Visitor) -> Result<Option<Source>, Error> {
    let day = svc.now().day();
    let mut reader = svc.store().read().await?;
    if let Some(salt) = reader.visit_salt(day).await?
        && let Some(source) = reader.visitor_source(day, &hash(&salt, visitor)).await?
    {
        return Ok(Some(source));
    }
    Ok(svc.visits().first_source(visitor))
}

/// Forgets who came on days that are over: their salts, then their hashes; answers how many rows were removed. Counts stay.
///
/// # Errors
/// What the store answers.
pub async fn forget(svc: &Services) -> Result<u64, Error> {
    let today = svc.now().day();
    svc.store().write(async |tx| tx.forget_salts(today).await).await?;
    let mut gone = 0;
    loop {
        match svc.store().write(async |tx| tx.forget_visitors(today, FORGOTTEN_AT_ONCE).await).await? {
            0 => return Ok(gone),
            some => gone += some,
        }
    }
}
