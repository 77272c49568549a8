//! `mogador recode <width> <height>`: makes the AVIF files of a picture of this size, whose widest file is on standard input.
//! `serve` starts it for one picture after the other, when nothing else is to be done.

use super::develop::{Limits, limit_self};
use crate::photo::{avif, message};
use std::io::{self, Read, Write};
use std::process::ExitCode;

/// The word on the command line.
pub(crate) const COMMAND: &str = "recode";

/// Most memory, in bytes: an encoder of AVIF holds a picture several times.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// Most processor time, in seconds.
const MOST_SECONDS: u64 = 300;

/// Everything else comes first.
const NICE: i32 = 19;

/// Longest file that is read, in bytes: the widest one of a picture has three million pixels.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

pub(super) fn run(size: [&str; 2]) -> ExitCode {
    match recode(size) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_nobody_listens) => ExitCode::FAILURE,
    }
}

fn recode(size: [&str; 2]) -> io::Result<()> {
    limit_self(&Limits { memory: MOST_MEMORY, seconds: MOST_SECONDS, nice: NICE })?;
    let [Ok(width), Ok(height)] = size.map(str::parse::<u32>) else { return Err(io::ErrorKind::InvalidInput.into()) };
    let mut source = Vec::new();
    io::stdin().lock().take(MOST_BYTES).read_to_end(&mut source)?;
    let made = avif::recode(&source, [width, height]);
    let mut out = io::stdout().lock();
    out.write_all(&message::write_files(&made))?;
    out.flush()
}
