//! What is kept of the form, and what is said about it.

use super::*;

fn wool() -> MaterialForm {
    MaterialForm {
        name: Localised { ar: "صوف".into(), fr: " Laine ".into(), en: String::new() },
        unit: "milligram".into(),
        pack: "bag".into(),
        holds: "25 kg".into(),
        waste: "12,5".into(),
        threshold: "2 sacs".into(),
        supply_days: "14".into(),
        ..MaterialForm::default()
    }
}

fn refused(form: &MaterialForm, settled: Option<Unit>) -> Vec<(&'static str, &'static str)> {
    let mistakes = form.check(settled).expect_err("refused");
    mistakes.into_iter().map(|(field, mistake)| (field.code(), mistake.code())).collect()
}

#[test]
fn what_is_written_is_kept_with_every_language_filled() {
    let kept = wool().check(None).expect("kept");
    assert_eq!(kept.name, Localised { ar: "صوف".into(), fr: "Laine".into(), en: "Laine".into() });
    assert_eq!(kept.origin, Localised::default());
    assert_eq!(kept.free_slug(&[]), "laine");
    assert_eq!(kept.free_slug(&["laine".into(), "laine-2".into()]), "laine-3");
    let buying = Some(BuyingUnit { pack: Pack::Bag, holds: 25_000_000 });
    let terms =
        MaterialTerms { buying, waste_permille: 125, threshold: 50_000_000, supply_days: Some(14), one_time: false };
    assert_eq!((kept.unit, kept.terms), (Unit::Milligram, terms));
    let numbered = MaterialForm { name: Localised { fr: "3 mm".into(), ..wool().name }, ..wool() };
    assert_eq!(numbered.check(None).expect("kept").free_slug(&[]), "material-3-mm");
    let bare = MaterialForm { name: wool().name, unit: "piece".into(), ..MaterialForm::default() };
    assert_eq!(bare.check(None).expect("kept").terms, MaterialTerms::default());
}

#[test]
fn every_mistake_is_said_with_its_field() {
    let wrong = MaterialForm {
        name: Localised::default(),
        origin: Localised { en: "a\u{202e}b".into(), ..Localised::default() },
        holds: "0 kg".into(),
        waste: "501".into(),
        threshold: "3 skeins".into(),
        supply_days: "366".into(),
        ..wool()
    };
    assert_eq!(
        refused(&wrong, None),
        [
            ("name_fr", "required"),
            ("origin_en", "unreadable"),
            ("holds", "required"),
            ("waste", "waste"),
            ("threshold", "unknown_unit"),
            ("supply_days", "days"),
        ]
    );
    assert_eq!(refused(&MaterialForm { pack: "barrel".into(), ..wool() }, None)[0], ("pack", "unknown"));
    assert_eq!(refused(&MaterialForm { pack: String::new(), ..wool() }, None)[0], ("pack", "required"));
    assert_eq!(refused(&MaterialForm { holds: String::new(), ..wool() }, None)[0], ("holds", "required"));
    assert_eq!(refused(&MaterialForm { holds: "-1 kg".into(), ..wool() }, None)[0], ("holds", "not_a_number"));
    assert_eq!(refused(&MaterialForm { unit: String::new(), ..wool() }, None), [("unit", "required")]);
    assert_eq!(refused(&MaterialForm { unit: "mile".into(), ..wool() }, None), [("unit", "unknown")]);
}

#[test]
fn a_settled_unit_stays() {
    let settled = Some(Unit::Milligram);
    assert!(wool().check(settled).is_ok());
    assert_eq!(
        MaterialForm { unit: String::new(), ..wool() }.check(settled).map(|kept| kept.unit),
        Ok(Unit::Milligram)
    );
    assert_eq!(refused(&MaterialForm { unit: "piece".into(), ..wool() }, settled), [("unit", "unit_settled")]);
}
