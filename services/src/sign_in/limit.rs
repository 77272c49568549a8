//! How many may try.

use crate::tries::Tries;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Tries per minute for one address, and from one peer.
const TRIES: usize = 10;
const MINUTE_MS: i64 = 60_000;
/// Password checks at the same time: each takes 19 MiB and most of a core.
const CHECKS: usize = 2;
/// How long a check waits for its turn.
const WAIT: Duration = Duration::from_secs(3);

/// Counts tries and lets a few through at a time.
pub(crate) struct Gate {
    tries: Tries,
    turns: Arc<Semaphore>,
}

impl Default for Gate {
    fn default() -> Self {
        Self { tries: Tries::new(TRIES, MINUTE_MS), turns: Arc::new(Semaphore::new(CHECKS)) }
    }
}

impl Gate {
    /// Counts one try; `false` when there were ten in the last minute for the address or from the peer.
    pub(crate) fn admits(&self, email: &str, peer: &str, now_ms: i64) -> bool {
        self.tries.admits(&[format!("account {email}"), format!("peer {peer}")], now_ms)
    }

    /// The right to check one password, given up when dropped; `None` when it took too long to get.
    pub(crate) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        tokio::time::timeout(WAIT, self.turns.clone().acquire_owned()).await.ok()?.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_try_of_a_minute_is_refused() {
        let gate = Gate::default();
        for n in 0..10 {
            assert!(gate.admits("a@example.org", &format!("peer {n}"), n));
        }
        assert!(!gate.admits("a@example.org", "another peer", 10), "ten tries for one address");
        for n in 0..10 {
            assert!(gate.admits(&format!("{n}@example.org"), "one peer", n));
        }
        assert!(!gate.admits("b@example.org", "one peer", 10), "ten tries from one peer");
        assert!(gate.admits("a@example.org", "another peer", MINUTE_MS + 9), "a minute later");
    }
}
