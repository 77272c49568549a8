//! Forms that came back say what to mend and keep what was typed, except a password.

use crate::site::Site;

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
