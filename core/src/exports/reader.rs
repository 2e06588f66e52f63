//! Reading an archive that somebody brought: nothing of it is believed, and no more of it is held than a page.
//!
//! What opens it reads no more than [`MAX_DIRECTORY`] of it, so a directory without end is none. An entry is
//! read line by line, each line bounded, all entries together bounded, whatever the archive says of their
//! sizes; and at its end its count and hash must be those of the manifest.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use parking_lot::Mutex;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::ZipArchive;

use super::forms::{Entry, Manifest};
use super::{PAGE, VERSION};
use crate::platform::error::{Error, Result};

/// How many bytes may be read to find out what is in an archive: a directory of some thousand entries.
const MAX_DIRECTORY: u64 = 4 << 20;
/// The largest manifest, in bytes.
const MAX_MANIFEST: u64 = 1 << 20;
/// The longest line, in bytes.
const MAX_LINE: u64 = 1 << 20;
/// The most that all entries come to, by how large the archive is: text shrinks to a tenth or less.
const MAX_RATIO: u64 = 40;
/// How many pages wait for whoever stores them.
const WAITING: usize = 2;

/// What is wrong with the archive, in words.
pub fn wrong(message: impl Into<String>) -> Error {
    Error::invalid("file", message.into())
}

/// A file of which only so much may be read.
struct Metered {
    file: File,
    left: Arc<Mutex<u64>>,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut left = self.left.lock();
        let most = usize::try_from(*left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 && !buffer.is_empty() {
            return Err(io::Error::other("more than the archive may hold"));
        }
        let count = self.file.read(&mut buffer[..most])?;
        *left -= count as u64;
        Ok(count)
    }
}

impl Seek for Metered {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// An archive with its manifest.
#[derive(Clone)]
pub struct Reader {
    zip: Arc<Mutex<ZipArchive<Metered>>>,
    entries: Arc<HashMap<String, Entry>>,
    /// How many bytes the entries that are yet to be read may come to.
    left: Arc<Mutex<u64>>,
}

impl Reader {
    /// Opens an archive of a format.
    ///
    /// # Errors
    /// `INVALID` where it is none, or of another format or version.
    pub async fn open(file: File, format: &'static str) -> Result<Self> {
        tokio::task::spawn_blocking(move || Self::open_blocking(file, format))
            .await
            .map_err(Error::internal)?
    }

    fn open_blocking(file: File, format: &str) -> Result<Self> {
        let size = file.metadata().map_err(Error::internal)?.len();
        let left = Arc::new(Mutex::new(MAX_DIRECTORY));
        let mut zip = ZipArchive::new(Metered { file, left: Arc::clone(&left) })
            .map_err(|error| wrong(format!("This is no archive that can be read: {error}.")))?;
        // From now on the entries themselves are bounded.
        *left.lock() = u64::MAX;

        let mut json = Vec::new();
        {
            let manifest = zip.by_name("manifest.json").map_err(|_| wrong("The archive has no manifest."))?;
            manifest
                .take(MAX_MANIFEST)
                .read_to_end(&mut json)
                .map_err(|error| wrong(format!("The manifest cannot be read: {error}.")))?;
        }
        let manifest: Manifest = serde_json::from_slice(&json)
            .map_err(|error| wrong(format!("The manifest cannot be read: {error}.")))?;
        if manifest.format != format {
            return Err(wrong(format!(
                "This is an archive of the kind {:?}, not {format:?}.",
                manifest.format
            )));
        }
        if manifest.version != VERSION {
            return Err(wrong(format!(
                "The archive has the version {}; this installation reads version {VERSION}.",
                manifest.version
            )));
        }
        let named = manifest.entries.len();
        let entries: HashMap<String, Entry> =
            manifest.entries.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
        if entries.len() != named || zip.len() != named + 1 {
            return Err(wrong("The archive holds other things than its manifest says."));
        }
        Ok(Self {
            zip: Arc::new(Mutex::new(zip)),
            entries: Arc::new(entries),
            left: Arc::new(Mutex::new(size.saturating_mul(MAX_RATIO))),
        })
    }

    /// The names of the entries.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The lines of an entry, page by page.
    pub fn lines<T: DeserializeOwned + Send + 'static>(&self, name: &str) -> Lines<T> {
        let (pages, lines) = mpsc::channel(WAITING);
        let (reader, name) = (self.clone(), name.to_owned());
        tokio::task::spawn_blocking(move || {
            if let Err(error) = reader.read(&name, &pages) {
                // Whoever wants no more does not want the error either.
                let _ = pages.blocking_send(Err(error));
            }
        });
        Lines(lines)
    }

    /// The one line of an entry.
    ///
    /// # Errors
    /// `INVALID` where it has none or more.
    pub async fn single<T: DeserializeOwned + Send + 'static>(&self, name: &str) -> Result<T> {
        let mut all = self.all(name, 1).await?;
        all.pop().ok_or_else(|| wrong(format!("{name} is empty.")))
    }

    /// All lines of an entry that has few.
    ///
    /// # Errors
    /// `INVALID` where there are more than `most`.
    pub async fn all<T: DeserializeOwned + Send + 'static>(&self, name: &str, most: usize) -> Result<Vec<T>> {
        let mut all = Vec::new();
        let mut lines = self.lines::<T>(name);
        while let Some(page) = lines.next().await? {
            all.extend(page);
            if all.len() > most {
                return Err(wrong(format!("{name} has more than {most} lines, the most that is taken.")));
            }
        }
        Ok(all)
    }

    fn read<T: DeserializeOwned>(&self, name: &str, pages: &mpsc::Sender<Result<Vec<T>>>) -> Result<()> {
        let entry = self.entries.get(name).ok_or_else(|| wrong(format!("The archive has no {name}.")))?;
        let mut zip = self.zip.lock();
        let file = zip.by_name(name).map_err(|error| wrong(format!("{name} cannot be read: {error}.")))?;
        let mut file = BufReader::new(file);
        let (mut count, mut bytes, mut hash) = (0_u64, 0_u64, Sha256::new());
        let mut page = Vec::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = (&mut file)
                .take(MAX_LINE)
                .read_until(b'\n', &mut line)
                .map_err(|error| wrong(format!("{name} cannot be read: {error}.")))?
                as u64;
            if length == 0 {
                break;
            }
            count += 1;
            bytes += length;
            self.spend(length)?;
            hash.update(&line);
            if line.last() != Some(&b'\n') {
                return Err(wrong(format!("Line {count} of {name} is longer than is taken, or not whole.")));
            }
            page.push(parse(&line).map_err(|why| wrong(format!("Line {count} of {name}: {why}")))?);
            if page.len() == PAGE && pages.blocking_send(Ok(std::mem::take(&mut page))).is_err() {
                return Ok(());
            }
        }
        let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if (entry.count, entry.bytes, &entry.sha256) != (count, bytes, &hash) {
            return Err(wrong(format!("{name} is not what the manifest says it is.")));
        }
        if !page.is_empty() {
            let _ = pages.blocking_send(Ok(page));
        }
        Ok(())
    }

    fn spend(&self, bytes: u64) -> Result<()> {
        let mut left = self.left.lock();
        *left = left.checked_sub(bytes).ok_or_else(|| wrong("The archive unpacks to more than is taken."))?;
        Ok(())
    }
}

/// A line as what it is to be. No text in it has the character NUL, which PostgreSQL cannot keep.
fn parse<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    let has_escape = line.windows(6).any(|part| part == br"\u0000");
    if has_escape {
        let value: serde_json::Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        if has_nul(&value) {
            return Err("it holds the character NUL".to_owned());
        }
    }
    serde_json::from_slice(line).map_err(|error| error.to_string())
}

fn has_nul(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(values) => values.iter().any(has_nul),
        serde_json::Value::Object(fields) => {
            fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value))
        }
        _ => false,
    }
}

/// The lines of an entry as they are read.
pub struct Lines<T>(mpsc::Receiver<Result<Vec<T>>>);

impl<T> Lines<T> {
    /// The next page; `None` after the last. It is only then that the entry is known to be whole.
    ///
    /// # Errors
    /// `INVALID`, saying what is wrong.
    pub async fn next(&mut self) -> Result<Option<Vec<T>>> {
        self.0.recv().await.transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use serde::Deserialize;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::exports::archive::Archive;
    use crate::platform::clock::Timestamp;

    #[derive(Debug, Deserialize, serde::Serialize)]
    struct Line {
        text: String,
    }

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    /// An archive with one entry, as the writer makes it.
    async fn written(lines: &[&str]) -> Vec<u8> {
        let (mut archive, mut stream) = Archive::new();
        let reading = tokio::spawn(async move {
            let mut bytes = Vec::new();
            while let Some(piece) = stream.recv().await {
                bytes.extend_from_slice(&piece.unwrap());
            }
            bytes
        });
        archive.begin("lines.jsonl").unwrap();
        for text in lines {
            archive.line(&Line { text: (*text).to_owned() }).await.unwrap();
        }
        archive.finish("test", Timestamp(0)).await.unwrap();
        reading.await.unwrap()
    }

    /// An archive that somebody made by hand.
    fn made(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn manifest(entries: &str) -> String {
        format!(
            r#"{{"format": "test", "version": 1, "exportedAt": 0, "software": {{"name": "", "version": ""}}, "entries": [{entries}]}}"#
        )
    }

    async fn refused(bytes: &[u8]) -> String {
        let reader = match Reader::open(file(bytes), "test").await {
            Ok(reader) => reader,
            Err(error) => return error.message.into_owned(),
        };
        reader.all::<Line>("lines.jsonl", 10_000_000).await.unwrap_err().message.into_owned()
    }

    #[tokio::test]
    async fn what_was_written_is_read() {
        let many: Vec<String> = (0..1200).map(|n| format!("line {n} \\u0000")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let reader = Reader::open(file(&written(&many).await), "test").await.unwrap();
        let lines: Vec<Line> = reader.all("lines.jsonl", 1200).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), many);
        assert!(reader.all::<Line>("lines.jsonl", 1199).await.is_err());
    }

    #[tokio::test]
    async fn what_is_no_archive_is_refused() {
        let zeros = vec![0; 70_000];
        for bytes in [&b""[..], b"hello", &zeros, &written(&["a"]).await[..50]] {
            assert!(refused(bytes).await.contains("archive"), "{} bytes", bytes.len());
        }
    }

    #[tokio::test]
    async fn another_format_or_version_is_refused() {
        let other = manifest("").replace("\"test\"", "\"other\"");
        assert!(refused(&made(&[("manifest.json", other.as_bytes())])).await.contains("kind"));
        let newer = manifest("").replace("\"version\": 1", "\"version\": 2");
        assert!(refused(&made(&[("manifest.json", newer.as_bytes())])).await.contains("version 2"));
        assert!(refused(&made(&[("a.txt", b"")])).await.contains("no manifest"));
    }

    #[tokio::test]
    async fn what_the_manifest_does_not_name_is_refused() {
        let whole = manifest("");
        for name in ["lines.jsonl", "../../etc/passwd", "/etc/passwd"] {
            let said = refused(&made(&[("manifest.json", whole.as_bytes()), (name, b"{}")])).await;
            assert!(said.contains("other things"), "{said}");
        }
    }

    #[tokio::test]
    async fn an_entry_that_was_changed_is_refused() {
        let entry = r#"{"name": "lines.jsonl", "count": 1, "bytes": 13, "sha256": "00"}"#;
        let archive =
            made(&[("manifest.json", manifest(entry).as_bytes()), ("lines.jsonl", b"{\"text\":\"ab\"}\n")]);
        assert!(refused(&archive).await.contains("not what the manifest says"));
    }

    #[tokio::test]
    async fn a_bomb_does_not_go_off() {
        let entry = r#"{"name": "lines.jsonl", "count": 1, "bytes": 1, "sha256": "00"}"#;
        let manifest = manifest(entry);
        // One line without end.
        let zeros = vec![b' '; 30 << 20];
        let said = refused(&made(&[("manifest.json", manifest.as_bytes()), ("lines.jsonl", &zeros)])).await;
        assert!(said.contains("longer than is taken"), "{said}");
        // Short lines without end.
        let lines = b"{\"text\":\"\"}\n".repeat(2_000_000);
        let said = refused(&made(&[("manifest.json", manifest.as_bytes()), ("lines.jsonl", &lines)])).await;
        assert!(said.contains("unpacks to more"), "{said}");
    }

    #[tokio::test]
    async fn a_directory_without_end_is_not_read_to_its_end() {
        let names: Vec<String> = (0..60_000).map(|n| format!("{n:0>60}")).collect();
        let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(refused(&made(&entries)).await.contains("no archive"));
    }

    #[tokio::test]
    async fn no_text_has_a_nul() {
        assert!(refused(&written(&["a\0b"]).await).await.contains("NUL"));
    }
}
