//! Passwords are kept as argon2id, 19 MiB, two passes.

use crate::{Error, Services};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

/// A hash of the same cost as ours that no password has.
pub(super) const DUMMY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm8gcGFzc3dvcmQgaGFz$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash to keep of a password, in PHC form. Takes about 20 ms of a core.
///
/// # Errors
/// [`Error::Failed`] when the machine cannot compute it.
pub async fn hash_password(svc: &Services, password: &str) -> Result<String, Error> {
    let (password, salt) = (password.to_owned(), svc.random::<16>());
    on_blocking_thread(move || {
        let salt = SaltString::encode_b64(&salt).map_err(failed)?;
        Ok(hasher()?.hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
    })
    .await
}

pub(super) async fn verify(password: String, kept: String) -> Result<bool, Error> {
    on_blocking_thread(move || {
        let kept = PasswordHash::new(&kept).map_err(failed)?;
        Ok(hasher()?.verify_password(password.as_bytes(), &kept).is_ok())
    })
    .await
}

fn hasher() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn on_blocking_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(failed)?
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Failed(format!("password: {error}"))
}
