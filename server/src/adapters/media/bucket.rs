//! Media in a bucket: S3 itself, or anything that speaks like it (Garage, Ceph, `MinIO`, R2).

use super::check;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig};
use services::ports::{Later, Media, MediaError};
use std::fmt;
use std::time::Duration;

/// How long one request may take. A reader waits for it.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// How long it may take until somebody answers at all.
const CONNECT_LIMIT: Duration = Duration::from_secs(3);

/// How often one request is tried again, within [`TIME_LIMIT`].
const RETRIES: usize = 2;

/// A bucket and the way to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What all names of objects begin with, without slashes around it; may be empty.
    pub prefix: String,
    /// Scheme, host and port of the service; `None` for the one of Amazon in this region.
    pub endpoint: Option<String>,
    /// Region; services of one's own mostly take any.
    pub region: String,
    /// Who we are there.
    pub key_id: String,
    /// The secret of that key.
    pub secret: String,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is printed ends in logs.
        f.debug_struct("Bucket")
            .field("name", &self.name)
            .field("prefix", &self.prefix)
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// Media in a bucket.
#[derive(Debug)]
pub struct MediaBucket {
    store: AmazonS3,
    prefix: String,
}

impl MediaBucket {
    /// Makes ready to speak to the bucket.
    ///
    /// # Errors
    /// [`MediaError::Refused`] when the settings contradict each other.
    pub fn open(bucket: &Bucket) -> Result<Self, MediaError> {
        // The one that the database is spoken to with; whoever came first is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        let plain = bucket.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let client =
            ClientOptions::new().with_timeout(TIME_LIMIT).with_connect_timeout(CONNECT_LIMIT).with_allow_http(plain);
        let retry = RetryConfig {
            backoff: BackoffConfig { init_backoff: Duration::from_millis(200), ..BackoffConfig::default() },
            max_retries: RETRIES,
            retry_timeout: TIME_LIMIT,
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.key_id)
            .with_secret_access_key(&bucket.secret)
            .with_virtual_hosted_style_request(bucket.endpoint.is_none())
            .with_client_options(client)
            .with_retry(retry);
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let store = builder.build().map_err(|error| MediaError::Refused(error.to_string()))?;
        Ok(Self { store, prefix: bucket.prefix.clone() })
    }

    /// Where an object lies in the bucket: as in a folder, so that one can be copied to the other.
    fn path(&self, name: &str) -> Result<Path, MediaError> {
        check(name)?;
        Ok(Path::from([self.prefix.as_str(), "/", &name[..2], "/", name].concat()))
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, MediaError> {
        let path = self.path(name)?;
        let found = async { self.store.get(&path).await?.bytes().await };
        match found.await {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(of(&error)),
        }
    }
}

impl Media for MediaBucket {
    fn put<'a>(&'a self, name: &'a str, bytes: Vec<u8>) -> Later<'a, Result<(), MediaError>> {
        Box::pin(async move {
            let path = self.path(name)?;
            self.store.put(&path, bytes.into()).await.map(drop).map_err(|error| of(&error))
        })
    }

    fn get<'a>(&'a self, name: &'a str) -> Later<'a, Result<Option<Vec<u8>>, MediaError>> {
        Box::pin(self.get(name))
    }

    fn remove<'a>(&'a self, name: &'a str) -> Later<'a, Result<(), MediaError>> {
        Box::pin(async move {
            match self.store.delete(&self.path(name)?).await {
                Err(error) if !is_absent(&error) => Err(of(&error)),
                Ok(()) | Err(_) => Ok(()),
            }
        })
    }

    fn reach(&self) -> Later<'_, Result<(), MediaError>> {
        Box::pin(async move {
            // One page of names at a place where there are none. Who may not list is told 403 for what is absent, too.
            let nowhere = Path::from([self.prefix.as_str(), "/reach"].concat());
            self.store.list_with_delimiter(Some(&nowhere)).await.map(drop).map_err(|error| of(&error))
        })
    }
}

/// Whether it is the object that is not there, not the bucket: some services answer 404 for both, but name what is missing.
fn is_absent(error: &Error) -> bool {
    matches!(error, Error::NotFound { source, .. } if !source.to_string().contains("NoSuchBucket"))
}

/// What kind of failure it is; the text is for the log.
fn of(error: &Error) -> MediaError {
    let text = whole(error);
    let refused =
        matches!(error, Error::PermissionDenied { .. } | Error::Unauthenticated { .. } | Error::NotFound { .. });
    // A list says what it was answered in words alone.
    if refused || text.contains("status code: 4") {
        MediaError::Refused(text)
    } else if text.contains("status code: 5") || is_silence(error) {
        MediaError::Unreachable(text)
    } else {
        MediaError::Failed(text)
    }
}

/// Whether nobody answered, or only that there is too much to do.
fn is_silence(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut here = Some(error);
    while let Some(error) = here {
        if let Some(http) = error.downcast_ref::<object_store::client::HttpError>() {
            use object_store::client::HttpErrorKind::{Connect, Interrupted, Request, Timeout};
            return matches!(http.kind(), Connect | Interrupted | Request | Timeout);
        }
        here = error.source();
    }
    false
}

/// An error with all that it came from: the first alone mostly says that something went wrong.
fn whole(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut here = error.source();
    while let Some(source) = here {
        let said = source.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        here = source.source();
    }
    text
}
