//! How long it takes to tell what a member may do in a channel: 1,000,000 pairs of a member and a channel,
//! in a guild as large as one gets. Part of `make bench`; its table has the columns of the others.

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use guildhall::channels::{Channel, ChannelKind};
use guildhall::guilds::{ChannelEntry, Guild, Membership, Role, Snapshot};
use guildhall::permissions::{Overwrite, OverwriteTarget, Permissions};
use guildhall::platform::clock::Timestamp;
use guildhall::platform::ids::{ChannelId, EPOCH, GuildId, RoleId, UserId};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const GUILD: i64 = 1;
const OWNER: i64 = 2;
const MEMBERS: i64 = 2000;
const CHANNELS: i64 = 500;
const ROLES: i64 = 250;
/// The most that one pair takes, looked up by itself as a request does it, in nanoseconds.
const AIM_ONE: f64 = 1000.0;
/// The most that one pair takes where all channels of a member are looked at, in nanoseconds.
const AIM_MANY: f64 = 200.0;
/// How often each is measured; the best counts, since whatever else the machine does only adds.
const RUNS: usize = 5;

fn main() -> ExitCode {
    // Whoever runs all targets as tests wants to know that this one builds, and no more.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let mut random = StdRng::seed_from_u64(3);
    let snapshot = guild(&mut random);
    let members: Vec<Membership> = (0..MEMBERS).map(|at| member(&mut random, at)).collect();
    let channels: Vec<ChannelId> = snapshot.channels.keys().copied().collect();
    let now = Timestamp(EPOCH.0 + 1_000_000_000);

    let one = nanoseconds(|| {
        let pairs = members.iter().flat_map(|member| channels.iter().map(move |channel| (member, channel)));
        pairs
            .filter(|(member, channel)| {
                snapshot.channel_permissions(member, now, **channel).contains(Permissions::SEND_MESSAGES)
            })
            .count()
    });
    let many =
        nanoseconds(|| members.iter().map(|member| snapshot.visible_channels(member, now).count()).sum());
    // What it would cost to remember instead: one look into a table of all pairs.
    let table: HashMap<(UserId, ChannelId), Permissions> = members
        .iter()
        .flat_map(|member| channels.iter().map(move |channel| (member, *channel)))
        .map(|(member, channel)| {
            ((member.user_id, channel), snapshot.channel_permissions(member, now, channel))
        })
        .collect();
    let look = nanoseconds(|| {
        let pairs = members.iter().flat_map(|member| channels.iter().map(move |channel| (member, channel)));
        pairs
            .filter(|(member, channel)| {
                table[&(member.user_id, **channel)].contains(Permissions::SEND_MESSAGES)
            })
            .count()
    });

    println!("| figure | Guildhall | beside it | ratio | aim |\n| --- | ---: | ---: | ---: | --- |");
    let row = |what: &str, figure: f64, aim: f64| {
        let reached = if figure <= aim { "✓" } else { "✗" };
        println!(
            "| {what} | {figure:.1} | a look into a table of all pairs: {look:.1} | {:.2} | ≤ {aim:.0} {reached} |",
            figure / look
        );
        figure <= aim
    };
    let alone = row("what a member may do in a channel, 1,000,000 pairs, each by itself, ns", one, AIM_ONE);
    let together = row("the same by member, all channels at once, ns", many, AIM_MANY);
    if alone && together { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Nanoseconds for each pair, at best.
fn nanoseconds(mut work: impl FnMut() -> usize) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let began = Instant::now();
        black_box(work());
        best = best.min(began.elapsed().as_secs_f64());
    }
    #[expect(clippy::cast_precision_loss, reason = "a million")]
    let pairs = (MEMBERS * CHANNELS) as f64;
    best * 1e9 / pairs
}

fn guild(random: &mut StdRng) -> Snapshot {
    let everyone = Role::new(RoleId(GUILD), "@everyone", 0, Permissions::EVERYONE);
    let roles = (1..=ROLES).map(|at| {
        let position = i32::try_from(at).unwrap_or(0);
        let permissions = some_permissions(random) - Permissions::ADMINISTRATOR;
        Role::new(RoleId(1000 + at), format!("role {at}"), position, permissions)
    });
    let roles: BTreeMap<RoleId, Role> =
        [everyone].into_iter().chain(roles).map(|role| (role.id, role)).collect();
    let channels = (0..CHANNELS).map(|at| {
        let id = ChannelId(10_000 + at);
        let channel = Channel::new(id, GuildId(GUILD), ChannelKind::Text, format!("channel {at}"));
        let overwrites = (0..random.random_range(0..8)).map(|_| overwrite(random)).collect();
        (id, ChannelEntry { channel: Arc::new(channel), overwrites })
    });
    Snapshot {
        guild: Guild::new(GuildId(GUILD), "bench", UserId(OWNER)),
        roles,
        channels: channels.collect(),
        threads: BTreeMap::new(),
    }
}

fn overwrite(random: &mut StdRng) -> Overwrite {
    let target = match random.random_range(0..10) {
        0 => OverwriteTarget::Role(RoleId(GUILD)),
        1 => OverwriteTarget::Member(UserId(100_000 + random.random_range(0..MEMBERS))),
        _ => OverwriteTarget::Role(RoleId(1000 + random.random_range(1..=ROLES))),
    };
    Overwrite { target, allow: some_permissions(random), deny: some_permissions(random) }
}

fn some_permissions(random: &mut StdRng) -> Permissions {
    Permissions::from_bits_truncate(random.random::<u64>() & random.random::<u64>()) & Permissions::CHANNEL
}

fn member(random: &mut StdRng, at: i64) -> Membership {
    let mut roles: Vec<RoleId> =
        (0..random.random_range(0..6)).map(|_| RoleId(1000 + random.random_range(1..=ROLES))).collect();
    roles.sort_unstable();
    roles.dedup();
    Membership { roles: roles.into(), ..Membership::new(UserId(100_000 + at), EPOCH) }
}
