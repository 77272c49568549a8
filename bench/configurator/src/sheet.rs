//! What a product takes: as it is sent to the page, and made ready in memory.

use crate::family::{Member, digest};
use brotli::enc::BrotliEncoderParams;
use domain::compact::{Sheet, write};
use domain::configurator::{Engine, Selection};
use domain::pricing::PriceShares;
use domain::product::{GroupText, ProductText};
use domain::text::Lang;

/// Engines of each product that are held at once, so that what they take can be told from the noise.
const HELD: usize = 20;

/// Prints the size of the largest sheet, packed with brotli 11, and the memory of a model that is ready.
pub fn report(members: &[Member]) {
    let sizes = members.iter().map(|member| {
        let text = write(&sheet(member));
        (packed(text.as_bytes()), text.len(), member.seed)
    });
    let (packed, raw, seed) = sizes.max().unwrap_or_default();
    println!("largest model as it is sent: {packed} bytes with brotli 11, {raw} plain (seed {seed})");
    let before = resident();
    let engines: Vec<Engine<'_>> =
        members.iter().flat_map(|member| (0..HELD).filter_map(|_| Engine::new(&member.model))).collect();
    println!(
        "memory of a model made ready: {} bytes, mean of {}",
        (resident() - before) / engines.len(),
        engines.len()
    );
}

/// The sheet of a member, with a short label for everything that has one, and a reason of a dozen words per rule.
fn sheet(member: &Member) -> Sheet {
    let model = member.model.clone();
    let label = |word: &str, index: usize| format!("{word} {index}");
    let group = |(index, group): (usize, &domain::product::OptionGroup)| GroupText {
        label: label("Option", index),
        values: (0..group.values().len()).map(|value| label("Valeur", value)).collect(),
        ..GroupText::default()
    };
    let rule = |index: usize| {
        format!("La valeur {index} ne va pas avec cette option, parce que la piece n'y tient pas dans son cadre.")
    };
    let text = ProductText {
        name: label("Produit", member.seed as usize),
        groups: model.groups.iter().enumerate().map(group).collect(),
        rules: (0..model.rules.len()).map(rule).collect(),
        prices: (0..model.prices.len()).map(|index| label("Prix", index)).collect(),
        ..ProductText::default()
    };
    let digest = digest(&model);
    let materials = (0..digest.materials.len()).map(|index| label("Laine", index)).collect();
    Sheet {
        model,
        digest,
        materials,
        text,
        lang: Lang::Fr,
        selection: Selection::default(),
        newest: None,
        shares: PriceShares::new([350, 300, 150, 50, 30, 120]),
        conversion: None,
        words: Vec::new(),
    }
}

fn packed(bytes: &[u8]) -> usize {
    let params = BrotliEncoderParams { quality: 11, lgwin: 24, ..BrotliEncoderParams::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).expect("memory does not fail");
    out.len()
}

/// Bytes of memory that this process really holds.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").expect("Linux");
    let pages: usize = status.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("a count of pages");
    pages * rustix::param::page_size()
}
