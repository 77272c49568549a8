//! Files of a catalogue that were spoiled at random: each is loaded or refused with its place, and nothing else happens.

use crate::bed::{Bed, Blank, on_each};
use crate::seed::seeds;
use services::catalog;
use services::seed::{SeedError, load_dir};
use std::fs;
use std::path::{Path, PathBuf};

/// Values that a hurried or an evil person writes.
const VALUES: [&str; 26] = [
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "65536",
    "1e400",
    "true",
    "\"\"",
    "\"-1\"",
    "\"0\"",
    "\"99999999999999999999\"",
    "\"9223372036854775807 dm3\"",
    "\"0.0000000000000000001\"",
    "\"1,5\"",
    "\"m2 length width\"",
    "\"character name\"",
    "\"per mille\"",
    "\"\\u0000\\u202e\"",
    "\"عرعار\"",
    "[]",
    "[[]]",
    "[\"small\", \"small\"]",
    "{}",
    "{ group = \"size\", is = [] }",
    "[{ group = \"name\", min = -5, max = 99999 }]",
    "1979-05-27",
];

/// Numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap() % sides
    }
}

/// The rounds of a test: `gate` always, `long` with MOGADOR_LONG=1.
#[expect(clippy::disallowed_methods, reason = "tests have no config")]
fn rounds(gate: u64, long: u64) -> u64 {
    if std::env::var("MOGADOR_LONG").is_ok_and(|value| value == "1") { long } else { gate }
}

/// A folder with the categories, one product and its shop; removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("mogador-damage-{}-{name}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        for part in ["shops", "products"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        Self(folder)
    }

    fn write(&self, files: &[(PathBuf, String)]) {
        files.iter().for_each(|(path, text)| fs::write(self.0.join(path), text).unwrap());
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn files_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(seeds().join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| Path::new(folder).join(entry.unwrap().file_name())).collect();
    files.sort();
    files
}

/// The files of one product's catalogue, the product last.
fn catalogue(product: &Path) -> Vec<(PathBuf, String)> {
    let read = |path: &Path| (path.to_owned(), fs::read_to_string(seeds().join(path)).unwrap());
    let text = read(product).1;
    let shop = text.lines().find_map(|line| line.strip_prefix("shop = \"")).unwrap().trim_end_matches('"');
    vec![read(Path::new("categories.toml")), read(&Path::new("shops").join(format!("{shop}.toml"))), read(product)]
}

/// A line less, twice or elsewhere, another value, a value of another line, a few characters less.
fn spoil(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = dice.roll(lines.len());
    let other = lines[dice.roll(lines.len())].clone();
    let value_of = |line: &str| line.split_once(" = ").map(|(_, value)| value.to_owned());
    let key = lines[at].split_once(" = ").map(|(key, _)| key.to_owned());
    match (dice.roll(9), key) {
        (0, _) => drop(lines.remove(at)),
        (1, _) => lines.insert(at, other),
        (2, _) => {
            let again = lines[at].clone();
            (0..[1, 3, 300][dice.roll(3)]).for_each(|_| lines.insert(at, again.clone()));
        }
        (3, _) => {
            let kept = lines[at].chars().take(dice.roll(lines[at].chars().count() + 1)).collect();
            lines[at] = kept;
        }
        (4, Some(key)) => lines[at] = format!("{key} = {}", value_of(&other).unwrap_or_default()),
        (5, _) => lines[at] = lines[at].replace(char::is_numeric, ["0", "9", "99999", "-"][dice.roll(4)]),
        (_, Some(key)) => lines[at] = format!("{key} = {}", VALUES[dice.roll(VALUES.len())]),
        (_, None) => lines.swap(at, 0),
    }
    lines.join("\n")
}

/// The files of one product's catalogue, one of them spoiled in one to three places.
fn damaged(product: &Path, dice: &mut Dice) -> Vec<(PathBuf, String)> {
    let mut files = catalogue(product);
    let which = [2, 2, 2, 2, 1, 0][dice.roll(6)];
    for _ in 0..=dice.roll(3) {
        files[which].1 = spoil(&files[which].1, dice);
    }
    files
}

async fn load(bed: &Bed, folder: &Folder, files: &[(PathBuf, String)], seed: u64) -> bool {
    folder.write(files);
    match load_dir(&bed.svc, &Blank, &folder.0).await {
        Ok(report) => {
            assert_eq!(report.products, 1, "seed {seed}");
            true
        }
        Err(SeedError::Refused { file, line, reason }) => {
            let named = files.iter().find(|(path, _)| folder.0.join(path) == file);
            let lines = named.map_or(0, |(_, text)| text.matches('\n').count() + 1);
            assert!((1..=lines).contains(&line) && !reason.is_empty(), "seed {seed}: line {line} of {lines}: {reason}");
            false
        }
        Err(failed @ SeedError::Failed(_)) => panic!("seed {seed}: {failed}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoiled_file_is_loaded_or_refused_with_its_place() {
    on_each(async |bed| {
        let products = files_in("products");
        let (mut loaded, mut refused) = (0, 0);
        for seed in 0..rounds(400, 10_000) {
            let mut dice = Dice(seed);
            let folder = Folder::new(&format!("{:?}", bed.svc.store().engine()));
            let files = damaged(&products[dice.roll(products.len())], &mut dice);
            if load(bed, &folder, &files, seed).await {
                loaded += 1;
            } else {
                refused += 1;
            }
        }
        println!("{loaded} loaded, {refused} refused");
        assert!(loaded > 20 && refused > 100);
        for product in catalog::home(&bed.svc).await.unwrap().products {
            assert!(catalog::product(&bed.svc, &product.slug).await.unwrap().is_some(), "{}", product.slug);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_pictures_are_one_and_what_a_system_keeps_beside_them_is_none() {
    on_each(async |bed| {
        let folder = Folder::new(&format!("twins-{:?}", bed.svc.store().engine()));
        let product = files_in("products").remove(0);
        let files = catalogue(&product);
        let pictures = folder.0.join("pictures").join(files[1].0.file_stem().unwrap());
        fs::create_dir_all(&pictures).unwrap();
        for (name, content) in [("one.png", "same"), ("two.png", "same"), ("three.png", "other"), (".DS_Store", "x")] {
            fs::write(pictures.join(name), content).unwrap();
        }
        assert!(load(bed, &folder, &files, 0).await);
        assert_eq!(bed.media.names().len(), 2 * 2, "two pictures of one width in two formats");
        assert!(load(bed, &folder, &files, 0).await);
        assert_eq!(bed.media.names().len(), 2 * 2);
    })
    .await;
}
