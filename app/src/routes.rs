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
    "/{lang}/products/{slug}" Public storefront::product::page,
    "/{lang}/shops/{slug}" Public storefront::shop::page,
    "/{lang}/members/{slug}" Public storefront::member::page,
    "/{lang}/designs/{code}" Public storefront::design::page,
    "/{lang}/cart" Public cart::page,
    "/{lang}/checkout" Public checkout::page,
    "/{lang}/orders/{token}" Public order::page,
    "/{lang}/sign-in" Public account::sign_in_page,
    "/{lang}/account" Signed account::page,
    "/{lang}/studio" Signed studio::home::choose,
    "/{lang}/studio/{shop}" ShopMember studio::home::page,
    "/{lang}/studio/{shop}/orders" ShopMember studio::orders::page,
    "/{lang}/studio/{shop}/orders/{id}" ShopMember studio::order::page,
    "/{lang}/studio/{shop}/orders/{id}/sheets" ShopMember studio::labels::sheets::page,
    "/{lang}/studio/{shop}/labels/{kind}/{id}" ShopMember studio::labels::page,
    "/{lang}/studio/{shop}/scan" ShopMember studio::labels::scan::page,
    "/{lang}/studio/{shop}/calendar" ShopMember studio::calendar::page,
    "/{lang}/studio/{shop}/queue" ShopMember studio::queue::page,
    "/{lang}/studio/{shop}/what-if" ShopMember studio::what_if::page,
    "/{lang}/studio/{shop}/makeable" ShopMember studio::makeable::page,
    "/{lang}/studio/{shop}/shortages" ShopMember studio::shortages::page,
    "/{lang}/studio/{shop}/efficiency" ShopMember studio::efficiency::page,
    "/{lang}/studio/{shop}/materials" ShopMember studio::materials::page,
    "/{lang}/studio/{shop}/materials/{slug}" ShopMember studio::material::page,
    "/{lang}/studio/{shop}/materials/{slug}/edit" ShopMember studio::write_material::edit_page,
    "/{lang}/studio/{shop}/materials/{slug}/recipe" ShopMember studio::recipe::page,
    "/{lang}/studio/{shop}/materials/{slug}/make" ShopMember studio::make::page,
    "/{lang}/studio/{shop}/batches" ShopMember studio::batches::page,
    "/{lang}/studio/{shop}/batches/{id}" ShopMember studio::batch::page,
    "/{lang}/studio/{shop}/places" ShopMember studio::places::page,
    "/{lang}/studio/{shop}/lots/{id}" ShopMember studio::lot::page,
    "/{lang}/studio/{shop}/stocktake" ShopMember studio::stocktake::page,
    "/{lang}/studio/{shop}/new-material" ShopMember studio::write_material::new_page,
    "/{lang}/studio/{shop}/purchases" ShopMember studio::purchases::page,
    "/{lang}/studio/{shop}/purchases/{id}" ShopMember studio::purchases::order::page,
    "/{lang}/studio/{shop}/purchases/{id}/paper" ShopMember studio::purchases::paper::page,
    "/{lang}/studio/{shop}/new-purchase" ShopMember studio::purchases::draft::new_page,
    "/{lang}/studio/{shop}/suppliers" ShopMember studio::suppliers::page,
    "/{lang}/studio/{shop}/suppliers/{id}" ShopMember studio::suppliers::write::edit_page,
    "/{lang}/studio/{shop}/new-supplier" ShopMember studio::suppliers::write::new_page,
    "/{lang}/studio/{shop}/export" ShopMember studio::export::page,
    "/{lang}/studio/{shop}/export/{file}" ShopMember studio::export::file::page,
    "/{lang}/studio/{shop}/products" ShopMember studio::products::page,
    "/{lang}/studio/{shop}/products/{id}" ShopMember studio::products::product::page,
    "/{lang}/studio/{shop}/products/{id}/file" ShopMember studio::products::file::page,
    "/{lang}/studio/{shop}/products/{id}/see" ShopMember studio::products::see::page,
    "/{lang}/studio/{shop}/products/{id}/{part}" ShopMember studio::products::part::page,
    "/{lang}/studio/{shop}/pictures" ShopMember studio::pictures::page,
];
