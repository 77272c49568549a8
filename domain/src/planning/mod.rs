//! How long a piece takes, the plan of a shop, and the day on which a piece can be ready: [`promise`] in the workshop,
//! [`promise_from_digest`] on the page.

mod calendar;
mod change;
mod consider;
mod course;
mod dates;
mod demand;
mod digest;
mod grid;
mod kept;
mod lay;
mod makeable;
mod plan;
mod promise;
mod share;
mod shortage;
mod sources;
mod work;

#[cfg(test)]
mod best;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod products;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod simulation;

pub use calendar::{Calendar, Hand, MOST_PLACES, Resource, Span, Station, Week, read_hours, write_hours};
pub use change::{Change, Danger, Refused, WhatIf, Workshop, endangered};
pub use consider::Considered;
pub use course::{Cause, Course, Turn};
pub use dates::{PromiseDigest, ResourceDigest, Run, promise_from_digest};
pub use demand::{Demand, Need, Stage};
pub(crate) use digest::largest_demand;
pub use digest::{Feasibility, MaterialDigest, StockPicture};
pub use kept::{Kept, Punctuality};
pub use makeable::{Makeable, Pieces};
pub use plan::{Plan, Planned, Queued, Slot, plan, promise};
pub use promise::{Limit, NoPromise, Promise};
pub use share::share_out;
pub use shortage::{Shortage, shortages};
pub use sources::{Source, Taken};
pub use work::{LineWork, minutes, work};
