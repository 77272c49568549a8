//! The picture. Each family of drawings is fetched when it is first drawn.

use domain::preview::{Craft, Scene, argan, raffia, silver, weaving, wood};
use wasm_split_helpers::wasm_split;

pub async fn draw(scene: Scene) -> String {
    match scene.kind.craft() {
        Craft::Wood => draw_wood(scene).await,
        Craft::Argan => draw_argan(scene).await,
        Craft::Weaving => draw_weaving(scene).await,
        Craft::Raffia => draw_raffia(scene).await,
        Craft::Silver => draw_silver(scene).await,
    }
}

#[wasm_split(draw_wood)]
fn draw_wood(scene: Scene) -> String {
    wood::draw(&scene)
}

#[wasm_split(draw_argan)]
fn draw_argan(scene: Scene) -> String {
    argan::draw(&scene)
}

#[wasm_split(draw_weaving)]
fn draw_weaving(scene: Scene) -> String {
    weaving::draw(&scene)
}

#[wasm_split(draw_raffia)]
fn draw_raffia(scene: Scene) -> String {
    raffia::draw(&scene)
}

#[wasm_split(draw_silver)]
fn draw_silver(scene: Scene) -> String {
    silver::draw(&scene)
}
