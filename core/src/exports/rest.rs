//! Archives in REST.

use std::fs::File;
use std::io::{self, SeekFrom};
use std::sync::Arc;

use futures_util::stream;
use poem::web::{Data, Multipart};
use poem::{Body, FromRequest, Request, RequestBody};
use poem_openapi::param::Path;
use poem_openapi::payload::{Binary, Json};
use poem_openapi::registry::{MetaMediaType, MetaRequest, MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ApiResponse, ExtractParamOptions, OpenApi, Tags};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

use super::archive::Stream;
use crate::accounts::Bearer;
use crate::app::App;
use crate::guilds::rest::GuildBody;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::ids::GuildId;
use crate::platform::limits::Rate;
use crate::platform::openapi::Created;
use crate::platform::problem::Failure;

/// How much of an upload is held at a time.
const PIECE: usize = 64 << 10;

#[derive(Tags)]
enum Tag {
    /// Taking things along: archives of servers, and of people's own data.
    Archives,
}

#[derive(ApiResponse)]
enum Download {
    /// The archive, as it is written. One that breaks off is not whole: begin anew.
    #[oai(status = 200, content_type = "application/zip")]
    Begun(
        Binary<Body>,
        /// A name for the file.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

impl Download {
    fn new(stream: Stream, name: &str) -> Self {
        let pieces = stream::unfold(stream, |mut stream| async { Some((stream.recv().await?, stream)) });
        Self::Begun(Binary(Body::from_bytes_stream(pieces)), format!("attachment; filename=\"{name}.zip\""))
    }
}

/// A form with an archive in its field `file`, which is not read before it is asked for.
struct Upload(Multipart);

impl<'a> ApiExtractor<'a> for Upload {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];

    type ParamType = ();
    type ParamRawType = ();

    fn register(_: &mut Registry) {}

    fn request_meta() -> Option<MetaRequest> {
        let file = MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "binary")));
        let schema = MetaSchema {
            properties: vec![("file", file)],
            required: vec!["file"],
            ..MetaSchema::new("object")
        };
        Some(MetaRequest {
            description: Some("The archive, in the field `file`."),
            content: vec![MetaMediaType {
                content_type: "multipart/form-data",
                schema: MetaSchemaRef::Inline(Box::new(schema)),
            }],
            required: true,
        })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        let form = <Multipart as FromRequest>::from_request(request, body).await;
        form.map(Self).map_err(|error| {
            let error = Error::invalid("file", format!("Send a form with the archive as `file`: {error}."));
            poem::Error::from_response(poem::IntoResponse::into_response(Failure::from(error)))
        })
    }
}

impl Upload {
    /// The file, on the disk, where nobody else can name it.
    async fn into_file(mut self, most: u64) -> Result<File> {
        let unreadable = |error: &dyn std::fmt::Display| {
            Error::invalid("file", format!("The form cannot be read: {error}."))
        };
        while let Some(field) = self.0.next_field().await.map_err(|error| unreadable(&error))? {
            if field.name() != Some("file") {
                continue;
            }
            let file = tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(Error::internal)?;
            let mut file = tokio::fs::File::from_std(file.map_err(Error::internal)?);
            let mut bytes = field.into_async_read();
            let (mut piece, mut size) = (vec![0; PIECE], 0_u64);
            loop {
                let count = bytes.read(&mut piece).await.map_err(|error| unreadable(&error))?;
                if count == 0 {
                    break;
                }
                size += count as u64;
                if size > most {
                    return Err(too_large(most));
                }
                file.write_all(&piece[..count]).await.map_err(Error::internal)?;
            }
            return rewound(file).await.map_err(Error::internal);
        }
        Err(Error::invalid("file", "The form has no field `file`."))
    }
}

async fn rewound(mut file: tokio::fs::File) -> io::Result<File> {
    file.flush().await?;
    file.seek(SeekFrom::Start(0)).await?;
    Ok(file.into_std().await)
}

fn too_large(most: u64) -> Error {
    let message = match most >> 20 {
        0 => "This installation takes no archives of servers. Ask whoever runs it.".to_owned(),
        mib => format!("The archive is larger than {mib} MiB, the most that is taken."),
    };
    Error::new(ErrorCode::PayloadTooLarge, message)
}

/// The calls.
#[derive(Debug)]
pub struct ExportsApi;

#[OpenApi]
impl ExportsApi {
    /// Export a server
    ///
    /// All that is in it, as one ZIP archive, for its owner. Its form is documented in `docs/export.md`.
    #[oai(path = "/guilds/:id/export", method = "get", operation_id = "exportGuild", tag = "Tag::Archives")]
    async fn export_guild(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        id: Path<GuildId>,
    ) -> Result<Download, Failure> {
        let stream = super::export(&app, &bearer.0, id.0).await?;
        Ok(Download::new(stream, &format!("server-{}", id.0)))
    }

    /// Import a server
    ///
    /// Makes a new server of an archive, owned by the caller: all of it, or nothing. Other people in it become
    /// ghosts, who have names and no more. 409 for whoever is in 200 servers.
    #[oai(path = "/guilds/import", method = "post", operation_id = "importGuild", tag = "Tag::Archives")]
    async fn import_guild(
        &self,
        app: Data<&Arc<App>>,
        bearer: Bearer,
        upload: Upload,
    ) -> Result<Created<GuildBody>, Failure> {
        app.limits.count(Rate::Archive, bearer.0.user_id)?;
        let _turn = app.exports.read()?;
        let file = upload.into_file(u64::from(app.config.import_mib) << 20).await?;
        let access = super::import(&app, &bearer.0, file).await?;
        Ok(Created::Created(Json(GuildBody::of(&app, &access).await?)))
    }

    /// Export one's own data
    ///
    /// All that this installation holds about the caller, as one ZIP archive. Its form is documented in
    /// `docs/export.md`.
    #[oai(path = "/users/@me/export", method = "get", operation_id = "exportAccount", tag = "Tag::Archives")]
    async fn export_account(&self, app: Data<&Arc<App>>, bearer: Bearer) -> Result<Download, Failure> {
        let stream = super::export_account(&app, &bearer.0).await?;
        Ok(Download::new(stream, &format!("account-{}", bearer.0.user_id)))
    }
}
