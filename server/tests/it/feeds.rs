//! The lists of offers, held against the attributes that their readers publish: Google's product data
//! specification and Meta's catalogue fields. Where Google and Meta differ, the narrower bound holds for both.

use crate::client::Client;
use crate::reading::{LANGS, listed, read, text};
use crate::site::Site;
use crate::structured::{forbidden, picture};
use domain::money::{Currency, Money};
use domain::text::Lang;
use domain::time::Day;
use roxmltree::{Document, Node};
use serde_json::Value;
use services::ports::Clock;
use std::collections::{BTreeMap, BTreeSet};

const XML: &str = "application/xml; charset=utf-8";
const GOOGLE: &str = "http://base.google.com/ns/1.0";

/// When an attribute has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    /// Where it helps; an offer that has one has to have it right.
    Maybe,
    /// Where the offer is available at a later day: `preorder` or `backorder`.
    Later,
    /// Unless the offer says that the piece has no number of trade.
    Numbered,
    /// Where the offer can be had.
    Offered,
}

/// What an attribute says.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// A text of at most so many letters, without markup and not in capitals alone.
    Text(usize),
    /// Printable ASCII of at most so many letters, without spaces.
    Code(usize),
    /// The address of the piece in the language of the list.
    Piece,
    /// The address of a raster picture of at least 500 by 500 pixels.
    Picture,
    /// An amount above nothing, a space, a currency.
    Price,
    OneOf(&'static [&'static str]),
    /// A whole number of days.
    Days,
    /// A day of ISO 8601, after today and within a year.
    Day,
    /// What sending costs: the country and an amount.
    Shipping,
}

/// Attributes of an offer. What is not here is a mistake.
const ATTRIBUTES: [(&str, When, Says); 17] = [
    // Google 50, Meta 100.
    ("id", When::Always, Says::Code(50)),
    // Google 150, Meta 200.
    ("title", When::Always, Says::Text(150)),
    // Google 5,000, Meta 9,999.
    ("description", When::Always, Says::Text(5_000)),
    ("link", When::Always, Says::Piece),
    // Google from 31 January 2027, Meta now.
    ("image_link", When::Always, Says::Picture),
    ("availability", When::Always, Says::OneOf(&["in_stock", "out_of_stock", "preorder", "backorder"])),
    ("availability_date", When::Later, Says::Day),
    ("price", When::Always, Says::Price),
    // Google wants it of what is not new, Meta of everything.
    ("condition", When::Always, Says::OneOf(&["new", "refurbished", "used"])),
    // Google 70, Meta 100.
    ("brand", When::Always, Says::Text(70)),
    ("identifier_exists", When::Maybe, Says::OneOf(&["yes", "no"])),
    ("gtin", When::Numbered, Says::Code(14)),
    ("mpn", When::Numbered, Says::Code(70)),
    ("product_type", When::Always, Says::Text(750)),
    ("min_handling_time", When::Offered, Says::Days),
    ("max_handling_time", When::Offered, Says::Days),
    ("shipping", When::Always, Says::Shipping),
];

/// What readers recommend and we do not say, with the reason. Once it is said, its row goes up.
const EXCUSED: [(&str, &str); 8] = [
    ("google_product_category", "Google finds one itself; our categories are crafts, and a craft is no kind of thing"),
    ("additional_image_link", "the page has one picture, which changes with the choices"),
    ("item_group_id", "the options of a piece are not pieces of their own"),
    ("color", "the shopper chooses it"),
    ("size", "the shopper chooses it"),
    ("material", "the shopper chooses it"),
    ("age_group", "asked of clothes in countries where we do not sell"),
    ("gender", "asked of clothes in countries where we do not sell"),
];

/// Which words of schema.org say the same as an availability of a list.
const SAME: [(&str, &[&str]); 4] = [
    ("in_stock", &["InStock", "LimitedAvailability", "MadeToOrder", "OnlineOnly"]),
    ("out_of_stock", &["Discontinued", "OutOfStock", "SoldOut"]),
    ("preorder", &["PreOrder", "PreSale"]),
    ("backorder", &["BackOrder"]),
];

/// An offer by its attributes, in the list of a language and a currency.
struct Offer<'a> {
    lang: &'a str,
    currency: &'a str,
    said: BTreeMap<&'a str, &'a str>,
    shipping: BTreeMap<&'a str, &'a str>,
}

impl<'a> Offer<'a> {
    fn read((lang, currency): (&'a str, &'a str), item: Node<'a, 'a>) -> Self {
        let attributes = |of: Node<'a, 'a>| {
            let mut said = BTreeMap::new();
            for node in of.children().filter(Node::is_element) {
                assert_eq!(node.tag_name().namespace(), Some(GOOGLE), "{node:?}");
                let other = said.insert(node.tag_name().name(), node.text().unwrap_or_default());
                assert_eq!(other, None, "{node:?} is said twice");
            }
            said
        };
        let shipping = item.children().find(|node| node.has_tag_name((GOOGLE, "shipping")));
        Self { lang, currency, said: attributes(item), shipping: shipping.map(attributes).unwrap_or_default() }
    }

    fn get(&self, name: &str) -> &str {
        self.said.get(name).copied().unwrap_or_default()
    }

    /// What is wrong with it.
    fn complaints(&self, origin: &str, today: Day) -> Vec<String> {
        let mut wrong = Vec::new();
        for name in self.said.keys() {
            if !ATTRIBUTES.iter().any(|(known, _, _)| known == name) {
                let why = EXCUSED.iter().find(|(known, _)| known == name).map_or("is not known", |(_, why)| why);
                wrong.push(format!("{name}: {why}"));
            }
        }
        for (name, when, says) in ATTRIBUTES {
            let is_wanted = match when {
                When::Always => true,
                When::Maybe => false,
                When::Later => ["preorder", "backorder"].contains(&self.get("availability")),
                When::Numbered => self.get("identifier_exists") != "no",
                When::Offered => self.get("availability") != "out_of_stock",
            };
            match self.said.get(name) {
                None if is_wanted => wrong.push(format!("{name} is missing")),
                Some(said) if !self.is_right(says, said, origin, today) => {
                    wrong.push(format!("{name} is no {says:?}: {said}"));
                }
                Some(_) if !is_wanted && when != When::Maybe => wrong.push(format!("{name} belongs to other offers")),
                Some(_) | None => {}
            }
        }
        let days = |name: &str| self.get(name).parse::<u32>().unwrap_or_default();
        if days("min_handling_time") > days("max_handling_time") {
            wrong.push("the longest time is shorter than the shortest".to_owned());
        }
        wrong
    }

    fn is_right(&self, says: Says, said: &str, origin: &str, today: Day) -> bool {
        let letters = said.chars().count();
        let inside = said.strip_prefix(origin).filter(|path| path.starts_with('/') && said.is_ascii());
        match says {
            Says::Text(most) => {
                let is_shouting = said == said.to_uppercase() && said != said.to_lowercase();
                (1..=most).contains(&letters) && said.trim() == said && !said.contains(['<', '&']) && !is_shouting
            }
            Says::Code(most) => (1..=most).contains(&letters) && said.bytes().all(|byte| byte.is_ascii_graphic()),
            Says::Piece => inside.is_some_and(|path| path.starts_with(&format!("/{}/products/", self.lang))),
            Says::Picture => inside.is_some_and(|path| path.ends_with(".png") && path.len() <= 2_000),
            Says::Price => amount(said, self.currency).is_some_and(|centimes| centimes > 0),
            Says::OneOf(words) => words.contains(&said),
            Says::Days => said.parse::<u32>().is_ok_and(|days| days <= 365),
            Says::Day => {
                let day = said.get(..10).and_then(Day::parse);
                day.is_some_and(|day| day.0 > today.0 && day.0 <= today.0 + 365)
            }
            Says::Shipping => {
                let fee = self.shipping.get("price").and_then(|said| amount(said, self.currency));
                self.shipping.len() == 2 && self.shipping.get("country") == Some(&"MA") && fee.is_some()
            }
        }
    }
}

/// Hundredths of `129.00 MAD`, in this currency.
fn amount(said: &str, currency: &str) -> Option<u64> {
    let (whole, rest) = said.strip_suffix(currency)?.strip_suffix(' ')?.split_once('.')?;
    let is_plain = [whole, rest].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_plain || rest.len() != 2 {
        return None;
    }
    Some(whole.parse::<u64>().ok()? * 100 + rest.parse::<u64>().ok()?)
}

fn offers_of<'a>(list: &'a Document<'a>, of: (&'a str, &'a str)) -> Vec<Offer<'a>> {
    list.descendants().filter(|node| node.has_tag_name("item")).map(|item| Offer::read(of, item)).collect()
}

/// An offer says the same as the page to which it leads.
async fn agree(client: &mut Client, origin: &str, offer: &Offer<'_>) {
    let link = offer.get("link").strip_prefix(origin).unwrap();
    let page = read(client, link).await;
    assert!(page.html.contains(&format!("<html lang=\"{}\"", offer.lang)), "{link}");
    let said = page.structured();
    let product = said.iter().find(|value| value["@type"] == "Product").unwrap();
    let of = &product["offers"];
    for (name, value) in [
        ("id", &product["sku"]),
        ("title", &product["name"]),
        ("description", &product["description"]),
        ("link", &product["url"]),
        ("image_link", &product["image"][0]),
        ("brand", &product["brand"]["name"]),
        ("product_type", &product["category"]),
    ] {
        assert_eq!(value, offer.get(name), "{link}: {name}");
    }
    let money = |value: &Value, currency: &Value| [value.as_str().unwrap(), " ", currency.as_str().unwrap()].concat();
    assert_eq!(money(&of["price"], &of["priceCurrency"]), offer.get("price"), "{link}");
    let (rate, region) = (&of["shippingDetails"]["shippingRate"], &of["shippingDetails"]["shippingDestination"]);
    assert_eq!(money(&rate["value"], &rate["currency"]), offer.shipping["price"], "{link}");
    assert_eq!(region["addressCountry"], offer.shipping["country"], "{link}");
    assert_eq!(of["itemCondition"], "https://schema.org/NewCondition", "{link}");
    assert_eq!(offer.get("condition"), "new", "{link}");
    let (_, same) = SAME.iter().find(|(word, _)| *word == offer.get("availability")).unwrap();
    let available = of["availability"].as_str().unwrap().trim_start_matches("https://schema.org/");
    assert!(same.contains(&available), "{link}: {available} is not {}", offer.get("availability"));
    if offer.get("availability") == "in_stock" {
        let days = &of["shippingDetails"]["deliveryTime"]["handlingTime"];
        for (name, value) in [("min_handling_time", &days["minValue"]), ("max_handling_time", &days["maxValue"])] {
            assert_eq!(value.to_string(), offer.get(name), "{link}: the day of the page");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_hold_every_piece_as_their_readers_want_it_and_as_its_page_says_it() {
    let site = Site::start().await;
    let mut client = site.client();
    let origin = client.origin();
    let today = site.place.clock.now().day();
    let listed = listed(&mut client, &origin).await;
    let forbidden = forbidden(&mut client).await;
    let (mut pictures, mut prices) = (BTreeSet::new(), BTreeMap::new());
    for lang in LANGS {
        let list = text(&mut client, &format!("/{lang}/offers.xml"), XML).await;
        let list = Document::parse(&list).unwrap();
        assert_eq!(list.root_element().attribute("version"), Some("2.0"));
        let offers = offers_of(&list, (lang, "MAD"));
        let links: BTreeSet<&str> = offers.iter().map(|offer| offer.get("link")).collect();
        let pieces = listed.keys().filter(|path| path.starts_with(&format!("/{lang}/products/")));
        let pieces: Vec<String> = pieces.map(|path| [&origin, path.as_str()].concat()).collect();
        assert!(links.iter().eq(pieces.iter()) && offers.len() == pieces.len(), "{lang}: {links:?}");
        for offer in &offers {
            assert_eq!(offer.complaints(&origin, today), Vec::<String>::new(), "{lang}: {:?}", offer.said);
            agree(&mut client, &origin, offer).await;
            pictures.insert(offer.get("image_link").strip_prefix(&origin).unwrap().to_owned());
            let told = prices.entry(offer.get("id").to_owned()).or_insert_with(|| offer.get("price").to_owned());
            assert_eq!(told, offer.get("price"), "one price in all languages");
        }
    }
    assert_eq!(prices.len(), listed.keys().filter(|path| path.starts_with("/fr/products/")).count());
    for path in pictures {
        let (width, height) = picture(&mut client, &forbidden, &path).await;
        assert!(width >= 500 && height >= 500, "{path}: {width} by {height}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_in_other_currencies_say_what_their_pages_show() {
    let site = Site::start().await;
    let mut client = site.client();
    let (origin, today) = (client.origin(), site.place.clock.now().day());
    let robots = client.get("/robots.txt").await.unwrap().text();
    let mut pieces = BTreeSet::new();
    for (lang, of) in [("ar", Lang::Ar), ("fr", Lang::Fr), ("en", Lang::En)] {
        for currency in ["EUR", "USD", "GBP"] {
            let address = format!("/{lang}/offers.xml?currency={currency}");
            assert!(robots.contains(&[&origin, address.as_str()].concat()), "{address} can be found");
            let list = text(&mut client, &address, XML).await;
            let list = Document::parse(&list).unwrap();
            let offers = offers_of(&list, (lang, currency));
            pieces.insert(offers.len());
            for (at, offer) in offers.iter().enumerate() {
                assert_eq!(offer.complaints(&origin, today), Vec::<String>::new(), "{address}: {:?}", offer.said);
                assert!(offer.get("link").ends_with(&format!("?currency={currency}")), "{address}");
                // The page of each is made for it; a few in each list are enough.
                if at % 5 == 0 {
                    let page = read(&mut client, offer.get("link").strip_prefix(&origin).unwrap()).await;
                    let minor = amount(offer.get("price"), currency).and_then(|minor| i64::try_from(minor).ok());
                    let currency = Currency::from_code(currency).unwrap();
                    let price = Money { minor: minor.unwrap(), currency }.format(of);
                    assert!(
                        page.html.contains(&format!("id=\"price\" class=\"money\">{price}<")),
                        "{}: {price}",
                        offer.get("link")
                    );
                    assert!(page.html.contains("id=\"charged\""), "and what is charged");
                }
            }
        }
    }
    assert_eq!(pieces.len(), 1, "all lists hold all pieces");
    assert_eq!(client.get("/fr/offers.xml?currency=CHF").await.unwrap().status, 404);
    let dirhams = client.get("/fr/offers.xml?currency=MAD").await.unwrap().text();
    assert_eq!(dirhams, client.get("/fr/offers.xml").await.unwrap().text());

    // Without a rate there is what shops set.
    site.place.clock.shift(31 * 24 * 60 * 60 * 1_000);
    assert_eq!(client.get("/fr/offers.xml?currency=USD").await.unwrap().status, 404);
    let list = text(&mut client, "/fr/offers.xml?currency=EUR", XML).await;
    let list = Document::parse(&list).unwrap();
    let offers = offers_of(&list, ("fr", "EUR"));
    let links: Vec<&str> = offers.iter().map(|offer| offer.get("link")).collect();
    assert_eq!(links, [format!("{origin}/fr/products/thuya-box?currency=EUR")]);
    assert!(offers[0].shipping.is_empty(), "what sending costs is not known in it");
}
