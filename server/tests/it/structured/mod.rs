//! Structured data of every page in every language, held against what its readers publish: an oracle that knows nothing of how
//! the program makes it.

mod check;
mod offer;
mod places;
mod rules;

use crate::client::Client;
use crate::reading::{LANGS, Read, listed, read};
use crate::site::{Site, links};
use app::routes::{ROUTES, Role};
use check::{Found, Place, ids, words};
use offer::PRODUCT;
use places::{BREADCRUMBS, COLLECTION, MARKETPLACE, PROFILE, SHOP, WEBSITE};
use rules::Shape;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What the pages of one pattern say.
enum Wanted {
    /// Exactly these objects.
    Says(&'static [&'static Shape]),
    /// Nothing, and no site map lists it.
    Nothing,
}

/// Every page that everybody may see. A new page needs a row.
static PAGES: [(&str, Wanted); 21] = [
    ("/{lang}", Wanted::Says(&[&MARKETPLACE, &WEBSITE])),
    ("/{lang}/categories/{slug}", Wanted::Says(&[&COLLECTION, &BREADCRUMBS])),
    ("/{lang}/pieces", Wanted::Says(&[&COLLECTION, &BREADCRUMBS])),
    ("/{lang}/products/{slug}", Wanted::Says(&[&PRODUCT, &BREADCRUMBS])),
    ("/{lang}/shops/{slug}", Wanted::Says(&[&SHOP, &BREADCRUMBS])),
    ("/{lang}/shops/{slug}/legal", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/members/{slug}", Wanted::Says(&[&PROFILE, &BREADCRUMBS])),
    ("/{lang}/about", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/ordering", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/delivery", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/returns", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/privacy", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/terms", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/contact", Wanted::Says(&[&BREADCRUMBS])),
    ("/{lang}/favourites", Wanted::Nothing),
    ("/{lang}/search", Wanted::Nothing),
    ("/{lang}/designs/{code}", Wanted::Nothing),
    ("/{lang}/cart", Wanted::Nothing),
    ("/{lang}/checkout", Wanted::Nothing),
    ("/{lang}/orders/{token}", Wanted::Nothing),
    ("/{lang}/sign-in", Wanted::Nothing),
];

/// Whether a path is one of a pattern.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern.iter().zip(&path).all(|(asked, part)| asked.starts_with('{') || asked == part)
}

/// The objects that a page says, each for itself.
fn objects(page: &Read, path: &str) -> Vec<Value> {
    let mut objects = Vec::new();
    for block in page.structured() {
        assert_eq!(block["@context"], "https://schema.org", "{path}");
        match block.get("@graph").and_then(Value::as_array) {
            Some(graph) => objects.extend(graph.iter().cloned()),
            None => objects.push(block),
        }
    }
    objects
}

/// Looks at one page.
fn look(origin: &str, path: &str, page: &Read, wanted: &[&Shape], found: &mut Found) {
    let (said, words) = (objects(page, path), words(&page.html));
    let mut known = BTreeSet::new();
    said.iter().for_each(|object| ids(object, &mut known));
    let kinds: Vec<&str> = said.iter().filter_map(|object| object["@type"].as_str()).collect();
    assert_eq!(kinds, wanted.iter().map(|shape| shape.kind).collect::<Vec<_>>(), "{path}");
    let place = Place { origin, path, words: &words, ids: known };
    for (shape, object) in wanted.iter().zip(&said) {
        found.hold(&place, &format!("{path} {}", shape.kind), shape, object);
    }
    let reached: BTreeSet<String> = links(&page.html).into_iter().collect();
    for object in &said {
        for item in object["mainEntity"]["itemListElement"].as_array().into_iter().flatten() {
            let link = item["url"].as_str().and_then(|url| url.strip_prefix(origin)).unwrap_or_default();
            assert!(reached.contains(link), "{path} lists {link} and does not show it");
        }
        if object["@type"] == "Product" {
            let price = object["offers"]["price"].as_str().unwrap_or_default();
            let shown = page.html.split("id=\"price\"").nth(1).unwrap().split(['>', '<']).nth(1).unwrap();
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            assert_eq!(
                digits(shown),
                digits(price.strip_suffix(".00").unwrap_or(price)),
                "{path}: the price of the page"
            );
        }
    }
}

/// A raster picture that may be looked at: its width and height.
pub async fn picture(client: &mut Client, forbidden: &[String], path: &str) -> (u32, u32) {
    assert!(!forbidden.iter().any(|rule| path.starts_with(rule)), "{path} is shown and forbidden");
    let answer = client.get(path).await.unwrap();
    // Drawings are PNG, photographs JPEG.
    let kind = if path.ends_with(".png") { "image/png" } else { "image/jpeg" };
    assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{path}");
    assert!(answer.body.len() < 16_000_000 && path.is_ascii(), "{path}");
    let read = if kind == "image/png" { size(&answer.body) } else { jpeg_size(&answer.body) };
    read.unwrap_or_else(|| panic!("{path} is not what it is called"))
}

/// Width and height, as the header of a PNG says them.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    png.starts_with(b"\x89PNG\r\n\x1a\n").then_some((number(16)?, number(20)?))
}

/// Width and height of a JPEG that can be read.
fn jpeg_size(jpeg: &[u8]) -> Option<(u32, u32)> {
    image::ImageReader::with_format(std::io::Cursor::new(jpeg), image::ImageFormat::Jpeg).into_dimensions().ok()
}

/// What `/robots.txt` forbids.
pub async fn forbidden(client: &mut Client) -> Vec<String> {
    let robots = client.get("/robots.txt").await.unwrap().text();
    robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_says_what_readers_of_structured_data_want() {
    let public: Vec<&str> =
        ROUTES.iter().filter(|route| route.role == Role::Public).map(|route| route.pattern).collect();
    for pattern in &public {
        assert!(PAGES.iter().any(|(known, _)| known == pattern), "{pattern} has no row");
    }
    for (pattern, _) in &PAGES {
        assert!(public.contains(pattern), "{pattern} is no page");
    }
    let site = Site::start().await;
    let mut client = site.client();
    let origin = client.origin();
    let listed = listed(&mut client, &origin).await;
    let (mut found, mut seen) = (Found::default(), BTreeMap::new());
    for path in listed.keys() {
        let (pattern, wanted) = PAGES.iter().find(|(pattern, _)| fits(pattern, path)).expect(path);
        let Wanted::Says(wanted) = wanted else { panic!("{path} is listed and has nothing to say") };
        look(&origin, path, &read(&mut client, path).await, wanted, &mut found);
        *seen.entry((*pattern, &path[1..3])).or_insert(0) += 1;
    }
    for (pattern, wanted) in &PAGES {
        for lang in LANGS {
            match wanted {
                Wanted::Says(_) => assert!(seen.contains_key(&(*pattern, lang)), "no {pattern} in {lang}"),
                Wanted::Nothing if pattern.matches('{').count() == 1 && !pattern.ends_with("checkout") => {
                    let path = pattern.replace("{lang}", lang);
                    assert!(read(&mut client, &path).await.structured().is_empty(), "{path} says something");
                }
                Wanted::Nothing => {}
            }
        }
    }
    assert_eq!(found.complaints, Vec::<String>::new());
    let unlisted: Vec<&String> = found.pages.iter().filter(|path| !listed.contains_key(*path)).collect();
    assert!(unlisted.is_empty(), "{unlisted:?} are referred to and not listed");
    let forbidden = forbidden(&mut client).await;
    for path in &found.pictures {
        let (width, height) = picture(&mut client, &forbidden, path).await;
        assert!(width * height >= 50_000, "{path}: {width} by {height}");
    }
    for name in &found.logos {
        let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../style/public")).join(&name[1..]);
        let (width, height) = size(&std::fs::read(&file).unwrap()).expect(name);
        assert!(width == height && width >= 112, "{name}: {width} by {height}");
    }
    assert!(found.pictures.len() >= 16 && found.logos.len() == 1);
}

/// What may be left out.
const OPTIONAL: [&str; 10] = [
    "@context",
    "@id",
    "areaServed",
    "category",
    "countryOfOrigin",
    "inLanguage",
    "member",
    "publisher",
    "seller",
    "worksFor",
];

/// A value with something changed in it at a place.
fn changed(whole: &Value, pointer: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut value = whole.clone();
    change(value.pointer_mut(pointer).unwrap());
    value
}

/// All that one can take away from a value or spoil in it, one after the other, with what was done.
fn spoilt(whole: &Value, value: &Value, pointer: &str, into: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(object) => {
            for (name, inner) in object {
                if !OPTIONAL.contains(&name.as_str()) {
                    let less = changed(whole, pointer, |value| drop(value.as_object_mut().unwrap().remove(name)));
                    into.push((format!("{pointer} without {name}"), less));
                }
                if name != "@context" {
                    spoilt(whole, inner, &format!("{pointer}/{name}"), into);
                }
            }
            let more = changed(whole, pointer, |value| value["ratingValue"] = 5.into());
            into.push((format!("{pointer} with a word that is not known"), more));
        }
        Value::Array(parts) => {
            let none = changed(whole, pointer, |value| *value = Value::Array(Vec::new()));
            into.push((format!("{pointer} emptied"), none));
            for (at, inner) in parts.iter().enumerate() {
                spoilt(whole, inner, &format!("{pointer}/{at}"), into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            for wrong in [Value::Null, "".into(), "<b>1,00 DH</b>".into(), (-1).into()] {
                let what = format!("{pointer} as {wrong}");
                into.push((what, changed(whole, pointer, |value| *value = wrong)));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_left_out_or_spoilt_is_noticed() {
    let site = Site::start().await;
    let mut client = site.client();
    let origin = client.origin();
    let mut count = 0;
    for path in ["/ar", "/fr/products/thuya-box", "/ar/members/habiba-dfira", "/en/categories/argan"] {
        let (_, wanted) = PAGES.iter().find(|(pattern, _)| fits(pattern, path)).expect(path);
        let Wanted::Says(wanted) = wanted else { continue };
        let page = read(&mut client, path).await;
        let (said, words) = (objects(&page, path), words(&page.html));
        let mut known = BTreeSet::new();
        said.iter().for_each(|object| ids(object, &mut known));
        let place = Place { origin: &origin, path, words: &words, ids: known };
        for (shape, object) in wanted.iter().zip(&said) {
            let mut all = Vec::new();
            spoilt(object, object, "", &mut all);
            count += all.len();
            for (what, value) in all {
                let mut found = Found::default();
                found.hold(&place, "", shape, &value);
                assert!(!found.complaints.is_empty(), "{path}: {what} is not noticed");
            }
        }
    }
    assert!(count > 300, "{count}");
}
