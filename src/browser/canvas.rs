//! Draws a figure on a canvas, and tells the size that an element has.

use crate::view::chart::draw::{Figure, Palette, draw};
use crate::view::chart::place::Size;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlCanvasElement, ResizeObserver};

/// A canvas has at least this many pixels a CSS pixel: plotters places marks on whole pixels only,
/// and on a coarse screen that would be seen.
const LEAST_RATIO: f64 = 2.0;
/// More than this costs memory that a phone lacks, and nobody sees it.
const MOST_RATIO: f64 = 3.0;

/// Draws anew. Where there is no context, the words over the canvas and its table remain.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn paint(canvas: &HtmlCanvasElement, size: Size, figure: &Figure, palette: &Palette) {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(LEAST_RATIO, MOST_RATIO);
    // Setting the size also wipes it.
    canvas.set_width((size.width_px * ratio).round() as u32);
    canvas.set_height((size.height_px * ratio).round() as u32);
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
        let _ = draw(&backend.into_drawing_area(), figure, palette, ratio);
    }
}

/// Follows the size of an element. Dropping it ends that.
pub struct SizeWatch {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    pub fn new(element: &Element, changed: impl Fn(Size) + 'static) -> Self {
        let watched = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            changed(Size {
                width_px: f64::from(watched.client_width()),
                height_px: f64::from(watched.client_height()),
            });
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _callback: callback }
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
