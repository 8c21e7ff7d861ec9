//! What charts look like: SVG of the marks, compared with `tests/it/charts`. After a wanted change:
//! `MIYAR_UPDATE_GOLDENS=1 cargo test --test it charts`, then look at the files.

use super::support::repository;
use miyar::engine::cube::window::Window;
use miyar::engine::day::Day;
use miyar::engine::kpi::Unit;
use miyar::view::chart::draw::{Figure, Palette, Rgb, draw};
use miyar::view::chart::line::{ALL_COLOUR, Line, LineStep, Lines, LinesFigure};
use miyar::view::chart::mix::{Bar, Mix, MixFigure, Series};
use miyar::view::chart::place::Size;
use miyar::view::chart::scatter::{Point, Scatter, ScatterFigure};
use miyar::view::chart::spark::{Spark, SparkFigure};
use miyar::view::chart::{Axis, Tick};
use miyar::view::page::Shown;
use miyar::view::text::Direction;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

const LARGEST_BYTES: usize = 20 * 1024;

fn palette() -> Palette {
    Palette {
        ink: Rgb(0, 0, 0),
        muted: Rgb(90, 90, 90),
        rule: Rgb(200, 200, 200),
        surface: Rgb(255, 255, 255),
        accent: Rgb(10, 90, 70),
        series: (0..13).map(|n| Rgb(n * 15, 100, 200 - n * 15)).collect(),
        lit: None,
    }
}

fn check(name: &str, figure: &Figure, width: u32, height: u32) {
    let mut svg = String::new();
    let backend = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
    draw(&backend, figure, &palette(), 1.0).unwrap();
    drop(backend);
    assert!(svg.len() <= LARGEST_BYTES, "{name}: {} bytes", svg.len());
    let path = repository("tests/it/charts").join(format!("{name}.svg"));
    if std::env::var_os("MIYAR_UPDATE_GOLDENS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &svg).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(svg == golden, "{name} looks different than {path:?}");
}

fn size(width: u32, height: u32) -> Size {
    Size { width_px: f64::from(width), height_px: f64::from(height) }
}

fn axis(ticks: &[f64]) -> Axis {
    let tick = |&value: &f64| Tick { value, label: format!("{value}") };
    Axis {
        title: "axis".into(),
        min: 0.0,
        max: ticks.last().copied().unwrap_or(1.0),
        ticks: ticks.iter().map(tick).collect(),
    }
}

fn nine() -> Shown {
    Shown { raw: Some(9.0), text: "9".into(), full: "9".into(), range: None, note: None }
}

#[test]
fn a_scatter_has_a_shape_a_channel() {
    let point = |colour: u8, x: f64, y: f64, weight: f64| Point {
        id: format!("c{colour}"),
        label: format!("Channel {colour}"),
        x,
        y,
        weight,
        colour,
        sentence: String::new(),
        is_small: false,
        shown: [nine(), nine()],
    };
    let points =
        vec![point(0, 10.0, 40.0, 1.0), point(1, 35.0, 12.0, 0.4), point(2, 60.0, 30.0, 0.2), point(3, 90.0, 8.0, 0.0)];
    let reference = Some((20.0, "all: 20".into()));
    let (x_kpi, y_kpi) = ("orders".into(), "cost_per_order".into());
    let scatter = Scatter {
        x_kpi,
        y_kpi,
        units: [Unit::Count, Unit::Money],
        x: axis(&[0.0, 50.0, 100.0]),
        y: axis(&[0.0, 25.0, 50.0]),
        points,
        reference,
    };
    for (name, direction) in [("scatter-ltr", Direction::Ltr), ("scatter-rtl", Direction::Rtl)] {
        let figure = ScatterFigure::lay_out(&scatter, size(480, 300), direction);
        check(name, &Figure::Scatter(figure), 480, 300);
    }
}

#[test]
fn a_bar_that_is_not_whole_is_hatched() {
    let bar = |label: &str, is_partial| Bar { label: label.into(), is_partial, total: nine() };
    let series = |colour: u8, shares: [Option<f64>; 3]| Series {
        id: format!("c{colour}"),
        label: format!("Channel {colour}"),
        colour,
        shares: shares.to_vec(),
        texts: vec![String::new(); 3],
    };
    let mix = Mix {
        kpi: "revenue".into(),
        unit: Unit::Money,
        y: axis(&[0.0, 0.5, 1.0]),
        bars: vec![bar("Aug", false), bar("Sep", false), bar("Oct", true)],
        series: vec![series(0, [Some(0.7), None, Some(0.4)]), series(1, [Some(0.3), None, Some(0.6)])],
    };
    for (name, direction) in [("mix-ltr", Direction::Ltr), ("mix-rtl", Direction::Rtl)] {
        let figure = MixFigure::lay_out(&mix, size(640, 120), direction);
        check(name, &Figure::Mix(figure), 640, 120);
    }
}

#[test]
fn a_spark_leaves_its_gaps() {
    let now = vec![Some(3.0), Some(4.0), None, Some(6.0), None, Some(2.0), Some(5.0)];
    let then = vec![Some(2.0), Some(2.5), Some(3.0), Some(3.0), Some(4.0), Some(4.0), Some(3.0)];
    let figure = SparkFigure::lay_out(&Spark { now, then, sentence: String::new() }, size(160, 40));
    check("spark", &Figure::Spark(figure), 160, 40);
}

#[test]
fn lines_break_at_gaps_and_a_step_that_is_not_whole_is_dashed() {
    let step = |nth: i32| {
        let day = Day::EPOCH.plus_days(nth);
        LineStep { label: format!("{nth}"), days: Window { from: day, to: day }, is_partial: nth == 4 }
    };
    let line = |colour: u8, values: [Option<f64>; 5]| Line {
        id: (colour != ALL_COLOUR).then(|| format!("c{colour}")),
        label: format!("Channel {colour}"),
        colour,
        values: values.to_vec(),
        texts: vec![String::new(); 5],
        then: if colour == ALL_COLOUR { vec![Some(30.0); 5] } else { Vec::new() },
    };
    let lines = Lines {
        kpi: "cost_per_order".into(),
        unit: Unit::Money,
        y: axis(&[0.0, 25.0, 50.0]),
        steps: (0..5).map(step).collect(),
        series: vec![
            line(ALL_COLOUR, [Some(20.0), Some(22.0), Some(25.0), Some(24.0), Some(12.0)]),
            line(0, [Some(40.0), Some(44.0), None, Some(48.0), Some(30.0)]),
            line(1, [None, Some(8.0), None, Some(10.0), Some(11.0)]),
        ],
    };
    for (name, direction) in [("lines-ltr", Direction::Ltr), ("lines-rtl", Direction::Rtl)] {
        let figure = LinesFigure::lay_out(&lines, size(640, 200), direction);
        check(name, &Figure::Lines(figure), 640, 200);
    }
}
