//! Forms that came back with mistakes.

use crate::bed::on_each;
use crate::market::NOON;
use services::form_draft::{find, keep};

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_for_two_hours_without_passwords() {
    on_each(async |bed| {
        let typed = fields(&[("name", "فاطمة"), ("Password", "secret"), ("new_password", "secret"), ("note", "a\0b")]);
        let id =
            keep(&bed.svc, "checkout", typed, fields(&[("phone", "required"), ("password", "wrong")])).await.unwrap();
        let draft = find(&bed.svc, &id, "checkout").await.unwrap().unwrap();
        assert_eq!(draft.fields, fields(&[("name", "فاطمة"), ("note", "ab")]));
        // That it is wrong has to be said; what it was has not.
        assert_eq!(draft.errors, fields(&[("phone", "required"), ("password", "wrong")]));
        assert_eq!(find(&bed.svc, &id, "sign_in").await.unwrap(), None);
        for wrong in ["", "\0", "zz", "ffffffffffffffffffffffffffffffff"] {
            assert_eq!(find(&bed.svc, wrong, "checkout").await.unwrap(), None);
        }
        bed.set_time(NOON + 2 * 60 * 60 * 1000);
        assert_eq!(find(&bed.svc, &id, "checkout").await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_never_holds_more_than_16_kb() {
    on_each(async |bed| {
        let long = "x".repeat(20_000);
        let id = keep(&bed.svc, "f", fields(&[("a", &long), ("b", "kept")]), fields(&[(&long, "e")])).await.unwrap();
        let draft = find(&bed.svc, &id, "f").await.unwrap().unwrap();
        assert_eq!((draft.fields, draft.errors), (fields(&[("b", "kept")]), vec![]));
    })
    .await;
}
