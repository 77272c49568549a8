//! Who listens hears of what was committed, from whichever server, and never of what was not.

use crate::catalog::{id, shop_id};
use domain::money::Currency;
use sqlx::{Connection, PgConnection};
use std::time::Duration;
use store::news::News;
use store::testing::{on_each, postgres};
use store::{Engine, Error, Store};
use tokio::sync::broadcast::Receiver;
use tokio::time::{sleep, timeout};

async fn next(news: &mut Receiver<News>) -> Option<News> {
    timeout(Duration::from_secs(5), news.recv()).await.ok()?.ok()
}

async fn silent(news: &mut Receiver<News>) -> bool {
    timeout(Duration::from_millis(150), news.recv()).await.is_err()
}

/// Listens, as a server does; on PostgreSQL the first that is told is that something may have been missed.
async fn listening(store: &Store) -> Receiver<News> {
    let (mut news, follower) = (store.news(), store.clone());
    tokio::spawn(async move { follower.follow().await });
    if store.engine() == Engine::Postgres {
        assert_eq!(next(&mut news).await, Some(News::Missed));
    }
    news
}

async fn change(store: &Store, shop: u128) {
    store.write(async |tx| tx.hold_shop(shop_id(shop)).await).await.unwrap();
}

#[tokio::test]
async fn what_is_committed_is_told_after_the_commit_and_what_is_undone_never() {
    on_each(async |store| {
        crate::catalog::story(store).await;
        let mut news = listening(store).await;
        let undone = store.write(async |tx| -> Result<(), Error> {
            tx.hold_shop(shop_id(1)).await?;
            Err(Error::Busy)
        });
        assert!(matches!(undone.await, Err(Error::Busy)));
        assert!(silent(&mut news).await);

        let before = [1, 2].map(|shop| store.version(shop_id(shop)));
        let slow = store.write(async |tx| -> Result<(), Error> {
            tx.hold_shop(shop_id(1)).await?;
            tx.hold_shop(shop_id(1)).await?;
            sleep(Duration::from_millis(300)).await;
            Ok(())
        });
        let (early, done) = tokio::join!(timeout(Duration::from_millis(150), news.recv()), slow);
        assert!(early.is_err(), "it was told before the commit");
        done.unwrap();
        assert_eq!(next(&mut news).await, Some(News::Shop(shop_id(1))));
        assert!(silent(&mut news).await, "held twice, told once");
        assert_ne!(store.version(shop_id(1)), before[0]);
        assert_eq!(store.version(shop_id(2)), before[1]);

        let session = id(9_999);
        store.write(async |tx| tx.end_session(session, &[3; 32]).await).await.unwrap();
        assert_eq!(next(&mut news).await, Some(News::Session(session)));
    })
    .await;
}

#[tokio::test]
async fn servers_on_one_postgresql_hear_each_other_also_after_the_connection_was_lost() {
    let place = postgres().await;
    let (one, other) = (place.open().await, place.open().await);
    crate::catalog::story(&one).await;
    let (mut here, mut there) = (listening(&one).await, listening(&other).await);
    change(&one, 2).await;
    for news in [&mut here, &mut there] {
        assert_eq!(next(news).await, Some(News::Shop(shop_id(2))));
    }
    let mut c = PgConnection::connect(&place.url).await.unwrap();
    let ended = sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
    );
    assert_eq!(ended.execute(&mut c).await.unwrap().rows_affected(), 2);
    c.close().await.unwrap();
    for news in [&mut here, &mut there] {
        assert_eq!(next(news).await, Some(News::Missed), "what happened meanwhile may be lost, and that is said");
    }
    change(&other, 1).await;
    for news in [&mut here, &mut there] {
        assert_eq!(next(news).await, Some(News::Shop(shop_id(1))));
    }
    one.close().await;
    other.close().await;
    place.remove().await;
}

#[tokio::test]
async fn what_pages_show_changes_with_its_shop_or_with_everything_and_never_with_a_cart() {
    on_each(async |store| {
        crate::catalog::story(store).await;
        if store.engine() == Engine::Postgres {
            assert_eq!(store.moment(), None, "other servers are not heard yet");
        }
        let mut news = listening(store).await;
        let (one, two) = (Some(shop_id(1)), Some(shop_id(2)));
        let kept = |since| [one, two, None].map(|shop| store.unchanged(since, shop));
        let since = store.moment().unwrap();
        assert_eq!(kept(since), [true; 3]);
        store.write(async |tx| tx.end_session(id(9_998), &[4; 32]).await).await.unwrap();
        assert_eq!(kept(since), [true; 3], "who is signed in is nothing that a page for strangers shows");
        change(store, 2).await;
        assert_eq!(kept(since), [true, false, false]);
        let since = store.moment().unwrap();
        store.write(async |tx| tx.set_ready(&[]).await).await.unwrap();
        assert_eq!(kept(since), [false; 3], "of what no shop was held for, all pages are made anew");
        while next(&mut news).await != Some(News::Catalog) {}
        let (since, rate) = (store.moment().unwrap(), crate::exchange::rate(Currency::Eur, 100, "10.85"));
        store.write(async |tx| tx.put_exchange_rate(rate).await).await.unwrap();
        assert_eq!(kept(since), [false; 3], "all pages may show prices in euros");
        while next(&mut news).await != Some(News::Catalog) {}
        let since = store.moment().unwrap();
        let undone = store.write(async |tx| -> Result<(), Error> {
            tx.hold_shop(shop_id(1)).await?;
            Err(Error::Busy)
        });
        assert!(undone.await.is_err());
        assert_eq!(kept(since), [true; 3]);
    })
    .await;
}
