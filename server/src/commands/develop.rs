//! `mogador develop`: makes the files of the picture on standard input. `serve` starts it once for each upload, so that
//! whatever a decoder does to memory and processor is done to this process, and ends with it.

use crate::photo;
use rustix::process::{Resource, Rlimit, nice, setrlimit};
use services::pictures::{Developed, PictureProblem};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;

/// The word on the command line.
pub(crate) const COMMAND: &str = "develop";

/// Most memory of this process, in bytes. With what `serve` itself needs for uploads it stays under 128 MB.
pub const MOST_BYTES: u64 = 112 * 1024 * 1024;

/// Most processor time of this process, in seconds.
const MOST_SECONDS: u64 = 20;

/// Readers of the site come first.
const NICE: i32 = 5;

/// Bytes read at once.
const READ_BYTES: usize = 64 * 1024;

pub(super) fn run() -> ExitCode {
    // A problem of the picture is an answer; the process fails only when nobody takes it.
    let limits = Limits { memory: MOST_BYTES, seconds: MOST_SECONDS, nice: NICE };
    match limit_self(&limits).and_then(|()| answer(&develop()?, &mut io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_nobody_listens) => ExitCode::FAILURE,
    }
}

/// What a process may take.
pub(super) struct Limits {
    /// Memory in bytes.
    pub(super) memory: u64,
    /// Processor time in seconds.
    pub(super) seconds: u64,
    /// How far everything else goes before it.
    pub(super) nice: i32,
}

/// Memory, processor time, files and core dumps of this process from now on.
pub(super) fn limit_self(limits: &Limits) -> io::Result<()> {
    for (resource, most) in
        [(Resource::Data, limits.memory), (Resource::Cpu, limits.seconds), (Resource::Fsize, 0), (Resource::Core, 0)]
    {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    nice(limits.nice)?;
    Ok(())
}

fn develop() -> io::Result<Result<Developed, PictureProblem>> {
    // The same file, but one that can be gone back in.
    let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    Ok(photo::develop(&mut BufReader::with_capacity(READ_BYTES, file)))
}

fn answer(developed: &Result<Developed, PictureProblem>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&photo::message::write(developed))?;
    out.flush()
}
