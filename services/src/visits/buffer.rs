//! Visits that wait in memory until they are written down.

use super::{Noted, Visitor};
use domain::visits::Source;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Visits that wait at most; further ones are dropped.
pub(super) const MOST: usize = 8_192;

/// What waits.
#[derive(Default)]
pub(crate) struct Buffer(Mutex<Held>);

#[derive(Default)]
struct Held {
    waiting: VecDeque<Noted>,
    dropped: u64,
}

impl Buffer {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a visit, or drops it when too many wait; the first that is dropped is told in the log.
    pub(crate) fn push(&self, noted: Noted) {
        let mut held = self.held();
        if held.waiting.len() < MOST {
            held.waiting.push_back(noted);
            return;
        }
        held.dropped += 1;
        let first = held.dropped == 1;
        drop(held);
        if first {
            tracing::warn!("visits come faster than they are written down; some are not counted");
        }
    }

    /// Takes the oldest out, so many at most.
    pub(super) fn take(&self, most: usize) -> Vec<Noted> {
        let mut held = self.held();
        held.dropped = 0;
        let count = held.waiting.len().min(most);
        held.waiting.drain(..count).collect()
    }

    /// Puts back what could not be written down now, as far as there is room.
    pub(super) fn put_back(&self, batch: Vec<Noted>) {
        let mut held = self.held();
        let room = MOST.saturating_sub(held.waiting.len());
        for noted in batch.into_iter().take(room).rev() {
            held.waiting.push_front(noted);
        }
    }

    /// The source of the first page that waits of this visitor.
    pub(super) fn first_source(&self, visitor: &Visitor) -> Option<Source> {
        let held = self.held();
        let seen = held.waiting.iter().find(|noted| !noted.added && noted.visit.visitor == *visitor);
        seen.map(|noted| noted.visit.source.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Visit;
    use super::*;
    use domain::visits::Place;

    fn noted(client: &str, query: &str) -> Noted {
        let visitor = Visitor::new(client, "Mozilla/5.0").unwrap();
        let source = Source::of(query, "", "");
        Noted { visit: Visit { place: Place::Elsewhere, source, visitor, works_for: Vec::new() }, added: false }
    }

    #[test]
    fn what_waits_is_bounded_and_keeps_its_order() {
        let buffer = Buffer::default();
        for number in 0..MOST + 10 {
            buffer.push(noted(&number.to_string(), ""));
        }
        let batch = buffer.take(3);
        let clients =
            |batch: &[Noted]| batch.iter().map(|noted| noted.visit.visitor.client.clone()).collect::<Vec<_>>();
        assert_eq!(clients(&batch), ["0", "1", "2"]);
        buffer.put_back(batch);
        assert_eq!(clients(&buffer.take(4)), ["0", "1", "2", "3"]);
        assert_eq!(buffer.take(usize::MAX).len(), MOST - 4);
        assert!(buffer.take(1).is_empty());
    }

    #[test]
    fn the_first_page_of_a_visitor_says_where_she_came_from() {
        let buffer = Buffer::default();
        for (client, query) in [("a", "utm_source=one"), ("b", "utm_source=two"), ("a", "utm_source=three")] {
            buffer.push(noted(client, query));
        }
        let of =
            |client| buffer.first_source(&Visitor::new(client, "Mozilla/5.0").unwrap()).map(|source| source.code());
        assert_eq!(of("a").as_deref(), Some("utm:one//"));
        assert_eq!(of("c"), None);
    }
}
