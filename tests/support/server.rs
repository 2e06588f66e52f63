//! The real server, as a process.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::database::TestDatabase;
use crate::{Channel, Client, Database, Person};

/// How a server is to be started. [`Server::start`] is the short form.
#[derive(Debug)]
pub struct Setup {
    database: Database,
    variables: BTreeMap<String, String>,
    arguments: Vec<String>,
}

impl Setup {
    /// Leaves the rate limits as they are by default. Tests otherwise run without.
    #[must_use]
    pub fn limits_on(mut self) -> Self {
        self.variables.remove("GUILDHALL_LIMITS");
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Adds an argument after `serve`.
    #[must_use]
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// Starts the server and waits until it says that it listens.
    pub async fn start(self) -> Server {
        let data = TempDir::with_prefix("guildhall-test-").expect("a temporary folder");
        let database = TestDatabase::create(self.database);
        let log = Log::default();
        let running = Running::start(&self, &folder(&data), &database, &log, "127.0.0.1:0").await;
        Server { setup: self, running: Some(running), log, database, data }
    }
}

/// A running server with data of its own. It is killed, and its data removed, when this is dropped;
/// if the test has failed, its log is printed.
#[derive(Debug)]
pub struct Server {
    setup: Setup,
    running: Option<Running>,
    log: Log,
    // Declared after the process, so that the process is gone before its data.
    database: TestDatabase,
    data: TempDir,
}

impl Server {
    /// A server on this database, without rate limits.
    pub async fn start(database: Database) -> Self {
        Self::on(database).start().await
    }

    /// What to change before the start.
    pub fn on(database: Database) -> Setup {
        let variables = BTreeMap::from([("GUILDHALL_LIMITS".to_owned(), "off".to_owned())]);
        Setup { database, variables, arguments: Vec::new() }
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the server runs")
    }

    /// Host and port.
    pub fn address(&self) -> String {
        self.running().address.clone()
    }

    /// The address of a page, as in `server.url("/healthz")`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address())
    }

    /// The folder with its data.
    pub fn data(&self) -> PathBuf {
        folder(&self.data)
    }

    /// The number of its process.
    pub fn process_id(&self) -> u32 {
        self.running().child.id()
    }

    /// What it was told as `DATABASE_URL`; nothing for `SQLite`.
    pub fn database_url(&self) -> Option<String> {
        self.database.url()
    }

    /// The time from the start of the process to its line `listening on`.
    pub fn time_to_ready(&self) -> Duration {
        self.running().time_to_ready
    }

    /// The size of its resident memory in bytes.
    pub fn resident_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.running().child.id()))
            .expect("/proc of the server");
        let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("VmRSS");
        kilobytes.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
    }

    /// A client that has not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(&self.address())
    }

    /// Someone new with this username, signed up and signed in.
    pub async fn person(&self, username: &str) -> Person {
        self.visitor().sign_up(username).await
    }

    /// Ana, who made a server; Ben, who joined it; and its channel `general`.
    pub async fn two_people_in_a_channel(&self) -> (Person, Person, Channel) {
        let ana = self.person("ana").await;
        let ben = self.person("ben").await;
        let guild = ana.create_guild("Mill Lane").await;
        ana.let_in(&guild, &ben).await;
        let general = guild.channels.first().expect("a new server has a channel").clone();
        (ana, ben, general)
    }

    /// What the server has written so far, on both of its outputs.
    pub fn log(&self) -> String {
        self.log.lines().join("\n")
    }

    /// Ends the process as a crash does, without a word to it.
    pub fn kill(&mut self) {
        self.running = None;
    }

    /// Asks the process to stop, as an operator does (SIGTERM).
    pub fn ask_to_stop(&self) {
        let process =
            i32::try_from(self.running().child.id()).ok().and_then(Pid::from_raw).expect("a process id");
        kill_process(process, Signal::TERM).expect("the signal is sent");
    }

    /// Takes its database away under its feet, as an operator's mistake would. `PostgreSQL` only.
    pub fn lose_database(&self) {
        self.database.remove().expect("the database is dropped");
    }

    /// Runs statements on its database behind its back: to have something fail, or be long ago. `PostgreSQL`
    /// only.
    pub fn sql(&self, statements: &str) {
        self.database.run(statements).expect("the statements run");
    }

    /// Waits for the process to end by itself.
    pub async fn wait_for_exit(&mut self, patience: Duration) -> ExitStatus {
        let running = self.running.as_mut().expect("the server runs");
        let deadline = Instant::now() + patience;
        loop {
            if let Some(status) = running.child.try_wait().expect("its status") {
                return status;
            }
            assert!(Instant::now() < deadline, "the server still runs after {patience:?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Starts it again with the same data on the same address, after [`kill`](Self::kill) or an exit.
    pub async fn start_again(&mut self) {
        self.restart_as(|_| {}).await;
    }

    /// As [`start_again`](Self::start_again), with a changed set-up.
    pub async fn start_again_with(&mut self, change: impl FnOnce(Setup) -> Setup) {
        self.restart_as(|setup| {
            let old = std::mem::replace(setup, Server::on(Database::Sqlite));
            *setup = change(old);
        })
        .await;
    }

    async fn restart_as(&mut self, change: impl FnOnce(&mut Setup)) {
        let address = self.log.address().unwrap_or_else(|| "127.0.0.1:0".to_owned());
        self.running = None;
        change(&mut self.setup);
        self.running =
            Some(Running::start(&self.setup, &self.data(), &self.database, &self.log, &address).await);
    }

    /// Runs another command of the program on the same data, as in `server.command(&["admin", "stats"])`.
    pub async fn command(&self, arguments: &[&str]) -> Output {
        self.command_with_input(arguments, "").await
    }

    /// As [`command`](Self::command), with something on its standard input.
    pub async fn command_with_input(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = program(&self.data(), &self.database, &self.setup.variables);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let input = input.to_owned();
        tokio::task::spawn_blocking(move || {
            use std::io::Write;
            let mut child = command.spawn().expect("the program starts");
            // It may end without reading: then there is nobody to write to.
            let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
            child.wait_with_output().expect("its output")
        })
        .await
        .expect("the command was waited for")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running = None;
        if thread::panicking() {
            eprintln!("--- log of the server ---\n{}\n--- end of the log ---", self.log());
        }
    }
}

/// The data folder, which the server makes itself.
fn folder(temporary: &TempDir) -> PathBuf {
    temporary.path().join("data")
}

/// One process of the server.
#[derive(Debug)]
struct Running {
    child: Child,
    address: String,
    time_to_ready: Duration,
}

impl Running {
    async fn start(setup: &Setup, data: &Path, database: &TestDatabase, log: &Log, listen: &str) -> Self {
        let mut command = program(data, database, &setup.variables);
        command.args(["serve", "--listen", listen]).args(&setup.arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = Instant::now();
        let mut child = command.spawn().expect("the server starts");

        let (says_ready, ready) = mpsc::channel();
        log.follow(child.stdout.take().expect("its output"), says_ready.clone());
        log.follow(child.stderr.take().expect("its errors"), says_ready);

        let mut running = Self { child, address: String::new(), time_to_ready: Duration::ZERO };
        loop {
            match ready.try_recv() {
                Ok(address) => {
                    running.address = address;
                    running.time_to_ready = started.elapsed();
                    return running;
                }
                Err(mpsc::TryRecvError::Disconnected) => {
                    panic!("the server did not start:\n{}", log.lines().join("\n"))
                }
                Err(mpsc::TryRecvError::Empty) => {}
            }
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "the server is not ready:\n{}",
                log.lines().join("\n")
            );
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines that the processes of one server have written.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where the server last said it listens.
    fn address(&self) -> Option<String> {
        self.lines().iter().rev().find_map(|line| address_in(line))
    }

    /// Keeps what comes, and passes on where the server says that it listens. The thread ends with the process.
    fn follow(&self, output: impl Read + Send + 'static, says_ready: mpsc::Sender<String>) {
        let log = self.clone();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let address = address_in(&line);
                log.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                if let Some(address) = address {
                    // Nobody waits any longer when it says so a second time.
                    let _ = says_ready.send(address);
                }
            }
        });
    }
}

fn address_in(line: &str) -> Option<String> {
    let (_, address) = line.split_once("listening on http://")?;
    Some(address.split_whitespace().next()?.trim_end_matches('/').to_owned())
}

/// The program with the surroundings of a test: nothing of the developer's own settings reaches it.
fn program(data: &Path, database: &TestDatabase, variables: &BTreeMap<String, String>) -> Command {
    let mut command = Command::new(executable());
    for (name, _) in env::vars() {
        if name.starts_with("GUILDHALL_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command.current_dir(data.parent().expect("its own temporary folder")).env("GUILDHALL_DATA", data);
    if let Some(url) = database.url() {
        command.env("DATABASE_URL", url);
    }
    command.envs(variables);
    command
}

/// `GUILDHALL_BIN`, or what `cargo build` made beside these tests.
fn executable() -> PathBuf {
    if let Some(named) = env::var_os("GUILDHALL_BIN") {
        return PathBuf::from(named);
    }
    // The test is target/debug/deps/api-…, the server target/debug/guildhall.
    let test = env::current_exe().expect("the path of this test");
    let built = test.parent().and_then(Path::parent).expect("the target folder").join("guildhall");
    assert!(
        built.exists(),
        "There is no server to test at {}. Build it with `cargo build --package guildhall`, or use `make test-rust`; \
         GUILDHALL_BIN names another one.",
        built.display()
    );
    built
}
