//! The GraphQL schema, put together from the rooms, and how an operation is run.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::DataLoader;
use async_graphql::parser::types::{
    ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{
    Context, MergedObject, Name, Request, Response, ServerError, Subscription, ValidationMode,
};
use futures_util::Stream;

use super::documents::{Document, Documents};
use super::gateway::Source;
use crate::accounts::Actor;
use crate::accounts::graphql::{AccountsMutation, AccountsQuery};
use crate::app::App;
use crate::blocks::graphql::{BlocksMutation, BlocksQuery};
use crate::caller::Caller;
use crate::channels::graphql::{ChannelsMutation, ChannelsQuery};
use crate::events::EventEnvelope;
use crate::guilds::graphql::{GuildsMutation, GuildsQuery};
use crate::instance::graphql::InstanceQuery;
use crate::invites::graphql::{InvitesMutation, InvitesQuery};
use crate::members::graphql::MembersMutation;
use crate::messages::graphql::{MessagesMutation, MessagesQuery, NewestMessages, ReadStatesOf};
use crate::moderation::graphql::{ModerationMutation, ModerationQuery};
use crate::overwrites::graphql::OverwritesMutation;
use crate::platform::error::{Error, ErrorCode, Result};
use crate::platform::limits::Rate;
use crate::reports::graphql::{ReportsMutation, ReportsQuery};
use crate::roles::MemberCounts;
use crate::roles::graphql::RolesMutation;
use crate::threads::graphql::{ThreadLoader, ThreadsMutation};
use crate::why::graphql::WhyQuery;

/// How deep an operation may reach.
const MAX_DEPTH: usize = 20;
/// How many fields it may name, those of its fragments counted wherever they are used.
const MAX_COMPLEXITY: usize = 600;
/// How many fields it may rename, and so ask for again.
const MAX_ALIASES: usize = 30;
/// How many selections a whole document may come to, its fragments written out wherever they are used.
const MAX_SELECTIONS: usize = 5_000;
/// How far fields and fragments may nest, as async-graphql counts them.
const MAX_NESTING: usize = 32;
/// A text counts once for each piece of this many bytes, before it is read: reading takes its time, however
/// it ends.
const READING: usize = 8 << 10;
/// How many directives one field may carry.
const MAX_DIRECTIVES: usize = 5;

/// All that can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    InstanceQuery,
    AccountsQuery,
    GuildsQuery,
    WhyQuery,
    ChannelsQuery,
    InvitesQuery,
    MessagesQuery,
    ModerationQuery,
    ReportsQuery,
    BlocksQuery,
);

/// All that can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    AccountsMutation,
    GuildsMutation,
    MembersMutation,
    RolesMutation,
    ChannelsMutation,
    OverwritesMutation,
    InvitesMutation,
    MessagesMutation,
    ThreadsMutation,
    ModerationMutation,
    ReportsMutation,
    BlocksMutation,
);

/// What can be listened to.
#[derive(Debug)]
pub struct EventsSubscription;

#[Subscription(name = "Subscription")]
impl EventsSubscription {
    /// Everything the caller may see, as it happens. `after` resumes: give the cursor of the last
    /// envelope that arrived.
    async fn events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cursor to go on from.")] after: Option<String>,
    ) -> Result<impl Stream<Item = EventEnvelope> + use<>> {
        // The gateway has taken `after` out and feeds the source; no other door leads here.
        let _ = after;
        let events = ctx.data_opt::<Arc<Source>>().and_then(|source| source.take());
        let events =
            events.ok_or_else(|| Error::invalid("events", "Subscribe over the WebSocket at /graphql."))?;
        Ok(futures_util::stream::unfold(events, |mut events| async { Some((events.recv().await?, events)) }))
    }
}

/// The schema.
pub type Schema = async_graphql::Schema<Query, Mutation, EventsSubscription>;

/// The schema's builder, with its limits.
fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, EventsSubscription> {
    Schema::build(Query::default(), Mutation::default(), EventsSubscription)
        .limit_depth(MAX_DEPTH)
        .limit_complexity(MAX_COMPLEXITY)
        .limit_directives(MAX_DIRECTIVES)
}

/// The API over the running program.
pub struct Api {
    /// Checks all that a document says before it runs.
    pub schema: Schema,
    /// The same, for documents that were checked before: only what depends on the caller is asked again.
    checked: Schema,
    documents: Documents,
}

impl Api {
    /// The API over the running program.
    #[must_use]
    pub fn new(app: &Arc<App>) -> Self {
        let over = |builder: async_graphql::SchemaBuilder<Query, Mutation, EventsSubscription>| {
            let newest = DataLoader::new(NewestMessages(app.db.clone()), tokio::spawn);
            let read = DataLoader::new(ReadStatesOf(app.db.clone()), tokio::spawn);
            let counts = DataLoader::new(MemberCounts(app.db.clone()), tokio::spawn);
            let threads = DataLoader::new(ThreadLoader(app.db.clone()), tokio::spawn);
            builder.data(newest).data(read).data(counts).data(threads).data(Arc::clone(app)).finish()
        };
        Self {
            schema: over(builder()),
            checked: over(builder().validation_mode(ValidationMode::Fast)),
            documents: Documents::new(),
        }
    }
}

/// The schema as text (SDL), as `web/schema.graphql` holds it.
#[must_use]
pub fn sdl() -> String {
    builder()
        .finish()
        .sdl_with_options(async_graphql::SDLExportOptions::new().sorted_fields().sorted_enum_items())
}

/// Who a value of `Authorization` stands for.
///
/// # Errors
/// `UNAUTHENTICATED`.
pub fn actor(app: &App, authorization: &str) -> Result<Actor> {
    match authorization.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => app.accounts.actor(token.trim()),
        _ => Err(Error::unauthenticated()),
    }
}

/// Runs a query or mutation for a caller, within their limits.
pub async fn execute(app: &App, api: &Api, caller: Caller, mut request: Request) -> Response {
    let known = match admit(app, api, &caller, &mut request) {
        Ok(known) => known,
        Err(error) => return refusal(error),
    };
    let schema =
        if known.as_ref().is_some_and(|document| document.is_valid()) { &api.checked } else { &api.schema };
    let mut response = schema.execute(request.data(caller)).await;
    if response.errors.is_empty()
        && let Some(document) = known
    {
        document.ran();
    }
    add_codes(&mut response.errors);
    response
}

/// The answer to what was refused before it ran.
#[must_use]
pub fn refusal(error: Error) -> Response {
    let error = async_graphql::Error::from(error).into_server_error(async_graphql::Pos::default());
    let mut response = Response::from_errors(vec![error]);
    add_codes(&mut response.errors);
    response
}

/// Counts the operation against the caller's limits, and refuses what is too much to run. The document,
/// where it could be read.
fn admit(app: &App, api: &Api, caller: &Caller, request: &mut Request) -> Result<Option<Arc<Document>>> {
    let document = if let Some(document) = api.documents.get(&request.query) {
        document
    } else {
        for _ in 0..request.query.len().div_ceil(READING).max(1) {
            caller.count(app, Rate::Reading)?;
        }
        match read(request) {
            Ok(document) => {
                let document = Arc::new(document);
                api.documents.keep(&request.query, &document);
                document
            }
            Err(refused) => {
                caller.count(app, Rate::Query)?;
                // What cannot be read is refused by the execution, with the place of the mistake.
                return refused.map_or(Ok(None), Err);
            }
        }
    };
    request.set_parsed_query(document.parsed.clone());
    let Some(operation) = operation(&document.parsed, request.operation_name.as_deref()) else {
        caller.count(app, Rate::Query)?;
        return Ok(Some(document));
    };
    let rate = match operation.ty {
        OperationType::Mutation => Rate::Mutation,
        OperationType::Query | OperationType::Subscription => Rate::Query,
    };
    // Each thing done counts, in one request or in many.
    for _ in 0..operation.selection_set.node.items.len().max(1) {
        caller.count(app, rate)?;
    }
    Ok(Some(document))
}

/// Reads a document and refuses one that is too much to run; no reason where it cannot be read at all.
fn read(request: &mut Request) -> Result<Document, Option<Error>> {
    let document = request.parsed_query().map_err(|_| None)?;
    require_finite(document).map_err(Some)?;
    if aliases(document) > MAX_ALIASES {
        let message = format!("At most {MAX_ALIASES} fields can be renamed in one request.");
        return Err(Some(Error::invalid("query", message)));
    }
    Ok(Document::new(document.clone()))
}

/// Refuses a document whose fragments use each other so often that nobody can ever have checked it.
/// async-graphql walks through a fragment anew wherever it is used, before any of its limits count, and
/// without a pause in which it could be stopped; here each is measured once.
///
/// # Errors
/// `INVALID`.
pub fn require_finite(document: &ExecutableDocument) -> Result<()> {
    let mut fragments = HashMap::new();
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let all = operations.chain(document.fragments.values().map(|fragment| &fragment.node.selection_set.node));
    let mut selections: usize = 0;
    for set in all {
        selections = selections.saturating_add(written_out(set, document, &mut fragments, 0));
    }
    if selections > MAX_SELECTIONS {
        let message =
            format!("Written out, this is more than {MAX_SELECTIONS} fields. Ask for less at a time.");
        return Err(Error::invalid("query", message));
    }
    Ok(())
}

/// How many selections a set comes to with its fragments written out; too many where it nests too deep.
fn written_out<'d>(
    set: &'d SelectionSet,
    document: &'d ExecutableDocument,
    fragments: &mut HashMap<&'d Name, usize>,
    depth: usize,
) -> usize {
    if set.items.is_empty() {
        return 0;
    }
    if depth > MAX_NESTING {
        return usize::MAX;
    }
    let mut sum: usize = 0;
    for item in &set.items {
        let within = match &item.node {
            Selection::Field(field) => {
                written_out(&field.node.selection_set.node, document, fragments, depth + 1)
            }
            Selection::InlineFragment(fragment) => {
                written_out(&fragment.node.selection_set.node, document, fragments, depth + 1)
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                match (fragments.get(name).copied(), document.fragments.get(name)) {
                    (Some(known), _) => known,
                    (None, Some(fragment)) => {
                        // One that uses itself has no end; the execution says so.
                        fragments.insert(name, 0);
                        let size =
                            written_out(&fragment.node.selection_set.node, document, fragments, depth + 1);
                        fragments.insert(name, size);
                        size
                    }
                    (None, None) => 0,
                }
            }
        };
        sum = sum.saturating_add(within).saturating_add(1);
    }
    sum
}

fn operation<'d>(document: &'d ExecutableDocument, name: Option<&str>) -> Option<&'d OperationDefinition> {
    let mut operations = document.operations.iter();
    match name {
        Some(name) => operations.find(|(own, _)| own.is_some_and(|own| own.as_str() == name)),
        None => operations.next(),
    }
    .map(|(_, operation)| &operation.node)
}

fn aliases(document: &ExecutableDocument) -> usize {
    fn within(set: &SelectionSet) -> usize {
        set.items
            .iter()
            .map(|item| match &item.node {
                Selection::Field(field) => {
                    usize::from(field.node.alias.is_some()) + within(&field.node.selection_set.node)
                }
                Selection::InlineFragment(fragment) => within(&fragment.node.selection_set.node),
                Selection::FragmentSpread(_) => 0,
            })
            .sum()
    }
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
    operations.chain(fragments).map(within).sum()
}

/// Gives every error its `extensions.code`: our own from what they were, those of GraphQL itself
/// `INVALID`. The one place where services' errors become GraphQL's.
pub fn add_codes(errors: &mut [ServerError]) {
    for error in errors {
        let extensions = error.extensions.get_or_insert_default();
        if extensions.get("code").is_some() {
            continue;
        }
        let Some(source) = error.source.as_deref().and_then(|source| source.downcast_ref::<Error>()) else {
            extensions.set("code", ErrorCode::Invalid.as_str());
            continue;
        };
        source.log();
        extensions.set("code", source.code.as_str());
        if let Some(field) = source.field {
            extensions.set("field", field);
        }
        if let Some(after) = source.retry_after {
            extensions.set("retryAfterMs", u64::try_from(after.as_millis()).unwrap_or(u64::MAX));
        }
    }
}
