//! A QR code as a drawing of the page: no file has to be fetched to print it.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Light squares around a code, so that it is found.
const QUIET: usize = 4;

/// The code of a text, dark on light in every theme; nothing for a text that is too long for one.
pub fn qr(text: &str, label: String) -> Option<AnyView> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width() + 2 * QUIET;
    let view_box = format!("0 0 {side} {side}");
    let path = path(code.width(), &code.to_colors());
    Some(
        view! {
            <svg class="qr" viewBox=view_box width="120" height="120" role="img" aria-label=label shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
        }
        .into_any(),
    )
}

/// A bar for each run of dark squares.
fn path(width: usize, squares: &[Color]) -> String {
    let mut out = String::new();
    for (y, row) in squares.chunks(width.max(1)).enumerate() {
        let mut x = 0;
        while x < row.len() {
            let run = row[x..].iter().take_while(|square| **square == Color::Dark).count();
            if run > 0 {
                out.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_square_by_square() {
        let dark = [Color::Dark, Color::Dark, Color::Light, Color::Dark];
        let squares: Vec<Color> = dark.iter().chain(&[Color::Light; 4]).copied().collect();
        assert_eq!(path(4, &squares), "M4 4h2v1h-2zM7 4h1v1h-1z");
        let address =
            "https://mogador.example/ar/studio/atelier/materials/thuya#lot-019a0000-0000-7000-8000-000000000000";
        let html = crate::page::render(|| qr(address, "a".to_owned()).into_any());
        assert!(html.contains("M4 4h7v1h-7z"), "the finder in the corner: {html}");
    }
}
