//! Who is behind a request, and how resolvers get at it.

use std::net::IpAddr;
use std::sync::Arc;

use async_graphql::Context;

use crate::accounts::Actor;
use crate::app::App;
use crate::platform::config::Config;
use crate::platform::error::{Error, Result};
use crate::platform::limits::Rate;

/// The other end of a request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who, where a good token came with it.
    pub actor: Option<Actor>,
    /// From where, as the rate limits count it.
    pub address: IpAddr,
    /// The address that people type, without a slash at its end: for links to hand on.
    pub base_url: Arc<str>,
}

impl Caller {
    /// What to put before links: as the settings say, else what the browser asked for.
    #[must_use]
    pub fn base_url(config: &Config, scheme: &str, host: Option<&str>) -> Arc<str> {
        if let Some(url) = &config.public_url {
            return url.trim_end_matches('/').into();
        }
        // The header is a stranger's: nothing but what a host and port are made of.
        let plain = |host: &&str| {
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b))
        };
        format!("{scheme}://{}", host.filter(plain).unwrap_or("localhost")).into()
    }

    /// The person, for what needs one.
    ///
    /// # Errors
    /// `UNAUTHENTICATED`.
    pub fn actor(&self) -> Result<&Actor> {
        self.actor.as_ref().ok_or_else(Error::unauthenticated)
    }

    /// Counts one of `rate` for the person, or an anonymous request for the address.
    ///
    /// # Errors
    /// `RATE_LIMITED`.
    pub fn count(&self, app: &App, rate: Rate) -> Result<()> {
        match &self.actor {
            Some(actor) => app.limits.count(rate, actor.user_id),
            None => app.limits.count_address(Rate::AnonymousByAddress, self.address),
        }
    }
}

/// What resolvers ask their context for.
pub trait ContextExt {
    /// The running program.
    fn app(&self) -> &App;
    /// The other end of the request.
    fn caller(&self) -> Result<&Caller>;
    /// The person who asks.
    ///
    /// # Errors
    /// `UNAUTHENTICATED`.
    fn actor(&self) -> Result<&Actor>;
}

impl ContextExt for Context<'_> {
    fn app(&self) -> &App {
        self.data_unchecked::<Arc<App>>()
    }

    fn caller(&self) -> Result<&Caller> {
        // Events are executed for nobody in particular: whatever depends on a caller fails there.
        self.data_opt::<Caller>().ok_or_else(Error::unauthenticated)
    }

    fn actor(&self) -> Result<&Actor> {
        self.caller()?.actor()
    }
}
