//! Writing an archive as a stream: a ZIP of JSON lines with a manifest at its end.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, StreamWriter, ZipWriter};

use super::VERSION;
use super::forms::{Entry, Manifest, Software};
use crate::platform::clock::Timestamp;
use crate::platform::error::{Error, Result};

/// How many pieces wait for a client that reads slowly.
const WAITING: usize = 8;
/// From this many bytes on, what is written is handed on.
const PIECE: usize = 64 << 10;

/// The bytes of an archive as they are written. An error in it means that the archive is not whole.
pub type Stream = mpsc::Receiver<io::Result<Bytes>>;

/// Where the ZIP writer puts its bytes, until they are handed on.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The entry that is being written.
struct Open {
    name: String,
    count: u64,
    bytes: u64,
    hash: Sha256,
}

/// An archive that is being written.
pub struct Archive {
    zip: Box<ZipWriter<StreamWriter<Buffer>>>,
    buffer: Buffer,
    out: mpsc::Sender<io::Result<Bytes>>,
    open: Option<Open>,
    entries: Vec<Entry>,
}

impl Archive {
    /// An empty archive, and what comes of it.
    pub fn new() -> (Self, Stream) {
        let (out, stream) = mpsc::channel(WAITING);
        let buffer = Buffer::default();
        let zip = Box::new(ZipWriter::new_stream(buffer.clone()));
        (Self { zip, buffer, out, open: None, entries: Vec::new() }, stream)
    }

    /// Begins an entry.
    pub fn begin(&mut self, name: impl Into<String>) -> Result<()> {
        self.end();
        let name = name.into();
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // Its size is not known before it is written.
            .large_file(true);
        self.zip.start_file(name.as_str(), options).map_err(Error::internal)?;
        self.open = Some(Open { name, count: 0, bytes: 0, hash: Sha256::new() });
        Ok(())
    }

    /// Adds a line to the entry that was begun last.
    pub async fn line(&mut self, line: &impl serde::Serialize) -> Result<()> {
        let mut json = serde_json::to_vec(line).map_err(Error::internal)?;
        json.push(b'\n');
        if let Some(open) = &mut self.open {
            open.count += 1;
            open.bytes += json.len() as u64;
            open.hash.update(&json);
        }
        self.zip.write_all(&json).map_err(Error::internal)?;
        self.hand_on(PIECE).await
    }

    /// Ends the archive with its manifest.
    pub async fn finish(mut self, format: &str, exported_at: Timestamp) -> Result<()> {
        self.end();
        let manifest = Manifest {
            format: format.to_owned(),
            version: VERSION,
            exported_at,
            software: Software {
                name: "Guildhall".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            entries: std::mem::take(&mut self.entries),
        };
        self.begin("manifest.json")?;
        let json = serde_json::to_vec_pretty(&manifest).map_err(Error::internal)?;
        self.zip.write_all(&json).map_err(Error::internal)?;
        let Self { zip, buffer, out, .. } = self;
        zip.finish().map_err(Error::internal)?;
        hand_on(&buffer, &out, 0).await
    }

    /// Lets the reader know that the archive will not be whole.
    pub async fn failed(out: &mpsc::Sender<io::Result<Bytes>>) {
        // Whoever has hung up does not care.
        let _ = out.send(Err(io::Error::other("the archive could not be finished"))).await;
    }

    /// Where an error is told.
    pub fn out(&self) -> mpsc::Sender<io::Result<Bytes>> {
        self.out.clone()
    }

    fn end(&mut self) {
        if let Some(Open { name, count, bytes, hash }) = self.open.take() {
            let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            self.entries.push(Entry { name, count, bytes, sha256 });
        }
    }

    async fn hand_on(&self, least: usize) -> Result<()> {
        hand_on(&self.buffer, &self.out, least).await
    }
}

/// Hands on what was written, where it is enough; waits for a reader who is behind.
async fn hand_on(buffer: &Buffer, out: &mpsc::Sender<io::Result<Bytes>>, least: usize) -> Result<()> {
    let written = {
        let mut written = buffer.0.lock();
        if written.is_empty() || written.len() < least { Vec::new() } else { std::mem::take(&mut *written) }
    };
    if written.is_empty() {
        return Ok(());
    }
    // Whoever has hung up wants no more of it.
    out.send(Ok(written.into())).await.map_err(|_| Error::unavailable("Nobody reads the archive any more."))
}
