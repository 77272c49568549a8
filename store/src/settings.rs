//! How a store is opened.

use std::time::Duration;

/// Pool sizes and waiting times; [`Settings::default`] suits one server on one machine.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Connections for reading (SQLite), or for everything (PostgreSQL).
    pub connections: u32,
    /// How long a caller waits for a connection or for a lock before it is told [`crate::Error::Busy`].
    pub wait: Duration,
    /// Notes the name of every executed query, see [`crate::Store::executed`]; for tests.
    pub record: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { connections: 8, wait: Duration::from_secs(5), record: false }
    }
}
