//! Both engines have the same schema.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::collections::BTreeSet;
use store::testing::{postgres, sqlite};

/// Facts in words, such as `shops.slug NOT NULL`, so that a difference reads itself.
type Facts = BTreeSet<String>;

#[tokio::test]
async fn both_schemas_say_the_same() {
    let (one, other) = (sqlite(), postgres().await);
    one.open().await.close().await;
    other.open().await.close().await;
    let (left, right) = (of_sqlite(&one.url).await, of_postgres(&other.url).await);
    let only_left: Vec<_> = left.difference(&right).collect();
    let only_right: Vec<_> = right.difference(&left).collect();
    assert!(
        only_left.is_empty() && only_right.is_empty(),
        "only SQLite: {only_left:#?}, only PostgreSQL: {only_right:#?}"
    );
    for kind in ["NOT NULL", "unique", "references", "check"] {
        assert!(left.iter().any(|fact| fact.contains(kind)), "the comparison sees no {kind}");
    }
    one.remove().await;
    other.remove().await;
}

async fn of_sqlite(url: &str) -> Facts {
    let mut c = SqliteConnection::connect(url).await.unwrap();
    let tables: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut c)
    .await
    .unwrap();
    let mut facts = Facts::new();
    for (table, sql) in tables {
        assert!(sql.ends_with("STRICT"), "{table} is not STRICT");
        let columns: Vec<(String, i64)> =
            all(&mut c, format!("SELECT name, \"notnull\" FROM pragma_table_info('{table}')")).await;
        for (column, not_null) in columns {
            facts.insert(format!("{table}.{column}{}", if not_null == 1 { " NOT NULL" } else { "" }));
        }
        let uniques: Vec<(String,)> =
            all(&mut c, format!("SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" = 1")).await;
        for (index,) in uniques {
            let columns: Vec<(String,)> =
                all(&mut c, format!("SELECT name FROM pragma_index_info('{index}') ORDER BY seqno")).await;
            let columns: Vec<_> = columns.into_iter().map(|(name,)| name).collect();
            facts.insert(format!("{table} unique ({})", columns.join(", ")));
        }
        let foreign: Vec<(i64, String, String, String)> = all(
            &mut c,
            format!("SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list('{table}') ORDER BY id, seq"),
        )
        .await;
        let ids: BTreeSet<_> = foreign.iter().map(|row| row.0).collect();
        for key in ids {
            let rows: Vec<_> = foreign.iter().filter(|row| row.0 == key).collect();
            let from: Vec<_> = rows.iter().map(|row| row.2.as_str()).collect();
            let to: Vec<_> = rows.iter().map(|row| row.3.as_str()).collect();
            facts.insert(format!("{table} ({}) references {} ({})", from.join(", "), rows[0].1, to.join(", ")));
        }
        let words: Vec<&str> = sql.split_whitespace().collect();
        for three in words.windows(3).filter(|three| three[0] == "CONSTRAINT" && three[2].starts_with("CHECK")) {
            facts.insert(format!("{table} check {}", three[1]));
        }
        let named = words.windows(3).filter(|three| three[0] == "CONSTRAINT" && three[2].starts_with("CHECK")).count();
        assert_eq!(
            words.iter().filter(|word| word.starts_with("CHECK")).count(),
            named,
            "{table} has a CHECK without a name"
        );
    }
    c.close().await.unwrap();
    facts
}

async fn all<T>(c: &mut SqliteConnection, sql: String) -> Vec<T>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> + Send + Unpin,
{
    sqlx::query_as(AssertSqlSafe(sql)).fetch_all(c).await.unwrap()
}

async fn of_postgres(url: &str) -> Facts {
    let mut c = PgConnection::connect(url).await.unwrap();
    let mut facts = Facts::new();
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text, is_nullable::text FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut c)
    .await
    .unwrap();
    for (table, column, nullable) in columns {
        facts.insert(format!("{table}.{column}{}", if nullable == "NO" { " NOT NULL" } else { "" }));
    }
    let uniques: Vec<(String, String, Vec<String>)> = sqlx::query_as(
        "SELECT t.relname::text, i.relname::text, array_agg(a.attname::text ORDER BY k.place) FROM pg_index x \
         JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' \
         CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k (attnum, place) \
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum \
         WHERE x.indisunique AND t.relname <> '_sqlx_migrations' GROUP BY 1, 2",
    )
    .fetch_all(&mut c)
    .await
    .unwrap();
    for (table, index, columns) in uniques {
        assert_eq!(index, format!("{table}_{}_key", columns.join("_")), "the program knows a refusal by this name");
        facts.insert(format!("{table} unique ({})", columns.join(", ")));
    }
    let foreign: Vec<(String, Vec<String>, String, Vec<String>)> = sqlx::query_as(
        "SELECT t.relname::text, (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, place) \
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum), r.relname::text, \
         (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, place) \
         JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) \
         FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid WHERE c.contype = 'f'",
    )
    .fetch_all(&mut c)
    .await
    .unwrap();
    for (table, from, to_table, to) in foreign {
        facts.insert(format!("{table} ({}) references {to_table} ({})", from.join(", "), to.join(", ")));
    }
    let checks: Vec<(String, String)> = sqlx::query_as(
        "SELECT t.relname::text, c.conname::text FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' WHERE c.contype = 'c'",
    )
    .fetch_all(&mut c)
    .await
    .unwrap();
    for (table, name) in checks {
        facts.insert(format!("{table} check {name}"));
    }
    c.close().await.unwrap();
    facts
}
