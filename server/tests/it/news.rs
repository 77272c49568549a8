//! The newest pieces as RSS 2.0, held against its specification.

use crate::reading::{LANGS, child, listed, text};
use crate::site::Site;
use domain::time::Day;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

/// A time of RFC 822, `Mon, 30 Nov 2026 11:30:09 +0000`, in a form that can be put in order.
fn time(said: &str) -> Option<(i32, &str)> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let (weekday, rest) = said.split_once(", ")?;
    let [of_month, month, year, clock, "+0000"] = rest.split(' ').collect::<Vec<_>>()[..] else { return None };
    let month = u32::try_from(MONTHS.iter().position(|name| *name == month)?).ok()? + 1;
    let day = Day::from_ymd(year.parse().ok()?, month, of_month.parse().ok()?)?;
    (DAYS[day.weekday()] == weekday && clock.len() == 8 && clock < "24:00:00").then_some((day.0, clock))
}

#[tokio::test(flavor = "multi_thread")]
async fn news_are_read_by_whoever_reads_rss() {
    let site = Site::start().await;
    let mut client = site.client();
    let origin = client.origin();
    let listed = listed(&mut client, &origin).await;
    for lang in LANGS {
        let path = format!("/{lang}/new.xml");
        let news = text(&mut client, &path, "application/rss+xml; charset=utf-8").await;
        let news = Document::parse(&news).unwrap();
        assert_eq!(news.root_element().attribute("version"), Some("2.0"));
        let channel = news.root_element().first_element_child().unwrap();
        for name in ["title", "link", "description"] {
            assert!(child(channel, name).is_some_and(|said| !said.trim().is_empty()), "{path}: {name}");
        }
        assert_eq!(child(channel, "language"), Some(lang));
        let own = channel.children().find(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "link"))).unwrap();
        assert_eq!(own.attribute("rel"), Some("self"));
        assert_eq!(own.attribute("href"), Some(&*format!("{origin}{path}")));
        let items: Vec<Node<'_, '_>> = channel.children().filter(|node| node.has_tag_name("item")).collect();
        assert!((1..=50).contains(&items.len()));
        let (mut names, mut before) = (BTreeSet::new(), None);
        for item in items {
            let said = |name: &str| child(item, name).unwrap_or_else(|| panic!("{path}: no {name} in {item:?}"));
            assert!(!said("title").is_empty() && !said("description").contains(['<', '&']), "{path}");
            let link = said("link").strip_prefix(&origin).unwrap();
            assert!(listed.contains_key(link) && link.starts_with(&format!("/{lang}/products/")), "{link}");
            assert!(said("guid") == said("link") && names.insert(link.to_owned()), "{link} is told twice");
            let at = time(said("pubDate")).unwrap_or_else(|| panic!("{link}: {}", said("pubDate")));
            assert!(before.is_none_or(|before| at <= before), "{link}: the newest comes first");
            before = Some(at);
        }
    }
}
