//! The looms and benches of a shop.

use super::{CalendarProblem, MOST_STATIONS, StationForm, Stop};
use crate::Error;
use domain::authoring::slug_of_words;
use domain::id::StationId;
use domain::planning::{Calendar, MOST_PLACES, Station};
use domain::text::{Lang, Localised, count_chars};

/// Most letters of a name.
const LONGEST_NAME: usize = 60;

/// Adds a station at the end, with a key that product files can call it by.
pub(super) fn add(calendar: &mut Calendar, form: &StationForm, id: StationId) -> Result<(), Stop> {
    if calendar.stations.len() >= MOST_STATIONS {
        return Err(Stop::Problem(CalendarProblem::TooMany));
    }
    let (name, places) = (name(form)?, places(form)?);
    let name = Localised { ar: name.clone(), fr: name.clone(), en: name };
    let stem = Some(slug_of_words(&name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "station".to_owned());
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let is_free = |key: &String| calendar.stations.iter().all(|known| known.key != *key);
    let key = std::iter::once(stem.clone()).chain(numbered).find(is_free).unwrap_or_default();
    calendar.stations.push(Station { key, name, ..Station::new(id, places, form.holds) });
    Ok(())
}

/// Takes over what a form says of a station; its key stays, for products name it.
pub(super) fn change(calendar: &mut Calendar, id: StationId, form: &StationForm) -> Result<(), Stop> {
    let (name, places) = (name(form)?, places(form)?);
    let station = find(calendar, id)?;
    rename(&mut station.name, form.lang, name);
    (station.places, station.holds) = (places, form.holds);
    Ok(())
}

pub(super) fn find(calendar: &mut Calendar, id: StationId) -> Result<&mut Station, Stop> {
    calendar.stations.iter_mut().find(|known| known.id == id).ok_or(Stop::Failed(Error::NotFound))
}

fn name(form: &StationForm) -> Result<String, Stop> {
    let name = form.name.trim();
    let fits = !name.is_empty() && count_chars(name) <= LONGEST_NAME && !name.contains(char::is_control);
    fits.then(|| name.to_owned()).ok_or(Stop::Problem(CalendarProblem::StationName))
}

fn places(form: &StationForm) -> Result<u16, Stop> {
    let fits = (1..=MOST_PLACES).contains(&form.places);
    fits.then_some(form.places).ok_or(Stop::Problem(CalendarProblem::Places))
}

fn rename(names: &mut Localised, lang: Lang, name: String) {
    if names.ar == names.fr && names.fr == names.en {
        *names = Localised { ar: name.clone(), fr: name.clone(), en: name };
        return;
    }
    *match lang {
        Lang::Ar => &mut names.ar,
        Lang::Fr => &mut names.fr,
        Lang::En => &mut names.en,
    } = name;
}
