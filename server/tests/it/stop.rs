//! A server that is told to stop finishes what it was asked.

use crate::client::Client;
use crate::random::rounds;
use crate::site::{Place, Site, product_slugs};
use std::io::ErrorKind;
use std::time::Duration;

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
