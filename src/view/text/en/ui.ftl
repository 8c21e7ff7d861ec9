### What the page says by itself.

product = Miyar
skip = Skip to the figures
nav = Pages
page-summary = Summary
page-channels = Channels
page-data = Data
question-summary = How are we doing?
question-channels = Which channel is worth its money?
question-data = Can I trust it?

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

about = How it is computed
about-now = Now
about-then = Then
about-basis = Counted over
about-formula = Formula
about-source = Source
summary-missing = What this feed cannot tell

table-filter = Show only this; press again to show all
table-formulas = How these are computed
chart-table = The same as a table
chart-marks = Marks of the chart. Arrow keys go from one to the next.
chart-bars = Bars of the chart. Arrow keys go from one to the next.
chart-partial = Not a whole period

data-files = Files
data-mapping = How its columns are read
data-requests = Every request made
data-problems = Problems
data-no-problems = None: every row could be read.
data-place = Where
data-what = What is wrong

loading = Loading the data…
loading-files = Loading the data: file { $done } of { $files }…
updating = Updating the figures
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
import-unused = not used
import-chosen = chosen by you
import-field-of = What { $column } is
import-date-order = Order of day and month
import-open = Open
import-save = Save as a feed
import-cancel = Cancel
import-save-note = Saving downloads a datapackage.json. Placed beside the files, it opens to the same thing.
