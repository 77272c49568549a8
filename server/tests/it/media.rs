//! Pictures of designs.

use crate::site::{Site, hidden, links, place_order};

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
            let policy = if name.ends_with("svg") {
                "default-src 'none'; img-src data:; sandbox"
            } else {
                "default-src 'none'; sandbox"
            };
            assert_eq!(first.header("content-security-policy"), Some(policy), "{path}");
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

/// The colour of a picture of 800 by 800 pixels at a place.
fn colour(png: &[u8], x: usize, y: usize) -> [u8; 3] {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let at = (y * 800 + x) * info.color_type.samples();
    [pixels[at], pixels[at + 1], pixels[at + 2]]
}

#[tokio::test(flavor = "multi_thread")]
async fn photographs_stand_in_the_page_in_the_picture_file_and_on_the_work_sheet() {
    let site = Site::start().await;
    let mut client = site.client();
    let page =
        client.get("/fr/products/raffia-clutch?o[leather]=blue&o[tassel]=0&o[tassel.leather]=1").await.unwrap().text();
    let (_, drawn) = page.split_once("id=\"picture\"").expect("the page has a picture");
    let (drawn, _) = drawn.split_once("</svg>").expect("it is drawn");
    let files: Vec<&str> =
        drawn.split("href='").skip(1).map(|rest| rest.split('\'').next().expect("an address")).collect();
    assert_eq!(files.len(), 3, "clutch, flap and tassel: {files:?}");
    for file in files {
        let answer = client.get(file).await.unwrap();
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/webp")), "{file}");
    }

    // What is bought is what the file shows, to whoever has the order and to whoever makes it.
    let fields = [("lang", "fr"), ("product", "raffia-clutch"), ("quantity", "1"), ("o[leather]", "blue")];
    let added = client.post("/api/add_to_cart", &fields).await.unwrap();
    assert!(added.location().starts_with("/fr/cart?added="), "{}", added.location());
    let picture = |page: &str| {
        let (_, rest) = page.split_once("/media/preview/").expect("the page shows the piece");
        rest[..32].to_owned()
    };
    let fingerprint = picture(&client.get("/fr/cart").await.unwrap().text());
    let png = client.get(&format!("/media/preview/{fingerprint}.png")).await.unwrap().body;
    let [flap, plait, paper] = [(300, 305), (300, 560), (20, 790)].map(|(x, y)| colour(&png, x, y));
    assert!(flap[2] > 100 && flap[0] < 70 && flap[2] > flap[1] + 20, "blue leather: {flap:?}");
    assert!(plait[0] > plait[2] + 40, "raffia: {plait:?}");
    assert!(paper.iter().all(|part| *part > 215), "paper: {paper:?}");
    let svg = client.get(&format!("/media/preview/{fingerprint}.svg")).await.unwrap().text();
    assert!(svg.contains("data:image/webp;base64,") && !svg.contains("/media/picture/"), "it needs nothing else");

    client.post("/api/open_checkout", &[("lang", "fr")]).await.unwrap();
    let checkout = hidden(&client.get("/fr/checkout").await.unwrap().text(), "checkout").unwrap();
    let placed = place_order(&mut client, &checkout).await.unwrap().location().to_owned();
    assert_eq!(picture(&client.get(&placed).await.unwrap().text()), fingerprint, "the order page");
    let people = services::seed::demo_people(&site.state.services).await.unwrap();
    let (email, password, shop) = people.into_iter().find(|(.., shop)| shop == "cooperative-dfira").unwrap();
    let mut maker = site.client();
    maker.post("/api/sign_in", &[("lang", "fr"), ("email", &email), ("password", &password)]).await.unwrap();
    let list = maker.get(&format!("/fr/studio/{shop}/orders")).await.unwrap().text();
    let sheet = links(&list).into_iter().find(|link| link.contains("/orders/")).expect("there is an order");
    assert_eq!(picture(&maker.get(&sheet).await.unwrap().text()), fingerprint, "the work sheet");
    site.stop().await;
}
