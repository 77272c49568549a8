//! Colours as the camera meant them: a profile is applied and then dropped, so that every file of ours is sRGB.

use super::pixels::{OPAQUE, Pixels, size};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The same pixels in sRGB. A profile that is not for RGB, or cannot be read, is as good as none.
pub(super) fn to_srgb(pixels: Pixels, profile: Option<&[u8]>) -> Pixels {
    match profile.and_then(|profile| converted(&pixels, profile)) {
        Some(bytes) => Pixels { bytes, ..pixels },
        None => pixels,
    }
}

fn converted(pixels: &Pixels, profile: &[u8]) -> Option<Vec<u8>> {
    let from = ColorProfile::new_from_slice(profile).ok().filter(|from| from.color_space == DataColorSpace::Rgb)?;
    let srgb = ColorProfile::new_srgb();
    let layout = if pixels.channels == OPAQUE { Layout::Rgb } else { Layout::Rgba };
    let transform = from.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()).ok()?;
    let row = size(pixels.width) * pixels.channels;
    let mut bytes = vec![0; pixels.bytes.len()];
    for (from, to) in pixels.bytes.chunks_exact(row).zip(bytes.chunks_exact_mut(row)) {
        transform.transform(from, to).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::pixels::CLEAR;
    use super::*;

    fn red() -> Pixels {
        Pixels { width: 1, height: 1, channels: OPAQUE, bytes: vec![200, 40, 40] }
    }

    #[test]
    fn a_wide_gamut_is_brought_into_srgb_and_a_damaged_profile_changes_nothing() {
        let wide = ColorProfile::new_display_p3().encode().unwrap();
        let converted = to_srgb(red(), Some(&wide));
        assert!(converted.bytes[0] > 205 && converted.bytes[1] < 35, "{:?}", converted.bytes);
        let veil = to_srgb(Pixels { channels: CLEAR, bytes: vec![200, 40, 40, 77], ..red() }, Some(&wide));
        assert_eq!(veil.bytes, [converted.bytes.as_slice(), &[77]].concat(), "transparency is no colour");
        for cut in [0, 4, 60, 128, wide.len() / 2] {
            let _whatever_it_says = to_srgb(red(), Some(&wide[..cut]));
        }
        assert_eq!(to_srgb(red(), Some(b"no profile")), red());
        assert_eq!(to_srgb(red(), None), red());
    }
}
