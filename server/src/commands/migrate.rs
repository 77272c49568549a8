//! `mogador migrate`

use super::{CommandError, open_store};
use crate::config::Config;

pub(super) async fn run(config: &Config) -> Result<(), CommandError> {
    let store = open_store(config).await?;
    store.migrate().await?;
    store.close().await;
    tracing::info!("the database is up to date");
    Ok(())
}
