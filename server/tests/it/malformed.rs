//! Malformed requests to every endpoint of the route table and of the registered server functions. Half of them come
//! with a valid origin, session and content type and are nearly right, so that the functions behind are reached.

use crate::client::{Client, encode};
use crate::random::{Random, rounds, setting};
use crate::site::{Site, product_slugs};
use server::router::{Endpoint, Kind, endpoints};

/// The fields that each server function takes, with values that are right or nearly so.
const FIELDS: &[(&str, &[(&str, &str)])] = &[
    (
        "add_to_cart",
        &[
            ("lang", "fr"),
            ("product", "SLUG"),
            ("version", "1"),
            ("quantity", "2"),
            ("line", "019a0000-0000-7000-8000-000000000000"),
            ("replaces", ""),
            ("o[size]", "large"),
            ("o[extras.lock]", "1"),
        ],
    ),
    ("update_design", &[("lang", "ar"), ("product", "SLUG"), ("o[size]", "small"), ("o[name]", "Amina")]),
    ("set_cart_quantity", &[("lang", "fr"), ("line", "019a0000-0000-7000-8000-000000000000"), ("quantity", "3")]),
    ("remove_cart_line", &[("lang", "en"), ("line", "019a0000-0000-7000-8000-000000000000")]),
    ("edit_cart_line", &[("lang", "ar"), ("line", "019a0000-0000-7000-8000-000000000000")]),
    ("open_checkout", &[("lang", "fr")]),
    ("choose_currency", &[("lang", "fr"), ("currency", "EUR"), ("next", "/fr/products/SLUG?o[size]=large")]),
    ("note_visit", &[("at", "http://127.0.0.1/fr/products/SLUG?utm_source=x"), ("from", "https://www.google.com/")]),
    (
        "place_order",
        &[
            ("lang", "fr"),
            ("checkout", "019a0000-0000-7000-8000-000000000000"),
            ("seen", "45000.0123456789abcdef"),
            ("name", "Salma"),
            ("phone", "0612345678"),
            ("email", ""),
            ("street", "12 rue des Consuls"),
            ("city", "Rabat"),
            ("postcode", "10030"),
            ("country", "MA"),
            ("delivery", "home"),
            ("note", ""),
            ("gift", "Pour toi"),
            ("accepted", "on"),
        ],
    ),
    ("sign_in", &[("lang", "fr"), ("email", "someone@example.com"), ("password", "wrong"), ("next", "/fr/studio")]),
    ("sign_out", &[("lang", "fr")]),
    (
        "advance_order",
        &[("lang", "fr"), ("shop", "SHOP"), ("order", "019a0000-0000-7000-8000-000000000000"), ("step", "confirm")],
    ),
    (
        "record_receipt",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("receipt", "019a0000-0000-7000-8000-000000000000"),
            ("amount", "1 kg"),
            ("supplier", "Ali"),
            ("price", "450,50"),
            ("came", "2027-01-10"),
            ("best_before", "2028-01-10"),
            ("certificate", "T-26-118"),
            ("picture", "0123456789abcdef0123456789abcdef"),
            ("note", "n"),
            ("place", "019a0000-0000-7000-8000-000000000000"),
        ],
    ),
    (
        "expect_arrival",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("expected", "1 kg"),
            ("day", "2027-01-15"),
            ("from", ""),
        ],
    ),
    (
        "drop_arrival",
        &[("lang", "en"), ("shop", "SHOP"), ("material", "x"), ("arrival", "019a0000-0000-7000-8000-000000000000")],
    ),
    (
        "save_material",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("id", "019a0000-0000-7000-8000-000000000000"),
            ("name_fr", "Laine"),
            ("origin_ar", "الصويرة"),
            ("unit", "milligram"),
            ("pack", "bag"),
            ("holds", "25 kg"),
            ("threshold", "2 sacs"),
            ("supply_days", "14"),
            ("waste", "12,5"),
            ("one_time", "true"),
        ],
    ),
    (
        "move_work",
        &[("lang", "ar"), ("shop", "SHOP"), ("work", "019a0000-0000-7000-8000-000000000000"), ("step", "hand_over")],
    ),
    (
        "move_stage",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("work", "019a0000-0000-7000-8000-000000000000"),
            ("stage", "0"),
            ("to", "begun"),
        ],
    ),
    (
        "assign_stage",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("work", "019a0000-0000-7000-8000-000000000000"),
            ("stage", "0"),
            ("member", "x"),
        ],
    ),
    (
        "record_hours",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("work", "019a0000-0000-7000-8000-000000000000"),
            ("entry", "019a0000-0000-7000-8000-000000000000"),
            ("stage", "0"),
            ("member", "x"),
            ("minutes", "1:30"),
            ("quick", ""),
            ("day", "2027-01-15"),
            ("correction", "true"),
            ("reason", "counted twice"),
        ],
    ),
    (
        "record_check",
        &[
            ("lang", "en"),
            ("shop", "SHOP"),
            ("work", "019a0000-0000-7000-8000-000000000000"),
            ("check", "019a0000-0000-7000-8000-000000000000"),
            ("verdict", "failed"),
            ("note", "a knot is loose"),
            ("stage", "0"),
        ],
    ),
    (
        "record_work_scrap",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("work", "019a0000-0000-7000-8000-000000000000"),
            ("scrap", "019a0000-0000-7000-8000-000000000000"),
            ("material", "x"),
            ("amount", "1 kg"),
            ("cause", "broken"),
            ("note", ""),
        ],
    ),
    (
        "drop_work_photo",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("work", "019a0000-0000-7000-8000-000000000000"),
            ("picture", "0123456789abcdef0123456789abcdef"),
        ],
    ),
    ("set_making_share", &[("lang", "fr"), ("shop", "SHOP"), ("percent", "37,5")]),
    ("set_supply_days", &[("lang", "fr"), ("shop", "SHOP"), ("days", "14")]),
    (
        "set_picture_focus",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("picture", "0123456789abcdef0123456789abcdef"),
            ("x", "120"),
            ("y", "80"),
            ("width", "240"),
            ("height", "160"),
        ],
    ),
    ("remove_picture", &[("lang", "fr"), ("shop", "SHOP"), ("picture", "0123456789abcdef0123456789abcdef")]),
    (
        "change_calendar",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("version", "0"),
            ("what", "close"),
            ("from", "2026-12-01"),
            ("to", "2026-12-03"),
            ("member", "x"),
            ("station", "019a0000-0000-7000-8000-000000000000"),
            ("name", "Métier"),
            ("places", "7"),
            ("holds", "true"),
            ("margin", "1"),
            ("h[0]", "6"),
            ("named", "1"),
        ],
    ),
    (
        "move_in_queue",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("order", "019a0000-0000-7000-8000-000000000000"),
            ("place", "2"),
            ("named", "1,2"),
        ],
    ),
    (
        "set_price_shares",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("materials", "30"),
            ("making", "47,5"),
            ("workshop", "12,5"),
            ("platform", "5"),
            ("payment", "3"),
            ("tax", "2"),
        ],
    ),
    ("set_hourly_floor", &[("lang", "fr"), ("shop", "SHOP"), ("floor", "25,50")]),
    (
        "save_recipe",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("makes", "1 kg"),
            ("minutes", "90"),
            ("input[0]", "x"),
            ("amount[0]", "1,5 kg"),
            ("waste[0]", "5"),
            ("instead[0]", "y"),
            ("second[0]", ""),
            ("by[0]", "z"),
            ("by_amount[0]", "100 g"),
        ],
    ),
    (
        "plan_batch",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("id", "019a0000-0000-7000-8000-000000000000"),
            ("amount", "1 kg"),
            ("day", "2027-01-15"),
            ("note", "n"),
            ("chosen[x]", "y"),
        ],
    ),
    (
        "start_batch",
        &[
            ("lang", "en"),
            ("shop", "SHOP"),
            ("batch", "019a0000-0000-7000-8000-000000000000"),
            ("used[x]", "1 kg"),
            ("lot[l019a0000-0000-7000-8000-000000000000]", "on"),
            ("reason", "damp"),
        ],
    ),
    (
        "complete_batch",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("batch", "019a0000-0000-7000-8000-000000000000"),
            ("good", "900 g"),
            ("scrap", "100 g"),
            ("cause", "failed"),
            ("note", "n"),
            ("best_before", "2028-01-10"),
            ("by[x]", "1 kg"),
        ],
    ),
    (
        "cancel_batch",
        &[("lang", "fr"), ("shop", "SHOP"), ("batch", "019a0000-0000-7000-8000-000000000000"), ("named", "1,2")],
    ),
    (
        "add_place",
        &[("lang", "fr"), ("shop", "SHOP"), ("id", "019a0000-0000-7000-8000-000000000000"), ("name", "Chez Rkia")],
    ),
    (
        "transfer_material",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("transfer", "019a0000-0000-7000-8000-000000000000"),
            ("moved", "1 kg"),
            ("from_place", ""),
            ("to_place", "019a0000-0000-7000-8000-000000000000"),
            ("moved_note", "n"),
        ],
    ),
    (
        "record_scrap",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("scrap", "019a0000-0000-7000-8000-000000000000"),
            ("scrapped", "1 kg"),
            ("of_lot", "019a0000-0000-7000-8000-000000000000"),
            ("cause", "spoilt"),
            ("why", "damp"),
        ],
    ),
    (
        "record_whole_stocktake",
        &[
            ("lang", "en"),
            ("shop", "SHOP"),
            ("id", "019a0000-0000-7000-8000-000000000000"),
            ("seen[x]", "5000"),
            ("counted[x]", "1 kg"),
            ("reason[x]", "spoilt"),
            ("note[x]", "damp"),
        ],
    ),
    (
        "save_purchase",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("id", "019a0000-0000-7000-8000-000000000000"),
            ("version", "0"),
            ("supplier", "019a0000-0000-7000-8000-000000000000"),
            ("note", "n"),
            ("material[l019a0000-0000-7000-8000-000000000001]", "x"),
            ("amount[l019a0000-0000-7000-8000-000000000001]", "3 kg"),
            ("price[l019a0000-0000-7000-8000-000000000001]", "450,50"),
            ("day[l019a0000-0000-7000-8000-000000000001]", "2027-01-15"),
            ("then", "order"),
        ],
    ),
    ("draft_purchases", &[("lang", "ar"), ("shop", "SHOP")]),
    (
        "step_purchase",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("purchase", "019a0000-0000-7000-8000-000000000000"),
            ("what", "move_day"),
            ("line", "019a0000-0000-7000-8000-000000000000"),
            ("day", "2027-01-15"),
            ("named", "1,2"),
        ],
    ),
    (
        "receive_purchase",
        &[
            ("lang", "en"),
            ("shop", "SHOP"),
            ("purchase", "019a0000-0000-7000-8000-000000000000"),
            ("line", "019a0000-0000-7000-8000-000000000000"),
            ("receipt", "019a0000-0000-7000-8000-000000000000"),
            ("amount", "1 kg"),
            ("price", "450,50"),
            ("came", "2027-01-10"),
            ("best_before", "2028-01-10"),
            ("certificate", "T-26-118"),
            ("note", "n"),
        ],
    ),
    (
        "save_supplier",
        &[
            ("lang", "ar"),
            ("shop", "SHOP"),
            ("id", "019a0000-0000-7000-8000-000000000000"),
            ("name", "Ali"),
            ("phone", "0612345678"),
            ("usual_days", "6"),
            ("note", "n"),
            ("sold[x]", "yes"),
            ("price[x]", "900"),
        ],
    ),
    (
        "record_stocktake",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("material", "x"),
            ("lot", "019a0000-0000-7000-8000-000000000000"),
            ("counted", "1 kg"),
            ("reason", "r"),
        ],
    ),
    ("new_product", &[("lang", "fr"), ("shop", "nobody")]),
    ("import_product", &[("lang", "fr"), ("shop", "SHOP"), ("file", "slug = 1\nname = 2")]),
    ("edit_product", &[("lang", "fr"), ("shop", "SHOP"), ("product", PRODUCT), ("version", "1")]),
    (
        "save_product_part",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("product", PRODUCT),
            ("revision", "1"),
            ("part", "group-0"),
            ("step", "up.1"),
            ("f[value.0.label.fr]", "Citronnier"),
        ],
    ),
    (
        "change_product_list",
        &[
            ("lang", "fr"),
            ("shop", "SHOP"),
            ("product", PRODUCT),
            ("revision", "1"),
            ("list", "group"),
            ("step", "add"),
            ("kind", "choice"),
        ],
    ),
    ("publish_product", &[("lang", "fr"), ("shop", "SHOP"), ("product", PRODUCT), ("revision", "1")]),
    ("drop_product_draft", &[("lang", "fr"), ("shop", "SHOP"), ("product", PRODUCT), ("revision", "1")]),
    ("offer_product", &[("lang", "fr"), ("shop", "SHOP"), ("product", PRODUCT), ("offered", "yes")]),
];

/// An id that no product has.
const PRODUCT: &str = "019a0000-0000-7000-8000-000000000000";

/// Values that break what reads them carelessly.
const NASTY: [&str; 24] = [
    "",
    " ",
    "\0",
    "-1",
    "0",
    "99999999999999999999999999",
    "1e308",
    "NaN",
    "1.5",
    "٣",
    "true",
    "[]",
    "{}",
    "null",
    "../../etc/passwd",
    "'; DROP TABLE orders; --",
    "<script>alert(1)</script>",
    "\u{202e}abc\u{2066}",
    "a\r\nSet-Cookie: x=y",
    "😀👨‍👩‍👧",
    "%",
    "//evil.example",
    "\u{fffd}\u{feff}",
    "javascript:alert(1)",
];

fn fields_of(path: &str) -> &'static [(&'static str, &'static str)] {
    let name = path.rsplit('/').next().unwrap_or_default();
    FIELDS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{path} has no row in FIELDS")).1
}

/// A body that the function of this path can read.
pub fn sample_body(path: &str) -> String {
    encode(fields_of(path))
}

/// One malformed request.
struct Malformed {
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

fn nearly_right(random: &mut Random, endpoint: &Endpoint, slugs: &[String], shop: &str, origin: &str) -> Malformed {
    let slug = random.pick(slugs);
    let mut fields: Vec<(String, String)> = fields_of(&endpoint.pattern)
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.replace("SLUG", slug).replace("SHOP", shop)))
        .collect();
    let place = random.below(fields.len());
    match random.below(8) {
        0 => drop(fields.remove(place)),
        1 => fields.push(fields[place].clone()),
        2 => fields.push((format!("o[{}]", random.pick(&NASTY)), random.pick(&NASTY).to_owned())),
        3 => fields.push(("o[a][b][c][d][e][f][g]".to_owned(), "1".to_owned())),
        4 => fields[place].1 = "أ".repeat(random.below(9_000)),
        5..8 => fields[place].1 = random.pick(&NASTY).to_owned(),
        _ => unreachable!("below 8"),
    }
    let borrowed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut body = encode(&borrowed).into_bytes();
    match random.below(10) {
        0 => body.extend_from_slice(b"&%"),
        1 => body.extend_from_slice(b"&=&&&o[=1&o]=2&o[]=3"),
        2 => body.extend_from_slice(b"&x=%ff%fe%00"),
        _ => {}
    }
    let headers = [
        ("origin", origin),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "text/html"),
    ];
    Malformed { method: "POST", path: endpoint.pattern.clone(), headers: owned(&headers), body }
}

fn owned(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn rubbish(random: &mut Random, endpoint: &Endpoint, origin: &str) -> Malformed {
    let types = [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-16",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "application/json",
        "text/plain",
        "application/cbor",
        "",
        "\u{e9}",
    ];
    let mut headers =
        owned(&[("content-type", random.pick(&types)), ("accept", random.pick(&["*/*", "text/html", ""]))]);
    if random.below(2) == 0 {
        headers.push(("origin".to_owned(), origin.to_owned()));
    }
    let body = match random.below(6) {
        0 => Vec::new(),
        1 => random.bytes(2_000),
        2 => "[".repeat(random.below(20_000)).into_bytes(),
        3 => format!("{{\"lang\":{}}}", random.pick(&NASTY)).into_bytes(),
        4 => "o[a]".repeat(random.below(5_000)).into_bytes(),
        _ => vec![b'a'; if random.below(20) == 0 { 70_000 } else { 10 }],
    };
    Malformed { method: "POST", path: endpoint.pattern.clone(), headers, body }
}

/// A form with files that is nearly right.
fn odd_upload(random: &mut Random, endpoint: &Endpoint, shop: &str, origin: &str) -> Malformed {
    let mut body = Vec::new();
    for _ in 0..random.below(6) {
        let name = random
            .pick(&[
                "shop",
                "next",
                "lang",
                "file",
                "product",
                "o[size]",
                "picture[outline]",
                "o[",
                "x",
                "\0",
                "\u{202e}",
            ])
            .to_owned();
        let file =
            random.pick(&["", "; filename=\"a.jpg\"", "; filename=\"\"", "; filename*=UTF-8''%00", "; "]).to_owned();
        let value = match random.below(5) {
            0 | 1 => shop.as_bytes().to_vec(),
            2 => random.pick(&NASTY).as_bytes().to_vec(),
            3 => [b"\xff\xd8\xff".as_slice(), &random.bytes(500)].concat(),
            _ => random.bytes(3_000),
        };
        body.extend_from_slice(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(&value);
        body.extend_from_slice(random.pick(&["\r\n", "\r\n", "\r\n", "", "\n"]).as_bytes());
    }
    body.extend_from_slice(random.pick(&["--x--\r\n", "--x--", "--x", "", "--x\r\n\r\n"]).as_bytes());
    let headers =
        [("origin", origin), ("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    Malformed { method: "POST", path: endpoint.pattern.clone(), headers: owned(&headers), body }
}

/// A page asked for in a way that no link of ours does; the path has the right form, so that most arrive.
fn odd_get(random: &mut Random, endpoint: &Endpoint, slugs: &[String], shop: &str) -> Malformed {
    let mut path = String::new();
    for part in endpoint.pattern.split('/').skip(1) {
        path.push('/');
        match part.strip_prefix('{') {
            Some("lang}") => path.push_str(random.pick(&["fr", "ar", "en", "fr", "xx"])),
            Some("shop}") => path.push_str(shop),
            Some(_) => path.push_str(&match random.below(3) {
                0 => random.pick(slugs).to_owned(),
                1 => percent(random.pick(&NASTY)),
                _ => "a".repeat(1 + random.below(300)),
            }),
            None => path.push_str(part),
        }
    }
    for n in 0..random.below(4) {
        path.push(if n == 0 { '?' } else { '&' });
        path.push_str(random.pick(&["draft", "o[size]", "q", "page", "o[", "next", "version", "%zz"]));
        path.push('=');
        path.push_str(&percent(random.pick(&NASTY)));
    }
    let headers = owned(&[("accept-language", random.pick(&NASTY[4..10])), ("content-type", "text/plain")]);
    let body = if random.below(4) == 0 { random.bytes(300) } else { Vec::new() };
    Malformed { method: "GET", path, headers, body }
}

fn percent(text: &str) -> String {
    let encoded = encode(&[("", text)]);
    encoded[1..].replace('+', "%20")
}

async fn send(client: &mut Client, request: &Malformed) -> crate::client::Answer {
    let headers: Vec<(&str, &str)> =
        request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = client.send(request.method, &request.path, &headers, &request.body).await;
    let what = || {
        format!(
            "{} {} {:?}",
            request.method,
            request.path,
            String::from_utf8_lossy(&request.body).chars().take(300).collect::<String>()
        )
    };
    let answer = answer.unwrap_or_else(|error| panic!("{error}: {}", what()));
    assert!(answer.status < 500, "{}: {}", answer.status, what());
    for inside in ["panicked", "sqlx", "SQLITE", "deserializ", "missing field", "src/"] {
        assert!(!answer.text().contains(inside), "the answer shows {inside:?}: {}", what());
    }
    if let Some(location) = answer.header("location") {
        assert!(
            location.starts_with('/') && !location.starts_with("//") && !location.contains("__err"),
            "{location}: {}",
            what()
        );
    }
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_requests_get_an_answer_below_500_from_every_endpoint() {
    let site = Site::start().await;
    let seed: u64 = setting("MOGADOR_SEED").and_then(|seed| seed.parse().ok()).unwrap_or(20_260_114);
    println!("seed {seed}");
    let (artisan, shop) = site.artisan().await;
    let session = artisan.cookie.clone();
    let mut client = artisan;
    let slugs = product_slugs(&mut client).await;
    let origin = client.origin();
    let each = rounds(375, 12_500);
    let listed = endpoints();
    // An answer that goes on has no end to wait for; `live` asks there.
    for endpoint in listed.iter().filter(|endpoint| endpoint.kind != Kind::Live) {
        let before = count(&site, &endpoint.pattern);
        // Numbers of its own: another endpoint in the list changes nothing here.
        let mut random = Random::new(
            endpoint.pattern.bytes().fold(seed, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte))),
        );
        for round in 0..each {
            client.cookie.clone_from(&session);
            if endpoint.pattern.ends_with("sign_out") {
                // A session of its own, since this one ends.
                client.cookie = None;
            }
            let request = match (endpoint.kind, round % 5) {
                (Kind::Action, 0..3) => nearly_right(&mut random, endpoint, &slugs, &shop, &origin),
                (Kind::Upload, 0..3) => odd_upload(&mut random, endpoint, &shop, &origin),
                (Kind::Page | Kind::File | Kind::Watch | Kind::Live, 0..4) => {
                    odd_get(&mut random, endpoint, &slugs, &shop)
                }
                (_, _) => rubbish(&mut random, endpoint, &origin),
            };
            send(&mut client, &request).await;
        }
        let reached = count(&site, &endpoint.pattern) - before;
        let share = reached * 100 / u64::try_from(each).unwrap();
        println!("{:>6} {:<50} {each} requests, {share} % reached the handler", endpoint.method, endpoint.pattern);
        assert!(share >= 30, "only {share} % reached {}", endpoint.pattern);
    }
    assert_eq!(site.state.panics.count(), 0);
    assert_eq!(client.get("/readyz").await.unwrap().status, 200);
}

fn count(site: &Site, path: &str) -> u64 {
    site.state.calls.counts().get(path).map_or(0, |count| count.reached)
}
