//! Catalog: what is shown, and how it is filled.

mod card;
mod entry;
mod page;

pub(super) use card::{ProductCardRow, card_columns, product_card};
pub(crate) use card::{
    cards_by_slug, categories, category, listed_products, member_slugs, members, newest_cards, published_cards,
    shop_cards, shops,
};
pub(crate) use entry::{
    add_versions, count_products, keep_designs, product_head, put_category, put_member, put_products, put_shop,
    set_price_shares, slugs_before,
};
pub(crate) use page::{design, member, product, product_version, shop};

use super::{Connection, Db};
