//! Configuration from the environment. What is wrong is said in one sentence, before anything starts.

mod pictures;

use crate::adapters::media::PictureStore;
use crate::layers::peer::Network;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Everything that an operator decides.
#[derive(Debug, Clone)]
pub struct Config {
    /// `sqlite:` file or `postgres://` address.
    pub database_url: String,
    /// The address under which readers reach the site; only `serve` insists on it.
    pub public_url: Option<PublicUrl>,
    /// Where readers find the source of this program as it runs; the foot of the shop's pages leads there.
    pub source_url: Option<String>,
    /// Where the server listens.
    pub bind: SocketAddr,
    /// Folder with the built browser files.
    pub site_root: PathBuf,
    /// Folder for rendered pictures; may be deleted at any time.
    pub media_dir: PathBuf,
    /// Folder in which uploads come in, and for uploaded pictures where no bucket keeps them.
    pub picture_dir: PathBuf,
    /// Where uploaded pictures are kept; there is no second copy of them.
    pub picture_store: PictureStore,
    /// Whether AVIF files of pictures are made in the background.
    pub make_avif: bool,
    /// The program that is running: it starts itself to develop uploaded pictures.
    pub program: PathBuf,
    /// Whether the operator accepts plain http on a public address.
    pub allow_http: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Requests that may be worked on at once; further ones are told to come back.
    pub max_in_flight: usize,
    /// What the log says and how.
    pub log: LogSettings,
}

/// What the log says and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSettings {
    /// Directives in the form of `tracing_subscriber::EnvFilter`.
    pub filter: String,
    /// One JSON object per line instead of text.
    pub json: bool,
}

/// Wrong configuration: the variable and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable} {problem}")]
pub struct ConfigError {
    /// Name of the environment variable.
    pub variable: &'static str,
    /// Rest of the sentence.
    pub problem: String,
}

fn wrong(variable: &'static str, problem: impl Into<String>) -> ConfigError {
    ConfigError { variable, problem: problem.into() }
}

impl Config {
    /// Reads the variables through `var`, which answers `None` for one that is not set.
    ///
    /// # Errors
    /// The first variable whose value cannot be understood.
    pub fn read(var: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let text = |name: &str, default: &str| {
            var(name).filter(|value| !value.is_empty()).unwrap_or_else(|| default.to_owned())
        };
        let database_url = text("DATABASE_URL", "sqlite:data/mogador.db");
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| database_url.starts_with(scheme)) {
            return Err(wrong("DATABASE_URL", "must start with sqlite: or postgres://"));
        }
        let public_url = match var("PUBLIC_URL").filter(|value| !value.is_empty()) {
            Some(value) => Some(PublicUrl::parse(&value).ok_or_else(|| {
                wrong("PUBLIC_URL", format!("must look like https://shop.example, without a path; it is {value:?}"))
            })?),
            None => None,
        };
        let source_url = match var("SOURCE_URL").filter(|value| !value.is_empty()) {
            Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => {
                return Err(wrong("SOURCE_URL", format!("must start with https:// or http://; it is {url:?}")));
            }
            other => other,
        };
        let bind = text("BIND", "127.0.0.1:3000");
        let log = LogSettings {
            filter: text("LOG", "info"),
            json: match text("LOG_FORMAT", "text").as_str() {
                "text" => false,
                "json" => true,
                other => return Err(wrong("LOG_FORMAT", format!("must be text or json, not {other:?}"))),
            },
        };
        Ok(Self {
            database_url,
            public_url,
            source_url,
            bind: bind.parse().map_err(|_| {
                wrong("BIND", format!("must be an IP address and a port such as 127.0.0.1:3000; it is {bind:?}"))
            })?,
            site_root: text("SITE_ROOT", "target/site").into(),
            media_dir: text("MEDIA_DIR", "data/media").into(),
            picture_store: pictures::read(&var, text("PICTURE_DIR", "data/pictures").into())?,
            picture_dir: text("PICTURE_DIR", "data/pictures").into(),
            make_avif: switch("MAKE_AVIF", &text("MAKE_AVIF", "1"))?,
            program: running_program(),
            allow_http: switch("ALLOW_HTTP", &text("ALLOW_HTTP", "0"))?,
            trusted_proxies: networks(&text("TRUSTED_PROXIES", ""))?,
            max_in_flight: text("MAX_IN_FLIGHT", "512")
                .parse()
                .ok()
                .filter(|count| *count > 0)
                .ok_or_else(|| wrong("MAX_IN_FLIGHT", "must be a number greater than 0"))?,
            log,
        })
    }

    /// The public address, when it may be served as configured.
    ///
    /// # Errors
    /// When it is missing, or is plain http on an address that others can reach.
    pub fn public_to_serve(&self) -> Result<&PublicUrl, ConfigError> {
        let url = self.public_url.as_ref().ok_or_else(|| {
            wrong(
                "PUBLIC_URL",
                "is required: the address under which readers reach the site, such as https://shop.example",
            )
        })?;
        if !url.secure && self.is_public() && !self.allow_http {
            return Err(wrong(
                "PUBLIC_URL",
                "is plain http on an address that others can reach: use https, or set ALLOW_HTTP=1 if a cookie read on the way is acceptable",
            ));
        }
        Ok(url)
    }

    /// Whether anyone but this computer can reach the site.
    #[must_use]
    pub fn is_public(&self) -> bool {
        !self.bind.ip().is_loopback() || self.public_url.as_ref().is_some_and(|url| !url.is_loopback())
    }
}

/// Where there is one, the name that stays right when the file is replaced by a newer release.
fn running_program() -> PathBuf {
    let own = PathBuf::from("/proc/self/exe");
    if own.exists() { own } else { std::env::current_exe().unwrap_or_else(|_| "mogador".into()) }
}

fn switch(variable: &'static str, value: &str) -> Result<bool, ConfigError> {
    match value {
        "0" | "false" | "no" => Ok(false),
        "1" | "true" | "yes" => Ok(true),
        other => Err(wrong(variable, format!("must be 0 or 1, not {other:?}"))),
    }
}

fn networks(value: &str) -> Result<Vec<Network>, ConfigError> {
    value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            Network::parse(part).ok_or_else(|| {
                wrong(
                    "TRUSTED_PROXIES",
                    format!("must list addresses or networks such as 10.0.0.0/8; {part:?} is none"),
                )
            })
        })
        .collect()
}

/// Scheme, host and port of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// Whether it is https.
    pub secure: bool,
    /// Host in lower case, without port; IPv6 in brackets.
    pub host: String,
    /// Port, also when it is the scheme's own.
    pub port: u16,
}

impl PublicUrl {
    /// Reads `http://host[:port]` or `https://host[:port]`; a single `/` at the end is forgiven, anything more is not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (secure, rest) = match text.strip_prefix("https://") {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix("http://")?),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let split = if authority.ends_with(']') { None } else { authority.rsplit_once(':') };
        let (host, port) = match split {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (authority, if secure { 443 } else { 80 }),
        };
        let named = host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        let six = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .is_some_and(|host| host.parse::<IpAddr>().is_ok());
        (!host.is_empty() && (named || six)).then(|| Self { secure, host: host.to_ascii_lowercase(), port })
    }

    /// As a browser writes it in `Origin`.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        if self.port == if self.secure { 443 } else { 80 } {
            format!("{scheme}://{}", self.host)
        } else {
            format!("{scheme}://{}:{}", self.host, self.port)
        }
    }

    /// Whether the host is this computer.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || self.host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether an `Origin` header names this site. The names of this computer count as one.
    #[must_use]
    pub fn admits(&self, origin: &str) -> bool {
        Self::parse(origin).is_some_and(|other| {
            !origin.ends_with('/')
                && (other == *self
                    || (self.is_loopback()
                        && other.is_loopback()
                        && other.port == self.port
                        && other.secure == self.secure))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(vars: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_empty_environment_is_enough_for_everything_but_serving() {
        let config = read(&[]).unwrap();
        assert_eq!(config.bind.to_string(), "127.0.0.1:3000");
        assert_eq!(config.public_to_serve().unwrap_err().variable, "PUBLIC_URL");
    }

    #[test]
    fn wrong_values_name_their_variable() {
        for (name, value) in [
            ("DATABASE_URL", "mysql://x"),
            ("PUBLIC_URL", "shop.example"),
            ("PUBLIC_URL", "https://shop.example/fr"),
            ("PUBLIC_URL", "https://user@shop.example"),
            ("SOURCE_URL", "javascript:alert(1)"),
            ("BIND", "3000"),
            ("ALLOW_HTTP", "maybe"),
            ("MAKE_AVIF", "later"),
            ("TRUSTED_PROXIES", "10.0.0.0/40"),
            ("LOG_FORMAT", "xml"),
            ("MAX_IN_FLIGHT", "0"),
        ] {
            assert_eq!(read(&[(name, value)]).unwrap_err().variable, name, "{value}");
        }
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        let serve = |vars: &[(&str, &str)]| read(vars).unwrap().public_to_serve().map(PublicUrl::origin);
        assert_eq!(serve(&[("PUBLIC_URL", "http://127.0.0.1:3000/")]).unwrap(), "http://127.0.0.1:3000");
        assert_eq!(serve(&[("PUBLIC_URL", "https://Shop.example")]).unwrap(), "https://shop.example");
        assert!(serve(&[("PUBLIC_URL", "http://shop.example")]).is_err());
        assert!(serve(&[("PUBLIC_URL", "http://127.0.0.1:3000"), ("BIND", "0.0.0.0:3000")]).is_err());
        assert!(serve(&[("PUBLIC_URL", "http://shop.example"), ("ALLOW_HTTP", "1")]).is_ok());
    }

    #[test]
    fn only_our_own_origin_is_admitted() {
        let site = PublicUrl::parse("https://shop.example").unwrap();
        assert!(site.admits("https://shop.example"));
        for other in [
            "http://shop.example",
            "https://shop.example:444",
            "https://evil.example",
            "null",
            "",
            "https://shop.example/",
        ] {
            assert!(!site.admits(other), "{other}");
        }
        let local = PublicUrl::parse("http://127.0.0.1:3000").unwrap();
        assert!(local.admits("http://localhost:3000") && !local.admits("http://localhost:3001"));
        assert!(!PublicUrl::parse("http://shop.example:3000").unwrap().admits("http://localhost:3000"));
    }
}
