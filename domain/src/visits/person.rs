//! Whether a program that asks for a page has a person before it.

/// How the User-Agents of browsers begin, in small letters.
const BROWSERS: [&str; 3] = ["mozilla/", "opera/", "ucweb"];

/// What programs call themselves that nobody looks at, in small letters.
const MACHINES: [&str; 44] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "headless",
    "monitor",
    "uptime",
    "pingdom",
    "statuscake",
    "lighthouse",
    "pagespeed",
    "gtmetrix",
    "externalhit",
    "facebookcatalog",
    "meta-external",
    "whatsapp",
    "embedly",
    "feedfetcher",
    "mediapartners",
    "google-",
    "googleother",
    "apis-google",
    "yandex.com/",
    "archive",
    "scan",
    "scrap",
    "validator",
    "fetch",
    "curl",
    "wget",
    "python",
    "java/",
    "okhttp",
    "go-http",
    "libwww",
    "axios",
    "undici",
    "phantomjs",
    "selenium",
    "puppeteer",
    "playwright",
    "electron",
    "nutch",
];

/// A maker of telephones, in whose name that of a machine stands.
const PHONE: &str = "cubot";

/// Whether a User-Agent is that of a browser before which somebody sits, as far as it says so itself.
#[must_use]
pub fn is_person(agent: &str) -> bool {
    let agent = agent.trim().to_ascii_lowercase().replace(PHONE, "");
    BROWSERS.iter().any(|browser| agent.starts_with(browser)) && !MACHINES.iter().any(|machine| agent.contains(machine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_have_a_person_before_them() {
        for agent in [
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 390.0.0.28.85",
            "Mozilla/5.0 (Linux; Android 13; SM-A146P; wv) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/520.0.0.0;]",
            "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Opera/9.80 (Android; Opera Mini/82.0/191.0; U; fr) Presto/2.12 Version/12.16",
        ] {
            assert!(is_person(agent), "{agent}");
        }
    }

    #[test]
    fn machines_have_none() {
        for agent in [
            "",
            "  ",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
            "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/139.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko; compatible; Google-InspectionTool/1.0)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
            "Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/119 Safari/537.36 Chrome-Lighthouse",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "WhatsApp/2.23.20.0",
            "TelegramBot (like TwitterBot)",
            "curl/8.5.0",
            "Wget/1.21.4",
            "python-requests/2.32",
            "Go-http-client/2.0",
            "Java/17.0.2",
            "okhttp/4.12.0",
            "my little program",
        ] {
            assert!(!is_person(agent), "{agent}");
        }
    }
}
