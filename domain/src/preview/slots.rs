//! What can be chosen in each drawing.

use super::Kind;

/// A place of a drawing that a choice can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its name.
    pub name: &'static str,
    /// What can fill it; the first is drawn when nothing does.
    pub fillings: &'static [&'static str],
}

macro_rules! slots {
    ($($name:literal: $($filling:literal)+;)+) => {
        &[$(Slot { name: $name, fillings: &[$($filling),+] }),+]
    };
}

/// The slots of a drawing, in the order in which one thinks of them.
#[must_use]
pub const fn slots(kind: Kind) -> &'static [Slot] {
    match kind {
        Kind::Box => slots! {
            "wood": "thuya" "burl" "walnut"; "inlay": "none" "lemon" "ebony" "nacre";
            "motif": "border" "grid" "star" "rosette"; "density": "light" "rich"; "hinge": "brass" "steel";
            "finish": "wax" "varnish"; "lining": "natural" "indigo" "garnet" "olive";
        },
        Kind::Board => slots! {
            "wood": "thuya" "burl" "walnut"; "inlay": "none" "lemon" "ebony" "nacre";
            "game": "chess" "backgammon" "both"; "finish": "wax" "varnish";
        },
        Kind::Bowl => slots! {
            "wood": "thuya" "burl" "walnut"; "rim": "plain" "lemon" "ebony"; "finish": "wax" "varnish";
        },
        Kind::Bottle => slots! {
            "glass": "amber" "blue" "clear"; "cap": "pump" "dropper" "cork"; "label": "white" "kraft" "blue";
        },
        Kind::Jar => slots! {
            "lid": "cork" "metal"; "content": "classic" "dark"; "ribbon": "none" "blue" "natural";
        },
        Kind::Soap => slots! {
            "tone": "cream" "rose" "ghassoul" "charcoal"; "wrap": "none" "paper" "raffia"; "stamp": "none" "leaf" "star";
        },
        Kind::Rug => slots! {
            "field": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "motif_tone": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "motif": "plain" "lozenge" "stripes" "ladder"; "pile": "flat" "low" "high"; "fringe": "yes" "no";
        },
        Kind::Cushion => slots! {
            "field": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "motif_tone": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "motif": "plain" "lozenge" "stripes" "ladder"; "back": "linen" "wool";
        },
        Kind::Throw => slots! {
            "field": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "motif_tone": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "pattern": "bands" "border" "checks"; "pompoms": "none" "natural" "coloured";
        },
        Kind::Bag => slots! {
            "body": "natural" "indigo" "coral" "olive" "black";
            "band": "none" "natural" "indigo" "coral" "olive" "black";
            "handle": "leather" "raffia"; "weave": "plain" "chevron" "openwork";
        },
        Kind::Hat => slots! {
            "body": "natural" "indigo" "coral" "olive" "black";
            "band": "none" "natural" "indigo" "coral" "olive" "black"; "brim": "narrow" "wide";
        },
        Kind::Shoe => slots! {
            "body": "natural" "indigo" "coral" "olive" "black"; "toe": "round" "pointed"; "sole": "leather" "rubber";
            "trim": "none" "natural" "indigo" "coral" "olive" "black";
        },
        Kind::Ring => slots! {
            "band": "plain" "hammered" "filigree"; "stone": "none" "turquoise" "coral" "amber" "onyx";
            "finish": "bright" "oxidised";
        },
        Kind::Pendant => slots! {
            "shape": "tizerzai" "khamsa" "disc"; "stone": "none" "turquoise" "coral" "amber" "onyx";
            "finish": "bright" "oxidised"; "filigree": "light" "rich"; "chain": "none" "short" "long";
        },
        Kind::Cuff => slots! {
            "pattern": "plain" "engraved" "filigree"; "stone": "none" "turquoise" "coral" "amber" "onyx";
            "finish": "bright" "oxidised";
        },
        Kind::Lamp => slots! {
            "body": "natural" "indigo" "coral" "olive" "black";
            "band": "none" "natural" "indigo" "coral" "olive" "black";
            "weave": "plain" "chevron" "openwork"; "shape": "dome" "bell" "globe";
            "mount": "hung" "foot"; "light": "off" "on";
        },
        Kind::Pouf => slots! {
            "cover": "leather" "wool";
            "field": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "motif_tone": "natural" "ivory" "charcoal" "indigo" "madder" "saffron" "walnut";
            "motif": "star" "rosette" "lozenge" "plain"; "panels": "eight" "twelve"; "seam": "stitched" "piped";
        },
        Kind::Layers => slots! {
            "text": "centre" "top" "bottom"; "ink": "black" "white"; "proportions": "photo" "sides";
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preview::{Scene, draw};
    use std::collections::BTreeSet;

    #[test]
    fn every_filling_is_drawn_in_its_own_way() {
        for kind in Kind::ALL {
            let all = slots(kind);
            for slot in all {
                // Everything else at its richest: a tone shows only where there is a motif.
                let others = all.iter().filter(|other| other.name != slot.name);
                let rich: Vec<(String, String)> = others
                    .filter_map(|other| Some((other.name.to_owned(), (*other.fillings.last()?).to_owned())))
                    .collect();
                let drawing = |filling: &str| {
                    let mut look = rich.clone();
                    look.push((slot.name.to_owned(), filling.to_owned()));
                    draw(&Scene { kind, dimensions_mm: [300, 200, 120], look, text: "A".to_owned() })
                };
                let drawings: BTreeSet<String> = slot.fillings.iter().map(|filling| drawing(filling)).collect();
                assert_eq!(drawings.len(), slot.fillings.len(), "{kind:?} {}", slot.name);
                assert_eq!(drawing("no such filling"), drawing(slot.fillings[0]), "{kind:?} {}", slot.name);
            }
        }
    }
}
