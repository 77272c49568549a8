//! A page of a list.

use super::{Answer, Place, Question};
use crate::{Error, Services};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Reader;
use store::catalog::ProductCard;

/// Pieces on one page.
pub const PAGE: usize = 24;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// Its pieces.
    pub cards: Vec<ProductCard>,
    /// How many there are on all pages, and by what they can be sorted out.
    pub answer: Arc<Answer>,
    /// Behind what the next page begins; `None` on the last one.
    pub next: Option<Place>,
}

/// The page that is asked for.
///
/// # Errors
/// What the store answers.
pub(crate) async fn list(svc: &Services, reader: &mut Reader, question: &Question) -> Result<List, Error> {
    let (answer, ordinals, next) = {
        let index = svc.sets().now(reader).await?;
        let answer = index.answer_for_all(question, svc.now().day());
        let (ordinals, more) = index.page(index.left(question, None), question.sort, question.after, PAGE);
        let place = |ordinal: &u32| Place { price: index.price(*ordinal), ordinal: *ordinal };
        let next = ordinals.last().filter(|_| more).map(place);
        (answer, ordinals, next)
    };
    Ok(List { cards: cards(reader, &ordinals).await?, answer, next })
}

/// What a list shows of pieces, in this order; what has just been taken from sale is left out.
pub(crate) async fn cards(reader: &mut Reader, ordinals: &[u32]) -> Result<Vec<ProductCard>, Error> {
    let mut cards: BTreeMap<u32, ProductCard> = reader.cards_of(ordinals).await?.into_iter().collect();
    Ok(ordinals.iter().filter_map(|ordinal| cards.remove(ordinal)).collect())
}
