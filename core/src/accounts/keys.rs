//! The keys that sign tokens, kept in `keys.json` in the data folder.
//!
//! The newest signs; older ones still verify, so that a change of keys signs nobody out.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{DecodingKey, EncodingKey};

use super::tokens::Checked;
use crate::platform::clock::Timestamp;
use crate::platform::data_folder;

/// The file in the data folder.
const FILE: &str = "keys.json";
/// The length of a key: that of the hash it is used with (RFC 7518, section 3.2).
const KEY_BYTES: usize = 32;

/// What the file holds.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeyFile {
    /// Oldest first.
    keys: Vec<KeyEntry>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct KeyEntry {
    /// The `kid` of the tokens that it signs.
    id: String,
    /// In milliseconds since 1970.
    created_at: Timestamp,
    /// [`KEY_BYTES`] random bytes, in base64url.
    secret: String,
}

impl KeyEntry {
    fn random(now: Timestamp) -> Self {
        Self {
            id: BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 9]>()),
            created_at: now,
            secret: BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; KEY_BYTES]>()),
        }
    }
}

/// A key ready for use.
pub struct Key {
    /// The `kid` of the tokens that it signs.
    pub id: String,
    /// To sign.
    pub signing: EncodingKey,
    /// To verify.
    pub verifying: DecodingKey,
}

/// How many access tokens are remembered: more than people who are here at the same time on most nodes.
const CHECKED: u64 = 10_000;

/// All keys, at least one.
pub struct KeyRing {
    /// Newest first.
    keys: Vec<Key>,
    /// Access tokens that one of these keys was found to have signed: they come again with every request.
    /// With the keys goes what was found by them.
    pub(super) checked: moka::sync::Cache<Arc<str>, Checked>,
}

impl fmt::Debug for KeyRing {
    /// Only the names: a secret in a log is none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|key| &key.id)).finish()
    }
}

impl KeyRing {
    /// Reads the keys, or makes the first.
    pub fn open(data: &Path, now: Timestamp) -> io::Result<Self> {
        data_folder::make(data)?;
        warn_of_readers(data);
        match Self::read(data) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let first = KeyFile { keys: vec![KeyEntry::random(now)] };
                match write(data, &first, Replace::Never) {
                    // Another process was quicker: its keys are the keys.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::read(data),
                    Err(error) => Err(error),
                    Ok(()) => Self::from_file(first),
                }
            }
            other => other,
        }
    }

    /// Reads the keys that are there.
    pub fn read(data: &Path) -> io::Result<Self> {
        Self::from_file(read(data)?)
    }

    /// Adds a key, which signs from now on. Where the old are dropped, nothing that they signed is
    /// good any more.
    pub fn rotate(data: &Path, now: Timestamp, drop_old: bool) -> io::Result<()> {
        data_folder::make(data)?;
        let mut file = match read(data) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => KeyFile { keys: Vec::new() },
            Err(error) => return Err(error),
        };
        if drop_old {
            file.keys.clear();
        }
        file.keys.push(KeyEntry::random(now));
        write(data, &file, Replace::Always)
    }

    fn from_file(file: KeyFile) -> io::Result<Self> {
        let mut keys = Vec::with_capacity(file.keys.len());
        for entry in file.keys.into_iter().rev() {
            let secret = BASE64_URL_SAFE_NO_PAD
                .decode(&entry.secret)
                .ok()
                .filter(|secret| secret.len() >= KEY_BYTES)
                .ok_or_else(|| invalid(format!("the secret of the key {} is not one", entry.id)))?;
            keys.push(Key {
                id: entry.id,
                signing: EncodingKey::from_secret(&secret),
                verifying: DecodingKey::from_secret(&secret),
            });
        }
        if keys.is_empty() {
            return Err(invalid("there is no key in it".to_owned()));
        }
        Ok(Self { keys, checked: moka::sync::Cache::new(CHECKED) })
    }

    /// The key that signs.
    #[must_use]
    pub fn newest(&self) -> &Key {
        // There is one: `from_file` saw to it.
        &self.keys[0]
    }

    /// The key of this name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }

    /// Whether both hold the same keys.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.keys.iter().map(|key| &key.id).eq(other.keys.iter().map(|key| &key.id))
    }
}

/// Says so where others than the owner can read the file.
fn warn_of_readers(data: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = path(data);
        if fs::metadata(&path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0) {
            tracing::warn!(
                "{0} can be read by others: whoever has it can be anybody. `chmod 600 {0}`",
                path.display()
            );
        }
    }
}

fn read(data: &Path) -> io::Result<KeyFile> {
    let text = fs::read(path(data))?;
    serde_json::from_slice(&text).map_err(|error| invalid(error.to_string()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Replace {
    Always,
    Never,
}

/// Puts the file in its place as a whole, or not at all. Readable by its owner only, as temporary
/// files are from the start.
fn write(data: &Path, file: &KeyFile, replace: Replace) -> io::Result<()> {
    let mut temporary = tempfile::NamedTempFile::new_in(data)?;
    serde_json::to_writer_pretty(&mut temporary, file)?;
    temporary.write_all(b"\n")?;
    temporary.as_file().sync_all()?;
    match replace {
        Replace::Always => temporary.persist(path(data))?,
        Replace::Never => temporary.persist_noclobber(path(data))?,
    };
    // The name lasts when the folder does.
    fs::File::open(data)?.sync_all()
}

fn path(data: &Path) -> PathBuf {
    data.join(FILE)
}

fn invalid(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    #[test]
    fn the_first_start_makes_a_key_that_the_second_finds() {
        let data = tempfile::tempdir().unwrap();
        let first = KeyRing::open(data.path(), NOW).unwrap();
        let second = KeyRing::open(data.path(), NOW).unwrap();
        assert!(first.is_same(&second));
        let mode = fs::metadata(path(data.path())).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 1, "a temporary file stayed behind");
    }

    #[test]
    fn a_new_key_signs_and_the_old_verifies_until_dropped() {
        let data = tempfile::tempdir().unwrap();
        let old = KeyRing::open(data.path(), NOW).unwrap().newest().id.clone();

        KeyRing::rotate(data.path(), NOW, false).unwrap();
        let both = KeyRing::read(data.path()).unwrap();
        assert_ne!(both.newest().id, old);
        assert!(both.get(&old).is_some());

        KeyRing::rotate(data.path(), NOW, true).unwrap();
        assert!(KeyRing::read(data.path()).unwrap().get(&old).is_none());
    }

    #[test]
    fn a_damaged_file_is_an_error_and_stays() {
        for text in ["", "{}", r#"{"keys":[]}"#, r#"{"keys":[{"id":"a","createdAt":1,"secret":"c2hvcnQ"}]}"#]
        {
            let data = tempfile::tempdir().unwrap();
            fs::write(path(data.path()), text).unwrap();
            assert!(KeyRing::open(data.path(), NOW).is_err(), "{text}");
            assert_eq!(fs::read_to_string(path(data.path())).unwrap(), text);
        }
    }

    #[test]
    fn secrets_are_not_in_the_log() {
        let data = tempfile::tempdir().unwrap();
        let shown = format!("{:?}", KeyRing::open(data.path(), NOW).unwrap());
        let secret = read(data.path()).unwrap().keys.remove(0).secret;
        assert!(!shown.contains(&secret));
    }
}
