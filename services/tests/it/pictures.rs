//! Uploaded pictures: once each, within the quota, one shop's never another's.

use crate::bed::{Bed, Blank, on_each};
use crate::market::{NOON, WOOD, WOOL, fill, order_for, place_until_final};
use domain::configurator::{FieldProblem, FieldProblemKind};
use domain::picture::{Focus, Format, Ground, widths};
use services::avif::{Turn, make_next};
use services::cart::{AddLine, AddProblem, add, remove, view};
use services::checkout::open;
use services::pictures::{
    Developed, DevelopedFile, InUse, Original, PictureOwner, PictureProblem, accept, admits_visitor, focus, of_session,
    of_shop, remove_from_shop, shop_picture, shop_pictures, sweep_idle,
};
use services::ports::Darkroom;
use services::{Actor, Error};

fn developed(bytes: usize) -> Developed {
    let files = widths(4000, 3000)
        .into_iter()
        .flat_map(|width| Format::AT_ONCE.map(|format| DevelopedFile { width, format, bytes: vec![1; bytes] }));
    Developed { width: 4000, height: 3000, mean_rgb: 0x0012_3456, ground: Ground([0x123; 9]), files: files.collect() }
}

async fn send(bed: &Bed, owner: &PictureOwner, original: &[u8]) -> Result<String, PictureProblem> {
    accept(&bed.svc, owner, Original::of(original), async { Ok(developed(10)) }).await.unwrap()
}

/// Slugs of two shops, each with somebody who works there.
async fn two_shops(bed: &Bed) -> [(String, Actor); 2] {
    fill(&bed.svc, 5).await;
    let (amina, brahim) = (bed.coordinator(WOOD).await, bed.coordinator(WOOL).await);
    [(WOOD.to_owned(), amina), (WOOL.to_owned(), brahim)]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_of_the_same_owner_is_one_picture() {
    on_each(async |bed| {
        let [(one, amina), (other, brahim)] = two_shops(bed).await;
        let (first, second) = (of_shop(&amina, &one).unwrap(), of_shop(&brahim, &other).unwrap());
        let code = send(bed, &first, b"photo").await.unwrap();
        let again = accept(&bed.svc, &first, Original::of(b"photo"), async { panic!("it is not developed again") });
        assert_eq!(again.await.unwrap(), Ok(code.clone()));
        assert_eq!(bed.media.names().len(), 6);
        let theirs = send(bed, &second, b"photo").await.unwrap();
        assert_ne!(theirs, code, "another shop has its own");
        let visitor = of_session(&bed.visitor().await).unwrap();
        assert_ne!(send(bed, &visitor, b"photo").await.unwrap(), code);
        assert_eq!(bed.media.names().len(), 18);

        // Both were sent before either was kept.
        let twice = accept(&bed.svc, &first, Original::of(b"twice"), async {
            let meanwhile = send(bed, &first, b"twice").await.unwrap();
            assert_eq!(shop_pictures(&bed.svc, &amina, &one).await.unwrap().pictures[0].id, meanwhile);
            Ok(developed(10))
        });
        let twice = twice.await.unwrap().unwrap();
        let pictures = shop_pictures(&bed.svc, &amina, &one).await.unwrap();
        assert_eq!((pictures.pictures.len(), pictures.level.pictures), (2, 2));
        assert!(pictures.pictures.iter().any(|picture| picture.id == twice));
        assert_eq!(bed.media.names().len(), 24, "the files of the loser are gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_developed_leaves_nothing_behind() {
    on_each(async |bed| {
        let [(one, amina), _] = two_shops(bed).await;
        let owner = of_shop(&amina, &one).unwrap();
        for problem in PictureProblem::ALL {
            let refused = accept(&bed.svc, &owner, Original::of(b"bomb"), async move { Err(problem) }).await;
            assert_eq!(refused.unwrap(), Err(problem));
        }
        assert_eq!(bed.media.names(), Vec::<String>::new());
        assert_eq!(shop_pictures(&bed.svc, &amina, &one).await.unwrap().pictures, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_gives_up_the_oldest_pictures_that_no_design_needs() {
    on_each(async |bed| {
        fill(&bed.svc, 99).await;
        let visitor = bed.visitor().await;
        let owner = of_session(&visitor).unwrap();
        let is_there = |code: &String| bed.media.names().iter().any(|name| name.starts_with(code));
        let mut codes = Vec::new();
        for number in 0..12_u8 {
            bed.set_time(NOON + i64::from(number));
            codes.push(send(bed, &owner, &[number]).await.unwrap());
        }
        add(&bed.svc, &visitor, with_logo(&codes[0])).await.unwrap().unwrap();
        assert_eq!(send(bed, &owner, &[3]).await, Ok(codes[3].clone()), "what is there already takes no room");
        let more = send(bed, &owner, b"one more").await.unwrap();
        assert!(is_there(&more) && is_there(&codes[0]) && !is_there(&codes[1]) && is_there(&codes[2]));
        assert_eq!(bed.media.names().len(), 12 * 6);

        let large = async |bytes: usize| {
            let original = [b"large".as_slice(), &bytes.to_le_bytes()].concat();
            accept(&bed.svc, &owner, Original::of(&original), async { Ok(developed(bytes)) }).await.unwrap()
        };
        assert_eq!(large(4 * 1024 * 1024).await, Err(PictureProblem::Quota), "more than all that may be given up");
        assert_eq!(bed.media.names().len(), 12 * 6, "nothing is given up for what does not fit");
        large(4 * 1024 * 1024 - 10).await.unwrap();
        assert!(is_there(&codes[0]), "it stands in the cart");
        assert_eq!(bed.media.names().len(), 2 * 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_keeps_more_than_the_quota() {
    on_each(async |bed| {
        fill(&bed.svc, 99).await;
        let visitor = bed.visitor().await;
        let owner = of_session(&visitor).unwrap();
        for number in 0..12_u8 {
            let code = send(bed, &owner, &[number]).await.unwrap();
            add(&bed.svc, &visitor, with_logo(&code)).await.unwrap().unwrap();
        }
        assert_eq!(send(bed, &owner, b"one more").await, Err(PictureProblem::Quota));
        assert!(send(bed, &owner, &[3]).await.is_ok(), "what is there already takes no room");
        assert_eq!(bed.media.names().len(), 12 * 6, "its files are gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_removes_its_own_pictures_and_sees_no_others() {
    on_each(async |bed| {
        let [(one, amina), (other, brahim)] = two_shops(bed).await;
        let code = send(bed, &of_shop(&amina, &one).unwrap(), b"photo").await.unwrap();
        let not_found = |error| matches!(error, Error::NotFound);
        assert!(not_found(of_shop(&amina, &other).unwrap_err()));
        assert!(not_found(of_shop(&amina, "nothing").unwrap_err()));
        assert!(not_found(of_session(&Actor::default()).unwrap_err()));
        assert!(not_found(shop_pictures(&bed.svc, &brahim, &one).await.unwrap_err()));
        assert!(not_found(remove_from_shop(&bed.svc, &brahim, &one, &code).await.unwrap_err()));
        for wrong in ["", "\0", "../../etc/passwd", "ffffffffffffffffffffffffffffffff", &code.to_uppercase()] {
            assert_eq!(remove_from_shop(&bed.svc, &amina, &one, wrong).await.unwrap(), Ok(()), "{wrong:?}");
        }
        assert_eq!(remove_from_shop(&bed.svc, &brahim, &other, &code).await.unwrap(), Ok::<(), InUse>(()));
        assert_eq!(shop_pictures(&bed.svc, &amina, &one).await.unwrap().pictures.len(), 1, "it was not theirs");
        assert_eq!(remove_from_shop(&bed.svc, &amina, &one, &code).await.unwrap(), Ok(()));
        assert_eq!(shop_pictures(&bed.svc, &amina, &one).await.unwrap().pictures, []);
        assert_eq!(bed.media.names(), Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_given_for_a_design_stays_with_it_and_another_is_forgotten_after_two_days() {
    const TWO_DAYS: i64 = 2 * 24 * 60 * 60 * 1000;
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let visitor = bed.visitor().await;
        let owner = of_session(&visitor).unwrap();
        let (given, idle) = (send(bed, &owner, b"logo").await.unwrap(), send(bed, &owner, b"other").await.unwrap());
        add(&bed.svc, &visitor, with_logo(&given)).await.unwrap().unwrap();
        let shown = view(&bed.svc, &visitor).await.unwrap().shops.remove(0).lines.remove(0);
        let named: Vec<_> =
            shown.pictures.iter().map(|given| (given.option.fr.as_str(), given.picture.id.as_str())).collect();
        assert_eq!(named, [("Logo", given.as_str())]);

        let now = NOON;
        bed.set_time(now + TWO_DAYS - 1);
        assert_eq!(sweep_idle(&bed.svc).await.unwrap(), 0);
        bed.set_time(now + TWO_DAYS + 1);
        assert_eq!(sweep_idle(&bed.svc).await.unwrap(), 1);
        assert!(bed.media.names().iter().all(|name| name.starts_with(&given)), "its files are gone");
        let gone = add(&bed.svc, &visitor, with_logo(&idle)).await.unwrap();
        let problem = FieldProblem { group: 2, kind: FieldProblemKind::UnknownValue };
        assert_eq!(gone, Err(AddProblem::Invalid(vec![problem])));
    })
    .await;
}

const DAY: i64 = 24 * 60 * 60 * 1000;

fn with_logo(code: &str) -> AddLine {
    AddLine {
        product_slug: "box".into(),
        version: None,
        fields: vec![("logo".to_owned(), code.to_owned())],
        quantity: 1,
        id: None,
        replaces: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_two_days_after_it_left_the_last_cart_and_never_from_an_order() {
    on_each(async |bed| {
        fill(&bed.svc, 9).await;
        let visitor = bed.visitor().await;
        let owner = of_session(&visitor).unwrap();
        let (bought, left) = (send(bed, &owner, b"bought").await.unwrap(), send(bed, &owner, b"left").await.unwrap());
        add(&bed.svc, &visitor, with_logo(&bought)).await.unwrap().unwrap();
        let checkout = open(&bed.svc, &visitor).await.unwrap().unwrap();
        place_until_final(&bed.svc, &visitor, &order_for(checkout)).await.unwrap();

        bed.set_time(NOON + DAY);
        let line = add(&bed.svc, &visitor, with_logo(&left)).await.unwrap().unwrap();
        bed.set_time(NOON + 30 * DAY);
        assert_eq!(sweep_idle(&bed.svc).await.unwrap(), 0, "one is ordered, one stands in a cart");
        add(&bed.svc, &visitor, with_logo(&left)).await.unwrap().unwrap();
        remove(&bed.svc, &visitor, line).await.unwrap();
        bed.set_time(NOON + 32 * DAY);
        assert_eq!(sweep_idle(&bed.svc).await.unwrap(), 0, "she may well think again");
        bed.set_time(NOON + 32 * DAY + 1);
        assert_eq!(sweep_idle(&bed.svc).await.unwrap(), 1);
        assert!(bed.media.names().iter().all(|name| name.starts_with(&bought)), "its files are gone");
        let gone = add(&bed.svc, &visitor, with_logo(&left)).await.unwrap();
        assert!(matches!(gone, Err(AddProblem::Invalid(_))));

        let other = bed.visitor().await;
        let forgotten = send(bed, &of_session(&other).unwrap(), b"forgotten").await.unwrap();
        add(&bed.svc, &other, with_logo(&forgotten)).await.unwrap().unwrap();
        bed.set_time(NOON + 122 * DAY + 1);
        assert_eq!(sweep_idle(&bed.svc).await.unwrap(), 0, "her session may still go on");
        bed.set_time(NOON + 122 * DAY + 2);
        assert_eq!(sweep_idle(&bed.svc).await.unwrap(), 1, "nobody comes back to that cart");
        assert!(bed.media.names().iter().all(|name| name.starts_with(&bought)), "what is ordered stays");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_peer_sends_sixty_pictures_an_hour() {
    on_each(async |bed| {
        assert!((0..60).all(|_| admits_visitor(&bed.svc, "peer")));
        assert!(!admits_visitor(&bed.svc, "peer"));
        assert!(admits_visitor(&bed.svc, "another"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_says_where_the_eye_goes_on_its_own_pictures() {
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let (own, other) = (bed.coordinator(WOOD).await, bed.coordinator(WOOL).await);
        let code = send(bed, &of_shop(&own, WOOD).unwrap(), b"table").await.unwrap();
        let seen = async |actor: &Actor, shop| shop_picture(&bed.svc, actor, shop, &code).await.map(|row| row.focus);
        assert_eq!(seen(&own, WOOD).await.unwrap(), Focus::MIDDLE);
        let left = Focus { x: 0, y: 750 };
        for (actor, shop, code) in [(&other, WOOL, code.as_str()), (&own, WOOL, &code), (&own, WOOD, "' OR 1 --")] {
            assert!(matches!(focus(&bed.svc, actor, shop, code, left).await, Err(Error::NotFound)));
        }
        assert!(matches!(seen(&other, WOOL).await, Err(Error::NotFound)));
        focus(&bed.svc, &own, WOOD, &code, left).await.unwrap();
        assert_eq!(seen(&own, WOOD).await.unwrap(), left);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_shops_get_avif_files_one_after_the_other_and_none_is_tried_for_ever() {
    const TURN: i64 = 10 * 60 * 1000;
    on_each(async |bed| {
        fill(&bed.svc, 5).await;
        let (own, visitor) = (bed.coordinator(WOOD).await, bed.visitor().await);
        let blank = async |owner: &PictureOwner, original: &[u8]| {
            let file = std::fs::File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
            accept(&bed.svc, owner, Original::of(original), Blank.develop(file)).await.unwrap().unwrap()
        };
        let shop = of_shop(&own, WOOD).unwrap();
        blank(&of_session(&visitor).unwrap(), b"logo").await;
        let good = blank(&shop, b"good").await;
        let broken = send(bed, &shop, b"broken").await.unwrap();
        let next = async || make_next(&bed.svc, &Blank).await.unwrap();
        let row = async |code: &str| shop_picture(&bed.svc, &own, WOOD, code).await.unwrap();
        let before = row(&good).await;
        let mut turns = [next().await, next().await];
        turns.sort_by_key(|turn| *turn != Turn::Made);
        assert_eq!(turns, [Turn::Made, Turn::Failed(PictureProblem::Broken)]);
        assert_eq!(next().await, Turn::Idle, "a visitor's picture gets none, and who failed waits");
        assert!(bed.media.names().contains(&format!("{good}-640.avif")));
        let after = row(&good).await;
        assert_eq!((after.has_avif, after.stored_bytes), (true, before.stored_bytes + 4));
        for turn in 1..=2 {
            bed.set_time(NOON + turn * TURN);
            assert_eq!(next().await, Turn::Failed(PictureProblem::Broken));
        }
        bed.set_time(NOON + 3 * TURN);
        assert_eq!(next().await, Turn::Idle, "three tries are enough");
        assert!(!row(&broken).await.has_avif);
        remove_from_shop(&bed.svc, &own, WOOD, &good).await.unwrap().unwrap();
        assert!(bed.media.names().iter().all(|name| !name.starts_with(&good)), "all of its files are gone");
    })
    .await;
}
