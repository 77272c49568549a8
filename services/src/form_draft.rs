//! Forms that came back with mistakes: kept for two hours, so that nothing typed travels in an address, and shown to the
//! session that sent them alone.

use crate::{Actor, Error, Services, hex};
pub use store::form_draft::FormDraft;

/// Name of the form of the checkout; its drafts go when the order is placed.
pub const CHECKOUT: &str = "checkout";
/// Name of the form of a product page.
pub const PRODUCT: &str = "product";
/// Name of the form that takes the file of a product.
pub const IMPORT: &str = "import_product";
/// Name of the form of a part of a product that somebody else changed meanwhile.
pub const PART: &str = "product_part";

/// How long a draft is kept, in milliseconds.
const KEPT_MS: i64 = 2 * 60 * 60 * 1000;
/// Most bytes of names and values in one draft; beyond it the longest are left out.
const MAX_BYTES: usize = 16 * 1024;
/// The same for a whole file or a part of a product; only those who work for a shop send one.
const MAX_FILE_BYTES: usize = 256 * 1024;

/// Keeps what was typed and what is wrong with it, for the session of the actor; answers the draft's id. Passwords are
/// never kept.
///
/// # Errors
/// What the store answers.
pub async fn keep(
    svc: &Services,
    actor: &Actor,
    form: &str,
    fields: Vec<(String, String)>,
    errors: Vec<(String, String)>,
) -> Result<String, Error> {
    let shown = fields.into_iter().filter(|(name, _)| !name.to_ascii_lowercase().contains("password"));
    let most = if matches!(form, IMPORT | PART) { MAX_FILE_BYTES } else { MAX_BYTES };
    let draft = FormDraft { fields: fitting(shown, most), errors: fitting(errors, most) };
    let id = svc.new_token();
    let now = svc.now().0;
    let session = actor.session_id();
    svc.store().write(async |tx| tx.keep_form_draft(&id, form, session, &draft, now + KEPT_MS).await).await?;
    Ok(id)
}

/// The draft of this id, when it is one of this form, not too old and not another session's.
///
/// # Errors
/// What the store answers.
pub async fn find(svc: &Services, actor: &Actor, id: &str, form: &str) -> Result<Option<FormDraft>, Error> {
    if !hex::is_code(id) {
        return Ok(None);
    }
    Ok(svc.store().read().await?.form_draft(id, form, actor.session_id(), svc.now().0).await?)
}

fn fitting(fields: impl IntoIterator<Item = (String, String)>, most: usize) -> Vec<(String, String)> {
    let fields: Vec<_> = fields.into_iter().collect();
    let size = |at: usize| fields[at].0.len() + fields[at].1.len();
    // The short ones say most: a choice, a number, the code of a picture.
    let mut kept: Vec<usize> = (0..fields.len()).collect();
    kept.sort_by_key(|at| size(*at));
    let mut left = most / 2;
    kept.retain(|at| {
        let rest = left.checked_sub(size(*at));
        left = rest.unwrap_or(left);
        rest.is_some()
    });
    kept.sort_unstable();
    // PostgreSQL text cannot hold it, and nobody types it.
    let clean = |text: &str| text.replace('\0', "");
    kept.into_iter().map(|at| (clean(&fields[at].0), clean(&fields[at].1))).collect()
}
