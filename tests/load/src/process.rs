//! What the operating system knows of a process.

use std::fs;

/// The seconds of CPU time that a process has taken so far, in user mode and in the kernel.
#[expect(clippy::cast_precision_loss, reason = "ticks far below 2^52")]
pub fn cpu_seconds(process: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("the process runs");
    // The name of the program stands in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(") ").expect("a line of /proc/PID/stat");
    // Fields 14 and 15, counted from 1; the third is the first behind the name.
    let ticks: u64 =
        fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("ticks")).sum();
    ticks as f64 / rustix::param::clock_ticks_per_second() as f64
}

/// The resident memory of a process in bytes.
pub fn memory(process: u32) -> u64 {
    let statm = fs::read_to_string(format!("/proc/{process}/statm")).expect("the process runs");
    let pages: u64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("resident pages");
    pages * u64::try_from(rustix::param::page_size()).expect("a page is small")
}

/// Lifts the limit of open files as far as one may; programs started from here inherit it.
pub fn allow_many_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Where it fails, connecting fails later and says why.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
}
