//! What others read of the site: its pages as search engines see them, and its lists of addresses.

use crate::client::Client;
use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::BTreeMap;

/// The languages of the site, as addresses begin.
pub const LANGS: [&str; 3] = ["ar", "fr", "en"];

/// A page as a search engine reads it.
pub struct Read {
    pub html: String,
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

    pub fn meta(&self, name: &str) -> Option<String> {
        self.values(&format!("<meta name=\"{name}\""), "content").into_iter().next()
    }

    pub fn canonical(&self) -> Vec<String> {
        self.values("<link rel=\"canonical\"", "href")
    }

    pub fn alternates(&self) -> BTreeMap<String, String> {
        let codes = self.values("<link rel=\"alternate\" hreflang=", "href");
        let names = self.html.split("<link rel=\"alternate\" hreflang=\"").skip(1);
        names.filter_map(|rest| rest.split('"').next()).map(str::to_owned).zip(codes).collect()
    }

    pub fn title(&self) -> &str {
        self.html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default()
    }

    pub fn structured(&self) -> Vec<Value> {
        let blocks = self.html.split("<script type=\"application/ld+json\"").skip(1);
        blocks
            .map(|rest| {
                let text = rest.split_once('>').and_then(|(_, rest)| rest.split("</script>").next()).unwrap();
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
            })
            .collect()
    }
}

pub async fn read(client: &mut Client, path: &str) -> Read {
    let answer = client.get(path).await.unwrap();
    assert_eq!(answer.status, 200, "{path}");
    Read { html: answer.text() }
}

pub async fn text(client: &mut Client, path: &str, media_type: &str) -> String {
    let answer = client.get(path).await.unwrap();
    assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{path}");
    answer.text()
}

/// The text of the first child with this name.
pub fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    node.children().find(|child| child.tag_name().name() == name).and_then(|child| child.text())
}

/// Every address that the site maps list, as a path, with its alternates.
pub async fn listed(client: &mut Client, origin: &str) -> BTreeMap<String, BTreeMap<String, String>> {
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
