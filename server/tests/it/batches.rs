//! A material that is made in the studio, with plain forms.

use crate::client::Client;
use crate::site::{Site, hidden, links};

async fn send(client: &mut Client, shop: &str, action: &str, fields: &[(&str, &str)]) -> String {
    let all = [[("lang", "en"), ("shop", shop)].as_slice(), fields].concat();
    client.post(action, &all).await.unwrap().location().to_owned()
}

async fn shown(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await.unwrap();
    assert_eq!(answer.status, 200, "{path}");
    answer.text()
}

async fn put(client: &mut Client, shop: &str, name: &str) {
    let html = shown(client, &format!("/en/studio/{shop}/new-material")).await;
    let id = hidden(&html, "id").unwrap();
    send(client, shop, "/api/save_material", &[("id", &id), ("name_en", name), ("unit", "milligram")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_planned_begun_and_done_and_its_lot_leads_back() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    for name in ["Fleece", "Yarn"] {
        put(&mut client, &shop, name).await;
    }
    let material = |slug: &str| format!("/en/studio/{shop}/materials/{slug}");
    let recipe = |makes, of, amount| [("makes", makes), ("minutes", "60"), ("input[1]", of), ("amount[1]", amount)];
    let wrong = [[("material", "yarn")].as_slice(), &recipe("1 kg", "fleece", "2 camels")].concat();
    let back = send(&mut client, &shop, "/api/save_recipe", &wrong).await;
    let html = shown(&mut client, &back).await;
    assert!(html.contains("value=\"2 camels\"") && html.contains("id=\"amount-1-error\""), "{html}");
    let right = [[("material", "yarn")].as_slice(), &recipe("1 kg", "fleece", "1.5 kg")].concat();
    let saved = send(&mut client, &shop, "/api/save_recipe", &right).await;
    assert_eq!(saved, material("yarn?notice=recipe"));
    let circle = [[("material", "fleece")].as_slice(), &recipe("1 kg", "yarn", "1 kg")].concat();
    let back = send(&mut client, &shop, "/api/save_recipe", &circle).await;
    assert!(shown(&mut client, &back).await.contains("it would go in a circle"));

    send(&mut client, &shop, "/api/record_receipt", &[("material", "fleece"), ("amount", "6 kg"), ("price", "600")])
        .await;
    let html = shown(&mut client, &material("yarn/make?amount=2+kg")).await;
    assert!(html.contains("value=\"3000000\""), "what two kilograms take: {html}");
    let id = hidden(&html, "id").unwrap();
    let plan = |amount| [("material", "yarn"), ("id", id.as_str()), ("amount", amount)];
    let back = send(&mut client, &shop, "/api/plan_batch", &plan("-2 kg")).await;
    assert!(shown(&mut client, &back).await.contains("id=\"amount-error\""));
    let planned = send(&mut client, &shop, "/api/plan_batch", &plan("2 kg")).await;
    let batch = format!("/en/studio/{shop}/batches/{id}");
    assert_eq!(planned, format!("{batch}?notice=planned"));
    assert!(links(&shown(&mut client, &format!("/en/studio/{shop}/batches")).await).contains(&batch));
    assert!(links(&shown(&mut client, &format!("/en/studio/{shop}")).await).contains(&batch), "and on the first page");

    let more = [("batch", id.as_str()), ("used[fleece]", "4 kg")];
    let back = send(&mut client, &shop, "/api/start_batch", &more).await;
    let html = shown(&mut client, &back).await;
    assert!(html.contains("write why") && html.contains("value=\"4 kg\""), "{html}");
    let begun = send(&mut client, &shop, "/api/start_batch", &[("batch", &id)]).await;
    assert_eq!(begun, format!("{batch}?notice=started"));
    let again = send(&mut client, &shop, "/api/start_batch", &[("batch", &id)]).await;
    assert_eq!(again, format!("{batch}?notice=not_now"));
    let done = [("batch", id.as_str()), ("good", "1.8 kg"), ("scrap", "200 g")];
    let back = send(&mut client, &shop, "/api/complete_batch", &done).await;
    assert!(shown(&mut client, &back).await.contains("id=\"cause-error\""));
    let done = [done.as_slice(), &[("cause", "failed")]].concat();
    let done = send(&mut client, &shop, "/api/complete_batch", &done).await;
    assert_eq!(done, format!("{batch}?notice=completed"));

    let lots = format!("/en/studio/{shop}/lots/");
    let lot = links(&shown(&mut client, &done).await).into_iter().find(|link| link.starts_with(&lots)).unwrap();
    let html = shown(&mut client, &lot).await;
    assert!(html.contains("data-level=\"0\"") && html.contains("Fleece") && html.contains("300"), "{html}");
    for lang in ["ar", "fr"] {
        for page in [&lot, &batch, &material("yarn"), &material("yarn/recipe"), &material("yarn/make")] {
            shown(&mut client, &page.replacen("/en/", &format!("/{lang}/"), 1)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn material_is_moved_between_places_with_plain_forms() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    put(&mut client, &shop, "Fleece").await;
    let places = format!("/en/studio/{shop}/places");
    let id = hidden(&shown(&mut client, &places).await, "id").unwrap();
    let back = send(&mut client, &shop, "/api/add_place", &[("id", &id), ("name", " ")]).await;
    assert!(shown(&mut client, &back).await.contains("id=\"name-error\""));
    send(&mut client, &shop, "/api/add_place", &[("id", &id), ("name", "At Rkia’s")]).await;
    let receipt = [("material", "fleece"), ("amount", "6 kg"), ("place", id.as_str())];
    send(&mut client, &shop, "/api/record_receipt", &receipt).await;
    let moved = |amount| [("material", "fleece"), ("moved", amount), ("from_place", id.as_str())];
    let back = send(&mut client, &shop, "/api/transfer_material", &moved("7 kg")).await;
    let html = shown(&mut client, &back).await;
    assert!(html.contains("So much does not lie there") && html.contains("value=\"7 kg\""), "{html}");
    let done = send(&mut client, &shop, "/api/transfer_material", &moved("2 kg")).await;
    assert_eq!(done, format!("/en/studio/{shop}/materials/fleece?notice=transfer"));
    let html = shown(&mut client, &places).await;
    assert!(html.contains("At Rkia’s") && html.contains("value=\"4000000\""), "{html}");
}
