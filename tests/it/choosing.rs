//! What a person is told of files of their own before they are opened, and what their choices come to.

use super::support::{card, open_files};
use miyar::engine::day::{Day, WeekStart};
use miyar::engine::facts::vocabulary::{Measure, TableKind};
use miyar::engine::feed::package::read as read_manifest;
use miyar::engine::feed::propose::choices::{Choices, FieldGroup, Lack};
use miyar::view::number::{Locale, Plain};
use miyar::view::page::import::ImportModel;
use miyar::view::text::Lang;
use miyar::work::message::Reader;
use miyar::work::own::{OwnAct, OwnAsk, OwnDesk, OwnTell, numbered};
use miyar::work::peek;

fn plain(_: Reader) -> Box<dyn Locale> {
    Box::new(Plain)
}

fn bare(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// A desk that has looked at files, and what it proposes.
fn proposed(files: &[(&str, &str)]) -> (OwnDesk, ImportModel) {
    let mut desk = OwnDesk::new(plain);
    let names = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let today = Day::from_iso("2026-11-21").unwrap();
    let peeks = desk.asked(OwnAsk::Inspect { names, today, reader: Reader::default() });
    let mut acts = Vec::new();
    for (act, (name, text)) in peeks.iter().zip(files) {
        let OwnAct::Peek { number, .. } = act else { panic!("a look is due: {act:?}") };
        acts = desk.seen(peek::text(*number, name, text.as_bytes(), text.len() as u64).unwrap());
    }
    match acts.as_slice() {
        [OwnAct::Tell(OwnTell::Proposed(model))] => {
            let model = (**model).clone();
            (desk, model)
        }
        other => panic!("a proposal is due: {other:?}"),
    }
}

fn column(choices: &Choices, name: &str) -> usize {
    choices.files[0].columns.iter().position(|column| column.name == name).unwrap()
}

fn reason<'m>(model: &'m ImportModel, name: &str) -> &'m str {
    &model.files[0].columns.iter().find(|column| column.name == name).unwrap().reason
}

/// What the Summary shows of a metric when the first file is opened as chosen.
fn shown(choices: &Choices, csv: &str, kpi: &str) -> Option<f64> {
    let mut feed = open_files(&[("datapackage.json", &choices.manifest()), (&choices.files[0].file_name, csv)]);
    card(&feed.summary("period=all"), kpi).figure.raw
}

/// By hand: 100 + 100 + 50 + 100, and 100 + 50 + 100 where the second row is the first once more.
const ORDERS: &str = "Order ID,Date,Channel,Amount\n1,2026-01-05,email,100\n1,2026-01-05,email,100\n\
                      2,2026-01-06,store,50\n3,2026-01-07,store,100\n";

#[test]
fn orders_that_stand_there_twice_are_told_and_count_once_where_that_is_chosen() {
    let (_, model) = proposed(&[("orders.csv", ORDERS)]);
    assert!(bare(&model.files[0].repeated).starts_with("1 of the first rows is the same"), "{:?}", model.files[0]);
    let mut choices = model.choices;
    assert!(choices.files[0].can_leave_repeated_out());
    assert_eq!(shown(&choices, ORDERS, "revenue"), Some(350.0), "nothing is left out that nobody has asked for");
    choices.files[0].choose_repeated("once");
    assert_eq!(shown(&choices, ORDERS, "revenue"), Some(250.0));
    let (package, problems) = read_manifest(choices.manifest().as_bytes(), "datapackage.json");
    assert!(problems.is_empty(), "{:?}", problems.kept());
    assert_eq!(package.unwrap().resources[0].key, ["Order ID", "Date", "Channel", "Amount"]);
    super::manifest::check_against_schema(&choices.manifest());

    // Sums of many may well be the same; rows that differ in one value are not.
    choices.files[0].choose_table("performance");
    assert!(!choices.files[0].can_leave_repeated_out() && choices.package().0.resources[0].key.is_empty());
    let (_, model) = proposed(&[("orders.csv", &ORDERS.replacen("email,100", "email,101", 1))]);
    assert!(model.files[0].repeated.is_empty() && !model.choices.files[0].can_leave_repeated_out());
}

#[test]
fn two_files_with_revenue_are_told_by_name_unless_they_are_parts_of_one_export() {
    let sums = "Day,Channel,Revenue\n2026-01-05,email,150\n2026-01-06,store,50\n";
    let (_, model) = proposed(&[("orders.csv", ORDERS), ("sums.csv", sums)]);
    let lacks = |choices: &Choices| model.lacks(choices).into_iter().map(|lack| bare(&lack.text)).collect::<Vec<_>>();
    let due = "Both orders.csv and sums.csv bring revenue: they will be added. Choose one if they are the same sales.";
    assert_eq!(lacks(&model.choices).first().map(String::as_str), Some(due));
    assert!(model.choices.can_open());
    let mut choices = model.choices.clone();
    choices.files[1].is_read = false;
    assert!(!choices.lacks().contains(&Lack::RevenueTwice));
    choices.files[1].is_read = true;
    choices.files[1].choose_field(2, "refunds");
    assert!(!choices.lacks().contains(&Lack::RevenueTwice));

    let twice = |other: &str| proposed(&[("a.csv", sums), ("b.csv", other)]).1.choices.both_with_revenue().is_some();
    assert!(!twice(&sums.replace("2026-01", "2026-02")), "January and February of one export");
    assert!(twice(&sums.replace("150", "160")), "the same days");
    assert!(twice(&sums.replace("2026-01", "2026-02").replace("Channel", "Source")), "another export");
}

#[test]
fn of_a_subtotal_and_a_total_the_one_without_tax_is_taken_and_both_say_so() {
    for head in ["Order ID,Created at,Subtotal,Total", "Order ID,Created at,Total,Subtotal"] {
        let cells = if head.ends_with("Total,Subtotal") { "115,100" } else { "100,115" };
        let csv = format!("{head}\n1,2026-01-05,{cells}\n2,2026-01-06,{cells}\n");
        let (_, model) = proposed(&[("orders.csv", &csv)]);
        let said = |name| bare(reason(&model, name));
        assert_eq!(said("Subtotal"), "Taken rather than Total, which may have tax and shipping in it.");
        assert!(said("Total").starts_with("Subtotal is taken: this may have tax and shipping in it."));
        let mut choices = model.choices.clone();
        assert_eq!(shown(&choices, &csv, "revenue"), Some(200.0));
        let total = column(&choices, "Total");
        choices.files[0].choose_field(total, "value");
        assert_eq!(shown(&choices, &csv, "revenue"), Some(230.0));
    }
}

#[test]
fn refunds_in_a_column_of_orders_lower_their_revenue_and_can_be_chosen() {
    // By hand: 100 + 80 less 30; a refund that is a row of its own goes by its value, 5, and not by the column.
    let csv = "Order ID,Date,Amount,Refunds\n1,2026-01-05,100,30\n2,2026-01-06,80,\n";
    let (_, model) = proposed(&[("orders.csv", csv)]);
    let refunds = column(&model.choices, "Refunds");
    assert_eq!(model.choices.files[0].columns[refunds].field.as_deref(), Some("refunds"));
    let offered = model.fields_of("events").iter().flat_map(|group| &group.fields);
    assert!(offered.into_iter().any(|field| field.id == "refunds"));
    assert_eq!(shown(&model.choices, csv, "revenue"), Some(150.0));
    let mut choices = model.choices.clone();
    choices.files[0].choose_field(refunds, "");
    assert_eq!(shown(&choices, csv, "revenue"), Some(180.0));

    let kinds = "Order ID,Date,Event,Amount,Refunds\n1,2026-01-05,order,100,30\n1,2026-01-06,refund,5,7\n";
    let (_, model) = proposed(&[("orders.csv", kinds)]);
    assert_eq!(shown(&model.choices, kinds, "revenue"), Some(65.0));
}

#[test]
fn what_is_proposed_can_be_chosen() {
    let measures = Measure::ALL.map(Measure::id);
    let cells = vec!["1"; measures.len()].join(",");
    for head in ["Order ID,Date", "Date", "Date,Expense type,Amount"] {
        let first = head.replace("Order ID", "A-1").replace("Date", "2026-01-05").replace("Expense type", "media");
        let first = first.replace("Amount", "5");
        let csv = format!("{head},{}\n{first},{cells}\n", measures.join(","));
        let (_, model) = proposed(&[("a.csv", &csv)]);
        for table in TableKind::ALL {
            let mut file = model.choices.files[0].clone();
            file.choose_table(table.id());
            for column in &file.columns {
                let is_offered = |id: &String| FieldGroup::ALL.iter().any(|group| group.fields(table).contains(id));
                assert!(column.field.iter().all(is_offered), "{} of {table:?}: {:?}", column.name, column.field);
            }
        }
    }
}

#[test]
fn remarks_go_as_soon_as_what_they_remark_is_corrected() {
    let csv = "Day,Revenue\n01/02/2026,5\n02/02/2026,6\n";
    let (_, model) = proposed(&[("a.csv", csv)]);
    let mut choices = model.choices;
    assert_eq!(choices.lacks(), [Lack::NoChannel, Lack::NoCurrency, Lack::DatesUnclear]);
    choices.files[0].swap_date_order(0);
    assert_eq!(choices.lacks(), [Lack::NoChannel, Lack::NoCurrency]);
    // As it is typed, letter by letter, a space at the end of a word included.
    for typed in ["P", "Paid", "Paid ", "Paid s", "Paid search "] {
        choices.files[0].choose_constant("channel", typed);
        assert_eq!(choices.files[0].constants.get("channel").map(String::as_str), Some(typed));
        assert_eq!(choices.lacks(), [Lack::NoCurrency]);
    }
    assert!(choices.manifest().contains(r#""constant": "Paid search""#), "{}", choices.manifest());
    choices.files[0].choose_constant("channel", "  ");
    choices.currency = "SAR".into();
    assert_eq!(choices.lacks(), [Lack::NoChannel]);
    choices.files[0].swap_date_order(0);
    assert_eq!(choices.lacks(), [Lack::NoChannel], "who turns it back has looked at it");
}

#[test]
fn in_another_language_the_same_is_proposed_and_the_title_is_of_the_language_of_the_page() {
    let arabic = Reader { lang: Lang::Ar, ..Reader::default() };
    let (mut desk, english) = proposed(&[("orders.csv", ORDERS)]);
    let acts = desk.asked(OwnAsk::Reword(arabic));
    let [OwnAct::Tell(OwnTell::Reworded(model))] = acts.as_slice() else { panic!("words are due: {acts:?}") };
    assert_eq!(model.choices, english.choices);
    assert!(model.files[0].table_reason.contains("أحداث"), "{:?}", model.files[0]);
    let choices = Choices { title: "طلباتي".into(), ..english.choices };
    let acts = desk.asked(OwnAsk::Open(Box::new(choices.clone())));
    let [OwnAct::Tell(OwnTell::Open { manifest, .. })] = acts.as_slice() else { panic!("{acts:?}") };
    let title = read_manifest(manifest.as_bytes(), "datapackage.json").0.unwrap().title;
    assert_eq!(title.into_iter().collect::<Vec<_>>(), [("ar".to_owned(), "طلباتي".to_owned())]);
    desk.asked(OwnAsk::Reword(Reader::default()));
    let acts = desk.asked(OwnAsk::Save(Box::new(choices)));
    let [OwnAct::Tell(OwnTell::Save(file))] = acts.as_slice() else { panic!("{acts:?}") };
    let title = read_manifest(&file.bytes, "datapackage.json").0.unwrap().title;
    assert_eq!(title.keys().collect::<Vec<_>>(), ["en"]);

    // Before anything was seen there is nothing to say; what is seen then is said in the new words.
    let mut desk = OwnDesk::new(plain);
    assert!(desk.asked(OwnAsk::Reword(arabic)).is_empty());
    let names = vec!["orders.csv".to_owned()];
    let today = Day::from_iso("2026-11-21").unwrap();
    desk.asked(OwnAsk::Inspect { names, today, reader: Reader::default() });
    assert!(desk.asked(OwnAsk::Reword(arabic)).is_empty());
    let acts = desk.seen(peek::text(1, "orders.csv", ORDERS.as_bytes(), ORDERS.len() as u64).unwrap());
    let [OwnAct::Tell(OwnTell::Proposed(model))] = acts.as_slice() else { panic!("{acts:?}") };
    assert!(model.files[0].table_reason.contains("أحداث"));
}

#[test]
fn files_of_one_name_are_numbered() {
    for (given, due) in [
        ("a.csv b.csv", "a.csv b.csv"),
        ("a.csv a.csv a.csv", "a.csv|a (2).csv|a (3).csv"),
        ("a.csv.gz a.csv.gz", "a.csv.gz|a (2).csv.gz"),
        (".csv .csv x x", ".csv|.csv (2)|x|x (2)"),
        ("a.csv A.csv", "a.csv A.csv"),
    ] {
        let due: Vec<_> = due.split(if due.contains('|') { '|' } else { ' ' }).collect();
        assert_eq!(numbered(given.split(' ').map(str::to_owned).collect()), due);
    }
    let taken = ["a.csv", "a.csv", "a (2).csv"].map(str::to_owned).to_vec();
    assert_eq!(numbered(taken), ["a.csv", "a (3).csv", "a (2).csv"], "a name that a file has is nobody else's");
}

#[test]
fn weeks_begin_on_sunday_where_the_money_is_of_the_gulf_and_the_manifest_leaves_it_open() {
    for (ours, due) in [
        (r#""currency": "SAR""#, WeekStart::Sunday),
        (r#""currency": "KWD""#, WeekStart::Sunday),
        (r#""currency": "AED""#, WeekStart::Monday),
        (r#""currency": "EUR""#, WeekStart::Monday),
        (r#""currency": "SAR", "week_start": "monday""#, WeekStart::Monday),
        (r#""week_start": "saturday""#, WeekStart::Saturday),
        (r#""title": "x""#, WeekStart::Monday),
    ] {
        let manifest = format!(r#"{{"miyar": {{"version": 1, {ours}}}, "resources": []}}"#);
        let package = read_manifest(manifest.as_bytes(), "datapackage.json").0.unwrap();
        assert_eq!(package.week_start, due, "{ours}");
    }
    let (_, model) = proposed(&[("orders.csv", &ORDERS.replace("Amount", "Amount (SAR)"))]);
    assert!(model.choices.manifest().contains(r#""week_start": "sunday""#));
}
