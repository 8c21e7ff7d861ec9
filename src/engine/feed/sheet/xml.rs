//! What the XML of workbooks needs of the crate `quick-xml`.

use crate::engine::feed::zip::{Fault, Part};

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;

/// A part of a workbook, read as XML, one event after the other.
pub(super) struct Xml<'z, 'a> {
    reader: Reader<Part<'z, 'a>>,
    buffer: Vec<u8>,
}

impl<'z, 'a> Xml<'z, 'a> {
    pub(super) fn new(part: Part<'z, 'a>) -> Self {
        let mut reader = Reader::from_reader(part);
        let config = reader.config_mut();
        // Names of ends are not compared: that would hold as many as there are tags within each other.
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new() }
    }

    pub(super) fn next(&mut self) -> Result<Event<'_>, Fault> {
        self.buffer.clear();
        self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => Fault::from_io(&error),
            error => Fault::broken(error),
        })
    }
}

/// Returns the value of the attribute of this name, whatever its prefix.
pub(super) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(match found.value {
        Cow::Borrowed(raw) => unescape(raw).unwrap_or(Cow::Borrowed(raw)),
        Cow::Owned(raw) => Cow::Owned(raw),
    })
}

/// Adds what `&…;` stands for; an entity that XML does not know stays as it is written.
pub(super) fn push_entity(entity: &BytesRef<'_>, text: &mut String) {
    let name: &str = entity.as_ref();
    if let Some(known) = resolve_xml_entity(name) {
        text.push_str(known);
    } else if let Ok(Some(c)) = entity.resolve_char_ref() {
        text.push(c);
    } else {
        text.push('&');
        text.push_str(name);
        text.push(';');
    }
}

/// Adds the text of an event, if it has any.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(words) => text.push_str(&words.xml10_content()),
        Event::CData(words) => text.push_str(&words.xml10_content()),
        Event::GeneralRef(entity) => push_entity(entity, text),
        _ => {}
    }
}
