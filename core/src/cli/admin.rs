//! `guildhall admin …`: what the operator does beside a running server or without one.

use std::io::{IsTerminal, Read, stdin};

use clap::Subcommand;

use super::{Outcome, open_database, print};
use crate::accounts::{SignUp, admin};
use crate::instance;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::ids::IdMaker;

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an account. The password is asked for, or read from standard input
    CreateUser {
        /// 2 to 32 of a-z 0-9 _ . -
        username: String,
        /// Its e-mail address
        #[arg(long)]
        email: String,
    },
    /// Give an account a new password and sign it out everywhere. The password is asked for, or read
    /// from standard input
    ResetPassword {
        /// The username or e-mail address
        login: String,
    },
    /// Let somebody see the reports that are for this installation's operator, or no longer
    SetOperator {
        /// The username or e-mail address
        login: String,
        /// No longer
        #[arg(long)]
        off: bool,
    },
    /// Count what there is
    Stats,
    /// Sign tokens with a new key. A running server takes it up within seconds
    RotateKeys {
        /// Make the old keys good for nothing: everybody is signed out. For when a key has leaked
        #[arg(long)]
        drop_old: bool,
    },
}

/// Does it.
pub async fn run(config: &Config, command: Command) -> Outcome {
    let db = open_database(config).await?;
    let clock = Clock::System;
    let said = match command {
        Command::CreateUser { username, email } => {
            let ids = IdMaker::new(clock.clone(), config.node, db.highest_id().await?);
            let password = ask_password().await?;
            let id =
                admin::create_user(&db, &ids, SignUp { username: username.clone(), email, password }).await?;
            format!("{username} can sign in. The account's id is {id}.")
        }
        Command::ResetPassword { login } => {
            let ended = admin::reset_password(&db, &clock, &login, &ask_password().await?).await?;
            format!("{login} has a new password and is signed out everywhere (sessions ended: {ended}).")
        }
        Command::SetOperator { login, off } => {
            admin::set_operator(&db, &login, !off).await?;
            if off {
                format!("{login} is no operator any more.")
            } else {
                format!("{login} is an operator: the reports for the operator are theirs to decide.")
            }
        }
        Command::Stats => {
            let stats = instance::stats(&db, clock.now()).await?;
            format!(
                "users     {}\nsessions  {}\nservers   {}\nchannels  {}\nmessages  {}",
                stats.users, stats.sessions, stats.guilds, stats.channels, stats.messages
            )
        }
        Command::RotateKeys { drop_old } => {
            let ended = admin::rotate_keys(&db, &clock, &config.data, drop_old).await?;
            if drop_old {
                format!(
                    "A new key signs, the old are gone, and everybody is signed out (sessions ended: {ended})."
                )
            } else {
                "A new key signs; the old ones go on verifying.".to_owned()
            }
        }
    };
    db.close().await;
    print(&said)
}

/// The password, typed twice and not shown; where no person is at the terminal, what stands on
/// standard input.
async fn ask_password() -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    tokio::task::spawn_blocking(|| {
        if !stdin().is_terminal() {
            let mut password = String::new();
            stdin().lock().take(4096).read_to_string(&mut password)?;
            return Ok(password.trim_end_matches(['\r', '\n']).to_owned());
        }
        let password = rpassword::prompt_password("New password: ")?;
        if rpassword::prompt_password("Once more: ")? != password {
            return Err("the two are not the same; nothing was changed".into());
        }
        Ok(password)
    })
    .await?
}
