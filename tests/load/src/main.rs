//! Measures Guildhall from outside, as a process of its own, each figure beside a floor in the same run.
//!
//! Speed is only reported. The program fails where a message was lost, came twice, or out of order.

mod commits;
mod documents;
mod fanout;
mod history;
mod listeners;
mod process;
mod report;
mod scenarios;
mod senders;
mod stamp;
mod wire;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use report::Report;
use scenarios::Scenario;

/// Measures Guildhall, and what stands beside it.
#[derive(Debug, Parser)]
struct Arguments {
    /// What to measure; all, unless told.
    scenarios: Vec<Scenario>,
    /// Where to write the figures as JSON.
    #[arg(long, default_value = "target/bench/figures.json")]
    json: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    process::allow_many_files();
    guildhall_tests::commit_to_disk();
    let mut report = Report::default();
    if let Err(error) = scenarios::run(&arguments.scenarios, &mut report).await {
        eprintln!("The measurement broke off: {error}");
        return ExitCode::FAILURE;
    }
    println!("\n{}", report.table());
    if let Err(error) = report.write(&arguments.json) {
        eprintln!("The figures could not be written to {}: {error}", arguments.json.display());
        return ExitCode::FAILURE;
    }
    for fault in &report.faults {
        eprintln!("FAULT {fault}");
    }
    if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
