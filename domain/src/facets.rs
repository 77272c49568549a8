//! What pieces are sorted out by in lists: the matter, the colours, the price, the day, who makes them.
//!
//! A piece says each as a term, `facet:code`; two pieces with the same term are found together. Nothing of it is typed by
//! hand: it follows from the recipe, the colours of the values, the price and the shop.

mod band;
mod colour;
mod matter;

pub use band::Band;
pub use colour::Colour;
pub use matter::Matter;

use crate::text::is_slug;

/// By what pieces are sorted out, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The craft.
    Category,
    /// The workshop or cooperative.
    Shop,
    /// What it is made of: [`Matter`].
    Matter,
    /// In which colours it can be had: [`Colour`].
    Colour,
    /// What it costs without any choice: [`Band`].
    Price,
    /// How the shop is organised.
    Made,
    /// To which country it is delivered.
    Ships,
}

impl Facet {
    /// All, in the order of the page.
    pub const ALL: [Self; 7] =
        [Self::Category, Self::Shop, Self::Matter, Self::Colour, Self::Price, Self::Made, Self::Ships];

    /// As in addresses and terms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Shop => "shop",
            Self::Matter => "matter",
            Self::Colour => "colour",
            Self::Price => "price",
            Self::Made => "made",
            Self::Ships => "ships",
        }
    }

    /// Reads [`Facet::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.code() == code)
    }

    /// Whether this may be one of its codes. Those of crafts and shops are slugs; which of them there are, others know.
    #[must_use]
    pub fn knows(self, code: &str) -> bool {
        match self {
            Self::Category | Self::Shop => is_slug(code),
            Self::Matter => Matter::from_code(code).is_some(),
            Self::Colour => Colour::from_code(code).is_some(),
            Self::Price => Band::from_code(code).is_some(),
            Self::Made => MADE.contains(&code),
            Self::Ships => code == HOME,
        }
    }

    /// Whether a piece has one code of it, and no more.
    #[must_use]
    pub const fn is_single(self) -> bool {
        match self {
            Self::Category | Self::Shop | Self::Price => true,
            Self::Matter | Self::Colour | Self::Made | Self::Ships => false,
        }
    }

    /// The term of one of its codes.
    #[must_use]
    pub fn term(self, code: &str) -> String {
        [self.code(), ":", code].concat()
    }
}

/// Code of pieces that are made by a cooperative.
pub const COOPERATIVE: &str = "cooperative";
/// Code of pieces that are made by a cooperative of women, as it says itself.
pub const WOMENS_COOPERATIVE: &str = "womens-cooperative";
/// Who makes pieces.
pub const MADE: [&str; 2] = [COOPERATIVE, WOMENS_COOPERATIVE];
/// The country to which everything is delivered, until parcels go further.
pub const HOME: &str = "ma";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_or_not() {
        for (facet, code) in [
            (Facet::Category, "thuya-wood"),
            (Facet::Matter, "lemon-wood"),
            (Facet::Colour, "red"),
            (Facet::Price, "200-500"),
            (Facet::Made, "womens-cooperative"),
            (Facet::Ships, "ma"),
        ] {
            assert_eq!(Facet::from_code(facet.code()), Some(facet));
            assert!(facet.knows(code), "{code}");
            for other in ["", "GOLD", "red!", "a b", "<b>"] {
                assert!(!facet.knows(other), "{other}");
            }
        }
    }
}
