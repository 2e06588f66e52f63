//! The databases under test: SQLite in the server's data folder, or a PostgreSQL started here.

use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

/// Which database the server under test keeps its data in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file in the data folder, the default without configuration.
    Sqlite,
    /// A database of the test's own in a PostgreSQL that this test process started.
    Postgres,
}

/// Whether PostgreSQL is to have its commits on the disk, see [`commit_to_disk`].
static TO_DISK: AtomicBool = AtomicBool::new(false);

/// Has the PostgreSQL of this process wait for the disk at each commit, as a real one does. For
/// measurements, and to be called before the first server; tests are quicker without.
pub fn commit_to_disk() {
    TO_DISK.store(true, Ordering::Relaxed);
}

/// A database for one server; dropped with it.
#[derive(Debug)]
pub(crate) struct TestDatabase {
    name: Option<String>,
}

impl TestDatabase {
    pub(crate) fn create(kind: Database) -> Self {
        let name = match kind {
            Database::Sqlite => None,
            Database::Postgres => Some(Cluster::get().create_database()),
        };
        Self { name }
    }

    /// What the server is told as `DATABASE_URL`; nothing for SQLite.
    pub(crate) fn url(&self) -> Option<String> {
        let folder = self.name.as_ref().map(|_| Cluster::get().folder.display().to_string())?;
        let name = self.name.as_ref()?;
        Some(format!("postgres://postgres@localhost/{name}?host={}", folder.replace('/', "%2F")))
    }

    /// Drops it, whoever is connected.
    pub(crate) fn remove(&self) -> Result<(), String> {
        match &self.name {
            Some(name) => {
                Cluster::get().psql("postgres", &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            }
            None => Ok(()),
        }
    }

    /// Runs statements on it, beside the server.
    pub(crate) fn run(&self, statements: &str) -> Result<(), String> {
        let name = self.name.as_deref().ok_or("only on PostgreSQL")?;
        Cluster::get().psql(name, statements)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // Best effort: the whole cluster goes away with the test process.
        let _ = self.remove();
    }
}

/// A PostgreSQL of this test process, on a socket in a folder of its own.
///
/// It is stopped by its shell when the test process ends, however that ends: the shell waits for the end of
/// its standard input, the other side of which only this process holds.
#[derive(Debug)]
struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    /// One at a time: `CREATE DATABASE` fails while another one copies the same template.
    creating: Mutex<()>,
    _alive: ChildStdin,
}

/// The server refuses to run as root, so root runs it as the user that Debian's package made.
const USER: &str = "postgres";

impl Cluster {
    fn get() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(Self::start)
    }

    fn start() -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new()
            .prefix("guildhall-postgres-")
            .tempdir()
            .expect("a temporary folder")
            // The shell below removes it, after the server that still writes into it has stopped.
            .keep();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("permissions of the folder");
        if is_root() {
            chown(&folder, Some(id_of("-u")), Some(id_of("-g"))).expect("the folder given to postgres");
        }

        let data = folder.join("data");
        let made = unprivileged(&programs.join("initdb"))
            .args([
                "--username",
                USER,
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C.UTF-8",
                "--no-sync",
            ])
            .arg("--pgdata")
            .arg(&data)
            .current_dir(&folder)
            .output()
            .expect("initdb starts");
        assert!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));

        // A machine that crashes during a test has lost the test anyway.
        let to_disk = TO_DISK.load(Ordering::Relaxed);
        let (sync, full_pages) =
            if to_disk { ("fsync=on", "full_page_writes=on") } else { ("fsync=off", "full_page_writes=off") };
        let log = folder.join("log");
        #[expect(clippy::zombie_processes, reason = "it outlives this process on purpose, for a moment")]
        let mut shell = unprivileged(Path::new("/bin/sh"))
            .args(["-c", r#"trap : INT; folder=$1; shift; "$@" & server=$!; cat; kill -INT $server; wait $server; rm -rf "$folder""#])
            .arg("postgres-of-the-tests")
            .arg(&folder)
            .arg(programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder)
            // Nobody outside needs it.
            .args(["-c", "listen_addresses=", "-c", "max_connections=400"])
            .args(["-c", sync, "-c", full_pages])
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log).expect("the log of PostgreSQL"))
            .spawn()
            .expect("PostgreSQL starts");
        let alive = shell.stdin.take().expect("its standard input");

        let cluster = Self { folder, programs, creating: Mutex::new(()), _alive: alive };
        let deadline = Instant::now() + Duration::from_secs(30);
        while let Err(problem) = cluster.psql("postgres", "SELECT 1") {
            let mut said = String::new();
            let _ = fs::File::open(&log).and_then(|mut file| file.read_to_string(&mut said));
            assert!(Instant::now() < deadline, "PostgreSQL does not answer: {problem}\n{said}");
            std::thread::sleep(Duration::from_millis(50));
        }
        cluster
    }

    fn create_database(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let _one_at_a_time = self.creating.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.psql("postgres", &format!("CREATE DATABASE {name}")).expect("a database for the test");
        name
    }

    fn psql(&self, database: &str, statement: &str) -> Result<(), String> {
        let done = Command::new(self.programs.join("psql"))
            .args([
                "--username",
                USER,
                "--dbname",
                database,
                "--no-psqlrc",
                "--quiet",
                "--command",
                statement,
            ])
            .arg("--host")
            .arg(&self.folder)
            .stdin(Stdio::null())
            .output()
            .expect("psql starts");
        if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
    }
}

/// Where Debian keeps the programs of the newest PostgreSQL that is installed.
fn programs() -> PathBuf {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| {
            (version.file_name().to_string_lossy().parse().unwrap_or(0), version.path().join("bin"))
        })
        .filter(|(_, programs)| programs.join("postgres").exists())
        .collect();
    found.sort();
    let (_, newest) = found
        .pop()
        .expect("PostgreSQL is missing: `apt-get install postgresql`, or `make test`, which does so");
    newest
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// The numeric user (`-u`) or group (`-g`) of [`USER`].
fn id_of(which: &str) -> u32 {
    let said = Command::new("id").args([which, USER]).output().expect("id starts");
    String::from_utf8_lossy(&said.stdout).trim().parse().expect("the user postgres exists")
}

fn unprivileged(program: &Path) -> Command {
    if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", USER, "--regid", USER, "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}
