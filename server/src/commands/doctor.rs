//! `mogador doctor`: recomputes what is derivable and reports what does not agree.

use super::{CommandError, open_store};
use crate::adapters::SystemClock;
use crate::config::Config;
use domain::exchange::RATE_DAYS;
use services::exchange::RateFinding;
use services::ports::{Clock, MediaError};

pub(super) async fn run(config: &Config) -> Result<(), CommandError> {
    let store = open_store(config).await?;
    let findings = services::doctor::level_differences(&store).await?;
    let lots = services::doctor::lot_differences(&store).await?;
    let places = services::doctor::place_differences(&store).await?;
    let rates = services::exchange::findings(&store, SystemClock.now().day()).await?;
    let pictures = try_pictures(config).await;
    store.close().await;
    // No contradiction: it is for whoever looks after them to know.
    for finding in &rates {
        match finding {
            RateFinding::None(currency) => println!("{0}: no rate; prices are not shown in {0}", currency.code()),
            RateFinding::Old(rate) => println!(
                "{0}: the rate of {1} is older than {RATE_DAYS} days; prices are not shown in {0}",
                rate.currency.code(),
                rate.day.iso()
            ),
        }
    }
    if let Err(error) = &pictures {
        println!("pictures are kept in {}, which cannot be used: {error}", config.picture_store);
    }
    for finding in &findings {
        println!(
            "material {}: the level says {:?}, the ledger adds up to {:?}",
            finding.material, finding.kept, finding.summed
        );
    }
    for finding in &lots {
        println!("lots: {finding:?}");
    }
    for finding in &places {
        println!("places: {finding:?}");
    }
    let found = findings.len() + lots.len() + places.len() + usize::from(pictures.is_err());
    if found == 0 {
        println!("no contradictions");
        Ok(())
    } else {
        Err(CommandError::Failed(format!("{found} contradictions")))
    }
}

/// Keeps a small object where pictures are kept, reads it and removes it again.
async fn try_pictures(config: &Config) -> Result<(), MediaError> {
    const NAME: &str = "doctor.txt";
    let media = config.picture_store.open()?;
    media.reach().await?;
    media.put(NAME, NAME.into()).await?;
    let found = media.get(NAME).await?;
    media.remove(NAME).await?;
    match found {
        Some(bytes) if bytes == NAME.as_bytes() => Ok(()),
        Some(_) | None => Err(MediaError::Failed("what was put there does not come back".to_owned())),
    }
}
