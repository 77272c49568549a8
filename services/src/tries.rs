//! How often something may be tried within a time.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Keys remembered before the old ones are thrown out.
const REMEMBERED: usize = 10_000;

/// Counts tries by key, in the memory of this process.
pub(crate) struct Tries {
    most: usize,
    within_ms: i64,
    tried: Mutex<BTreeMap<String, Vec<i64>>>,
}

impl Tries {
    /// At most so many within so many milliseconds.
    pub(crate) const fn new(most: usize, within_ms: i64) -> Self {
        Self { most, within_ms, tried: Mutex::new(BTreeMap::new()) }
    }

    /// Counts one try for each key; `false`, and none is counted, when one of them had all its tries already.
    pub(crate) fn admits(&self, keys: &[String], now_ms: i64) -> bool {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        if tried.len() > REMEMBERED {
            tried.retain(|_, at| at.last().is_some_and(|at| now_ms - at < self.within_ms));
        }
        let free = keys.iter().all(|key| {
            let at = tried.entry(key.clone()).or_default();
            at.retain(|at| now_ms - at < self.within_ms);
            at.len() < self.most
        });
        if free {
            for key in keys {
                tried.entry(key.clone()).or_default().push(now_ms);
            }
        }
        free
    }
}
