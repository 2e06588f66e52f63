//! Floor 4: the program.

mod admin;
mod log;
mod serve;

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::platform::config::{Config, Flags};
use crate::platform::data_folder;
use crate::platform::db::Db;

/// What a command comes to.
type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// Guildhall, the community chat platform.
///
/// Without any settings it keeps everything in one folder, ./data, and serves on
/// <http://127.0.0.1:8080>. Each setting can be given by flag, by environment variable or in a TOML
/// file, in that order of precedence; `guildhall example-config` prints them all with their meaning.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// The TOML file with settings.
    #[arg(long, global = true, value_name = "FILE", env = "GUILDHALL_CONFIG")]
    config: Option<PathBuf>,

    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve, until told to stop. What is done where no command is given
    Serve,
    /// Bring the database to the form that this version needs. `serve` does so too
    Migrate,
    /// What the operator does to accounts
    #[command(subcommand)]
    Admin(admin::Command),
    /// Print the GraphQL schema
    Schema,
    /// Print the OpenAPI document
    Openapi,
    /// Print all settings with their meanings and defaults, as a TOML file
    ExampleConfig,
}

/// Does what the command line says.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match command(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(std::io::stderr(), "{}", explain(&*error));
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: Arguments) -> Outcome {
    match arguments.command {
        Some(Command::Schema) => return print(&crate::http::graphql::sdl()),
        Some(Command::Openapi) => return print(&crate::http::rest::document()),
        Some(Command::ExampleConfig) => return print(&Config::example()),
        _ => {}
    }
    let config = Config::load(arguments.flags, arguments.config.as_deref())?;
    log::start(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match arguments.command {
            Some(Command::Migrate) => migrate(&config).await,
            Some(Command::Admin(command)) => admin::run(&config, command).await,
            _ => serve::serve(config).await,
        }
    })
}

/// Opens the database and brings it to the present form.
async fn open_database(config: &Config) -> Result<Db, Box<dyn Error + Send + Sync>> {
    data_folder::make(&config.data)
        .map_err(|error| format!("the data folder {} cannot be made: {error}", config.data.display()))?;
    let db = Db::open(&config.database(), config.database_connections)
        .await
        .map_err(|error| format!("the database cannot be opened: {error}"))?;
    db.migrate()
        .await
        .map_err(|error| format!("the database cannot be brought to the present form: {error}"))?;
    Ok(db)
}

async fn migrate(config: &Config) -> Outcome {
    open_database(config).await?.close().await;
    print("The database has the form that this version needs.")
}

/// Prints for whoever called, with a line's end.
fn print(text: &str) -> Outcome {
    let mut output = std::io::stdout().lock();
    output.write_all(text.trim_end().as_bytes())?;
    output.write_all(b"\n")?;
    Ok(output.flush()?)
}

/// An error and what caused it, in one line each.
fn explain(error: &(dyn Error + 'static)) -> String {
    let mut lines = vec![format!("guildhall: {error}")];
    let mut cause = error.source();
    while let Some(error) = cause {
        lines.push(format!("  because: {error}"));
        cause = error.source();
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn settings_stand_before_and_after_the_command() {
        for line in [
            &["guildhall", "--listen", "127.0.0.1:0", "serve"][..],
            &["guildhall", "serve", "--listen", "127.0.0.1:0"],
            &["guildhall", "--listen", "127.0.0.1:0"],
        ] {
            let arguments = Arguments::try_parse_from(line).unwrap();
            assert_eq!(arguments.flags.listen.as_deref(), Some("127.0.0.1:0"), "{line:?}");
        }
    }

    #[test]
    fn causes_are_told() {
        let error = crate::platform::error::Error::internal("the disk is full");
        assert!(explain(&error).contains("the disk is full"));
    }
}
