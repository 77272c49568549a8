//! The ledger cannot be rewritten, by whatever program.

use sqlx::{Connection, PgConnection, SqliteConnection};
use store::testing::{Place, postgres, sqlite};

const REWRITES: [(&str, &str); 4] = [
    ("UPDATE stock_movements SET amount = amount", "stock_movements_append_only"),
    ("DELETE FROM stock_movements", "stock_movements_append_only"),
    ("UPDATE lot_movements SET amount = amount", "lot_movements_append_only"),
    ("DELETE FROM lot_movements", "lot_movements_append_only"),
];

async fn filled(place: &Place) {
    let store = place.open().await;
    crate::catalog::story(&store).await;
    crate::people::story(&store).await;
    crate::materials::story(&store).await;
    crate::lots::fill(&store).await;
    store.close().await;
}

#[tokio::test]
async fn the_ledger_is_append_only_on_both_engines() {
    let (one, other) = (sqlite(), postgres().await);
    filled(&one).await;
    filled(&other).await;
    let mut c = SqliteConnection::connect(&one.url).await.unwrap();
    for (sql, name) in REWRITES {
        let refused = sqlx::query(sql).execute(&mut c).await.unwrap_err().to_string();
        assert!(refused.contains(name), "{sql}: {refused}");
    }
    c.close().await.unwrap();
    let mut c = PgConnection::connect(&other.url).await.unwrap();
    let emptied =
        [("TRUNCATE stock_movements CASCADE", "_append_only"), ("TRUNCATE lot_movements", "lot_movements_append_only")];
    for (sql, name) in REWRITES.into_iter().chain(emptied) {
        let refused = sqlx::query(sql).execute(&mut c).await.unwrap_err().to_string();
        assert!(refused.contains(name), "{sql}: {refused}");
    }
    c.close().await.unwrap();
    one.remove().await;
    other.remove().await;
}
