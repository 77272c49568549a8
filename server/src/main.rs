//! The `mogador` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run(std::env::args().skip(1).collect())
}
