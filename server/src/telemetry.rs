//! The log: a readable message with fields, on standard error; one line per request, each failure once.

use crate::config::{ConfigError, LogSettings};
use tracing_subscriber::EnvFilter;

/// Starts the log of this process. A second call changes nothing.
///
/// # Errors
/// When the filter of `LOG` cannot be understood.
pub fn start(settings: &LogSettings) -> Result<(), ConfigError> {
    let filter = EnvFilter::try_new(&settings.filter).map_err(|error| ConfigError {
        variable: "LOG",
        problem: format!("must be a level such as info, or directives such as server=debug,info ({error})"),
    })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // Only a test that starts several servers in one process calls this twice.
    let _already_started = if settings.json {
        log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
    } else {
        log.with_ansi(false).try_init()
    };
    Ok(())
}
