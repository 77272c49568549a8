//! How the site is found: what search engines, readers of news and other shop windows are told, and that it is true.

use crate::client::Client;
use crate::reading::{LANGS, Read, listed, read, text};
use crate::site::{Site, links};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
            let named = if code == "x-default" { "en" } else { code };
            assert!(other.starts_with(&format!("/{named}")), "{path} says that {other} is in {code}");
            let back = &listed.get(other).unwrap_or_else(|| panic!("{other} is not listed"))[&path[1..3]];
            assert_eq!(back, &format!("{origin}{path}"), "{code} of {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn robots_may_look_at_what_is_listed_and_at_nothing_that_is_somebodys_own() {
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
