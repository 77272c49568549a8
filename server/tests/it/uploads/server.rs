//! The program with somebody signed in, and what it takes of the machine.

use crate::client::{Answer, Client};
use crate::site::Place;
use services::Services;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// A running program; it ends with the test.
pub struct Program {
    pub place: Place,
    pub services: Services,
    pub address: SocketAddr,
    process: Child,
    /// The files that came with the demo.
    seeded: BTreeSet<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }
}

/// A file as a form carries it.
pub struct Sent<'a> {
    pub name: &'a [u8],
    pub kind: &'a str,
    pub bytes: &'a [u8],
}

impl Program {
    pub async fn start() -> Self {
        let place = Place::sqlite();
        let services = place.seeded().await;
        let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let process = tokio::task::block_in_place(|| crate::kill::start(&place, address));
        let seeded = files(&place).into_keys().collect();
        Self { place, services, address, process, seeded }
    }

    /// Somebody who works for the shop of this number, and its slug.
    pub async fn member(&self, number: usize) -> (Client, String) {
        let (email, password, shop) = services::seed::demo_people(&self.services).await.unwrap().swap_remove(number);
        let mut client = Client::new(self.address);
        let fields = [("lang", "fr"), ("email", &*email), ("password", &*password), ("next", "")];
        let answer = client.post("/api/sign_in", &fields).await.unwrap();
        assert!(answer.location().starts_with("/fr/studio"), "{}", answer.location());
        (client, shop)
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Every file by name that was stored since the start.
    pub fn stored(&self) -> BTreeMap<String, PathBuf> {
        let mut found = files(&self.place);
        found.retain(|name, _| !self.seeded.contains(name));
        found
    }
}

fn files(place: &Place) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut folders = vec![place.folder.path().join("pictures")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = entry.file_name().into_string().unwrap();
                assert!(found.insert(name, path).is_none());
            }
        }
    }
    found
}

/// A form as the page of a shop's pictures sends it; content type and body.
pub fn form(fields: &[(&str, &str)], files: &[Sent<'_>]) -> (String, Vec<u8>) {
    form_of(fields, "file", files)
}

/// A form with files in this field; content type and body.
pub fn form_of(fields: &[(&str, &str)], file_field: &str, files: &[Sent<'_>]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----FormBoundary7MA4YWxkTrZu0gW";
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for file in files {
        body.extend_from_slice(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{file_field}\"; filename=\"").as_bytes(),
        );
        body.extend_from_slice(file.name);
        body.extend_from_slice(format!("\"\r\nContent-Type: {}\r\n\r\n", file.kind).as_bytes());
        body.extend_from_slice(file.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// Posts a body to the upload as one of our pages does.
pub async fn post(client: &mut Client, content_type: &str, body: &[u8]) -> std::io::Result<Answer> {
    let origin = client.origin();
    let headers = [("origin", &*origin), ("sec-fetch-site", "same-origin"), ("content-type", content_type)];
    client.send("POST", "/upload/picture", &headers, body).await
}

/// Uploads one file; answers where the redirect leads.
pub async fn upload(client: &mut Client, shop: &str, file: Sent<'_>) -> String {
    let (kind, body) = form(&[("lang", "en"), ("shop", shop), ("next", "/en/studio")], &[file]);
    post(client, &kind, &body).await.unwrap().location().to_owned()
}

/// The code of the picture that a redirect names.
pub fn code(location: &str) -> Option<&str> {
    location.strip_prefix("/en/studio?picture=").filter(|code| code.len() == 32)
}

/// Watches the memory of a process and its children, in kB.
pub struct Watch {
    pid: u32,
    done: Arc<AtomicBool>,
    most: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    pub fn start(pid: u32) -> Self {
        let (done, most) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
        let (told, noted) = (done.clone(), most.clone());
        let thread = std::thread::spawn(move || {
            while !told.load(Ordering::Relaxed) {
                noted.fetch_max(resident(pid), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(3));
            }
        });
        Self { pid, done, most, thread: Some(thread) }
    }

    /// The most that was seen: what the process itself ever took, or it and its children together.
    pub fn end(mut self) -> u64 {
        self.done.store(true, Ordering::Relaxed);
        self.thread.take().unwrap().join().unwrap();
        self.most.load(Ordering::Relaxed).max(status(self.pid, "VmHWM:"))
    }
}

/// What a process and its children hold now, in kB.
pub fn resident(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(Path::new("/proc").join(pid.to_string()).join("task"));
    let children = tasks.into_iter().flatten().filter_map(Result::ok).flat_map(|task| {
        let children = std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
        children.split_whitespace().filter_map(|child| child.parse().ok()).collect::<Vec<u32>>()
    });
    // What a child took at most, since a glance may miss it.
    children.map(|child| status(child, "VmHWM:")).sum::<u64>() + status(pid, "VmRSS:")
}

/// A line of a process's status, in kB; 0 when it is gone.
pub fn status(pid: u32, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let value = status.lines().find_map(|found| found.strip_prefix(line)).unwrap_or("0");
    value.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
