//! What a commit means, and what an interruption leaves.

use sqlx::{Connection, PgConnection, SqliteConnection};
use std::time::Duration;
use store::form_draft::FormDraft;
use store::testing::{on_each, postgres, sqlite};
use store::{Error, Settings, Store};

fn draft() -> FormDraft {
    FormDraft { fields: vec![], errors: vec![] }
}

fn code(number: usize) -> String {
    format!("{number:032x}")
}

async fn keeps(store: &Store, number: usize) -> bool {
    store.read().await.unwrap().form_draft(&code(number), "f", None, 0).await.unwrap().is_some()
}

#[tokio::test]
async fn every_sqlite_connection_is_durable() {
    let place = sqlite();
    let store = place.open().await;
    let found = store.durability().await.unwrap();
    assert_eq!(found.len(), 9, "one writer and eight readers");
    assert!(found.iter().all(|(mode, synchronous)| mode == "wal" && *synchronous == 2), "{found:?}");
    store.close().await;
    place.remove().await;
}

#[tokio::test]
async fn a_refused_write_leaves_nothing() {
    on_each(async |store| {
        let refused = store
            .write(async |tx| -> Result<(), Error> {
                tx.keep_form_draft(&code(1), "f", None, &draft(), 10).await?;
                tx.keep_form_draft(&code(1), "f", None, &draft(), 10).await
            })
            .await;
        assert!(matches!(refused, Err(Error::Conflict { .. })), "{refused:?}");
        assert!(!keeps(store, 1).await);
    })
    .await;
}

#[tokio::test]
async fn a_write_dropped_half_way_leaves_nothing_and_frees_the_writer() {
    on_each(async |store| {
        for number in 0..20 {
            let write = store.write(async |tx| -> Result<(), Error> {
                tx.keep_form_draft(&code(number), "f", None, &draft(), 10).await?;
                std::future::pending().await
            });
            // Some are dropped while they wait for the row, others after it was written.
            let micros = Duration::from_micros(50 * u64::try_from(number * number).unwrap());
            assert!(tokio::time::timeout(micros, write).await.is_err());
            assert!(!keeps(store, number).await);
        }
        store.write(async |tx| tx.keep_form_draft(&code(99), "f", None, &draft(), 10).await).await.unwrap();
        assert!(keeps(store, 99).await);
        store.ping().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_on_one_file_all_succeed() {
    on_each(async |store| {
        let mut writers = tokio::task::JoinSet::new();
        for number in 0..50 {
            let store = store.clone();
            writers.spawn(async move {
                store.write(async |tx| tx.keep_form_draft(&code(number), "f", None, &draft(), 10).await).await
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap().unwrap();
        }
        for number in 0..50 {
            assert!(keeps(store, number).await);
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_locked_by_another_process_is_busy_and_not_broken() {
    let place = sqlite();
    place.open().await.close().await;
    let store =
        Store::open(&place.url, &Settings { wait: Duration::from_millis(50), ..Settings::default() }).await.unwrap();
    let mut other = SqliteConnection::connect(&place.url).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let refused = store.write(async |tx| tx.keep_form_draft(&code(1), "f", None, &draft(), 10).await).await;
    assert!(matches!(refused, Err(Error::Busy)), "{refused:?}");
    assert!(!keeps(&store, 1).await, "reading goes on");
    sqlx::raw_sql("COMMIT").execute(&mut other).await.unwrap();
    store.write(async |tx| tx.keep_form_draft(&code(1), "f", None, &draft(), 10).await).await.unwrap();
    store.close().await;
    other.close().await.unwrap();
    place.remove().await;
}

#[tokio::test]
async fn a_row_that_cannot_be_a_legal_state_is_named() {
    let place = sqlite();
    let store = place.open().await;
    let mut other = SqliteConnection::connect(&place.url).await.unwrap();
    let sql = "INSERT INTO form_drafts (id, form, fields_json, errors_json, expires_ms) \
         VALUES ('00000000000000000000000000000007', 'f', '[[1]]', '[]', 10)";
    sqlx::raw_sql(sql).execute(&mut other).await.unwrap();
    let read = store.read().await.unwrap().form_draft(&code(7), "f", None, 0).await;
    assert!(
        matches!(&read, Err(Error::Inconsistent { table: "form_drafts", column: "fields_json", id }) if *id == code(7)),
        "{read:?}"
    );
    store.close().await;
    other.close().await.unwrap();
    place.remove().await;
}

const CHANGES: [&str; 2] = ["UPDATE product_versions SET model_json = '{}'", "DELETE FROM product_versions"];

#[tokio::test]
async fn a_product_version_cannot_be_changed_or_removed() {
    let (one, other) = (sqlite(), postgres().await);
    for place in [&one, &other] {
        let store = place.open().await;
        crate::catalog::story(&store).await;
        store.close().await;
    }
    let mut sqlite = SqliteConnection::connect(&one.url).await.unwrap();
    let mut postgres = PgConnection::connect(&other.url).await.unwrap();
    for sql in CHANGES {
        let refused = [
            sqlx::raw_sql(sql).execute(&mut sqlite).await.map(drop).unwrap_err(),
            sqlx::raw_sql(sql).execute(&mut postgres).await.map(drop).unwrap_err(),
        ];
        assert!(refused.iter().all(|error| error.to_string().contains("product_versions_immutable")), "{refused:?}");
    }
    sqlite.close().await.unwrap();
    postgres.close().await.unwrap();
    one.remove().await;
    other.remove().await;
}
