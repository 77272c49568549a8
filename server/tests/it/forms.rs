//! Forms that came back say what to mend and keep what was typed, except a password.

use crate::client::{Answer, Client};
use crate::site::{Site, hidden};

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sign_in_says_why_and_keeps_the_address_but_never_the_password() {
    let site = Site::start().await;
    let mut client = site.client();
    for (password, sentence) in [("wrong-secret", "do not go together"), ("", "Write your password")] {
        let fields = [("lang", "en"), ("email", "amina@coop.example"), ("password", password), ("next", "/en/account")];
        let back = client.post("/api/sign_in", &fields).await.unwrap().location().to_owned();
        assert!(back.starts_with("/en/sign-in?draft="), "{back}");
        let html = client.get(&back).await.unwrap().text();
        assert!(html.contains(sentence) && html.contains("id=\"password-error\""), "{html}");
        assert!(html.contains("value=\"amina@coop.example\"") && html.contains("value=\"/en/account\""), "{html}");
        assert!(!html.contains("wrong-secret"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_cannot_be_read_comes_back_with_the_units_that_can() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let list = client.get(&format!("/en/studio/{shop}/materials")).await.unwrap().text();
    let start = format!("/en/studio/{shop}/materials/");
    let slug =
        list.split(&start).nth(1).and_then(|rest| rest.split('"').next()).expect("a shop has materials").to_owned();
    let fields = [("lang", "en"), ("shop", &*shop), ("material", &*slug), ("amount", "2 camels"), ("note", "Brahim")];
    let back = client.post("/api/record_receipt", &fields).await.unwrap().location().to_owned();
    assert!(back.starts_with(&format!("{start}{slug}?draft=")), "{back}");
    let html = client.get(&back).await.unwrap().text();
    assert!(html.contains("value=\"2 camels\"") && html.contains("value=\"Brahim\""), "{html}");
    assert!(html.contains("id=\"amount-error\"") && html.contains("such as"), "{html}");
}

/// Posts a form of the draft on this page of the studio, with its own hidden fields and these.
async fn send(client: &mut Client, page: &Answer, action: &str, fields: &[(&str, &str)]) -> Answer {
    let html = page.text();
    let own = ["lang", "shop", "product", "revision", "part", "was"].map(|name| (name, hidden(&html, name)));
    let own = own.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    let all: Vec<_> = own.filter(|(name, _)| fields.iter().all(|(other, _)| other != name)).collect();
    client.post(action, &[all.as_slice(), fields].concat()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_at_one_part_are_told_of_each_other_and_nothing_typed_is_lost() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let made = client.post("/api/new_product", &[("lang", "en"), ("shop", &shop)]).await.unwrap();
    let product = made.location().trim_end_matches("/words").to_owned();
    let basics = format!("{product}/basics");
    let save = "/api/save_product_part";
    let (one, other) = (client.get(&basics).await.unwrap(), client.get(&basics).await.unwrap());
    send(&mut client, &one, save, &[("f[base_price]", "411")]).await;
    // While she writes, the script sends it; the answer must not make her form one for what she has not seen.
    for step in ["stay", ""] {
        let told = send(&mut client, &other, save, &[("f[base_price]", "522"), ("step", step)]).await;
        let told = client.get(told.location()).await.unwrap();
        let html = told.text();
        assert!(html.contains("Somebody changed this meanwhile") && html.contains("in dirhams: 411<"), "{html}");
        assert!(html.contains("value=\"522\""), "what was typed stays: {html}");
        assert_eq!((hidden(&html, "revision").as_deref(), hidden(&html, "was").as_deref()), (Some("0"), Some("")));
        let still = send(&mut client, &told, save, &[("f[base_price]", "522")]).await;
        assert!(still.location().contains("/basics?draft="), "{}", still.location());
        assert!(client.get(&basics).await.unwrap().text().contains("value=\"411\""));
    }
    let told = send(&mut client, &other, save, &[("f[base_price]", "522")]).await;
    let told = client.get(told.location()).await.unwrap();
    let over =
        told.text().split("name=\"over\" value=\"").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
    send(&mut client, &told, save, &[("f[base_price]", "522"), ("over", &over.expect("she decides"))]).await;
    assert!(client.get(&basics).await.unwrap().text().contains("value=\"522\""));

    // What she writes on is taken out: what was typed stands on the page of the product.
    let page = client.get(&product).await.unwrap();
    let rule = send(&mut client, &page, "/api/change_product_list", &[("list", "rule"), ("step", "add")]).await;
    let form = client.get(rule.location()).await.unwrap();
    let page = client.get(&product).await.unwrap();
    send(&mut client, &page, "/api/change_product_list", &[("list", "rule"), ("step", "remove.0")]).await;
    let gone = send(&mut client, &form, save, &[("f[reason.en]", "Nacre breaks")]).await;
    assert!(gone.location().starts_with(&format!("{product}?draft=")), "{}", gone.location());
    assert!(client.get(gone.location()).await.unwrap().text().contains("Nacre breaks"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_product_is_refused_in_the_readers_words_and_stands_open() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let large = "# م\n".repeat(55_000);
    for (file, sentence) in [
        ("slug = \"a\"\n[[rule]\n", "Ligne 2 : ce fichier ne se lit pas"),
        (" \n", "Il n’y a rien dedans"),
        (large.as_str(), "Ce fichier est trop grand"),
    ] {
        let sent =
            client.post("/api/import_product", &[("lang", "fr"), ("shop", &shop), ("file", file)]).await.unwrap();
        let html = client.get(sent.location()).await.unwrap().text();
        let (before, after) = html.split_once("id=\"file-error\"").expect("it says why");
        let tag = before.rsplit('<').next().unwrap();
        assert!(tag.contains("autofocus") && after.contains(sentence), "{tag} {after}");
        assert!(before.rsplit("<details").next().unwrap().contains(" open"), "{before}");
    }
    // Arabic letters take three times their length in a form.
    let words = format!("story = {{ ar = \"{}\" }}", "قصة ".repeat(9_000));
    let made = client.post("/api/import_product", &[("lang", "ar"), ("shop", &shop), ("file", &words)]).await.unwrap();
    assert!(!made.location().contains("draft="), "{}", made.location());
}
