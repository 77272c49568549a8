//! How long a piece takes, line by line of its work.

use crate::configurator::Configuration;
use crate::id::StationId;
use crate::product::{ProductModel, all_hold};
use crate::quantity::Overflow;

/// The work of one line in one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineWork {
    /// Index of the line in the model; its words stand there.
    pub line: usize,
    /// Minutes, rounded up; never negative.
    pub minutes: i64,
    /// Where it is done, when it needs more than hands.
    pub station: Option<StationId>,
}

/// The work in one piece, in the order of the lines; lines whose conditions do not hold are left out.
///
/// # Errors
/// [`Overflow`] when an amount does not fit, or when a line would give time back.
pub fn work(model: &ProductModel, configuration: &Configuration) -> Result<Vec<LineWork>, Overflow> {
    let mut lines = Vec::with_capacity(model.work.len());
    for (line, known) in model.work.iter().enumerate() {
        if !all_hold(&known.when, configuration.picks()) {
            continue;
        }
        let minutes = known.measure.amount(configuration.sides_mm(), configuration.picks())?.round_up()?;
        if minutes < 0 {
            return Err(Overflow);
        }
        lines.push(LineWork { line, minutes, station: known.station });
    }
    Ok(lines)
}

/// Minutes of work in one piece.
///
/// # Errors
/// As [`work`], and [`Overflow`] when the sum does not fit.
pub fn minutes(model: &ProductModel, configuration: &Configuration) -> Result<i64, Overflow> {
    work(model, configuration)?.iter().try_fold(0i64, |sum, line| sum.checked_add(line.minutes).ok_or(Overflow))
}
