//! Form drafts.

use store::form_draft::FormDraft;
use store::{Error, Store};
use uuid::Uuid;

pub async fn story(store: &Store) {
    let id = "0123456789abcdef0123456789abcdef";
    let draft = FormDraft {
        fields: vec![("city".into(), "الصويرة".into())],
        errors: vec![("phone".into(), "required".into())],
    };
    store.write(async |tx| tx.keep_form_draft(id, "checkout", None, &draft, 1_000).await).await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.form_draft(id, "checkout", None, 999).await.unwrap(), Some(draft.clone()));
    assert_eq!(reader.form_draft(id, "checkout", None, 1_000).await.unwrap(), None, "expired");
    assert_eq!(reader.form_draft(id, "sign_in", None, 0).await.unwrap(), None, "another form");

    let again = store.write(async |tx| tx.keep_form_draft(id, "checkout", None, &draft, 2_000).await).await;
    assert!(matches!(again, Err(Error::Conflict { constraint }) if constraint == "form_drafts_id_key"));
    let short = store.write(async |tx| tx.keep_form_draft("short", "checkout", None, &draft, 2_000).await).await;
    assert!(matches!(short, Err(Error::Conflict { constraint }) if constraint == "form_drafts_id_length"));

    assert_eq!(store.write(async |tx| tx.drop_expired_form_drafts(999).await).await.unwrap(), 0);
    assert_eq!(store.write(async |tx| tx.drop_expired_form_drafts(1_000).await).await.unwrap(), 1);
    assert_eq!(reader.form_draft(id, "checkout", None, 0).await.unwrap(), None);

    let (owner, other, late) = (owned("1"), owned("2"), owned("3"));
    let sessions = [Uuid::from_u128(0x91), Uuid::from_u128(0x92)];
    let kept = store.write(async |tx| -> Result<(), Error> {
        for (session, hash) in sessions.iter().zip([[0x91; 32], [0x92; 32]]) {
            tx.open_session(*session, &hash, 1).await?;
        }
        tx.keep_form_draft(&owner, "checkout", Some(sessions[0]), &draft, 1_000).await?;
        tx.keep_form_draft(&other, "checkout", Some(sessions[1]), &draft, 1_000).await?;
        tx.keep_form_draft(&late, "sign_in", Some(sessions[0]), &draft, 1_000).await
    });
    kept.await.unwrap();
    assert_eq!(reader.form_draft(&owner, "checkout", Some(sessions[0]), 0).await.unwrap(), Some(draft.clone()));
    assert_eq!(reader.form_draft(&owner, "checkout", Some(sessions[1]), 0).await.unwrap(), None, "another session's");
    assert_eq!(reader.form_draft(&owner, "checkout", None, 0).await.unwrap(), None);
    store.write(async |tx| tx.drop_form_drafts("checkout", sessions[0]).await).await.unwrap();
    assert_eq!(reader.form_draft(&owner, "checkout", Some(sessions[0]), 0).await.unwrap(), None);
    assert!(reader.form_draft(&other, "checkout", Some(sessions[1]), 0).await.unwrap().is_some());
    assert!(reader.form_draft(&late, "sign_in", Some(sessions[0]), 0).await.unwrap().is_some());
}

fn owned(digit: &str) -> String {
    digit.repeat(32)
}
