//! Where the log goes: to standard error, so that standard output is what the command prints.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

use super::Outcome;
use crate::platform::config::{Config, LogFormat};

/// Starts logging as the settings say.
pub fn start(config: &Config) -> Outcome {
    let filter = EnvFilter::builder()
        .parse(&config.log)
        .map_err(|error| format!("`{}` is not a setting for the log: {error}", config.log))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    match config.log_format {
        LogFormat::Text => builder.with_ansi(stderr().is_terminal()).try_init()?,
        LogFormat::Json => builder.json().flatten_event(true).try_init()?,
    }
    Ok(())
}
