//! A member of the family as the files that `mogador seed` reads, so that a browser can be shown it.

use crate::family::{digest, product};
use domain::product::{Axis, Condition, Dimension, GroupKind, ProductModel, Rule};
use domain::quantity::{Basis, Measure};
use std::fmt::Write as _;
use std::fs::{create_dir_all, write};
use std::path::Path;

/// Writes categories, a shop and the product of a seed into a folder.
///
/// # Errors
/// What the file system answers.
pub fn write_seeds(seed: u64, folder: &Path) -> std::io::Result<()> {
    let model = product(seed);
    create_dir_all(folder.join("shops"))?;
    create_dir_all(folder.join("products"))?;
    let category = format!("[[category]]\nslug = \"thuya-wood\"\nname = {0}\nsummary = {0}\n", words("Bois"));
    write(folder.join("categories.toml"), category)?;
    write(folder.join("shops/bench.toml"), shop(&model))?;
    write(folder.join("products/hard.toml"), written(&model))
}

/// The same words in all languages: nobody reads them.
fn words(text: &str) -> String {
    format!("{{ ar = \"{text}\", fr = \"{text}\", en = \"{text}\" }}")
}

/// The shop has of each material what is there now; more never comes.
fn shop(model: &ProductModel) -> String {
    let mut out = String::from("slug = \"bench\"\ncraft = \"wood\"\nkind = \"workshop\"\nsince = 2000\n");
    for key in ["name", "tagline", "place", "story"] {
        let _ = writeln!(out, "{key} = {}", words("Banc"));
    }
    for (number, known) in digest(model).materials.iter().enumerate() {
        let opening = known.steps.first().map_or(0, |(amount, _)| *amount);
        let name = words(&format!("Laine {number}"));
        let _ = writeln!(
            out,
            "[[material]]\nslug = \"m{number}\"\nunit = \"mg\"\nname = {name}\norigin = {name}\nopening = \"{opening} mg\"\nnote = \"Stock\""
        );
    }
    out
}

fn written(model: &ProductModel) -> String {
    let mut out = format!(
        "slug = \"hard\"\nshop = \"bench\"\ncategory = \"thuya-wood\"\nbase_price = \"{}\"\nlead_days = {}\nstate = \"published\"\npreview = \"box\"\nlook = {{ wood = \"burl\", finish = \"wax\", density = \"light\" }}\n",
        decimal(model.base_price_minor, 2),
        model.lead_days
    );
    let [length, width, height] = &model.dimensions.each_ref().map(|side| side.fixed_mm);
    let _ =
        writeln!(out, "dimensions = {{ length = \"{length} mm\", width = \"{width} mm\", height = \"{height} mm\" }}");
    for key in ["name", "summary", "story", "care"] {
        let _ = writeln!(out, "{key} = {}", words("Produit"));
    }
    for index in 0..model.groups.len() {
        group(&mut out, model, index);
    }
    for line in &model.rules {
        rule(&mut out, model, line);
    }
    for line in &model.prices {
        // Thousandths are percent with one decimal, centimes dirhams with two.
        let share = line.measure.basis == Basis::PriceSoFar;
        let amount = decimal(line.measure.per.0, if share { 1 } else { 2 });
        let per = if share { String::from("percent") } else { per(model, line.measure) };
        let _ = writeln!(out, "[[price]]\nlabel = {}\namount = \"{amount}\"\nper = \"{per}\"", words("Prix"));
        let _ = writeln!(out, "when = {}", conditions(model, &line.when));
    }
    for line in &model.recipe {
        let number = domain::compact::Sheet::material_number(line.material);
        let (amount, per) = (line.measure.per.0, per(model, line.measure));
        let _ = writeln!(out, "[[recipe]]\nmaterial = \"m{number}\"\namount = \"{amount} mg\"\nper = \"{per}\"");
        let _ = writeln!(out, "waste_percent = {}\nwhen = {}", line.waste_permille / 10, conditions(model, &line.when));
    }
    for line in &model.work {
        let (minutes, per) = (line.measure.per.0, per(model, line.measure));
        let _ = writeln!(out, "[[work]]\nlabel = {}\nminutes = \"{minutes}\"\nper = \"{per}\"", words("Travail"));
        let _ = writeln!(out, "when = {}", conditions(model, &line.when));
    }
    out
}

fn group(out: &mut String, model: &ProductModel, index: usize) {
    let group = &model.groups[index];
    let label = words(&format!("Option {index}"));
    let empty = words("");
    let _ = writeln!(out, "[[group]]\nkey = \"{}\"\nlabel = {label}\nhelp = {empty}", group.key);
    if let GroupKind::Number { min, max, step, default, .. } = &group.kind {
        let _ = writeln!(out, "kind = \"number\"\nunit = \"mm\"\nmin = \"{min} mm\"\nmax = \"{max} mm\"");
        let _ = writeln!(out, "step = \"{step} mm\"\ndefault = \"{default} mm\"");
        let sets = |side: &Dimension| side.group == Some(index);
        if let Some(side) = model.dimensions.iter().position(sets) {
            let _ = writeln!(out, "axis = \"{}\"", name(Axis::ALL[side]));
        }
    }
    if let GroupKind::Choice { default, .. } = &group.kind {
        let _ = writeln!(out, "kind = \"choice\"\ndefault = \"{}\"", group.values()[*default].key);
    }
    for (at, value) in group.values().iter().enumerate() {
        let label = words(&format!("Valeur {at}"));
        let _ = writeln!(out, "[[group.value]]\nkey = \"{}\"\nlabel = {label}", value.key);
    }
}

fn rule(out: &mut String, model: &ProductModel, rule: &Rule) {
    let reason = words("Ces deux options ne vont pas ensemble, parce que la piece n'y tiendrait pas.");
    let _ = writeln!(out, "[[rule]]\nreason = {reason}\nwhen = {}", conditions(model, &rule.when));
    match (&rule.of[..], rule.at_least, rule.at_most) {
        ([then], 1, 1) => {
            let _ = writeln!(out, "then = {}", condition(model, then));
        }
        (of, at_least, at_most) => {
            let _ = writeln!(out, "of = {}\nat_least = {at_least}\nat_most = {at_most}", conditions(model, of));
        }
    }
}

fn conditions(model: &ProductModel, conditions: &[Condition]) -> String {
    let all: Vec<String> = conditions.iter().map(|one| condition(model, one)).collect();
    format!("[{}]", all.join(", "))
}

fn condition(model: &ProductModel, condition: &Condition) -> String {
    let group = &model.groups[condition.group()];
    match condition {
        Condition::OneOf { values, .. } => {
            let keys: Vec<String> = values.iter().map(|value| format!("\"{}\"", group.values()[*value].key)).collect();
            format!("{{ group = \"{}\", is = [{}] }}", group.key, keys.join(", "))
        }
        Condition::Between { min, max, .. } => {
            format!("{{ group = \"{}\", min = \"{min} mm\", max = \"{max} mm\" }}", group.key)
        }
    }
}

fn per(model: &ProductModel, measure: Measure) -> String {
    match measure.basis {
        Basis::Length(side) => format!("m {}", name(side)),
        Basis::Area(one, other) => format!("m2 {} {}", name(one), name(other)),
        Basis::Perimeter(one, other) => format!("m around {} {}", name(one), name(other)),
        Basis::Volume => String::from("dm3"),
        Basis::Characters(group) => format!("character {}", model.groups[group].key),
        Basis::Number(group) => format!("unit {}", model.groups[group].key),
        Basis::Fixed | Basis::PriceSoFar => String::from("fixed"),
    }
}

const fn name(side: Axis) -> &'static str {
    match side {
        Axis::Length => "length",
        Axis::Width => "width",
        Axis::Height => "height",
    }
}

/// A number of so many decimals.
fn decimal(number: i64, places: u32) -> String {
    let size = 10_i64.pow(places);
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.abs() / size, number.abs() % size);
    format!("{sign}{whole}.{rest:0width$}", width = places as usize)
}
