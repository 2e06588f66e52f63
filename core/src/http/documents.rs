//! Operations that were sent before: clients send the same few texts all the time, and reading one costs
//! more than running it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_graphql::parser::types::ExecutableDocument;

/// How many bytes of text are remembered.
const MAX_BYTES: u64 = 4 << 20;
/// A longer text is read anew each time: hardly a client's own.
const MAX_TEXT: usize = 32 << 10;

/// A text that was read, and found within the limits that are asked before it runs.
#[derive(Debug)]
pub struct Document {
    /// What it says.
    pub parsed: ExecutableDocument,
    valid: AtomicBool,
}

impl Document {
    /// Just read.
    #[must_use]
    pub fn new(parsed: ExecutableDocument) -> Self {
        Self { parsed, valid: AtomicBool::new(false) }
    }

    /// Whether it ran without an error once: then it fits the schema, which does not change.
    pub fn is_valid(&self) -> bool {
        self.valid.load(Ordering::Relaxed)
    }

    /// It ran without an error.
    pub fn ran(&self) {
        self.valid.store(true, Ordering::Relaxed);
    }
}

/// The texts that were read lately.
#[derive(Clone, Debug)]
pub struct Documents(moka::sync::Cache<Arc<str>, Arc<Document>>);

impl Documents {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        let weigh = |text: &Arc<str>, _: &Arc<Document>| u32::try_from(text.len() + 256).unwrap_or(u32::MAX);
        Self(moka::sync::Cache::builder().max_capacity(MAX_BYTES).weigher(weigh).build())
    }

    /// A text that was read before.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<Arc<Document>> {
        self.0.get(text)
    }

    /// Remembers a text, where it is not too long.
    pub fn keep(&self, text: &str, document: &Arc<Document>) {
        if text.len() <= MAX_TEXT {
            self.0.insert(text.into(), Arc::clone(document));
        }
    }
}
