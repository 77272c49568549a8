//! The ledger cannot be rewritten, by whatever program.

use sqlx::{Connection, PgConnection, SqliteConnection};
use store::testing::{Place, postgres, sqlite};

const REWRITES: [&str; 2] = ["UPDATE stock_movements SET amount = amount", "DELETE FROM stock_movements"];

async fn filled(place: &Place) {
    let store = place.open().await;
    crate::catalog::story(&store).await;
    crate::people::story(&store).await;
    crate::materials::story(&store).await;
    store.close().await;
}

#[tokio::test]
async fn the_ledger_is_append_only_on_both_engines() {
    let (one, other) = (sqlite(), postgres().await);
    filled(&one).await;
    filled(&other).await;
    let mut c = SqliteConnection::connect(&one.url).await.unwrap();
    for sql in REWRITES {
        let refused = sqlx::query(sql).execute(&mut c).await.unwrap_err().to_string();
        assert!(refused.contains("stock_movements_append_only"), "{sql}: {refused}");
    }
    c.close().await.unwrap();
    let mut c = PgConnection::connect(&other.url).await.unwrap();
    for sql in REWRITES.into_iter().chain(["TRUNCATE stock_movements"]) {
        let refused = sqlx::query(sql).execute(&mut c).await.unwrap_err().to_string();
        assert!(refused.contains("stock_movements_append_only"), "{sql}: {refused}");
    }
    c.close().await.unwrap();
    one.remove().await;
    other.remove().await;
}
