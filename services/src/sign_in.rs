//! Signing in with address and password.

mod limit;
mod password;

pub(crate) use limit::Gate;
pub use password::hash_password;

use crate::session::{self, Actor, NewToken};
use crate::{Error, Services};

/// Why somebody is not signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInProblem {
    /// Unknown address or wrong password; which of them is not said.
    Wrong,
    /// More than ten tries in a minute for this address or from this peer.
    TooMany,
    /// Too many others sign in at this moment.
    Busy,
}

/// Signs a person in. The session keeps its cart and gets a new token, which the cookie must carry; the old token is
/// worth nothing from then on.
///
/// # Errors
/// What the store answers.
pub async fn sign_in(
    svc: &Services,
    actor: &Actor,
    email: &str,
    password: &str,
    peer: &str,
) -> Result<Result<NewToken, SignInProblem>, Error> {
    let email = email.trim().to_lowercase();
    if email.len() > 254 || password.len() > 1024 || email.contains('\0') {
        return Ok(Err(SignInProblem::Wrong));
    }
    if !svc.inner.gate.admits(&email, peer, svc.now().0) {
        return Ok(Err(SignInProblem::TooMany));
    }
    let credential = svc.store().read().await?.credential(&email).await?;
    let (person, kept) = match credential {
        Some(credential) => (Some(credential.person), credential.password_hash),
        // As much work as for a known address, so that time does not tell them apart.
        None => (None, password::DUMMY.to_owned()),
    };
    let Some(_turn) = svc.inner.gate.turn().await else { return Ok(Err(SignInProblem::Busy)) };
    let right = password::verify(password.to_owned(), kept).await?;
    let Some(person) = person.filter(|_| right) else { return Ok(Err(SignInProblem::Wrong)) };

    let (actor, _) = session::ensure(svc, actor).await?;
    let id = actor.session_id().ok_or(Error::Denied)?;
    let token = svc.new_token();
    let (token_hash, now) = (session::hash(&token), svc.now().0);
    let kept = svc.store().write(async |tx| tx.sign_in_session(id, &token_hash, person, now).await).await?;
    if kept { Ok(Ok(NewToken(token))) } else { Err(Error::NotFound) }
}
