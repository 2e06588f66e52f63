//! What is measured: a Guildhall with a crowd in one channel, and the floor beside it.

use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use guildhall_tests::{Channel, Database, Person, Server};

use crate::fanout::Target;
use crate::listeners::{self, Entrance};
use crate::senders::Request;
use crate::stamp::Stamp;

/// People who sign up at the same time; each costs a slow hash.
const SIGNING_UP: usize = 4;

/// A program beside this one, as cargo builds them.
pub fn program(name: &str) -> PathBuf {
    std::env::current_exe().expect("the path of this program").with_file_name(name)
}

/// A server with people, all in one channel.
#[derive(Debug)]
pub struct World {
    /// The server.
    pub server: Server,
    /// The members; each is a person of their own.
    pub people: Vec<Person>,
    /// The channel.
    pub channel: Channel,
}

impl World {
    /// Starts a server on an empty database, and signs so many people up.
    pub async fn with_people(database: Database, count: usize) -> Self {
        let server = Server::start(database).await;
        let owner = server.person("member0").await;
        let guild = owner.create_guild("Load").await;
        let invite = owner.invite(&guild).await;
        let channel = guild.channels.into_iter().next().expect("a new server has a channel");
        let (visitor, invite) = (&server.visitor(), &invite);
        let guests = stream::iter(1..count)
            .map(|number| async move {
                let guest = visitor.sign_up(&format!("member{number}")).await;
                guest.join(invite).await;
                guest
            })
            .buffer_unordered(SIGNING_UP);
        let people = stream::once(async { owner }).chain(guests).collect().await;
        Self { server, people, channel }
    }

    /// Stops the server as an operator does, and starts it again with the same data.
    pub async fn restart(&mut self) {
        self.server.ask_to_stop();
        self.server.wait_for_exit(Duration::from_secs(15)).await;
        self.server.start_again().await;
    }

    /// The first `senders` of the people send, and everybody listens.
    pub fn target(&self, senders: usize) -> Target {
        let address = self.server.address();
        let entrances = self
            .people
            .iter()
            .map(|person| Entrance::Guildhall { token: person.access_token.clone() })
            .collect();
        let requests = self
            .people
            .iter()
            .take(senders)
            .map(|person| Request::guildhall(&address, &person.access_token, &self.channel.id))
            .collect();
        Target { process: self.server.process_id(), address, entrances, requests }
    }

    /// The frame that a member gets for a message of the driver.
    pub async fn sample_frame(&self) -> io::Result<String> {
        let person = &self.people[0];
        let mut socket = listeners::subscribe(&self.server.address(), &person.access_token).await?;
        let operation = guildhall_tests::operations::send_message;
        let stamp = Stamp::default();
        let _: guildhall_tests::Message =
            person.must(operation(&self.channel.id, &stamp.text(), Some(&stamp.nonce()))).await;
        socket.expect_text(&stamp.text()).await
    }
}

/// The floor, as a process; it ends with this.
#[derive(Debug)]
pub struct Floor {
    child: Child,
    address: String,
}

impl Floor {
    /// Starts it.
    pub fn start() -> io::Result<Self> {
        let mut child = Command::new(program("floor")).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line)?;
        let address = line.trim().rsplit('/').next().unwrap_or_default().to_owned();
        Ok(Self { child, address })
    }

    /// So many listen, and so many send this frame.
    pub fn target(&self, listeners: usize, senders: usize, frame: &str) -> Target {
        Target {
            address: self.address.clone(),
            process: self.child.id(),
            entrances: vec![Entrance::Floor; listeners],
            requests: vec![Request::floor(frame); senders],
        }
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
