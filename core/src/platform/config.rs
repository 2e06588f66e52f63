//! The settings: by flag, by environment, by TOML file, in that order of precedence.
//!
//! One type holds them all. Its doc comments are the help of the flags and the text of
//! `docs/guildhall.example.toml`, which CI checks against `guildhall example-config`.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use confique::Config as _;
use ipnet::IpNet;

/// Guildhall's settings. All have defaults: without any, the program keeps everything in one folder.
#[derive(Clone, Debug, confique::Config)]
#[config(layer_attr(derive(clap::Args, Clone, Debug)))]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Config {
    /// Where to listen: address and port. Port 0 takes a free one.
    #[config(env = "GUILDHALL_LISTEN", default = "127.0.0.1:8080")]
    #[config(layer_attr(arg(long, global = true, value_name = "ADDRESS:PORT")))]
    pub listen: String,

    /// The folder for everything that must last: keys, the SQLite database, files. Made if missing.
    #[config(env = "GUILDHALL_DATA", default = "./data")]
    #[config(layer_attr(arg(long, global = true, value_name = "FOLDER")))]
    pub data: PathBuf,

    /// The database, as `postgres://user:password@host/name`. Left out: SQLite in the data folder.
    #[config(env = "DATABASE_URL")]
    #[config(layer_attr(arg(long, global = true, value_name = "URL")))]
    pub database_url: Option<String>,

    /// How many connections to PostgreSQL at most.
    #[config(env = "GUILDHALL_DATABASE_CONNECTIONS", default = 16)]
    #[config(layer_attr(arg(long, global = true, value_name = "NUMBER")))]
    pub database_connections: u32,

    /// The address that people type, for invite links and cookies, as `https://chat.example.org`.
    /// Left out: what the browser asked for. Over plain http on anything but the own machine it must
    /// be set, or browsers will not keep people signed in.
    #[config(env = "GUILDHALL_PUBLIC_URL")]
    #[config(layer_attr(arg(long, global = true, value_name = "URL")))]
    pub public_url: Option<String>,

    /// What this installation is called, on the sign-in page and in titles.
    #[config(env = "GUILDHALL_NAME", default = "Guildhall")]
    #[config(layer_attr(arg(long, global = true, value_name = "NAME")))]
    pub name: String,

    /// Whether strangers may make an account. If not: `guildhall admin create-user`.
    #[config(env = "GUILDHALL_SIGN_UP", default = true)]
    #[config(layer_attr(arg(long, global = true, value_name = "true|false")))]
    pub sign_up: bool,

    /// Rate limits: `on`, or `off` for load tests on a machine of one's own.
    #[config(env = "GUILDHALL_LIMITS", default = "on")]
    #[config(layer_attr(arg(long, global = true, value_name = "on|off")))]
    pub limits: Switch,

    /// How many connections an address may have open; one network of IPv6 (/64) counts as one. Trusted
    /// proxies may have as many as they like, and with `limits = "off"` so may all.
    #[config(env = "GUILDHALL_CONNECTIONS_PER_ADDRESS", default = 1000)]
    #[config(layer_attr(arg(long, global = true, value_name = "NUMBER")))]
    pub connections_per_address: u32,

    /// How long a connection may be idle, and how long the head of a request may take, in seconds. Keep it
    /// longer than your proxy keeps idle connections: one that is closed here just as the proxy uses it is
    /// a request that fails.
    #[config(env = "GUILDHALL_KEEP_ALIVE_SECONDS", default = 150)]
    #[config(layer_attr(arg(long, global = true, value_name = "NUMBER")))]
    pub keep_alive_seconds: u32,

    /// Which proxies may tell the client's address (`X-Forwarded-For`), as networks: `["10.0.0.0/8"]`;
    /// in the environment separated by commas. Behind a proxy that is not named here all people share
    /// the proxy's limits.
    #[config(env = "GUILDHALL_TRUSTED_PROXIES", parse_env = parse_networks, default = [])]
    #[config(layer_attr(arg(long, global = true, value_name = "NETWORK", value_delimiter = ',')))]
    pub trusted_proxies: Vec<IpNet>,

    /// Who may read `/metrics`, as networks; `[]`: nobody. What came through a proxy (it has
    /// `X-Forwarded-For` or the like) is never answered, so have your proxy set that, and let Prometheus
    /// ask the program itself.
    #[config(env = "GUILDHALL_METRICS_FROM", parse_env = parse_networks, default = ["127.0.0.0/8", "::1/128"])]
    #[config(layer_attr(arg(long, global = true, value_name = "NETWORK", value_delimiter = ',')))]
    pub metrics_from: Vec<IpNet>,

    /// The largest archive of a server that people may import, in MiB; 0: none.
    #[config(env = "GUILDHALL_IMPORT_MIB", default = 512)]
    #[config(layer_attr(arg(long, global = true, value_name = "NUMBER")))]
    pub import_mib: u32,

    /// The number of this node, 0 to 511, for its ids. Copies that share a database need different ones.
    #[config(env = "GUILDHALL_NODE", default = 0)]
    #[config(layer_attr(arg(long, global = true, value_name = "NUMBER")))]
    pub node: u16,

    /// What to log: a level (`error`, `warn`, `info`, `debug`, `trace`), or levels by module
    /// (`info,guildhall=debug`).
    #[config(env = "GUILDHALL_LOG", default = "info")]
    #[config(layer_attr(arg(long, global = true, value_name = "LEVEL")))]
    pub log: String,

    /// How to log: `text` for people, `json` for machines.
    #[config(env = "GUILDHALL_LOG_FORMAT", default = "text")]
    #[config(layer_attr(arg(long, global = true, value_name = "text|json")))]
    pub log_format: LogFormat,
}

/// The settings as flags give them: each may be left out.
pub type Flags = <Config as confique::Config>::Layer;

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    /// In force.
    On,
    /// Lifted.
    Off,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// A JSON object a line.
    Json,
}

fn parse_networks(text: &str) -> Result<Vec<IpNet>, ipnet::AddrParseError> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::parse).collect()
}

impl Config {
    /// Puts the settings together: flags over environment over `file` over defaults.
    ///
    /// # Errors
    /// Where a value cannot be read, or the file was named and is not there.
    pub fn load(flags: Flags, file: Option<&Path>) -> Result<Self, confique::Error> {
        let mut builder = Self::builder().preloaded(flags).env();
        if let Some(file) = file {
            let layer: Flags = confique::File::new(file)?.required().load()?;
            builder = builder.preloaded(layer);
        }
        builder.load()
    }

    /// The example configuration: every setting with its meaning and default.
    #[must_use]
    pub fn example() -> String {
        confique::toml::template::<Self>(confique::toml::FormatOptions::default())
    }

    /// Whether an address is that of a proxy which may speak for others.
    #[must_use]
    pub fn is_trusted_proxy(&self, address: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(&address))
    }

    /// The database to open.
    #[must_use]
    pub fn database(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| super::db::Db::sqlite_url(&self.data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_flags_win() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("guildhall.toml");
        std::fs::write(&file, "name = \"The Mill\"\nnode = 7\ntrusted_proxies = [\"10.0.0.0/8\"]\n").unwrap();
        let flags = Flags { node: Some(9), ..confique::Layer::empty() };
        let config = Config::load(flags, Some(&file)).unwrap();
        assert_eq!((config.name.as_str(), config.node), ("The Mill", 9));
        assert_eq!(config.trusted_proxies.len(), 1);
    }

    #[test]
    fn a_file_that_was_named_must_be_there() {
        assert!(Config::load(confique::Layer::empty(), Some(Path::new("/nowhere/guildhall.toml"))).is_err());
    }

    #[test]
    fn a_misspelt_setting_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("guildhall.toml");
        std::fs::write(&file, "nmae = \"x\"\n").unwrap();
        assert!(Config::load(confique::Layer::empty(), Some(&file)).is_err());
    }
}
