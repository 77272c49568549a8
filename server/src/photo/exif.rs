//! The one thing that is read from Exif: how the camera was held.

/// Tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// The orientation, 1 to 8, of an Exif block that begins with its TIFF header; 1 where it says nothing that is legal.
pub(super) fn orientation(tiff: &[u8]) -> u8 {
    find(tiff).filter(|value| (1..=8).contains(value)).and_then(|value| u8::try_from(value).ok()).unwrap_or(1)
}

fn find(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let four = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }).ok()
    };
    let first = four(4)?;
    let entries = usize::from(two(first)?);
    (0..entries).find_map(|entry| {
        let at = first.checked_add(2 + entry * 12)?;
        // A single 16-bit number.
        (two(at)? == ORIENTATION && two(at + 2)? == 3 && four(at + 4)? == 1).then(|| two(at + 8)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_is_read_in_both_byte_orders_and_nothing_makes_it_fail() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
        assert_eq!((orientation(little), orientation(big)), (6, 8));
        for end in 0..little.len() {
            let cut = orientation(&little[..end]);
            assert!(cut == 1 || cut == 6, "{end}");
        }
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff\xff\xff"), 1);
        assert_eq!(orientation(b"II*\0\x08\0\0\0\xff\xff"), 1, "65,535 entries that are not there");
        let mut wrong = little.to_vec();
        wrong[18] = 9;
        assert_eq!(orientation(&wrong), 1);
    }
}
