//! Where uploaded pictures are developed: one process at a time, `mogador develop`, with limits of its own.

use crate::commands::develop::COMMAND;
use crate::photo::message;
use services::pictures::{Developed, PictureProblem};
use services::ports::Later;
use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::process::Command;
use tokio::sync::Semaphore;

/// Pictures developed at the same time: the memory that uploads may take is the memory of one.
const AT_ONCE: usize = 1;

/// Pictures that may wait for their turn; further ones are told to come back.
const WAITING: usize = 24;

/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long one picture may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The darkroom.
#[derive(Debug)]
pub struct Darkroom {
    program: PathBuf,
    queue: Semaphore,
    turns: Semaphore,
}

impl Darkroom {
    /// A darkroom that works with this program, which is `mogador` itself.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, queue: Semaphore::new(AT_ONCE + WAITING), turns: Semaphore::new(AT_ONCE) }
    }

    /// Makes the files of the picture in this file, which is read from its start.
    ///
    /// # Errors
    /// What is wrong with the picture; `Busy` when too many wait. A picture that the process dies of is `Broken`.
    pub async fn develop(&self, original: File) -> Result<Developed, PictureProblem> {
        let Ok(_place) = self.queue.try_acquire() else { return Err(PictureProblem::Busy) };
        let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, self.turns.acquire()).await else {
            return Err(PictureProblem::Busy);
        };
        match tokio::time::timeout(TIME_LIMIT, self.run(original)).await {
            Ok(Ok(said)) => said,
            Ok(Err(error)) => {
                tracing::error!("no picture can be developed: {error}");
                Err(PictureProblem::Busy)
            }
            Err(_elapsed) => {
                tracing::warn!("a picture took longer than {TIME_LIMIT:?} and was given up");
                Err(PictureProblem::Broken)
            }
        }
    }

    async fn run(&self, original: File) -> std::io::Result<Result<Developed, PictureProblem>> {
        let mut process = Command::new(&self.program)
            .arg(COMMAND)
            .env_clear()
            .stdin(Stdio::from(original))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut said = Vec::new();
        if let Some(out) = process.stdout.take() {
            out.take(message::MOST_BYTES).read_to_end(&mut said).await?;
        }
        let ended = process.wait().await?;
        Ok(message::read(&said).unwrap_or_else(|| {
            tracing::warn!(%ended, "a picture was too much for its process: {ended}");
            Err(PictureProblem::Broken)
        }))
    }
}

impl services::ports::Darkroom for Darkroom {
    fn develop(&self, original: File) -> Later<'_, Result<Developed, PictureProblem>> {
        Box::pin(self.develop(original))
    }
}
