### What the page says by itself.

product = Miyar
skip = Skip to the figures
nav = Pages
page-summary = Summary
page-channels = Channels
page-benchmarks = Benchmarks
page-data = Data
page-metrics = Metrics
question-summary = How are we doing?
question-channels = Which channel is worth its money?
question-benchmarks = How do we stand against peers?
question-data = Can I trust it?
question-metrics = What do the figures mean?

settings = Display
theme = Colours
theme-system = System
theme-light = Light
theme-dark = Dark
digits = Digits
digits-latn = 123
digits-arab = ١٢٣

notices = About this data

period = Period
period-custom = Custom dates
period-choose-dates = Choose dates
period-earlier = One period earlier
period-later = One period later
period-from = From
period-to = To
period-apply = Show these days
compare = Compare with

filters = Filters that are on
filters-reset = Remove all filters
cut-by = Cut by
problems-all = See them all on the Data page

mark-better = better
mark-worse = worse
mark-neutral = changed
mark-flat = about the same
mark-unclear = no clear difference

about = How it is computed
about-now = Now
about-then = Then
about-target = Due by target
about-basis = Counted over
about-interval = Interval
about-formula = Formula
about-source = Source
about-rows = Show the rows
about-all = All metrics
metrics-search = Search the metrics
metrics-none = No metric has all of these words.
metrics-unit = Unit
metrics-direction = Direction
metrics-minimum = Rests on at least
metrics-needs = Needs
metrics-feeds = Fed by
summary-missing = What this feed cannot tell

table-filter = Show only this; press again to show all
table-formulas = How these are computed
chart-table = The same as a table
chart-marks = Marks of the chart. Arrow keys go from one to the next.
chart-bars = Bars of the chart. Arrow keys go from one to the next.
chart-partial = Not a whole period
over-time-hint = Drag across the chart, or press Shift with the arrow keys and then Enter, to make that the period.
over-time-reader = The chart, step by step. Arrow keys move; with Shift they select, and Enter makes that the period.

data-files = Files
data-mapping = How its columns are read
data-requests = Every request made
data-problems = Problems
data-no-problems = None: every row could be read.
data-problem-file = File
data-problem-row = Row
data-problem-column = Column
data-problem-value = Value
data-what = What is wrong
data-kind-only = List only these
data-file-only = List its problems
data-listed = Listed: { $listed } of { $all }
data-list-all = List all
data-list-more = Show { $number } more
data-save-problems = Download as CSV
data-read-ago = Read { $age }
data-own-file = A file from your computer
data-manner = How numbers and dates are read

loading = Loading the data…
loading-files = File { $done } of { $files }
loading-rows = { $count ->
    [one] { $number } row
   *[other] { $number } rows
}
loading-bytes-of = { $bytes } of { $due }
loading-stop = Stop
loading-said = { $percent } loaded
updating = Updating the figures

size-bytes = { $number } bytes
size-kilobytes = { $number } KB
size-megabytes = { $number } MB
size-gigabytes = { $number } GB

age-now = just now
age-minutes = { $count ->
    [one] { $number } minute ago
   *[other] { $number } minutes ago
}
age-hours = { $count ->
    [one] { $number } hour ago
   *[other] { $number } hours ago
}
age-days = { $count ->
    [one] { $number } day ago
   *[other] { $number } days ago
}
fresh = Updated { $age }
fresh-checking = Checking for newer data…
fresh-stale = Older copy ({ $age }): the feed cannot be read now
fresh-refresh = Refresh
keep = Copies
keep-label = Keep a copy in this browser for the next visit
keep-note = Off: all copies are deleted now, and none is made.

asking-title = Open data from another site?
asking-title-more = This feed also reads from other sites
asking-first = This link shows data that lies elsewhere, at:
asking-more = Its description names files that lie elsewhere, at:
asking-sent = Nothing has been asked of it yet. If you agree, your browser sends it the request for these files and nothing else: no figures, no cookies. As with any website, it learns your network address.
asking-once = Your answer holds for this tab.
asking-yes = Open it
asking-no = Not now: show the demo

key-title = Does it need a password or a key?
key-intro = A private feed is read with a header that its owner gave you.
key-origin = For
key-name = Header
key-value = Value
key-show = Show
key-keep = Keep until this tab is closed
key-send = Use it and load again
key-goes = Goes only to { $origin }, over the network straight from this browser. It is never part of a link, an export or a copy.
key-unfit-name = This cannot be the name of a header.
key-unfit-value = This cannot be the value of a header.
key-given = Headers in use
key-kept = until this tab is closed
key-not-kept = until this page is left
key-remove = Remove { $name } for { $origin }

own-open = Open your own files
own-looking = Looking at the files…
trouble-own-file = “{ $name }” was opened from a file on a computer, which a link cannot hold.
trouble-own-file-advice = Open the file again, or put it beside its saved datapackage.json on a server.
own-drop = Drop the files to open them here. They stay in this browser.
footer-privacy = All figures are computed in this browser. Nothing is sent anywhere.
footer-data = Where the data comes from

trouble-retry = Try again
trouble-demo = Open the demo instead
trouble-address = The link names a feed that is no address.
trouble-address-advice = What follows “feed=” in the link should be the address of a datapackage.json.
trouble-not-started = The part that computes could not be started.
trouble-not-started-advice = Check the connection and try again. If it stays so, this browser may be too old, or something in it blocks web workers.
trouble-stopped = The part that computes has stopped at a fault.
trouble-stopped-advice = Try again: it starts afresh. Your data has not left this browser.
trouble-garbled = Two versions of the dashboard have met.
trouble-garbled-advice = Reload the page, so that all of it is of one version.

import-title = Your own files
import-drop = Drop files here: CSV, JSON, Excel, Parquet
import-pick = Choose files
import-privacy = They are read in this browser. Nothing is uploaded.
import-check = This is what they seem to be. Please check it before you open them.
import-name = Title
import-currency = Currency, three letters
import-read = Open this file
import-table = What a row is
import-grain = What time a row covers
import-kind = What every row is
import-decimal = Decimal mark
import-decimal-auto = As the values have it
import-decimal-point = Point: 1,234.5
import-decimal-comma = Comma: 1.234,5
import-channel = All of it is of the channel
import-repeated = Rows that are the same
import-repeated-all = Keep all
import-repeated-once = Count each once
import-unused = not used
import-chosen = chosen by you
import-field-of = What { $column } is
import-date-order = Order of day and month
import-open = Open
import-save = Save as a feed
import-cancel = Cancel
import-save-note = Saving downloads a datapackage.json. Placed beside the files, it opens to the same thing.

## Benchmarks
bench-against = Compared with
bench-as = as
bench-channel = Channel of the peers
bench-example = Example of a table of peers and its entry in the manifest
bench-detail = Percentiles and sources
bench-star = North star
bench-thin = few
bench-head-metric = Metric
bench-head-own = Own
bench-head-median = Peers’ median
bench-head-place = Weaker to better
bench-head-percentile = Percentile
bench-head-gap = From the median
bench-head-best = From best in class
bench-head-source = Source
bench-middle = Middle half of the peers
bench-low = 25th percentile
bench-high = 75th percentile
bench-trend-metric = Metric of the course
bench-index = Index
bench-rank = Rank
bench-index-about = The mean of all companies is 100; each metric adds up to its weight times 10 for one standard deviation from its mean.
bench-weights = Weights
bench-group = Who the peers are
bench-method = How it is computed
bench-published = Published figure
bench-references = Published elsewhere
bench-references-about = What studies have found, for orientation. These are no peers: nothing above is set against them.
## Controls
close = Close
step = Steps of the charts
compare-choose-dates = Compare with dates of your own
compare-apply = Compare with these days
month-earlier = Month before
month-later = Month after
weeks = Weeks begin
weeks-feed = As the data has it
weeks-sunday = On Sunday
weeks-monday = On Monday
hijri-beside = Hijri dates beside

tools = This view
undo = Undo
redo = Redo
share = Save and share
link = Link to this view
copy-wall = Copy a link for a wall
copy-frame = Copy code for a frame
copied-frame = The code of the frame is copied.
copy-link = Copy the link
copied-link = The link is copied.
not-copied = The browser does not let this page copy. Mark the text and copy it yourself.
print = Print or save as PDF
views = Saved views
views-none = None yet. They are kept in this browser.
view-name = Name of the view
view-save = Save this view
view-saved = Saved in this browser.
view-rename = Rename
view-rename-of = Rename { $name }
view-remove = Delete { $name }
view-removed = Deleted.
view-taken = Choose a name that no other view has.

shortcuts = Keyboard shortcuts
shortcut-help = This list
shortcut-period = To the period
shortcut-compare = To the comparison
shortcut-page = To a page, by its place
shortcut-chart = Along the marks of a chart
shortcut-single = Single keys do something

filter-add = Filter
filter-find = Find what to filter by
filter-by = Filter by
filter-wanted = Part of the name
metrics = Metrics
metrics-choose = Choose the metrics of the table
metrics-all = Show all
table-save = CSV
table-save-name = Download the table as CSV
table-copy = Copy
table-copy-name = Copy the table
table-copied = The table is copied.

export-chart = Download the chart
export-png = Download as PNG
export-svg = Download as SVG
export-csv = Download as CSV
export-xlsx = Download as a workbook (XLSX)
export-page = Save as a page (HTML)
export-failed = The file could not be made. Try again.
export-about = About
export-none = none
export-data = Data
export-note = Note
export-filters = Filters
export-made = Made
export-made-by = { $date }, with Miyar
export-standing = Standing
export-peers = Peers
export-rows = Rows

## Targets
targets = Targets
targets-of = of
targets-none = No target is for these days.
targets-end = at this pace:
targets-end-last-year = at this pace, as last year went:

## Answers in words
page-explain = Why it changed
question-explain = What changed it, and where?
explain-metric = Metric
explain-open = Explain this change
explain-into = Go on into this part
row-open = What { $name } is made of
versus-choose = compare
versus-with = Compare { $name } with others
versus-hint = Choose one more to compare it with, up to four in all.
versus-end = End the comparison
versus-difference = Best against next
versus-verdict = What the data can show
advice-title = Where to cut, where to add
advice-name = Name
happened = What happened
