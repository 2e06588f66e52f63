//! The 64 flags. Their numbers are in databases and bots: they never change.

use bitflags::bitflags;

macro_rules! permissions {
    ($($(#[doc = $doc:literal])* $flag:ident = $bit:literal as $name:ident),* $(,)?) => {
        bitflags! {
            /// A set of permissions.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub struct Permissions: u64 {
                $($(#[doc = $doc])* const $flag = 1 << $bit;)*
            }
        }

        /// One permission, as the API names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum, poem_openapi::Enum)]
        #[oai(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum Permission {
            $($(#[doc = $doc])* $name,)*
        }

        impl Permissions {
            /// The permissions in the set, by number.
            #[must_use]
            pub fn list(self) -> Vec<Permission> {
                let mut list = Vec::new();
                $(if self.contains(Self::$flag) {
                    list.push(Permission::$name);
                })*
                list
            }
        }

        impl Permission {
            /// As the API writes it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($flag),)*
                }
            }
        }

        impl From<Permission> for Permissions {
            fn from(permission: Permission) -> Self {
                match permission {
                    $(Permission::$name => Self::$flag,)*
                }
            }
        }
    };
}

permissions! {
    /// Make invites.
    CREATE_INVITE = 0 as CreateInvite,
    /// Remove members, who may come back.
    KICK_MEMBERS = 1 as KickMembers,
    /// Remove members for good.
    BAN_MEMBERS = 2 as BanMembers,
    /// Everything, in every channel.
    ADMINISTRATOR = 3 as Administrator,
    /// Make, change and delete channels.
    MANAGE_CHANNELS = 4 as ManageChannels,
    /// Rename the server, see and revoke its invites.
    MANAGE_GUILD = 5 as ManageGuild,
    /// React to messages.
    ADD_REACTIONS = 6 as AddReactions,
    /// Read the audit log.
    VIEW_AUDIT_LOG = 7 as ViewAuditLog,
    /// Be heard above others.
    PRIORITY_SPEAKER = 8 as PrioritySpeaker,
    /// Share camera and screen.
    STREAM = 9 as Stream,
    /// See the channel at all.
    VIEW_CHANNEL = 10 as ViewChannel,
    /// Write.
    SEND_MESSAGES = 11 as SendMessages,
    /// Delete other people's messages.
    MANAGE_MESSAGES = 13 as ManageMessages,
    /// Have links previewed.
    EMBED_LINKS = 14 as EmbedLinks,
    /// Send files.
    ATTACH_FILES = 15 as AttachFiles,
    /// Read what was written before.
    READ_MESSAGE_HISTORY = 16 as ReadMessageHistory,
    /// Notify everyone at once.
    MENTION_EVERYONE = 17 as MentionEveryone,
    /// Use emojis of other servers.
    USE_EXTERNAL_EMOJIS = 18 as UseExternalEmojis,
    /// Join voice.
    CONNECT = 20 as Connect,
    /// Speak in voice.
    SPEAK = 21 as Speak,
    /// Mute members in voice.
    MUTE_MEMBERS = 22 as MuteMembers,
    /// Deafen members in voice.
    DEAFEN_MEMBERS = 23 as DeafenMembers,
    /// Move members between voice channels.
    MOVE_MEMBERS = 24 as MoveMembers,
    /// Speak without push-to-talk.
    USE_VOICE_ACTIVITY = 25 as UseVoiceActivity,
    /// Change one's own nickname.
    CHANGE_NICKNAME = 26 as ChangeNickname,
    /// Change others' nicknames.
    MANAGE_NICKNAMES = 27 as ManageNicknames,
    /// Make, change and give roles below one's own.
    MANAGE_ROLES = 28 as ManageRoles,
    /// Manage webhooks.
    MANAGE_WEBHOOKS = 29 as ManageWebhooks,
    /// Change and delete anyone's emojis, stickers and sounds.
    MANAGE_EXPRESSIONS = 30 as ManageExpressions,
    /// Change and delete anyone's events.
    MANAGE_EVENTS = 33 as ManageEvents,
    /// Rename, archive and delete threads.
    MANAGE_THREADS = 34 as ManageThreads,
    /// Start threads that all can see.
    CREATE_PUBLIC_THREADS = 35 as CreatePublicThreads,
    /// Start threads for the invited.
    CREATE_PRIVATE_THREADS = 36 as CreatePrivateThreads,
    /// Use stickers of other servers.
    USE_EXTERNAL_STICKERS = 37 as UseExternalStickers,
    /// Write in threads.
    SEND_MESSAGES_IN_THREADS = 38 as SendMessagesInThreads,
    /// Silence members for a while.
    MODERATE_MEMBERS = 40 as ModerateMembers,
    /// Add emojis, stickers and sounds.
    CREATE_EXPRESSIONS = 43 as CreateExpressions,
    /// Add events.
    CREATE_EVENTS = 44 as CreateEvents,
    /// Pin messages.
    PIN_MESSAGES = 51 as PinMessages,
    /// Not wait in slow mode.
    BYPASS_SLOWMODE = 52 as BypassSlowmode,
}

impl Permissions {
    /// What `@everyone` may do in a new guild: take part, manage nothing.
    pub const EVERYONE: Self = Self::CREATE_INVITE
        .union(Self::ADD_REACTIONS)
        .union(Self::STREAM)
        .union(Self::VIEW_CHANNEL)
        .union(Self::SEND_MESSAGES)
        .union(Self::EMBED_LINKS)
        .union(Self::ATTACH_FILES)
        .union(Self::READ_MESSAGE_HISTORY)
        .union(Self::USE_EXTERNAL_EMOJIS)
        .union(Self::CONNECT)
        .union(Self::SPEAK)
        .union(Self::USE_VOICE_ACTIVITY)
        .union(Self::CHANGE_NICKNAME)
        .union(Self::CREATE_PUBLIC_THREADS)
        .union(Self::CREATE_PRIVATE_THREADS)
        .union(Self::USE_EXTERNAL_STICKERS)
        .union(Self::SEND_MESSAGES_IN_THREADS);

    /// What a channel can allow and deny; the others are about the guild as a whole.
    pub const CHANNEL: Self = Self::all()
        .difference(Self::KICK_MEMBERS)
        .difference(Self::BAN_MEMBERS)
        .difference(Self::ADMINISTRATOR)
        .difference(Self::MANAGE_GUILD)
        .difference(Self::VIEW_AUDIT_LOG)
        .difference(Self::CHANGE_NICKNAME)
        .difference(Self::MANAGE_NICKNAMES)
        .difference(Self::MANAGE_EXPRESSIONS)
        .difference(Self::CREATE_EXPRESSIONS)
        .difference(Self::MODERATE_MEMBERS);

    /// What speaking needs: a locked channel takes it.
    pub const SPEAKING: Self = Self::SEND_MESSAGES
        .union(Self::SEND_MESSAGES_IN_THREADS)
        .union(Self::CREATE_PUBLIC_THREADS)
        .union(Self::CREATE_PRIVATE_THREADS)
        .union(Self::ADD_REACTIONS)
        .union(Self::SPEAK)
        .union(Self::STREAM);

    /// What is left to a member who is held back.
    pub const QUIET: Self = Self::VIEW_CHANNEL.union(Self::READ_MESSAGE_HISTORY);

    /// From the database. Bits that this version does not know are dropped.
    #[must_use]
    pub fn from_db(bits: i64) -> Self {
        Self::from_bits_truncate(bits.cast_unsigned())
    }

    /// For the database.
    #[must_use]
    pub fn to_db(self) -> i64 {
        self.bits().cast_signed()
    }
}
