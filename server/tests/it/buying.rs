//! What a coordinator orders, receives, prints and takes out, as her browser sees it.

use crate::client::Client;
use crate::site::{Site, hidden};

/// A material of the shop that is bought again and again: its slug.
async fn material(client: &mut Client, shop: &str) -> String {
    let list = client.get(&format!("/en/studio/{shop}/materials")).await.unwrap().text();
    let start = format!("/en/studio/{shop}/materials/");
    list.split(&start).nth(1).and_then(|rest| rest.split('"').next()).expect("a shop has materials").to_owned()
}

/// The values of all fields of this name.
fn values(html: &str, name: &str) -> Vec<String> {
    let start = format!("name=\"{name}\" value=\"");
    let starts = html.split(&start).skip(1);
    starts.filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect()
}

/// The first line of the form of a draft.
fn first_line(html: &str) -> String {
    html.split("data-line=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("there are lines").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purchase_order_goes_from_a_form_to_the_shelf() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let slug = material(&mut client, &shop).await;
    let level = client.get(&format!("/en/studio/{shop}/materials/{slug}")).await.unwrap().text();
    let written = [("1.5 kg", "kg"), ("2.5 l", "l"), ("1.2 m", "m"), ("0.5 m2", "m2"), ("2 dm3", "dm3"), ("12", "")];
    let unit = written.into_iter().find(|(text, _)| level.contains(&["such as ", text].concat())).map(|(_, unit)| unit);

    let form = client.get(&format!("/en/studio/{shop}/new-purchase")).await.unwrap().text();
    let (id, line) = (hidden(&form, "id").unwrap(), first_line(&form));
    let field = |name: &str| format!("{name}[l{line}]");
    let names = ["material", "amount", "price", "day"].map(field);
    let post = |amount: &'static str, then: &'static str| {
        let values = [slug.clone(), amount.to_owned(), "450,50".to_owned(), "2099-01-01".to_owned()];
        let own = names.clone().into_iter().zip(values);
        let all =
            [("lang", "en"), ("shop", &*shop), ("id", &*id), ("version", "0"), ("note", "By Friday"), ("then", then)];
        all.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().chain(own).collect::<Vec<_>>()
    };
    let send = async |client: &mut Client, path: &str, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        client.post(path, &fields).await.unwrap().location().to_owned()
    };
    let back = send(&mut client, "/api/save_purchase", post("2 camels", "")).await;
    assert!(back.starts_with(&format!("/en/studio/{shop}/new-purchase?draft=")), "{back}");
    let html = client.get(&back).await.unwrap().text();
    for typed in ["2 camels", "450,50", "2099-01-01", "By Friday"] {
        assert!(html.contains(&format!("value=\"{typed}\"")), "{typed}: {html}");
    }
    assert!(html.contains("two years ahead"), "the day is too far: {html}");
    assert_eq!(hidden(&html, "id").as_deref(), Some(&*id), "the same form");

    let unit = unit.expect("its page says how amounts are written");
    let mut right = post("2 camels", "order");
    for (name, value) in &mut right {
        match name.split('[').next() {
            Some("amount") => *value = format!("4 {unit}"),
            Some("day") => value.clear(),
            Some(_) | None => {}
        }
    }
    let ordered = send(&mut client, "/api/save_purchase", right.clone()).await;
    assert_eq!(ordered, format!("/en/studio/{shop}/purchases/{id}?notice=order"));
    let page = client.get(&ordered).await.unwrap().text();
    assert!(page.contains("data-purchase-state=\"ordered\""), "{page}");
    let paper = client.get(&format!("/en/studio/{shop}/purchases/{id}/paper")).await.unwrap().text();
    assert!(paper.contains("https://wa.me/?text=Hello") && paper.contains("By Friday"), "{paper}");

    let receipt = values(&page, "receipt").remove(0);
    let came = |amount: String| {
        let fields = [("lang", "en"), ("shop", &*shop), ("purchase", &*id), ("line", &*line), ("receipt", &*receipt)];
        let mut fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        fields.push(("amount".to_owned(), amount));
        fields
    };
    let wrong = send(&mut client, "/api/receive_purchase", came("3 camels".to_owned())).await;
    let html = client.get(wrong.split('#').next().unwrap()).await.unwrap().text();
    assert!(html.contains("value=\"3 camels\""), "{html}");
    for _ in 0..2 {
        let done = send(&mut client, "/api/receive_purchase", came(format!("1 {unit}"))).await;
        assert_eq!(done, format!("/en/studio/{shop}/purchases/{id}?notice=received"));
    }
    let page = client.get(&format!("/en/studio/{shop}/purchases/{id}")).await.unwrap().text();
    assert!(page.contains("data-purchase-state=\"partly_received\""), "{page}");
    let step = |what: &'static str| {
        [("lang", "en"), ("shop", &*shop), ("purchase", &*id), ("what", what)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    };
    let refused = send(&mut client, "/api/step_purchase", step("cancel")).await;
    assert!(client.get(&refused).await.unwrap().text().contains("no longer possible"), "{refused}");
    assert!(send(&mut client, "/api/step_purchase", step("close")).await.ends_with("?notice=close"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_had_as_a_file_by_those_who_work_there() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let supplier = [
        ("lang", "fr"),
        ("shop", &*shop),
        ("id", "019a0000-0000-7000-8000-000000000000"),
        ("name", "=cmd|' /C calc'!A0"),
        ("note", "a;b"),
    ];
    assert!(client.post("/api/save_supplier", &supplier).await.unwrap().location().ends_with("notice=saved"));
    let mut stranger = site.client();
    for table in services::studio::ExportTable::ALL {
        for (ending, kind) in [("csv", "text/csv; charset=utf-8"), ("xlsx", "application/vnd.openxml")] {
            let path = format!("/fr/studio/{shop}/export/{}.{ending}", table.code());
            let file = client.get(&path).await.unwrap();
            assert_eq!(file.status, 200, "{path}");
            assert!(file.header("content-type").is_some_and(|found| found.starts_with(kind)), "{path}");
            let name = format!("attachment; filename=\"{shop}-{}.{ending}\"", table.code());
            assert_eq!(file.header("content-disposition"), Some(&*name));
            assert_eq!(file.header("cache-control"), Some("no-store"));
            assert_eq!(&file.body[..2], if ending == "csv" { b"\xef\xbb" } else { b"PK" });
            assert_eq!(stranger.get(&path).await.unwrap().status, 303, "a stranger signs in first");
            let elsewhere = path.replace(&format!("/{shop}/"), "/nobody/");
            assert_eq!(client.get(&elsewhere).await.unwrap().status, 404);
        }
    }
    for path in ["export/orders.pdf", "export/people.csv", "export/orders"] {
        assert_eq!(client.get(&format!("/fr/studio/{shop}/{path}")).await.unwrap().status, 404, "{path}");
    }
    let suppliers = client.get(&format!("/fr/studio/{shop}/export/suppliers.csv")).await.unwrap().text();
    assert!(suppliers.contains("\r\n'=cmd|' /C calc'!A0;") && suppliers.contains(";\"a;b\"\r\n"), "{suppliers}");
    let movements = client.get(&format!("/ar/studio/{shop}/export/movements.csv")).await.unwrap().text();
    assert!(movements.lines().count() > 1, "the seeds have stock: {movements}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_leads_to_its_material_and_only_the_page_that_reads_it_has_the_camera() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let slug = material(&mut client, &shop).await;
    let label = client.get(&format!("/fr/studio/{shop}/labels/materials/{slug}")).await.unwrap().text();
    assert!(label.contains("class=\"qr\"") && label.contains("dir=\"rtl\"") && label.contains(&slug), "{label}");
    let scan = format!("/fr/studio/{shop}/scan");
    let page = client.get(&scan).await.unwrap();
    assert!(page.text().contains("BarcodeDetector") && page.text().contains("name=\"code\""));
    let policy = |answer: &crate::client::Answer| answer.header("permissions-policy").unwrap_or_default().to_owned();
    assert!(policy(&page).starts_with("camera=(self), geolocation=()"), "{}", policy(&page));
    let other = client.get(&format!("/fr/studio/{shop}/materials")).await.unwrap();
    assert!(policy(&other).starts_with("camera=(), "), "{}", policy(&other));
    let address =
        format!("{}%2Ffr%2Fstudio%2F{shop}%2Fmaterials%2F{slug}", client.origin().replace("://", "%3A%2F%2F"));
    for code in [slug.clone(), slug.to_uppercase(), address] {
        let found = client.get(&format!("{scan}?code={code}")).await.unwrap();
        assert_eq!(found.location(), format!("/fr/studio/{shop}/materials/{slug}"), "{code}");
    }
    for code in ["L-00000000", "999999-1", "https%3A%2F%2Fevil.example%2F", "%2Fstudio%2Fnobody%2Fmaterials%2Fx", "%00"]
    {
        let answer = client.get(&format!("{scan}?code={code}")).await.unwrap();
        assert_eq!(answer.status, 200, "{code}");
        assert!(answer.text().contains("id=\"code-error\""), "{code}");
    }
    for path in ["labels/materials/nothing", "labels/lots/x", "labels/orders/019a0000-0000-7000-8000-000000000000"] {
        assert_eq!(client.get(&format!("/fr/studio/{shop}/{path}")).await.unwrap().status, 404, "{path}");
    }
}
