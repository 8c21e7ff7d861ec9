//! Style sheets: they mirror by themselves, colours stand in one file, and everybody can read them.

use std::collections::BTreeMap;
use std::fs;

const PALE: usize = 0;
const DARK: usize = 1;

fn sheets() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/style");
    let mut sheets: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "css"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, without_comments(&fs::read_to_string(&path).unwrap()))
        })
        .collect();
    sheets.sort();
    assert!(sheets.len() > 5);
    sheets
}

fn without_comments(css: &str) -> String {
    css.split("/*").enumerate().map(|(n, part)| if n == 0 { part } else { part.split_once("*/").unwrap().1 }).collect()
}

/// Returns name and value of each declaration.
fn declarations(css: &str) -> impl Iterator<Item = (&str, &str)> {
    css.split(['{', '}', ';'])
        .filter_map(|part| part.trim().split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
}

#[test]
fn no_property_names_a_side_of_the_screen() {
    let is_physical = |name: &str| {
        let sides = ["left", "right", "top", "bottom"];
        let is_size = ["width", "height", "min-width", "max-width", "min-height", "max-height"].contains(&name);
        let has_side = name.split('-').any(|part| sides.contains(&part));
        is_size || has_side || ["float", "overflow-x", "overflow-y"].contains(&name)
    };
    for (sheet, css) in sheets() {
        for (name, value) in declarations(&css).filter(|(name, _)| !name.starts_with("--")) {
            assert!(!is_physical(name), "{sheet}: {name}: {value}");
            let aligns = ["text-align", "justify-content", "caption-side", "clear"].contains(&name);
            assert!(!(aligns && ["left", "right"].contains(&value)), "{sheet}: {name}: {value}");
        }
    }
}

#[test]
fn colours_stand_in_tokens_only() {
    for (sheet, css) in sheets().into_iter().filter(|(sheet, _)| sheet != "tokens.css") {
        for (name, value) in declarations(&css) {
            let is_colour = value.split([' ', ',', '(']).any(|word| {
                let is_hex = word.strip_prefix('#').is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
                is_hex || ["rgb", "rgba", "hsl", "oklch", "white", "black", "red"].contains(&word)
            });
            assert!(!is_colour, "{sheet}: {name}: {value}");
        }
    }
}

#[test]
fn neither_importance_nor_ids_decide() {
    for (sheet, css) in sheets() {
        assert!(!css.contains("!important"), "{sheet}");
        for selector in css.split('}').filter_map(|rule| rule.split_once('{')).map(|(selector, _)| selector) {
            assert!(!selector.contains('#'), "{sheet}: {selector}");
        }
    }
}

/// Returns a token's colour in a theme, through `var()` and `light-dark()`.
fn colour(tokens: &BTreeMap<String, String>, value: &str, theme: usize) -> [f64; 3] {
    if let Some(name) = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) {
        return colour(tokens, &tokens[name], theme);
    }
    if let Some(pair) = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) {
        let sides: Vec<&str> = pair.split(", ").collect();
        return colour(tokens, sides[theme], theme);
    }
    let hex = value.strip_prefix('#').unwrap_or_else(|| panic!("no colour: {value}"));
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Returns the declarations of a part of a sheet, from a rule's opening on.
fn block<'c>(css: &'c str, from: &str) -> &'c str {
    let inside = css.split_once(from).unwrap_or_else(|| panic!("tokens.css has no {from}")).1;
    inside.split("}\n}").next().unwrap()
}

fn tokens_css() -> String {
    sheets().into_iter().find(|(sheet, _)| sheet == "tokens.css").unwrap().1
}

fn tokens() -> BTreeMap<String, String> {
    let css = tokens_css();
    // The first word counts: later ones are for readers who ask for something else.
    let mut tokens = BTreeMap::new();
    for (name, value) in declarations(&css).filter(|(name, _)| name.starts_with("--")) {
        tokens.entry(name.to_owned()).or_insert_with(|| value.to_owned());
    }
    tokens
}

/// Returns the tokens as they are where a media query holds.
fn tokens_where(query: &str) -> BTreeMap<String, String> {
    let css = tokens_css();
    let own = declarations(block(&css, query)).filter(|(name, _)| name.starts_with("--"));
    let mut tokens = tokens();
    let n_own = own.map(|(name, value)| tokens.insert(name.to_owned(), value.to_owned())).count();
    assert!(n_own > 3, "{query} says something");
    tokens
}

/// Texts and the surfaces that they stand on.
const TEXTS: [(&str, [&str; 3]); 8] = [
    ("--ink", ["--surface", "--surface-sunk", "--surface-pressed"]),
    ("--ink-soft", ["--surface", "--surface-sunk", "--surface-pressed"]),
    ("--ink-muted", ["--surface", "--surface-sunk", "--surface-pressed"]),
    ("--accent", ["--surface", "--surface-sunk", "--on-accent"]),
    ("--accent-strong", ["--surface", "--surface-sunk", "--on-accent"]),
    ("--ink-better", ["--surface", "--surface-sunk", "--surface"]),
    ("--ink-worse", ["--surface", "--surface-sunk", "--surface"]),
    ("--ink-notice", ["--surface", "--surface-sunk", "--surface-notice"]),
];

/// Fails where a text differs less from one of its surfaces than it should (WCAG 2.2, contrast ratio).
fn check_texts(tokens: &BTreeMap<String, String>, least: f64) {
    for (theme, theme_name) in [(PALE, "light"), (DARK, "dark")] {
        for (ink, surfaces) in TEXTS {
            for surface in surfaces {
                let ratio = contrast(colour(tokens, &tokens[ink], theme), colour(tokens, &tokens[surface], theme));
                assert!(ratio >= least, "{theme_name}: {ink} on {surface}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn text_can_be_read_in_both_themes() {
    check_texts(&tokens(), 4.5);
}

#[test]
fn more_contrast_is_more_for_texts_edges_and_marks() {
    let (usual, tokens) = (tokens(), tokens_where("@media (prefers-contrast: more)"));
    check_texts(&tokens, 7.0);
    for (theme, theme_name) in [(PALE, "light"), (DARK, "dark")] {
        let of = |tokens: &BTreeMap<String, String>, name: &str| {
            contrast(colour(tokens, &tokens[name], theme), colour(tokens, &tokens["--surface"], theme))
        };
        assert!(of(&tokens, "--rule-strong") >= 4.5, "{theme_name}: the edge of a control");
        assert!(of(&tokens, "--rule") >= 3.0, "{theme_name}: a rule");
        for name in (1..=miyar::view::chart::draw::N_SERIES).map(|n| format!("--series-{n}")) {
            assert!(of(&tokens, &name) >= 3.0, "{theme_name}: {name}: {:.2}", of(&tokens, &name));
            assert!(of(&tokens, &name) >= of(&usual, &name), "{theme_name}: {name} is not paler than usual");
        }
    }
}

/// CSS Color 4, 6.2: which pairs of system colours a browser must keep apart.
#[test]
fn forced_colours_are_pairs_that_differ() {
    let tokens = tokens_where("@media (forced-colors: active)");
    for (ink, surfaces) in TEXTS {
        assert!(["CanvasText", "LinkText"].contains(&tokens[ink].as_str()), "{ink}: {}", tokens[ink]);
        for surface in surfaces {
            assert_eq!(tokens[surface], "Canvas", "{surface}");
        }
    }
    assert_eq!((tokens["--chosen"].as_str(), tokens["--on-chosen"].as_str()), ("Highlight", "HighlightText"));
    assert_eq!(tokens["--rule-strong"], "CanvasText");
}

#[test]
fn marks_and_edges_can_be_seen_in_both_themes() {
    let tokens = tokens();
    let series = (1..=u32::from(miyar::view::chart::draw::N_SERIES)).map(|n| format!("--series-{n}"));
    for (theme, theme_name) in [(PALE, "light"), (DARK, "dark")] {
        let surface = colour(&tokens, &tokens["--surface"], theme);
        let edge = contrast(colour(&tokens, &tokens["--rule-strong"], theme), surface);
        assert!(edge >= 3.0, "{theme_name}: the edge of a control: {edge:.2}");
        // WCAG asks for 3 where colour alone tells; here each mark has a name and a shape.
        for name in series.clone() {
            let ratio = contrast(colour(&tokens, &tokens[&name], theme), surface);
            assert!(ratio >= 2.2, "{theme_name}: {name}: {ratio:.2}");
        }
    }
}

/// What is of no use on paper is of none in a file that is taken along.
#[test]
fn what_an_explanation_leaves_out_of_print_is_left_out_of_a_snapshot_too() {
    let (_, css) = sheets().into_iter().find(|(name, _)| name == "explain.css").unwrap();
    let (_, print) = css.split_once("@media print").unwrap();
    let (selectors, rest) = print.split_once('{').unwrap().1.split_once('{').unwrap();
    assert!(rest.trim_start().starts_with("display: none"), "{print}");
    let source = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/browser/snapshot.rs")).unwrap();
    let (_, list) = source.split_once("const LEFT_OUT: &str = \"").unwrap();
    let (list, _) = list.split_once("\";").unwrap();
    let left_out: Vec<&str> = list.split(',').map(|part| part.trim_matches([' ', '\n', '\\'])).collect();
    for selector in selectors.split(',').map(str::trim) {
        assert!(left_out.contains(&selector), "{selector}");
    }
}
