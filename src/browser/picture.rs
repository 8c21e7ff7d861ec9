//! Turns an SVG into a PNG: the browser draws it as an image on a canvas.

use super::save::blob;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// Pixels of the PNG for each of the SVG's: sharp on paper and on dense screens.
const RATIO: f64 = 2.0;

/// Draws an SVG of this size in CSS pixels. It names no further file, so the canvas stays readable. `None`: the browser
/// refuses.
pub async fn png(svg: &str, width_px: f64, height_px: f64) -> Option<Blob> {
    let address = Url::create_object_url_with_blob(&blob(svg.as_bytes(), "image/svg+xml")?).ok()?;
    let drawn = drawn(&address, width_px, height_px).await;
    let _ = Url::revoke_object_url(&address);
    drawn
}

async fn drawn(address: &str, width_px: f64, height_px: f64) -> Option<Blob> {
    let document = web_sys::window()?.document()?;
    let image: HtmlImageElement = document.create_element("img").ok()?.dyn_into().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (width_px * RATIO, height_px * RATIO);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few thousand pixels; `as` saturates
    {
        canvas.set_width(width.round() as u32);
        canvas.set_height(height.round() as u32);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    let made = Promise::new(&mut |resolve, _| {
        let _ = canvas.to_blob(&resolve);
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
