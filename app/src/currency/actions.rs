//! Choosing the currency in which prices are read.

use super::FIELD;
use crate::action;
use crate::i18n::Cx;
use domain::money::Currency;
use domain::text::Lang;
use leptos::prelude::*;

/// Has prices shown in this currency from now on, in this browser; dirhams when it is none of ours. Goes back to `next`.
///
/// # Errors
/// What the shopper cannot mend.
#[server(prefix = "/api", endpoint = "choose_currency")]
pub async fn choose_currency(
    #[server(default)] lang: String,
    #[server(default)] currency: String,
    #[server(default)] next: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    context.read_in(Currency::from_code(&currency).unwrap_or_default());
    action::see(&own_page(cx, &next));
    Ok(())
}

/// A page of this site in the language of the form; the first page for anything else.
fn own_page(cx: Cx, next: &str) -> String {
    let path = Lang::ALL.into_iter().find_map(|lang| next.strip_prefix(&Cx::of(lang).url("")));
    let is_page = |path: &&str| {
        (path.is_empty() || path.starts_with(['/', '?']))
            && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    };
    let path = path.filter(is_page).unwrap_or_default();
    let (page, fields) = path.split_once('?').unwrap_or((path, ""));
    // A currency in the address would go before the one that was chosen.
    let said = |field: &&str| field.split('=').next() != Some(FIELD) && !field.is_empty();
    let fields: Vec<&str> = fields.split('&').filter(said).collect();
    cx.url(&if fields.is_empty() { page.to_owned() } else { [page, "?", &fields.join("&")].concat() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_within_the_site() {
        let back = |next| own_page(Cx::of(Lang::En), next);
        assert_eq!(back("/fr/products/thuya-box?o[size]=large"), "/en/products/thuya-box?o[size]=large");
        assert_eq!(back("/ar"), "/en");
        assert_eq!(back("/fr/pieces?currency=EUR"), "/en/pieces");
        assert_eq!(back("/fr/pieces?sort=cheapest&currency=EUR&after=1-2"), "/en/pieces?sort=cheapest&after=1-2");
        assert_eq!(back("/en?x"), "/en?x");
        for odd in ["", "//evil.example", "/french", "https://evil.example", "/en/\\evil", "/fr/a b", "/fr/\r\nx"] {
            assert_eq!(back(odd), "/en", "{odd}");
        }
    }
}
