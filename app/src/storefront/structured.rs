//! What search engines read of a page: [schema.org](https://schema.org) as JSON-LD. It says nothing that the page does not.

use crate::i18n::m;
use crate::page::PageContext;
use crate::ui::photo::whole;
use domain::configurator::Outcome;
use domain::money::Money;
use domain::product::ProductText;
use domain::time::Day;
use serde_json::{Value, json};
use services::catalog::{MemberPage, ProductCard, ProductPage, ProductState, ShopCard, ShopPage};

/// Country of the shops, as ISO 3166-1 says it.
const COUNTRY: &str = "MA";

/// The mark of the place as a raster picture, which every reader knows: drawn from `/favicon.svg`, 512 by 512 pixels.
const LOGO: &str = "/logo.png";

fn absolute(page: &PageContext, path: &str) -> String {
    [&page.public_url, path].concat()
}

fn url(page: &PageContext, path: &str) -> String {
    absolute(page, &page.cx().url(path))
}

/// An amount as a decimal number with a point, `1250.00`.
pub(crate) fn decimal(money: Money) -> String {
    format!("{}.{:02}", money.minor / 100, money.minor % 100)
}

/// A picture of a design as a file that every reader knows.
pub fn picture(fingerprint: &str) -> String {
    ["/media/preview/", fingerprint, ".png"].concat()
}

/// The way from the home page: (path, name) pairs; the page itself comes last.
pub fn breadcrumbs(page: &PageContext, steps: &[(String, String)], here: &str) -> Value {
    let home = (String::new(), page.cx().t(m::common::HOME).to_owned());
    let here = (page.path.clone(), here.to_owned());
    let items: Vec<Value> = std::iter::once(&home)
        .chain(steps)
        .chain(std::iter::once(&here))
        .enumerate()
        .map(|(at, (path, name))| {
            json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": url(page, path) })
        })
        .collect();
    json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items })
}

/// The marketplace itself.
pub fn site(page: &PageContext) -> Value {
    let cx = page.cx();
    let search = [&url(page, "/search"), "?q={search_term_string}"].concat();
    json!({
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Organization",
                "@id": absolute(page, "/#organization"),
                "name": cx.t(m::common::SITE_NAME),
                "url": url(page, ""),
                "logo": absolute(page, LOGO),
                "description": cx.t(m::storefront::HOME_SENTENCE),
                "areaServed": COUNTRY,
            },
            {
                "@type": "WebSite",
                "name": cx.t(m::common::SITE_NAME),
                "url": url(page, ""),
                "inLanguage": cx.lang.code(),
                "publisher": { "@id": absolute(page, "/#organization") },
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": { "@type": "EntryPoint", "urlTemplate": search },
                    "query-input": "required name=search_term_string",
                },
            },
        ],
    })
}

/// A list of pieces.
pub fn list(page: &PageContext, name: &str, cards: &[ProductCard]) -> Value {
    let lang = page.lang;
    let items: Vec<Value> = cards
        .iter()
        .enumerate()
        .map(|(at, card)| {
            json!({
                "@type": "ListItem",
                "position": at + 1,
                "name": card.name.get(lang),
                "url": url(page, &["/products/", &card.slug].concat()),
                "image": absolute(page, &picture(&card.fingerprint)),
            })
        })
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": name,
        "url": url(page, &page.path),
        "inLanguage": lang.code(),
        "mainEntity": { "@type": "ItemList", "numberOfItems": items.len(), "itemListElement": items },
    })
}

fn seller(page: &PageContext, shop: &ShopCard) -> Value {
    json!({
        "@type": "Organization",
        "name": shop.name.get(page.lang),
        "url": url(page, &["/shops/", &shop.slug].concat()),
        "address": { "@type": "PostalAddress", "addressLocality": shop.place.get(page.lang), "addressCountry": COUNTRY },
    })
}

/// A piece as it is shown: its price, that it is made when it is ordered, how long that takes, what sending it costs, and
/// that what was made for somebody is not taken back.
pub fn product(page: &PageContext, product: &ProductPage, text: &ProductText, shown: &Outcome, today: Day) -> Value {
    let address = url(page, &["/products/", &product.slug].concat());
    let availability = match (product.state, &shown.promise) {
        (ProductState::Published, Ok(_)) => "https://schema.org/MadeToOrder",
        (ProductState::Published, Err(_)) => "https://schema.org/OutOfStock",
        (ProductState::Draft | ProductState::Retired, _) => "https://schema.org/Discontinued",
    };
    let ready = shown.promise.as_ref().map_or(today.plus(product.model.lead_days.into()), |promise| promise.ready);
    let days = working_days(today, ready);
    let making = json!({ "@type": "QuantitativeValue", "minValue": days, "maxValue": days, "unitCode": "DAY" });
    let fee = domain::checkout::Delivery::Home.fee();
    let photos = product.photos.iter().map(|photo| absolute(page, &whole(&photo.picture)));
    let drawn = absolute(page, &picture(&product.default_fingerprint));
    let images: Vec<String> = std::iter::once(drawn).chain(photos).collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "name": text.name,
        "description": text.summary,
        "url": address,
        "sku": product.product_id.to_string(),
        "image": images,
        "category": product.category.name.get(page.lang),
        "brand": { "@type": "Brand", "name": product.shop.name.get(page.lang) },
        "countryOfOrigin": { "@type": "Country", "name": COUNTRY },
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": decimal(shown.quote.unit_total),
            "priceCurrency": shown.quote.unit_total.currency.code(),
            "availability": availability,
            "itemCondition": "https://schema.org/NewCondition",
            "seller": seller(page, &product.shop),
            "shippingDetails": {
                "@type": "OfferShippingDetails",
                "shippingRate": { "@type": "MonetaryAmount", "value": decimal(fee), "currency": fee.currency.code() },
                "shippingDestination": { "@type": "DefinedRegion", "addressCountry": COUNTRY },
                "deliveryTime": { "@type": "ShippingDeliveryTime", "handlingTime": making },
            },
            "hasMerchantReturnPolicy": {
                "@type": "MerchantReturnPolicy",
                "applicableCountry": COUNTRY,
                "returnPolicyCategory": "https://schema.org/MerchantReturnNotPermitted",
            },
        },
    })
}

/// Days from Monday to Friday after one day up to another, as search engines and other shop windows count them.
pub(crate) fn working_days(today: Day, ready: Day) -> usize {
    (today.0 + 1..=ready.0).filter(|day| Day(*day).weekday() < 5).count()
}

/// A shop with its people.
pub fn shop(page: &PageContext, found: &ShopPage) -> Value {
    let card = &found.shop.card;
    let members: Vec<Value> = found
        .members
        .iter()
        .map(|member| {
            json!({
                "@type": "Person",
                "name": member.name.get(page.lang),
                "jobTitle": member.role.get(page.lang),
                "url": url(page, &["/members/", &member.slug].concat()),
            })
        })
        .collect();
    let mut shop = seller(page, card);
    let more = json!({
        "@context": "https://schema.org",
        "@id": url(page, &page.path),
        "description": card.tagline.get(page.lang),
        "foundingDate": found.shop.since_year.to_string(),
        "member": members,
    });
    if let (Some(shop), Value::Object(more)) = (shop.as_object_mut(), more) {
        shop.extend(more);
    }
    shop
}

/// Somebody who makes things.
pub fn member(page: &PageContext, found: &MemberPage) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": url(page, &page.path),
        "inLanguage": page.lang.code(),
        "mainEntity": {
            "@type": "Person",
            "name": found.member.name.get(page.lang),
            "jobTitle": found.member.role.get(page.lang),
            "description": found.bio.get(page.lang),
            "worksFor": {
                "@type": "Organization",
                "name": found.shop.name.get(page.lang),
                "url": url(page, &["/shops/", &found.shop.slug].concat()),
            },
        },
    })
}
