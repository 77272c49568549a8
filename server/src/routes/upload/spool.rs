//! A file that is coming in: on disk, without a name, gone when nobody holds it any more.

use services::pictures::{MOST_BYTES, Original};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::Path;

/// Bytes collected before they are written.
const PIECE: usize = 128 * 1024;

/// A file that is coming in.
pub(super) struct Spool {
    file: File,
    held: Vec<u8>,
    sum: Sha256,
    bytes: u64,
}

impl Spool {
    /// An empty file below the folder, which is made when it is missing.
    pub(super) async fn open(folder: &Path) -> io::Result<Self> {
        let folder = folder.to_owned();
        let file = blocking(move || {
            fs::create_dir_all(&folder)?;
            let mut random = [0_u8; 8];
            getrandom::fill(&mut random).map_err(io::Error::other)?;
            let path = folder.join(format!("{:016x}", u64::from_le_bytes(random)));
            let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
            // Nameless from the start, so that whatever ends this process leaves nothing behind.
            fs::remove_file(path)?;
            Ok(file)
        });
        Ok(Self { file: file.await?, held: Vec::new(), sum: Sha256::new(), bytes: 0 })
    }

    /// Takes a piece; `false`, and nothing is kept of it, when the file would be too large.
    pub(super) async fn take(&mut self, piece: &[u8]) -> io::Result<bool> {
        self.bytes = self.bytes.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if self.bytes > MOST_BYTES {
            return Ok(false);
        }
        self.sum.update(piece);
        self.held.extend_from_slice(piece);
        if self.held.len() >= PIECE {
            self.write().await?;
        }
        Ok(true)
    }

    async fn write(&mut self) -> io::Result<()> {
        let (mut file, held) = (self.file.try_clone()?, std::mem::take(&mut self.held));
        blocking(move || file.write_all(&held)).await
    }

    /// The whole file, to be read from its start, and what is remembered of it.
    pub(super) async fn finish(mut self) -> io::Result<(File, Original)> {
        self.write().await?;
        let mut file = self.file;
        file.rewind()?;
        Ok((file, Original { sha256: self.sum.finalize().into(), bytes: self.bytes }))
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}
