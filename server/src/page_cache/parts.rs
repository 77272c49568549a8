//! A page cut where something stands that belongs to one answer alone.

use super::body::Pieces;
use super::packed;
use axum::body::{Body, Bytes};

/// What belongs to one answer alone, as it stands in the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    /// The nonce of its Content-Security-Policy.
    pub nonce: String,
    /// A cart line that nobody has yet; empty where the page has no place for one.
    pub line: String,
    /// How much is in the visitor's cart.
    pub basket: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    Nonce,
    Line,
    Basket,
}

impl Gap {
    const ALL: [Self; 3] = [Self::Nonce, Self::Line, Self::Basket];

    const fn of(self, own: &Own) -> &String {
        match self {
            Self::Nonce => &own.nonce,
            Self::Line => &own.line,
            Self::Basket => &own.basket,
        }
    }
}

/// What stands between the gaps, and after the last one.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub before: Vec<(Bytes, Gap)>,
    pub last: Bytes,
}

impl Parts {
    /// Cuts a page at every place of what belongs to one answer.
    pub fn cut(html: &str, own: &Own) -> Self {
        let marks = Gap::ALL.into_iter().filter(|gap| !gap.of(own).is_empty());
        let mut places: Vec<(usize, Gap)> = marks
            .flat_map(|gap| html.match_indices(gap.of(own).as_str()).map(move |(place, _)| (place, gap)))
            .collect();
        places.sort_unstable();
        let (mut before, mut done) = (Vec::with_capacity(places.len()), 0);
        for (place, gap) in places {
            before.push((Bytes::copy_from_slice(&html.as_bytes()[done..place]), gap));
            done = place + gap.of(own).len();
        }
        Self { before, last: Bytes::copy_from_slice(&html.as_bytes()[done..]) }
    }

    /// Bytes without what belongs to one answer.
    pub fn len(&self) -> usize {
        self.before.iter().map(|(part, _)| part.len()).sum::<usize>() + self.last.len()
    }

    /// Whether a cart line stands in it.
    pub fn has_line(&self) -> bool {
        self.before.iter().any(|(_, gap)| *gap == Gap::Line)
    }

    /// The page of one answer.
    pub fn with(&self, own: Own) -> Body {
        self.filled([own.nonce.into(), own.line.into(), own.basket.into()])
    }

    /// The page of one answer, of packed parts.
    pub fn packed_with(&self, own: &Own) -> Body {
        self.filled(Gap::ALL.map(|gap| packed::stored(gap.of(own).as_bytes())))
    }

    fn filled(&self, [nonce, line, basket]: [Bytes; 3]) -> Body {
        let pieces = self.before.iter().flat_map(|(part, gap)| {
            let own = match gap {
                Gap::Nonce => &nonce,
                Gap::Line => &line,
                Gap::Basket => &basket,
            };
            [part.clone(), own.clone()]
        });
        Body::new(Pieces::new(pieces.chain([self.last.clone()])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn text(body: Body) -> String {
        String::from_utf8(axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap()
    }

    fn own(nonce: &str, line: &str, basket: &str) -> Own {
        Own { nonce: nonce.into(), line: line.into(), basket: basket.into() }
    }

    #[tokio::test]
    async fn each_answer_has_its_own_between_the_same_parts() {
        let parts = Parts::cut("Na<N>é L [] LN", &own("N", "L", "[]"));
        assert!(parts.has_line());
        assert_eq!(text(parts.with(own("nn", "ll", "[2]"))).await, "nna<nn>é ll [2] llnn");
        let whole = Parts::cut("as it is", &own("N", "", ""));
        assert!(!whole.has_line());
        assert_eq!(text(whole.with(own("nn", "", "[2]"))).await, "as it is");
    }
}
