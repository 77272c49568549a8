//! The picture. Each family of drawings is fetched when it is first drawn.

use super::page::later;
use domain::preview::{Family, Scene, argan, layers, raffia, silver, sketch, weaving, wood};
use std::cell::OnceCell;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

thread_local! {
    /// Who goes on drawing when something came that was waited for.
    static WAITING: OnceCell<Box<dyn Fn()>> = const { OnceCell::new() };
}

/// A picture that is being drawn.
pub type Drawing = Pin<Box<dyn Future<Output = String>>>;

/// Names the one who goes on drawing when the drawings have come, or could not be fetched; only the first is kept.
pub fn when_there(go_on: impl Fn() + 'static) {
    WAITING.with(|waiting| drop(waiting.set(Box::new(go_on))));
}

/// The picture, if its drawings are there; otherwise the one who waits is called. An executor would weigh 2 kB in each
/// visit, for the one thing that a page ever waits for.
pub fn poll(drawing: &mut Drawing) -> Option<String> {
    match drawing.as_mut().poll(&mut Context::from_waker(&Waker::from(Arc::new(GoOn)))) {
        Poll::Ready(drawn) => Some(drawn),
        Poll::Pending => None,
    }
}

struct GoOn;

impl Wake for GoOn {
    fn wake(self: Arc<Self>) {
        // Not here: who wakes may hold what the next step needs.
        later(|| WAITING.with(|waiting| waiting.get().map_or((), |go_on| go_on())));
    }
}

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
