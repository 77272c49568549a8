//! What was typed into a checkout form that came back.

use crate::page::PageContext;
use domain::checkout::Delivery;
use services::form_draft::{CHECKOUT, FormDraft};

/// What was typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    fields: Vec<(String, String)>,
    errors: Vec<(String, String)>,
}

/// The draft that the address of the page names, if it is still there.
///
/// # Errors
/// What the store answers.
pub async fn kept(page: &PageContext) -> Result<Option<Draft>, services::Error> {
    let draft = page.draft(CHECKOUT).await?;
    Ok(draft.map(|FormDraft { fields, errors }| Draft { fields, errors }))
}

impl Draft {
    /// What was typed into a field; empty when nothing was.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        first(&self.fields, name).unwrap_or_default()
    }

    /// What is wrong with a field, or with the whole under the name `form`.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        first(&self.errors, name)
    }

    /// All errors of this name.
    pub fn errors<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.errors.iter().filter(move |(key, _)| key == name).map(|(_, code)| code.as_str())
    }

    /// The country that was chosen; Morocco before any choice.
    #[must_use]
    pub fn country(&self) -> &str {
        first(&self.fields, "country").unwrap_or("MA")
    }

    /// The way that was chosen; to the door before any choice.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        Delivery::from_code(self.value("delivery")).unwrap_or(Delivery::Home)
    }
}

fn first<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}
