//! Pictures that were uploaded: who they belong to and what is known of them. The files lie elsewhere.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{ProductId, ShopId};
use domain::picture::{Focus, Ground};
use uuid::Uuid;

/// Whose a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureOwner {
    /// A shop's.
    Shop(ShopScope),
    /// A visitor's, by the id of the session.
    Session(Uuid),
}

impl PictureOwner {
    pub(crate) fn shop(&self) -> Option<Uuid> {
        match self {
            Self::Shop(scope) => Some(scope.shop().0),
            Self::Session(_) => None,
        }
    }

    pub(crate) const fn session(&self) -> Option<Uuid> {
        match self {
            Self::Shop(_) => None,
            Self::Session(session) => Some(*session),
        }
    }
}

/// A kept picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRow {
    /// Code: 128 random bits as 32 hexadecimal digits; its files are named by it.
    pub id: String,
    /// Width in pixels, the right way up.
    pub width: u32,
    /// Height in pixels, the right way up.
    pub height: u32,
    /// Size of the file that was sent, in bytes.
    pub original_bytes: i64,
    /// Size of all files that were made, in bytes.
    pub stored_bytes: i64,
    /// Mean colour, `0xRRGGBB`.
    pub mean_rgb: u32,
    /// When it was kept.
    pub created_ms: i64,
    /// Whether it has AVIF files, which are made later than the others.
    pub has_avif: bool,
    /// Where the eye goes.
    pub focus: Focus,
    /// What stands in its place until it is there; pictures of earlier releases have none.
    pub ground: Option<Ground>,
}

/// What an owner has on the shelf.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShelfLevel {
    /// How many pictures.
    pub pictures: i64,
    /// Size of all their files, in bytes.
    pub stored_bytes: i64,
}

queries! { pictures:
    /// An owner's pictures, newest first.
    read fn pictures(owner: &PictureOwner, limit: i64) -> Vec<PictureRow>;
    /// The owner's picture that was made from the file with this SHA-256.
    read fn picture_of_original(owner: &PictureOwner, sha256: &[u8]) -> Option<String>;
    /// A picture of any visitor; a shop's is none.
    read fn visitor_picture(id: &str) -> Option<PictureRow>;
    /// The pictures that were given for a design, oldest first.
    read fn design_pictures(fingerprint: &str) -> Vec<PictureRow>;
    /// The pictures that a version of a product is shown with, by code.
    read fn version_pictures(product: ProductId, version: u32) -> Vec<PictureRow>;
    /// The picture of a shop that was made from the file with this SHA-256, for one who loads a catalogue.
    read fn catalogue_picture(shop: ShopId, sha256: &[u8]) -> Option<PictureRow>;
    /// How much an owner has.
    read fn picture_shelf(owner: &PictureOwner) -> ShelfLevel;
    /// Makes others who add pictures for this owner wait until the transaction ends.
    quiet fn hold_picture_shelf(owner: &PictureOwner) -> ();
    /// Adds a picture; `false` when the owner has one of the same original.
    write fn add_picture(owner: &PictureOwner, picture: &PictureRow, sha256: &[u8]) -> bool;
    /// Adds a picture of a shop that comes with a catalogue. `false` when the shop has one of the same original.
    write fn add_catalogue_picture(shop: ShopId, picture: &PictureRow, sha256: &[u8]) -> bool;
    /// Notes that a design that goes into a cart needs a visitor's picture; `false` when it is not there. One that is
    /// removed at the same moment may be a conflict of `foreign_key`.
    quiet fn keep_design_picture(fingerprint: &str, id: &str, now_ms: i64) -> bool;
    /// Lets go of the pictures of designs that no cart took since `before_ms`, and that stand in no order and in no cart
    /// that was used since `cart_ms` or whose session began since then: a sign-in renews it.
    quiet fn release_design_pictures(before_ms: i64, cart_ms: i64) -> ();
    /// Removes visitors' pictures that are older and belong to no design, `limit` at most; answers what they were.
    write fn drop_idle_pictures(before_ms: i64, limit: i64) -> Vec<PictureRow>;
    /// Removes the oldest picture of a visitor that belongs to no design; `None` when there is none, or the owner is a shop.
    write fn drop_oldest_idle_picture(owner: &PictureOwner) -> Option<PictureRow>;
    /// Gives up making AVIF files of pictures that were tried so often, unless somebody is at it.
    quiet fn give_up_avif(most_tries: i64, now_ms: i64) -> ();
    /// Takes the shop's picture that has waited longest for its AVIF files, and counts a try; until `until_ms` nobody else
    /// takes it.
    quiet fn claim_avif(now_ms: i64, until_ms: i64) -> Option<PictureRow>;
    /// Takes back that a try was counted.
    quiet fn uncount_avif(id: &str) -> ();
    /// Notes that a picture has AVIF files, of so many bytes together; `false` when it is gone.
    write fn finish_avif(id: &str, more_bytes: i64) -> bool;
    /// Says where the eye goes on a picture; `false` when the owner has no such picture.
    write fn set_picture_focus(owner: &PictureOwner, id: &str, focus: Focus) -> bool;
    /// Removes a picture and answers what it was; `None` when the owner has no such picture. One that another table
    /// refers to is a conflict of `foreign_key`.
    write fn remove_picture(owner: &PictureOwner, id: &str) -> Option<PictureRow>;
}
