//! The audit log in REST: as a file.

use std::sync::Arc;

use poem::Body;
use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::payload::Binary;
use poem_openapi::{ApiResponse, OpenApi, Tags};

use super::{Format, export};
use crate::accounts::Bearer;
use crate::app::App;
use crate::platform::ids::GuildId;
use crate::platform::problem::Failure;

#[derive(Tags)]
enum Tag {
    /// Who did what to whom in a server.
    AuditLog,
}

/// A table.
#[derive(Debug, ApiResponse)]
enum Table {
    /// The whole log, the newest entry first.
    #[oai(status = 200, content_type = "text/csv; charset=utf-8")]
    Written(
        Binary<Body>,
        /// What the file is called.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

/// Lines.
#[derive(Debug, ApiResponse)]
enum Lines {
    /// The whole log, the newest entry first, each a JSON object on a line of its own.
    #[oai(status = 200, content_type = "application/jsonl")]
    Written(
        Binary<Body>,
        /// What the file is called.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

fn called(extension: &str) -> String {
    format!("attachment; filename=\"audit-log.{extension}\"")
}

/// The calls.
#[derive(Debug)]
pub struct AuditApi;

#[OpenApi]
impl AuditApi {
    /// The audit log as a table
    ///
    /// CSV with a heading (RFC 4180), the newest entry first. `changes` is JSON. Names and reasons that a
    /// spreadsheet would take for a formula have a `'` before them; JSON lines have them as they are. Needs
    /// `VIEW_AUDIT_LOG`.
    #[oai(
        path = "/guilds/:id/audit-log.csv",
        method = "get",
        operation_id = "auditLogTable",
        tag = "Tag::AuditLog"
    )]
    async fn audit_log_table(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<Table, Failure> {
        let stream = export(Arc::clone(&app), bearer.0, id.0, Format::Csv).await?;
        Ok(Table::Written(Binary(Body::from_bytes_stream(stream)), called("csv")))
    }

    /// The audit log as JSON lines
    ///
    /// The newest entry first. Needs `VIEW_AUDIT_LOG`.
    #[oai(
        path = "/guilds/:id/audit-log.jsonl",
        method = "get",
        operation_id = "auditLogLines",
        tag = "Tag::AuditLog"
    )]
    async fn audit_log_lines(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<Lines, Failure> {
        let stream = export(Arc::clone(&app), bearer.0, id.0, Format::JsonLines).await?;
        Ok(Lines::Written(Binary(Body::from_bytes_stream(stream)), called("jsonl")))
    }
}
