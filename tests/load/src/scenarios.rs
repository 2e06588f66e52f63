//! What is measured, one thing after the other.

use std::error::Error;
use std::time::Duration;

use clap::ValueEnum;
use guildhall_tests::{Database, Server};

use crate::commits::Bare;
use crate::fanout::{Load, Outcome, Target};
use crate::history;
use crate::listeners::Listeners;
use crate::process;
use crate::report::{Aim, Figure, Report};
use crate::senders::{Pace, Senders};
use crate::world::{Floor, World};

/// Something to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scenario {
    /// The cost of a delivery at a steady pace: 200 members, 10 senders, PostgreSQL.
    Pace,
    /// The most deliveries a second: 1,000 members, SQLite.
    Throughput,
    /// The memory of connections that are idle.
    Idle,
    /// Acknowledged sends a second on both databases.
    Sends,
    /// The time from start to ready.
    Ready,
    /// Pages of history a second.
    History,
}

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const PACE_MEMBERS: usize = 200;
const PACE_SENDERS: usize = 10;
const CROWD: usize = 1000;
/// Senders in closed loop, tried one after the other for the most deliveries a second.
const CROWD_SENDERS: [usize; 4] = [3, 8, 24, 64];
const CONCURRENT: usize = 64;
const READERS: usize = 8;
/// Deliveries a second that it should carry.
const WANTED: f64 = 120_000.0;
/// Beyond this a delivery is late.
const LATE_MS: f64 = 200.0;
const FLOOR: &str = "floor";

/// Measures what is asked for; everything, where nothing is.
pub async fn run(wanted: &[Scenario], report: &mut Report) -> Result<()> {
    let wants = |scenario| wanted.is_empty() || wanted.contains(&scenario);
    if wants(Scenario::Ready) {
        ready(report).await;
    }
    if wants(Scenario::Pace) || wants(Scenario::Sends) {
        say("Signing up 200 people on PostgreSQL");
        let world = World::with_people(Database::Postgres, PACE_MEMBERS).await;
        if wants(Scenario::Pace) {
            pace(&world, report).await?;
        }
        if wants(Scenario::Sends) {
            sends(&world, "PostgreSQL", report).await?;
        }
    }
    if [Scenario::Throughput, Scenario::Sends, Scenario::Idle, Scenario::History].into_iter().any(wants) {
        say("Signing up 1,000 people on SQLite");
        let mut world = World::with_people(Database::Sqlite, CROWD).await;
        if wants(Scenario::Idle) {
            idle(&mut world, report).await?;
        }
        if wants(Scenario::Throughput) {
            throughput(&world, report).await?;
        }
        if wants(Scenario::Sends) {
            sends(&world, "SQLite", report).await?;
        }
        if wants(Scenario::History) {
            history(&world, report).await?;
        }
    }
    Ok(())
}

fn say(what: &str) {
    println!("» {what}");
}

/// Runs a load, keeps what came of it, and notes what is wrong with it.
async fn measure(name: &str, target: &Target, load: Load, report: &mut Report) -> Result<Outcome> {
    let outcome = target.run(load).await?;
    println!(
        "  {name}: {:.0} deliveries/s, {:.2} CPU s per million, p50 {:.1} ms, p99 {:.1} ms, max {:.1} ms; cores: server {:.2}, driver {:.2}",
        outcome.deliveries_per_second,
        outcome.cpu_seconds_per_million,
        outcome.p50_ms,
        outcome.p99_ms,
        outcome.max_ms,
        outcome.server_cores,
        outcome.driver_cores,
    );
    if !outcome.faults.none() {
        report.faults.push(format!("{name}: {:?}", outcome.faults));
    }
    if let Some(problem) = outcome.problems.first() {
        println!("  {name}: {} senders were refused, the first with: {problem}", outcome.problems.len());
    }
    report.details.push((name.to_owned(), serde_json::to_value(&outcome)?));
    Ok(outcome)
}

/// Deliveries for each second of the server's CPU.
fn per_cpu_second(outcome: &Outcome) -> f64 {
    1e6 / outcome.cpu_seconds_per_million
}

async fn pace(world: &World, report: &mut Report) -> Result<()> {
    let floor = Floor::start()?;
    let frame = world.sample_frame().await?;
    for (rate, seconds, aim) in [(20.0, 15, 15.0), (200.0, 10, 9.0)] {
        say(&format!("{PACE_MEMBERS} members, {PACE_SENDERS} senders, {rate} messages a second, PostgreSQL"));
        let load = Load {
            pace: Pace::PerSecond(rate),
            warm_up: Duration::from_secs(2),
            measured: Duration::from_secs(seconds),
        };
        let guildhall =
            measure(&format!("Guildhall at {rate}/s"), &world.target(PACE_SENDERS), load, report).await?;
        let target = floor.target(PACE_MEMBERS, PACE_SENDERS, &frame);
        let bare = measure(&format!("floor at {rate}/s"), &target, load, report).await?;
        let what = format!("CPU seconds per million deliveries, 200 members, {rate} messages/s, PostgreSQL");
        report.add(
            Figure::new(what, guildhall.cpu_seconds_per_million)
                .beside(FLOOR, bare.cpu_seconds_per_million)
                .aim(Aim::AtMost(aim)),
        );
    }
    Ok(())
}

/// The most deliveries that were in time; where none were, the quickest ones.
fn most(tried: Vec<Outcome>) -> Outcome {
    let in_time =
        |outcome: &Outcome| if outcome.p99_ms < LATE_MS { outcome.deliveries_per_second } else { 0.0 };
    let better =
        |a: &Outcome, b: &Outcome| in_time(a).total_cmp(&in_time(b)).then(b.p99_ms.total_cmp(&a.p99_ms));
    tried.into_iter().max_by(better).expect("at least one load was tried")
}

async fn throughput(world: &World, report: &mut Report) -> Result<()> {
    let floor = Floor::start()?;
    let frame = world.sample_frame().await?;
    let (mut tried, mut tried_bare) = (Vec::new(), Vec::new());
    for senders in CROWD_SENDERS {
        say(&format!("{CROWD} members, {senders} senders in closed loop, SQLite"));
        let load = Load {
            pace: Pace::ClosedLoop,
            warm_up: Duration::from_secs(2),
            measured: Duration::from_secs(6),
        };
        let name = format!("Guildhall, {senders} senders");
        let guildhall = measure(&name, &world.target(senders), load, report).await?;
        let name = format!("floor, {senders} senders");
        let bare = measure(&name, &floor.target(CROWD, senders, &frame), load, report).await?;
        tried.push(guildhall);
        tried_bare.push(bare);
    }
    let (best, best_bare) = (most(tried), most(tried_bare));
    let most = format!("most deliveries/s to 1,000 members, in time (p99 {:.0} ms)", best.p99_ms);
    report.add(
        Figure::new(most, best.deliveries_per_second)
            .beside(FLOOR, best_bare.deliveries_per_second)
            .aim(Aim::AtLeast(WANTED)),
    );
    report.add(
        Figure::new("deliveries per CPU second at that load", per_cpu_second(&best))
            .beside(FLOOR, per_cpu_second(&best_bare))
            .aim(Aim::TimesBeside(0.85)),
    );
    for (what, deliveries, aim) in [
        ("at 60,000 deliveries/s", WANTED / 2.0, Some(Aim::AtMost(20.0))),
        ("at half the most", best.deliveries_per_second / 2.0, None),
    ] {
        #[expect(clippy::cast_precision_loss, reason = "a thousand")]
        let rate = deliveries / CROWD as f64;
        say(&format!("{CROWD} members {what}: {rate:.0} messages a second"));
        let load = Load {
            pace: Pace::PerSecond(rate),
            warm_up: Duration::from_secs(2),
            measured: Duration::from_secs(8),
        };
        let target = world.target(best.senders);
        let guildhall = measure(&format!("Guildhall {what}"), &target, load, report).await?;
        let target = floor.target(CROWD, best.senders, &frame);
        let bare = measure(&format!("floor {what}"), &target, load, report).await?;
        report.add(
            Figure::new(format!("deliveries per CPU second {what}"), per_cpu_second(&guildhall))
                .beside(FLOOR, per_cpu_second(&bare))
                .aim(Aim::TimesBeside(0.85)),
        );
        let p50 = Figure::new(format!("p50 from send to receipt {what}, ms"), guildhall.p50_ms);
        report.add(p50.beside(FLOOR, bare.p50_ms));
        let p99 = Figure::new(format!("p99 from send to receipt {what}, ms"), guildhall.p99_ms);
        let p99 = p99.beside(FLOOR, bare.p99_ms);
        report.add(match aim {
            Some(aim) => p99.aim(aim),
            None => p99,
        });
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
async fn idle(world: &mut World, report: &mut Report) -> Result<()> {
    for times in [1, 5] {
        // Afresh, so that nothing is in its memory but what the connections bring.
        world.restart().await;
        let target = world.target(0);
        let first = Listeners::open(&target.address, target.entrances[..1].to_vec()).await?;
        let before = process::memory(target.process);
        let entrances = vec![target.entrances.clone(); times].concat();
        let count = entrances.len();
        say(&format!("{count} idle connections"));
        let listeners = Listeners::open(&target.address, entrances).await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let each = (process::memory(target.process).saturating_sub(before)) as f64 / count as f64 / 1024.0;
        if !listeners.faults(&[]).none() {
            report.faults.push(format!("{count} idle connections: {:?}", listeners.faults(&[])));
        }
        report.add(
            Figure::new(format!("memory of an idle connection among {count}, KiB"), each)
                .aim(Aim::AtMost(20.0)),
        );
        drop((first, listeners));
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
async fn sends(world: &World, name: &str, report: &mut Report) -> Result<()> {
    let measured = Duration::from_secs(5);
    say(&format!("{CONCURRENT} senders and nobody else, {name}"));
    let target = world.target(CONCURRENT);
    let warm = Senders::start(&target.address, target.requests.clone(), Pace::ClosedLoop).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    warm.stop().await;
    let senders = Senders::start(&target.address, target.requests, Pace::ClosedLoop).await?;
    let begun = std::time::Instant::now();
    let cpu = process::cpu_seconds(target.process);
    tokio::time::sleep(measured).await;
    let cpu = (process::cpu_seconds(target.process) - cpu) / begun.elapsed().as_secs_f64();
    let (acknowledged, problems) = senders.stop().await;
    let seconds = begun.elapsed().as_secs_f64();
    if let Some(problem) = problems.first() {
        return Err(format!("a message was refused: {problem}").into());
    }
    println!("  the server kept {cpu:.2} cores busy");

    // The better of two ways, so that what stands beside it is not made small.
    let mut bare: f64 = 0.0;
    for tasks in [16, 64] {
        let table = match world.server.database_url() {
            Some(url) => Bare::in_postgres(&url, u32::try_from(tasks)?).await?,
            None => Bare::in_sqlite(&world.server.data().join(format!("bare{tasks}.db"))).await?,
        };
        bare = bare.max(table.per_second(tasks, measured / 2).await?);
    }
    report.add(
        Figure::new(
            format!("acknowledged sends/s, 64 senders, {name}"),
            acknowledged.iter().sum::<u64>() as f64 / seconds,
        )
        .beside("bare commits", bare)
        .aim(Aim::TimesBeside(2.0)),
    );
    Ok(())
}

async fn ready(report: &mut Report) {
    say("Starting on an empty folder");
    let mut times = Vec::new();
    for _ in 0..5 {
        times.push(Server::start(Database::Sqlite).await.time_to_ready().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    report.add(Figure::new("from start to ready on SQLite, ms", times[2]).aim(Aim::AtMost(1000.0)));
}

async fn history(world: &World, report: &mut Report) -> Result<()> {
    say("Pages of history");
    // Enough of it, should nothing else have been measured.
    let target = world.target(CONCURRENT);
    let senders = Senders::start(&target.address, target.requests, Pace::ClosedLoop).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    senders.stop().await;
    let pages = history::pages_per_second(world, READERS, Duration::from_secs(5)).await?;
    report.add(Figure::new("pages of 50 messages/s, 8 readers, SQLite", pages));
    Ok(())
}
