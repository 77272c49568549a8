//! Sessions. Runs after the people's story: there is a person.

use crate::catalog::id;
use domain::id::PersonId;
use store::{Error, Store};

pub async fn story(store: &Store) {
    let (session, old, new, dead) = (id(800), [1; 32], [2; 32], [3; 32]);
    store.write(async |tx| tx.open_session(session, &old, 1_000).await).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let row = reader.session(&old).await.unwrap().unwrap();
    assert_eq!((row.id, row.person, row.created_ms, row.seen_ms), (session, None, 1_000, 1_000));
    assert_eq!(reader.session(&new).await.unwrap(), None);

    store.write(async |tx| tx.touch_session(session, 2_000).await).await.unwrap();
    store.write(async |tx| tx.touch_session(session, 1_500).await).await.unwrap();
    assert_eq!(reader.session(&old).await.unwrap().unwrap().seen_ms, 2_000, "use is never noted backwards");

    let person = PersonId(id(900));
    assert!(store.write(async |tx| tx.sign_in_session(session, &new, person, 3_000).await).await.unwrap());
    assert!(!store.write(async |tx| tx.sign_in_session(id(801), &old, person, 3_000).await).await.unwrap());
    assert_eq!(reader.session(&old).await.unwrap(), None, "the old token is worth nothing");
    let row = reader.session(&new).await.unwrap().unwrap();
    assert_eq!((row.id, row.created_ms, row.person.map(|person| person.name)), (session, 3_000, Some("Amina".into())));

    let taken = store.write(async |tx| tx.open_session(id(802), &new, 1).await).await;
    assert!(matches!(taken, Err(Error::Conflict { constraint }) if constraint == "sessions_token_hash_key"));
    let short = store.write(async |tx| tx.open_session(id(802), &[1; 31], 1).await).await;
    assert!(matches!(short, Err(Error::Conflict { constraint }) if constraint == "sessions_token_hash_length"));

    store.write(async |tx| tx.end_session(session, &dead).await).await.unwrap();
    assert_eq!(reader.session(&new).await.unwrap(), None);
    assert_eq!(reader.session(&dead).await.unwrap().unwrap().person, None);
}
