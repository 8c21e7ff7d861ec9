//! What is proposed for tables that nobody has described, and that its manifest says the same.

use super::support::{open_files, repository};
use miyar::engine::day::Day;
use miyar::engine::facts::vocabulary::TableKind;
use miyar::engine::feed::package::{Dialect, Format, Grain, Resource, read as read_manifest};
use miyar::engine::feed::problem::Problems;
use miyar::engine::feed::propose::choices::{Choices, FieldGroup, Lack};
use miyar::engine::feed::propose::reason::{Confidence, GrainReason, Reason, TableReason};
use miyar::engine::feed::propose::{Proposal, Sample, propose};
use miyar::engine::feed::{Kept, read};
use miyar::view::number::Plain;
use miyar::view::page::import::{ImportModel, Inspected, field_message, kind_messages};
use miyar::view::text::{Lang, Text};
use proptest::prelude::*;
use std::path::PathBuf;

fn read_table(name: &str, bytes: &[u8], dialect: &Dialect) -> (Format, Kept) {
    let format = if name.ends_with(".json") { Format::Json } else { Format::Csv };
    let resource = Resource {
        name: name.into(),
        paths: vec![name.into()],
        format: Some(format),
        encoding: None,
        dialect: dialect.clone(),
        fields: Default::default(),
        key: Vec::new(),
        missing_values: vec![String::new()],
        table: TableKind::Performance,
        grain: Grain::Day,
        from: None,
        map: Default::default(),
        unpivot: None,
    };
    let mut kept = Kept::default();
    read(bytes, name, &resource, &mut kept);
    (format, kept)
}

fn propose_rows(
    name: &str,
    dialect: Dialect,
    format: Format,
    columns: &[String],
    rows: &[Vec<Option<String>>],
) -> Proposal {
    let sample = Sample { file_name: name, format: Some(format), encoding: None, dialect, columns, rows };
    propose(&sample, Day::from_iso("2026-11-21").unwrap())
}

fn propose_bytes(name: &str, bytes: &[u8], dialect: Dialect) -> Proposal {
    let (format, kept) = read_table(name, bytes, &dialect);
    let rows: Vec<Vec<Option<String>>> = kept.rows.into_iter().take(1_000).map(|(_, row)| row).collect();
    propose_rows(name, dialect, format, &kept.columns, &rows)
}

fn propose_csv(name: &str, text: &str) -> Proposal {
    propose_bytes(name, text.as_bytes(), Dialect::default())
}

/// Says a proposal in a line: `performance day: date<Day channel<Source kind=order`.
fn said(proposal: &Proposal) -> String {
    let mut fields: Vec<String> = proposal
        .columns
        .iter()
        .filter_map(|column| Some(format!("{}<{}", column.field.as_ref()?, column.name)))
        .chain(proposal.constants.iter().map(|(field, text)| format!("{field}={text}")))
        .collect();
    fields.sort();
    format!("{} {}: {}", proposal.table.id(), proposal.grain.id(), fields.join(" "))
}

fn reason<'p>(proposal: &'p Proposal, column: &str) -> &'p Reason {
    &proposal.columns.iter().find(|other| other.name == column).unwrap_or_else(|| panic!("no column {column}")).reason
}

/// The manifest of the proposal is right, and says what the proposal says.
fn check_manifest(proposal: &Proposal) {
    let choices = Choices::from_proposals(std::slice::from_ref(proposal));
    let manifest = choices.manifest();
    let (package, _) = choices.package();
    let (back, problems) = read_manifest(manifest.as_bytes(), "datapackage.json");
    if package.resources.is_empty() {
        return;
    }
    assert!(problems.is_empty(), "{}: {:?}\n{manifest}", proposal.file_name, problems.kept());
    assert_eq!(back.unwrap(), package, "{manifest}");
    super::manifest::check_against_schema(&manifest);
}

/// Returns a file of the folder with what real exports are, or `None`.
fn shared(path: &str) -> Option<PathBuf> {
    ["../shared", "../../shared"].iter().map(|root| repository(root).join(path)).find(|path| path.exists())
}

/// Reads a file that exports write, without the lines of comment before and between its tables.
fn without_comments(path: &std::path::Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_some_and(|ending| ending != "csv") {
        return bytes;
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with(['#']) && !line.starts_with("\"#")).collect();
    lines.join("\n").into_bytes()
}

fn check_file(path: &std::path::Path, expected: &str) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let property = name.starts_with("crm_v3").then(|| "results".to_owned());
    let delimiter = name.ends_with(".tsv").then_some(b'\t');
    let proposal = propose_bytes(name, &without_comments(path), Dialect { property, delimiter, ..Dialect::default() });
    assert_eq!(said(&proposal), expected, "{}", path.display());
    check_manifest(&proposal);
}

#[test]
fn tables_of_the_repository_are_read_as_their_manifests_have_them() {
    for (path, expected) in [
        (
            "public/demo/performance.csv",
            "performance day: campaign<campaign channel<channel clicks<clicks conversions<conversions cost<cost date<date \
             delivered<delivered device<device impressions<impressions leads<leads new_customers<new_customers opens<opens \
             orders<orders refunds<refunds region<region revenue<revenue segment<segment sends<sends stage<stage \
             units<units visits<visits",
        ),
        ("public/demo/costs.csv", "costs month: amount<amount channel<channel date<date kind<kind"),
        ("tests/data/robyn/dt_simulated_weekly.csv", "performance week: date<DATE revenue<revenue"),
        ("tests/data/e2e/flawed/flawed.csv", "performance day: channel<channel date<day orders<orders revenue<revenue"),
        ("tests/data/e2e/half/sales.csv", "performance day: channel<channel date<day orders<orders revenue<revenue"),
        (
            "tests/data/e2e/hostile/hostile.csv",
            "performance day: channel<channel date<day orders<orders revenue<revenue",
        ),
        (
            "tests/goldens/email_rates/input.csv",
            "performance day: campaign<campaign clicks<unique_clicks opens<unique_opens sends<sent",
        ),
        (
            "tests/goldens/email_rates2/input.csv",
            "performance day: campaign<campaign clicks<unique_clicks opens<unique_opens sends<sent",
        ),
        (
            "tests/goldens/kpi_table/channel_daily.csv",
            "performance day: actions<engagements channel<channel clicks<clicks cost<cost date<date \
             impressions<impressions new_customers<new_customers orders<orders refunds<refunds revenue<gross_revenue \
             units<units visits<sessions",
        ),
        (
            "tests/goldens/kpi_table/fixed_costs.csv",
            "performance month: date<month overhead_cost<overheads people_cost<marketing_salaries",
        ),
        ("tests/goldens/period_over_period/daily.csv", "performance day: date<date revenue<value"),
    ] {
        check_file(&repository(path), expected);
    }
}

/// What each sample is, is said in the README beside them.
#[test]
#[cfg_attr(not(feed_samples), ignore = "the samples of real exports are not here")]
fn real_exports_are_read_as_their_vendors_mean_them() {
    let nothing = "performance day: ";
    for (path, expected) in [
        (
            "feeds/samples/ga4/Traffic_acquisition_blog-94120.csv",
            "performance day: channel<Session primary channel group (Default Channel Group) conversions<Key events \
             revenue<Total revenue visits<Sessions",
        ),
        (
            "feeds/samples/segment/warehouse_pages_seed.csv",
            "events day: campaign<context_campaign_name channel<context_campaign_medium date<timestamp kind=visit \
             person<user_id",
        ),
        ("feeds/samples/marketo/activity_extract1.csv", "events day: date<activityDate kind=action person<leadId"),
        (
            "feeds/samples/optimove/GetCustomerSendDetailsByCampaign.json",
            "events day: channel<ChannelID date<ScheduledTime kind=touch person<CustomerID",
        ),
        (
            "feeds/samples/optimove/GetExecutedCampaignDetails_bool.json",
            "performance day: campaign<CampaignID segment<TargetGroupID",
        ),
        ("feeds/samples/hubspot/crm_v3_deals.json", "events day: date<createdAt kind=order person<id"),
        ("feeds/samples/hubspot/crm_v3_contacts.json", "events day: date<createdAt kind=lead person<id"),
        ("feeds/samples/hubspot/crm_v3_companies.json", "events day: date<createdAt kind=action person<id"),
        ("feeds/samples/mixpanel/funnel_daily_rows.json", "performance day: date<date"),
        // Diagrams and dictionaries have nothing to add up, and that is what is said.
        ("feeds/samples/lucidchart/ServiceExcellence.csv", nothing),
        ("feeds/samples/lucidchart/LucidCSVParser_valid_dtr.csv", nothing),
        ("feeds/samples/marketo/activity_types.json", nothing),
        ("feeds/samples/marketo/lead_extract_with_quote_RFC4180.csv", nothing),
        ("feeds/samples/adobe-analytics/datafeed/event.tsv", nothing),
        (
            "datasets/olist-funnel/olist_marketing_qualified_leads_dataset.csv",
            "events day: channel<origin date<first_contact_date kind=lead person<mql_id",
        ),
        (
            "datasets/olist-funnel/olist_closed_deals_dataset.csv",
            "events day: date<won_date kind=order person<mql_id segment<business_segment",
        ),
        ("datasets/olist-funnel/olist_customers_dataset.csv", nothing),
        ("datasets/robyn-simulated-weekly/dt_simulated_weekly.csv", "performance week: date<DATE revenue<revenue"),
        (
            "datasets/electronic-sales/electronic_sales.csv",
            "events day: category<Product Type date<Purchase Date kind=order person<Customer ID segment<Gender units<Quantity \
             value<Total Price",
        ),
        (
            "datasets/hillstrom/hillstrom.csv",
            "performance day: channel<channel conversions<conversion region<zip_code revenue<spend segment<segment \
             visits<visit",
        ),
        ("datasets/lifetimes-transactions/example_transactions.csv", "events day: date<date kind=order person<id"),
        ("datasets/cdnow-summary/cdnow_customers_summary.csv", nothing),
    ] {
        check_file(&shared(path).unwrap_or_else(|| panic!("no {path}")), expected);
    }
}

/// Headers as the vendors' help pages have them.
#[test]
fn exports_of_advertising_post_and_shops_are_recognised() {
    for (name, csv, expected) in [
        (
            "Google Ads.csv",
            "Day,Campaign,Impr.,Clicks,CTR,Avg. CPC,Cost,Conversions,Conv. rate,Cost / conv.,Conv. value,Conv. value / cost\n\
             2026-01-05,Brand,\"12,345\",678,5.49%,1.20,813.60,12.50,1.84%,65.09,4500.00,5.53\n\
             2026-01-06,Brand,\"11,020\",601,5.45%,1.22,733.22,9.00,1.50%,81.47,3100.00,4.23\n",
            "performance day: campaign<Campaign clicks<Clicks conversions<Conversions cost<Cost date<Day impressions<Impr. \
             revenue<Conv. value",
        ),
        (
            "Meta.csv",
            "Reporting starts,Reporting ends,Campaign name,Amount spent (SAR),Impressions,Reach,Frequency,Link clicks,CPC (cost per link click),Website purchases,Purchase ROAS (return on ad spend)\n\
             2026-01-01,2026-01-01,رمضان,120.5,10000,8000,1.25,90,1.34,4,3.2\n\
             2026-01-02,2026-01-02,رمضان,99.5,9000,7000,1.28,80,1.24,2,2.2\n",
            "performance day: campaign<Campaign name clicks<Link clicks cost<Amount spent (SAR) date<Reporting starts \
             impressions<Impressions orders<Website purchases",
        ),
        (
            "تقرير.csv",
            "التاريخ,القناة,الحملة,مرات الظهور,النقرات,التكلفة,الطلبات,الإيرادات,معدل التحويل\n\
             2026-01-05,البحث المدفوع,صيف,1000,50,120.5,3,900,6%\n2026-01-06,سناب شات,صيف,900,40,100,2,700,5%\n",
            "performance day: campaign<الحملة channel<القناة clicks<النقرات cost<التكلفة date<التاريخ \
             impressions<مرات الظهور orders<الطلبات revenue<الإيرادات",
        ),
        (
            "orders_export.csv",
            "Name,Email,Financial Status,Created at,Subtotal,Shipping,Taxes,Total,Order ID,Billing Country,Source\n\
             #1001,a@example.com,paid,2026-01-05 10:00:00 +0300,100.00,10.00,15.00,125.00,9001,SA,web\n\
             #1002,b@example.com,paid,2026-01-06 11:00:00 +0300,80.00,10.00,12.00,102.00,9002,AE,web\n",
            "events day: channel<Source date<Created at kind=order order<Order ID region<Billing Country value<Subtotal",
        ),
        (
            "email.csv",
            "Campaign Name,Send Date,Total Recipients,Successful Deliveries,Open Rate,Total Opens,Unique Opens,Click Rate,Total Clicks,Unsubscribes\n\
             Eid,03/04/2026 10:00,5000,4900,0.42,2500,2058,0.05,320,12\nRamadan,25/02/2026 10:00,5100,5000,0.40,2400,2000,0.04,280,10\n",
            "performance day: campaign<Campaign Name clicks<Total Clicks date<Send Date delivered<Successful Deliveries \
             opens<Total Opens sends<Total Recipients",
        ),
        (
            "spend.csv",
            "month,expense type,amount\n2026-01-01,Agency fees,1000\n2026-02-01,Salaries,9000\n2026-03-01,Tools,700\n",
            "costs month: amount<amount date<month kind<expense type",
        ),
    ] {
        let proposal = propose_csv(name, csv);
        assert_eq!(said(&proposal), expected, "{name}");
        check_manifest(&proposal);
    }
}

#[test]
fn what_cannot_be_added_up_is_left_out_with_the_reason() {
    let proposal = propose_csv(
        "ads.csv",
        "date,clicks,Cost / conv.,CTR,Avg. CPC,Total users,Cumulative spend,Email,budget,bounce\n\
         2026-01-01,5,2.5,1%,0.2,900,100,a@example.com,500,0.25\n2026-01-02,6,2.1,2%,0.3,800,200,b@example.com,500,0.5\n\
         2026-01-03,7,2.2,2%,0.3,850,300,c@example.com,500,0.75\n",
    );
    for (column, expected) in [
        ("Cost / conv.", Reason::Rate),
        ("CTR", Reason::Rate),
        ("Avg. CPC", Reason::Rate),
        ("Total users", Reason::Unique),
        ("Cumulative spend", Reason::Cumulative),
        ("Email", Reason::Personal),
        ("budget", Reason::Foreign),
        ("bounce", Reason::Rate),
    ] {
        assert_eq!(reason(&proposal, column), &expected, "{column}");
    }
}

#[test]
fn the_better_column_wins_and_the_other_says_to_which() {
    let proposal = propose_csv(
        "a.csv",
        "utm_source,Channel,date,updated_at,Net revenue,Revenue\ngoogle,Paid,2026-01-01,2026-02-01,5,6\nmeta,Social,2026-01-02,2026-02-01,7,8\n",
    );
    assert_eq!(said(&proposal), "performance day: channel<Channel date<date revenue<Revenue");
    assert_eq!(reason(&proposal, "utm_source"), &Reason::Taken { by: "Channel".into() });
    assert_eq!(reason(&proposal, "Net revenue"), &Reason::Taken { by: "Revenue".into() });
}

#[test]
fn the_time_of_a_row_and_the_currency_come_from_what_stands_there() {
    for (csv, grain, currency) in [
        ("date,cost (SAR)\n2026-01-05,5\n2026-01-12,6\n2026-01-26,6\n", Grain::Week, Some("SAR")),
        ("date,cost\n2026-01-01,$5\n2026-02-01,$6\n2026-03-01,$7\n", Grain::Month, Some("USD")),
        ("date,cost\n2026-01-31,€5\n2026-02-28,€6\n2026-03-31,€7\n", Grain::Month, Some("EUR")),
        ("date,cost\n2026-01,5\n2026-02,6\n", Grain::Month, None),
        ("date,cost,revenue\n2026-01-01,$5,€7\n2026-01-02,$6,€8\n2026-01-09,$7,€8\n", Grain::Day, None),
        ("week,cost\n2026-01-05,5\n", Grain::Week, None),
        ("month,cost,currency\nJan 2026,5,EGP\nFeb 2026,5,EGP\n", Grain::Month, Some("EGP")),
    ] {
        let proposal = propose_csv("a.csv", csv);
        assert_eq!((proposal.grain, proposal.currency.as_deref()), (grain, currency), "{csv}");
    }
}

/// By hand: 3 February and 25 March; 1.234,5 is written so in Germany, 1,234.5 in England.
#[test]
fn orders_of_dates_and_marks_of_numbers_are_inferred_and_said() {
    for (csv, format, other, sum) in [
        ("Day;Cost\n03.02.2026;1.234,50\n25.03.2026;10,25\n", Some("%d.%m.%Y"), None, 1_244.75),
        ("Day;Cost\n2/3/2026;\"1,234.50\"\n3/25/2026;10.25\n", Some("%m/%d/%Y"), None, 1_244.75),
        ("Day;Cost\n01/02/2026;5\n02/02/2026;6\n03/02/2026;7\n", Some("%d/%m/%Y"), Some("%m/%d/%Y"), 18.0),
        ("Day;Cost\n01/12/2026;5\n01/11/2026;5\n", Some("%m/%d/%Y"), Some("%d/%m/%Y"), 10.0),
        ("Day;Cost\n2026-01-05;1.234\n2026-01-06;2.000\n", None, None, 3_234.0),
        ("Day;Cost\n2026-01-05;€ 1 234,50\n2026-01-06;€ 2\n", None, None, 1_236.5),
    ] {
        let dialect = Dialect { delimiter: Some(b';'), ..Dialect::default() };
        let proposal = propose_bytes("a.csv", csv.as_bytes(), dialect);
        let dates = proposal.columns[0].dates.as_ref().unwrap();
        assert_eq!((dates.format.as_deref(), dates.other.as_deref()), (format, other), "{csv}");
        let choices = Choices::from_proposals(&[proposal]);
        assert_eq!(choices.lacks().contains(&Lack::DatesUnclear), other.is_some(), "{csv}");
        let mut feed = open_files(&[("datapackage.json", &choices.manifest()), ("a.csv", csv)]);
        let summary = feed.channels("?page=channels&period=all");
        super::support::check_shown(csv, super::support::total(&summary, "cost"), Some(sum));
    }
}

/// The totals are those of the README of the samples, by pandas.
#[test]
#[cfg_attr(not(feed_samples), ignore = "the sets of real data are not here")]
fn what_is_proposed_opens_to_the_totals_of_the_data() {
    for (path, kpi, expected) in [
        ("datasets/hillstrom/hillstrom.csv", "revenue", 67_258.13),
        ("datasets/hillstrom/hillstrom.csv", "visits", 9_394.0),
        ("datasets/robyn-simulated-weekly/dt_simulated_weekly.csv", "revenue", 379_005_696.666_667),
        ("datasets/olist-funnel/olist_marketing_qualified_leads_dataset.csv", "leads", 8_000.0),
    ] {
        let path = shared(path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let manifest = Choices::from_proposals(&[propose_csv(name, &text)]).manifest();
        let mut feed = open_files(&[("datapackage.json", &manifest), (name, &text)]);
        let page = feed.channels("?page=channels&period=all");
        super::support::check_shown(name, super::support::total(&page, kpi), Some(expected));
    }
}

#[test]
fn choices_change_what_is_opened_and_nothing_else() {
    let csv = "when,where,got\n2026-01-01,Email,5\n2026-01-02,Store,7\n";
    let mut choices = Choices::from_proposals(&[propose_csv("a b#1.csv", csv)]);
    assert_eq!(choices.lacks(), [Lack::NoMeasure]);
    assert!(!choices.can_open());
    choices.files[0].choose_field(2, "revenue");
    choices.files[0].choose_field(1, "no-such-field");
    choices.files[0].choose_constant("channel", " Email ");
    choices.currency = "SAR".into();
    assert_eq!(choices.lacks(), []);
    let (package, _) = choices.package();
    assert_eq!(package.resources[0].paths, ["a b%231.csv"]);
    let mut feed = open_files(&[("datapackage.json", &choices.manifest()), ("a b%231.csv", csv)]);
    let page = feed.channels("?page=channels&period=all");
    super::support::check_shown("Email", super::support::figure(&page, "Email", "revenue"), Some(12.0));

    let file = &mut choices.files[0];
    file.choose_field(0, "revenue");
    assert_eq!(file.columns[2].field, None, "a field is of one column");
    file.choose_table("events");
    assert_eq!(file.constants.get("kind").map(String::as_str), Some("order"));
    file.choose_table("performance");
    assert!(!file.constants.contains_key("kind"));
    file.is_read = false;
    assert_eq!(choices.lacks().first(), Some(&Lack::NoFile));
}

#[test]
fn every_reason_and_every_choice_has_its_words() {
    let mut ids: Vec<String> = kind_messages();
    ids.extend(Reason::all().iter().map(|reason| format!("import-reason-{}", reason.id())));
    ids.extend(Confidence::ALL.map(|confidence| format!("import-confidence-{}", confidence.id())));
    ids.extend(TableReason::ALL.map(|reason| format!("import-table-reason-{}", reason.id())));
    ids.extend(GrainReason::ALL.map(|reason| format!("import-grain-reason-{}", reason.id())));
    ids.extend(TableKind::ALL.map(|table| format!("import-table-{}", table.id())));
    ids.extend(Grain::ALL.map(|grain| format!("grain-{}", grain.id())));
    ids.extend(Lack::ALL.map(|lack| format!("import-lack-{}", lack.id())));
    ids.extend(FieldGroup::ALL.map(|group| format!("import-group-{}", group.id())));
    for (group, table) in FieldGroup::ALL.into_iter().flat_map(|group| TableKind::ALL.map(|table| (group, table))) {
        ids.extend(group.fields(table).iter().map(|id| field_message(id)));
    }
    for lang in Lang::ALL {
        let text = Text::of_own(lang);
        for id in &ids {
            assert!(text.find(id, &[]).is_some_and(|words| !words.is_empty()), "{lang:?}: {id}");
        }
    }
}

#[test]
fn the_page_says_what_each_column_is_and_why_and_what_is_missing() {
    let columns = ["When", "Channel", "Spend (SAR)", "CTR"].map(str::to_owned);
    let row = |cells: [&str; 4]| cells.map(|cell| Some(cell.to_owned())).to_vec();
    let rows = [row(["01/02/2026", "Email", "5.5", "1%"]), row(["02/02/2026", "Store", "6.5", "2%"])];
    let dialect = Dialect { delimiter: Some(b';'), ..Dialect::default() };
    let sample = Sample {
        file_name: "my-ads.csv",
        format: Some(Format::Csv),
        encoding: None,
        dialect,
        columns: &columns,
        rows: &rows,
    };
    let problems = Problems::default();
    let inspected = [Inspected { sample, n_bytes: 1_200, problems: &problems }];
    let plain = |text: &str| text.replace(['\u{2068}', '\u{2069}'], "");
    let model = |lang| ImportModel::new(&Text::of_own(lang), &Plain, &inspected, Day::from_iso("2026-11-21").unwrap());
    let english = model(Lang::En);
    let file = &english.files[0];
    assert_eq!(plain(&file.about), "CSV · values apart by “;” · 1.2 KB · 4 columns");
    assert_eq!(file.table_reason, "Sums, because its rows have numbers that can be added up.");
    let [when, channel, spend, ctr] = file.columns.as_slice() else { panic!("{:?}", file.columns) };
    assert_eq!(when.proposed.as_deref(), Some("date"));
    assert!(when.reason.contains("day and month") && when.confidence.as_deref() == Some("guess"), "{when:?}");
    let orders = when.date_orders.clone().unwrap().map(|order| plain(&order));
    assert_eq!(orders, ["01/02/2026 is 2026-02-01", "01/02/2026 is 2026-01-02"]);
    assert_eq!((channel.proposed.as_deref(), channel.confidence_word.as_str()), (Some("channel"), "certain"));
    assert_eq!((spend.proposed.as_deref(), spend.samples.as_str()), (Some("cost"), "5.5 · 6.5"));
    assert!(ctr.proposed.is_none() && ctr.confidence.is_none() && ctr.reason.starts_with("A rate"), "{ctr:?}");
    assert_eq!(file.preview.rows.len(), 2);
    let lacks = english.lacks(&english.choices);
    assert_eq!(lacks.len(), 1, "{lacks:?}");
    assert!(lacks[0].text.contains("day or with the month") && !lacks[0].is_blocking);
    assert_eq!(english.choices.currency, "SAR");
    let mut choices = english.choices.clone();
    choices.files[0].choose_field(2, "");
    assert!(english.lacks(&choices)[0].is_blocking && !choices.can_open());
    let arabic = model(Lang::Ar);
    assert!(arabic.files[0].columns[3].reason.contains("معدل"), "{:?}", arabic.files[0].columns[3]);
    let bytes = miyar::work::message::to_bytes(&english).unwrap();
    assert_eq!(miyar::work::message::from_bytes::<ImportModel>(&bytes).unwrap(), english);
}

/// Writes folders that `scripts/feeds.sh` has checked by the Python package frictionless, data and all.
#[test]
fn manifests_are_written_for_other_programs_to_check() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("feeds");
    for (name, delimiter, csv) in [
        ("plain", b',', "Day,Source,Spend,Clicks\n2026-01-05,Email,5.25,3\n2026-01-06,Store,6,\n"),
        (
            "german",
            b';',
            "Tag;Channel;Cost (EUR);Note;CTR;Date\n1;Email;1.234,50;x;5%;03.02.2026\n2;Store;10,25;;6%;25.03.2026\n",
        ),
        ("arabic", b',', "التاريخ,القناة,التكلفة,الطلبات\n2026-01-05,بحث مدفوع,120.5,3\n2026-01-06,متجر,100,-\n"),
        (
            "orders",
            b'\t',
            "Order ID\tCreated at\tTotal\tMedium\nA-1\t2026-01-05 10:00:00\t$1,250.00\temail\nA-2\t2026-01-06 11:30:00\t$80\tcpc\n",
        ),
        ("months", b',', "month,expense type,amount\n2026-01,Agency fees,1000\n2026-02,Salaries,9000.5\n"),
        ("american", b',', "Date,Channel,Revenue\n1/31/2026 09:15 PM,Email,10\n2/1/2026 10:00 AM,Store,n/a\n"),
        (
            "moments",
            b',',
            "timestamp,customer_id,event\n2026-01-05T10:00:00.123Z,c1,Order Completed\n2026-01-06T10:00:00Z,c2,Page Viewed\n",
        ),
    ] {
        let dialect = Dialect { delimiter: Some(delimiter), ..Dialect::default() };
        let file = format!("{name}.csv");
        let proposal = propose_bytes(&file, csv.as_bytes(), dialect);
        check_manifest(&proposal);
        let choices = Choices::from_proposals(&[proposal]);
        assert!(choices.can_open(), "{name}: {:?}", choices.lacks());
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(&file), csv).unwrap();
        std::fs::write(folder.join("datapackage.json"), choices.manifest()).unwrap();
    }
}

fn any_cell() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        ".{0,12}".prop_map(Some),
        "[-+]?[0-9]{1,9}([.,][0-9]{1,4})?[%$€]?".prop_map(Some),
        "(19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}( [0-9]{2}:[0-9]{2})?".prop_map(Some),
        "[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}".prop_map(Some),
        proptest::sample::select(vec!["Email", "null", "order", "Agency", "a@b.c", "٣٬٤٥٦٫٧", "SAR 5"])
            .prop_map(|text| Some(text.into())),
    ]
}

fn any_name() -> impl Strategy<Value = String> {
    let known = vec![
        "date",
        "Day",
        "Channel",
        "cost",
        "Revenue (SAR)",
        "amount",
        "kind",
        "Order ID",
        "customer_id",
        "clicks",
        "Leads",
        "القناة",
        "التكلفة",
        "",
    ];
    prop_oneof![proptest::sample::select(known).prop_map(str::to_owned), ".{0,10}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_table_proposes_something_that_can_be_written(
        name in ".{0,20}",
        columns in proptest::collection::vec(any_name(), 0..7),
        rows in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..8), 0..12),
        decimal in proptest::sample::select(vec!["auto", "point", "comma"]),
        table in proptest::sample::select(vec!["performance", "events", "costs"]),
    ) {
        let proposal = propose_rows(&name, Dialect::default(), Format::Csv, &columns, &rows);
        check_manifest(&proposal);
        let mut choices = Choices::from_proposals(&[proposal]);
        choices.files[0].choose_decimal(decimal);
        choices.files[0].choose_table(table);
        choices.files[0].swap_date_order(0);
        let (package, _) = choices.package();
        if !package.resources.is_empty() {
            let (back, problems) = read_manifest(choices.manifest().as_bytes(), "datapackage.json");
            prop_assert!(problems.is_empty(), "{:?}", problems.kept());
            prop_assert_eq!(back.unwrap(), package);
        }
    }
}
