//! Pictures of designs.

use crate::site::Site;

#[tokio::test(flavor = "multi_thread")]
async fn each_product_has_its_picture_in_every_format() {
    let site = Site::start().await;
    let mut client = site.client();
    let home = services::catalog::home(&site.state.services).await.unwrap();
    assert!(home.products.len() >= 5);
    for card in &home.products {
        for (name, kind, most) in [
            (format!("{}.svg", card.fingerprint), "image/svg+xml; charset=utf-8", 150_000),
            (format!("{}.webp", card.fingerprint), "image/webp", 120_000),
            (format!("{}-400.webp", card.fingerprint), "image/webp", 40_000),
            (format!("{}.png", card.fingerprint), "image/png", 800_000),
        ] {
            let path = format!("/media/preview/{name}");
            let first = client.get(&path).await.unwrap();
            assert_eq!(first.status, 200, "{} {path}", card.slug);
            assert_eq!(first.header("content-type"), Some(kind), "{path}");
            assert_eq!(first.header("content-security-policy"), Some("default-src 'none'; sandbox"), "{path}");
            assert_eq!(first.header("cache-control"), Some("public, max-age=31536000, immutable"), "{path}");
            assert!(first.body.len() < most, "{} {path}: {} bytes", card.slug, first.body.len());
            assert!(!first.text().contains("<text"), "{path}: lettering that needs a font");
            assert_eq!(client.get(&path).await.unwrap().body, first.body, "{path}");
        }
    }
    let unknown = client.get("/media/preview/0123456789abcdef0123456789abcdef.webp").await.unwrap();
    assert_eq!(unknown.status, 404);
    assert_eq!(unknown.header("cache-control"), Some("no-store"));
}
