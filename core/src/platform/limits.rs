//! Rate limits: how often a person, an account or an address may do what.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::config::Switch;
use super::error::{Error, Result};

/// What is counted. Each has its own allowance for each key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rate {
    /// Attempts to sign in, by the account named.
    SignInByAccount,
    /// Attempts to sign in, by address.
    SignInByAddress,
    /// New accounts, by address.
    SignUpByAddress,
    /// Refreshes, by address.
    RefreshByAddress,
    /// Whatever needs no token, by address.
    AnonymousByAddress,
    /// Messages, by person.
    Send,
    /// Other mutations, by person.
    Mutation,
    /// Queries, by person.
    Query,
    /// The reading of operations that were not read lately, by person: their text in pieces of 8 KiB.
    Reading,
    /// Exports and imports, by person.
    Archive,
    /// New live connections, by address.
    Connect,
    /// Reports of messages and people, by person.
    Report,
}

impl Rate {
    const ALL: [Self; 12] = [
        Self::SignInByAccount,
        Self::SignInByAddress,
        Self::SignUpByAddress,
        Self::RefreshByAddress,
        Self::AnonymousByAddress,
        Self::Send,
        Self::Mutation,
        Self::Query,
        Self::Reading,
        Self::Archive,
        Self::Connect,
        Self::Report,
    ];

    /// How many at once, and how long until one more is allowed.
    fn allowance(self) -> (u32, Duration) {
        match self {
            Self::SignInByAccount => (10, Duration::from_secs(30)),
            Self::SignInByAddress => (60, Duration::from_secs(2)),
            Self::SignUpByAddress => (60, Duration::from_secs(10)),
            Self::RefreshByAddress => (120, Duration::from_millis(500)),
            Self::AnonymousByAddress => (240, Duration::from_millis(50)),
            Self::Send => (40, Duration::from_millis(200)),
            Self::Mutation => (80, Duration::from_millis(100)),
            Self::Query => (400, Duration::from_millis(10)),
            Self::Reading => (200, Duration::from_millis(50)),
            Self::Archive => (4, Duration::from_mins(10)),
            Self::Connect => (100, Duration::from_millis(100)),
            Self::Report => (10, Duration::from_mins(1)),
        }
    }
}

/// All limits of this node.
#[derive(Debug)]
pub struct RateLimits {
    limiters: Option<HashMap<Rate, DefaultKeyedRateLimiter<u64>>>,
    hasher: RandomState,
    clock: DefaultClock,
}

impl RateLimits {
    /// The limits, or none.
    #[must_use]
    pub fn new(switch: Switch) -> Self {
        let limiters = (switch == Switch::On).then(|| {
            Rate::ALL
                .into_iter()
                .filter_map(|rate| {
                    let (burst, period) = rate.allowance();
                    let quota = Quota::with_period(period)?.allow_burst(NonZeroU32::new(burst)?);
                    Some((rate, RateLimiter::keyed(quota)))
                })
                .collect()
        });
        Self { limiters, hasher: RandomState::new(), clock: DefaultClock::default() }
    }

    /// Counts one, or says when to try again.
    ///
    /// # Errors
    /// `RATE_LIMITED`, with the time to wait.
    pub fn count(&self, rate: Rate, key: impl Hash) -> Result<()> {
        let Some(limiter) = self.limiters.as_ref().and_then(|limiters| limiters.get(&rate)) else {
            return Ok(());
        };
        limiter
            .check_key(&self.hasher.hash_one(key))
            .map_err(|not_until| Error::rate_limited(not_until.wait_time_from(self.clock.now())))
    }

    /// Counts one for an address and its [`household`].
    ///
    /// # Errors
    /// `RATE_LIMITED`, with the time to wait.
    pub fn count_address(&self, rate: Rate, address: IpAddr) -> Result<()> {
        self.count(rate, household(address))
    }

    /// Counts further ones for an address, as far as any are left: for what turns out to weigh more than
    /// one after it was let in.
    pub fn charge_address(&self, rate: Rate, address: IpAddr, further: u32) {
        for _ in 0..further {
            if self.count_address(rate, address).is_err() {
                break;
            }
        }
    }

    /// Forgets the keys that have their whole allowance again. Called now and then, so that the
    /// limits hold only who was here lately.
    pub fn forget_idle(&self) {
        for limiter in self.limiters.iter().flat_map(HashMap::values) {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// What counts as one address: of IPv6 the /64, which one household has.
#[must_use]
pub fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::error::ErrorCode;

    #[test]
    fn the_eleventh_guess_at_one_account_waits_and_others_do_not() {
        let limits = RateLimits::new(Switch::On);
        for _ in 0..10 {
            limits.count(Rate::SignInByAccount, "ana").unwrap();
        }
        let error = limits.count(Rate::SignInByAccount, "ana").unwrap_err();
        assert_eq!(error.code, ErrorCode::RateLimited);
        assert!(error.retry_after.is_some_and(|after| after > Duration::from_secs(20)));
        limits.count(Rate::SignInByAccount, "ben").unwrap();
    }

    #[test]
    fn a_household_of_ipv6_shares_an_allowance() {
        let limits = RateLimits::new(Switch::On);
        for host in 0..60_u128 {
            let address = IpAddr::V6((0x2001_0db8_u128 << 96 | host).into());
            limits.count_address(Rate::SignUpByAddress, address).unwrap();
        }
        assert!(limits.count_address(Rate::SignUpByAddress, "2001:db8::ffff".parse().unwrap()).is_err());
        assert!(limits.count_address(Rate::SignUpByAddress, "2001:db8:0:1::1".parse().unwrap()).is_ok());
    }

    #[test]
    fn what_weighs_more_leaves_less_and_never_fails() {
        let limits = RateLimits::new(Switch::On);
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        limits.charge_address(Rate::SignUpByAddress, address, 58);
        limits.count_address(Rate::SignUpByAddress, address).unwrap();
        limits.charge_address(Rate::SignUpByAddress, address, 1000);
        assert!(limits.count_address(Rate::SignUpByAddress, address).is_err());
    }

    #[test]
    fn off_means_none() {
        let limits = RateLimits::new(Switch::Off);
        for _ in 0..1000 {
            limits.count(Rate::SignInByAccount, "ana").unwrap();
        }
    }
}
