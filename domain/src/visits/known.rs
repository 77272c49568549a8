//! Places that many visitors come from, known by name.

/// A place known by name.
pub(super) struct Known {
    /// Short and stable; it stands in the database.
    pub code: &'static str,
    /// As people call it.
    pub name: &'static str,
    /// Its hosts with all below them, without `www.`; one that ends with a point stands for any country.
    hosts: &'static [&'static str],
}

const fn known(code: &'static str, name: &'static str, hosts: &'static [&'static str]) -> Known {
    Known { code, name, hosts }
}

/// The first that fits counts.
const ALL: [Known; 29] = [
    known("gmail", "Gmail", &["mail.google.com", "com.google.android.gm"]),
    known("google", "Google", &["google.", "com.google.android.googlequicksearchbox"]),
    known("bing", "Bing", &["bing.com"]),
    known("duckduckgo", "DuckDuckGo", &["duckduckgo.com"]),
    known("yahoo", "Yahoo", &["yahoo.com", "yahoo.co.jp"]),
    known("ecosia", "Ecosia", &["ecosia.org"]),
    known("qwant", "Qwant", &["qwant.com"]),
    known("brave", "Brave Search", &["search.brave.com"]),
    known("startpage", "Startpage", &["startpage.com"]),
    known("yandex", "Yandex", &["yandex."]),
    known("baidu", "Baidu", &["baidu.com"]),
    known("chatgpt", "ChatGPT", &["chatgpt.com", "chat.openai.com"]),
    known("perplexity", "Perplexity", &["perplexity.ai"]),
    known("instagram", "Instagram", &["instagram.com", "com.instagram.android"]),
    known("messenger", "Messenger", &["messenger.com", "m.me", "com.facebook.orca"]),
    known("facebook", "Facebook", &["facebook.com", "fb.com", "fb.me", "com.facebook.katana"]),
    known("whatsapp", "WhatsApp", &["whatsapp.com", "wa.me", "com.whatsapp"]),
    known("tiktok", "TikTok", &["tiktok.com", "com.zhiliaoapp.musically"]),
    known("youtube", "YouTube", &["youtube.com", "youtu.be", "com.google.android.youtube"]),
    known("pinterest", "Pinterest", &["pinterest.", "pin.it", "com.pinterest"]),
    known("x", "X", &["twitter.com", "x.com", "t.co", "com.twitter.android"]),
    known("threads", "Threads", &["threads.net", "threads.com"]),
    known("linkedin", "LinkedIn", &["linkedin.com", "lnkd.in", "com.linkedin.android"]),
    known("reddit", "Reddit", &["reddit.com", "com.reddit.frontpage"]),
    known("telegram", "Telegram", &["t.me", "telegram.org", "org.telegram.messenger"]),
    known("snapchat", "Snapchat", &["snapchat.com", "com.snapchat.android"]),
    known("bluesky", "Bluesky", &["bsky.app"]),
    known("mastodon", "Mastodon", &["mastodon.social", "org.joinmastodon.android"]),
    known("etsy", "Etsy", &["etsy.com"]),
];

/// The place of a host, written small and without `www.`.
pub(super) fn of_host(host: &str) -> Option<&'static Known> {
    ALL.iter().find(|known| known.hosts.iter().any(|pattern| fits(host, pattern)))
}

/// The place of a code.
pub(super) fn of_code(code: &str) -> Option<&'static Known> {
    ALL.iter().find(|known| known.code == code)
}

fn fits(host: &str, pattern: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.ends_with('.');
    if !pattern.ends_with('.') {
        return host.strip_suffix(pattern).is_some_and(ends);
    }
    // What follows is a country and what stands before it there: `ma`, `co.ma`, `com.tr`.
    let country = |rest: &str| {
        (2..=6).contains(&rest.len())
            && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.')
            && rest.rsplit('.').skip(1).all(|part| matches!(part, "co" | "com"))
    };
    host.rfind(pattern).is_some_and(|at| ends(&host[..at]) && country(&host[at + pattern.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn hosts_are_known_by_name_and_lookalikes_are_not() {
        for (host, code) in [
            ("google.com", Some("google")),
            ("google.co.ma", Some("google")),
            ("google.com.tr", Some("google")),
            ("lens.google.com", Some("google")),
            ("mail.google.com", Some("gmail")),
            ("com.google.android.googlequicksearchbox", Some("google")),
            ("l.facebook.com", Some("facebook")),
            ("lm.facebook.com", Some("facebook")),
            ("l.instagram.com", Some("instagram")),
            ("t.co", Some("x")),
            ("x.com", Some("x")),
            ("fr.pinterest.com", Some("pinterest")),
            ("pinterest.fr", Some("pinterest")),
            ("fr.search.yahoo.com", Some("yahoo")),
            ("google.evil.com", None),
            ("notgoogle.com", None),
            ("netflix.com", None),
            ("facebook.com.evil.example", None),
            ("google.", None),
            ("", None),
        ] {
            assert_eq!(of_host(host).map(|known| known.code), code, "{host}");
        }
    }

    #[test]
    fn every_code_is_one_place() {
        let codes: BTreeSet<_> = ALL.iter().map(|known| known.code).collect();
        assert_eq!(codes.len(), ALL.len());
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase())));
    }
}
