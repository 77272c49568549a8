//! Turns `locales/{ar,fr,en}/*.toml` into constants. A key, a placeholder or a plural form that one language lacks
//! fails the build and says where.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const LANGS: [&str; 3] = ["ar", "fr", "en"];
/// The area whose keys are names of slots and fillings of drawings.
const NAMED_BY_DATA: &str = "looks";
const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

enum Entry {
    Text(String),
    Plural(BTreeMap<String, String>),
}

type Catalogue = BTreeMap<(String, String), Entry>;

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script its folders through the environment")]
fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../locales");
    println!("cargo::rerun-if-changed={}", root.display());
    let catalogues: Vec<Catalogue> = LANGS.iter().map(|lang| read(&root.join(lang))).collect();
    let problems = compare(&catalogues);
    assert!(problems.is_empty(), "locales disagree:\n{}", problems.join("\n"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it")).join("messages.rs");
    std::fs::write(out, generate(&catalogues)).expect("OUT_DIR is writable");
}

fn read(folder: &Path) -> Catalogue {
    let mut entries = Catalogue::new();
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for file in files.map(|file| file.expect("readable folder").path()) {
        println!("cargo::rerun-if-changed={}", file.display());
        let area = file.file_stem().and_then(|stem| stem.to_str()).expect("UTF-8 file name").to_owned();
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for (key, value) in table {
            let entry = match value {
                toml::Value::String(text) => Entry::Text(text),
                toml::Value::Table(forms) => Entry::Plural(
                    forms
                        .into_iter()
                        .map(|(form, text)| (form, text.as_str().expect("a plural form is a text").to_owned()))
                        .collect(),
                ),
                other @ (toml::Value::Integer(_)
                | toml::Value::Float(_)
                | toml::Value::Boolean(_)
                | toml::Value::Datetime(_)
                | toml::Value::Array(_)) => {
                    panic!("{}: {key} is neither a text nor plural forms: {other:?}", file.display())
                }
            };
            entries.insert((area.clone(), key), entry);
        }
    }
    entries
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn compare(catalogues: &[Catalogue]) -> Vec<String> {
    let keys: BTreeSet<_> = catalogues.iter().flat_map(BTreeMap::keys).collect();
    let mut problems = Vec::new();
    for key in keys {
        let place = format!("{}.toml: {}", key.0, key.1);
        let mut seen = BTreeSet::new();
        for (lang, catalogue) in LANGS.iter().zip(catalogues) {
            match catalogue.get(key) {
                None => problems.push(format!("{lang}/{place} is missing")),
                Some(Entry::Text(text)) if text.trim().is_empty() => problems.push(format!("{lang}/{place} is empty")),
                Some(Entry::Text(text)) => {
                    seen.insert((false, placeholders(text)));
                }
                Some(Entry::Plural(forms)) => {
                    let needed: &[&str] = if *lang == "ar" { &PLURAL_FORMS } else { &["one", "other"] };
                    for form in needed.iter().filter(|form| !forms.contains_key(**form)) {
                        problems.push(format!("{lang}/{place} lacks the plural form {form}"));
                    }
                    seen.insert((true, BTreeSet::new()));
                }
            }
        }
        if seen.len() > 1 {
            problems.push(format!("{place}: the languages differ in placeholders or kind"));
        }
    }
    problems
}

fn generate(catalogues: &[Catalogue]) -> String {
    let mut code = String::new();
    let mut area = "";
    for (key, entry) in &catalogues[0] {
        if key.0 != area {
            close(&mut code, area, &catalogues[0]);
            area = &key.0;
            let _ = writeln!(code, "/// Messages of `{area}.toml`.\npub mod {area} {{");
        }
        let name = key.1.to_uppercase();
        let doc = match &catalogues[2][key] {
            Entry::Text(text) => text.replace('\n', " "),
            Entry::Plural(forms) => forms["other"].clone(),
        };
        let _ = writeln!(code, "#[doc = {doc:?}]");
        match entry {
            Entry::Text(_) => {
                let _ = write!(code, "pub const {name}: crate::i18n::Msg = crate::i18n::Msg([");
                for catalogue in catalogues {
                    if let Entry::Text(text) = &catalogue[key] {
                        let _ = write!(code, "{text:?}, ");
                    }
                }
            }
            Entry::Plural(_) => {
                let _ = write!(code, "pub const {name}: crate::i18n::Plural = crate::i18n::Plural([");
                for catalogue in catalogues {
                    if let Entry::Plural(forms) = &catalogue[key] {
                        code.push('[');
                        for form in PLURAL_FORMS {
                            let _ = write!(code, "{:?}, ", forms.get(form).unwrap_or(&forms["other"]));
                        }
                        code.push_str("], ");
                    }
                }
            }
        }
        code.push_str("]);\n");
    }
    close(&mut code, area, &catalogues[0]);
    code
}

/// Ends an area; one that is named by data can be searched.
fn close(code: &mut String, area: &str, catalogue: &Catalogue) {
    if area == NAMED_BY_DATA {
        code.push_str("/// The message of a key.\npub fn find(key: &str) -> Option<crate::i18n::Msg> {\nmatch key {\n");
        for (_, key) in catalogue.keys().filter(|(of, _)| of == area) {
            let _ = writeln!(code, "{key:?} => Some({}),", key.to_uppercase());
        }
        code.push_str("_ => None,\n}\n}\n");
    }
    if !area.is_empty() {
        code.push_str("}\n");
    }
}
