//! Writes a contact sheet of all drawings: `cargo run -p domain --example gallery -- <folder>`.

use domain::preview::{Kind, Scene, draw};
use std::fmt::Write as _;
use std::path::PathBuf;

type Slots = &'static [(&'static str, &'static [&'static str])];

const FIELDS: &[&str] = &["natural", "ivory", "charcoal", "indigo", "madder", "saffron", "walnut"];
const TONES: &[&str] = &["madder", "charcoal", "ivory", "saffron", "natural", "indigo", "walnut"];
const BODIES: &[&str] = &["natural", "indigo", "coral", "olive", "black"];
const BANDS: &[&str] = &["none", "natural", "indigo", "coral", "olive", "black"];
const STONES: &[&str] = &["none", "turquoise", "coral", "amber", "onyx"];
const WOODS: &[&str] = &["thuya", "burl", "walnut"];
const INLAYS: &[&str] = &["lemon", "ebony", "nacre", "none"];

const PIECES: [(Kind, &str, Slots); 17] = [
    (
        Kind::Box,
        "box",
        &[
            ("wood", WOODS),
            ("inlay", INLAYS),
            ("motif", &["border", "grid", "star", "rosette"]),
            ("density", &["light", "rich"]),
            ("hinge", &["brass", "steel"]),
            ("finish", &["wax", "varnish"]),
            ("lining", &["natural", "indigo", "garnet", "olive"]),
        ],
    ),
    (
        Kind::Board,
        "board",
        &[
            ("wood", WOODS),
            ("inlay", INLAYS),
            ("game", &["chess", "backgammon", "both"]),
            ("finish", &["wax", "varnish"]),
        ],
    ),
    (Kind::Bowl, "bowl", &[("wood", WOODS), ("rim", &["plain", "lemon", "ebony"]), ("finish", &["wax", "varnish"])]),
    (
        Kind::Bottle,
        "bottle",
        &[
            ("glass", &["amber", "blue", "clear"]),
            ("cap", &["pump", "dropper", "cork"]),
            ("label", &["white", "kraft", "blue"]),
        ],
    ),
    (
        Kind::Jar,
        "jar",
        &[("lid", &["cork", "metal"]), ("content", &["classic", "dark"]), ("ribbon", &["none", "blue", "natural"])],
    ),
    (
        Kind::Soap,
        "soap",
        &[
            ("tone", &["cream", "rose", "ghassoul", "charcoal"]),
            ("wrap", &["none", "paper", "raffia"]),
            ("stamp", &["leaf", "star", "none"]),
        ],
    ),
    (
        Kind::Rug,
        "rug",
        &[
            ("field", FIELDS),
            ("motif_tone", TONES),
            ("motif", &["lozenge", "stripes", "ladder", "plain"]),
            ("pile", &["flat", "low", "high"]),
            ("fringe", &["yes", "no"]),
        ],
    ),
    (
        Kind::Cushion,
        "cushion",
        &[
            ("field", FIELDS),
            ("motif_tone", TONES),
            ("motif", &["lozenge", "stripes", "ladder", "plain"]),
            ("back", &["linen", "wool"]),
        ],
    ),
    (
        Kind::Throw,
        "throw",
        &[
            ("field", FIELDS),
            ("motif_tone", TONES),
            ("pattern", &["bands", "border", "checks"]),
            ("pompoms", &["none", "natural", "coloured"]),
        ],
    ),
    (
        Kind::Bag,
        "bag",
        &[
            ("body", BODIES),
            ("band", BANDS),
            ("handle", &["leather", "raffia"]),
            ("weave", &["plain", "chevron", "openwork"]),
        ],
    ),
    (Kind::Hat, "hat", &[("body", BODIES), ("band", BANDS), ("brim", &["narrow", "wide"])]),
    (
        Kind::Shoe,
        "shoe",
        &[("body", BODIES), ("toe", &["round", "pointed"]), ("sole", &["leather", "rubber"]), ("trim", BANDS)],
    ),
    (
        Kind::Ring,
        "ring",
        &[("band", &["plain", "hammered", "filigree"]), ("stone", STONES), ("finish", &["bright", "oxidised"])],
    ),
    (
        Kind::Pendant,
        "pendant",
        &[
            ("shape", &["tizerzai", "khamsa", "disc"]),
            ("stone", STONES),
            ("filigree", &["light", "rich"]),
            ("finish", &["bright", "oxidised"]),
            ("chain", &["none", "short", "long"]),
        ],
    ),
    (
        Kind::Cuff,
        "cuff",
        &[("pattern", &["plain", "engraved", "filigree"]), ("stone", STONES), ("finish", &["bright", "oxidised"])],
    ),
    (
        Kind::Lamp,
        "lamp",
        &[
            ("body", BODIES),
            ("band", BANDS),
            ("weave", &["plain", "chevron", "openwork"]),
            ("shape", &["dome", "bell", "globe"]),
            ("mount", &["hung", "foot"]),
            ("light", &["off", "on"]),
        ],
    ),
    (
        Kind::Pouf,
        "pouf",
        &[
            ("cover", &["leather", "wool"]),
            ("field", FIELDS),
            ("motif_tone", TONES),
            ("motif", &["star", "rosette", "lozenge", "plain"]),
            ("panels", &["eight", "twelve"]),
            ("seam", &["stitched", "piped"]),
        ],
    ),
];

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/gallery".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let mut page = String::from(
        "<!doctype html><meta charset=utf-8><title>Gallery</title><div style=\"display:grid;grid-template-columns:repeat(6,1fr);gap:4px\">",
    );
    for (kind, name, slots) in PIECES {
        for turn in 0..12_usize {
            // Every slot advances at its own pace, so that the sheet shows all values in mixed company.
            let look = slots
                .iter()
                .enumerate()
                .map(|(place, &(slot, values))| {
                    (slot.to_owned(), values[(turn * (place + 1) + turn / 3) % values.len()].to_owned())
                })
                .collect();
            let text = ["", "Yasmine", "سعاد", "ⵜⵉⵣⵏⵉⵜ"][turn % 4].to_owned();
            let drawing = draw(&Scene { kind, dimensions_mm: [0; 3], look, text });
            let file = format!("{name}-{turn}.svg");
            std::fs::write(folder.join(&file), &drawing)?;
            let _ = write!(page, "<img src={file} width=100% alt=\"{name} {turn}, {} bytes\">", drawing.len());
        }
    }
    std::fs::write(folder.join("index.html"), page + "</div>")
}
