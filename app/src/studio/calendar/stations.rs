//! The looms and benches of the shop, each with its own small forms.

use super::{Desk, field, save};
use crate::i18n::m;
use domain::id::StationId;
use domain::planning::{Span, Station};
use leptos::prelude::*;

impl Desk<'_> {
    /// All of them, and the form for one more.
    pub(super) fn stations(self) -> AnyView {
        let (cx, stations) = (self.cx, &self.page.calendar.stations);
        view! {
            <section class="part" aria-labelledby="stations-title">
                <h2 id="stations-title">{cx.t(m::planning::STATIONS)}</h2>
                <p class="quiet-ink">{cx.t(m::planning::STATIONS_TEXT)}</p>
                {stations.iter().map(|station| self.station(station)).collect_view()}
                <details open=self.draft.is_some_and(|draft| field(draft, "what") == "add_station")>
                    <summary>{cx.t(m::planning::ADD_STATION)}</summary>
                    {self.form("add_station", None, view! {
                        {self.about("add_station", "", 1, true)} {save(cx, m::planning::ADD_STATION)}
                    }.into_any())}
                </details>
            </section>
        }
        .into_any()
    }

    fn station(self, station: &Station) -> AnyView {
        let (cx, id) = (self.cx, station.id.to_string());
        let open = self.draft.is_some_and(|draft| field(draft, "station") == id);
        let (name, places) = (station.name.get(cx.lang).as_str(), u32::from(station.places));
        let place = |what: &str| [what, "-", &id].concat();
        view! {
            <details open=open data-station=station.key.clone()>
                <summary>{name.to_owned()} " · " <span class="quiet-ink">{cx.n(m::planning::PLACES_COUNT, places)}</span></summary>
                {self.form("station", None, view! {
                    {hidden(station.id)}
                    {self.about(&place("station"), name, station.places, station.holds)}
                    {save(cx, m::planning::SAVE_STATION)}
                }.into_any())}
                <h3>{cx.t(m::planning::DOWN)}</h3>
                <ul class="rows">{station.down.iter().map(|span| self.down(station.id, *span)).collect_view()}</ul>
                {self.form("down", None, view! {
                    {hidden(station.id)} {self.days(&place("down"))} {save(cx, m::planning::ADD_DOWN)}
                }.into_any())}
            </details>
        }
        .into_any()
    }

    /// What a station is called, how many there are, and whether pieces stay on it.
    fn about(self, place: &str, name: &str, places: u16, holds: bool) -> AnyView {
        let cx = self.cx;
        let ticked = if self.came_back(place) { self.typed(place, "holds", String::new()) == "true" } else { holds };
        view! {
            <div class="columns">
                {self.field("name", cx.t(m::planning::STATION_NAME), "", name.to_owned(), "text", place)}
                {self.field("places", cx.t(m::planning::PLACES), "", places.to_string(), "text", place)}
            </div>
            <label class="tick">
                <input type="checkbox" name="holds" value="true" checked=ticked/>
                <span>{cx.t(m::planning::HOLDS)}</span>
            </label>
        }
        .into_any()
    }

    fn down(self, station: StationId, span: Span) -> AnyView {
        let cx = self.cx;
        let text = cx.f(m::studio::FROM_TO, &[("from", &cx.day(span.from)), ("to", &cx.day(span.to))]);
        let body = view! {
            {hidden(station)}
            <input type="hidden" name="from" value=span.from.iso()/>
            <input type="hidden" name="to" value=span.to.iso()/>
            <button class="link" type="submit">{cx.t(m::studio::REMOVE_SPAN)}<span class="visually-hidden">" " {text.clone()}</span></button>
        };
        view! { <li class="card"><p>{text.clone()}</p> {self.form("up", None, body.into_any())}</li> }.into_any()
    }
}

fn hidden(station: StationId) -> AnyView {
    view! { <input type="hidden" name="station" value=station.to_string()/> }.into_any()
}
