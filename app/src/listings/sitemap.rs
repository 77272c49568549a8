//! Site maps, as [sitemaps.org](https://www.sitemaps.org/protocol.html) wants them: each address with the same page in the
//! other languages, a piece with its picture.

use super::{Xml, address};
use crate::storefront::structured::picture;
use domain::text::Lang;
use services::site_map::Listed;
use std::collections::BTreeSet;

const NAMES: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\" \
                     xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"";

/// `/sitemap.xml`: where the parts are; those of pieces have numbers.
#[must_use]
pub fn index(public_url: &str, parts: &BTreeSet<u32>) -> String {
    let mut xml = Xml::new();
    xml.raw("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let pieces = parts.iter().map(|part| format!("pieces-{part}"));
    for name in std::iter::once("places".to_owned()).chain(pieces) {
        let place = [public_url, "/sitemaps/", &name, ".xml"].concat();
        xml.raw("<sitemap>").element("loc", &place).raw("</sitemap>\n");
    }
    xml.raw("</sitemapindex>\n");
    xml.0
}

/// One part: these addresses in every language.
#[must_use]
pub fn part(public_url: &str, listed: &[Listed]) -> String {
    let mut xml = Xml::new();
    xml.raw("<urlset ").raw(NAMES).raw(">\n");
    for one in listed {
        for lang in Lang::ALL {
            xml.raw("<url>").element("loc", &address(public_url, lang, &one.path));
            let others = Lang::ALL.map(|lang| (lang.code(), lang)).into_iter().chain([("x-default", Lang::En)]);
            for (code, other) in others {
                xml.raw("<xhtml:link rel=\"alternate\" hreflang=\"").raw(code).raw("\" href=\"");
                xml.text(&address(public_url, other, &one.path)).raw("\"/>");
            }
            if let Some(fingerprint) = &one.fingerprint {
                let place = [public_url, &picture(fingerprint)].concat();
                xml.raw("<image:image>").element("image:loc", &place).raw("</image:image>");
            }
            xml.raw("</url>\n");
        }
    }
    xml.raw("</urlset>\n");
    xml.0
}
