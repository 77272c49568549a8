//! Where uploaded pictures are developed: one process at a time, `mogador develop`, with limits of its own.

use crate::commands::develop::COMMAND;
use crate::commands::recode;
use crate::photo::message;
use services::pictures::{Developed, DevelopedFile, PictureProblem};
use services::ports::Later;
use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
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

/// How long the AVIF files of one picture may take: on a small machine that has more to do, some minutes.
const RECODE_LIMIT: Duration = Duration::from_secs(8 * 60);

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

    /// Makes the AVIF files of a picture of this size from its widest file. It has no turn among the uploads: whoever calls this
    /// has one picture worked on after the other.
    ///
    /// # Errors
    /// `Broken` for a file that cannot be read, or that the process dies of; `Busy` when there is no process.
    pub async fn recode(&self, widest: Vec<u8>, size: [u32; 2]) -> Result<Vec<DevelopedFile>, PictureProblem> {
        match tokio::time::timeout(RECODE_LIMIT, self.run_recode(widest, size)).await {
            Ok(Ok(said)) => said,
            Ok(Err(error)) => {
                tracing::error!("no picture can be encoded as AVIF: {error}");
                Err(PictureProblem::Busy)
            }
            Err(_elapsed) => Err(PictureProblem::Broken),
        }
    }

    async fn run_recode(
        &self,
        widest: Vec<u8>,
        size: [u32; 2],
    ) -> std::io::Result<Result<Vec<DevelopedFile>, PictureProblem>> {
        let mut process = Command::new(&self.program)
            .arg(recode::COMMAND)
            .args(size.map(|side| side.to_string()))
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        if let Some(mut to) = process.stdin.take() {
            // It may have ended already: what it says, or does not say, tells why.
            drop(to.write_all(&widest).await);
        }
        let mut said = Vec::new();
        if let Some(out) = process.stdout.take() {
            out.take(message::MOST_BYTES).read_to_end(&mut said).await?;
        }
        let ended = process.wait().await?;
        Ok(message::read_files(&said).unwrap_or_else(|| {
            tracing::warn!(%ended, "a picture was too much for its process: {ended}");
            Err(PictureProblem::Broken)
        }))
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

    fn recode(&self, widest: Vec<u8>, size: [u32; 2]) -> Later<'_, Result<Vec<DevelopedFile>, PictureProblem>> {
        Box::pin(self.recode(widest, size))
    }
}
