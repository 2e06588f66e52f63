//! How many connections one address may have open, so that nobody takes them all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use parking_lot::Mutex;

use crate::platform::config::{Config, Switch};
use crate::platform::limits::household;

/// Counts the open connections by address. Addresses of IPv6 count by their /64.
#[derive(Debug)]
pub struct ConnectionLimit {
    /// How many of one address; `None`: as many as come.
    most: Option<u32>,
    open: Arc<Mutex<HashMap<IpAddr, u32>>>,
}

/// An open connection among those of its address; free again when this is dropped.
#[derive(Debug)]
pub struct Place {
    address: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, u32>>>,
}

/// The address has as many connections open as it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl ConnectionLimit {
    /// As the settings have it; without rate limits, none.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let most = (config.limits == Switch::On).then_some(config.connections_per_address);
        Self { most, open: Arc::default() }
    }

    /// Takes a place for a connection from `address`; none where no limit is.
    ///
    /// # Errors
    /// Where all are taken.
    pub fn enter(&self, address: IpAddr) -> Result<Option<Place>, Full> {
        let Some(most) = self.most else { return Ok(None) };
        let address = household(address);
        let mut open = self.open.lock();
        let count = open.entry(address).or_default();
        if *count >= most {
            return Err(Full);
        }
        *count += 1;
        Ok(Some(Place { address, open: Arc::clone(&self.open) }))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.open.lock();
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(most: Option<u32>) -> ConnectionLimit {
        ConnectionLimit { most, open: Arc::default() }
    }

    #[test]
    fn an_address_has_so_many_places_and_gets_them_back() {
        let (limit, ana, ben) = (limit(Some(2)), "192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let first = limit.enter(ana).unwrap();
        let second = limit.enter(ana).unwrap();
        assert_eq!(limit.enter(ana).unwrap_err(), Full);
        drop(limit.enter(ben).unwrap());
        drop(first);
        let third = limit.enter(ana).unwrap();
        assert_eq!(limit.enter(ana).unwrap_err(), Full);
        drop((second, third));
        assert!(limit.open.lock().is_empty(), "nothing is kept of those who left");
    }

    #[test]
    fn a_household_of_ipv6_shares_its_places() {
        let limit = limit(Some(1));
        let _first = limit.enter("2001:db8::1".parse().unwrap()).unwrap();
        assert!(limit.enter("2001:db8::2".parse().unwrap()).is_err());
        assert!(limit.enter("2001:db8:0:1::1".parse().unwrap()).is_ok());
    }

    #[test]
    fn without_a_limit_nobody_is_counted() {
        let limit = limit(None);
        let places: Vec<_> = (0..100).map(|_| limit.enter("192.0.2.1".parse().unwrap()).unwrap()).collect();
        assert!(places.iter().all(Option::is_none));
    }
}
