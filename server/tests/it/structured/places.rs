//! The marketplace, its lists, shops and people, as the rules for breadcrumbs, organizations, site names and profile pages have them.

use super::offer::{ADDRESS, ON_REQUEST};
use super::rules::Form::{
    Country, Exactly, Here, Is, Language, Logo, Page, Picture, Points, Search, Shown, Whole, Year,
};
use super::rules::Need::{Optional, Recommended, Required};
use super::rules::Shape;

const NO_PHOTOGRAPH: &str = "no photograph and no sign of her own is shown";
const NOWHERE_ELSE: &str = "the page names no place elsewhere";
const NO_REGISTER: &str = "no number of a register is shown";
const NO_CONTACT: &str = "the page shows none: one speaks with the shop about an order";
const WITH_THE_OFFER: &str = "said with each offer";

/// Whom somebody works for.
static WORKPLACE: Shape = Shape {
    kind: "Organization",
    says: &[("name", Required, Shown), ("url", Recommended, Page)],
    excused: &[("address", "it stands on the page of the shop")],
};

static CRUMB: Shape = Shape {
    kind: "ListItem",
    says: &[("position", Required, Whole), ("name", Required, Shown), ("item", Required, Page)],
    excused: &[],
};

pub static BREADCRUMBS: Shape =
    Shape { kind: "BreadcrumbList", says: &[("itemListElement", Required, Is(&CRUMB))], excused: &[] };

static LISTED: Shape = Shape {
    kind: "ListItem",
    says: &[
        ("position", Required, Whole),
        ("url", Required, Page),
        ("name", Recommended, Shown),
        ("image", Recommended, Picture),
    ],
    excused: &[],
};

static LIST: Shape = Shape {
    kind: "ItemList",
    says: &[("itemListElement", Required, Is(&LISTED)), ("numberOfItems", Recommended, Whole)],
    excused: &[],
};

pub static COLLECTION: Shape = Shape {
    kind: "CollectionPage",
    says: &[
        ("name", Required, Shown),
        ("url", Required, Here),
        ("mainEntity", Required, Is(&LIST)),
        ("inLanguage", Optional, Language),
    ],
    excused: &[],
};

pub static MARKETPLACE: Shape = Shape {
    kind: "Organization",
    says: &[
        ("name", Required, Shown),
        ("url", Required, Here),
        ("logo", Recommended, Logo),
        ("description", Recommended, Shown),
        ("areaServed", Optional, Country),
    ],
    excused: &[
        ("address", "a program that different people run has no address of its own, as the page on contact says"),
        ("contactPoint", NO_CONTACT),
        ("email", NO_CONTACT),
        ("telephone", NO_CONTACT),
        ("sameAs", NOWHERE_ELSE),
        ("alternateName", "it has one name in each language"),
        ("legalName", NO_REGISTER),
        ("taxID", NO_REGISTER),
        ("vatID", NO_REGISTER),
        ("foundingDate", "no day is shown"),
        ("numberOfEmployees", "nobody is employed"),
        ("hasMerchantReturnPolicy", WITH_THE_OFFER),
        ("hasShippingService", WITH_THE_OFFER),
    ],
};

static ENTRY: Shape = Shape { kind: "EntryPoint", says: &[("urlTemplate", Required, Search)], excused: &[] };

static SEARCHING: Shape = Shape {
    kind: "SearchAction",
    says: &[("target", Required, Is(&ENTRY)), ("query-input", Required, Exactly("required name=search_term_string"))],
    excused: &[],
};

pub static WEBSITE: Shape = Shape {
    kind: "WebSite",
    says: &[
        ("name", Required, Shown),
        ("url", Required, Here),
        ("potentialAction", Recommended, Is(&SEARCHING)),
        ("inLanguage", Optional, Language),
        ("publisher", Optional, Points),
    ],
    excused: &[("alternateName", "it has one name in each language")],
};

static MEMBER: Shape = Shape {
    kind: "Person",
    says: &[("name", Required, Shown), ("jobTitle", Recommended, Shown), ("url", Recommended, Page)],
    excused: &[],
};

pub static SHOP: Shape = Shape {
    kind: "Organization",
    says: &[
        ("name", Required, Shown),
        ("url", Required, Here),
        ("description", Recommended, Shown),
        ("address", Recommended, Is(&ADDRESS)),
        ("foundingDate", Recommended, Year),
        ("member", Optional, Is(&MEMBER)),
    ],
    excused: &[
        ("logo", NO_PHOTOGRAPH),
        ("contactPoint", NO_CONTACT),
        ("email", NO_CONTACT),
        ("telephone", NO_CONTACT),
        ("sameAs", NOWHERE_ELSE),
        ("alternateName", "it has one name in each language"),
        ("legalName", ON_REQUEST),
        ("taxID", ON_REQUEST),
        ("vatID", ON_REQUEST),
        ("numberOfEmployees", "a shop names its members, and says nothing of others"),
        ("hasMerchantReturnPolicy", WITH_THE_OFFER),
        ("hasShippingService", WITH_THE_OFFER),
    ],
};

static MAKER: Shape = Shape {
    kind: "Person",
    says: &[
        ("name", Required, Shown),
        ("description", Recommended, Shown),
        ("jobTitle", Recommended, Shown),
        ("worksFor", Optional, Is(&WORKPLACE)),
    ],
    excused: &[
        ("image", NO_PHOTOGRAPH),
        ("sameAs", NOWHERE_ELSE),
        ("alternateName", "she has one name in each language"),
        ("identifier", "her address is enough"),
        ("interactionStatistic", "nothing is counted"),
        ("agentInteractionStatistic", "nothing is counted"),
    ],
};

pub static PROFILE: Shape = Shape {
    kind: "ProfilePage",
    says: &[("mainEntity", Required, Is(&MAKER)), ("url", Recommended, Here), ("inLanguage", Optional, Language)],
    excused: &[("dateCreated", "no day is shown"), ("dateModified", "no day is shown")],
};
