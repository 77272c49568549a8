//! Line drawings, 24 units square, in the colour of the text.

use leptos::prelude::*;

fn icon(paths: &'static str) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" inner_html=paths></svg>
    }
    .into_any()
}

/// The mark of the place: a blue door in a white wall.
pub fn brand() -> AnyView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" inner_html=r##"<rect width="32" height="32" rx="6" fill="#1B5E9B"/><path d="M9 26V14a7 7 0 0 1 14 0v12z" fill="#FBF9F4"/><path d="M11.5 26V14.2a4.5 4.5 0 0 1 9 0V26z" fill="#1B5E9B"/><path d="M16 10v16M12 17h8M12 21.500h8" stroke="#FBF9F4" stroke-width="1.1"/>"##></svg>
    }
    .into_any()
}

/// A plaited basket.
pub fn basket() -> AnyView {
    icon(r#"<path d="M4 10h16l-1.600 9.500H5.600z"/><path d="M8 10a4 4 0 0 1 8 0M9.500 13v4M14.500 13v4"/>"#)
}

/// To keep.
pub fn heart() -> AnyView {
    icon(
        r#"<path d="M12 20C5 15.500 3.500 12 3.500 9a4.300 4.300 0 0 1 8.500-1.500A4.300 4.300 0 0 1 20.500 9c0 3-1.500 6.500-8.500 11z"/>"#,
    )
}

/// A warning sign.
pub fn warning() -> AnyView {
    icon(r#"<path d="M12 4 2.800 20h18.400z"/><path d="M12 10v4.500M12 17.200v.1"/>"#)
}

/// Done.
pub fn check() -> AnyView {
    icon(r#"<path d="m4.500 12.500 5 5 10-11"/>"#)
}

/// Something that is being written.
pub fn pencil() -> AnyView {
    icon(r#"<path d="m4.500 19.500 1-4.500L16 4.500l3.500 3.500L9 18.500z"/><path d="m13.500 7 3.500 3.500"/>"#)
}

/// A day.
pub fn calendar() -> AnyView {
    icon(
        r#"<rect x="4" y="5.500" width="16" height="14.500" rx="1.500"/><path d="M4 10h16M8.500 3.500v4M15.500 3.500v4"/>"#,
    )
}

/// A new order: a folded letter.
pub fn letter() -> AnyView {
    icon(r#"<rect x="3.500" y="6" width="17" height="12.500" rx="1.200"/><path d="m4 7 8 6.500L20 7"/>"#)
}

/// Work under way: a mallet and a chisel.
pub fn tools() -> AnyView {
    icon(r#"<path d="m5 19 8.500-8.500M11.500 6.500l6 6 2.500-2.500-6-6z"/><path d="m4 15.500 4.500 4.500"/>"#)
}

/// A parcel.
pub fn parcel() -> AnyView {
    icon(r#"<path d="m12 3.500 8 4v9l-8 4-8-4v-9z"/><path d="m4 7.500 8 4 8-4M12 11.500v9M8 5.500l8 4"/>"#)
}

/// What is made one after the other: bars, each a little later.
pub fn queue() -> AnyView {
    icon(r#"<path d="M4 4v16"/><path d="M6.500 7H13M9.500 12H17M13.500 17h6.500" stroke-width="2.600"/>"#)
}

/// A shelf with raw material.
pub fn shelf() -> AnyView {
    icon(
        r#"<path d="M4 4v16M20 4v16M4 12h16M4 19h16"/><circle cx="8.500" cy="9.500" r="2.200"/><circle cx="14" cy="9.500" r="2.200"/><path d="M8 19v-4h5v4"/>"#,
    )
}

/// A photograph.
pub fn picture() -> AnyView {
    icon(
        r#"<rect x="3.500" y="5" width="17" height="14" rx="1.500"/><path d="m3.500 16.500 5-5 4 4 2.500-2.500 5.500 5.500"/><circle cx="15.500" cy="9" r="1.400"/>"#,
    )
}

/// On its way.
pub fn van() -> AnyView {
    icon(
        r#"<path d="M2.500 6.500h11v10h-11zM13.500 10h4l4 3.500v3h-8z"/><circle cx="7" cy="17.500" r="1.800"/><circle cx="17" cy="17.500" r="1.800"/>"#,
    )
}

/// At home: a door.
pub fn door() -> AnyView {
    icon(r#"<path d="M3.500 20.500h17M6.500 20.500V10a5.500 5.500 0 0 1 11 0v10.500"/><path d="M14.200 14.500v.1"/>"#)
}

/// Called off.
pub fn cross() -> AnyView {
    icon(r#"<path d="m6 6 12 12M18 6 6 18"/>"#)
}

/// Came back.
pub fn back() -> AnyView {
    icon(r#"<path d="M9 5 4.500 9.500 9 14"/><path d="M4.500 9.500H14a5 5 0 0 1 0 10H9"/>"#)
}
