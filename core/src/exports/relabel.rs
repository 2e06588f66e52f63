//! New ids for what comes from elsewhere. They keep the time, and so the order, of the old ones.

use std::collections::HashSet;

use rand::RngExt;

use super::sql;
use crate::platform::db::Db;
use crate::platform::error::{Error, Result};

/// The bits below the milliseconds.
const LOW_BITS: u32 = 21;
/// The first of a millisecond takes a number below this, at random; the next ones follow.
const FIRST: i64 = 1 << (LOW_BITS - 1);
/// How far apart the ids of one millisecond are at most.
const STEP: i64 = 16;
/// How often ids are drawn anew where some are taken.
const TRIES: usize = 16;

/// Draws ids. Give it old ids in rising order: the new ones rise too.
#[derive(Clone, Debug, Default)]
pub struct Relabel {
    millis: i64,
    low: i64,
}

impl Relabel {
    fn draw(&mut self, old: i64) -> Result<i64> {
        let millis = old >> LOW_BITS;
        let mut random = rand::rng();
        self.low = if millis == self.millis {
            self.low + random.random_range(1..=STEP)
        } else {
            random.random_range(1..FIRST)
        };
        self.millis = millis;
        if self.low >> LOW_BITS != 0 {
            return Err(Error::invalid("file", "The archive has too many things of one moment."));
        }
        Ok(millis << LOW_BITS | self.low)
    }

    /// New ids for old ones, none of which these tables have yet.
    ///
    /// Nobody else makes ids of the past, so what is free stays free, but for a second import of the same
    /// archive at the same time: then one of them fails, and can be tried again.
    pub async fn ids(&mut self, db: &Db, tables: &[&'static str], old: &[i64]) -> Result<Vec<i64>> {
        for _ in 0..TRIES {
            let mut drawing = self.clone();
            let drawn = old.iter().map(|old| drawing.draw(*old)).collect::<Result<Vec<i64>>>()?;
            let different = drawn.iter().collect::<HashSet<_>>().len() == drawn.len();
            let mut taken = !different;
            for table in tables {
                taken = taken || sql::any_of(db.read(), table, &drawn).await?;
            }
            if !taken {
                *self = drawing;
                return Ok(drawn);
            }
        }
        Err(Error::unavailable("No free ids were found for the archive. Try again."))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn new_ids_keep_time_and_order(moments in prop::collection::vec(1_i64..50, 1..200)) {
            let mut moments = moments;
            moments.sort_unstable();
            let mut relabel = Relabel::default();
            let new: Vec<i64> = moments.iter().map(|millis| relabel.draw(millis << LOW_BITS).unwrap()).collect();
            prop_assert!(new.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(new.iter().zip(&moments).all(|(new, millis)| new >> LOW_BITS == *millis));
        }
    }
}
