//! The picture of a piece for link previews: the drawing, with its name, its maker and its price beside it.

use crate::i18n::Cx;
use crate::xml::push_escaped;
use domain::configurator::{Engine, Selection};
use domain::preview;
use services::catalog::ProductPage;

/// Width and height, as link previews want them.
pub const SIZE: (u32, u32) = (1_200, 630);

/// Letters of a line of the name, and lines at most.
const LINE: usize = 20;
const LINES: usize = 3;

/// The picture of what these fields (groups and raw texts) lead to; `None` for a piece that cannot be made at all.
#[must_use]
pub fn card(cx: Cx, product: &ProductPage, fields: &[(String, String)]) -> Option<String> {
    let (selection, _) = Selection::parse(&product.model, fields);
    let engine = Engine::new(&product.model)?;
    let configuration = engine.configure(&selection).or_else(|_| engine.configure(&nothing(product))).ok()?;
    let price = domain::pricing::quote(&product.model, &configuration).ok()?.unit_total;
    let drawing = preview::draw(&preview::scene(&product.model, &configuration));
    let is_rtl = cx.lang.dir() == "rtl";
    let (height, at) = (SIZE.1, if is_rtl { SIZE.0 - SIZE.1 } else { 0 });
    let inside = format!("<svg x='{at}' y='0' width='{height}' height='{height}' ");
    let mut svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {} {height}'>", SIZE.0);
    svg.push_str("<rect width='1200' height='630' fill='#fbf9f4'/>");
    svg.push_str(&drawing.replacen("<svg ", &inside, 1));
    let mut text = Lettering { svg, x: if is_rtl { SIZE.0 - SIZE.1 - 50 } else { SIZE.1 + 50 }, y: 150, is_rtl };
    for line in lines(&product.text.get(cx.lang).name) {
        text.line(&line, 50, "#1d2b33");
    }
    text.y += 14;
    text.line(product.shop.name.get(cx.lang), 30, "#6e3f23");
    text.y = 500;
    text.line(&cx.money(price), 44, "#1d2b33");
    text.y = 580;
    text.line(cx.t(crate::i18n::m::common::SITE_NAME), 28, "#1b5e9b");
    text.svg.push_str("</svg>");
    Some(text.svg)
}

fn nothing(product: &ProductPage) -> Selection {
    Selection(vec![None; product.model.groups.len()])
}

/// A name in lines; what does not fit ends in an ellipsis.
fn lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let is_full = lines.len() == LINES;
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push_str(&[" ", word].concat())
            }
            Some(line) if is_full => {
                line.push('…');
                break;
            }
            Some(_) | None => lines.push(word.chars().take(LINE).collect()),
        }
    }
    lines
}

struct Lettering {
    svg: String,
    x: u32,
    y: u32,
    is_rtl: bool,
}

impl Lettering {
    /// Writes a line under the last one.
    fn line(&mut self, text: &str, size: u32, fill: &str) {
        // The anchor is where a text begins to be read.
        let direction = if self.is_rtl { " direction='rtl'" } else { "" };
        let opening = format!("<text x='{}' y='{}' font-size='{size}' fill='{fill}'{direction}>", self.x, self.y);
        self.svg.push_str(&opening);
        push_escaped(&mut self.svg, text);
        self.svg.push_str("</text>");
        self.y += size + size / 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_broken_between_words_and_ends_somewhere() {
        assert_eq!(lines("Coffret en thuya"), ["Coffret en thuya"]);
        assert_eq!(lines("Coffret en loupe de thuya incrusté"), ["Coffret en loupe de", "thuya incrusté"]);
        assert_eq!(lines(&"mot ".repeat(40)).len(), LINES);
        assert!(lines(&"mot ".repeat(40))[2].ends_with('…'));
        assert_eq!(lines(&"x".repeat(90)), ["x".repeat(LINE)]);
        assert!(lines("").is_empty());
    }
}
