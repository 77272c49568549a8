//! Visits, counted without cookies and without anybody else: who sees a page is noted in memory, and written down a little
//! later as counts. What is about a person is a hash that is forgotten with its salt when the day is over.

mod book;
mod buffer;
mod write;

pub(crate) use buffer::Buffer;
pub(crate) use write::source_of;
pub use write::{forget, write_down};

use crate::{Actor, Services};
use domain::id::ShopId;
use domain::visits::{Place, Source, is_person};
use std::fmt;

/// Longest User-Agent that tells visitors apart, in bytes.
const LONGEST_AGENT: usize = 256;

/// Somebody who is counted: the address and the User-Agent of her request, which leave the memory of this process only as a
/// hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Visitor {
    client: String,
    agent: String,
}

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Visitor(..)")
    }
}

impl Visitor {
    /// Who asks from this address with this User-Agent; `None` when that is no person.
    #[must_use]
    pub fn new(client: &str, agent: &str) -> Option<Self> {
        let end = agent.floor_char_boundary(LONGEST_AGENT);
        is_person(agent).then(|| Self { client: client.to_owned(), agent: agent[..end].to_owned() })
    }
}

/// A page that somebody saw.
#[derive(Debug, Clone)]
pub struct Visit {
    /// What it is about.
    pub place: Place,
    /// Where she came from, as far as this request says.
    pub source: Source,
    /// Who saw it.
    pub visitor: Visitor,
    /// The shops that she works for: their pages do not count.
    pub works_for: Vec<ShopId>,
}

/// What is waiting to be written down.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    visit: Visit,
    /// Whether a product was put into the cart, rather than seen.
    added: bool,
}

/// Notes that somebody saw a page. Never waits: it is written down by [`write_down`], or dropped when too much is waiting.
pub fn note(svc: &Services, visit: Visit) {
    svc.visits().push(Noted { visit, added: false });
}

/// Notes that somebody put a product into the cart, by its slug.
pub fn note_added(svc: &Services, visitor: Visitor, actor: &Actor, product: &str) {
    let works_for = actor.shops().iter().map(|shop| shop.shop).collect();
    let visit = Visit { place: Place::Product(product.to_owned()), source: Source::Direct, visitor, works_for };
    svc.visits().push(Noted { visit, added: true });
}
