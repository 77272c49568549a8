//! People and memberships. Runs after the catalog's story: there are shops.

use crate::catalog::id;
use domain::id::PersonId;
use store::people::{NewPerson, Role};
use store::{Error, Store};

pub async fn story(store: &Store) {
    let amina = NewPerson {
        id: PersonId(id(900)),
        email: "amina@coop.example".into(),
        name: "Amina".into(),
        password_hash: "first".into(),
        is_demo: true,
    };
    let kept = store.write(async |tx| tx.put_person(&amina).await).await.unwrap();
    assert_eq!(kept, amina.id);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.count_demo_people().await.unwrap(), 1);

    let changed = NewPerson { id: PersonId(id(901)), password_hash: "second".into(), is_demo: false, ..amina.clone() };
    assert_eq!(store.write(async |tx| tx.put_person(&changed).await).await.unwrap(), amina.id, "the address decides");
    assert_eq!(reader.count_demo_people().await.unwrap(), 0);
    let credential = reader.credential("amina@coop.example").await.unwrap().unwrap();
    assert_eq!((credential.person, credential.password_hash.as_str()), (amina.id, "second"));
    assert_eq!(reader.credential("nobody@coop.example").await.unwrap(), None);

    let loud = NewPerson { id: PersonId(id(902)), email: "AMINA@coop.example".into(), ..amina.clone() };
    let refused = store.write(async |tx| tx.put_person(&loud).await).await;
    assert!(matches!(refused, Err(Error::Conflict { constraint }) if constraint == "people_email_lower"));

    let (first, second) = (crate::catalog::shop_id(1), crate::catalog::shop_id(2));
    for (shop, role) in [(second, Role::Artisan), (first, Role::Artisan), (first, Role::Coordinator)] {
        store.write(async |tx| tx.put_membership(amina.id, shop, role).await).await.unwrap();
    }
    let shops = reader.memberships(amina.id).await.unwrap();
    let found: Vec<_> = shops.iter().map(|of| (of.scope.shop(), of.slug.as_str(), of.role)).collect();
    assert_eq!(found, [(first, "shop-1", Role::Coordinator), (second, "shop-2", Role::Artisan)]);
    assert_eq!(reader.memberships(PersonId(id(999))).await.unwrap(), []);
    let unknown = store.write(async |tx| tx.put_membership(PersonId(id(999)), first, Role::Artisan).await).await;
    assert!(matches!(unknown, Err(Error::Conflict { constraint }) if constraint == "foreign_key"));
}
