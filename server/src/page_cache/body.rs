//! A body of pieces that lie in memory already: nothing is copied, and its length is known.

use axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Neighbours of up to so many bytes are copied together: a piece of its own costs more on its way.
const SMALL: usize = 4 * 1024;

/// Pieces in their order.
pub(super) struct Pieces {
    pieces: std::vec::IntoIter<Bytes>,
    left: u64,
}

impl Pieces {
    pub fn new(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        let (mut joined, mut small, mut left) = (Vec::new(), Vec::new(), 0);
        for piece in pieces {
            left += piece.len() as u64;
            if piece.len() <= SMALL {
                small.extend_from_slice(&piece);
                continue;
            }
            joined.extend(
                [std::mem::take(&mut small).into(), piece].into_iter().filter(|piece: &Bytes| !piece.is_empty()),
            );
        }
        if !small.is_empty() {
            joined.push(small.into());
        }
        Self { pieces: joined.into_iter(), left }
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = self.pieces.next();
        self.left -= piece.as_ref().map_or(0, |piece| piece.len() as u64);
        Poll::Ready(piece.map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.len() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn small_neighbours_go_together_and_nothing_is_lost() {
        let large = Bytes::from(vec![b'x'; SMALL + 1]);
        let small = |text: &'static str| Bytes::from_static(text.as_bytes());
        let body = Pieces::new([small("a"), small(""), small("b"), large.clone(), large.clone(), small("c")]);
        assert_eq!(body.pieces.as_slice().iter().map(Bytes::len).collect::<Vec<_>>(), [2, SMALL + 1, SMALL + 1, 1]);
        assert_eq!(body.size_hint().exact(), Some(2 * large.len() as u64 + 3));
        let whole = axum::body::to_bytes(axum::body::Body::new(body), usize::MAX).await.unwrap();
        assert_eq!(whole, [b"ab".as_slice(), &large, &large, b"c"].concat());
        assert!(Pieces::new([Bytes::new()]).is_end_stream());
    }
}
