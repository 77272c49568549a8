//! Many open studio pages at once: what they take in memory, how long a change is on its way to all of them, and how long
//! until all are back after their connections were cut. Told what to do line by line on standard input, see `bench/live.sh`.
//!
//! Usage: `bench-live <address> <shop> <cookie> <material> <amount> <process id of the server>`.

mod listeners;
mod pages;

use listeners::Listeners;
use std::error::Error;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

type Failure = Box<dyn Error>;

/// What is asked, and of whom.
pub struct Target {
    address: String,
    shop: String,
    cookie: String,
    material: String,
    amount: String,
    process: u32,
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
fn now() -> Instant {
    Instant::now()
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [address, shop, cookie, material, amount, process] = <[String; 6]>::try_from(args)
        .map_err(|_| "usage: bench-live <address> <shop> <cookie> <material> <amount> <process>")?;
    let target = Target { address, shop, cookie, material, amount, process: process.parse()? };
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    let raised = rustix::process::Rlimit { current: limit.maximum, ..limit };
    rustix::process::setrlimit(rustix::process::Resource::Nofile, raised)?;
    // One thread: the generator has one core.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(obey(&target))
}

async fn obey(target: &Target) -> Result<(), Failure> {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let mut listeners = Listeners::default();
    while let Some(line) = lines.next_line().await? {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["pss"] => println!("pss_kib {}", pss(target.process)?),
            ["open", count] => {
                let begun = now();
                let refused = listeners.open(target, count.parse()?).await?;
                println!("opened {} refused {refused} ms {}", listeners.len(), begun.elapsed().as_millis());
            }
            ["close"] => {
                listeners.close();
                tokio::time::sleep(Duration::from_secs(2)).await;
                println!("closed");
            }
            ["rate", path, seconds] => println!("{:.0}", pages::rate(target, path, seconds.parse()?).await?),
            ["events", count] => events(target, &mut listeners, count.parse()?).await?,
            ["quit"] => return Ok(()),
            _ => return Err(format!("what is {line:?}?").into()),
        }
    }
    Ok(())
}

/// Makes so many changes, one after the other, each when all have heard of the one before.
async fn events(target: &Target, listeners: &mut Listeners, count: usize) -> Result<(), Failure> {
    let mut all = Vec::with_capacity(count * listeners.len());
    let (mut last, mut missed) = (Vec::with_capacity(count), 0);
    let worked = worked(target.process)?;
    for _ in 0..count {
        listeners.expect(now());
        change(target).await?;
        let mut heard = listeners.heard(Duration::from_secs(5)).await;
        missed += listeners.len() - heard.len();
        heard.sort_unstable();
        last.extend(heard.last().copied());
        all.append(&mut heard);
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    all.sort_unstable();
    last.sort_unstable();
    let ms = |times: &[u32], share: usize| {
        f64::from(times.get((times.len() * share / 1000).min(times.len().saturating_sub(1))).copied().unwrap_or(0))
            / 1e3
    };
    let worked = (crate::worked(target.process)? - worked) / count.max(1) as f64;
    println!(
        "events {count} worked_ms {worked:.1} missed {missed} p50_ms {:.2} p99_ms {:.2} p999_ms {:.2} last_p50_ms {:.2} last_p99_ms {:.2}",
        ms(&all, 500),
        ms(&all, 990),
        ms(&all, 999),
        ms(&last, 500),
        ms(&last, 990),
    );
    Ok(())
}

/// Changes the stock as the page of a material does: the time counts from before this is sent.
async fn change(target: &Target) -> Result<(), Failure> {
    let body = format!("lang=fr&shop={}&material={}&amount={}", target.shop, target.material, target.amount);
    let head = format!(
        "POST /api/record_receipt HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\nsec-fetch-site: same-origin\r\ncookie: {1}\r\n\
         content-type: application/x-www-form-urlencoded\r\nconnection: close\r\ncontent-length: {2}\r\n\r\n{body}",
        target.address,
        target.cookie,
        body.len()
    );
    let mut stream = TcpStream::connect(&target.address).await?;
    stream.write_all(head.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    if answer.starts_with("HTTP/1.1 303") && !answer.contains("draft=") {
        return Ok(());
    }
    Err(format!("nothing was received: {answer}").into())
}

/// Milliseconds that a process has been at work: others on the machine do not count. The kernel tells hundredths of seconds.
fn worked(process: u32) -> Result<f64, Failure> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let (_, rest) = stat.rsplit_once(") ").ok_or("the kernel says no times")?;
    let ticks: f64 = rest.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    Ok(ticks * 10.0)
}

/// Proportional set size of a process, in KiB.
fn pss(process: u32) -> Result<u64, Failure> {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = rollup.lines().find(|line| line.starts_with("Pss:")).ok_or("the kernel says no Pss")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}
