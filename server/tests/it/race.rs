//! Sixty-four buyers want one material of which there is not enough for all, while the server dies again and again and the
//! shop finds that it has less: exactly what fits is sold, and every gram is accounted for.

use crate::client::{Answer, Client};
use crate::kill::{signed_in, start};
use crate::market::{self, WOOD, WOOD_PER_BOX, WOOL};
use crate::random::{Random, rounds};
use crate::site::{Place, hidden, place_order};
use domain::id::CartLineId;
use domain::materials::Level;
use domain::order::{ShopOrderState, Step};
use services::studio::{AmountProblem, StudioOrderRow};
use services::{Actor, Services, doctor, people, studio, track_order};
use std::net::SocketAddr;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::task::{JoinHandle, block_in_place};

const BUYERS: usize = 64;

/// A line of a cart: product, style, name on the piece, pieces.
type Line = (&'static str, &'static str, &'static str, u32);

/// What one buyer wants: one piece or more, the material in two lines, one product made in two ways, or two shops.
fn wish(random: &mut Random) -> Vec<Line> {
    let mut pieces = || u32::try_from(1 + random.below(3)).unwrap();
    let (one, other) = (pieces(), pieces());
    match random.below(5) {
        0 | 1 => vec![("box", "plain", "", one)],
        2 => vec![("box", "plain", "", one), ("box", "rich", "", other)],
        3 => vec![("box", "plain", "Aicha", one), ("box", "plain", "Omar", other)],
        _ => vec![("rug", "plain", "", other), ("box", "rich", "", one)],
    }
}

fn wood(lines: &[Line]) -> i64 {
    lines.iter().filter(|line| line.0 == "box").map(|line| i64::from(line.3) * WOOD_PER_BOX).sum()
}

/// The final answer to a buyer.
enum Verdict {
    Sold(String),
    Refused,
}

/// Sends a form until something answers that is no failure of the moment.
async fn post(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    loop {
        match client.post(path, fields).await {
            Ok(answer) if answer.status == 303 => return answer,
            Ok(answer) => assert!(answer.status == 503 || answer.status == 500, "{path}: {}", answer.text()),
            Err(_cut) => {}
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn get(client: &mut Client, path: &str) -> String {
    loop {
        match client.get(path).await {
            Ok(answer) if answer.status == 200 => return answer.text(),
            Ok(answer) => assert!(answer.status >= 500, "{path}: {}", answer.status),
            Err(_cut) => {}
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Puts a line into the cart. Its id makes it one line, however often it is sent; a session whose cookie was lost with the
/// answer is given up with what is in its cart.
async fn add(client: &mut Client, line: Line, mark: u64) {
    let (product, style, name, pieces) = line;
    let mut attempt = 0_u8;
    loop {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&mark.to_be_bytes());
        random[9] = attempt;
        let (id, pieces) = (CartLineId::from_parts(1_800_000_000_000, random).to_string(), pieces.to_string());
        let fields = [
            ("lang", "fr"),
            ("product", product),
            ("line", &id),
            ("quantity", &pieces),
            ("o[style]", style),
            ("o[name]", name),
        ];
        let known = client.cookie.is_some();
        match client.post("/api/add_to_cart", &fields).await {
            Ok(answer) if answer.status == 303 => {
                assert!(answer.location().starts_with("/fr/cart?added="), "{product}: {}", answer.location());
                return;
            }
            Ok(answer) => assert!(answer.status == 503 || answer.status == 500, "{}", answer.text()),
            Err(_cut) => {}
        }
        attempt += u8::from(!known);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Buys with one checkout, the same until there is a final answer.
async fn buy(address: SocketAddr, lines: Vec<Line>, mark: u64) -> Verdict {
    let mut client = Client::new(address);
    for (at, line) in (0..).zip(lines) {
        add(&mut client, line, mark * 8 + at).await;
    }
    post(&mut client, "/api/open_checkout", &[("lang", "fr")]).await;
    let checkout = hidden(&get(&mut client, "/fr/checkout").await, "checkout").expect("the form holds the checkout");
    loop {
        if let Ok(answer) = place_order(&mut client, &checkout).await
            && answer.status == 303
        {
            let to = answer.location().to_owned();
            if let Some(token) = to.strip_prefix("/fr/orders/") {
                return Verdict::Sold(token.to_owned());
            }
            let page = get(&mut client, &to).await;
            if page.contains("Il manque de la matière") {
                return Verdict::Refused;
            }
            assert!(page.contains("Beaucoup de commandes en ce moment"), "{to}: {page}");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Kills the server every one to four seconds, and starts it again; answers the last one and how many died.
async fn kill_again_and_again(
    place: Arc<Place>,
    address: SocketAddr,
    mut server: Child,
    done: Arc<AtomicBool>,
) -> (Child, u32) {
    let (mut random, mut kills) = (Random::new(11), 0);
    loop {
        let until = 1_000 + random.below(3_000);
        for _ in 0..until / 50 {
            if done.load(Ordering::Relaxed) {
                return (server, kills);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        server.kill().unwrap();
        server.wait().unwrap();
        kills += 1;
        server = block_in_place(|| start(&place, address));
    }
}

/// The shops' side of the market.
struct Market {
    services: Services,
    wood: Actor,
    wool: Actor,
}

impl Market {
    async fn open(services: Services) -> Self {
        market::fill(&services, 0).await;
        for shop in [WOOD, WOOL] {
            people::add(&services, &format!("{shop}@example.com"), "Coordinator", "long password", shop).await.unwrap();
        }
        let wood = signed_in(&services, &format!("{WOOD}@example.com"), "long password").await;
        let wool = signed_in(&services, &format!("{WOOL}@example.com"), "long password").await;
        Self { services, wood, wool }
    }

    async fn level(&self) -> Level {
        let found = studio::materials(&self.services, &self.wood, WOOD).await.unwrap();
        let wood = found.into_iter().find(|material| material.slug == "wood").unwrap();
        assert_eq!(wood.available, wood.on_hand - wood.reserved - wood.allocated);
        Level { on_hand: wood.on_hand, reserved: wood.reserved, allocated: wood.allocated }
    }

    async fn count(&self, milligrams: i64) -> Result<(), AmountProblem> {
        assert_eq!(milligrams % 1_000, 0);
        let counted = format!("{} g", milligrams / 1_000);
        studio::record_stocktake(&self.services, &self.wood, WOOD, "wood", &counted, "counted").await.unwrap()
    }

    /// The shop finds half of what is free gone; answers how much that was.
    async fn cut(&self) -> i64 {
        let level = self.level().await;
        let lost = level.available() / 2 / WOOD_PER_BOX * WOOD_PER_BOX;
        match self.count(level.on_hand - lost).await {
            Ok(()) => lost,
            // Somebody bought it in this moment.
            Err(AmountProblem::BelowPromised { .. }) => 0,
            Err(problem) => panic!("{problem:?}"),
        }
    }

    async fn orders(&self, actor: &Actor, shop: &str, after: i64) -> Vec<StudioOrderRow> {
        let mut rows = studio::orders(&self.services, actor, shop).await.unwrap();
        rows.retain(|row| row.number > after);
        rows
    }

    async fn advance(&self, actor: &Actor, shop: &str, row: &StudioOrderRow, step: Step) {
        assert_eq!(studio::advance(&self.services, actor, shop, row.id, step).await.unwrap(), Ok(()), "{step:?}");
    }

    /// Begins the work on some orders.
    async fn begin(&self, after: i64) {
        for row in self.orders(&self.wood, WOOD, after).await.iter().take(3) {
            self.advance(&self.wood, WOOD, row, Step::Confirm).await;
            self.advance(&self.wood, WOOD, row, Step::Start).await;
        }
    }

    /// What the orders of this round hold and what their work has taken.
    async fn held_and_taken(&self, rows: &[StudioOrderRow]) -> (i64, i64) {
        let (mut held, mut taken) = (0, 0);
        for row in rows {
            let sheet = studio::order(&self.services, &self.wood, WOOD, row.id).await.unwrap().unwrap();
            let of_wood = sheet.lines.iter().flat_map(|line| &line.materials).filter(|it| it.name.en == "wood");
            let of_wood = of_wood.inspect(|it| assert_eq!(it.to_come, 0, "wood cannot be bought, nobody waits for it"));
            let sum: i64 = of_wood.map(|it| it.amount).sum();
            if row.state == ShopOrderState::InProduction { taken += sum } else { held += sum }
        }
        (held, taken)
    }

    /// Ends what is open, so that the next round begins with an empty workshop.
    async fn clear(&self, numbers: [i64; 2]) {
        for (actor, shop, after) in [(&self.wood, WOOD, numbers[0]), (&self.wool, WOOL, numbers[1])] {
            for row in self.orders(actor, shop, after).await {
                let begun = row.state == ShopOrderState::InProduction;
                if begun {
                    market::made(&self.services, actor, shop, row.id).await;
                }
                let step = if begun { Step::Finish } else { Step::Cancel };
                self.advance(actor, shop, &row, step).await;
            }
        }
    }

    async fn newest(&self) -> [i64; 2] {
        let newest = |rows: Vec<StudioOrderRow>| rows.iter().map(|row| row.number).max().unwrap_or(0);
        [newest(self.orders(&self.wood, WOOD, 0).await), newest(self.orders(&self.wool, WOOL, 0).await)]
    }
}

/// One round; answers how many bought and how many were refused.
async fn one_round(market: &Market, address: SocketAddr, random: &mut Random, round: u64) -> (usize, usize) {
    let units = 1 + i64::try_from(random.below(40)).unwrap();
    let (before, initial) = (market.newest().await, units * WOOD_PER_BOX);
    assert_eq!(market.level().await.allocated, 0);
    assert_eq!(market.count(initial).await, Ok(()));
    let buyers: Vec<(Vec<Line>, JoinHandle<Verdict>)> = (0..BUYERS as u64)
        .map(|at| (wish(random), round * 1_000 + at))
        .map(|(lines, mark)| (lines.clone(), tokio::spawn(buy(address, lines, mark))))
        .collect();
    // In the middle of it: when some have bought, and others are about to.
    while market.orders(&market.wood, WOOD, before[0]).await.is_empty() && !buyers.iter().all(|it| it.1.is_finished()) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let lost = market.cut().await;
    market.begin(before[0]).await;
    let (mut sold, mut refused) = (Vec::new(), Vec::new());
    for (lines, buyer) in buyers {
        match buyer.await.unwrap() {
            Verdict::Sold(token) => sold.push((lines, token)),
            Verdict::Refused => refused.push(wood(&lines)),
        }
    }
    let (rows, level) = (market.orders(&market.wood, WOOD, before[0]).await, market.level().await);
    assert_eq!(rows.len(), sold.len(), "as many orders as buyers were told of");
    let (held, taken) = market.held_and_taken(&rows).await;
    let wanted: i64 = sold.iter().map(|(lines, _)| wood(lines)).sum();
    assert_eq!(held + taken, wanted, "what was sold is held or used, once");
    assert_eq!((level.reserved, level.allocated), (0, held));
    assert_eq!(level.available() + level.reserved + level.allocated + taken, initial - lost, "every gram is somewhere");
    assert!(level.available() >= 0, "{level:?}");
    if held > 0 {
        let below = market.count(held - WOOD_PER_BOX).await;
        assert_eq!(below, Err(AmountProblem::BelowPromised { promised: held }), "what is promised stays covered");
    }
    for need in &refused {
        assert!(*need > level.available(), "{need} was refused, and {} lies there", level.available());
    }
    for (lines, token) in &sold {
        let order = track_order::track(&market.services, token).await.unwrap().expect("it was acknowledged");
        let shops = if lines.iter().any(|line| line.0 == "rug") { 2 } else { 1 };
        assert_eq!(order.shops.len(), shops, "{lines:?}");
        assert_eq!(order.shops.iter().map(|part| part.lines.len()).sum::<usize>(), lines.len(), "{lines:?}");
    }
    assert_eq!(doctor::level_differences(market.services.store()).await.unwrap(), []);
    assert_eq!(doctor::lot_differences(market.services.store()).await.unwrap(), []);
    market.clear(before).await;
    (sold.len(), refused.len())
}

async fn exactly_what_fits_is_sold(place: Place) {
    let place = Arc::new(place);
    let market = Market::open(place.services().await).await;
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = block_in_place(|| start(&place, address));
    let done = Arc::new(AtomicBool::new(false));
    let killer = tokio::spawn(kill_again_and_again(place.clone(), address, server, done.clone()));
    let (mut random, mut sold, mut refused) = (Random::new(64), 0, 0);
    let count = rounds(10, 200);
    for round in 0..count {
        let (more_sold, more_refused) = one_round(&market, address, &mut random, round as u64).await;
        sold += more_sold;
        refused += more_refused;
    }
    done.store(true, Ordering::Relaxed);
    let (mut server, kills) = killer.await.unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    println!(
        "{count} rounds, {kills} kills: {sold} orders, {refused} refused, nothing oversold, nothing left that fits"
    );
    assert!(kills > 2 && sold > 0 && refused > 0);
    market.services.store().close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_what_fits_is_sold_on_sqlite() {
    exactly_what_fits_is_sold(Place::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_what_fits_is_sold_on_postgresql() {
    let place = Place::postgres().expect("MOGADOR_TEST_POSTGRES names no server; scripts/test starts one");
    exactly_what_fits_is_sold(place).await;
}
