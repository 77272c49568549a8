//! Uploaded pictures. Runs after the people's story: there is a membership.

use crate::catalog::id;
use domain::id::{CartId, CartLineId, ProductId};
use domain::picture::{Focus, Ground};
use sqlx::{AssertSqlSafe, Connection};
use store::cart::NewCartLine;
use store::catalog::{NewDesign, NewVersion};
use store::pictures::{PictureOwner, PictureRow, ShelfLevel};
use store::testing::{postgres, sqlite};
use store::{Error, ShopScope, Store};

fn picture(digit: &str, created_ms: i64) -> PictureRow {
    PictureRow {
        id: digit.repeat(32),
        width: 4000,
        height: 3000,
        original_bytes: 3_000_000,
        stored_bytes: 400_000,
        mean_rgb: 0x00ff_8040,
        created_ms,
        has_avif: false,
        focus: Focus::MIDDLE,
        ground: Ground::from_text("000111222333444555666777888"),
    }
}

async fn add(store: &Store, owner: &PictureOwner, picture: &PictureRow, sha256: &[u8]) -> Result<bool, Error> {
    store
        .write(async |tx| {
            tx.hold_picture_shelf(owner).await?;
            tx.add_picture(owner, picture, sha256).await
        })
        .await
}

pub async fn story(store: &Store) {
    let shop = PictureOwner::Shop(*crate::materials::scope(store).await);
    let session = PictureOwner::Session(id(950));
    store.write(async |tx| tx.open_session(id(950), &[0x95; 32], 1).await).await.unwrap();
    let (old, new, logo) = (picture("1", 1_000), picture("2", 2_000), picture("3", 3_000));
    assert!(add(store, &shop, &old, &[1; 32]).await.unwrap());
    assert!(add(store, &shop, &new, &[2; 32]).await.unwrap());
    assert!(!add(store, &shop, &picture("4", 4_000), &[2; 32]).await.unwrap(), "the shop has this original");
    assert!(add(store, &session, &logo, &[2; 32]).await.unwrap(), "somebody else's does not count");

    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.pictures(&shop, 9).await.unwrap(), [new.clone(), old.clone()]);
    assert_eq!(reader.pictures(&shop, 1).await.unwrap(), std::slice::from_ref(&new));
    assert_eq!(reader.pictures(&session, 9).await.unwrap(), std::slice::from_ref(&logo));
    assert_eq!(reader.picture_of_original(&shop, &[2; 32]).await.unwrap(), Some(new.id.clone()));
    assert_eq!(reader.picture_of_original(&session, &[1; 32]).await.unwrap(), None);
    assert_eq!(reader.picture_shelf(&shop).await.unwrap(), ShelfLevel { pictures: 2, stored_bytes: 800_000 });
    let nobody = PictureOwner::Session(id(951));
    assert_eq!(reader.picture_shelf(&nobody).await.unwrap(), ShelfLevel::default());

    for (wrong, name) in [
        (PictureRow { id: "short".into(), ..picture("5", 1) }, "pictures_id_length"),
        (PictureRow { width: 0, ..picture("5", 1) }, "pictures_width_px_range"),
        (PictureRow { mean_rgb: 0x0100_0000, ..picture("5", 1) }, "pictures_mean_rgb_range"),
    ] {
        let refused = add(store, &shop, &wrong, &[5; 32]).await;
        assert!(matches!(&refused, Err(Error::Conflict { constraint }) if constraint == name), "{refused:?}");
    }
    let refused = add(store, &nobody, &picture("5", 1), &[5; 32]).await;
    assert!(matches!(refused, Err(Error::Conflict { constraint }) if constraint == "foreign_key"));

    assert_eq!(reader.visitor_picture(&logo.id).await.unwrap(), Some(logo.clone()));
    assert_eq!(reader.visitor_picture(&old.id).await.unwrap(), None, "a shop's picture is given by nobody");
    given(store, &logo).await;
    shown(store, *crate::materials::scope(store).await).await;

    avif(store, &shop).await;
    let focus = async |owner: &PictureOwner, x| {
        let focus = Focus { x, y: 250 };
        store.write(async |tx| tx.set_picture_focus(owner, &old.id, focus).await).await
    };
    assert!(!focus(&session, 0).await.unwrap(), "the shop's is not the visitor's");
    assert!(focus(&shop, 1_000).await.unwrap());
    let beside = focus(&shop, 1_001).await;
    assert!(matches!(&beside, Err(Error::Conflict { constraint }) if constraint == "pictures_focus_x_permille_range"));
    let old = PictureRow { focus: Focus { x: 1_000, y: 250 }, ..old };

    let remove =
        async |owner: &PictureOwner, id: &str| store.write(async |tx| tx.remove_picture(owner, id).await).await;
    assert_eq!(remove(&session, &old.id).await.unwrap(), None, "the shop's is not the visitor's to remove");
    assert_eq!(remove(&shop, &old.id).await.unwrap(), Some(old.clone()));
    assert_eq!(remove(&shop, &old.id).await.unwrap(), None);
    assert_eq!(
        reader.pictures(&shop, 9).await.unwrap(),
        [PictureRow { has_avif: true, stored_bytes: 401_000, ..picture("8", 6_000) }, new]
    );
}

/// What a design in a cart or an order needs stays, and what was just put into a cart; other pictures of visitors do not.
async fn given(store: &Store, logo: &PictureRow) {
    let design = format!("{:032x}", 955);
    let kept = NewDesign {
        fingerprint: design.clone(),
        product: ProductId(id(201)),
        version: 1,
        fields: vec![("logo".into(), logo.id.clone())],
    };
    store.write(async |tx| tx.keep_designs(std::slice::from_ref(&kept)).await).await.unwrap();
    let session = PictureOwner::Session(id(950));
    let idle = picture("6", 5_000);
    assert!(add(store, &session, &idle, &[6; 32]).await.unwrap());
    let keep = async |of: &str, id: &str, ms| store.write(async |tx| tx.keep_design_picture(of, id, ms).await).await;
    assert!(keep(&design, &logo.id, 6_000).await.unwrap());
    assert!(keep(&design, &logo.id, 7_000).await.unwrap());
    assert!(!keep(&design, &"9".repeat(32), 7_000).await.unwrap(), "it is not there");
    assert!(!keep(&design, &"2".repeat(32), 7_000).await.unwrap(), "a shop's picture is given by nobody");
    let drop_before = async |ms| store.write(async |tx| tx.drop_idle_pictures(ms, 9).await).await.unwrap();
    assert_eq!(drop_before(5_000).await, []);
    assert_eq!(drop_before(9_000).await, [idle], "the shop's stay, and what a design needs");
    let drop_oldest = async |owner| store.write(async |tx| tx.drop_oldest_idle_picture(owner).await).await.unwrap();
    for (picture, sha) in [(picture("c", 5_002), [12; 32]), (picture("b", 5_001), [11; 32])] {
        assert!(add(store, &session, &picture, &sha).await.unwrap());
    }
    assert_eq!(drop_oldest(&session).await, Some(picture("b", 5_001)));
    assert_eq!(drop_oldest(&session).await, Some(picture("c", 5_002)));
    assert_eq!(drop_oldest(&session).await, None, "a design needs the other");
    assert_eq!(drop_oldest(&PictureOwner::Shop(*crate::materials::scope(store).await)).await, None);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.design_pictures(&design).await.unwrap(), std::slice::from_ref(logo));
    assert_eq!(reader.design_pictures("unknown").await.unwrap(), []);

    let release = async |ms, cart_ms| store.write(async |tx| tx.release_design_pictures(ms, cart_ms).await).await;
    release(7_000, 0).await.unwrap();
    assert_eq!(reader.design_pictures(&design).await.unwrap().len(), 1, "a cart took it since");
    let line = put_into_cart(store, &design).await;
    release(9_000, 8_000).await.unwrap();
    assert_eq!(reader.design_pictures(&design).await.unwrap().len(), 1, "it stands in a cart");
    release(9_000, 8_001).await.unwrap();
    assert_eq!(reader.design_pictures(&design).await.unwrap(), [], "whose cart that was does not come back");
    assert!(keep(&design, &logo.id, 7_000).await.unwrap());
    store.write(async |tx| tx.remove_cart_line(CartId(id(955)), line).await).await.unwrap();
    release(9_000, 8_000).await.unwrap();
    assert_eq!(reader.design_pictures(&design).await.unwrap(), []);
}

async fn put_into_cart(store: &Store, design: &str) -> CartLineId {
    let cart = CartId(id(955));
    let line = NewCartLine {
        id: CartLineId(id(956)),
        product: ProductId(id(201)),
        version: 1,
        fingerprint: design.to_owned(),
        fields: Vec::new(),
        quantity: 1,
    };
    let put = store.write(async |tx| -> Result<_, Error> {
        tx.touch_cart(cart, 8_000).await?;
        tx.put_cart_line(cart, &line, 20, 8_000).await
    });
    put.await.unwrap().unwrap()
}

/// A picture of a catalogue stays as long as a version is drawn with it.
async fn shown(store: &Store, scope: ShopScope) {
    let (layer, shop) = (picture("8", 6_000), scope.shop());
    let add = async |sha256: [u8; 32]| {
        store.write(async |tx| tx.add_catalogue_picture(shop, &layer, &sha256).await).await.unwrap()
    };
    assert!(add([8; 32]).await);
    assert!(!add([8; 32]).await, "the shop has this original");
    let found = async |sha256| store.read().await.unwrap().catalogue_picture(shop, sha256).await.unwrap();
    assert_eq!(found(&[8; 32]).await.as_ref(), Some(&layer));
    assert_eq!(found(&[9; 32]).await, None);
    let version = |number, code: &str| {
        let mut model = crate::catalog::model(100);
        model.preview.kind = domain::preview::Kind::Layers;
        model.preview.look = vec![("base".to_owned(), format!("{code}-640"))];
        let (product, text) = (ProductId(id(201)), crate::catalog::text("layers"));
        NewVersion { product, version: number, model, text, created_ms: 1 }
    };
    let made = store.write(async |tx| tx.add_versions(&[version(91, &layer.id), version(92, &layer.id)]).await).await;
    made.unwrap();
    let of_version = store.read().await.unwrap().version_pictures(ProductId(id(201)), 91).await.unwrap();
    assert_eq!(of_version, std::slice::from_ref(&layer));
    let mut photographed = version(94, "none");
    photographed.model.guide.photos = vec![layer.id.clone(); 2];
    store.write(async |tx| tx.add_versions(std::slice::from_ref(&photographed)).await).await.unwrap();
    let of_version = store.read().await.unwrap().version_pictures(ProductId(id(201)), 94).await.unwrap();
    assert_eq!(of_version, std::slice::from_ref(&layer), "a photograph stays too");
    let unknown = store.write(async |tx| tx.add_versions(&[version(93, &"9".repeat(32))]).await).await;
    assert!(matches!(unknown, Err(Error::Conflict { constraint }) if constraint == "foreign_key"));
    let owner = PictureOwner::Shop(scope);
    let refused = store.write(async |tx| tx.remove_picture(&owner, &layer.id).await).await;
    assert!(matches!(refused, Err(Error::Conflict { constraint }) if constraint == "foreign_key"));
}

/// Each picture of a shop gets its turn, and only a few; a visitor's gets none.
async fn avif(store: &Store, shop: &PictureOwner) {
    let claim = async |now, until| store.write(async |tx| tx.claim_avif(now, until).await).await.unwrap();
    let turn = async |now, until| claim(now, until).await.map(|picture| picture.id.chars().next().unwrap());
    assert_eq!([turn(10, 20).await, turn(10, 20).await, turn(10, 20).await], [Some('1'), Some('2'), Some('8')]);
    assert_eq!(turn(19, 29).await, None, "somebody is at each");
    store.write(async |tx| tx.uncount_avif(&"1".repeat(32)).await).await.unwrap();
    assert_eq!([turn(20, 30).await, turn(20, 30).await, turn(20, 30).await], [Some('1'), Some('2'), Some('8')]);
    let finish = async |id: &str| store.write(async |tx| tx.finish_avif(id, 1_000).await).await.unwrap();
    let before = store.read().await.unwrap().picture_shelf(shop).await.unwrap().stored_bytes;
    assert!(finish(&"8".repeat(32)).await && finish(&"8".repeat(32)).await);
    assert!(!finish(&"9".repeat(32)).await, "it is gone");
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.picture_shelf(shop).await.unwrap().stored_bytes, before + 1_000, "counted once");
    let with: Vec<_> = reader.pictures(shop, 9).await.unwrap().into_iter().filter(|picture| picture.has_avif).collect();
    assert_eq!(with.iter().map(|picture| picture.created_ms).collect::<Vec<_>>(), [6_000]);
    store.write(async |tx| tx.give_up_avif(2, 30).await).await.unwrap();
    assert_eq!([turn(30, 40).await, turn(30, 40).await], [Some('1'), None], "the second was tried twice");
    store.write(async |tx| tx.give_up_avif(1, 30).await).await.unwrap();
    assert_eq!(turn(40, 50).await, Some('1'), "nobody gives up what somebody is at");
    store.write(async |tx| tx.give_up_avif(1, 50).await).await.unwrap();
    assert_eq!(turn(50, 60).await, None);
}

const USED: &str = "CREATE TABLE uses (picture_id TEXT NOT NULL REFERENCES pictures (id))";

#[tokio::test]
async fn a_picture_that_another_table_shows_cannot_be_removed() {
    for place in [sqlite(), postgres().await] {
        let store = place.open().await;
        let owner = PictureOwner::Session(id(1));
        let used = picture("7", 1);
        store.write(async |tx| tx.open_session(id(1), &[1; 32], 1).await).await.unwrap();
        assert!(add(&store, &owner, &used, &[7; 32]).await.unwrap());
        let uses = [USED.to_owned(), format!("INSERT INTO uses VALUES ('{}')", used.id)];
        for sql in uses {
            if place.url.starts_with("sqlite") {
                let mut c = sqlx::SqliteConnection::connect(&place.url).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut c).await.unwrap();
                c.close().await.unwrap();
            } else {
                let mut c = sqlx::PgConnection::connect(&place.url).await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut c).await.unwrap();
                c.close().await.unwrap();
            }
        }
        let refused = store.write(async |tx| tx.remove_picture(&owner, &used.id).await).await;
        assert!(matches!(refused, Err(Error::Conflict { constraint }) if constraint == "foreign_key"));
        assert_eq!(store.read().await.unwrap().pictures(&owner, 9).await.unwrap(), [used]);
        store.close().await;
        place.remove().await;
    }
}
