//! AVIF files, made by the program in a process of its own.

use crate::site::Site;
use server::adapters::darkroom::Darkroom;
use services::avif::{Turn, make_next};
use services::pictures::PictureProblem;

#[tokio::test(flavor = "multi_thread")]
async fn the_photographs_of_a_product_get_avif_files_and_its_page_offers_them_first() {
    let site = Site::start().await;
    let darkroom = Darkroom::new(env!("CARGO_BIN_EXE_mogador").into());
    // The work takes longer than a connection is kept, so each look has one of its own.
    let offered = async || {
        let page = site.client().get("/fr/products/raffia-clutch").await.unwrap().text();
        let (_, photos) = page.split_once("class=\"shots\"").expect("it has photographs");
        photos.split("srcset=\"").nth(1).and_then(|set| set.split(' ').next()).expect("a file").to_owned()
    };
    assert!(offered().await.ends_with(".webp"));
    let mut made = 0;
    loop {
        match make_next(&site.state.services, &darkroom).await.unwrap() {
            Turn::Made => made += 1,
            Turn::Idle => break,
            Turn::Failed(problem) => panic!("{problem:?}"),
        }
    }
    assert!(made >= 8, "opaque ones and cut-outs: {made}");
    let smallest = offered().await;
    assert!(smallest.ends_with("-320.avif"), "{smallest}");
    let mut client = site.client();
    let answer = client.get(&smallest).await.unwrap();
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/avif")));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(&answer.body[4..12], b"ftypavif");
    let webp = client.get(&smallest.replace(".avif", ".webp")).await.unwrap();
    assert!(answer.body.len() < webp.body.len(), "{} of {}", answer.body.len(), webp.body.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_ends_its_process_alone() {
    let darkroom = Darkroom::new(env!("CARGO_BIN_EXE_mogador").into());
    for (source, size) in
        [(Vec::new(), [640, 640]), (b"RIFF\0\0\0\0WEBP".to_vec(), [640, 640]), (vec![0; 1 << 20], [1, 1])]
    {
        let made = darkroom.recode(source, size).await;
        assert!(matches!(made, Err(PictureProblem::Broken | PictureProblem::NotAPicture)), "{made:?}");
    }
}
