//! A shop's file: its words, members, materials and stations.

use super::SeedError;
use super::format;
use super::recipe::{self, ReadRecipe};
use super::source::Source;
use domain::materials::{MaterialForm, MaterialTerms};
use domain::planning::MOST_PLACES;
use domain::pricing::PriceShares;
use domain::quantity::Unit;
use domain::text::Localised;
use store::catalog::{ShopCard, ShopKind, craft_from_code};
use toml::Spanned;

/// A shop that can be kept.
pub(super) struct ReadShop {
    pub source: Source,
    pub card: ShopCard,
    pub kind: ShopKind,
    pub since_year: u16,
    pub shares: Option<PriceShares>,
    pub is_of_women: bool,
    pub story: Localised,
    pub members: Vec<ReadMember>,
    pub materials: Vec<ReadMaterial>,
    pub stations: Vec<ReadStation>,
    pub recipes: Vec<ReadRecipe>,
}

/// A station that can be kept.
pub(super) struct ReadStation {
    pub key: String,
    pub name: Localised,
    pub places: u16,
    pub holds: bool,
}

/// A member that can be kept.
pub(super) struct ReadMember {
    pub slug: String,
    pub at: Spanned<String>,
    pub name: Localised,
    pub role: Localised,
    pub bio: Localised,
}

/// A material that can be kept.
pub(super) struct ReadMaterial {
    pub slug: String,
    pub at: Spanned<String>,
    pub unit: Unit,
    pub name: Localised,
    pub origin: Localised,
    pub terms: MaterialTerms,
    pub opening: i64,
    pub note: String,
}

pub(super) fn read(source: Source) -> Result<ReadShop, SeedError> {
    let shop: format::Shop = source.read()?;
    let craft = craft_from_code(shop.craft.get_ref())
        .ok_or_else(|| source.refuse(&shop.craft, "no such craft: wood, argan, weaving, raffia or silver"))?;
    let kind = ShopKind::from_code(shop.kind.get_ref())
        .ok_or_else(|| source.refuse(&shop.kind, "no such kind: workshop or cooperative"))?;
    if !(1000..=9999).contains(shop.since.get_ref()) {
        return Err(source.refuse(&shop.since, "a year has four digits"));
    }
    let no_whole = "materials, making, shop, platform, payment and tax are 1000 together";
    let shares =
        |parts: &Spanned<[u16; 6]>| PriceShares::new(*parts.get_ref()).ok_or_else(|| source.refuse(parts, no_whole));
    let shares = shop.shares.as_ref().map(shares).transpose()?;
    let mut members: Vec<ReadMember> = Vec::new();
    for written in shop.member {
        members.push(ReadMember {
            slug: source.slug(&written.slug)?,
            at: written.slug,
            name: source.words(&written.name)?,
            role: source.words(&written.role)?,
            bio: source.words(&written.bio)?,
        });
    }
    let mut materials: Vec<ReadMaterial> = Vec::new();
    for written in shop.material {
        let material = material(&source, written)?;
        if materials.iter().any(|other| other.slug == material.slug) {
            return Err(source.refuse(&material.at, format!("there is a material {:?} already", material.slug)));
        }
        materials.push(material);
    }
    let mut stations: Vec<ReadStation> = Vec::new();
    for written in shop.station {
        let station = station(&source, &written)?;
        if stations.iter().any(|other| other.key == station.key) {
            return Err(source.refuse(&written.slug, format!("there is a station {:?} already", station.key)));
        }
        stations.push(station);
    }

    let recipes = shop.recipe.into_iter().map(recipe::read).collect();
    Ok(ReadShop {
        recipes,
        card: ShopCard {
            slug: source.own_slug(&shop.slug)?,
            name: source.words(&shop.name)?,
            tagline: source.words(&shop.tagline)?,
            craft,
            place: source.words(&shop.place)?,
        },
        kind,
        since_year: *shop.since.get_ref(),
        shares,
        is_of_women: shop.of_women,
        story: source.words(&shop.story)?,
        members,
        materials,
        stations,
        source,
    })
}

fn station(source: &Source, written: &format::Station) -> Result<ReadStation, SeedError> {
    if !(1..=MOST_PLACES).contains(written.places.get_ref()) {
        return Err(source.refuse(&written.places, format!("a station has 1 to {MOST_PLACES} places")));
    }
    let (key, name) = (source.slug(&written.slug)?, source.words(&written.name)?);
    Ok(ReadStation { key, name, places: *written.places.get_ref(), holds: written.holds })
}

fn material(source: &Source, written: format::Material) -> Result<ReadMaterial, SeedError> {
    let unit = match written.unit.get_ref().as_str() {
        "mg" => Unit::Milligram,
        "ul" => Unit::Microlitre,
        "mm" => Unit::Millimetre,
        "mm2" => Unit::SquareMillimetre,
        "mm3" => Unit::CubicMillimetre,
        "piece" => Unit::Piece,
        other => {
            return Err(source.refuse(&written.unit, format!("{other:?} is no unit: mg, ul, mm, mm2, mm3 or piece")));
        }
    };
    let opening = source.quantity(unit, &written.opening)?;
    if opening < 0 {
        return Err(source.refuse(&written.opening, "an opening stock cannot be negative"));
    }
    let (name, origin) = (source.words(&written.name)?, source.words(&written.origin)?);
    let form = MaterialForm {
        name: name.clone(),
        origin: origin.clone(),
        pack: written.pack,
        holds: written.holds,
        waste: written.waste_percent,
        threshold: written.threshold,
        supply_days: written.supply_days,
        one_time: written.one_time,
        ..MaterialForm::default()
    };
    let said = form.check(Some(unit)).map_err(|mistakes| {
        let named = mistakes.iter().map(|(field, mistake)| [field.code(), ": ", mistake.code()].concat());
        source.refuse(&written.slug, named.collect::<Vec<_>>().join(", "))
    })?;
    Ok(ReadMaterial {
        slug: source.slug(&written.slug)?,
        at: written.slug,
        unit,
        name,
        origin,
        terms: said.terms,
        opening,
        note: written.note.trim().to_owned(),
    })
}
