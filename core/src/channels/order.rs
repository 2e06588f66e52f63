//! The order of a guild's channels: pure rules.

use std::collections::{BTreeMap, BTreeSet};

use super::{Channel, ChannelKind};
use crate::platform::error::{Error, Result};
use crate::platform::ids::ChannelId;

/// Where one channel is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelMove {
    /// Which.
    pub id: ChannelId,
    /// The category to stand in; `None`: in none.
    pub parent_id: Option<ChannelId>,
    /// The place in the row, from 0; beyond its end: at its end.
    pub position: i32,
}

/// Channels that are counted together. In the order in which the rows are shown, but for each
/// category's own, which follows its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Loose,
    Categories,
    Under(ChannelId),
}

impl Row {
    fn of(kind: ChannelKind, parent: Option<ChannelId>) -> Self {
        match (kind, parent) {
            (ChannelKind::Category, _) => Self::Categories,
            (_, Some(category)) => Self::Under(category),
            (_, None) => Self::Loose,
        }
    }

    fn parent(self) -> Option<ChannelId> {
        match self {
            Self::Under(category) => Some(category),
            Self::Loose | Self::Categories => None,
        }
    }
}

type Rows<'a> = BTreeMap<Row, Vec<&'a Channel>>;

fn rows<'a>(channels: impl IntoIterator<Item = &'a Channel>) -> Rows<'a> {
    let mut rows = Rows::new();
    for channel in channels {
        rows.entry(Row::of(channel.kind, channel.parent_id)).or_default().push(channel);
    }
    for row in rows.values_mut() {
        row.sort_by_key(|channel| (channel.position, channel.id));
    }
    rows
}

/// The channels of `rows` that stand elsewhere than they say.
fn changed(rows: &Rows<'_>) -> Vec<Channel> {
    let mut changed = Vec::new();
    for (row, channels) in rows {
        for (position, channel) in (0..).zip(channels) {
            let now = Channel { parent_id: row.parent(), position, ..(*channel).clone() };
            if now != **channel {
                changed.push(now);
            }
        }
    }
    changed
}

/// Channels in the order to show them: those without a category, then each category with its own.
pub fn in_order<'a, C: AsRef<Channel>>(channels: impl IntoIterator<Item = &'a C>) -> Vec<&'a C> {
    let mut channels: Vec<&C> = channels.into_iter().collect();
    let category_positions: BTreeMap<ChannelId, i32> = channels
        .iter()
        .map(|channel| (*channel).as_ref())
        .filter(|channel| channel.kind == ChannelKind::Category)
        .map(|channel| (channel.id, channel.position))
        .collect();
    channels.sort_by_key(|channel| {
        let channel = (*channel).as_ref();
        let place = (channel.position, channel.id);
        match Row::of(channel.kind, channel.parent_id) {
            Row::Loose => (None, None, place),
            Row::Categories => (Some(place), None, place),
            Row::Under(category) => {
                let position = category_positions.get(&category).copied().unwrap_or(i32::MAX);
                (Some((position, category)), Some(()), place)
            }
        }
    });
    channels
}

/// The place at the end of the row that a new channel joins.
pub(super) fn next_position<'a>(
    channels: impl IntoIterator<Item = &'a Channel>,
    kind: ChannelKind,
    parent: Option<ChannelId>,
) -> i32 {
    let row = Row::of(kind, parent);
    let count =
        channels.into_iter().filter(|channel| Row::of(channel.kind, channel.parent_id) == row).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Moves channels: those named stand where they are told, the others of their rows fill what is left
/// in the order they had. Gives the channels that stand elsewhere than before.
///
/// # Errors
/// `INVALID` for moves that cannot be, and then for all of them.
pub(super) fn moved<'a>(
    channels: impl IntoIterator<Item = &'a Channel>,
    moves: &[ChannelMove],
) -> Result<Vec<Channel>> {
    let channels: BTreeMap<ChannelId, &Channel> =
        channels.into_iter().map(|channel| (channel.id, channel)).collect();
    let mut named = BTreeSet::new();
    let mut wanted: BTreeMap<Row, Vec<(i32, &Channel)>> = BTreeMap::new();
    for to in moves {
        let channel = *channels.get(&to.id).ok_or_else(|| Error::not_found("channel"))?;
        if !named.insert(to.id) {
            return Err(Error::invalid("moves", "A channel is named twice. Name each once."));
        }
        if to.position < 0 {
            return Err(Error::invalid("moves", "Positions count from 0."));
        }
        if let Some(parent) = to.parent_id {
            let parent = channels.get(&parent).ok_or_else(|| Error::not_found("category"))?;
            require_nestable(channel.kind, parent.kind, "moves")?;
        }
        wanted.entry(Row::of(channel.kind, to.parent_id)).or_default().push((to.position, channel));
    }

    let mut rows = rows(channels.values().copied());
    for row in rows.values_mut() {
        row.retain(|channel| !named.contains(&channel.id));
    }
    for (row, mut arrivals) in wanted {
        arrivals.sort_by_key(|(position, _)| *position);
        let row = rows.entry(row).or_default();
        for (position, channel) in arrivals {
            // Those with lower places are in already, so the place is exact wherever it exists.
            let at = usize::try_from(position).unwrap_or(usize::MAX).min(row.len());
            row.insert(at, channel);
        }
    }
    Ok(changed(&rows))
}

/// What stands elsewhere when a channel is gone: the row closes the gap, and what stood in a category
/// stands at the end of those without one.
pub(super) fn without<'a>(channels: impl IntoIterator<Item = &'a Channel>, gone: ChannelId) -> Vec<Channel> {
    let mut rows = rows(channels.into_iter().filter(|channel| channel.id != gone));
    if let Some(orphans) = rows.remove(&Row::Under(gone)) {
        rows.entry(Row::Loose).or_default().extend(orphans);
    }
    changed(&rows)
}

/// A channel can stand in a category and in nothing else; a category stands in nothing.
pub(super) fn require_nestable(kind: ChannelKind, parent: ChannelKind, field: &'static str) -> Result<()> {
    match (kind, parent) {
        (ChannelKind::Category, _) => {
            Err(Error::invalid(field, "A category cannot stand in another. Leave `parentId` out."))
        }
        (_, ChannelKind::Category) => Ok(()),
        _ => Err(Error::invalid(field, "A channel can stand only in a category, not in another channel.")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::platform::ids::GuildId;

    fn channel(id: i64, kind: ChannelKind, parent: Option<i64>, position: i32) -> Channel {
        Channel {
            parent_id: parent.map(ChannelId),
            position,
            ..Channel::new(ChannelId(id), GuildId(1), kind, format!("channel {id}"))
        }
    }

    fn text(id: i64, parent: Option<i64>, position: i32) -> Channel {
        channel(id, ChannelKind::Text, parent, position)
    }

    fn category(id: i64, position: i32) -> Channel {
        channel(id, ChannelKind::Category, None, position)
    }

    fn to(id: i64, parent: Option<i64>, position: i32) -> ChannelMove {
        ChannelMove { id: ChannelId(id), parent_id: parent.map(ChannelId), position }
    }

    /// Two loose channels, two categories with two channels each.
    fn guild() -> Vec<Channel> {
        vec![
            text(1, None, 0),
            text(2, None, 1),
            category(10, 0),
            category(20, 1),
            text(11, Some(10), 0),
            text(12, Some(10), 1),
            text(21, Some(20), 0),
            text(22, Some(20), 1),
        ]
    }

    fn with(mut channels: Vec<Channel>, changed: Vec<Channel>) -> Vec<Channel> {
        for change in changed {
            let old = channels.iter_mut().find(|channel| channel.id == change.id).unwrap();
            *old = change;
        }
        channels
    }

    fn shown(channels: &[Channel]) -> Vec<i64> {
        let shared: Vec<Arc<Channel>> = channels.iter().cloned().map(Arc::new).collect();
        in_order(&shared).into_iter().map(|channel| channel.id.0).collect()
    }

    #[test]
    fn loose_channels_come_first_and_categories_with_their_own() {
        let mut channels = guild();
        channels.reverse();
        assert_eq!(shown(&channels), [1, 2, 10, 11, 12, 20, 21, 22]);
    }

    #[test]
    fn a_channel_goes_into_another_category_and_both_rows_are_counted_anew() {
        let changed = moved(&guild(), &[to(11, Some(20), 1)]).unwrap();
        assert_eq!(changed, [text(12, Some(10), 0), text(11, Some(20), 1), text(22, Some(20), 2)]);
    }

    #[test]
    fn categories_change_places_with_all_that_stands_in_them() {
        let channels = guild();
        let changed = moved(&channels, &[to(20, None, 0), to(10, None, 1)]).unwrap();
        assert_eq!(shown(&with(channels, changed)), [1, 2, 20, 21, 22, 10, 11, 12]);
    }

    #[test]
    fn beyond_the_end_is_the_end() {
        let channels = guild();
        let changed = moved(&channels, &[to(1, None, 99)]).unwrap();
        assert_eq!(shown(&with(channels, changed)), [2, 1, 10, 11, 12, 20, 21, 22]);
    }

    #[test]
    fn where_nothing_moves_nothing_changes() {
        assert_eq!(moved(&guild(), &[to(2, None, 1), to(10, None, 0)]).unwrap(), []);
        assert_eq!(moved(&guild(), &[]).unwrap(), []);
    }

    #[test]
    fn moves_that_cannot_be_are_refused() {
        let refused = [
            vec![to(10, Some(20), 0)],
            vec![to(1, Some(2), 0)],
            vec![to(1, Some(1), 0)],
            vec![to(1, Some(99), 0)],
            vec![to(99, None, 0)],
            vec![to(1, None, -1)],
            vec![to(1, None, 0), to(1, None, 1)],
        ];
        for moves in refused {
            assert!(moved(&guild(), &moves).is_err(), "{moves:?}");
        }
    }

    #[test]
    fn what_stood_in_a_deleted_category_stands_last_without_one() {
        let changed = without(&guild(), ChannelId(10));
        let mut left = with(guild(), changed);
        left.retain(|channel| channel.id != ChannelId(10));
        assert_eq!(shown(&left), [1, 2, 11, 12, 20, 21, 22]);
        assert!(left.iter().all(|channel| channel.parent_id != Some(ChannelId(10))));
    }

    #[test]
    fn a_new_channel_stands_last_in_its_row() {
        assert_eq!(next_position(&guild(), ChannelKind::Text, None), 2);
        assert_eq!(next_position(&guild(), ChannelKind::Category, None), 2);
        assert_eq!(next_position(&guild(), ChannelKind::Text, Some(ChannelId(10))), 2);
    }

    /// A guild with categories 1 to 3 and channels 10 to 19 anywhere, at places that need not fit.
    fn any_guild() -> impl Strategy<Value = Vec<Channel>> {
        prop::collection::vec((prop::option::of(1_i64..4), 0_i32..5), 10).prop_map(|places| {
            let texts = (10..).zip(places).map(|(id, (parent, position))| text(id, parent, position));
            (1..4).map(|id| category(id, 0)).chain(texts).collect()
        })
    }

    fn any_moves() -> impl Strategy<Value = Vec<ChannelMove>> {
        let text = (10_i64..20, prop::option::of(1_i64..4), 0_i32..12);
        let category = (1_i64..4, Just(None), 0_i32..5);
        prop::collection::vec(prop_oneof![4 => text, 1 => category], 0..8).prop_map(|moves| {
            let mut named = BTreeSet::new();
            moves
                .into_iter()
                .filter(|(id, ..)| named.insert(*id))
                .map(|(id, parent, position)| to(id, parent, position))
                .collect()
        })
    }

    proptest! {
        /// Whatever is moved: every row counts 0, 1, 2 …, nobody is lost, those named stand in the row
        /// they were told and the others stay in theirs in the order they had.
        #[test]
        fn rows_stay_whole(before in any_guild(), moves in any_moves()) {
            let after = with(before.clone(), moved(&before, &moves).unwrap());
            for row in rows(&after).values() {
                let positions: Vec<i32> = row.iter().map(|channel| channel.position).collect();
                prop_assert_eq!(positions, (0..).take(row.len()).collect::<Vec<i32>>());
            }
            for (old, new) in before.iter().zip(&after) {
                let parent = moves.iter().find(|to| to.id == old.id).map_or(old.parent_id, |to| to.parent_id);
                prop_assert_eq!(new, &Channel { parent_id: parent, position: new.position, ..old.clone() });
            }
            let unnamed = |channels: &[Channel]| -> BTreeMap<Row, Vec<ChannelId>> {
                rows(channels)
                    .into_iter()
                    .map(|(row, channels)| {
                        let ids = channels.into_iter().map(|channel| channel.id);
                        (row, ids.filter(|id| moves.iter().all(|to| to.id != *id)).collect())
                    })
                    .filter(|(_, ids): &(_, Vec<_>)| !ids.is_empty())
                    .collect()
            };
            prop_assert_eq!(unnamed(&before), unnamed(&after));
        }

        /// A whole row named anew stands exactly as named, whatever order the moves come in.
        #[test]
        fn a_row_named_anew_stands_as_named(
            before in any_guild(),
            order in Just((10_i64..20).collect::<Vec<_>>()).prop_shuffle(),
            shuffled in Just((0_i32..10).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let moves: Vec<ChannelMove> =
                shuffled.iter().map(|at| to(order[usize::try_from(*at).unwrap()], Some(2), *at)).collect();
            let after = with(before.clone(), moved(&before, &moves).unwrap());
            let row: Vec<i64> = rows(&after)[&Row::Under(ChannelId(2))].iter().map(|channel| channel.id.0).collect();
            prop_assert_eq!(row, order);
        }

        /// Moving to where one stands already changes nothing once the rows are counted.
        #[test]
        fn moving_again_changes_nothing(before in any_guild(), moves in any_moves()) {
            let after = with(before.clone(), moved(&before, &moves).unwrap());
            let again: Vec<ChannelMove> = after
                .iter()
                .map(|channel| ChannelMove { id: channel.id, parent_id: channel.parent_id, position: channel.position })
                .collect();
            prop_assert_eq!(moved(&after, &again).unwrap(), vec![]);
        }
    }
}
