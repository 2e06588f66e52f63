//! Accounts in GraphQL.

use std::sync::Arc;

use async_graphql::connection::Connection;
use async_graphql::{Context, Enum, InputObject, MaybeUndefined, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{
    Actor, ChangePasswordOutcome, DeleteAccountOutcome, ProfileEdit, Session, User, change_password,
    confirm_age, delete_account, revoke_session, sessions, sql, update_profile,
};
use crate::caller::ContextExt;
use crate::platform::error::{Error, Result};
use crate::platform::ids::{GuildId, SessionId, UserId};
use crate::platform::page::{self, Cursor};

/// A person, as others see them.
#[Object]
impl User {
    async fn id(&self) -> UserId {
        self.id
    }

    async fn username(&self) -> &str {
        &self.username
    }

    /// What to show; null: show the username.
    async fn display_name(&self) -> Option<&str> {
        self.display_name.as_deref()
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.id.created_at().to_utc()
    }

    /// Whether nobody can sign in as them: somebody of an imported server, or a deleted account.
    async fn ghost(&self) -> bool {
        self.ghost
    }
}

/// The caller's private part.
#[derive(Debug)]
pub struct Account {
    user: Arc<User>,
}

/// The caller's private part.
#[Object]
impl Account {
    async fn user(&self) -> &Arc<User> {
        &self.user
    }

    async fn email(&self, ctx: &Context<'_>) -> Result<String> {
        sql::email(ctx.app().db.read(), self.user.id).await?.ok_or_else(Error::unauthenticated)
    }

    /// Whether they said that they are of age, for channels that ask.
    async fn of_age(&self, ctx: &Context<'_>) -> Result<bool> {
        sql::is_of_age(ctx.app().db.read(), self.user.id).await
    }

    /// Whether the caller runs this installation: the reports for its operator are theirs to decide.
    async fn operator(&self, ctx: &Context<'_>) -> Result<bool> {
        super::is_operator(ctx.app(), ctx.actor()?).await
    }
}

/// A signed-in device.
#[Object]
impl Session {
    async fn id(&self) -> SessionId {
        self.id
    }

    /// Whether this is the session that asks.
    async fn current(&self, ctx: &Context<'_>) -> bool {
        ctx.actor().is_ok_and(|actor| actor.session_id == self.id)
    }

    /// What the device said it is, as sent (User-Agent).
    async fn user_agent(&self) -> &str {
        &self.user_agent
    }

    async fn address(&self) -> &str {
        &self.address
    }

    async fn created_at(&self) -> DateTime<Utc> {
        self.id.created_at().to_utc()
    }

    async fn last_used_at(&self) -> DateTime<Utc> {
        self.last_used_at.to_utc()
    }
}

/// What one asks about oneself.
#[derive(Debug, Default)]
pub struct AccountsQuery;

#[Object]
impl AccountsQuery {
    /// The caller, as others see them. UNAUTHENTICATED without a token.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Arc<User>> {
        viewer(ctx, ctx.actor()?).await
    }

    /// The caller's private part: e-mail and settings.
    async fn account(&self, ctx: &Context<'_>) -> Result<Account> {
        Ok(Account { user: viewer(ctx, ctx.actor()?).await? })
    }

    /// The caller's signed-in devices, newest first.
    async fn sessions(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<Cursor<i64>, Session>> {
        let actor = ctx.actor()?;
        let size = page::size("first", first, 50)?;
        let after = page::cursor::<i64>("after", after)?.map(SessionId);
        let found = sessions(ctx.app(), actor, after, size + 1).await?;
        Ok(page::forwards(found, size, after.is_none(), |session| session.id.0))
    }
}

async fn viewer(ctx: &Context<'_>, actor: &Actor) -> Result<Arc<User>> {
    ctx.app().users.get(actor.user_id).await
}

#[derive(Debug, InputObject)]
struct UpdateProfileInput {
    display_name: MaybeUndefined<String>,
}

#[derive(Debug, SimpleObject)]
struct UpdateProfilePayload {
    user: Arc<User>,
}

#[derive(Debug, InputObject)]
struct ChangePasswordInput {
    current_password: String,
    new_password: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum ChangePasswordStatus {
    /// The new one is in force, and all other devices are signed out.
    Changed,
    /// The current one was not right; nothing changed.
    WrongPassword,
}

#[derive(Debug, SimpleObject)]
struct ChangePasswordPayload {
    status: ChangePasswordStatus,
}

#[derive(Debug, SimpleObject)]
struct ConfirmAgePayload {
    of_age: bool,
}

#[derive(Debug, SimpleObject)]
struct RevokeSessionPayload {
    id: SessionId,
}

#[derive(Debug, InputObject)]
struct DeleteAccountInput {
    password: String,
    /// Whether what one wrote goes too. Otherwise it stays, without one's name.
    delete_messages: bool,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum DeleteAccountStatus {
    /// The account is gone.
    Deleted,
    /// The password was not right; nothing changed.
    WrongPassword,
    /// Servers would be left without an owner; nothing changed.
    OwnsServers,
}

/// A server that the caller owns.
#[derive(Debug, SimpleObject)]
struct OwnedServer {
    id: GuildId,
    name: String,
}

#[derive(Debug, SimpleObject)]
struct DeleteAccountPayload {
    status: DeleteAccountStatus,
    /// The servers to hand over or delete first.
    owned_servers: Vec<OwnedServer>,
}

/// What one does about oneself.
#[derive(Debug, Default)]
pub struct AccountsMutation;

#[Object]
impl AccountsMutation {
    /// Changes how the caller is shown. A field left out stays as it is; `displayName: null` and `""`
    /// show the username again.
    async fn update_profile(
        &self,
        ctx: &Context<'_>,
        input: UpdateProfileInput,
    ) -> Result<UpdateProfilePayload> {
        let edit = ProfileEdit {
            display_name: match input.display_name {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(None),
                MaybeUndefined::Value(name) => Some(Some(name)),
            },
        };
        Ok(UpdateProfilePayload { user: update_profile(ctx.app(), ctx.actor()?, edit).await? })
    }

    /// Ends every other session of the caller.
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload> {
        let outcome =
            change_password(ctx.app(), ctx.actor()?, &input.current_password, &input.new_password).await?;
        Ok(ChangePasswordPayload {
            status: match outcome {
                ChangePasswordOutcome::Changed => ChangePasswordStatus::Changed,
                ChangePasswordOutcome::WrongPassword => ChangePasswordStatus::WrongPassword,
            },
        })
    }

    /// Says whether the caller is of age, for channels that ask. It counts in all their servers, at once.
    async fn confirm_age(&self, ctx: &Context<'_>, of_age: bool) -> Result<ConfirmAgePayload> {
        confirm_age(ctx.app(), ctx.actor()?, of_age).await?;
        Ok(ConfirmAgePayload { of_age })
    }

    /// Deletes the caller's account: name, address, password and devices at once, memberships and what only
    /// they saw in the moments after. The username is free again.
    async fn delete_account(
        &self,
        ctx: &Context<'_>,
        input: DeleteAccountInput,
    ) -> Result<DeleteAccountPayload> {
        let outcome = delete_account(ctx.app(), ctx.actor()?, &input.password, input.delete_messages).await?;
        let (status, owned) = match outcome {
            DeleteAccountOutcome::Deleted => (DeleteAccountStatus::Deleted, Vec::new()),
            DeleteAccountOutcome::WrongPassword => (DeleteAccountStatus::WrongPassword, Vec::new()),
            DeleteAccountOutcome::OwnsServers(owned) => (DeleteAccountStatus::OwnsServers, owned),
        };
        let owned_servers = owned.into_iter().map(|(id, name)| OwnedServer { id, name }).collect();
        Ok(DeleteAccountPayload { status, owned_servers })
    }

    /// Signs a device of the caller's out, at once. Its own too.
    async fn revoke_session(&self, ctx: &Context<'_>, id: SessionId) -> Result<RevokeSessionPayload> {
        revoke_session(ctx.app(), ctx.actor()?, id).await?;
        Ok(RevokeSessionPayload { id })
    }
}
