//! The operations of the GraphQL API, as the tests call them.
//!
//! Each is plain data, so that a table can try one operation as many different people.

use serde_json::{Value, json};

/// A GraphQL document with its variables, and where in the answer the wanted part is.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The document.
    pub document: String,
    /// Its variables.
    pub variables: Value,
    pub(crate) wanted: &'static str,
}

/// Any operation; `wanted` is a JSON pointer below `data`.
pub fn operation(document: impl Into<String>, variables: Value, wanted: &'static str) -> Operation {
    Operation { document: document.into(), variables, wanted }
}

/// The fields that [`User`](crate::User) has.
pub const USER: &str = "id username displayName";
/// The fields that [`Channel`](crate::Channel) has.
pub const CHANNEL: &str = "id guildId name kind topic parentId position slowModeSeconds";
/// The fields that [`Message`](crate::Message) has.
pub const MESSAGE: &str = "id channelId author { id username displayName } content createdAt editedAt mentions { id username displayName }";
const INVITE: &str = "code url guildId expiresAt maxUses uses";
const PAGE_INFO: &str = "pageInfo { hasPreviousPage hasNextPage startCursor endCursor }";

fn guild_fields() -> String {
    format!("id name ownerId memberCount viewerPermissions channels {{ {CHANNEL} }}")
}

/// Who am I.
pub fn viewer() -> Operation {
    operation(format!("{{ viewer {{ {USER} }} }}"), json!({}), "/viewer")
}

/// The caller's e-mail address.
pub fn email() -> Operation {
    operation("{ account { email } }", json!({}), "/account/email")
}

/// The servers that the caller is in.
pub fn my_guilds() -> Operation {
    operation(format!("{{ myGuilds {{ {} }} }}", guild_fields()), json!({}), "/myGuilds")
}

/// One server.
pub fn guild(id: &str) -> Operation {
    operation(
        format!("query ($id: ID!) {{ guild(id: $id) {{ {} }} }}", guild_fields()),
        json!({ "id": id }),
        "/guild",
    )
}

/// The members of a server, a page of them.
pub fn members(guild: &str, first: u32, after: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $first: Int, $after: String) {{ guild(id: $id) {{ members(first: $first, after: $after) \
             {{ nodes {{ user {{ {USER} }} }} {PAGE_INFO} }} }} }}"
        ),
        json!({ "id": guild, "first": first, "after": after }),
        "/guild/members",
    )
}

/// The invites of a server that can still be used.
pub fn invites(guild: &str) -> Operation {
    operation(
        format!("query ($id: ID!) {{ guild(id: $id) {{ invites {{ nodes {{ {INVITE} }} {PAGE_INFO} }} }} }}"),
        json!({ "id": guild }),
        "/guild/invites/nodes",
    )
}

/// One channel.
pub fn channel(id: &str) -> Operation {
    operation(
        format!("query ($id: ID!) {{ channel(id: $id) {{ {CHANNEL} }} }}"),
        json!({ "id": id }),
        "/channel",
    )
}

/// One message.
pub fn message(channel: &str, id: &str) -> Operation {
    operation(
        format!(
            "query ($channel: ID!, $id: ID!) {{ message(channelId: $channel, id: $id) {{ {MESSAGE} }} }}"
        ),
        json!({ "channel": channel, "id": id }),
        "/message",
    )
}

/// A page of a channel's history: `range` holds `first`, `after`, `last`, `before`, `around`.
pub fn history(channel: &str, range: &Value) -> Operation {
    let mut variables = json!({ "id": channel });
    for (name, value) in range.as_object().expect("an object") {
        variables[name] = value.clone();
    }
    operation(
        format!(
            "query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $around: ID) {{ channel(id: $id) \
             {{ messages(first: $first, after: $after, last: $last, before: $before, around: $around) \
             {{ nodes {{ {MESSAGE} }} {PAGE_INFO} }} }} }}"
        ),
        variables,
        "/channel/messages",
    )
}

/// What an invite shows to those outside.
pub fn preview(code: &str) -> Operation {
    operation(
        format!(
            "query ($code: String!) {{ invite(code: $code) {{ guildId guildName memberCount joined inviter {{ {USER} }} }} }}"
        ),
        json!({ "code": code }),
        "/invite",
    )
}

/// How far the caller has read.
pub fn read_states(guild: &str) -> Operation {
    operation(
        "query ($id: ID!) { readStates(guildId: $id) { channelId lastReadMessageId } }",
        json!({ "id": guild }),
        "/readStates",
    )
}

/// The caller's signed-in devices.
pub fn sessions() -> Operation {
    operation("{ sessions { nodes { id current userAgent address } } }", json!({}), "/sessions/nodes")
}

/// Makes a server.
pub fn create_guild(name: &str) -> Operation {
    operation(
        format!(
            "mutation ($input: CreateGuildInput!) {{ createGuild(input: $input) {{ guild {{ {} }} }} }}",
            guild_fields()
        ),
        json!({ "input": { "name": name } }),
        "/createGuild/guild",
    )
}

/// Renames a server.
pub fn rename_guild(id: &str, name: &str) -> Operation {
    operation(
        format!(
            "mutation ($input: UpdateGuildInput!) {{ updateGuild(input: $input) {{ guild {{ {} }} }} }}",
            guild_fields()
        ),
        json!({ "input": { "id": id, "name": name } }),
        "/updateGuild/guild",
    )
}

/// Changes a server; `input` as in the schema.
pub fn update_guild(input: &Value) -> Operation {
    operation(
        "mutation ($input: UpdateGuildInput!) { updateGuild(input: $input) { guild { id name description \
         systemChannelId tellsJoins tellsLeaves verification rules rulesRequired \
         welcome { text channels { channelId text emoji } } } } }",
        json!({ "input": input }),
        "/updateGuild/guild",
    )
}

/// The fields of a member that tests look at.
pub const MEMBER: &str =
    "user { id username displayName } nickname pronouns bio roleIds rulesPending restraint invitedBy { id }";

/// One member of a server.
pub fn member(guild: &str, user: &str) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $user: ID!) {{ guild(id: $id) {{ member(userId: $user) {{ {MEMBER} }} }} }}"
        ),
        json!({ "id": guild, "user": user }),
        "/guild/member",
    )
}

/// Changes a member; `input` as in the schema.
pub fn update_member(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: UpdateMemberInput!) {{ updateMember(input: $input) {{ member {{ {MEMBER} }} }} }}"
        ),
        json!({ "input": input }),
        "/updateMember/member",
    )
}

/// Accepts the rules of a server.
pub fn accept_rules(guild: &str) -> Operation {
    operation(
        format!("mutation ($id: ID!) {{ acceptRules(guildId: $id) {{ member {{ {MEMBER} }} }} }}"),
        json!({ "id": guild }),
        "/acceptRules/member",
    )
}

/// A window of the member list.
pub fn member_list(guild: &str, offset: i64, limit: i64) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $offset: Int!, $limit: Int!) {{ guild(id: $id) {{ memberList(offset: $offset, limit: $limit) \
             {{ total online offset groups {{ role {{ id name }} online count }} \
             entries {{ groupIndex online member {{ {MEMBER} }} }} }} }} }}"
        ),
        json!({ "id": guild, "offset": offset, "limit": limit }),
        "/guild/memberList",
    )
}

/// Those among these people who are members.
pub fn members_by_id(guild: &str, ids: &[&str]) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $ids: [ID!]!) {{ guild(id: $id) {{ membersById(ids: $ids) {{ {MEMBER} }} }} }}"
        ),
        json!({ "id": guild, "ids": ids }),
        "/guild/membersById",
    )
}

/// Members found by name.
pub fn member_search(guild: &str, query: &str, first: i64) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $query: String!, $first: Int!) {{ guild(id: $id) {{ \
             memberSearch(query: $query, first: $first) {{ {MEMBER} }} }} }}"
        ),
        json!({ "id": guild, "query": query, "first": first }),
        "/guild/memberSearch",
    )
}

/// Deletes a server.
pub fn delete_guild(id: &str) -> Operation {
    operation("mutation ($id: ID!) { deleteGuild(id: $id) { id } }", json!({ "id": id }), "/deleteGuild/id")
}

/// Leaves a server.
pub fn leave_guild(id: &str) -> Operation {
    operation("mutation ($id: ID!) { leaveGuild(id: $id) { id } }", json!({ "id": id }), "/leaveGuild/id")
}

/// Makes a channel; `input` as in the schema.
pub fn create_channel(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: CreateChannelInput!) {{ createChannel(input: $input) {{ channel {{ {CHANNEL} }} }} }}"
        ),
        json!({ "input": input }),
        "/createChannel/channel",
    )
}

/// Changes a channel; `input` as in the schema.
pub fn update_channel(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: UpdateChannelInput!) {{ updateChannel(input: $input) {{ channel {{ {CHANNEL} }} }} }}"
        ),
        json!({ "input": input }),
        "/updateChannel/channel",
    )
}

/// Deletes a channel.
pub fn delete_channel(id: &str) -> Operation {
    operation(
        "mutation ($id: ID!) { deleteChannel(id: $id) { id } }",
        json!({ "id": id }),
        "/deleteChannel/id",
    )
}

/// Moves channels; `moves` as in the schema.
pub fn move_channels(guild: &str, moves: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: MoveChannelsInput!) {{ moveChannels(input: $input) {{ channels {{ {CHANNEL} }} }} }}"
        ),
        json!({ "input": { "guildId": guild, "moves": moves } }),
        "/moveChannels/channels",
    )
}

/// The fields that [`Role`](crate::Role) has.
pub const ROLE: &str = "id name position permissions color icon hoist mentionable memberCount";

/// The roles of a server, the highest first.
pub fn roles(guild: &str) -> Operation {
    operation(
        format!("query ($id: ID!) {{ guild(id: $id) {{ roles {{ {ROLE} }} }} }}"),
        json!({ "id": guild }),
        "/guild/roles",
    )
}

/// Who has a role, a page of them.
pub fn role_members(guild: &str, role: &str, first: u32, after: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $role: ID!, $first: Int, $after: String) {{ guild(id: $id) {{ \
             roleMembers(roleId: $role, first: $first, after: $after) {{ nodes {{ user {{ {USER} }} }} {PAGE_INFO} }} }} }}"
        ),
        json!({ "id": guild, "role": role, "first": first, "after": after }),
        "/guild/roleMembers",
    )
}

/// Makes a role; `input` as in the schema.
pub fn create_role(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: CreateRoleInput!) {{ createRole(input: $input) {{ role {{ {ROLE} }} }} }}"
        ),
        json!({ "input": input }),
        "/createRole/role",
    )
}

/// Changes a role; `input` as in the schema.
pub fn update_role(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: UpdateRoleInput!) {{ updateRole(input: $input) {{ role {{ {ROLE} }} }} }}"
        ),
        json!({ "input": input }),
        "/updateRole/role",
    )
}

/// Deletes a role.
pub fn delete_role(id: &str) -> Operation {
    operation(
        "mutation ($input: DeleteRoleInput!) { deleteRole(input: $input) { id } }",
        json!({ "input": { "id": id } }),
        "/deleteRole/id",
    )
}

/// Puts the roles in an order, the highest first.
pub fn move_roles(guild: &str, order: &[&str]) -> Operation {
    operation(
        format!("mutation ($input: MoveRolesInput!) {{ moveRoles(input: $input) {{ roles {{ {ROLE} }} }} }}"),
        json!({ "input": { "guildId": guild, "order": order } }),
        "/moveRoles/roles",
    )
}

/// Gives a member roles and takes others.
pub fn set_member_roles(guild: &str, user: &str, add: &[&str], remove: &[&str]) -> Operation {
    operation(
        "mutation ($input: SetMemberRolesInput!) { setMemberRoles(input: $input) { member { roleIds } } }",
        json!({ "input": { "guildId": guild, "userId": user, "add": add, "remove": remove } }),
        "/setMemberRoles/member/roleIds",
    )
}

/// What a channel says beside the roles.
pub const OVERWRITES: &str = "private syncedWithParent overwrites { role { id } user { id } allow deny }";

/// What a channel says beside the roles, and what the caller may do in it.
pub fn overwrites(channel: &str) -> Operation {
    operation(
        format!("query ($id: ID!) {{ channel(id: $id) {{ {OVERWRITES} viewerPermissions }} }}"),
        json!({ "id": channel }),
        "/channel",
    )
}

/// Says what a role or a member may do in a channel; `input` as in the schema.
pub fn set_overwrite(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: SetOverwriteInput!) {{ setOverwrite(input: $input) {{ channel {{ {OVERWRITES} }} }} }}"
        ),
        json!({ "input": input }),
        "/setOverwrite/channel",
    )
}

/// Has a channel say nothing of a role or a member any more; `input` as in the schema.
pub fn delete_overwrite(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: DeleteOverwriteInput!) {{ deleteOverwrite(input: $input) {{ channel {{ {OVERWRITES} }} }} }}"
        ),
        json!({ "input": input }),
        "/deleteOverwrite/channel",
    )
}

/// Gives a channel the overwrites of its category.
pub fn sync_channel(channel: &str) -> Operation {
    operation(
        format!(
            "mutation ($input: SyncChannelInput!) {{ syncChannel(input: $input) {{ channel {{ {OVERWRITES} }} }} }}"
        ),
        json!({ "input": { "channelId": channel } }),
        "/syncChannel/channel",
    )
}

/// Makes a channel private, or opens it; `input` as in the schema.
pub fn set_channel_private(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: SetChannelPrivateInput!) {{ setChannelPrivate(input: $input) {{ channel {{ {OVERWRITES} }} }} }}"
        ),
        json!({ "input": input }),
        "/setChannelPrivate/channel",
    )
}

/// Locks a channel, or unlocks it.
pub fn lock_channel(channel: &str, locked: bool) -> Operation {
    operation(
        "mutation ($input: LockChannelInput!) { lockChannel(input: $input) { channel { locked } } }",
        json!({ "input": { "channelId": channel, "locked": locked } }),
        "/lockChannel/channel/locked",
    )
}

/// Archives a channel, or brings it back.
pub fn archive_channel(channel: &str, archived: bool) -> Operation {
    operation(
        "mutation ($input: ArchiveChannelInput!) { archiveChannel(input: $input) { channel { archivedAt } } }",
        json!({ "input": { "channelId": channel, "archived": archived } }),
        "/archiveChannel/channel/archivedAt",
    )
}

/// Hands a server over.
pub fn transfer_ownership(guild: &str, user: &str, password: &str) -> Operation {
    operation(
        "mutation ($input: TransferOwnershipInput!) { transferOwnership(input: $input) { guild { ownerId } } }",
        json!({ "input": { "guildId": guild, "userId": user, "password": password } }),
        "/transferOwnership/guild/ownerId",
    )
}

/// Says whether one is of age.
pub fn confirm_age(of_age: bool) -> Operation {
    operation(
        "mutation ($ofAge: Boolean!) { confirmAge(ofAge: $ofAge) { ofAge } }",
        json!({ "ofAge": of_age }),
        "/confirmAge/ofAge",
    )
}

/// Why somebody has each permission, or has it not.
pub fn explain_permissions(guild: &str, user: &str, channel: Option<&str>) -> Operation {
    operation(
        "query ($input: ExplainPermissionsInput!) { explainPermissions(input: $input) { permission allowed rule role { id } sentence } }",
        json!({ "input": { "guildId": guild, "userId": user, "channelId": channel } }),
        "/explainPermissions",
    )
}

/// What a change would mean; `change` as in the schema.
pub fn preview_permissions(guild: &str, change: &Value) -> Operation {
    operation(
        "query ($input: PreviewPermissionsInput!) { previewPermissions(input: $input) { affectedMembers truncated \
         changes { user { id } channel { id } gained lost } } }",
        json!({ "input": { "guildId": guild, "change": change } }),
        "/previewPermissions",
    )
}

/// Makes an invite; `input` as in the schema.
pub fn create_invite(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: CreateInviteInput!) {{ createInvite(input: $input) {{ invite {{ {INVITE} }} }} }}"
        ),
        json!({ "input": input }),
        "/createInvite/invite",
    )
}

/// Takes an invite back.
pub fn revoke_invite(code: &str) -> Operation {
    operation(
        "mutation ($code: String!) { revokeInvite(code: $code) { code } }",
        json!({ "code": code }),
        "/revokeInvite/code",
    )
}

/// Joins a server.
pub fn accept_invite(code: &str) -> Operation {
    operation(
        format!(
            "mutation ($code: String!) {{ acceptInvite(code: $code) {{ guild {{ {} }} }} }}",
            guild_fields()
        ),
        json!({ "code": code }),
        "/acceptInvite/guild",
    )
}

/// Sends a message.
pub fn send_message(channel: &str, content: &str, nonce: Option<&str>) -> Operation {
    operation(
        format!(
            "mutation ($input: SendMessageInput!) {{ sendMessage(input: $input) {{ message {{ {MESSAGE} }} }} }}"
        ),
        json!({ "input": { "channelId": channel, "content": content, "nonce": nonce } }),
        "/sendMessage/message",
    )
}

/// Edits a message.
pub fn edit_message(id: &str, content: &str) -> Operation {
    operation(
        format!(
            "mutation ($input: EditMessageInput!) {{ editMessage(input: $input) {{ message {{ {MESSAGE} }} }} }}"
        ),
        json!({ "input": { "id": id, "content": content } }),
        "/editMessage/message",
    )
}

/// Deletes a message.
pub fn delete_message(id: &str) -> Operation {
    operation(
        "mutation ($id: ID!) { deleteMessage(id: $id) { id } }",
        json!({ "id": id }),
        "/deleteMessage/id",
    )
}

/// Marks a channel as read up to a message.
pub fn acknowledge(channel: &str, message: &str) -> Operation {
    operation(
        "mutation ($channel: ID!, $message: ID!) { acknowledge(channelId: $channel, messageId: $message) \
         { readState { channelId lastReadMessageId } } }",
        json!({ "channel": channel, "message": message }),
        "/acknowledge/readState",
    )
}

/// Sets or clears one's display name.
pub fn set_display_name(name: Option<&str>) -> Operation {
    operation(
        format!(
            "mutation ($input: UpdateProfileInput!) {{ updateProfile(input: $input) {{ user {{ {USER} }} }} }}"
        ),
        json!({ "input": { "displayName": name } }),
        "/updateProfile/user",
    )
}

/// Changes one's password.
pub fn change_password(current: &str, new: &str) -> Operation {
    operation(
        "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { status } }",
        json!({ "input": { "currentPassword": current, "newPassword": new } }),
        "/changePassword/status",
    )
}

/// Deletes one's account.
pub fn delete_account(password: &str, delete_messages: bool) -> Operation {
    operation(
        "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { status ownedServers { id name } } }",
        json!({ "input": { "password": password, "deleteMessages": delete_messages } }),
        "/deleteAccount",
    )
}

/// Ends a session.
pub fn revoke_session(id: &str) -> Operation {
    operation(
        "mutation ($id: ID!) { revokeSession(id: $id) { id } }",
        json!({ "id": id }),
        "/revokeSession/id",
    )
}

/// Begins a thread; `input` as in the schema.
pub fn create_thread(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: CreateThreadInput!) {{ createThread(input: $input) {{ thread {{ {CHANNEL} }} message {{ {MESSAGE} }} }} }}"
        ),
        json!({ "input": input }),
        "/createThread/thread",
    )
}

/// Changes a thread; `input` as in the schema.
pub fn update_thread(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: UpdateThreadInput!) {{ updateThread(input: $input) {{ thread {{ {CHANNEL} }} }} }}"
        ),
        json!({ "input": input }),
        "/updateThread/thread",
    )
}

/// Deletes a thread.
pub fn delete_thread(id: &str) -> Operation {
    operation(
        "mutation ($input: DeleteThreadInput!) { deleteThread(input: $input) { id } }",
        json!({ "input": { "id": id } }),
        "/deleteThread/id",
    )
}

/// Joins a thread.
pub fn join_thread(id: &str) -> Operation {
    operation(
        format!("mutation ($id: ID!) {{ joinThread(id: $id) {{ thread {{ {CHANNEL} }} }} }}"),
        json!({ "id": id }),
        "/joinThread/thread",
    )
}

/// Leaves a thread.
pub fn leave_thread(id: &str) -> Operation {
    operation(
        format!("mutation ($id: ID!) {{ leaveThread(id: $id) {{ thread {{ {CHANNEL} }} }} }}"),
        json!({ "id": id }),
        "/leaveThread/thread",
    )
}

/// Adds somebody to a thread.
pub fn add_thread_member(thread: &str, user: &str) -> Operation {
    operation(
        format!(
            "mutation ($input: AddThreadMemberInput!) {{ addThreadMember(input: $input) {{ thread {{ {CHANNEL} }} }} }}"
        ),
        json!({ "input": { "threadId": thread, "userId": user } }),
        "/addThreadMember/thread",
    )
}

/// Takes somebody out of a thread.
pub fn remove_thread_member(thread: &str, user: &str) -> Operation {
    operation(
        format!(
            "mutation ($input: RemoveThreadMemberInput!) {{ removeThreadMember(input: $input) {{ thread {{ {CHANNEL} }} }} }}"
        ),
        json!({ "input": { "threadId": thread, "userId": user } }),
        "/removeThreadMember/thread",
    )
}

/// The threads of a channel: `arguments` holds `filter`, `sort`, `first`, `after`.
pub fn threads(channel: &str, arguments: &Value) -> Operation {
    let mut variables = json!({ "id": channel, "filter": {} });
    for (name, value) in arguments.as_object().expect("an object") {
        variables[name] = value.clone();
    }
    operation(
        format!(
            "query ($id: ID!, $filter: ThreadFilter!, $sort: ForumSort, $first: Int, $after: String) {{ channel(id: $id) \
             {{ threads(filter: $filter, sort: $sort, first: $first, after: $after) {{ nodes {{ {CHANNEL} }} {PAGE_INFO} }} }} }}"
        ),
        variables,
        "/channel/threads",
    )
}

/// The threads of a server that are not archived.
pub fn active_threads(guild: &str) -> Operation {
    operation(
        format!("query ($id: ID!) {{ guild(id: $id) {{ activeThreads {{ {CHANNEL} }} }} }}"),
        json!({ "id": guild }),
        "/guild/activeThreads",
    )
}

/// Who is in a thread, a page of them.
pub fn thread_members(thread: &str, first: u32, after: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $first: Int, $after: String) {{ channel(id: $id) {{ threadMembers(first: $first, after: $after) \
             {{ nodes {{ user {{ {USER} }} }} {PAGE_INFO} }} }} }}"
        ),
        json!({ "id": thread, "first": first, "after": after }),
        "/channel/threadMembers",
    )
}

/// Makes a tag of a forum; `input` as in the schema.
pub fn create_forum_tag(input: &Value) -> Operation {
    operation(
        "mutation ($input: CreateForumTagInput!) { createForumTag(input: $input) { tag { id name emoji moderated } } }",
        json!({ "input": input }),
        "/createForumTag/tag",
    )
}

/// Changes a tag of a forum; `input` as in the schema.
pub fn update_forum_tag(input: &Value) -> Operation {
    operation(
        "mutation ($input: UpdateForumTagInput!) { updateForumTag(input: $input) { tag { id name emoji moderated } } }",
        json!({ "input": input }),
        "/updateForumTag/tag",
    )
}

/// Deletes a tag of a forum.
pub fn delete_forum_tag(id: &str) -> Operation {
    operation(
        "mutation ($id: ID!) { deleteForumTag(id: $id) { id } }",
        json!({ "id": id }),
        "/deleteForumTag/id",
    )
}

/// Puts the tags of a forum in another order.
pub fn move_forum_tags(channel: &str, order: &[&str]) -> Operation {
    operation(
        "mutation ($input: MoveForumTagsInput!) { moveForumTags(input: $input) { channel { forumTags { name } } } }",
        json!({ "input": { "channelId": channel, "order": order } }),
        "/moveForumTags/channel/forumTags",
    )
}

/// Removes a member.
pub fn kick_member(guild: &str, user: &str, reason: Option<&str>) -> Operation {
    operation(
        "mutation ($input: KickMemberInput!) { kickMember(input: $input) { userId } }",
        json!({ "input": { "guildId": guild, "userId": user, "reason": reason } }),
        "/kickMember/userId",
    )
}

/// Bans somebody; `input` as in the schema.
pub fn ban_member(input: &Value) -> Operation {
    operation(
        "mutation ($input: BanMemberInput!) { banMember(input: $input) \
         { ban { user { id username } bannedBy { id } reason createdAt expiresAt } } }",
        json!({ "input": input }),
        "/banMember/ban",
    )
}

/// Lifts a ban.
pub fn unban_member(guild: &str, user: &str) -> Operation {
    operation(
        "mutation ($input: UnbanMemberInput!) { unbanMember(input: $input) { userId } }",
        json!({ "input": { "guildId": guild, "userId": user } }),
        "/unbanMember/userId",
    )
}

/// Who is banned, a page of them.
pub fn bans(guild: &str, query: Option<&str>, first: u32, after: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $query: String, $first: Int, $after: String) {{ guild(id: $id) \
             {{ bans(query: $query, first: $first, after: $after) {{ nodes {{ user {{ id username }} bannedBy {{ id }} \
             reason createdAt expiresAt }} {PAGE_INFO} }} }} }}"
        ),
        json!({ "id": guild, "query": query, "first": first, "after": after }),
        "/guild/bans",
    )
}

/// Silences a member for a while; `None` ends it.
pub fn timeout_member(guild: &str, user: &str, seconds: Option<i32>) -> Operation {
    operation(
        "mutation ($input: TimeoutMemberInput!) { timeoutMember(input: $input) \
         { member { user { id } timeoutUntil } } }",
        json!({ "input": { "guildId": guild, "userId": user, "durationSeconds": seconds } }),
        "/timeoutMember/member",
    )
}

/// Mutes or deafens a member in voice; `input` as in the schema.
pub fn set_member_voice(input: &Value) -> Operation {
    operation(
        "mutation ($input: SetMemberVoiceInput!) { setMemberVoice(input: $input) \
         { member { user { id } voiceMuted voiceDeafened } } }",
        json!({ "input": input }),
        "/setMemberVoice/member",
    )
}

/// Deletes many messages.
pub fn delete_messages(channel: &str, ids: &[&str]) -> Operation {
    operation(
        "mutation ($input: DeleteMessagesInput!) { deleteMessages(input: $input) { ids } }",
        json!({ "input": { "channelId": channel, "ids": ids } }),
        "/deleteMessages/ids",
    )
}

/// Lets nobody in for a while.
pub fn pause_joins(guild: &str, seconds: i32) -> Operation {
    operation(
        "mutation ($input: PauseJoinsInput!) { pauseJoins(input: $input) { guild { id } } }",
        json!({ "input": { "guildId": guild, "durationSeconds": seconds } }),
        "/pauseJoins/guild/id",
    )
}

/// Whom a prune would remove.
pub fn prune_preview(guild: &str, days: i32, roles: &[&str]) -> Operation {
    operation(
        "query ($guild: ID!, $days: Int!, $roles: [ID!]!) { prunePreview(guildId: $guild, days: $days, roleIds: $roles) \
         { count sample { user { id } } } }",
        json!({ "guild": guild, "days": days, "roles": roles }),
        "/prunePreview",
    )
}

/// Removes those who were not seen for long.
pub fn prune_members(guild: &str, days: i32, roles: &[&str]) -> Operation {
    operation(
        "mutation ($input: PruneMembersInput!) { pruneMembers(input: $input) { count } }",
        json!({ "input": { "guildId": guild, "days": days, "roleIds": roles } }),
        "/pruneMembers/count",
    )
}

/// A page of a server's audit log; `filter` as in the schema.
pub fn audit_log(guild: &str, filter: &Value, first: u32, after: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $filter: AuditLogFilter, $first: Int, $after: String) {{ guild(id: $id) \
             {{ auditLog(filter: $filter, first: $first, after: $after) {{ nodes {{ id createdAt actor {{ id username }} \
             action targetKind targetId targetName targetUser {{ id username }} reason \
             changes {{ field before after }} }} {PAGE_INFO} }} }} }}"
        ),
        json!({ "id": guild, "filter": filter, "first": first, "after": after }),
        "/guild/auditLog",
    )
}

/// The fields of a report that the tests look at.
const REPORT: &str = "id createdAt guildId queue category note status outcome resolutionNote resolvedBy { id } \
    resolvedAt reporter { id } user { id username } channelId channel { id } messageId message { id content } \
    evidence { username nickname content createdAt editedAt channelName context { author { id } authorName content } }";

/// Reports a message; `input` as in the schema.
pub fn report_message(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: ReportMessageInput!) {{ reportMessage(input: $input) {{ report {{ {REPORT} }} }} }}"
        ),
        json!({ "input": input }),
        "/reportMessage/report",
    )
}

/// Reports a person; `input` as in the schema.
pub fn report_user(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: ReportUserInput!) {{ reportUser(input: $input) {{ report {{ {REPORT} }} }} }}"
        ),
        json!({ "input": input }),
        "/reportUser/report",
    )
}

/// Decides on a report; `input` as in the schema.
pub fn resolve_report(input: &Value) -> Operation {
    operation(
        format!(
            "mutation ($input: ResolveReportInput!) {{ resolveReport(input: $input) {{ report {{ {REPORT} }} }} }}"
        ),
        json!({ "input": input }),
        "/resolveReport/report",
    )
}

/// The reports that are for a server's moderators.
pub fn guild_reports(guild: &str, status: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($id: ID!, $status: ReportStatus) {{ guild(id: $id) {{ reports(status: $status) \
             {{ nodes {{ {REPORT} }} {PAGE_INFO} }} }} }}"
        ),
        json!({ "id": guild, "status": status }),
        "/guild/reports/nodes",
    )
}

/// The reports that are for the operator.
pub fn operator_reports(status: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($status: ReportStatus) {{ operatorReports(status: $status) {{ nodes {{ {REPORT} }} {PAGE_INFO} }} }}"
        ),
        json!({ "status": status }),
        "/operatorReports/nodes",
    )
}

/// What the caller reported.
pub fn my_reports(first: u32, after: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($first: Int, $after: String) {{ myReports(first: $first, after: $after) \
             {{ nodes {{ {REPORT} }} {PAGE_INFO} }} }}"
        ),
        json!({ "first": first, "after": after }),
        "/myReports",
    )
}

/// Has nothing to do with somebody any more.
pub fn block_user(user: &str) -> Operation {
    operation(
        "mutation ($id: ID!) { blockUser(userId: $id) { block { user { id } kind createdAt } } }",
        json!({ "id": user }),
        "/blockUser/block",
    )
}

/// Sees less of somebody.
pub fn ignore_user(user: &str) -> Operation {
    operation(
        "mutation ($id: ID!) { ignoreUser(userId: $id) { block { user { id } kind createdAt } } }",
        json!({ "id": user }),
        "/ignoreUser/block",
    )
}

/// Lets somebody be again.
pub fn unblock_user(user: &str) -> Operation {
    operation(
        "mutation ($id: ID!) { unblockUser(userId: $id) { userId } }",
        json!({ "id": user }),
        "/unblockUser/userId",
    )
}

/// Whom the caller blocks and ignores, a page of them.
pub fn blocks(first: u32, after: Option<&str>) -> Operation {
    operation(
        format!(
            "query ($first: Int, $after: String) {{ blocks(first: $first, after: $after) \
             {{ nodes {{ user {{ id }} kind createdAt }} {PAGE_INFO} }} }}"
        ),
        json!({ "first": first, "after": after }),
        "/blocks",
    )
}
