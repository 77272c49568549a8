//! An uploaded picture, in the width that the screen needs.

use domain::picture::{Format, file_name, height_of, widths};
use leptos::prelude::*;
use services::pictures::PictureRow;

/// An uploaded picture. `sizes` says how wide it is shown, as in HTML's `sizes`. Its place is kept while it loads.
pub fn photo(picture: &PictureRow, alt: String, sizes: &'static str) -> AnyView {
    let PictureRow { id: code, width, height, .. } = picture;
    let files = widths(*width, *height);
    let address = |file: u32, format| ["/media/picture/", &file_name(code, file, format)].concat();
    let set = |format| {
        let each: Vec<String> =
            files.iter().map(|file| [&address(*file, format), " ", &file.to_string(), "w"].concat()).collect();
        each.join(", ")
    };
    let widest = files.last().copied().unwrap_or(1);
    view! {
        <picture class="photo">
            {picture.has_avif.then(|| {
                view! { <source type=Format::Avif.media_type() srcset=set(Format::Avif) sizes=sizes/> }
            })}
            <source type=Format::Webp.media_type() srcset=set(Format::Webp) sizes=sizes/>
            <img
                src=address(widest, Format::Jpeg)
                srcset=set(Format::Jpeg)
                sizes=sizes
                alt=alt
                width=widest.to_string()
                height=height_of(widest, *width, *height).to_string()
                loading="lazy"
                decoding="async"
            />
        </picture>
    }
    .into_any()
}

/// The class of what cuts a picture to a square, so that where the eye goes stays in sight.
#[must_use]
pub fn frame(picture: &PictureRow) -> String {
    let [x, y] = picture.focus.quarters().map(|quarter| quarter.to_string());
    ["shot fx", &x, " fy", &y].concat()
}

/// The address of a picture in full, as a file that every reader knows.
#[must_use]
pub fn whole(picture: &PictureRow) -> String {
    let widest = widths(picture.width, picture.height).last().copied().unwrap_or(1);
    ["/media/picture/", &file_name(&picture.id, widest, Format::Jpeg)].concat()
}

/// The smallest file of an uploaded picture, for lists of many.
pub fn thumbnail(code: &str, alt: String, width: u32, height: u32) -> AnyView {
    let smallest = widths(width, height).first().copied().unwrap_or(1);
    let address = ["/media/picture/", &file_name(code, smallest, Format::Webp)].concat();
    let high = height_of(smallest, width, height).to_string();
    view! { <img class="photo" src=address alt=alt width=smallest.to_string() height=high loading="lazy" decoding="async"/> }
        .into_any()
}

/// What stands behind a picture while it loads: its nine colours, which the style blurs; of one that has none, its mean colour.
pub fn ground(picture: &PictureRow) -> AnyView {
    let (side, strokes) = match picture.ground {
        Some(ground) => ("0 0 3 3", ground.0.iter().enumerate().map(stroke).collect()),
        None => ("0 0 1 1", format!("<path stroke='#{:06x}' d='M0 .5h1'/>", picture.mean_rgb)),
    };
    view! { <svg class="photo-ground" viewBox=side preserveAspectRatio="none" aria-hidden="true" inner_html=strokes></svg> }
        .into_any()
}

/// A square of a colour, one wide: a line as thick as it is long.
fn stroke((at, colour): (usize, &u16)) -> String {
    format!("<path stroke='#{colour:03x}' d='M{} {}.5h1'/>", at % 3, at / 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::picture::{Focus, Ground};

    #[test]
    fn a_picture_names_the_files_that_exist_and_keeps_its_place() {
        let picture = PictureRow {
            id: "0123456789abcdef0123456789abcdef".to_owned(),
            width: 700,
            height: 1400,
            original_bytes: 1,
            stored_bytes: 1,
            mean_rgb: 0,
            created_ms: 0,
            has_avif: false,
            focus: Focus::MIDDLE,
            ground: None,
        };
        let html = crate::page::render(|| photo(&picture, "a <b>".to_owned(), "50vw"));
        for part in [
            "srcset=\"/media/picture/0123456789abcdef0123456789abcdef-320.webp 320w, ",
            "-700.webp 700w\"",
            "-700.jpg 700w\"",
            "width=\"700\"",
            "height=\"1400\"",
            "alt=\"a &lt;b&gt;\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("1280") && !html.contains("avif"), "{html}");
        let html =
            crate::page::render(|| photo(&PictureRow { has_avif: true, ..picture.clone() }, String::new(), "50vw"));
        let [avif, webp] = ["-700.avif 700w", "-700.webp 700w"].map(|file| html.find(file));
        assert!(avif.is_some() && avif < webp, "the smallest is offered first: {html}");
        assert_eq!(frame(&picture), "shot fx2 fy2");
        let plain = crate::page::render(|| ground(&picture));
        assert!(plain.contains("stroke='#000000'"), "{plain}");
        let picture = PictureRow { ground: Some(Ground([0x012; 9])), ..picture };
        let blurred = crate::page::render(|| ground(&picture));
        assert!(blurred.contains("<path stroke='#012' d='M2 1.5h1'/>") && blurred.len() < 450, "{blurred}");
    }
}
