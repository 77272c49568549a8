//! Photographs of pieces that were made, as the page of a product shows them.

use crate::pictures::PictureRow;
use domain::product::{ProductModel, ProductText};
use domain::text::{Lang, Localised};

/// A photograph, and what is seen on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The picture.
    pub picture: PictureRow,
    /// What is seen on it, for those who do not see it.
    pub alt: Localised,
}

/// The photographs of a product, in their order, from pictures among which they are.
pub(crate) fn of_product(model: &ProductModel, text: &Localised<ProductText>, pictures: &[PictureRow]) -> Vec<Photo> {
    let photos = model.guide.photos.iter().enumerate();
    let shown = photos.filter_map(|(at, code)| {
        let alt = |lang: Lang| text.get(lang).photos.get(at).cloned().unwrap_or_default();
        let picture = pictures.iter().find(|picture| picture.id == *code)?.clone();
        Some(Photo { picture, alt: Localised { ar: alt(Lang::Ar), fr: alt(Lang::Fr), en: alt(Lang::En) } })
    });
    shown.collect()
}
