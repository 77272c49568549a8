//! The picture. Each family of drawings is fetched when it is first drawn.

use domain::preview::{Craft, Scene, argan, raffia, silver, weaving, wood};
use leptos::prelude::lazy;

pub async fn draw(scene: Scene) -> String {
    match scene.kind.craft() {
        Craft::Wood => draw_wood(scene).await,
        Craft::Argan => draw_argan(scene).await,
        Craft::Weaving => draw_weaving(scene).await,
        Craft::Raffia => draw_raffia(scene).await,
        Craft::Silver => draw_silver(scene).await,
    }
}

#[lazy]
fn draw_wood(scene: Scene) -> String {
    wood::draw(&scene)
}

#[lazy]
fn draw_argan(scene: Scene) -> String {
    argan::draw(&scene)
}

#[lazy]
fn draw_weaving(scene: Scene) -> String {
    weaving::draw(&scene)
}

#[lazy]
fn draw_raffia(scene: Scene) -> String {
    raffia::draw(&scene)
}

#[lazy]
fn draw_silver(scene: Scene) -> String {
    silver::draw(&scene)
}
