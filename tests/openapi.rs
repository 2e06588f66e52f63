//! The REST API does what its own description says, whatever it is sent: schemathesis from `PyPI`.

use std::env;
use std::process::Command;

use guildhall_tests::{Database, Server};

/// What schemathesis found on one server.
async fn schemathesis(database: Database) {
    let program = env::var_os("SCHEMATHESIS")
        .expect("SCHEMATHESIS must name the program; `make test-rust` installs it");
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    ana.send(&channel, "something to read").await;
    let folder = tempfile::tempdir().expect("a folder for its cache");

    let status = Command::new(program)
        .args([
            "run",
            &server.url("/api/openapi.json"),
            "--checks",
            "all",
            "--max-examples",
            "60",
            "--continue-on-failure",
        ])
        .args(["--header", &format!("Authorization: Bearer {}", ben.access_token)])
        // Signing out would leave the rest of the run with a token that is none; and no archive is made by chance.
        .args(["--exclude-path-regex", "/auth/sign-out$|/guilds/import$"])
        .args(["--seed", "20261123"])
        .current_dir(folder.path())
        .status()
        .expect("schemathesis starts");

    assert!(status.success(), "schemathesis found something: see above");
    assert!(ana.is_signed_in().await, "the server is well");
}

#[tokio::test]
async fn schemathesis_finds_nothing_on_sqlite() {
    schemathesis(Database::Sqlite).await;
}

#[tokio::test]
async fn schemathesis_finds_nothing_on_postgres() {
    schemathesis(Database::Postgres).await;
}
