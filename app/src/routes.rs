//! The one table of pages. The server builds its router from it; tests walk it.

use crate::page::{Answer, Handler, PageContext};
use crate::{account, cart, checkout, order, storefront, studio};
use std::pin::Pin;

/// Who may see a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everybody.
    Public,
    /// Whoever is signed in.
    Signed,
    /// Whoever works for the shop that the address names.
    ShopMember,
    /// Whoever runs the shop that the address names.
    Coordinator,
}

/// One page.
pub struct Route {
    /// Path pattern, beginning with `/{lang}`.
    pub pattern: &'static str,
    /// Who may see it.
    pub role: Role,
    /// Makes the page.
    pub handler: Handler,
}

macro_rules! routes {
    ($($pattern:literal $role:ident $handler:path),+ $(,)?) => {
        &[$(Route {
            pattern: $pattern,
            role: Role::$role,
            handler: |page: PageContext| -> Pin<Box<dyn Future<Output = Answer> + Send>> { Box::pin($handler(page)) },
        }),+]
    };
}

/// The one page that may use the camera.
pub const CAMERA: &str = "/{lang}/studio/{shop}/scan";

/// All pages.
pub const ROUTES: &[Route] = routes![
    "/{lang}" Public storefront::home::page,
    "/{lang}/categories/{slug}" Public storefront::category::page,
    "/{lang}/pieces" Public storefront::pieces::page,
    "/{lang}/favourites" Public storefront::favourites::page,
    "/{lang}/search" Public storefront::search::page,
    "/{lang}/products/{slug}" Public storefront::product::page,
    "/{lang}/shops/{slug}" Public storefront::shop::page,
    "/{lang}/shops/{slug}/legal" Public storefront::info::legal,
    "/{lang}/about" Public storefront::info::page,
    "/{lang}/ordering" Public storefront::info::page,
    "/{lang}/delivery" Public storefront::info::page,
    "/{lang}/returns" Public storefront::info::page,
    "/{lang}/privacy" Public storefront::info::page,
    "/{lang}/terms" Public storefront::info::page,
    "/{lang}/contact" Public storefront::info::page,
    "/{lang}/members/{slug}" Public storefront::member::page,
    "/{lang}/designs/{code}" Public storefront::design::page,
    "/{lang}/cart" Public cart::page,
    "/{lang}/checkout" Public checkout::page,
    "/{lang}/orders/{token}" Public order::page,
    "/{lang}/sign-in" Public account::sign_in_page,
    "/{lang}/account" Signed account::page,
    "/{lang}/studio" Signed studio::home::choose,
    "/{lang}/studio/{shop}" ShopMember studio::home::page,
    "/{lang}/studio/{shop}/orders" Coordinator studio::orders::page,
    "/{lang}/studio/{shop}/orders/{id}" Coordinator studio::order::page,
    "/{lang}/studio/{shop}/orders/{id}/sheets" Coordinator studio::labels::sheets::page,
    "/{lang}/studio/{shop}/labels/{kind}/{id}" Coordinator studio::labels::page,
    "/{lang}/studio/{shop}/scan" Coordinator studio::labels::scan::page,
    "/{lang}/studio/{shop}/calendar" Coordinator studio::calendar::page,
    "/{lang}/studio/{shop}/queue" Coordinator studio::queue::page,
    "/{lang}/studio/{shop}/what-if" Coordinator studio::what_if::page,
    "/{lang}/studio/{shop}/makeable" Coordinator studio::makeable::page,
    "/{lang}/studio/{shop}/shortages" Coordinator studio::shortages::page,
    "/{lang}/studio/{shop}/efficiency" Coordinator studio::efficiency::page,
    "/{lang}/studio/{shop}/price-shares" Coordinator studio::price_shares::page,
    "/{lang}/studio/{shop}/visits" Coordinator studio::visits::page,
    "/{lang}/studio/{shop}/work" ShopMember studio::today::page,
    "/{lang}/studio/{shop}/work/{id}" ShopMember studio::work::page,
    "/{lang}/studio/{shop}/statements" Coordinator studio::statement::all,
    "/{lang}/studio/{shop}/statements/{member}" ShopMember studio::statement::page,
    "/{lang}/studio/{shop}/materials" ShopMember studio::materials::page,
    "/{lang}/studio/{shop}/materials/{slug}" ShopMember studio::material::page,
    "/{lang}/studio/{shop}/materials/{slug}/edit" Coordinator studio::write_material::edit_page,
    "/{lang}/studio/{shop}/materials/{slug}/recipe" Coordinator studio::recipe::page,
    "/{lang}/studio/{shop}/materials/{slug}/make" Coordinator studio::make::page,
    "/{lang}/studio/{shop}/batches" Coordinator studio::batches::page,
    "/{lang}/studio/{shop}/batches/{id}" Coordinator studio::batch::page,
    "/{lang}/studio/{shop}/places" Coordinator studio::places::page,
    "/{lang}/studio/{shop}/lots/{id}" Coordinator studio::lot::page,
    "/{lang}/studio/{shop}/stocktake" ShopMember studio::stocktake::page,
    "/{lang}/studio/{shop}/new-material" Coordinator studio::write_material::new_page,
    "/{lang}/studio/{shop}/purchases" Coordinator studio::purchases::page,
    "/{lang}/studio/{shop}/purchases/{id}" Coordinator studio::purchases::order::page,
    "/{lang}/studio/{shop}/purchases/{id}/paper" Coordinator studio::purchases::paper::page,
    "/{lang}/studio/{shop}/new-purchase" Coordinator studio::purchases::draft::new_page,
    "/{lang}/studio/{shop}/suppliers" Coordinator studio::suppliers::page,
    "/{lang}/studio/{shop}/suppliers/{id}" Coordinator studio::suppliers::write::edit_page,
    "/{lang}/studio/{shop}/new-supplier" Coordinator studio::suppliers::write::new_page,
    "/{lang}/studio/{shop}/export" Coordinator studio::export::page,
    "/{lang}/studio/{shop}/export/{file}" Coordinator studio::export::file::page,
    "/{lang}/studio/{shop}/products" Coordinator studio::products::page,
    "/{lang}/studio/{shop}/products/{id}" Coordinator studio::products::product::page,
    "/{lang}/studio/{shop}/products/{id}/file" Coordinator studio::products::file::page,
    "/{lang}/studio/{shop}/products/{id}/see" Coordinator studio::products::see::page,
    "/{lang}/studio/{shop}/products/{id}/{part}" Coordinator studio::products::part::page,
    "/{lang}/studio/{shop}/pictures" ShopMember studio::pictures::page,
    "/{lang}/studio/{shop}/pictures/{picture}" ShopMember studio::picture::page,
];
