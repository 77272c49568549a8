//! A server that is told to stop finishes what it was asked.

use crate::client::Client;
use crate::random::rounds;
use crate::site::{Place, Site, product_slugs};
use std::io::ErrorKind;
use std::process::Command;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// Asks until an answer says that it is the last; answers how many were answered.
async fn ask_until_farewell(mut client: Client, path: String) -> u64 {
    let mut answered = 0;
    loop {
        match client.get(&path).await {
            Ok(answer) => {
                assert!(matches!(answer.status, 200 | 303), "{}", answer.status);
                answered += 1;
                if answer.header("connection") == Some("close") {
                    return answered;
                }
            }
            Err(error) => {
                // Nobody listens any more: nothing was asked, so nothing was lost.
                assert_eq!(
                    error.kind(),
                    ErrorKind::ConnectionRefused,
                    "request lost after {answered} answers: {error}"
                );
                return answered;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_in_flight_is_lost_when_the_server_stops() {
    let mut place = Place::sqlite();
    let mut answered = 0;
    for _ in 0..rounds(10, 100) {
        let site = Site::start_in(place).await;
        let product = product_slugs(&mut site.client()).await.remove(0);
        let clients: Vec<_> = (0..16)
            .map(|_| tokio::spawn(ask_until_farewell(site.client(), format!("/fr/products/{product}"))))
            .collect();
        tokio::time::sleep(Duration::from_millis(150)).await;
        place = site.stop().await;
        for client in clients {
            answered += client.await.unwrap();
        }
    }
    println!("{answered} requests answered, none lost");
    assert!(answered > 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_ends_well_on_sigterm() {
    let place = Place::sqlite();
    let product = {
        let services = place.seeded().await;
        services::catalog::home(&services).await.unwrap().products.remove(0).slug
    };
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut program = crate::kill::start(&place, address);
    let path = format!("/fr/products/{product}");
    let clients: Vec<_> =
        (0..16).map(|_| tokio::spawn(ask_until_farewell(Client::new(address), path.clone()))).collect();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap().success());
    let ended = tokio::task::block_in_place(|| program.wait()).unwrap();
    assert_eq!(ended.code(), Some(0));
    let mut answered = 0;
    for client in clients {
        answered += client.await.unwrap();
    }
    assert!(answered > 16, "{answered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_never_finish_their_request_harm_nobody() {
    let site = Site::start().await;
    let mut slow = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(site.address).await.unwrap();
        stream.write_all(b"POST /api/sign_in HTTP/1.1\r\nhost: x\r\ncontent-le").await.unwrap();
        slow.push(stream);
    }
    assert_eq!(site.client().get("/fr").await.unwrap().status, 200);
    site.stop().await;
}
