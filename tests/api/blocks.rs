//! Blocking and ignoring.

use guildhall_tests::{Page, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

#[rstest]
#[tokio::test]
async fn one_blocks_ignores_and_lets_be_again(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let cleo = server.person("cleo").await;
    let phone = ana.another_device().await;
    let mut phones_stream = phone.events().await;
    let mut bens_stream = ben.events().await;

    let block: Value = ana.must(operations::block_user(&ben.id)).await;
    assert_eq!((&block["user"]["id"], &block["kind"]), (&json!(ben.id), &json!("BLOCK")));
    let told = phones_stream.expect(|event| event.is("BlockChanged")).await;
    assert_eq!((&told.body["userId"], &told.body["kind"]), (&json!(ben.id), &json!("BLOCK")));
    // Once more changes nothing, and nobody is told; the milder form takes its place.
    assert_eq!(ana.must::<Value>(operations::block_user(&ben.id)).await, block);
    ana.must::<Value>(operations::ignore_user(&cleo.id)).await;
    let told = phones_stream.expect(|event| event.is("BlockChanged")).await;
    assert_eq!((&told.body["userId"], &told.body["kind"]), (&json!(cleo.id), &json!("IGNORE")));

    let page: Page<Value> = ana.must(operations::blocks(1, None)).await;
    assert_eq!((&page.nodes[0]["user"]["id"], page.page_info.has_next_page), (&json!(cleo.id), true));
    let after = page.page_info.end_cursor;
    let page: Page<Value> = ana.must(operations::blocks(1, after.as_deref())).await;
    assert_eq!((&page.nodes[0]["user"]["id"], page.page_info.has_next_page), (&json!(ben.id), false));

    ana.must::<Value>(operations::ignore_user(&ben.id)).await;
    let page: Page<Value> = ana.must(operations::blocks(10, None)).await;
    assert!(page.nodes.iter().all(|block| block["kind"] == "IGNORE"), "{page:?}");
    ana.must::<String>(operations::unblock_user(&ben.id)).await;
    ana.must::<String>(operations::unblock_user(&ben.id)).await;
    let told = phones_stream.expect(|event| event.is("BlockChanged") && event.body["kind"].is_null()).await;
    assert_eq!(told.body["userId"], ben.id);
    let page: Page<Value> = ana.must(operations::blocks(10, None)).await;
    assert_eq!(page.nodes.len(), 1);

    // The other one heard nothing, sees nothing, and hears what is said as before.
    assert!(ben.must::<Page<Value>>(operations::blocks(10, None)).await.nodes.is_empty());
    let marker = ana.send(&channel, "marker").await;
    let heard = bens_stream.until(|event| event.creates(&marker)).await;
    assert_eq!(heard.len(), 1, "{heard:#?}");
}

#[rstest]
#[tokio::test]
async fn whoever_is_blocked_cannot_tell(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, channel) = server.two_people_in_a_channel().await;
    let guild = channel.guild_id.clone().expect("its server");
    let seen = async || {
        (
            ben.run(operations::members(&guild, 10, None)).await.body,
            ben.run(operations::history(&channel.id, &json!({}))).await.body,
            ben.run(operations::blocks(10, None)).await.body,
        )
    };
    let said = ben.send(&channel, "<@1001> hello").await;
    let before = seen().await;

    ana.must::<Value>(operations::block_user(&ben.id)).await;

    assert_eq!(seen().await, before);
    // In the server that both are in, each goes on seeing what the other writes.
    let history = ana.whole_history(&channel).await;
    assert_eq!(history, [said]);
    ben.send(&channel, "and again").await;
    assert_eq!(ana.whole_history(&channel).await.len(), 2);
}

#[rstest]
#[tokio::test]
async fn neither_oneself_nor_nobody_can_be_blocked(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;

    for (target, code) in [(ana.id.as_str(), "INVALID"), ("1001", "NOT_FOUND")] {
        assert_eq!(ana.refused(operations::block_user(target)).await, code);
        assert_eq!(ana.refused(operations::ignore_user(target)).await, code);
    }
    ana.must::<String>(operations::unblock_user("1001")).await;
    for operation in
        [operations::block_user("1001"), operations::unblock_user("1001"), operations::blocks(10, None)]
    {
        assert_eq!(server.visitor().refused(operation).await, "UNAUTHENTICATED");
    }
}

#[rstest]
#[tokio::test]
async fn one_blocks_a_thousand_and_no_more(#[values(Postgres)] database: Database) {
    let server = Server::start(database).await;
    let ana = server.person("ana").await;
    let ben = server.person("ben").await;
    let cleo = server.person("cleo").await;
    server.sql(&format!(
        "INSERT INTO users (id, username, username_key, email, email_key, password_hash)
         SELECT n, 'u' || n, 'u' || n, 'u' || n, 'u' || n, '' FROM generate_series(1, 999) n;
         INSERT INTO blocks (user_id, target_id, kind, created_at) SELECT {}, n, 'BLOCK', n FROM generate_series(1, 999) n",
        ana.id
    ));

    ana.must::<Value>(operations::block_user(&ben.id)).await;
    assert_eq!(ana.refused(operations::block_user(&cleo.id)).await, "CONFLICT");
    // In the place of one there is room.
    ana.must::<Value>(operations::ignore_user(&ben.id)).await;
    ana.must::<String>(operations::unblock_user(&ben.id)).await;
    ana.must::<Value>(operations::block_user(&cleo.id)).await;
}
