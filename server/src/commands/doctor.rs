//! `mogador doctor`: recomputes what is derivable and reports what does not agree.

use super::{CommandError, open_store};
use crate::config::Config;

pub(super) async fn run(config: &Config) -> Result<(), CommandError> {
    let store = open_store(config).await?;
    let findings = services::doctor::level_differences(&store).await?;
    let lots = services::doctor::lot_differences(&store).await?;
    let places = services::doctor::place_differences(&store).await?;
    store.close().await;
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
    let found = findings.len() + lots.len() + places.len();
    if found == 0 {
        println!("no contradictions");
        Ok(())
    } else {
        Err(CommandError::Failed(format!("{found} contradictions")))
    }
}
