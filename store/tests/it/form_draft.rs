//! Form drafts.

use store::form_draft::FormDraft;
use store::{Error, Store};

pub async fn story(store: &Store) {
    let id = "0123456789abcdef0123456789abcdef";
    let draft = FormDraft {
        fields: vec![("city".into(), "الصويرة".into())],
        errors: vec![("phone".into(), "required".into())],
    };
    store.write(async |tx| tx.keep_form_draft(id, "checkout", &draft, 1_000).await).await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.form_draft(id, "checkout", 999).await.unwrap(), Some(draft.clone()));
    assert_eq!(reader.form_draft(id, "checkout", 1_000).await.unwrap(), None, "expired");
    assert_eq!(reader.form_draft(id, "sign_in", 0).await.unwrap(), None, "another form");

    let again = store.write(async |tx| tx.keep_form_draft(id, "checkout", &draft, 2_000).await).await;
    assert!(matches!(again, Err(Error::Conflict { constraint }) if constraint == "form_drafts_id_key"));
    let short = store.write(async |tx| tx.keep_form_draft("short", "checkout", &draft, 2_000).await).await;
    assert!(matches!(short, Err(Error::Conflict { constraint }) if constraint == "form_drafts_id_length"));

    assert_eq!(store.write(async |tx| tx.drop_expired_form_drafts(999).await).await.unwrap(), 0);
    assert_eq!(store.write(async |tx| tx.drop_expired_form_drafts(1_000).await).await.unwrap(), 1);
    assert_eq!(reader.form_draft(id, "checkout", 0).await.unwrap(), None);
}
