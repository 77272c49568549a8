//! Uploads as a hostile world sends them, and as telephones do; against the program itself.

mod avif;
mod given;
mod hostile;
mod make;
mod phone;
mod server;
