//! Pages of history, through the whole API.

use std::io;
use std::time::{Duration, Instant};

use crate::documents;
use crate::wire::{Connection, graphql_request};
use crate::world::World;

/// Messages on a page.
const PAGE: usize = 50;

/// Full pages read in a second, by so many readers who each go back through the channel.
#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
pub async fn pages_per_second(world: &World, readers: usize, measured: Duration) -> io::Result<f64> {
    let begun = Instant::now();
    let tasks: Vec<_> = world
        .people
        .iter()
        .take(readers)
        .map(|person| {
            let (address, token, channel) =
                (world.server.address(), person.access_token.clone(), world.channel.id.clone());
            tokio::spawn(async move {
                let mut connection = Connection::open(&address).await?;
                let (mut pages, mut before) = (0_u64, None::<String>);
                while begun.elapsed() < measured {
                    let body = serde_json::json!({
                        "operationName": "ChannelMessages", "query": documents::channel_messages(),
                        "variables": { "channelId": channel, "last": PAGE, "before": before },
                    });
                    connection.send(&graphql_request(&address, &token, &body)).await?;
                    let (status, body) = connection.answer().await?;
                    let cursors: Vec<usize> = memchr::memmem::find_iter(&body, br#""cursor":""#).collect();
                    if status != 200 || (cursors.len() < PAGE && before.is_none()) {
                        return Err(io::Error::other(format!(
                            "no full page: {}",
                            String::from_utf8_lossy(&body)
                        )));
                    }
                    pages += u64::from(cursors.len() == PAGE);
                    // At the beginning of the channel start again from its end.
                    before = (cursors.len() == PAGE).then(|| {
                        let first = &body[cursors[0] + br#""cursor":""#.len()..];
                        let end = memchr::memchr(b'"', first).unwrap_or(first.len());
                        String::from_utf8_lossy(&first[..end]).into_owned()
                    });
                }
                Ok(pages)
            })
        })
        .collect();
    let mut pages = 0;
    for task in tasks {
        pages += task.await.expect("a reader does not panic")?;
    }
    Ok(pages as f64 / begun.elapsed().as_secs_f64())
}
