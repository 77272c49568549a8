//! What readers of structured data publish that they want, type by type: the properties that Google requires and recommends
//! (product snippet, merchant listing, breadcrumb, organization with logo, site name, profile page), in the types and formats
//! of [schema.org](https://schema.org). Written from what they publish, not from what the program says.

/// How much a property is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Recommended,
    /// Known to schema.org and right where it is said.
    Optional,
}

/// What the value of a property has to be.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// A text without markup.
    Text,
    /// A text that stands on the page as well.
    Shown,
    /// The address of this very page.
    Here,
    /// The address of a page that the site maps list.
    Page,
    /// The address of a raster picture, large enough to be shown.
    Picture,
    /// The address of a raster picture among the files of the site, at least 112 by 112 pixels.
    Logo,
    /// An amount above nothing: digits, a point, two digits.
    Price,
    /// An amount that may be nothing.
    Fee,
    /// A currency of ISO 4217 in which a shop may sell.
    Currency,
    /// The country of the shops, of ISO 3166-1.
    Country,
    /// A year, as the shortest date of ISO 8601.
    Year,
    /// A number from 0 without fraction.
    Whole,
    /// The language of the page, of BCP 47.
    Language,
    /// One of these words of schema.org, as an address.
    OneOf(&'static [&'static str]),
    /// These very letters.
    Exactly(&'static str),
    /// The address of the search with the place for what is looked for.
    Search,
    /// An object of this shape, or several.
    Is(&'static Shape),
    /// Nothing but the `@id` of an object of the same page.
    Points,
}

/// What an object of one type says in one place.
#[derive(Debug)]
pub struct Shape {
    /// Its `@type`.
    pub kind: &'static str,
    /// What it may say; whatever is not here is a mistake.
    pub says: &'static [(&'static str, Need, Form)],
    /// What is recommended and not said, with the reason. Once it is said, the excuse has to go.
    pub excused: &'static [(&'static str, &'static str)],
}
