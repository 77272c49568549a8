//! News of pieces as [RSS 2.0](https://www.rssboard.org/rss-specification), and offers as Google Merchant Center and Meta's
//! catalogues read them (RSS 2.0 with the `g:` attributes of Google's product data specification).

use super::{Xml, address};
use crate::currency::FIELD;
use crate::i18n::{Cx, m};
use crate::storefront::structured::{decimal, picture, working_days};
use domain::money::Money;
use domain::text::Lang;
use domain::time::Timestamp;
use services::catalog::ProductCard;
use services::offers::Offer;

/// The newest pieces.
#[must_use]
pub fn news(public_url: &str, lang: Lang, pieces: &[(ProductCard, i64)]) -> String {
    let cx = Cx::of(lang);
    let mut xml = Xml::new();
    xml.raw("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n");
    channel(&mut xml, public_url, cx, cx.t(m::storefront::PIECES));
    let own = address(public_url, lang, "/new.xml");
    xml.raw("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"").text(&own).raw("\"/>\n");
    for (card, created_ms) in pieces {
        let link = address(public_url, lang, &["/products/", &card.slug].concat());
        xml.raw("<item>");
        xml.element("title", card.name.get(lang)).element("link", &link).element("guid", &link);
        xml.element("description", card.summary.get(lang)).element("pubDate", &date(Timestamp(*created_ms)));
        xml.raw("</item>\n");
    }
    xml.raw("</channel></rss>\n");
    xml.0
}

/// All offers in one language: in dirhams, or in the currency in which the context reads prices, without what has no price there.
/// The pages to which those lead then say it in the same currency.
#[must_use]
pub fn offers(public_url: &str, cx: Cx, offers: &[Offer]) -> String {
    let lang = cx.lang;
    let query = cx.foreign.map(|foreign| ["?", FIELD, "=", foreign.currency.code()].concat()).unwrap_or_default();
    let mut xml = Xml::new();
    xml.raw("<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel>\n");
    channel(&mut xml, public_url, cx, cx.t(m::common::SITE_TITLE));
    for offer in offers {
        let card = &offer.card;
        let Some(price) = price_of(cx, offer.price, &card.listed) else { continue };
        xml.raw("<item>").element("g:id", &offer.product.to_string());
        xml.element("g:title", &cut(card.name.get(lang), 150));
        xml.element("g:description", &cut(card.summary.get(lang), 5_000));
        xml.element("g:link", &address(public_url, lang, &["/products/", &card.slug, &query].concat()));
        xml.element("g:image_link", &[public_url, &picture(&card.fingerprint)].concat());
        // Made when it is ordered: it can be had, after the days that its making takes.
        xml.element("g:availability", if offer.ready.is_some() { "in_stock" } else { "out_of_stock" });
        xml.element("g:price", &price).element("g:condition", "new");
        xml.element("g:brand", card.shop_name.get(lang)).element("g:identifier_exists", "no");
        xml.element("g:product_type", offer.category.get(lang));
        if let Some(ready) = offer.ready {
            let days = working_days(offer.today, ready).to_string();
            xml.element("g:min_handling_time", &days).element("g:max_handling_time", &days);
        }
        // Where no rate counts, prices that were set are known, and what sending costs is not.
        if let Some(fee) = price_of(cx, domain::checkout::Delivery::Home.fee(), &[]) {
            xml.raw("<g:shipping>").element("g:country", "MA").element("g:price", &fee).raw("</g:shipping>");
        }
        xml.raw("</item>\n");
    }
    xml.raw("</channel></rss>\n");
    xml.0
}

/// An amount as these lists write it, in the currency of the list; nothing where it is not known in it.
fn price_of(cx: Cx, charged: Money, listed: &[Money]) -> Option<String> {
    let amount = match cx.foreign {
        Some(foreign) => foreign.price(charged, listed)?,
        None => charged,
    };
    Some([&decimal(amount), " ", amount.currency.code()].concat())
}

fn channel(xml: &mut Xml, public_url: &str, cx: Cx, title: &str) {
    xml.element("title", title).element("link", &address(public_url, cx.lang, ""));
    xml.element("description", cx.t(m::storefront::HOME_SENTENCE)).element("language", cx.lang.code()).raw("\n");
}

fn cut(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

/// A time as RFC 822 writes it, in UTC.
fn date(at: Timestamp) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let seconds = at.0.div_euclid(1_000);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let day = domain::time::Day(i32::try_from(days).unwrap_or_default());
    let (year, month, of_month) = day.ymd();
    let weekday = DAYS[day.weekday()];
    let month = MONTHS[usize::try_from(month - 1).unwrap_or_default().min(11)];
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{weekday}, {of_month:02} {month} {year} {hour:02}:{minute:02}:{second:02} +0000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_mail_writes_them() {
        assert_eq!(date(Timestamp(0)), "Thu, 01 Jan 1970 00:00:00 +0000");
        assert_eq!(date(Timestamp(1_796_038_209_999)), "Mon, 30 Nov 2026 11:30:09 +0000");
    }
}
