//! The whole log as a file, written while it is read.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::Stream;
use serde::Serialize;

use super::{Change, Filter, Line, list};
use crate::accounts::Actor;
use crate::app::App;
use crate::guilds::GuildAccess;
use crate::permissions::Permission;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{AuditEntryId, GuildId, UserId};

/// How many lines are read at once.
const STEP: usize = 500;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table with a heading, RFC 4180. What a spreadsheet would take for a formula has a `'` before it.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

/// A line as the file holds it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    id: AuditEntryId,
    created_at: String,
    actor_id: UserId,
    actor: Option<&'a str>,
    action: Option<&'static str>,
    target_kind: &'a str,
    target_id: &'a str,
    target_name: Option<&'a str>,
    reason: Option<&'a str>,
    changes: &'a [Change],
}

impl<'a> From<&'a Line> for Record<'a> {
    fn from(line: &'a Line) -> Self {
        let entry = &line.entry;
        Self {
            id: entry.id,
            created_at: entry.id.created_at().to_utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            actor_id: entry.actor_id,
            actor: line.actor.as_deref().map(|user| user.username.as_str()),
            action: entry.action.map(super::Action::as_str),
            target_kind: &entry.target_kind,
            target_id: &entry.target_id,
            target_name: entry.target_name.as_deref(),
            reason: entry.reason.as_deref(),
            changes: &entry.changes,
        }
    }
}

/// The columns of the table.
const HEADING: [&str; 10] = [
    "id",
    "createdAt",
    "actorId",
    "actor",
    "action",
    "targetKind",
    "targetId",
    "targetName",
    "reason",
    "changes",
];

/// Writes a guild's log, the newest line first. The right to read it is asked again for each part, so whoever
/// loses it gets no more.
///
/// # Errors
/// `NOT_FOUND` for a guild that is not there for the caller; `FORBIDDEN` without `VIEW_AUDIT_LOG`. What fails
/// later ends the stream with an error.
pub async fn export(
    app: Arc<App>,
    actor: Actor,
    guild: GuildId,
    format: Format,
) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + 'static> {
    GuildAccess::of(&app, &actor, guild).await?.require(Permission::ViewAuditLog)?;
    let begin = Some(None);
    Ok(futures_util::stream::try_unfold(begin, move |place: Option<Option<AuditEntryId>>| {
        let app = Arc::clone(&app);
        async move {
            let Some(after) = place else { return Ok(None) };
            let access = GuildAccess::of(&app, &actor, guild).await.map_err(io::Error::other)?;
            let lines =
                list(&app, &access, Filter::default(), after, STEP).await.map_err(io::Error::other)?;
            let next = (lines.len() == STEP).then(|| lines.last().map(|line| line.entry.id)).flatten();
            let text = write(format, &lines, after.is_none()).map_err(io::Error::other)?;
            Ok(Some((Bytes::from(text), next.map(Some))))
        }
    }))
}

fn write(format: Format, lines: &[Line], first: bool) -> Result<Vec<u8>> {
    let records = lines.iter().map(Record::from);
    match format {
        Format::JsonLines => {
            let mut text = Vec::new();
            for record in records {
                serde_json::to_writer(&mut text, &record).map_err(Error::internal)?;
                text.push(b'\n');
            }
            Ok(text)
        }
        Format::Csv => {
            let mut table = csv::Writer::from_writer(Vec::new());
            if first {
                table.write_record(HEADING).map_err(Error::internal)?;
            }
            for record in records {
                table.write_record(row(&record)?).map_err(Error::internal)?;
            }
            table.into_inner().map_err(|error| Error::internal(error.to_string()))
        }
    }
}

fn row(record: &Record<'_>) -> Result<[String; 10]> {
    let changes = match record.changes {
        [] => String::new(),
        changes => serde_json::to_string(changes).map_err(Error::internal)?,
    };
    Ok([
        record.id.to_string(),
        record.created_at.clone(),
        record.actor_id.to_string(),
        harmless(record.actor),
        record.action.unwrap_or_default().to_owned(),
        record.target_kind.to_owned(),
        record.target_id.to_owned(),
        harmless(record.target_name),
        harmless(record.reason),
        changes,
    ])
}

/// A text that people typed, in a form that no spreadsheet calculates.
fn harmless(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Entry};
    use super::*;

    fn line(name: &str) -> Line {
        Line {
            entry: Entry {
                id: AuditEntryId(1 << 40),
                actor_id: UserId(7),
                action: Some(Action::MemberKicked),
                target_kind: "MEMBER".to_owned(),
                target_id: "8".to_owned(),
                target_name: Some(name.to_owned()),
                reason: Some("a \"reason\",\nin two lines".to_owned()),
                changes: vec![Change { field: "x".to_owned(), before: None, after: Some("1".to_owned()) }],
            },
            actor: None,
            target_user: None,
        }
    }

    #[test]
    fn a_table_reads_back_as_it_was_written() {
        let text = write(Format::Csv, &[line("=1+1"), line("ana")], true).unwrap();
        let mut table = csv::Reader::from_reader(text.as_slice());
        assert_eq!(table.headers().unwrap(), &csv::StringRecord::from(HEADING.to_vec()));
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(&rows[0][7], "'=1+1");
        assert_eq!((&rows[1][7], &rows[1][8]), ("ana", "a \"reason\",\nin two lines"));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&rows[1][9]).unwrap()[0]["after"], "1");
    }

    #[test]
    fn each_json_line_is_an_object() {
        let text = String::from_utf8(write(Format::JsonLines, &[line("=1+1"), line("ana")], false).unwrap());
        let text = text.unwrap();
        let objects: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(objects.len(), 2);
        assert_eq!(objects[0]["targetName"], "=1+1");
        assert_eq!(objects[1]["action"], "MEMBER_KICKED");
    }
}
