//! What other machines read to send people here: site maps, news of pieces, lists of offers.

mod feeds;
mod sitemap;
mod suggest;

pub use feeds::{news, offers};
pub use sitemap::{index, part};
pub use suggest::suggestions;

use crate::currency::FIELD;
use crate::i18n::Cx;
use crate::xml::push_escaped;
use domain::money::Currency;
use domain::text::Lang;

/// What `/robots.txt` says: pages that are somebody's own, and actions, are not looked at.
#[must_use]
pub fn robots(public_url: &str) -> String {
    let mut text = String::from("User-agent: *\nDisallow: /api/\nDisallow: /upload/\n");
    for lang in Lang::ALL {
        // Without a wildcard: no slug of a piece may look like one of these.
        for own in ["/cart", "/checkout", "/orders/", "/account", "/sign-in", "/studio"] {
            text.push_str(&["Disallow: ", &Cx::of(lang).url(own), "\n"].concat());
        }
    }
    text.push_str("\n# Offers for other shop windows, where prices are known in the currency:\n");
    for lang in Lang::ALL {
        let list = address(public_url, lang, "/offers.xml");
        text.push_str(&["# ", &list, "\n"].concat());
        for currency in Currency::FOREIGN {
            text.push_str(&["# ", &list, "?", FIELD, "=", currency.code(), "\n"].concat());
        }
    }
    text.push_str(&["\nSitemap: ", public_url, "/sitemap.xml\n"].concat());
    text
}

fn address(public_url: &str, lang: Lang, path: &str) -> String {
    [public_url, Cx::of(lang).url(path).as_str()].concat()
}

/// Writes XML element by element.
struct Xml(String);

impl Xml {
    fn new() -> Self {
        Self(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
    }

    /// Markup as it stands.
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text in one line, or the value of an attribute.
    fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, &text.replace(['\t', '\n', '\r'], " "));
        self
    }

    /// An element with a text.
    fn element(&mut self, name: &str, text: &str) -> &mut Self {
        self.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_cannot_leave_its_element() {
        let mut xml = Xml(String::new());
        xml.element("title", "a<b> & \"c\"\u{7}\n\u{ffff}أ");
        assert_eq!(xml.0, "<title>a&lt;b&gt; &amp; &quot;c&quot; أ</title>");
    }
}
