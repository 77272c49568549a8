//! `multipart/form-data` as it comes in. What is held is one piece of the network and a head of a few kB, whatever a
//! sender writes; a file goes through piece by piece.

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use std::time::Duration;

/// Longest head of a part, in bytes.
const MOST_HEAD: usize = 4 * 1024;

/// Longest boundary, as the standard has it.
const MOST_BOUNDARY: usize = 70;

/// Longest pause between two pieces: networks break off and come back.
const PAUSE: Duration = Duration::from_secs(30);

/// Why a body cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It is no form of this kind, or ends too early.
    Malformed,
    /// It is longer than any body may be.
    TooLong,
    /// Nothing came for too long.
    TooSlow,
}

/// What a part says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Name of the field.
    pub name: String,
    /// Whether it is a file. What the file is called is not looked at.
    pub is_file: bool,
}

/// A body that is read part by part.
pub struct Parts<S> {
    source: S,
    /// `\r\n--boundary`.
    fence: Vec<u8>,
    held: Vec<u8>,
    left: u64,
    ended: bool,
}

/// The boundary of a content type; `None` when it is none of a form with files.
#[must_use]
pub fn boundary(content_type: &str) -> Option<&str> {
    let (kind, rest) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = rest.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then_some(value)
    })?;
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&byte);
    ((1..=MOST_BOUNDARY).contains(&value.len()) && value.bytes().all(legal)).then_some(value)
}

impl<S, E> Parts<S>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    /// Parts of a body with this boundary, of which at most so many bytes are read.
    pub fn new(source: S, boundary: &str, most_bytes: u64) -> Self {
        // The first fence may stand at the very start, where no line ends before it.
        Self {
            source,
            fence: format!("\r\n--{boundary}").into_bytes(),
            held: b"\r\n".to_vec(),
            left: most_bytes,
            ended: false,
        }
    }

    /// Goes on to the next part, over what is left of this one; `None` behind the last.
    ///
    /// # Errors
    /// See [`Stop`].
    pub async fn next(&mut self) -> Result<Option<Part>, Stop> {
        while self.piece().await?.is_some() {}
        if self.ended {
            return Ok(None);
        }
        self.held.drain(..self.fence.len());
        while self.held.len() < 2 {
            self.more().await?;
        }
        if self.held.starts_with(b"--") {
            self.ended = true;
            return Ok(None);
        }
        let end = loop {
            if let Some(end) = find(&self.held, b"\r\n\r\n") {
                break end;
            }
            if self.held.len() > MOST_HEAD {
                return Err(Stop::Malformed);
            }
            self.more().await?;
        };
        if end > MOST_HEAD {
            return Err(Stop::Malformed);
        }
        let part = read_head(&self.held[..end]).ok_or(Stop::Malformed)?;
        self.held.drain(..end + 4);
        Ok(Some(part))
    }

    /// The next piece of the part; `None` at its end.
    ///
    /// # Errors
    /// See [`Stop`].
    pub async fn piece(&mut self) -> Result<Option<Vec<u8>>, Stop> {
        loop {
            if self.ended {
                return Ok(None);
            }
            let sure = match find(&self.held, &self.fence) {
                Some(0) => return Ok(None),
                Some(at) => at,
                // A fence may have begun in what is held last.
                None => self.held.len().saturating_sub(self.fence.len() - 1),
            };
            if sure > 0 {
                return Ok(Some(self.held.drain(..sure).collect()));
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<(), Stop> {
        let piece = match tokio::time::timeout(PAUSE, self.source.next()).await {
            Ok(Some(Ok(piece))) => piece,
            Ok(Some(Err(_)) | None) => return Err(Stop::Malformed),
            Err(_elapsed) => return Err(Stop::TooSlow),
        };
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(Stop::TooLong)?;
        self.held.extend_from_slice(&piece);
        Ok(())
    }
}

fn read_head(head: &[u8]) -> Option<Part> {
    // What the file is called may be anything; it is not looked at.
    let head = String::from_utf8_lossy(head);
    let disposition = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value.trim())
    })?;
    let rest = disposition.get(..9).filter(|kind| kind.eq_ignore_ascii_case("form-data")).map(|_| &disposition[9..])?;
    let name = rest.split_once(" name=\"")?.1.split_once('"')?.0;
    let is_file = rest.contains("; filename=") || rest.contains("; filename*=");
    Some(Part { name: name.to_owned(), is_file })
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|byte| *byte == first) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use std::convert::Infallible;

    async fn read(body: &[u8], piece: usize, most: u64) -> Result<Vec<(String, bool, Vec<u8>)>, Stop> {
        let pieces: Vec<Result<Bytes, Infallible>> =
            body.chunks(piece).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        let mut parts = Parts::new(stream::iter(pieces), "x-1", most);
        let mut found = Vec::new();
        while let Some(part) = parts.next().await? {
            let mut content = Vec::new();
            while let Some(piece) = parts.piece().await? {
                content.extend_from_slice(&piece);
            }
            found.push((part.name, part.is_file, content));
        }
        Ok(found)
    }

    const BODY: &[u8] = b"--x-1\r\nContent-Disposition: form-data; name=\"shop\"\r\n\r\n\xd8\xa3 b\r\n--x-1\r\n\
        content-disposition: form-data; name=\"file\"; filename=\"../a\0.svg\"\r\ncontent-type: image/svg+xml\r\n\r\n\
        \r\n--x-\r\n--x\r\n\r\r\n--x-1\r\nContent-Disposition: form-data; name=\"e\"\r\n\r\n\r\n--x-1--\r\nrest";

    #[tokio::test]
    async fn a_form_reads_the_same_however_the_network_cuts_it() {
        let expected = [
            ("shop".to_owned(), false, "أ b".as_bytes().to_vec()),
            ("file".to_owned(), true, b"\r\n--x-\r\n--x\r\n\r".to_vec()),
            ("e".to_owned(), false, Vec::new()),
        ];
        for piece in 1..BODY.len() {
            assert_eq!(read(BODY, piece, 10_000).await.unwrap(), expected, "in pieces of {piece}");
        }
    }

    #[tokio::test]
    async fn what_is_cut_short_or_no_form_is_malformed() {
        let end = BODY.len() - b"--\r\nrest".len();
        for cut in 0..end {
            assert_eq!(read(&BODY[..cut], 7, 10_000).await, Err(Stop::Malformed), "{cut}");
        }
        for body in [
            &b"--x-1\r\nContent-Type: a\r\n\r\n\r\n--x-1--"[..],
            b"--x-1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n\r\n--x-1--",
            b"--x-1\r\nContent-Disposition: form-data\r\n\r\n\r\n--x-1--",
            b"--x-1\r\nContent-Disposition: \xd8\xa3\xff\r\n\r\n\r\n--x-1--",
        ] {
            assert_eq!(read(body, 9, 10_000).await, Err(Stop::Malformed), "{body:?}");
        }
        let long =
            [b"--x-1\r\nContent-Disposition: form-data; name=\"", vec![b'a'; 9_000].as_slice(), b"\"\r\n\r\n"].concat();
        assert_eq!(read(&long, 100, 100_000).await, Err(Stop::Malformed));
        assert_eq!(read(BODY, 10, 40).await, Err(Stop::TooLong));
    }

    #[test]
    fn a_boundary_is_taken_from_a_form_with_files_only() {
        assert_eq!(boundary("multipart/form-data; boundary=abc"), Some("abc"));
        assert_eq!(boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a-b\""), Some("a-b"));
        let long = format!("multipart/form-data; boundary={}", "a".repeat(71));
        for wrong in [
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=a b",
            "multipart/mixed; boundary=abc",
            "image/png",
            "",
            &long,
        ] {
            assert_eq!(boundary(wrong), None, "{wrong}");
        }
    }
}
