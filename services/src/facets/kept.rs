//! What is asked for again and again, until a piece changes.

use super::{Answer, Question};
use domain::time::Day;
use roaring::RoaringBitmap;
use std::sync::{Arc, Mutex, PoisonError};

/// What was found last for so many keys; the one that was asked for last is at the end.
#[derive(Debug)]
pub(super) struct Kept<K, V, const MOST: usize>(Mutex<Vec<(K, Arc<V>)>>);

/// Answers to questions without order and place, by the day on which they were asked: every page of a list has the same one,
/// however deep it is. They are counts alone, some kilobytes each.
pub(super) type Answers = Kept<(Question, Day), Answer, 1_000>;
/// The pieces that would be ready by a day: of a million pieces 128 kB each.
pub(super) type Ready = Kept<Day, RoaringBitmap, 32>;

impl<K: PartialEq, V, const MOST: usize> Kept<K, V, MOST> {
    /// What is kept for this key; `make` is asked where nothing is.
    pub(super) fn or(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some(found) = self.find(&key) {
            return found;
        }
        // Others may make the same meanwhile, and need not wait.
        let made = Arc::new(make());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&made)));
        made
    }

    fn find(&self, key: &K) -> Option<Arc<V>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, _)| known == key)?;
        kept[place..].rotate_left(1);
        kept.last().map(|(_, value)| Arc::clone(value))
    }

    /// Forgets all.
    pub(super) fn forget(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl<K, V, const MOST: usize> Default for Kept<K, V, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}
