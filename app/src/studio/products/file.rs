//! `/{lang}/studio/{shop}/products/{id}/file`: a product as a file to keep, to send, to correct.

use crate::page::{Answer, PageContext};

/// The file.
pub async fn page(page: PageContext) -> Answer {
    let Ok(id) = page.param("id").parse() else { return Answer::NotFound };
    match services::studio::products::export(&page.services, &page.actor, page.param("shop"), id).await {
        Ok((slug, text)) => Answer::File { name: if slug.is_empty() { id.to_string() } else { slug } + ".toml", text },
        Err(error) => error.into(),
    }
}
