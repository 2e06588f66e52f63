//! What the guild itself says in the channel that it was given for that.

use super::Snapshot;
use crate::app::App;
use crate::messages::{MessageKind, send_system};
use crate::platform::ids::UserId;

/// Has the guild tell who joined or left, where it wants that. Call it after the change is done and
/// told: that the words cannot be stored undoes nothing.
pub(super) async fn tell(app: &App, snapshot: &Snapshot, who: UserId, kind: MessageKind) {
    let wanted = match kind {
        MessageKind::MemberJoined => snapshot.guild.tells_joins,
        MessageKind::MemberLeft => snapshot.guild.tells_leaves,
        _ => false,
    };
    let Some(channel) = snapshot.system_channel().filter(|_| wanted) else { return };
    if let Err(error) = send_system(app, channel, who, kind, String::new()).await {
        error.log();
    }
}
