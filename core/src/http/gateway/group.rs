//! Groups of equal subscriptions: an event is executed and written as JSON once for each.
//!
//! Equal is: the same operation text, layout and comments aside, and the same variables. Where a
//! subscription begins (`after`) is no part of it, or everybody who resumes would stand alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{Request, ServerError, Variables};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use graphql_parser::query as ast;
use tokio::sync::mpsc;

use crate::events::EventEnvelope;
use crate::http::graphql::Schema;

/// Where a group's execution takes its events from.
#[derive(Debug)]
pub struct Source(parking_lot::Mutex<Option<mpsc::UnboundedReceiver<EventEnvelope>>>);

impl Source {
    /// The events, for the one who asks first.
    pub fn take(&self) -> Option<mpsc::UnboundedReceiver<EventEnvelope>> {
        self.0.lock().take()
    }
}

/// A subscription, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The operation in the parser's own layout, without `after`.
    document: String,
    /// The variables it uses, as JSON with sorted names.
    variables: String,
}

/// A subscription that was understood.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// What is asked for.
    pub key: Key,
    /// From where on.
    pub after: Option<String>,
}

/// Whether a request is a subscription at all.
pub fn is_subscription(request: &Request) -> bool {
    let Ok(document) = ast::parse_query::<String>(&request.query) else { return false };
    matches!(
        operation(&document, request.operation_name.as_deref()),
        Some(ast::OperationDefinition::Subscription(_))
    )
}

/// Understands a subscription: checks it against the schema and takes it apart.
///
/// # Errors
/// What is wrong with it, as GraphQL errors.
pub async fn understand(schema: &Schema, mut request: Request) -> Result<Subscription, Vec<ServerError>> {
    let wrong = |message: &str| vec![ServerError::new(message, None)];
    crate::http::graphql::require_finite(request.parsed_query()?)
        .map_err(|error| crate::http::graphql::refusal(error).errors)?;
    let mut document =
        ast::parse_query::<String>(&request.query).map_err(|error| wrong(&error.to_string()))?.into_static();
    let mut variables: BTreeMap<String, async_graphql::Value> =
        request.variables.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();

    let chosen = operation(&document, request.operation_name.as_deref()).cloned();
    let Some(ast::OperationDefinition::Subscription(mut chosen)) = chosen else {
        return Err(wrong("Choose one subscription by operationName."));
    };
    let [ast::Selection::Field(field)] = chosen.selection_set.items.as_mut_slice() else {
        return Err(wrong("A subscription selects one field, directly."));
    };
    let after = match field.arguments.iter().position(|(name, _)| name == "after") {
        None => None,
        Some(place) => match field.arguments.remove(place).1 {
            ast::Value::String(text) => Some(text),
            ast::Value::Null => None,
            ast::Value::Variable(name) => {
                let given = variables.remove(&name);
                chosen.variable_definitions.retain(|definition| definition.name != name);
                match given {
                    Some(async_graphql::Value::String(text)) => Some(text),
                    None | Some(async_graphql::Value::Null) => None,
                    Some(_) => return Err(wrong("`after` is a string.")),
                }
            }
            _ => return Err(wrong("`after` is a string.")),
        },
    };
    variables.retain(|name, _| chosen.variable_definitions.iter().any(|definition| &definition.name == name));
    document.definitions.retain(|definition| matches!(definition, ast::Definition::Fragment(_)));
    document.definitions.push(ast::Definition::Operation(ast::OperationDefinition::Subscription(chosen)));

    let key = Key {
        document: document.to_string(),
        variables: serde_json::to_string(&variables).map_err(|error| wrong(&error.to_string()))?,
    };
    // Run without a single event: what is wrong with it is the only answer it can give.
    let (_, no_events) = mpsc::unbounded_channel();
    match key.execute(schema, no_events).next().await {
        Some(response) if !response.errors.is_empty() => Err(response.errors),
        _ => Ok(Subscription { key, after }),
    }
}

/// The operation that a request means.
fn operation<'d, 'a>(
    document: &'d ast::Document<'a, String>,
    name: Option<&str>,
) -> Option<&'d ast::OperationDefinition<'a, String>> {
    let mut operations = document.definitions.iter().filter_map(|definition| match definition {
        ast::Definition::Operation(operation) => Some(operation),
        ast::Definition::Fragment(_) => None,
    });
    let Some(name) = name else {
        let first = operations.next();
        return if operations.next().is_none() { first } else { None };
    };
    operations.find(|operation| {
        let own = match operation {
            ast::OperationDefinition::SelectionSet(_) => None,
            ast::OperationDefinition::Query(query) => query.name.as_deref(),
            ast::OperationDefinition::Mutation(mutation) => mutation.name.as_deref(),
            ast::OperationDefinition::Subscription(subscription) => subscription.name.as_deref(),
        };
        own == Some(name)
    })
}

impl Key {
    fn execute(
        &self,
        schema: &Schema,
        events: mpsc::UnboundedReceiver<EventEnvelope>,
    ) -> BoxStream<'static, async_graphql::Response> {
        let variables =
            serde_json::from_str(&self.variables).map_or_else(|_| Variables::default(), Variables::from_json);
        let source = Arc::new(Source(parking_lot::Mutex::new(Some(events))));
        schema.execute_stream(Request::new(self.document.as_str()).variables(variables).data(source))
    }
}

/// A running execution that all equal subscriptions share.
pub struct Group {
    /// What is asked for.
    pub key: Key,
    source: mpsc::UnboundedSender<EventEnvelope>,
    responses: BoxStream<'static, async_graphql::Response>,
}

impl Group {
    /// Begins the execution.
    #[must_use]
    pub fn new(schema: &Schema, key: Key) -> Self {
        let (source, events) = mpsc::unbounded_channel();
        let responses = key.execute(schema, events);
        Self { key, source, responses }
    }

    /// Executes one event: the payload of a `next`, as JSON.
    pub async fn render(&mut self, envelope: EventEnvelope) -> Option<Arc<str>> {
        // One event goes in and one response comes out, so nothing gathers in between.
        self.source.send(envelope).ok()?;
        let mut response = self.responses.next().await?;
        crate::http::graphql::add_codes(&mut response.errors);
        serde_json::to_string(&response).ok().map(Into::into)
    }
}
