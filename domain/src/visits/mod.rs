//! Visits: who is counted, of which page, and where she came from. Counts are all that is kept for longer than a day.

mod known;
mod person;
mod source;
mod span;

pub use person::is_person;
pub use source::{Campaign, Source};
pub use span::{Bar, Span, bars, per_mille};

use std::collections::BTreeSet;

/// Sources that are no places known by name, of one shop on one day; what comes beyond is told as [`Source::Other`]. So
/// nobody can fill a table with words of her own.
pub const MOST_SOURCES: usize = 24;

/// The source under which something is counted in a shop on a day, given those that are counted there already.
#[must_use]
pub fn admit(source: &Source, taken: &BTreeSet<Source>) -> Source {
    let few = || taken.iter().filter(|taken| taken.is_open()).count() < MOST_SOURCES;
    if !source.is_open() || taken.contains(source) || few() { source.clone() } else { Source::Other }
}

/// What a page is about, as far as its address says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A shop, by its slug.
    Shop(String),
    /// A product, by its slug.
    Product(String),
    /// A page of the shop window that is of no single shop.
    Elsewhere,
}

/// Pages of the shop window that are of no single shop, by the first word behind the language; home has none.
const OPEN: [&str; 14] = [
    "",
    "categories",
    "pieces",
    "favourites",
    "search",
    "members",
    "designs",
    "about",
    "ordering",
    "delivery",
    "returns",
    "privacy",
    "terms",
    "contact",
];

impl Place {
    /// What stands behind a path such as `/fr/products/thuya-box`; `None` of pages that are not counted: carts, orders,
    /// accounts and the studio.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let mut words = path.strip_prefix('/')?.split('/');
        crate::text::Lang::from_code(words.next()?)?;
        let (area, slug) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match area {
            "products" if !slug.is_empty() => Some(Self::Product(slug.to_owned())),
            "shops" if !slug.is_empty() => Some(Self::Shop(slug.to_owned())),
            open => OPEN.contains(&open).then_some(Self::Elsewhere),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_a_page_is_about() {
        let place = |path| Place::of_path(path);
        assert_eq!(place("/fr/products/thuya-box"), Some(Place::Product("thuya-box".into())));
        for path in ["/ar/shops/argan", "/ar/shops/argan/legal"] {
            assert_eq!(place(path), Some(Place::Shop("argan".into())), "{path}");
        }
        for path in ["/fr", "/fr/", "/en/search", "/fr/categories/wood", "/en/privacy", "/ar/designs/0123"] {
            assert_eq!(place(path), Some(Place::Elsewhere), "{path}");
        }
        let uncounted = ["", "/", "/favicon.svg", "/xx/products/a", "/fr/cart", "/fr/checkout", "/fr/orders/0123"];
        for path in uncounted.into_iter().chain(["/fr/studio/argan", "/fr/account", "/fr/sign-in", "/fr/products"]) {
            assert_eq!(place(path), None, "{path}");
        }
    }

    #[test]
    fn a_day_has_so_many_sources_and_places_known_by_name_always_find_room() {
        let site = |number: usize| Source::of("", &format!("https://blog-{number}.example/"), "");
        let mut taken = BTreeSet::from([Source::Direct, Source::of("", "https://www.google.com/", "")]);
        for number in 0..1_000 {
            let admitted = admit(&site(number), &taken);
            assert_eq!(admitted, if number < MOST_SOURCES { site(number) } else { Source::Other }, "{number}");
            taken.insert(admitted);
        }
        assert_eq!(taken.len(), MOST_SOURCES + 3);
        assert_eq!(admit(&site(3), &taken), site(3), "who is there stays");
        let late = Source::of("", "https://l.instagram.com/", "");
        assert_eq!(admit(&late, &taken), late);
    }
}
