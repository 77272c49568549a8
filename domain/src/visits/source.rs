//! Where a visitor comes from.

use super::known;
use crate::text::decode_field;

/// Longest parts of a campaign, in characters: where it stands, how, for which occasion.
const LONGEST: [usize; 3] = [32, 24, 40];

/// Longest host that is told.
const LONGEST_HOST: usize = 60;

/// Longest value of a field that is read, in bytes as it stands in the address.
const LONGEST_VALUE: usize = 360;

/// Where a visitor comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Nobody said: typed, kept, or from a program that does not say.
    Direct,
    /// A search engine or network that is known by name; its code.
    Known(&'static str),
    /// Another site: its host, small and without `www.`.
    Site(String),
    /// A link that was made for a campaign.
    Campaign(Campaign),
    /// One of those that there was no room for on that day.
    Other,
}

/// What a link for a campaign says about itself. Letters, digits, `-`, `_` and `.`, all small.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Campaign {
    source: String,
    medium: String,
    campaign: String,
}

impl Campaign {
    /// A campaign of these words, cleaned; `None` when nothing says where it stands.
    #[must_use]
    pub fn new(source: &str, medium: &str, campaign: &str) -> Option<Self> {
        let [longest_source, longest_medium, longest_campaign] = LONGEST;
        let source = clean(source, longest_source);
        (!source.is_empty()).then(|| Self {
            source,
            medium: clean(medium, longest_medium),
            campaign: clean(campaign, longest_campaign),
        })
    }

    /// Where it stands, how, and for which occasion; the last two may be empty.
    #[must_use]
    pub fn words(&self) -> [&str; 3] {
        [&self.source, &self.medium, &self.campaign]
    }
}

impl Source {
    /// The source that a request tells: by the fields `utm_source`, `utm_medium` and `utm_campaign` of its query, as it
    /// stands in the address; else by the page that led here, unless that is one of `own`, the address of this site.
    #[must_use]
    pub fn of(query: &str, referrer: &str, own: &str) -> Self {
        let said = |name| field(query, name).unwrap_or_default();
        if let Some(campaign) = Campaign::new(&said("utm_source"), &said("utm_medium"), &said("utm_campaign")) {
            return Self::Campaign(campaign);
        }
        match host(referrer) {
            Some(host) if Some(&host) != self::host(own).as_ref() => {
                known::of_host(&host).map_or(Self::Site(host), |known| Self::Known(known.code))
            }
            Some(_) | None => Self::Direct,
        }
    }

    /// The text that stands for it in the database, 120 characters at most.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Direct => "direct".to_owned(),
            Self::Other => "other".to_owned(),
            Self::Known(code) => ["at:", code].concat(),
            Self::Site(host) => ["site:", host].concat(),
            Self::Campaign(campaign) => ["utm:", &campaign.words().join("/")].concat(),
        }
    }

    /// The source of a text that [`Source::code`] made.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Self> {
        let source = match text.split_once(':') {
            None if text == "direct" => Self::Direct,
            None if text == "other" => Self::Other,
            Some(("at", code)) => Self::Known(known::of_code(code)?.code),
            Some(("site", host)) => Self::Site(self::host(&["//", host].concat())?),
            Some(("utm", words)) => {
                let mut words = words.split('/');
                let (source, medium) = (words.next()?, words.next()?);
                Self::Campaign(Campaign::new(source, medium, words.next()?)?)
            }
            None | Some(_) => return None,
        };
        (source.code() == text).then_some(source)
    }

    /// What people call it, where it has a name that is the same in every language.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        match self {
            Self::Direct | Self::Other => None,
            Self::Known(code) => known::of_code(code).map(|known| known.name.to_owned()),
            Self::Site(host) => Some(host.clone()),
            Self::Campaign(campaign) => {
                let words: Vec<&str> = campaign.words().into_iter().filter(|word| !word.is_empty()).collect();
                Some(words.join(" · "))
            }
        }
    }

    /// Whether anybody can make up such sources, so that their number has to be bounded.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Direct | Self::Known(_) | Self::Other => false,
            Self::Site(_) | Self::Campaign(_) => true,
        }
    }
}

/// Small letters, digits, `-`, `_` and `.`; whatever else stands between them becomes one `-`.
fn clean(text: &str, longest: usize) -> String {
    let mut out = String::new();
    let mut count = 0;
    for letter in text.chars().flat_map(char::to_lowercase) {
        if count == longest {
            break;
        }
        if letter.is_alphanumeric() || matches!(letter, '_' | '.') {
            out.push(letter);
            count += 1;
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
            count += 1;
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The host of an address, small and without `www.`; `None` where it has none that can be told.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("//")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.trim_end_matches('.').to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let told = host.len() <= LONGEST_HOST && host.contains('.') && !host.starts_with('.') && host.bytes().all(plain);
    // What is written twice, as in `www.www.`, is no name of a host.
    (told && !host.starts_with("www.")).then(|| host.to_owned())
}

/// The first value of a field of a query that is not empty, decoded.
fn field(query: &str, name: &str) -> Option<String> {
    let values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(key, _)| *key == name);
    let read = |value: &str| decode_field(&value[..value.floor_char_boundary(LONGEST_VALUE)]);
    values.map(|(_, value)| read(value)).find(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OWN: &str = "https://mogador.example:8443";

    #[test]
    fn a_request_tells_its_source() {
        for (query, referrer, code) in [
            ("", "", "direct"),
            ("", "https://mogador.example:8443/fr", "direct"),
            ("", "https://www.mogador.example/fr", "direct"),
            ("", "https://www.google.co.ma/", "at:google"),
            ("", "https://l.instagram.com/?u=x", "at:instagram"),
            ("", "android-app://com.google.android.gm/", "at:gmail"),
            ("", "https://WWW.Blog.Example:444/a?b#c", "site:blog.example"),
            ("", "https://user:secret@blog.example/", "site:blog.example"),
            ("", "https://198.51.100.7/", "site:198.51.100.7"),
            ("", "about:blank", "direct"),
            ("", "https://localhost/", "direct"),
            ("", "https://[::1]/", "direct"),
            ("", "nonsense", "direct"),
            ("", "https://b\u{f8}g.example/", "direct"),
            ("utm_source=Newsletter&utm_medium=Email&utm_campaign=Spring+2027", "", "utm:newsletter/email/spring-2027"),
            ("o[size]=large&utm_source=ig", "https://l.instagram.com/", "utm:ig//"),
            ("utm_source=&utm_source=poster", "", "utm:poster//"),
            ("utm_medium=email&utm_campaign=x", "https://www.bing.com/", "at:bing"),
            ("utm_source=%20%2F%3C%3E", "", "direct"),
            ("utm_source=a%2Fb&utm_medium=%D8%A8%D8%B1%D9%8A%D8%AF&utm_campaign=%zz%", "", "utm:a-b/بريد/zz"),
            ("utm_source=a@b.example", "", "utm:a-b.example//"),
        ] {
            assert_eq!(Source::of(query, referrer, OWN).code(), code, "{query} {referrer}");
        }
    }

    #[test]
    fn a_source_has_a_name() {
        let name = |code| Source::from_code(code).unwrap().name();
        assert_eq!(name("at:duckduckgo").as_deref(), Some("DuckDuckGo"));
        assert_eq!(name("site:blog.example").as_deref(), Some("blog.example"));
        assert_eq!(name("utm:newsletter//spring").as_deref(), Some("newsletter · spring"));
        assert_eq!((name("direct"), name("other")), (None, None));
        for unknown in ["", "at:", "at:nowhere", "site:", "site:A.example", "utm:", "utm:a", "utm:a/b/c/d", "utm:A//"] {
            assert_eq!(Source::from_code(unknown), None, "{unknown}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_one_short_plain_source(query in ".{0,200}", referrer in ".{0,120}") {
            let source = Source::of(&query, &referrer, OWN);
            let code = source.code();
            prop_assert!((1..=120).contains(&code.chars().count()), "{code}");
            prop_assert!(!code.chars().any(|letter| letter.is_control() || letter.is_whitespace()), "{code:?}");
            prop_assert_eq!(Source::from_code(&code), Some(source));
        }

        #[test]
        fn words_of_a_campaign_are_told_as_they_are_read(words in prop::array::uniform3("\\PC{0,60}")) {
            let [source, medium, campaign] = &words;
            let Some(made) = Campaign::new(source, medium, campaign) else { return Ok(()) };
            let [source, medium, campaign] = made.words();
            prop_assert_eq!(Campaign::new(source, medium, campaign), Some(made.clone()));
            let query = format!("utm_source={source}&utm_medium={medium}&utm_campaign={campaign}");
            prop_assert_eq!(Source::of(&query, "", OWN), Source::Campaign(made));
        }
    }
}
