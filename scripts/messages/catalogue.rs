//! A catalogue of messages: Fluent files of each language in, one packed string a language out.
//!
//! Every language has the same messages in the same order, so the ids are kept once. The part of Fluent that is
//! read is text, variables, attributes, and plural forms that are a whole message: all that the messages use.
//! Whatever else Fluent has is refused by name rather than read wrongly. `packed.rs` tells how it is packed.

#[path = "../../src/view/text/packed.rs"]
mod packed;
#[path = "../../src/view/text/plural.rs"]
#[allow(dead_code)]
mod plural;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser::parse;
use plural::Plural;
use std::collections::{BTreeMap, BTreeSet};

/// What a text may not contain.
const MARKS: [char; 5] = [packed::NEXT, packed::VARIABLE, packed::END, packed::SELECT, packed::FORM];

/// A Fluent file.
pub struct Source {
    pub lang: String,
    pub file: String,
    pub text: String,
}

/// What the binaries carry.
#[derive(Debug)]
pub struct Catalogue {
    /// The ids in the order of their bytes.
    pub ids: String,
    /// Language → its patterns, in the order of the ids.
    pub patterns: BTreeMap<String, String>,
}

/// The messages of one language: id → its packed pattern.
type Messages = BTreeMap<String, String>;

impl Catalogue {
    /// Packs the files, or returns everything that is wrong with them.
    pub fn compile(sources: &[&Source]) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let mut languages: BTreeMap<&str, Messages> = BTreeMap::new();
        for source in sources {
            read(source, languages.entry(&source.lang).or_default(), &mut faults);
        }
        let ids: BTreeSet<&String> = languages.values().flat_map(Messages::keys).collect();
        for (lang, messages) in &languages {
            let missing = ids.iter().filter(|id| !messages.contains_key(**id));
            faults
                .extend(missing.map(|id| format!("the language {lang:?} lacks the message {id:?}, which another has")));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let join = |texts: Vec<&str>| texts.join(&packed::NEXT.to_string());
        Ok(Self {
            ids: join(ids.iter().map(|id| id.as_str()).collect()),
            patterns: languages
                .iter()
                .map(|(lang, messages)| ((*lang).to_owned(), join(messages.values().map(String::as_str).collect())))
                .collect(),
        })
    }
}

fn read(source: &Source, messages: &mut Messages, faults: &mut Vec<String>) {
    let file = &source.file;
    let resource = parse(source.text.as_str()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let line = source.text.bytes().take(error.pos.start).filter(|byte| *byte == b'\n').count() + 1;
            faults.push(format!("{file}, line {line}: {error}"));
        }
        resource
    });
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name;
                let value = message.value.into_iter().map(|pattern| (id.to_owned(), pattern));
                let attributes = message.attributes.into_iter();
                for (id, pattern) in value.chain(attributes.map(|part| (format!("{id}.{}", part.id.name), part.value)))
                {
                    match pack(&pattern) {
                        Ok(_) if messages.contains_key(&id) => faults.push(format!("{file}: {id:?} stands twice")),
                        Ok(pattern) => drop(messages.insert(id, pattern)),
                        Err(fault) => faults.push(format!("{file}: {id:?} has {fault}")),
                    }
                }
            }
            Entry::Term(term) => {
                faults.push(format!("{file}: \"-{}\" is a term, which is not supported", term.id.name))
            }
            // Junk is among the parser's errors already.
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }
}

fn pack(pattern: &Pattern<&str>) -> Result<String, String> {
    match pattern.elements.as_slice() {
        [PatternElement::Placeable { expression: Expression::Select { selector, variants } }] => {
            pack_select(selector, variants)
        }
        _ => pack_plain(pattern),
    }
}

/// Packs a message that is a choice among plural forms.
fn pack_select(selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Result<String, String> {
    let InlineExpression::VariableReference { id: selector } = selector else {
        return Err("a choice by something else than a variable, which is not supported".into());
    };
    let mut packed = format!("{}{}", packed::SELECT, selector.name);
    let mut seen = BTreeSet::new();
    for Variant { key, value, default } in variants {
        let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = key;
        let Some(plural) = Plural::ALL.into_iter().find(|plural| plural.id() == *name) else {
            return Err(format!("the form [{name}], which is no plural form"));
        };
        if *default != (plural == Plural::Other) {
            return Err("a default form that is not *[other], the form that every language has".into());
        }
        if !seen.insert(plural.id()) {
            return Err(format!("the form [{name}] twice"));
        }
        let prints_selector = |element: &PatternElement<&str>| {
            matches!(element, PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id })
            } if id == selector)
        };
        if value.elements.iter().any(prints_selector) {
            let name = selector.name;
            return Err(format!("${name} in its words; it only chooses the form: print another variable"));
        }
        packed.push(packed::FORM);
        packed.push_str(plural.id());
        packed.push(packed::END);
        packed.push_str(&pack_plain(value)?);
    }
    Ok(packed)
}

/// Packs text and variables. A variable is isolated unless it stands alone, as Fluent's own formatter has it.
fn pack_plain(pattern: &Pattern<&str>) -> Result<String, String> {
    let is_alone = pattern.elements.len() == 1;
    let mut packed = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } if value.contains(MARKS) => {
                return Err("a control character in its text".into());
            }
            PatternElement::TextElement { value } => packed.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                let (open, close) = if is_alone { ("", "") } else { ("\u{2068}", "\u{2069}") };
                packed.push_str(&format!("{open}{}{}{}{close}", packed::VARIABLE, id.name, packed::END));
            }
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                return Err(format!("{}, which is not supported", name_of(inline)));
            }
            PatternElement::Placeable { expression: Expression::Select { .. } } => {
                return Err("plural forms within other words: let each form be the whole message".into());
            }
        }
    }
    Ok(packed)
}

fn name_of(inline: &InlineExpression<&str>) -> &'static str {
    match inline {
        InlineExpression::StringLiteral { .. } => "a text literal",
        InlineExpression::NumberLiteral { .. } => "a number literal",
        InlineExpression::FunctionReference { .. } => "a function",
        InlineExpression::MessageReference { .. } => "a reference to a message",
        InlineExpression::TermReference { .. } => "a reference to a term",
        InlineExpression::VariableReference { .. } => "a variable",
        InlineExpression::Placeable { .. } => "braces within braces",
    }
}
