//! Turns figures into what a person reads. Pure: no DOM; language and number format are parameters.
//!
//! [`route`] and [`query`] are the state that a link carries; [`text`] and [`number`] are the words
//! and numbers of a language; [`page`] has one model a page; [`chart`] has the geometry of charts,
//! [`export`] what leaves the page.

pub mod against;
pub mod age;
pub mod calendar;
pub mod certainty;
pub mod change;
pub mod chart;
pub mod closer;
pub mod compare;
pub mod destination;
pub mod display;
pub mod export;
pub mod number;
pub mod page;
pub mod period;
pub mod query;
pub mod route;
pub mod saved_views;
pub mod scene;
pub mod search;
pub mod shortcut;
pub mod size;
pub mod spread;
pub mod step;
pub mod target;
pub mod text;
pub mod trail;
pub mod words;
