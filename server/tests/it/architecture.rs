//! The arrows between our crates, as cargo itself sees them.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const OURS: [&str; 6] = ["domain", "store", "services", "app", "server", "frontend"];

/// Crates that do IO, know time or know SQL: the core must not even reach them through others.
const NOT_IN_DOMAIN: [&str; 10] =
    ["tokio", "sqlx", "sqlx-core", "axum", "hyper", "getrandom", "rand", "leptos", "tracing", "libsqlite3-sys"];

fn metadata(extra: &[&str]) -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(extra)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

/// For each of our packages the names of the packages it names, by kind of dependency.
fn declared(kind: Option<&str>) -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata(&["--no-deps"]);
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let names = package["dependencies"].as_array().unwrap().iter();
            let names = names.filter(|dependency| dependency["kind"].as_str() == kind);
            (
                package["name"].as_str().unwrap().to_owned(),
                names.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect(),
            )
        })
        .collect()
}

fn ours<'a>(names: impl IntoIterator<Item = &'a String>) -> BTreeSet<&'a str> {
    names.into_iter().map(String::as_str).filter(|name| OURS.contains(name)).collect()
}

#[test]
fn arrows_between_crates_point_the_right_way() {
    let declared = declared(None);
    for (package, allowed) in [
        ("domain", &[][..]),
        ("store", &["domain"]),
        ("services", &["domain", "store"]),
        ("app", &["domain", "services"]),
        ("server", &["app", "domain", "services", "store"]),
        ("frontend", &["app", "domain"]),
    ] {
        let found = ours(&declared[package]);
        let wrong: Vec<_> = found.iter().filter(|name| !allowed.contains(name)).collect();
        assert!(wrong.is_empty(), "{package} must not depend on {wrong:?}");
    }
}

#[test]
fn only_store_knows_sqlx() {
    for kind in [None, Some("dev"), Some("build")] {
        for (package, names) in declared(kind) {
            assert!(package == "store" || !names.iter().any(|name| name.starts_with("sqlx")), "{package} knows sqlx");
        }
    }
}

#[test]
fn app_sees_services_only_on_the_server() {
    let metadata = metadata(&["--no-deps"]);
    let app = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "app").unwrap();
    for dependency in app["dependencies"].as_array().unwrap() {
        let name = dependency["name"].as_str().unwrap();
        let on_server_only = matches!(name, "services" | "axum" | "leptos" | "leptos_axum" | "tracing" | "tokio");
        assert!(!on_server_only || dependency["optional"] == true, "app must not see {name} in the browser");
    }
    let features = app["features"]["browser"].as_array().unwrap();
    let leaked: Vec<_> = features.iter().filter(|feature| feature.as_str().unwrap().contains("services")).collect();
    assert!(leaked.is_empty(), "{leaked:?}");
}

#[test]
fn domain_reaches_nothing_that_does_io() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "-p",
            "domain",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let reached: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(reached.contains("serde"), "the tree was not read: {tree}");
    let wrong: Vec<_> = NOT_IN_DOMAIN.iter().filter(|name| reached.contains(*name)).collect();
    assert!(wrong.is_empty(), "domain reaches {wrong:?}");
}
