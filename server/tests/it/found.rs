//! How the site is found: what search engines, readers of news and other shop windows are told, and that it is true.

use crate::client::Client;
use crate::site::{Site, links};
use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const LANGS: [&str; 3] = ["ar", "fr", "en"];

/// A page as a search engine reads it.
struct Read {
    html: String,
}

impl Read {
    /// The value of an attribute of the elements that begin with this.
    fn values(&self, begin: &str, attribute: &str) -> Vec<String> {
        self.html
            .split(begin)
            .skip(1)
            .filter_map(|rest| rest.split('>').next()?.split(&format!("{attribute}=\"")).nth(1)?.split('"').next())
            .map(|value| value.replace("&amp;", "&"))
            .collect()
    }

    fn meta(&self, name: &str) -> Option<String> {
        self.values(&format!("<meta name=\"{name}\""), "content").into_iter().next()
    }

    fn canonical(&self) -> Vec<String> {
        self.values("<link rel=\"canonical\"", "href")
    }

    fn alternates(&self) -> BTreeMap<String, String> {
        let codes = self.values("<link rel=\"alternate\" hreflang=", "href");
        let names = self.html.split("<link rel=\"alternate\" hreflang=\"").skip(1);
        names.filter_map(|rest| rest.split('"').next()).map(str::to_owned).zip(codes).collect()
    }

    fn title(&self) -> &str {
        self.html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default()
    }

    fn structured(&self) -> Vec<Value> {
        let blocks = self.html.split("<script type=\"application/ld+json\"").skip(1);
        blocks
            .map(|rest| {
                let text = rest.split_once('>').and_then(|(_, rest)| rest.split("</script>").next()).unwrap();
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
            })
            .collect()
    }
}

async fn read(client: &mut Client, path: &str) -> Read {
    let answer = client.get(path).await.unwrap();
    assert_eq!(answer.status, 200, "{path}");
    Read { html: answer.text() }
}

async fn text(client: &mut Client, path: &str, media_type: &str) -> String {
    let answer = client.get(path).await.unwrap();
    assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{path}");
    answer.text()
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    node.children().find(|child| child.tag_name().name() == name).and_then(|child| child.text())
}

/// Every address that the site maps list, as a path, with its alternates.
async fn listed(client: &mut Client, origin: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    const XML: &str = "application/xml; charset=utf-8";
    let index = text(client, "/sitemap.xml", XML).await;
    let index = Document::parse(&index).unwrap();
    let parts: Vec<String> = index
        .descendants()
        .filter(|node| node.tag_name().name() == "loc")
        .map(|node| node.text().unwrap().strip_prefix(origin).unwrap().to_owned())
        .collect();
    assert!(parts.len() >= 2, "{parts:?}");
    let mut all = BTreeMap::new();
    for part in parts {
        let map = text(client, &part, XML).await;
        assert!(map.len() < 50_000_000);
        let map = Document::parse(&map).unwrap();
        for url in map.descendants().filter(|node| node.tag_name().name() == "url") {
            let path = child(url, "loc").unwrap().strip_prefix(origin).unwrap().to_owned();
            let others = url.children().filter(|node| node.tag_name().name() == "link");
            let others = others.map(|node| {
                (node.attribute("hreflang").unwrap().to_owned(), node.attribute("href").unwrap().to_owned())
            });
            if path.contains("/products/") {
                assert!(url.descendants().any(|node| node.tag_name().name() == "image"), "{path} has a picture");
            }
            assert!(all.insert(path.clone(), others.collect()).is_none(), "{path} is listed twice");
        }
    }
    all
}

/// All pages that one comes to from the home pages.
async fn walk(client: &mut Client) -> BTreeMap<String, Read> {
    let mut queue: VecDeque<String> = LANGS.iter().map(|lang| format!("/{lang}")).collect();
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut pages = BTreeMap::new();
    while let Some(path) = queue.pop_front() {
        let answer = client.get(&path).await.unwrap();
        // The built files are not there in every test.
        let is_built = path.starts_with("/pkg/") || path.starts_with("/favicon");
        assert!(answer.status < 400 || is_built, "{path} is linked to and answers {}", answer.status);
        let is_page =
            answer.status == 200 && answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        if !is_page {
            continue;
        }
        let page = Read { html: answer.text() };
        for link in links(&page.html) {
            if seen.insert(link.clone()) {
                queue.push_back(link);
            }
        }
        pages.insert(path, page);
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_listed_once_says_what_it_is_and_is_linked_to() {
    let site = Site::start().await;
    let mut client = site.client();
    let origin = client.origin();
    let listed = listed(&mut client, &origin).await;
    let pages = walk(&mut client).await;
    let mut titles: BTreeMap<(String, String), String> = BTreeMap::new();
    for (path, page) in &pages {
        let once = page.html.matches("<h1").count();
        assert!(once == 1 && !page.title().is_empty(), "{path}: {once} h1, title {:?}", page.title());
        if page.meta("robots").is_some() {
            assert!(!listed.contains_key(path), "{path} is listed and says that it is not to be");
            continue;
        }
        let description = page.meta("description").unwrap_or_default();
        assert!(description.chars().count() >= 20, "{path}: description {description:?}");
        assert_eq!(page.canonical(), [format!("{origin}{path}")], "{path}");
        let alternates = page.alternates();
        assert_eq!(alternates.len(), 4, "{path}: {alternates:?}");
        assert_eq!(listed.get(path), Some(&alternates), "{path} is in the site map, with the same alternates");
        let lang = path[1..3].to_owned();
        let other = titles.insert((lang, page.title().to_owned()), path.clone());
        assert_eq!(other, None, "{path} has the title of another page");
    }
    for (path, alternates) in &listed {
        assert!(pages.contains_key(path), "no link leads to {path}");
        for (code, address) in alternates {
            let other = address.strip_prefix(&origin).unwrap();
            let back = &listed.get(other).unwrap_or_else(|| panic!("{other} is not listed"))[&path[1..3]];
            assert_eq!(back, &format!("{origin}{path}"), "{code} of {path}");
        }
    }
}

/// What must stand in an object, by its type; required and recommended by schema.org's users.
const FIELDS: [(&str, &[&str]); 13] = [
    ("Organization", &["name", "url"]),
    ("WebSite", &["name", "url", "potentialAction"]),
    ("BreadcrumbList", &["itemListElement"]),
    ("ListItem", &["position", "name"]),
    ("CollectionPage", &["name", "url", "mainEntity"]),
    ("ItemList", &["itemListElement", "numberOfItems"]),
    ("Product", &["name", "image", "description", "sku", "brand", "offers", "url", "category"]),
    (
        "Offer",
        &[
            "price",
            "priceCurrency",
            "availability",
            "itemCondition",
            "url",
            "seller",
            "shippingDetails",
            "hasMerchantReturnPolicy",
        ],
    ),
    ("OfferShippingDetails", &["shippingRate", "shippingDestination", "deliveryTime"]),
    ("ShippingDeliveryTime", &["handlingTime"]),
    ("MerchantReturnPolicy", &["applicableCountry", "returnPolicyCategory"]),
    ("ProfilePage", &["mainEntity"]),
    ("Person", &["name", "jobTitle"]),
];

fn assert_complete(path: &str, value: &Value, types: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(kind) = object.get("@type").and_then(Value::as_str) {
                types.insert(kind.to_owned());
                let fields = FIELDS.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, fields)| fields);
                for field in
                    fields.iter().filter(|_| object.len() > 1 && !object.contains_key("@id") || object.len() > 2)
                {
                    let said = object.get(*field).is_some_and(|said| said.as_str() != Some(""));
                    assert!(said, "{path}: {kind} says no {field}: {value}");
                }
            }
            for part in object.values() {
                assert_complete(path, part, types);
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| assert_complete(path, part, types)),
        Value::String(text) => {
            let is_address = text.starts_with("http://");
            assert!(!is_address || !text.contains(' '), "{path}: {text}");
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn structured_data_says_what_the_page_says() {
    let site = Site::start().await;
    let mut client = site.client();
    let origin = client.origin();
    let mut types = BTreeSet::new();
    for lang in LANGS {
        for path in ["", "/categories/thuya-wood", "/products/thuya-box", "/shops/cooperative-dfira", "/about"] {
            let path = format!("/{lang}{path}");
            let page = read(&mut client, &path).await;
            let said = page.structured();
            assert!(!said.is_empty(), "{path}");
            for value in &said {
                assert_eq!(value["@context"], "https://schema.org", "{path}");
                assert_complete(&path, value, &mut types);
            }
            if let Some(product) = said.iter().find(|value| value["@type"] == "Product") {
                let offer = &product["offers"];
                assert_eq!(offer["availability"], "https://schema.org/MadeToOrder");
                let price = offer["price"].as_str().unwrap();
                let whole = price.strip_suffix(".00").unwrap_or(price);
                let shown = page.html.split("id=\"price\"").nth(1).unwrap().split(['>', '<']).nth(1).unwrap();
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                assert_eq!(digits(shown), digits(whole), "the price of the page");
                let picture = product["image"][0].as_str().unwrap().strip_prefix(&origin).unwrap();
                let answer = client.get(picture).await.unwrap();
                assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/png")));
            }
        }
    }
    let member = walk(&mut client).await.into_iter().find(|(path, _)| path.contains("/members/")).unwrap();
    for value in member.1.structured() {
        assert_complete(&member.0, &value, &mut types);
    }
    for (kind, _) in FIELDS {
        assert!(types.contains(kind), "no page says a {kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn feeds_hold_every_piece_with_what_their_readers_require() {
    let site = Site::start().await;
    let mut client = site.client();
    let origin = client.origin();
    let robots = text(&mut client, "/robots.txt", "text/plain; charset=utf-8").await;
    assert!(robots.contains(&format!("Sitemap: {origin}/sitemap.xml")) && robots.contains("Disallow: /fr/studio"));
    let forbidden: Vec<&str> = robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();
    assert!(forbidden.iter().all(|rule| !rule.contains('*')), "a wildcard also stands for a slash");
    for path in listed(&mut client, &origin).await.keys() {
        assert!(!forbidden.iter().any(|rule| path.starts_with(rule)), "{path} is listed and forbidden");
    }
    let mut ids = BTreeMap::new();
    for lang in LANGS {
        let news = text(&mut client, &format!("/{lang}/new.xml"), "application/rss+xml; charset=utf-8").await;
        let news = Document::parse(&news).unwrap();
        let items = |document: &Document<'_>| document.descendants().filter(|node| node.has_tag_name("item")).count();
        assert_eq!(items(&news), 16);
        let offers = text(&mut client, &format!("/{lang}/offers.xml"), "application/xml; charset=utf-8").await;
        let offers = Document::parse(&offers).unwrap();
        assert_eq!(items(&offers), 16);
        for item in offers.descendants().filter(|node| node.has_tag_name("item")) {
            let said = |name: &str| child(item, name).unwrap_or_else(|| panic!("{lang}: no {name} in {item:?}"));
            assert!((1..=50).contains(&said("id").len()));
            assert!((1..=150).contains(&said("title").chars().count()));
            assert!((1..=5_000).contains(&said("description").chars().count()));
            let link = said("link").strip_prefix(&origin).unwrap();
            assert!(link.starts_with(&format!("/{lang}/products/")), "{link}");
            assert_eq!(client.get(link).await.unwrap().status, 200);
            assert!(said("image_link").ends_with(".png"), "{}", said("image_link"));
            let (price, currency) = said("price").split_once(' ').unwrap();
            assert!(currency == "MAD" && price.parse::<f64>().is_ok_and(|price| price > 0.0), "{price}");
            assert!(["in_stock", "out_of_stock"].contains(&said("availability")));
            assert_eq!(said("availability") == "in_stock", child(item, "max_handling_time").is_some());
            let page = read(&mut client, link).await.structured();
            let product = page.iter().find(|value| value["@type"] == "Product").unwrap();
            assert_eq!(product["sku"], said("id"));
            assert_eq!(format!("{} MAD", product["offers"]["price"].as_str().unwrap()), said("price"), "{link}");
            let days = &product["offers"]["shippingDetails"]["deliveryTime"]["handlingTime"]["maxValue"];
            assert_eq!(days.to_string(), said("max_handling_time"), "{link}: the day of the page");
            assert_eq!((said("condition"), said("identifier_exists")), ("new", "no"));
            assert!(!said("brand").is_empty() && !said("product_type").is_empty());
            let other = ids.entry(said("id").to_owned()).or_insert(said("price").to_owned());
            assert_eq!(other, said("price"), "one price in all languages");
        }
    }
    for gone in
        ["/sitemaps/pieces-1.xml", "/sitemaps/pieces-x.xml", "/sitemaps/places", "/xx/new.xml", "/xx/offers.xml"]
    {
        assert_eq!(client.get(gone).await.unwrap().status, 404, "{gone}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn search_answers_in_words_and_is_not_listed_itself() {
    let site = Site::start().await;
    let mut client = site.client();
    let found = read(&mut client, "/fr/search?q=zarbia").await;
    assert_eq!(found.meta("robots").as_deref(), Some("noindex, follow"));
    assert!(links(&found.html).contains(&"/fr/products/zerbia-rug".to_owned()));
    let nothing = read(&mut client, "/fr/search?q=xyzzy").await;
    assert!(nothing.html.contains("Rien ne correspond"), "it says so, and where to go on");
    assert!(links(&nothing.html).contains(&"/fr/categories/thuya-wood".to_owned()));
    let typed = read(&mut client, "/fr/search?q=%3Cb%3E%22x").await;
    assert!(!typed.html.contains("<b>\"x") && typed.html.contains("&lt;b&gt;"), "what was typed is text");
}
