//! The drawings promise: valid and small SVG, every slot seen, nothing of the shopper's text unescaped.

use domain::preview::{Kind, Scene, draw};

type Slots = &'static [(&'static str, &'static [&'static str])];

const WOOLS: &[&str] = &["natural", "ivory", "charcoal", "indigo", "madder", "saffron", "walnut"];
const BODIES: &[&str] = &["natural", "indigo", "coral", "olive", "black"];
const BANDS: &[&str] = &["none", "natural", "indigo", "coral", "olive", "black"];
const STONES: &[&str] = &["none", "turquoise", "coral", "amber", "onyx"];
const WOODS: &[&str] = &["thuya", "burl", "walnut"];
const INLAYS: &[&str] = &["none", "lemon", "ebony", "nacre"];
const FINISHES: &[&str] = &["wax", "varnish"];
const SILVERS: &[&str] = &["bright", "oxidised"];
const MOTIFS: &[&str] = &["plain", "lozenge", "stripes", "ladder"];

const PIECES: [(Kind, Slots); 17] = [
    (
        Kind::Box,
        &[
            ("wood", WOODS),
            ("inlay", INLAYS),
            ("motif", &["border", "grid", "star", "rosette"]),
            ("density", &["light", "rich"]),
            ("hinge", &["brass", "steel"]),
            ("finish", FINISHES),
            ("lining", &["natural", "indigo", "garnet", "olive"]),
        ],
    ),
    (
        Kind::Board,
        &[("wood", WOODS), ("inlay", INLAYS), ("game", &["chess", "backgammon", "both"]), ("finish", FINISHES)],
    ),
    (Kind::Bowl, &[("wood", WOODS), ("rim", &["plain", "lemon", "ebony"]), ("finish", FINISHES)]),
    (
        Kind::Bottle,
        &[
            ("glass", &["amber", "blue", "clear"]),
            ("cap", &["pump", "dropper", "cork"]),
            ("label", &["white", "kraft", "blue"]),
        ],
    ),
    (
        Kind::Jar,
        &[("lid", &["cork", "metal"]), ("content", &["classic", "dark"]), ("ribbon", &["none", "blue", "natural"])],
    ),
    (
        Kind::Soap,
        &[
            ("tone", &["cream", "rose", "ghassoul", "charcoal"]),
            ("wrap", &["none", "paper", "raffia"]),
            ("stamp", &["none", "leaf", "star"]),
        ],
    ),
    (
        Kind::Rug,
        &[
            ("field", WOOLS),
            ("motif_tone", WOOLS),
            ("motif", MOTIFS),
            ("pile", &["flat", "low", "high"]),
            ("fringe", &["yes", "no"]),
        ],
    ),
    (Kind::Cushion, &[("field", WOOLS), ("motif_tone", WOOLS), ("motif", MOTIFS), ("back", &["linen", "wool"])]),
    (
        Kind::Throw,
        &[
            ("field", WOOLS),
            ("motif_tone", WOOLS),
            ("pattern", &["bands", "border", "checks"]),
            ("pompoms", &["none", "natural", "coloured"]),
        ],
    ),
    (
        Kind::Bag,
        &[
            ("body", BODIES),
            ("band", BANDS),
            ("handle", &["leather", "raffia"]),
            ("weave", &["plain", "chevron", "openwork"]),
        ],
    ),
    (Kind::Hat, &[("body", BODIES), ("band", BANDS), ("brim", &["narrow", "wide"])]),
    (
        Kind::Shoe,
        &[("body", BODIES), ("toe", &["round", "pointed"]), ("sole", &["leather", "rubber"]), ("trim", BANDS)],
    ),
    (Kind::Ring, &[("band", &["plain", "hammered", "filigree"]), ("stone", STONES), ("finish", SILVERS)]),
    (
        Kind::Pendant,
        &[
            ("shape", &["tizerzai", "khamsa", "disc"]),
            ("stone", STONES),
            ("filigree", &["light", "rich"]),
            ("finish", SILVERS),
            ("chain", &["none", "short", "long"]),
        ],
    ),
    (Kind::Cuff, &[("pattern", &["plain", "engraved", "filigree"]), ("stone", STONES), ("finish", SILVERS)]),
    (
        Kind::Lamp,
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
        &[
            ("cover", &["leather", "wool"]),
            ("field", WOOLS),
            ("motif_tone", WOOLS),
            ("motif", &["star", "rosette", "lozenge", "plain"]),
            ("panels", &["eight", "twelve"]),
            ("seam", &["stitched", "piped"]),
        ],
    ),
];

fn scene(kind: Kind, dimensions_mm: [i64; 3], look: &[(&str, &str)], text: &str) -> Scene {
    Scene {
        kind,
        dimensions_mm,
        look: look.iter().map(|&(slot, value)| (slot.to_owned(), value.to_owned())).collect(),
        text: text.to_owned(),
    }
}

/// Every scene in which any two slots take any of their values, the others their first.
fn scenes(text: &str) -> impl Iterator<Item = Scene> {
    PIECES.into_iter().flat_map(move |(kind, slots)| {
        let mut found = Vec::new();
        for (index, &(one, values)) in slots.iter().enumerate() {
            for &value in values {
                found.push(scene(kind, [0; 3], &[(one, value)], text));
                for &(other, others) in &slots[index + 1..] {
                    found.extend(
                        others.iter().map(|&second| scene(kind, [0; 3], &[(one, value), (other, second)], text)),
                    );
                }
            }
        }
        found
    })
}

/// Asserts that tags are closed in order, that attributes are quoted, and that every reference has its id.
fn assert_well_formed(svg: &str, what: &Scene) {
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(!text.contains('>'), "stray > in {text:?} of {what:?}");
        let end = rest[start..].find('>').expect("a tag ends") + start;
        let tag = &rest[start + 1..end];
        assert!(!tag.contains('<'), "tag inside a tag: {tag:?} of {what:?}");
        assert_eq!(tag.matches('\'').count() % 2, 0, "quotes of {tag:?} in {what:?}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {what:?}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().expect("a name"));
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "left open: {open:?} in {what:?}");
    let references = svg.split("url(#").skip(1).map(|part| &part[..part.find(')').expect("a closed url")]);
    let uses = svg.split("href='#").skip(1).map(|part| &part[..part.find('\'').expect("a closed href")]);
    for id in references.chain(uses) {
        assert_eq!(svg.matches(&format!("id='{id}'")).count(), 1, "id {id} in {what:?}");
    }
}

#[test]
fn every_pair_of_values_yields_small_well_formed_svg() {
    for what in scenes("Yasmine & سعاد") {
        let svg = draw(&what);
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 800\""));
        assert!(svg.len() <= 14_600, "{} bytes: {what:?}", svg.len());
        assert!(!svg.contains("style"), "{what:?}");
        assert!(!svg.contains(['@', '~', '^', '%', '$']), "a mark without its number in {what:?}");
        assert_well_formed(&svg, &what);
    }
}

#[test]
fn the_richest_pieces_stay_small() {
    for motif in ["border", "grid", "star", "rosette"] {
        for wood in WOODS {
            let what = scene(
                Kind::Box,
                [300, 200, 150],
                &[("wood", wood), ("inlay", "nacre"), ("motif", motif), ("density", "rich"), ("finish", "varnish")],
                "Yasmine & Karim",
            );
            let svg = draw(&what);
            assert!(svg.len() <= 14_600, "{} bytes: {what:?}", svg.len());
            assert_well_formed(&svg, &what);
        }
    }
    let what = scene(
        Kind::Board,
        [500, 500, 40],
        &[("wood", "burl"), ("inlay", "nacre"), ("game", "both"), ("finish", "varnish")],
        "",
    );
    assert!(draw(&what).len() <= 14_600, "{}", draw(&what).len());
    for field in ["indigo", "ivory"] {
        let what = scene(
            Kind::Rug,
            [3000, 3000, 0],
            &[("field", field), ("motif", "lozenge"), ("pile", "high"), ("motif_tone", "madder")],
            "",
        );
        assert!(draw(&what).len() <= 14_600, "{}", draw(&what).len());
    }
}

#[test]
fn every_value_of_every_slot_changes_the_picture() {
    for (kind, slots) in PIECES {
        for &(slot, values) in slots {
            for others in 0..4 {
                // The same company for all values, different each time.
                let company: Vec<(&str, &str)> =
                    slots.iter().map(|&(name, choice)| (name, choice[others % choice.len()])).collect();
                let drawn: Vec<String> = values
                    .iter()
                    .map(|&value| {
                        let mut look = company.clone();
                        look.push((slot, value));
                        draw(&scene(kind, [0; 3], &look, ""))
                    })
                    .collect();
                for (index, one) in drawn.iter().enumerate() {
                    for (other_index, other) in drawn.iter().enumerate().skip(index + 1) {
                        assert_ne!(
                            one, other,
                            "{kind:?} {slot}: {} and {} with {company:?}",
                            values[index], values[other_index]
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn unknown_slots_and_values_are_drawn_as_the_first_value() {
    for (kind, slots) in PIECES {
        let plain = draw(&scene(kind, [0; 3], &[], ""));
        for &(slot, values) in slots {
            assert_eq!(draw(&scene(kind, [0; 3], &[("nonsense", "1"), (slot, "<nonsense>")], "")), plain);
            assert_eq!(
                draw(&scene(kind, [0; 3], &[(slot, values[values.len() - 1]), (slot, values[0])], "")),
                plain,
                "a later entry wins"
            );
        }
    }
}

#[test]
fn hostile_text_is_escaped_and_bounded() {
    let hostile = "</text><script>alert('x')</script>&\"\u{202e}\u{0}\u{ffff}\n";
    for (kind, _) in PIECES {
        let look = [("band", "natural")];
        let svg = draw(&scene(kind, [0; 3], &look, hostile));
        assert!(
            !svg.contains("<script")
                && !svg.contains('\u{202e}')
                && !svg.contains('\u{0}')
                && !svg.contains('\u{ffff}'),
            "{kind:?}"
        );
        assert_well_formed(&svg, &scene(kind, [0; 3], &look, hostile));
        let long = draw(&scene(kind, [0; 3], &[], &"W".repeat(100_000)));
        assert!(long.len() < 16_000, "{kind:?}: {}", long.len());
    }
}

#[test]
fn text_is_lettered_in_the_font_of_its_script() {
    for kind in PIECES.map(|(kind, _)| kind) {
        // Nobody weaves a name into these.
        if matches!(kind, Kind::Rug | Kind::Cushion | Kind::Throw) {
            continue;
        }
        for (text, family) in [
            ("Inès 27", "Fraunces,Noto Naskh Arabic,Noto Sans Tifinagh' direction='ltr'"),
            ("Ali علي", "Fraunces,Noto Naskh Arabic,Noto Sans Tifinagh' direction='ltr'"),
            ("سعاد", "Noto Naskh Arabic,Fraunces' direction='rtl'"),
            ("علي Ali", "Noto Naskh Arabic,Fraunces' direction='rtl'"),
            ("ⵜⵉⵣⵏⵉⵜ", "Noto Sans Tifinagh,Fraunces' direction='ltr'"),
        ] {
            let svg = draw(&scene(kind, [0; 3], &[], text));
            assert!(
                svg.contains(&format!("{text}</text>")) && svg.contains(&format!("font-family='{family}")),
                "{kind:?} {text}"
            );
            assert!(!svg.contains("letter-spacing"));
        }
        assert!(!draw(&scene(kind, [0; 3], &[], "  ")).contains("<text"));
    }
}

#[test]
fn extreme_dimensions_keep_every_number_near_the_picture() {
    for (kind, slots) in PIECES {
        for sides in [
            [1, 1, 1],
            [i64::MAX; 3],
            [i64::MIN; 3],
            [6000, 10, 10],
            [10, 6000, 10],
            [10, 10, 6000],
            [i64::MAX, 1, i64::MAX],
        ] {
            for others in 0..4 {
                let company: Vec<(&str, &str)> =
                    slots.iter().map(|&(name, choice)| (name, choice[others % choice.len()])).collect();
                let what = scene(kind, sides, &company, "Yasmine");
                let svg = draw(&what);
                assert_well_formed(&svg, &what);
                for attribute in svg.split([' ', '<']).filter(|part| {
                    part.starts_with("cx='")
                        || part.starts_with("cy='")
                        || part.starts_with("x='")
                        || part.starts_with("y='")
                        || part.starts_with("width='")
                }) {
                    // Planes seen aslant are drawn in units of their own, up to one and a half times as long.
                    let number = attribute
                        .split('\'')
                        .nth(1)
                        .expect("a value")
                        .parse::<f64>()
                        .unwrap_or_else(|_| panic!("{attribute} in {what:?}"));
                    assert!((-700.0..=1400.0).contains(&number), "{attribute} in {what:?}");
                }
                for negative in ["width='-", "height='-", " r='-", "rx='-", "ry='-", "font-size='-"] {
                    assert!(!svg.contains(negative), "{negative} in {what:?}");
                }
            }
        }
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    for what in scenes("Fès") {
        assert_eq!(draw(&what), draw(&what.clone()));
    }
}
