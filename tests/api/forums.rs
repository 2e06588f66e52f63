//! Forums: channels of posts, each a thread of its own.

use guildhall_tests::{Channel, Message, Page, Person, Server, operations};
use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::*;

/// Ana's server with Ben in it, and a forum.
async fn a_forum(server: &Server) -> (Person, Person, Channel) {
    let (ana, ben, general) = server.two_people_in_a_channel().await;
    let input = json!({ "guildId": general.guild_id, "name": "help", "kind": "FORUM" });
    let forum = ana.must(operations::create_channel(&input)).await;
    (ana, ben, forum)
}

async fn tag(person: &Person, forum: &Channel, name: &str, moderated: bool) -> String {
    let input = json!({ "channelId": forum.id, "name": name, "emoji": "🦆", "moderated": moderated });
    let tag: Value = person.must(operations::create_forum_tag(&input)).await;
    assert_eq!(
        (&tag["name"], &tag["emoji"], &tag["moderated"]),
        (&json!(name), &json!("🦆"), &json!(moderated))
    );
    tag["id"].as_str().expect("its id").to_owned()
}

async fn post(person: &Person, forum: &Channel, title: &str, tags: &[&str]) -> Channel {
    let input = json!({ "channelId": forum.id, "name": title, "content": "please help", "tagIds": tags });
    person.must(operations::create_thread(&input)).await
}

async fn posts(person: &Person, forum: &Channel, arguments: Value) -> Vec<String> {
    let page: Page<Channel> = person.must(operations::threads(&forum.id, &arguments)).await;
    page.nodes.into_iter().map(|post| post.name).collect()
}

async fn of_post(person: &Person, post: &Channel, selection: &str) -> Value {
    let document = format!("query ($id: ID!) {{ channel(id: $id) {{ {selection} }} }}");
    person.must(operations::operation(document, json!({ "id": post.id }), "/channel")).await
}

async fn tag_names(person: &Person, forum: &Channel) -> Vec<String> {
    let tags = of_post(person, forum, "forumTags { name }").await;
    let name = |tag: &Value| tag["name"].as_str().expect("a name").to_owned();
    tags["forumTags"].as_array().expect("tags").iter().map(name).collect()
}

#[rstest]
#[tokio::test]
async fn a_post_has_a_title_and_a_text(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, forum) = a_forum(&server).await;
    let mut stream = ana.events().await;

    for (wrong, code, field) in [
        (json!({ "name": "a question" }), "CONFLICT", "content"),
        (json!({ "name": "", "content": "x" }), "INVALID", "name"),
        (json!({ "name": "x", "content": " " }), "INVALID", "content"),
        (json!({ "name": "x", "content": "x", "private": true }), "CONFLICT", "private"),
        (json!({ "name": "x", "content": "x", "messageId": "1234" }), "CONFLICT", "messageId"),
        (json!({ "name": "x", "content": "x", "tagIds": ["1234"] }), "CONFLICT", "tagIds"),
    ] {
        let mut input = wrong;
        input["channelId"] = json!(forum.id);
        let answer = ben.run(operations::create_thread(&input)).await;
        assert_eq!((answer.code(), &answer.error()["extensions"]["field"]), (code, &json!(field)), "{input}");
    }
    assert_eq!(ben.refused(operations::send_message(&forum.id, "x", None)).await, "INVALID");

    let question = post(&ben, &forum, "How do I swim?", &[]).await;
    let heard = stream.until(|event| event.is("MessageCreated")).await;
    assert_eq!(
        heard.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(),
        ["ThreadCreated", "MessageCreated"]
    );
    let first: Message = ben.whole_history(&question).await.remove(0);
    assert_eq!(first.content, "please help");
    let answer = ana.send(&question, "with arms and legs").await;
    assert_eq!(
        of_post(&ben, &question, "messageCount lastMessageId").await,
        json!({ "messageCount": 2, "lastMessageId": answer.id })
    );
    assert_eq!(posts(&ana, &forum, json!({})).await, ["How do I swim?"]);

    // Locked, it is there to be read.
    ana.must::<Channel>(operations::update_thread(&json!({ "id": question.id, "locked": true }))).await;
    assert_eq!(ben.refused(operations::send_message(&question.id, "thanks", None)).await, "FORBIDDEN");
    assert_eq!(ben.refused(operations::edit_message(&first.id, "never mind")).await, "FORBIDDEN");
    assert_eq!(ben.whole_history(&question).await.len(), 2);
    ana.send(&question, "closed").await;
}

#[rstest]
#[tokio::test]
async fn tags_are_made_changed_moved_and_deleted(#[values(Sqlite, Postgres)] database: Database) {
    let mut server = Server::start(database).await;
    let (ana, ben, forum) = a_forum(&server).await;
    let general = ana
        .create_channel(&ana.must(operations::guild(forum.guild_id.as_deref().unwrap())).await, "text")
        .await;
    let mut stream = ben.events().await;

    let swim = tag(&ana, &forum, "Swimming", false).await;
    let told = stream.expect(|event| event.is("ChannelUpdated")).await;
    assert_eq!(told.body["channel"]["id"], forum.id);
    let dive = tag(&ana, &forum, "Diving", false).await;
    assert_eq!(tag_names(&ben, &forum).await, ["Swimming", "Diving"]);
    let moved: Value = ana.must(operations::move_forum_tags(&forum.id, &[&dive, &swim])).await;
    assert_eq!(moved, json!([{ "name": "Diving" }, { "name": "Swimming" }]));
    let renamed: Value = ana
        .must(operations::update_forum_tag(
            &json!({ "id": swim, "name": "Floating", "emoji": null, "moderated": true }),
        ))
        .await;
    assert_eq!(renamed, json!({ "id": swim, "name": "Floating", "emoji": null, "moderated": true }));

    let create = |channel: &Channel, name: &str| {
        operations::create_forum_tag(&json!({ "channelId": channel.id, "name": name }))
    };
    for (operation, code) in [
        (create(&forum, "diving"), "CONFLICT"),
        (create(&forum, " "), "INVALID"),
        (create(&forum, &"x".repeat(31)), "INVALID"),
        (create(&general, "x"), "INVALID"),
        (operations::update_forum_tag(&json!({ "id": swim, "name": "DIVING" })), "CONFLICT"),
        (operations::update_forum_tag(&json!({ "id": "1234", "name": "x" })), "NOT_FOUND"),
        (operations::delete_forum_tag("1234"), "NOT_FOUND"),
        (operations::move_forum_tags(&forum.id, &[&dive]), "INVALID"),
        (operations::move_forum_tags(&forum.id, &[&dive, &dive]), "INVALID"),
        (operations::move_forum_tags(&forum.id, &[&dive, &swim, "1234"]), "INVALID"),
    ] {
        let answer = ana.run(operation.clone()).await;
        assert_eq!(answer.code(), code, "{} {}: {}", operation.document, operation.variables, answer.body);
    }
    let stranger = server.person("dora").await;
    for (person, code) in [(&ben, "FORBIDDEN"), (&stranger, "NOT_FOUND")] {
        for operation in [
            create(&forum, "mine"),
            operations::update_forum_tag(&json!({ "id": swim, "name": "mine" })),
            operations::delete_forum_tag(&swim),
            operations::move_forum_tags(&forum.id, &[&swim, &dive]),
        ] {
            assert_eq!(person.refused(operation).await, code);
        }
    }

    let question = post(&ben, &forum, "How deep?", &[&dive]).await;
    let old = post(&ben, &forum, "How wide?", &[&dive]).await;
    ben.must::<Channel>(operations::update_thread(&json!({ "id": old.id, "archived": true }))).await;
    assert_eq!(of_post(&ana, &question, "tagIds").await["tagIds"], json!([dive]));
    server.kill();
    server.start_again().await;
    assert_eq!(tag_names(&ben, &forum).await, ["Diving", "Floating"]);
    assert_eq!(of_post(&ana, &question, "tagIds").await["tagIds"], json!([dive]));
    ana.must::<String>(operations::delete_forum_tag(&dive)).await;
    for post in [&question, &old] {
        assert_eq!(of_post(&ana, post, "tagIds").await["tagIds"], json!([]));
    }
    assert_eq!(tag_names(&ben, &forum).await, ["Floating"]);
    for n in 0..19 {
        tag(&ana, &forum, &format!("tag {n}"), false).await;
    }
    assert_eq!(ana.refused(create(&forum, "one more")).await, "CONFLICT");
}

#[rstest]
#[tokio::test]
async fn posts_are_found_by_their_tags(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, forum) = a_forum(&server).await;
    let mut tags = Vec::new();
    for name in ["a", "b", "c", "d", "e", "f"] {
        tags.push(tag(&ana, &forum, name, false).await);
    }
    let solved = tag(&ana, &forum, "solved", true).await;
    let first = post(&ben, &forum, "1", &[&tags[0], &tags[1]]).await;
    post(&ben, &forum, "2", &[&tags[1]]).await;
    post(&ben, &forum, "3", &[]).await;
    let by = |tags: &[&String]| json!({ "filter": { "tagIds": tags } });
    assert_eq!(posts(&ben, &forum, by(&[])).await, ["3", "2", "1"]);
    assert_eq!(posts(&ben, &forum, by(&[&tags[1]])).await, ["2", "1"]);
    assert_eq!(posts(&ben, &forum, by(&[&tags[0], &tags[1]])).await, ["2", "1"], "one of them is enough");
    assert_eq!(posts(&ben, &forum, by(&[&tags[2]])).await, Vec::<String>::new());

    // Few, and of those that are moderated none but by those who manage threads.
    let all: Vec<&str> = tags.iter().map(String::as_str).collect();
    let with = |tags: &[&str]| operations::update_thread(&json!({ "id": first.id, "tagIds": tags }));
    assert_eq!(ben.refused(with(&all)).await, "INVALID");
    ben.must::<Channel>(with(&all[..5])).await;
    assert_eq!(ben.refused(with(&[&solved])).await, "FORBIDDEN");
    let input = json!({ "channelId": forum.id, "name": "x", "content": "x", "tagIds": [solved] });
    assert_eq!(ben.refused(operations::create_thread(&input)).await, "FORBIDDEN");
    ana.must::<Channel>(with(&[&solved, all[0]])).await;
    assert_eq!(ben.refused(with(&[all[0]])).await, "FORBIDDEN", "nor taken away");
    ben.must::<Channel>(with(&[&solved])).await;
    assert_eq!(posts(&ben, &forum, by(&[&solved])).await, ["1"]);
}

#[rstest]
#[tokio::test]
async fn the_pinned_post_stands_first(#[values(Sqlite, Postgres)] database: Database) {
    let server = Server::start(database).await;
    let (ana, ben, forum) = a_forum(&server).await;
    let mut all = Vec::new();
    for n in 0..5 {
        all.push(post(&ben, &forum, &format!("{n}"), &[]).await);
    }
    ben.send(&all[1], "the latest").await;
    let pin =
        |post: &Channel, pinned: bool| operations::update_thread(&json!({ "id": post.id, "pinned": pinned }));
    assert_eq!(ben.refused(pin(&all[0], true)).await, "FORBIDDEN");
    ana.must::<Channel>(pin(&all[3], true)).await;
    let mut stream = ben.events().await;
    ana.must::<Channel>(pin(&all[0], true)).await;

    let told = stream.expect(|event| event.is("ThreadUpdated")).await;
    assert_eq!(
        (&told.body["thread"]["id"], &told.body["thread"]["pinned"]),
        (&json!(all[3].id), &json!(false))
    );
    let told = stream.expect(|event| event.is("ThreadUpdated")).await;
    assert_eq!(
        (&told.body["thread"]["id"], &told.body["thread"]["pinned"]),
        (&json!(all[0].id), &json!(true))
    );
    assert_eq!(posts(&ben, &forum, json!({})).await, ["0", "1", "4", "3", "2"]);
    assert_eq!(posts(&ben, &forum, json!({ "sort": "CREATION_DATE" })).await, ["0", "4", "3", "2", "1"]);
    assert_eq!(posts(&ben, &forum, json!({ "filter": { "joined": false } })).await, Vec::<String>::new());
    // Page by page it comes once.
    let mut names = String::new();
    let mut after: Option<String> = None;
    loop {
        let page: Page<Channel> =
            ben.must(operations::threads(&forum.id, &json!({ "first": 1, "after": after }))).await;
        names.extend(page.nodes.iter().map(|post| post.name.as_str()));
        after = page.page_info.end_cursor;
        if !page.page_info.has_next_page {
            break;
        }
    }
    assert_eq!(names, "01432");

    // What is put away stands first no more.
    ben.must::<Channel>(operations::update_thread(&json!({ "id": all[0].id, "archived": true }))).await;
    assert_eq!(posts(&ben, &forum, json!({})).await, ["1", "4", "3", "2"]);
    assert_eq!(posts(&ben, &forum, json!({ "filter": { "archived": true } })).await, ["0"]);
    assert_eq!(of_post(&ben, &all[0], "pinned").await["pinned"], false);
    assert_eq!(ana.refused(pin(&all[0], true)).await, "CONFLICT");
}

#[rstest]
#[tokio::test]
async fn a_forum_says_how_its_posts_are_sorted_and_whether_they_need_a_tag(
    #[values(Sqlite, Postgres)] database: Database,
) {
    let server = Server::start(database).await;
    let (ana, ben, forum) = a_forum(&server).await;
    let first = post(&ben, &forum, "first", &[]).await;
    post(&ben, &forum, "second", &[]).await;
    ben.send(&first, "the latest").await;
    assert_eq!(posts(&ben, &forum, json!({})).await, ["first", "second"]);
    let edit = json!({ "id": forum.id, "defaultSort": "CREATION_DATE", "tagRequired": true, "autoArchiveMinutes": 60 });
    ana.must::<Channel>(operations::update_channel(&edit)).await;
    assert_eq!(posts(&ben, &forum, json!({})).await, ["second", "first"]);
    assert_eq!(posts(&ben, &forum, json!({ "sort": "LATEST_ACTIVITY" })).await, ["first", "second"]);

    // There is none to choose yet.
    let third = post(&ben, &forum, "third", &[]).await;
    assert_eq!(of_post(&ben, &third, "autoArchiveMinutes").await["autoArchiveMinutes"], 60);
    let swim = tag(&ana, &forum, "Swimming", false).await;
    let input = json!({ "channelId": forum.id, "name": "x", "content": "x" });
    assert_eq!(ben.refused(operations::create_thread(&input)).await, "CONFLICT");
    let fourth = post(&ben, &forum, "fourth", &[&swim]).await;
    let without = operations::update_thread(&json!({ "id": fourth.id, "tagIds": [] }));
    assert_eq!(ben.refused(without).await, "CONFLICT");
}
