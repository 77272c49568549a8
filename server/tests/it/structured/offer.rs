//! A piece and its offer, as the rules for product snippets and merchant listings have them.

use super::rules::Form::{Country, Currency, Exactly, Fee, Here, Is, OneOf, Page, Picture, Price, Shown, Text, Whole};
use super::rules::Need::{Optional, Recommended, Required};
use super::rules::Shape;

const NOBODY_REVIEWED: &str = "nobody has reviewed anything here, and what was not said is not invented";
const CHOSEN: &str = "the shopper chooses it: what is offered is the piece in whatever the options hold";
const BY_HAND: &str = "a piece made by hand to order has no number of trade";
pub const ON_REQUEST: &str = "given on request, as the legal notice of the shop says";

static COUNTRY_NAME: Shape = Shape { kind: "Country", says: &[("name", Required, Country)], excused: &[] };

static BRAND: Shape = Shape { kind: "Brand", says: &[("name", Required, Shown)], excused: &[] };

pub static ADDRESS: Shape = Shape {
    kind: "PostalAddress",
    says: &[("addressCountry", Required, Country), ("addressLocality", Recommended, Shown)],
    excused: &[("streetAddress", ON_REQUEST), ("postalCode", ON_REQUEST), ("addressRegion", ON_REQUEST)],
};

/// Who sells a piece.
static SELLER: Shape = Shape {
    kind: "Organization",
    says: &[("name", Required, Shown), ("url", Recommended, Page), ("address", Recommended, Is(&ADDRESS))],
    excused: &[],
};

static RATE: Shape =
    Shape { kind: "MonetaryAmount", says: &[("value", Required, Fee), ("currency", Required, Currency)], excused: &[] };

static REGION: Shape = Shape { kind: "DefinedRegion", says: &[("addressCountry", Required, Country)], excused: &[] };

static DAYS: Shape = Shape {
    kind: "QuantitativeValue",
    says: &[("minValue", Required, Whole), ("maxValue", Required, Whole), ("unitCode", Required, Exactly("DAY"))],
    excused: &[],
};

static DELIVERY_TIME: Shape = Shape {
    kind: "ShippingDeliveryTime",
    says: &[("handlingTime", Recommended, Is(&DAYS))],
    excused: &[("transitTime", "how long a parcel travels is not known, as the page on delivery says")],
};

static SHIPPING: Shape = Shape {
    kind: "OfferShippingDetails",
    says: &[
        ("shippingRate", Required, Is(&RATE)),
        ("shippingDestination", Required, Is(&REGION)),
        ("deliveryTime", Recommended, Is(&DELIVERY_TIME)),
    ],
    excused: &[],
};

const RETURNS: &[&str] =
    &["MerchantReturnFiniteReturnWindow", "MerchantReturnNotPermitted", "MerchantReturnUnlimitedWindow"];

static RETURN_POLICY: Shape = Shape {
    kind: "MerchantReturnPolicy",
    says: &[
        ("applicableCountry", Required, Country),
        ("returnPolicyCategory", Required, OneOf(RETURNS)),
        ("merchantReturnDays", Optional, Whole),
    ],
    excused: &[],
};

const AVAILABILITY: &[&str] = &[
    "BackOrder",
    "Discontinued",
    "InStock",
    "InStoreOnly",
    "LimitedAvailability",
    "MadeToOrder",
    "OnlineOnly",
    "OutOfStock",
    "PreOrder",
    "PreSale",
    "Reserved",
    "SoldOut",
];

const CONDITION: &[&str] = &["DamagedCondition", "NewCondition", "RefurbishedCondition", "UsedCondition"];

static OFFER: Shape = Shape {
    kind: "Offer",
    says: &[
        ("price", Required, Price),
        ("priceCurrency", Required, Currency),
        ("availability", Recommended, OneOf(AVAILABILITY)),
        ("itemCondition", Recommended, OneOf(CONDITION)),
        ("url", Recommended, Here),
        ("shippingDetails", Recommended, Is(&SHIPPING)),
        ("hasMerchantReturnPolicy", Recommended, Is(&RETURN_POLICY)),
        ("seller", Optional, Is(&SELLER)),
    ],
    excused: &[("priceValidUntil", "a price has no last day: it holds until the shop changes it")],
};

pub static PRODUCT: Shape = Shape {
    kind: "Product",
    says: &[
        ("name", Required, Shown),
        ("image", Required, Picture),
        ("offers", Required, Is(&OFFER)),
        ("brand", Recommended, Is(&BRAND)),
        ("description", Recommended, Shown),
        ("sku", Recommended, Text),
        ("url", Recommended, Here),
        ("category", Optional, Shown),
        ("countryOfOrigin", Optional, Is(&COUNTRY_NAME)),
    ],
    excused: &[
        ("aggregateRating", NOBODY_REVIEWED),
        ("review", NOBODY_REVIEWED),
        ("gtin", BY_HAND),
        ("mpn", BY_HAND),
        ("color", CHOSEN),
        ("material", CHOSEN),
        ("pattern", CHOSEN),
        ("size", CHOSEN),
        ("isVariantOf", "the options of a piece are not pieces of their own: they share an address and an offer"),
        ("audience", "pieces are for everybody"),
        ("hasCertification", "the page names no certificate"),
        ("subjectOf", "there is no model in three dimensions"),
    ],
};
