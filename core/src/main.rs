//! The one binary.

use std::process::ExitCode;

/// Many small pieces are taken and given back by all threads at once, which the C library's own allocator
/// does with locks: measured at a fifth of a request.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    guildhall::cli::run()
}
