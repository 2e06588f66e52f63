//! How many connections one may have open, by address or by person, so that nobody takes them all.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use parking_lot::Mutex;

/// Counts the open connections of each `K`.
#[derive(Debug)]
pub struct Places<K> {
    /// How many of one; `None`: as many as come.
    most: Option<u32>,
    open: Open<K>,
}

type Open<K> = Arc<Mutex<HashMap<K, u32>>>;

/// An open connection among those of its kind; free again when this is dropped.
#[derive(Debug)]
#[must_use = "it counts only as long as this lives"]
pub struct Place<K: Copy + Eq + Hash> {
    of: K,
    open: Open<K>,
}

/// There are as many connections open as may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl<K: Copy + Eq + Hash> Places<K> {
    /// With so many places for each; `None`: without a limit.
    #[must_use]
    pub fn new(most: Option<u32>) -> Self {
        Self { most, open: Arc::default() }
    }

    /// Takes a place for a connection; none where no limit is.
    ///
    /// # Errors
    /// Where all are taken.
    pub fn enter(&self, of: K) -> Result<Option<Place<K>>, Full> {
        let Some(most) = self.most else { return Ok(None) };
        let mut open = self.open.lock();
        let count = open.entry(of).or_default();
        if *count >= most {
            return Err(Full);
        }
        *count += 1;
        Ok(Some(Place { of, open: Arc::clone(&self.open) }))
    }
}

impl<K: Copy + Eq + Hash> Drop for Place<K> {
    fn drop(&mut self) {
        let mut open = self.open.lock();
        if let Some(count) = open.get_mut(&self.of) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_so_many_places_and_gets_them_back() {
        let (places, ana, ben) = (Places::new(Some(2)), 1, 2);
        let first = places.enter(ana).unwrap();
        let second = places.enter(ana).unwrap();
        assert_eq!(places.enter(ana).unwrap_err(), Full);
        drop(places.enter(ben).unwrap());
        drop(first);
        let third = places.enter(ana).unwrap();
        assert_eq!(places.enter(ana).unwrap_err(), Full);
        drop((second, third));
        assert!(places.open.lock().is_empty(), "nothing is kept of those who left");
    }

    #[test]
    fn without_a_limit_nobody_is_counted() {
        let places = Places::new(None);
        let taken: Vec<_> = (0..100).map(|_| places.enter(1).unwrap()).collect();
        assert!(taken.iter().all(Option::is_none));
    }
}
