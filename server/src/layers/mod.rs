//! What surrounds every route, outermost first: reader of what nobody read, panic catcher, envelope (id, log line, headers), compression,
//! error pages, time limit, origin check, size limit.

pub mod envelope;
pub mod error_pages;
pub mod headers;
pub mod limits;
pub mod linger;
pub mod origin;
pub mod panic;
pub mod peer;
