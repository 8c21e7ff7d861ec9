//! Small signs, drawn with the pen of the page: one stroke in the colour of the text.

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Up,
    Down,
    Flat,
    /// Towards where reading begins; mirrored by the style sheet.
    Back,
    Forward,
    Close,
    About,
    Warning,
    Calendar,
    Sorted,
    Settings,
    Refresh,
    Undo,
    Redo,
    /// A mark in a book.
    Keep,
    Pen,
    Add,
    Check,
    Save,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Up => "M8 13V3M3.5 7.5 8 3l4.5 4.5",
            Self::Down => "M8 3v10M3.5 8.5 8 13l4.5-4.5",
            Self::Flat => "M3 8h10",
            Self::Back => "M10 3 5 8l5 5",
            Self::Forward => "m6 3 5 5-5 5",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::About => "M8 7.2v4.3M8 4.6v.2M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13",
            Self::Warning => "M8 6v4M8 12v.2M8 1.8 15 14H1z",
            Self::Calendar => "M2 3.5h12v10.5H2zM2 6.8h12M5 1.8v3M11 1.8v3",
            Self::Sorted => "m4 6 4 4 4-4",
            Self::Refresh => "M13.5 8a5.5 5.5 0 1 1-1.6-3.9L13.5 5.6M13.5 2v3.6H9.9",
            Self::Undo => "M6 2.5 2.5 6 6 9.5M2.5 6H10a4 4 0 0 1 0 8H6.5",
            Self::Redo => "M10 2.5 13.5 6 10 9.5M13.5 6H6a4 4 0 0 0 0 8h3.5",
            Self::Keep => "M4 2h8v12l-4-3-4 3z",
            Self::Pen => "m2.5 13.5.7-3.2L11 2.5l2.5 2.5-7.8 7.8z",
            Self::Check => "m3 8.5 3.5 3.5L13 4.5",
            Self::Add => "M8 3v10M3 8h10",
            Self::Save => "M8 2v8M4.5 6.5 8 10l3.5-3.5M2.5 13.5h11",
            Self::Settings => "M1 4.5h8M13 4.5h2M11 2.5v4M1 11.5h2M7 11.5h8M5 9.5v4",
        }
    }

    const fn is_directed(self) -> bool {
        matches!(self, Self::Back | Self::Forward | Self::Undo | Self::Redo)
    }
}

#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" data-directed=shape.is_directed().then_some("")>
            <path d=shape.path()></path>
        </svg>
    }
}
