//! Brotli of a page whose gaps are filled for each answer.
//!
//! Each part is packed by itself, so that it refers to nothing before it, and ends on a whole byte; what is filled in is stored
//! between them as it is (RFC 7932, section 9.2: a meta-block that is not compressed).

use super::parts::Parts;
use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;

/// As hard as other pages are packed on their way.
const QUALITY: i32 = 5;

/// The window, as a power of two. Larger than any page, so that each part finds all of itself.
const WINDOW: i32 = 18;

/// The header of a stream with this window (RFC 7932, section 9.1: `0011`), then an empty block of metadata up to the next byte.
const START: [u8; 2] = [0b0110_0011, 0];

/// The empty last block.
const END: u8 = 0b11;

/// Packs the parts of a page; nothing when that fails, which is logged.
pub(super) async fn pack(parts: Parts) -> Option<Parts> {
    let packed = tokio::task::spawn_blocking(move || pack_now(&parts)).await;
    match packed.map_err(std::io::Error::other).flatten() {
        Ok(packed) => Some(packed),
        Err(error) => {
            tracing::error!(%error, "a page could not be packed");
            None
        }
    }
}

fn pack_now(parts: &Parts) -> Result<Parts, std::io::Error> {
    let mut start = START.to_vec();
    let mut before = Vec::with_capacity(parts.before.len());
    for (part, gap) in &parts.before {
        part_of(part, &mut start)?;
        before.push((std::mem::take(&mut start).into(), *gap));
    }
    part_of(&parts.last, &mut start)?;
    start.push(END);
    Ok(Parts { before, last: start.into() })
}

fn part_of(mut part: &[u8], out: &mut Vec<u8>) -> Result<(), std::io::Error> {
    if part.is_empty() {
        return Ok(());
    }
    let how = BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: part.len(),
        catable: true,
        bare_stream: true,
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut part, out, &how).map(drop)
}

/// A few bytes as a block that is not compressed: not the last one, its length less one in 16 bits.
pub(super) fn stored(bytes: &[u8]) -> Bytes {
    let Some(less_one) = u16::try_from(bytes.len()).ok().and_then(|length| length.checked_sub(1)) else {
        return Bytes::new();
    };
    let head = u32::from(less_one) << 3 | 1 << 19;
    [&head.to_le_bytes()[..3], bytes].concat().into()
}

#[cfg(test)]
mod tests {
    use super::super::parts::Own;
    use super::*;

    async fn unpacked(parts: &Parts, own: &Own) -> String {
        let bytes = axum::body::to_bytes(parts.packed_with(own), usize::MAX).await.unwrap();
        let mut text = Vec::new();
        brotli::BrotliDecompress(&mut &*bytes, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    /// Numbers of a fixed sequence (xorshift64*, Vigna 2016).
    fn drawn(state: &mut u64) -> usize {
        *state ^= *state >> 12;
        *state ^= *state << 25;
        *state ^= *state >> 27;
        usize::try_from(state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40).unwrap()
    }

    #[tokio::test]
    async fn a_packed_page_is_the_plain_one_with_what_belongs_to_this_answer() {
        let (nonce, line) = ("0123456789abcdef0123456789abcdef", "01890a5d-ac96-774b-bcce-b302099a8057");
        let basket = "<b data-cart></b>";
        let words = ["<div class=\"card\">", "</div>", "قفطان ", "thuya ", "é", "\n", "a", "raffia raffia raffia "];
        let mut state = 0x9e37_79b9_7f4a_7c15;
        for length in [0, 1, 2, 3, 5, 40, 900, 20_000] {
            for _ in 0..12 {
                let mut html = String::new();
                for _ in 0..length {
                    html.push_str(match drawn(&mut state) % 60 {
                        0 => nonce,
                        1 => line,
                        2 => basket,
                        other => words[other % words.len()],
                    });
                }
                let parts = Parts::cut(&html, &Own { nonce: nonce.into(), line: line.into(), basket: basket.into() });
                let packed = pack_now(&parts).unwrap();
                let own = Own { nonce: "f".repeat(32), line: "7".repeat(36), basket: "<b data-cart> (12)</b>".into() };
                let meant = html.replace(nonce, &own.nonce).replace(line, &own.line).replace(basket, &own.basket);
                assert_eq!(unpacked(&packed, &own).await, meant, "{length}");
            }
        }
    }
}
