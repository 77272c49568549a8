//! Sessions and signing in.

use crate::bed::on_each;
use crate::market::{NOON, WOOD, WOOL, fill};
use services::session::{end, ensure, load};
use services::sign_in::{SignInProblem, sign_in};
use services::{Actor, people};

const DAY: i64 = 24 * 60 * 60 * 1000;

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_opened_once_and_found_by_its_token() {
    on_each(async |bed| {
        let (actor, token) = ensure(&bed.svc, &Actor::default()).await.unwrap();
        let token = token.unwrap().0;
        assert_eq!((token.len(), actor.signed_in()), (32, false));
        assert!(ensure(&bed.svc, &actor).await.unwrap().1.is_none(), "there is one already");
        let found = load(&bed.svc, Some(&token)).await.unwrap();
        assert_eq!((found.session_id(), found.cart_id()), (actor.session_id(), actor.cart_id()));
        for wrong in [None, Some(""), Some("0123456789abcdef0123456789abcdef"), Some("\0"), Some(&token[..31])] {
            assert_eq!(load(&bed.svc, wrong).await.unwrap().session_id(), None, "{wrong:?}");
        }
        end(&bed.svc, &actor).await.unwrap();
        assert_eq!(load(&bed.svc, Some(&token)).await.unwrap().session_id(), None, "ended");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_30_days_without_use_and_after_90_days_at_all() {
    on_each(async |bed| {
        let token = ensure(&bed.svc, &Actor::default()).await.unwrap().1.unwrap().0;
        let alive = async |ms: i64| {
            bed.set_time(NOON + ms);
            load(&bed.svc, Some(&token)).await.unwrap().session_id().is_some()
        };
        assert!(alive(30 * DAY - 1).await);
        // Use is noted beside the answer.
        let mut noted = false;
        for _ in 0..200 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            noted = alive(30 * DAY).await;
            if noted {
                break;
            }
        }
        assert!(noted, "the use of day 30 was not noted");
        assert!(!alive(61 * DAY).await, "idle");

        bed.set_time(NOON);
        let token = ensure(&bed.svc, &Actor::default()).await.unwrap().1.unwrap().0;
        for day in (20..100).step_by(20) {
            bed.set_time(NOON + day * DAY);
            let found = load(&bed.svc, Some(&token)).await.unwrap().session_id().is_some();
            assert_eq!(found, day < 90, "day {day}");
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_changes_the_token_and_keeps_the_cart() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        people::add(&bed.svc, "Amina@Coop.example ", "Amina", "long password", WOOD).await.unwrap();
        let (visitor, old) = ensure(&bed.svc, &Actor::default()).await.unwrap();
        let new = sign_in(&bed.svc, &visitor, " amina@coop.EXAMPLE", "long password", "peer").await.unwrap().unwrap();
        assert_eq!(load(&bed.svc, Some(&old.unwrap().0)).await.unwrap().session_id(), None, "the old token is dead");
        let actor = load(&bed.svc, Some(&new.0)).await.unwrap();
        assert_eq!(actor.person().unwrap().name, "Amina");
        assert_eq!(actor.cart_id(), visitor.cart_id());
        assert_eq!(actor.shops().iter().map(|shop| shop.slug.as_str()).collect::<Vec<_>>(), [WOOD]);
        assert!(actor.membership(WOOL).is_none());
        end(&bed.svc, &actor).await.unwrap();
        assert!(!load(&bed.svc, Some(&new.0)).await.unwrap().signed_in());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_and_unknown_people_look_alike_and_are_limited() {
    on_each(async |bed| {
        fill(&bed.svc, 1).await;
        people::add(&bed.svc, "amina@coop.example", "Amina", "long password", WOOD).await.unwrap();
        let nobody = Actor::default();
        let tries = async |email: &str, password: &str, peer: &str| {
            sign_in(&bed.svc, &nobody, email, password, peer).await.unwrap().map(drop)
        };
        assert_eq!(tries("nobody@coop.example", "long password", "a").await, Err(SignInProblem::Wrong));
        for number in 0..10 {
            let peer = format!("peer {number}");
            assert_eq!(tries("amina@coop.example", "wrong", &peer).await, Err(SignInProblem::Wrong));
        }
        assert_eq!(tries("amina@coop.example", "long password", "b").await, Err(SignInProblem::TooMany));
        bed.set_time(NOON + 60_000);
        assert_eq!(tries("amina@coop.example", "long password", "b").await, Ok(()));
        for text in ["", "\0", "😀@\0", &"x".repeat(5_000)] {
            assert_eq!(tries(text, text, text).await, Err(SignInProblem::Wrong));
        }
    })
    .await;
}
