//! `mogador seed`: a catalogue from files, people to try the studio with, products for tests of scale.

use super::{CommandError, open_store, services_over};
use crate::adapters::darkroom::Darkroom;
use crate::config::Config;
use services::seed;
use std::path::PathBuf;

#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    folder: Option<PathBuf>,
    demo_people: bool,
    generate: Option<u32>,
}

impl Wanted {
    fn read(args: &[&str]) -> Result<Self, CommandError> {
        let mut wanted = Self { folder: None, demo_people: false, generate: None };
        let mut rest = args.iter();
        while let Some(&arg) = rest.next() {
            match arg {
                "--demo-people" => wanted.demo_people = true,
                "--generate" => {
                    let count = rest.next().and_then(|count| count.parse().ok());
                    wanted.generate =
                        Some(count.ok_or_else(|| CommandError::Usage("--generate needs a number".to_owned()))?);
                }
                folder if !folder.starts_with('-') && wanted.folder.is_none() => wanted.folder = Some(folder.into()),
                other => return Err(CommandError::Usage(format!("seed does not know {other:?}"))),
            }
        }
        Ok(wanted)
    }
}

pub(super) async fn run(config: &Config, args: &[&str]) -> Result<(), CommandError> {
    let wanted = Wanted::read(args)?;
    if wanted.demo_people && config.is_public() {
        return Err(CommandError::Failed(
            "demo people have a known password and are not made on a public address".to_owned(),
        ));
    }
    let store = open_store(config).await?;
    store.migrate().await?;
    let services = services_over(store.clone(), config)?;
    let folder = wanted.folder.unwrap_or_else(|| "seeds".into());
    let darkroom = Darkroom::new(config.program.clone());
    let report = seed::load_dir(&services, &darkroom, &folder).await;
    let report = report.map_err(|error| CommandError::Failed(error.to_string()))?;
    println!("{report}");
    if let Some(count) = wanted.generate {
        seed::generate(&services, count).await?;
        println!("{count} products made");
    }
    if wanted.demo_people {
        let people = [seed::demo_people(&services).await?, seed::demo_makers(&services).await?].concat();
        for (email, password, shop) in people {
            println!("{shop}: {email} / {password}");
        }
    }
    store.close().await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_may_stand_in_any_order() {
        let wanted = Wanted::read(&["--generate", "20", "shop", "--demo-people"]).unwrap();
        assert_eq!(wanted, Wanted { folder: Some("shop".into()), demo_people: true, generate: Some(20) });
        for wrong in [&["--generate"][..], &["--generate", "x"], &["a", "b"], &["--demo"]] {
            assert!(Wanted::read(wrong).is_err(), "{wrong:?}");
        }
    }
}
