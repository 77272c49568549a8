//! Visitors' sessions.

use crate::news::News;
use crate::people::PersonRow;
use crate::queries::queries;
use crate::{Error, Writer};
use domain::id::PersonId;
use uuid::Uuid;

/// A session as it was found by its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Stable id; the token may change, this does not.
    pub id: Uuid,
    /// Who signed in.
    pub person: Option<PersonRow>,
    /// When it was opened.
    pub created_ms: i64,
    /// When it was last noted as used; lags behind by design.
    pub seen_ms: i64,
}

impl Writer {
    /// Makes a session unusable for ever. Its row stays, nameless and with a hash that no token has, for what refers to it.
    /// Who listens hears it.
    ///
    /// # Errors
    /// As every query.
    pub async fn end_session(&mut self, id: Uuid, dead_hash: &[u8]) -> Result<(), Error> {
        self.will_tell(News::Session(id));
        self.kill_session(id, dead_hash).await
    }
}

queries! { session:
    /// The session of the token with this SHA-256. Expiry is for the caller to judge.
    read fn session(token_hash: &[u8]) -> Option<SessionRow>;
    /// Opens a session for a visitor who has not signed in.
    quiet fn open_session(id: Uuid, token_hash: &[u8], now_ms: i64) -> ();
    /// Gives a session another token and a person; its age starts anew. `false` when it is gone.
    quiet fn sign_in_session(id: Uuid, token_hash: &[u8], person: PersonId, now_ms: i64) -> bool;
    /// Notes that a session was used.
    quiet fn touch_session(id: Uuid, now_ms: i64) -> ();
    /// The query of [`crate::Writer::end_session`].
    tell fn kill_session(id: Uuid, dead_hash: &[u8]) -> ();
}
