//! The web client, embedded in the program.
//!
//! Files whose names carry a hash of their content are kept by browsers for a year; the rest is asked
//! for each time. Whatever is no file is the client's own address, and gets its page.

use poem::http::{HeaderMap, Method, StatusCode, header};
use poem::{Endpoint, Request, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::admission::problem;
use crate::platform::error::ErrorCode;

/// `web/dist`, with a `.br` beside each file that is worth compressing.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../web/dist"]
#[allow_missing = true]
struct Files;

/// Scripts only from here, and nothing of other origins but images and sockets of our own.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

/// Answers with the client's files.
#[derive(Debug)]
pub struct WebClient;

impl Endpoint for WebClient {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Ok(problem(
                ErrorCode::Invalid,
                StatusCode::METHOD_NOT_ALLOWED,
                "Only GET and HEAD are answered here.",
            ));
        }
        let path = request.uri().path().trim_start_matches('/');
        if let Some(answer) = file(path, request.headers()) {
            return Ok(answer);
        }
        if path.starts_with("assets/") {
            return Ok(problem(ErrorCode::NotFound, StatusCode::NOT_FOUND, "There is no such file."));
        }
        Ok(page("index.html", request.headers()))
    }
}

/// The page on which GraphQL can be tried.
pub fn explorer() -> Response {
    page("explorer.html", &HeaderMap::new())
}

fn page(name: &str, headers: &HeaderMap) -> Response {
    file(name, headers).unwrap_or_else(|| {
        Response::builder()
            .status(StatusCode::NOT_FOUND)
            .content_type("text/plain; charset=utf-8")
            .body("This program was built without the web client. Build it with `make`, which does both.\n")
    })
}

fn file(path: &str, headers: &HeaderMap) -> Option<Response> {
    if path.is_empty() || path.strip_suffix(".br").is_some() {
        return None;
    }
    let plain = Files::get(path)?;
    let etag = etag(&plain);
    let immutable = path.starts_with("assets/");
    let mut answer =
        Response::builder().header(header::ETAG, &etag).header(header::VARY, "accept-encoding").header(
            header::CACHE_CONTROL,
            if immutable { "public, max-age=31536000, immutable" } else { "no-cache" },
        );
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return Some(answer.status(StatusCode::NOT_MODIFIED).finish());
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_page = kind.essence_str() == "text/html";
    let text = kind.type_() == "text" || matches!(kind.subtype().as_str(), "javascript" | "json" | "svg");
    answer = answer.content_type(if text {
        format!("{}; charset=utf-8", kind.essence_str())
    } else {
        kind.to_string()
    });
    if is_page {
        answer = answer.header(header::CONTENT_SECURITY_POLICY, POLICY);
    }
    let accepts_brotli =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).is_some_and(|value| {
            value.split(',').any(|part| part.split(';').next().unwrap_or_default().trim() == "br")
        });
    if accepts_brotli && let Some(small) = Files::get(&format!("{path}.br")) {
        return Some(answer.header(header::CONTENT_ENCODING, "br").body(small.data.into_owned()));
    }
    Some(answer.body(plain.data.into_owned()))
}

fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let short: String = hash[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{short}\"")
}
