//! What every place for media keeps to, tried on a folder and on a bucket of a real S3 server, which runs in this process.

use super::{Bucket, PictureStore};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use services::ports::{Media, MediaError};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

const KEY: &str = "mogador";
const SECRET: &str = "only-for-tests";

/// A folder of one test, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("mogador-media-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// A server of S3 over this folder; each folder in it is a bucket. It knows one key.
async fn serve(folder: &Path) -> SocketAddr {
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = builder.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            let talk = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(socket), service);
            tokio::spawn(talk);
        }
    });
    address
}

fn bucket(address: SocketAddr, name: &str, secret: &str) -> Bucket {
    Bucket {
        name: name.to_owned(),
        prefix: "shop/pictures".to_owned(),
        endpoint: Some(format!("http://{address}")),
        region: "us-east-1".to_owned(),
        key_id: KEY.to_owned(),
        secret: secret.to_owned(),
    }
}

fn opened(bucket: Bucket) -> Arc<dyn Media> {
    PictureStore::Bucket(bucket).open().unwrap()
}

/// The story that every place tells in the same way.
async fn story(media: &dyn Media) {
    media.reach().await.unwrap();
    assert_eq!(media.get("0a-1.webp").await.unwrap(), None);
    media.remove("0a-1.webp").await.unwrap();
    media.put("0a-1.webp", b"first".to_vec()).await.unwrap();
    media.put("0a-1.webp", b"first".to_vec()).await.unwrap();
    media.put("0a-2.jpg", Vec::new()).await.unwrap();
    let large: Vec<u8> = (0..2_000_000_u32).map(|at| at.to_le_bytes()[0] ^ at.to_le_bytes()[1]).collect();
    media.put("0b-1280.jpg", large.clone()).await.unwrap();
    assert_eq!(media.get("0a-1.webp").await.unwrap().as_deref(), Some(&b"first"[..]));
    assert_eq!(media.get("0a-2.jpg").await.unwrap(), Some(Vec::new()));
    assert!(media.get("0b-1280.jpg").await.unwrap() == Some(large), "every byte comes back");
    assert_eq!(media.get("0a").await.unwrap(), None, "the beginning of a name is none");
    for _ in 0..2 {
        media.remove("0a-1.webp").await.unwrap();
        assert_eq!(media.get("0a-1.webp").await.unwrap(), None);
    }
    assert!(media.get("0a-2.jpg").await.unwrap().is_some(), "its neighbour stays");
    let long = "a".repeat(81);
    for name in ["", "a", "..", "../a", ".a", "a.", "ab/../c", "/etc/passwd", "ab\0", "AB", "ab\\c", "ab c", &long] {
        let refused = |done: Result<(), MediaError>| matches!(done, Err(MediaError::Name(said)) if said == name);
        assert!(refused(media.put(name, Vec::new()).await), "{name:?}");
        assert!(refused(media.get(name).await.map(drop)) && refused(media.remove(name).await), "{name:?}");
    }
    media.reach().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_keeps_media() {
    let folder = Folder::new("folder");
    story(&*PictureStore::Folder(folder.0.join("made")).open().unwrap()).await;
    let left: Vec<_> = fs::read_dir(folder.0.join("made").join("0a")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left aside");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_keeps_media() {
    let folder = Folder::new("bucket");
    fs::create_dir(folder.0.join("craft")).unwrap();
    let address = serve(&folder.0).await;
    story(&*opened(bucket(address, "craft", SECRET))).await;
    assert!(folder.0.join("craft/shop/pictures/0b/0b-1280.jpg").exists(), "below what the operator chose");
    let bare = Bucket { prefix: String::new(), ..bucket(address, "craft", SECRET) };
    opened(bare).put("0c-1.webp", b"x".to_vec()).await.unwrap();
    assert!(folder.0.join("craft/0c/0c-1.webp").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_says_why_it_cannot_be_used() {
    let folder = Folder::new("refused");
    fs::create_dir(folder.0.join("craft")).unwrap();
    let address = serve(&folder.0).await;
    let refused = |done: Result<(), MediaError>| matches!(done, Err(MediaError::Refused(_)));
    let media = opened(bucket(address, "craft", "another-secret"));
    assert!(refused(media.reach().await) && refused(media.put("0a-1.webp", vec![1]).await));
    assert!(refused(media.get("0a-1.webp").await.map(drop)) && refused(media.remove("0a-1.webp").await));
    // This server makes a bucket when something is put into it; others do not.
    assert!(refused(opened(bucket(address, "nowhere", SECRET)).reach().await));
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let media = opened(bucket(silent, "craft", SECRET));
    for done in [media.reach().await, media.put("0a-1.webp", vec![1]).await, media.get("0a-1.webp").await.map(drop)] {
        assert!(matches!(done, Err(MediaError::Unreachable(_))), "{done:?}");
    }
    assert!(!format!("{:?}", bucket(silent, "craft", SECRET)).contains(SECRET), "no log tells the secret");
}
