//! Forms that came back with mistakes.

use crate::bed::on_each;
use crate::market::{NOON, buys, fill};
use services::Actor;
use services::form_draft::{CHECKOUT, find, keep};
use services::sweep::sweep_form_drafts;

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_for_two_hours_without_passwords() {
    on_each(async |bed| {
        let visitor = bed.visitor().await;
        let typed = fields(&[("name", "فاطمة"), ("Password", "secret"), ("new_password", "secret"), ("note", "a\0b")]);
        let id = keep(&bed.svc, &visitor, "checkout", typed, fields(&[("phone", "required"), ("password", "wrong")]))
            .await
            .unwrap();
        let draft = find(&bed.svc, &visitor, &id, "checkout").await.unwrap().unwrap();
        assert_eq!(draft.fields, fields(&[("name", "فاطمة"), ("note", "ab")]));
        // That it is wrong has to be said; what it was has not.
        assert_eq!(draft.errors, fields(&[("phone", "required"), ("password", "wrong")]));
        assert_eq!(find(&bed.svc, &visitor, &id, "sign_in").await.unwrap(), None);
        for wrong in ["", "\0", "zz", "ffffffffffffffffffffffffffffffff"] {
            assert_eq!(find(&bed.svc, &visitor, wrong, "checkout").await.unwrap(), None);
        }
        let other = bed.visitor().await;
        assert_eq!(find(&bed.svc, &other, &id, "checkout").await.unwrap(), None, "another session's");
        assert_eq!(find(&bed.svc, &Actor::default(), &id, "checkout").await.unwrap(), None, "nobody's");
        bed.set_time(NOON + 2 * 60 * 60 * 1000);
        assert_eq!(find(&bed.svc, &visitor, &id, "checkout").await.unwrap(), None);
        assert_eq!(sweep_form_drafts(&bed.svc).await.unwrap(), 1);
        assert_eq!(sweep_form_drafts(&bed.svc).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_never_holds_more_than_16_kb() {
    on_each(async |bed| {
        let visitor = bed.visitor().await;
        let long = "x".repeat(20_000);
        let id = keep(&bed.svc, &visitor, "f", fields(&[("a", &long), ("b", "kept")]), fields(&[(&long, "e")]))
            .await
            .unwrap();
        let draft = find(&bed.svc, &visitor, &id, "f").await.unwrap().unwrap();
        assert_eq!((draft.fields, draft.errors), (fields(&[("b", "kept")]), vec![]));

        // A code is worth more than what was written at length before it.
        let (story, code) = ("y".repeat(1_000), "c".repeat(32));
        let mut many: Vec<_> = (0..9).map(|at| (format!("t{at}"), story.clone())).collect();
        many.push(("logo".to_owned(), code.clone()));
        let id = keep(&bed.svc, &visitor, "f", many, Vec::new()).await.unwrap();
        let kept = find(&bed.svc, &visitor, &id, "f").await.unwrap().unwrap().fields;
        assert_eq!((kept.len(), kept[0].0.as_str(), kept.last()), (9, "t0", Some(&("logo".to_owned(), code))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_typed_is_forgotten_once_the_order_stands() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        let typed = || fields(&[("street", "12 derb Laarouss")]);
        let address = keep(&bed.svc, &visitor, CHECKOUT, typed(), vec![]).await.unwrap();
        let other = keep(&bed.svc, &visitor, "f", typed(), vec![]).await.unwrap();
        buys(&bed.svc, &visitor, "box", "plain", 1).await.unwrap();
        assert_eq!(find(&bed.svc, &visitor, &address, CHECKOUT).await.unwrap(), None);
        assert!(find(&bed.svc, &visitor, &other, "f").await.unwrap().is_some());
    })
    .await;
}
