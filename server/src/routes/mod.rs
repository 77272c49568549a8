//! What answers: pages, server functions, pictures, uploads, built files, and the questions of whoever watches over the server.

pub mod api;
pub mod assets;
pub mod currency;
pub mod errors;
pub mod health;
pub mod listings;
pub mod live;
pub mod media;
pub mod pages;
pub mod pictures;
pub mod session;
pub mod share;
pub mod upload;
pub mod visits;
