//! The browser entry. The page's loader calls it once for each island.

use rlsf::SmallGlobalTlsf;
use wasm_bindgen::prelude::wasm_bindgen;

/// A small allocator: the one of the library weighs 2 kB more in each visit.
#[global_allocator]
static ALLOCATOR: SmallGlobalTlsf = SmallGlobalTlsf::new();

/// Wakes an island of the page, given the name of its component.
#[wasm_bindgen]
pub fn wake(island: &str) {
    app::configurator::wake(island);
}

/// Room among the constants. cargo-leptos gives each file its own constants, within the bytes that the linker had for
/// all of them; where they do not fit, they all stay in the first file. Nothing refers to the room: no file holds it.
#[used]
static ROOM: [u8; 1024] = [0; 1024];
