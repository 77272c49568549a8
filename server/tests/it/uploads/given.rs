//! A picture that a shopper gives with a design: from the page into the cart, to the order and the work sheet.

use super::make;
use super::server::{Sent, form_of};
use crate::client::{Answer, Client};
use crate::site::{Site, hidden, open_checkout, place_order};

const PRODUCT: &str = "raffia-belgha";

async fn give(client: &mut Client, fields: &[(&str, &str)], file: Sent<'_>) -> Answer {
    give_as(client, fields, "picture[outline]", file).await
}

async fn give_as(client: &mut Client, fields: &[(&str, &str)], field: &str, file: Sent<'_>) -> Answer {
    let (kind, body) = form_of(fields, field, &[file]);
    let origin = client.origin();
    let headers = [("origin", &*origin), ("sec-fetch-site", "same-origin"), ("content-type", &*kind)];
    client.send("POST", "/upload/design", &headers, &body).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_with_the_design_from_the_page_to_the_work_sheet() {
    let site = Site::start().await;
    let mut shopper = site.client();
    let said = [
        ("lang", "fr"),
        ("product", PRODUCT),
        ("o[size]", "41"),
        ("o[toe]", "pointed"),
        ("quantity", "2"),
        ("x", "ignored"),
    ];
    let photo = make::jpeg_of_phone(&make::jpeg(&make::scene(1_200, 900, 3)), 6, "a foot");
    let answer = give(&mut shopper, &said, Sent { name: b"../../foot.php", kind: "image/jpeg", bytes: &photo }).await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with(&format!("/fr/products/{PRODUCT}?draft=")), "{}", answer.location());
    assert!(answer.location().ends_with("#p-5"), "{}", answer.location());
    let address = answer.location().split('#').next().unwrap().to_owned();
    let page = shopper.get(&address).await.unwrap().text();
    let code = hidden(&page, "o[outline]").filter(|code| code.len() == 32).expect("the form holds the picture");
    assert!(page.contains(&format!("/media/picture/{code}-320.webp")));
    for kept in ["value=\"41\"", "value=\"2\""] {
        assert!(page.contains(kept), "{kept} is still in the form");
    }
    let stranger = site.client().get(&address).await.unwrap().text();
    assert!(!stranger.contains(&code), "what was given is nobody else's");

    let add = [("lang", "fr"), ("product", PRODUCT), ("quantity", "1"), ("o[outline]", &*code)];
    assert!(shopper.post("/api/add_to_cart", &add).await.unwrap().location().starts_with("/fr/cart?added="));
    let cart = shopper.get("/fr/cart").await.unwrap().text();
    assert!(cart.contains(&code));
    for named in ["<figcaption>Contour de votre pied<", "Contour de votre pied\u{2069} : l’image donnée pour \u{2068}"]
    {
        assert!(cart.contains(named), "{named}: {cart}");
    }
    let line = hidden(&cart, "line").unwrap();
    let edit = shopper.post("/api/edit_cart_line", &[("lang", "fr"), ("line", &line)]).await.unwrap();
    assert!(cart.contains(&format!("form=\"edit-{line}\"")) && cart.contains(&format!("id=\"edit-{line}\"")));
    assert!(shopper.get(edit.location()).await.unwrap().text().contains(&code), "it is there to be changed");
    shopper.post("/api/open_checkout", &[("lang", "fr")]).await.unwrap();
    let checkout = hidden(&shopper.get("/fr/checkout").await.unwrap().text(), "checkout").unwrap();
    let placed = place_order(&mut shopper, &checkout).await.unwrap().location().to_owned();
    assert!(placed.starts_with("/fr/orders/"), "{placed}");
    assert!(shopper.get(&placed).await.unwrap().text().contains(&code));

    // Whoever makes it sees it, large.
    let mut sheets = Vec::new();
    for number in 0..8 {
        let people = services::seed::demo_people(&site.state.services).await.unwrap();
        let Some((email, password, shop)) = people.into_iter().nth(number) else { break };
        let mut maker = site.client();
        maker.post("/api/sign_in", &[("lang", "fr"), ("email", &email), ("password", &password)]).await.unwrap();
        let list = maker.get(&format!("/fr/studio/{shop}/orders")).await.unwrap().text();
        for link in crate::site::links(&list).into_iter().filter(|link| link.contains("/orders/")) {
            sheets.push(maker.get(&link).await.unwrap().text());
        }
    }
    assert!(sheets.iter().any(|sheet| sheet.contains(&format!("href=\"/media/picture/{code}-"))));
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_picture_is_named_beside_its_field_and_nothing_is_lost() {
    let site = Site::start().await;
    let mut shopper = site.client();
    let said = [("lang", "en"), ("product", PRODUCT), ("o[size]", "forty")];
    for bytes in [&b"<svg onload='alert(1)'/>"[..], b""] {
        let answer = give(&mut shopper, &said, Sent { name: b"a.jpg", kind: "image/jpeg", bytes }).await;
        assert!(answer.location().ends_with("#f-5"), "to the field: {}", answer.location());
        let address = answer.location().split('#').next().unwrap().to_owned();
        let page = shopper.get(&address).await.unwrap().text();
        assert!(page.contains("Only pictures as JPEG, PNG or WebP are taken"), "{address}");
        assert!(page.contains("value=\"forty\""), "what was typed stays");
        assert_eq!(hidden(&page, "o[outline]").as_deref(), Some(""));
    }
    let unknown = [("lang", "en"), ("product", "nothing-like-it")];
    assert_eq!(give(&mut shopper, &unknown, Sent { name: b"a", kind: "x", bytes: b"y" }).await.status, 404);
    let invented = [("lang", "en"), ("product", PRODUCT), ("quantity", "1"), ("o[outline]", &*"0".repeat(32))];
    let back = shopper.post("/api/add_to_cart", &invented).await.unwrap().location().to_owned();
    assert!(back.contains("?draft="), "{back}");
    assert!(shopper.get(&back).await.unwrap().text().contains("not there any more"));
    // Chosen, and another button pressed: browsers then send the name of the file alone.
    let forgotten =
        [("lang", "en"), ("product", PRODUCT), ("quantity", "3"), ("o[size]", "41"), ("picture[outline]", "foot.jpg")];
    for button in ["/api/add_to_cart", "/api/update_design"] {
        let back = shopper.post(button, &forgotten).await.unwrap().location().to_owned();
        let page = shopper.get(&back).await.unwrap().text();
        for said in ["was not sent yet", "value=\"41\"", "value=\"3\""] {
            assert!(page.contains(said), "{button}: {said}");
        }
    }
    open_checkout(&mut shopper, PRODUCT).await.unwrap();
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_in_whose_place_another_came_or_that_is_taken_away_is_no_longer_chosen() {
    let site = Site::start().await;
    let mut shopper = site.client();
    let mut said = vec![("lang".to_owned(), "fr".to_owned()), ("product".to_owned(), PRODUCT.to_owned())];
    let mut codes: Vec<String> = Vec::new();
    for number in 0..3 {
        let fields: Vec<_> = said.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let bytes = make::jpeg(&make::scene(64, 48, number));
        let answer = give(&mut shopper, &fields, Sent { name: b"a.jpg", kind: "image/jpeg", bytes: &bytes }).await;
        let page = shopper.get(answer.location().split('#').next().unwrap()).await.unwrap().text();
        codes.push(hidden(&page, "o[outline]").filter(|code| code.len() == 32).expect("a picture"));
        said.truncate(2);
        said.push(("o[outline]".to_owned(), codes[codes.len() - 1].clone()));
    }
    // A second tab and the back button still find the earlier ones.
    for code in &codes {
        assert_eq!(shopper.get(&format!("/media/picture/{code}-64.webp")).await.unwrap().status, 200);
    }
    let away =
        [("lang", "fr"), ("product", PRODUCT), ("without", "outline"), ("o[outline]", &*codes[2]), ("o[size]", "41")];
    let back = shopper.post("/api/update_design", &away).await.unwrap().location().to_owned();
    assert!(back.contains("?draft=") && back.ends_with("#p-5"), "to the same place: {back}");
    let page = shopper.get(back.split('#').next().unwrap()).await.unwrap().text();
    assert!(page.contains("value=\"41\"") && !page.contains(&codes[2]));
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_for_an_option_that_asks_for_a_picture_alone() {
    let site = Site::start().await;
    let picture = make::jpeg(&make::scene(64, 48, 3));
    let file = || Sent { name: b"a.jpg", kind: "image/jpeg", bytes: &picture };
    for (fields, field, status) in [
        (&[("lang", "fr"), ("product", PRODUCT)][..], "picture[size]", 303),
        (&[("lang", "fr"), ("product", PRODUCT)], "picture[nothing]", 303),
        (&[("lang", "fr"), ("product", "nothing-like-it")], "picture[outline]", 404),
        (&[("lang", "fr")], "picture[outline]", 404),
    ] {
        let answer = give_as(&mut site.client(), fields, field, file()).await;
        assert_eq!(answer.status, status, "{fields:?} {field}");
        // A session is opened for a picture that is taken.
        assert_eq!(answer.header("set-cookie"), None, "{fields:?} {field}");
    }
    site.stop().await;
}
