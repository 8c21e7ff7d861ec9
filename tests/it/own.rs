//! A person's own files on their whole way: looked at, proposed, changed, opened by the desk.

use super::support::{card, check_shown};
use miyar::engine::day::Day;
use miyar::engine::feed::problem::{Problem, ProblemKind};
use miyar::view::number::{Locale, Plain};
use miyar::view::page::Body;
use miyar::view::page::import::{Choices, ImportModel};
use miyar::view::query::Query;
use miyar::work::alone;
use miyar::work::desk::{Desk, Surroundings};
use miyar::work::message::{Act, Ask, Reader, Tell, Visit};
use miyar::work::order::LOCAL;
use miyar::work::own::{OwnAct, OwnAsk, OwnDesk, OwnTell};
use miyar::work::peek::{self, Peeked};

/// As Excel saves a table in German.
const GERMAN: &str = "Day;Channel;Cost;Orders;Revenue\r\n\
                      01.03.2026;Email;10,50;4;1.234,56\r\n\
                      02.03.2026;Store;20,00;6;765,44\r\n\
                      31.03.2026;Email;0,50;5;1.000,00\r\n";

fn plain(_: Reader) -> Box<dyn Locale> {
    Box::new(Plain)
}

fn today() -> Day {
    Day::from_iso("2026-11-21").unwrap()
}

/// Asks for files to be looked at and returns what is to be looked at, as number and name.
fn inspect(desk: &mut OwnDesk, names: &[&str]) -> Vec<(u32, String)> {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let acts = desk.asked(OwnAsk::Inspect { names, today: today(), reader: Reader::default() });
    let peek = |(at, act)| match act {
        OwnAct::Peek { number, index, name } if index == at => (number, name),
        other => panic!("a look is due: {other:?}"),
    };
    acts.into_iter().enumerate().map(peek).collect()
}

fn looked(number: u32, name: &str, bytes: &str) -> Peeked {
    peek::text(number, name, bytes.as_bytes(), bytes.len() as u64).unwrap()
}

fn proposed(acts: Vec<OwnAct>) -> ImportModel {
    match acts.as_slice() {
        [OwnAct::Tell(OwnTell::Proposed(model))] => (**model).clone(),
        other => panic!("a proposal is due: {other:?}"),
    }
}

fn manifest(desk: &mut OwnDesk, choices: &Choices) -> String {
    match desk.asked(OwnAsk::Open(Box::new(choices.clone()))).as_slice() {
        [OwnAct::Tell(OwnTell::Open { manifest, .. })] => manifest.clone(),
        other => panic!("a manifest is due: {other:?}"),
    }
}

#[test]
fn what_is_chosen_is_what_the_desk_shows() {
    let mut own = OwnDesk::new(plain);
    let [(number, name)] = inspect(&mut own, &["märz 2026.csv"]).try_into().unwrap();
    let model = proposed(own.seen(looked(number, &name, GERMAN)));
    let mut choices = model.choices;
    // Whoever knows better says so: these are leads.
    let orders = choices.files[0].columns.iter().position(|column| column.name == "Orders").unwrap();
    choices.files[0].choose_field(orders, "leads");
    let manifest = manifest(&mut own, &choices);

    let mut desk = Desk::new(Surroundings { locale: plain, zone: |_| None });
    let visit = Visit { own: Some(manifest.clone()), ..Visit::to(&format!("{LOCAL}datapackage.json"), today()) };
    let tells = alone::open(&mut desk, visit, &|address| {
        assert_eq!(address, format!("{LOCAL}märz 2026.csv"), "nothing else is asked for");
        Ok(GERMAN.into())
    });
    assert!(tells.contains(&Tell::Loaded), "{tells:?}");
    let show = Ask::Show { ticket: 1, query: Query::parse("period=all"), reader: Reader::default() };
    let Some(Act::Tell(Tell::Page { model, .. })) = desk.asked(show).pop() else { panic!("a page is due") };
    let Body::Summary(summary) = model.body else { panic!("the summary is due") };
    // Added up by hand.
    for (kpi, due) in [("revenue", 3_000.0), ("cost", 31.0), ("leads", 15.0)] {
        check_shown(kpi, &card(&summary, kpi).figure, Some(due));
    }
    assert_eq!(model.shell.problems, None);

    match own.asked(OwnAsk::Save(Box::new(choices))).as_slice() {
        [OwnAct::Tell(OwnTell::Save(file))] => {
            assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("datapackage.json", manifest.as_bytes()));
        }
        other => panic!("a file is due: {other:?}"),
    }
}

#[test]
fn files_are_proposed_in_their_order_once_all_are_seen() {
    let mut own = OwnDesk::new(plain);
    let [(one, _), (two, _)] = inspect(&mut own, &["a.csv", "b.csv"]).try_into().unwrap();
    assert!(own.seen(looked(two, "b.csv", GERMAN)).is_empty());
    assert!(own.seen(looked(two, "b.csv", GERMAN)).is_empty(), "said twice is seen once");
    let broken = Problem::of_file(ProblemKind::FileBroken, "a.csv").quoting("?");
    let model = proposed(own.seen(Peeked::of_problem(one, "a.csv", 0, broken)));
    let read: Vec<_> = model.choices.files.iter().map(|file| (file.file_name.as_str(), file.is_read)).collect();
    assert_eq!(read, [("a.csv", false), ("b.csv", true)]);
    assert_eq!(model.files[0].problems.len(), 1);
}

#[test]
fn files_that_were_given_up_are_passed_over() {
    let mut own = OwnDesk::new(plain);
    let [(before, _)] = inspect(&mut own, &["a.csv"]).try_into().unwrap();
    let [(now, _)] = inspect(&mut own, &["b.csv"]).try_into().unwrap();
    assert!(own.seen(looked(before, "a.csv", GERMAN)).is_empty());
    assert_eq!(proposed(own.seen(looked(now, "b.csv", GERMAN))).files[0].name, "b.csv");
}
