//! The picture. Each family of drawings is fetched when it is first drawn.

use domain::preview::{Family, Scene, argan, layers, raffia, silver, sketch, weaving, wood};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// The picture of a scene; a sketch of it while the drawings of its family cannot be fetched: the picture before would be
/// that of another piece.
pub async fn draw(scene: Scene) -> String {
    let kept = scene.clone();
    let drawn = match scene.kind.family() {
        Family::Wood => draw_wood(scene).await,
        Family::Argan => draw_argan(scene).await,
        Family::Weaving => draw_weaving(scene).await,
        Family::Raffia => draw_raffia(scene).await,
        Family::Silver => draw_silver(scene).await,
        Family::Lamp => draw_lamp(scene).await,
        Family::Pouf => draw_pouf(scene).await,
        Family::Layers => draw_layers(scene).await,
    };
    drawn.unwrap_or_else(|_| sketch(&kept))
}

#[wasm_split(draw_wood, fallible)]
fn draw_wood(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(wood::draw(&scene))
}

#[wasm_split(draw_argan, fallible)]
fn draw_argan(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(argan::draw(&scene))
}

#[wasm_split(draw_weaving, fallible)]
fn draw_weaving(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(weaving::draw(&scene))
}

#[wasm_split(draw_raffia, fallible)]
fn draw_raffia(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(raffia::draw(&scene))
}

#[wasm_split(draw_silver, fallible)]
fn draw_silver(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(silver::draw(&scene))
}

#[wasm_split(draw_lamp, fallible)]
fn draw_lamp(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(raffia::draw_lamp(&scene))
}

#[wasm_split(draw_pouf, fallible)]
fn draw_pouf(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(weaving::draw_pouf(&scene))
}

#[wasm_split(draw_layers, fallible)]
fn draw_layers(scene: Scene) -> Result<String, SplitLoaderError> {
    Ok(layers::draw(&scene))
}
