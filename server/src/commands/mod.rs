//! The commands of `mogador`, one file each.

pub(crate) mod develop;
mod doctor;
mod migrate;
mod rate;
pub(crate) mod recode;
mod seed;
pub mod serve;
mod user;

use crate::adapters::{OsEntropy, SystemClock};
use crate::config::{Config, ConfigError};
use crate::telemetry;
use services::Services;
use std::process::ExitCode;
use std::sync::Arc;
use store::Store;

const USAGE: &str = "\
usage: mogador <command>

  serve                                 serve the site (needs PUBLIC_URL)
  migrate                               bring the database up to date
  seed [folder] [--demo-people] [--generate N]
                                        load a catalogue (folder: seeds); make people to try the studio with;
                                        make N further products for tests of scale
  develop                               make the files of the picture on standard input; `serve` calls it
  rate [CURRENCY DIRHAMS [--day DAY]]   say what one unit of EUR, USD or GBP costs, of today or of a day such as 2026-12-01;
                                        alone: list what was said
  recode <width> <height>               make the AVIF files of the picture on standard input; `serve` calls it
  doctor                                look for contradictions in the data, and for rates that are too old
  user add <email> <shop> [--name NAME] [--role coordinator|maker] [--member SLUG]
                                        add a person who runs a shop (or works in it), and say which of its members she
                                        is; the password is read from standard input

Settings come from the environment; see .env.example.
";

/// Why a command ended without doing its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line cannot be understood.
    #[error("{0}")]
    Usage(String),
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// It failed while running.
    #[error("{0}")]
    Failed(String),
}

impl From<store::Error> for CommandError {
    fn from(error: store::Error) -> Self {
        Self::Failed(format!("the database: {error}"))
    }
}

impl From<services::Error> for CommandError {
    fn from(error: services::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for CommandError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Runs the command line (without the program's name). Exit codes: 0 done, 1 failed, 2 wrong command line or setting.
#[must_use]
pub fn run(args: Vec<String>) -> ExitCode {
    // Before anything else is started: this process is to be small.
    if args == [develop::COMMAND] {
        return develop::run();
    }
    if let [command, width, height] = args.as_slice()
        && command == recode::COMMAND
    {
        return recode::run([width, height]);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&CommandError::from(error)),
    };
    match runtime.block_on(dispatch(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &CommandError) -> ExitCode {
    eprintln!("mogador: {error}");
    match error {
        CommandError::Usage(_) | CommandError::Config(_) => ExitCode::from(2),
        CommandError::Failed(_) => ExitCode::FAILURE,
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where configuration is read")]
async fn dispatch(args: &[String]) -> Result<(), CommandError> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    if matches!(words[..], ["help" | "--help" | "-h"]) {
        print!("{USAGE}");
        return Ok(());
    }
    let config = Config::read(|name| std::env::var(name).ok())?;
    telemetry::start(&config.log)?;
    match words[..] {
        ["serve"] => serve::run(config).await,
        ["migrate"] => migrate::run(&config).await,
        ["seed", ref rest @ ..] => seed::run(&config, rest).await,
        ["rate", ref rest @ ..] => rate::run(&config, rest).await,
        ["doctor"] => doctor::run(&config).await,
        ["user", "add", ref rest @ ..] => user::add(&config, rest).await,
        [] => Err(CommandError::Usage(format!("which command?\n\n{USAGE}"))),
        [unknown, ..] => Err(CommandError::Usage(format!("{unknown:?} with these arguments is no command\n\n{USAGE}"))),
    }
}

/// Opens the database as the settings say; makes the folder of an SQLite file.
pub(crate) async fn open_store(config: &Config) -> Result<Store, CommandError> {
    if let Some(file) = config.database_url.strip_prefix("sqlite:") {
        let file = file.trim_start_matches("//").split('?').next().unwrap_or_default();
        if let Some(folder) = std::path::Path::new(file).parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
    }
    Ok(Store::open(&config.database_url, &store::Settings::default()).await?)
}

/// The use cases over this database and the place of pictures that the settings name.
pub(crate) fn services_over(store: Store, config: &Config) -> Result<Services, CommandError> {
    let media = config.picture_store.open().map_err(services::Error::from)?;
    Ok(Services::new(store, Arc::new(SystemClock), Arc::new(OsEntropy), media))
}
