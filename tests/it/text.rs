//! The formatter of messages against Fluent's own, and what the build refuses.

use super::words::{Binary, files};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use miyar::view::text::{Arg, Lang, Plural, Text};
use std::collections::{BTreeMap, BTreeSet};

#[path = "../../scripts/messages/catalogue.rs"]
mod catalogue;

use catalogue::{Catalogue, Source};

/// Both sides of each step of the two languages' rules. None is past 102: from 103 on `intl_pluralrules` 7.0.2, which
/// `fluent-bundle` asks, forgets the «% 100» of the Arabic rules and has «103 طلب» for «103 طلبات».
const COUNTS: [f64; 16] = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 11.0, 12.0, 21.0, 50.0, 99.0, 100.0, 101.0, 102.0];

/// What a person or a feed may have written, among it what a careless reader would take for marks of its own.
const VALUES: [&str; 4] = ["٣٬٠٠٠", "Email البريد", "{$name} \u{2068}(x)\u{2069}\u{1}\u{2}x\u{3}", ""];

/// Finds the variables of a message: name → whether it chooses the plural form.
fn variables<'s>(pattern: &Pattern<&'s str>, found: &mut BTreeMap<&'s str, bool>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable {
                expression: Expression::Select { selector: InlineExpression::VariableReference { id }, variants },
            } => {
                found.insert(id.name, true);
                variants.iter().for_each(|variant| variables(&variant.value, found));
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                found.entry(id.name).or_insert(false);
            }
            PatternElement::Placeable { .. } | PatternElement::TextElement { .. } => {}
        }
    }
}

#[test]
fn every_message_reads_as_fluent_would_have_it() {
    let mut n_compared = 0;
    for (lang, binary) in Lang::ALL.into_iter().flat_map(|lang| Binary::ALL.map(|binary| (lang, binary))) {
        let text = binary.text(lang);
        for source in files(lang, binary).values() {
            let mut bundle = FluentBundle::new(vec![lang.id().parse().unwrap()]);
            bundle.add_resource(FluentResource::try_new(source.clone()).unwrap()).unwrap();
            for entry in fluent_syntax::parser::parse(source.as_str()).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let of_bundle = bundle.get_message(message.id.name).unwrap();
                let own =
                    message.value.map(|pattern| (message.id.name.to_owned(), pattern, of_bundle.value().unwrap()));
                let attributes = message.attributes.into_iter().map(|part| {
                    let theirs = of_bundle.get_attribute(part.id.name).unwrap().value();
                    (format!("{}.{}", message.id.name, part.id.name), part.value, theirs)
                });
                for (id, pattern, theirs) in own.into_iter().chain(attributes) {
                    let mut names = BTreeMap::new();
                    variables(&pattern, &mut names);
                    let mut compare = |ours: &[(&str, Arg<'_>)]| {
                        let mut args = FluentArgs::new();
                        for (name, arg) in ours {
                            match *arg {
                                Arg::Text(value) => args.set(*name, value.to_owned()),
                                Arg::Count(count) => args.set(*name, count),
                            }
                        }
                        let due = bundle.format_pattern(theirs, Some(&args), &mut Vec::new());
                        assert_eq!(text.find(&id, ours).as_deref(), Some(&*due), "{lang:?}: {id} with {ours:?}");
                        n_compared += 1;
                    };
                    // As given to a caller who forgets the variables, then with them.
                    compare(&[]);
                    for (count, value) in COUNTS.into_iter().flat_map(|count| VALUES.map(|value| (count, value))) {
                        let arg = |chooses: bool| if chooses { Arg::Count(count) } else { Arg::Text(value) };
                        compare(&names.iter().map(|(name, chooses)| (*name, arg(*chooses))).collect::<Vec<_>>());
                    }
                }
            }
        }
    }
    assert!(n_compared > 40_000, "only {n_compared} compared: the files were not found");
}

#[test]
fn plural_forms_are_those_of_cldr() {
    for lang in Lang::ALL {
        let rules = PluralRules::try_new_cardinal(lang.id().parse::<Locale>().unwrap().into()).unwrap();
        let large = [1_000_002, 1_000_011, 4_294_967_296, 9_007_199_254_740_991_u64];
        for count in (0..=2000).chain(large) {
            let due = match rules.category_for(count) {
                PluralCategory::Zero => Plural::Zero,
                PluralCategory::One => Plural::One,
                PluralCategory::Two => Plural::Two,
                PluralCategory::Few => Plural::Few,
                PluralCategory::Many => Plural::Many,
                PluralCategory::Other => Plural::Other,
            };
            assert_eq!(lang.plural(count as f64), due, "{lang:?}: {count}");
        }
        for count in [-1.0, -2.0, -11.0, 0.5, 1.5, 2.000001, 1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(lang.plural(count), Plural::Other, "{lang:?}: {count}");
        }
    }
}

#[test]
fn each_binary_has_its_own_messages_only() {
    for lang in Lang::ALL {
        let (page, desk, own) = (Text::of_page(lang), Text::of_desk(lang), Text::of_own(lang));
        assert_eq!((desk.find("import-tab", &[]), own.find("kpi-revenue", &[])), (None, None));
        assert!(own.find("import-tab", &[]).is_some() && own.find("problem-empty-file", &[]).is_some());
        assert_eq!((page.find("kpi-revenue", &[]), desk.find("skip", &[])), (None, None));
        assert!(page.find("skip", &[]).is_some() && desk.find("kpi-revenue.meaning", &[]).is_some());
        assert_eq!(
            (desk.find("", &[]), desk.find("kpi-revenue.", &[]), page.get("no-such")),
            (None, None, "no-such".into())
        );
    }
}

/// Compiles an English and an Arabic text.
fn compile(en: &str, ar: &str) -> Result<Catalogue, Vec<String>> {
    let source = |lang: &str, text: &str| Source { lang: lang.into(), file: format!("{lang}.ftl"), text: text.into() };
    Catalogue::compile(&[&source("en", en), &source("ar", ar)])
}

#[test]
fn the_build_refuses_what_it_cannot_read_and_says_where() {
    for (message, fault) in [
        ("a = { -brand }", "en.ftl: \"a\" has a reference to a term"),
        ("a = A\n-brand = B", "en.ftl: \"-brand\" is a term"),
        ("a = { b }", "en.ftl: \"a\" has a reference to a message"),
        ("a = A\n    .b = { NUMBER($n) }", "en.ftl: \"a.b\" has a function"),
        ("a = { 1 }", "en.ftl: \"a\" has a number literal"),
        ("a = { \"{\" }", "en.ftl: \"a\" has a text literal"),
        ("a = { { $n } }", "en.ftl: \"a\" has braces within braces"),
        ("a = A\u{1}", "en.ftl: \"a\" has a control character"),
        ("a = A { $n ->\n   *[other] B\n}", "en.ftl: \"a\" has plural forms within other words"),
        ("a = { $n ->\n   *[other] { $m ->\n       *[other] B\n    }\n}", "en.ftl: \"a\" has plural forms within"),
        ("a = { $n ->\n    [1] A\n   *[other] B\n}", "en.ftl: \"a\" has the form [1]"),
        ("a = { $n ->\n    [lots] A\n   *[other] B\n}", "en.ftl: \"a\" has the form [lots]"),
        ("a = { $n ->\n   *[one] A\n    [other] B\n}", "en.ftl: \"a\" has a default form that is not *[other]"),
        ("a = { $n ->\n    [one] A\n    [one] A\n   *[other] B\n}", "en.ftl: \"a\" has the form [one] twice"),
        ("a = { $n ->\n   *[other] { $n }\n}", "en.ftl: \"a\" has $n in its words"),
        ("a = A\na = B", "en.ftl: \"a\" stands twice"),
        ("a = A\nb = {", "en.ftl, line 2: "),
        ("a = A\nb = B", "the language \"ar\" lacks the message \"b\""),
        ("", "the language \"en\" lacks the message \"a\""),
    ] {
        let faults = compile(message, "a = ا").expect_err(message);
        assert!(faults.iter().any(|said| said.starts_with(fault)), "{message:?}: {faults:?}");
    }
    let good = compile("b = B\na = { $n }\n    .x = X { $n }", "a = { $n } ا\n    .x = س\nb =\n    ب\n    ت").unwrap();
    let ids: BTreeSet<_> = good.ids.split('\u{1}').collect();
    assert_eq!(ids, BTreeSet::from(["a", "a.x", "b"]));
    assert_eq!(good.patterns["en"], "\u{2}n\u{3}\u{1}X \u{2068}\u{2}n\u{3}\u{2069}\u{1}B");
    assert_eq!(good.patterns["ar"], "\u{2068}\u{2}n\u{3}\u{2069} ا\u{1}س\u{1}ب\nت");
}
