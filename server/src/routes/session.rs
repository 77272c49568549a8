//! The session cookie.

use crate::config::PublicUrl;
use crate::state::AppState;
use axum::http::{HeaderMap, HeaderValue, header};
use services::session::{self, Actor};

/// Absolute life of a session; the server ends it earlier when it is not used.
const MAX_AGE_SECONDS: u32 = 90 * 24 * 60 * 60;

/// Name of the cookie. The `__Host-` prefix, which browsers accept over https only, keeps sibling domains from setting it.
#[must_use]
pub const fn cookie_name(site: &PublicUrl) -> &'static str {
    if site.secure { "__Host-mogador" } else { "mogador" }
}

/// The token in the request's cookie; anything that cannot be one of ours is nothing.
#[must_use]
pub fn token<'a>(headers: &'a HeaderMap, site: &PublicUrl) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == cookie_name(site))
        .map(|(_, value)| value)
        .filter(|value| (16..=128).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The header value that sets the cookie to a new token.
#[must_use]
pub fn cookie(token: &str, site: &PublicUrl) -> Option<HeaderValue> {
    set(token, MAX_AGE_SECONDS, site)
}

/// The header value that removes the cookie.
#[must_use]
pub fn no_cookie(site: &PublicUrl) -> Option<HeaderValue> {
    set("", 0, site)
}

fn set(token: &str, age: u32, site: &PublicUrl) -> Option<HeaderValue> {
    let secure = if site.secure { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}", cookie_name(site));
    HeaderValue::from_str(&text).ok()
}

/// Who asks.
///
/// # Errors
/// When the database does not answer.
pub async fn actor(state: &AppState, headers: &HeaderMap) -> Result<Actor, services::Error> {
    session::load(&state.services, token(headers, &state.site.public)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_strict_about_their_site() {
        let https = PublicUrl::parse("https://shop.example").unwrap();
        let text = cookie("abc", &https).unwrap();
        assert_eq!(text, "__Host-mogador=abc; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure");
        let http = PublicUrl::parse("http://127.0.0.1:3000").unwrap();
        assert_eq!(no_cookie(&http).unwrap(), "mogador=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn only_what_can_be_our_token_is_read() {
        let site = PublicUrl::parse("https://shop.example").unwrap();
        let read = |cookie: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, cookie.parse().unwrap());
            token(&headers, &site).map(str::to_owned)
        };
        let ours = "0123456789abcdef0123456789abcdef";
        assert_eq!(read(&format!("a=b; __Host-mogador={ours}; c=d")).as_deref(), Some(ours));
        for cookie in [
            format!("mogador={ours}"),
            "__Host-mogador=".into(),
            format!("__Host-mogador={}", ours.repeat(9)),
            "__Host-mogador".into(),
        ] {
            assert_eq!(read(&cookie), None, "{cookie}");
        }
    }
}
