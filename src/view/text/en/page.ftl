# What page models say. Variables come in isolated; $count only chooses the plural form.

value-not-given = (not given)
times = { $number } ×
points = { $number } pts
days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}

## Period
period-last-7-days = Last { $number } days
period-last-30-days = Last { $number } days
period-last-90-days = Last { $number } days
period-month-to-date = Month to date
period-quarter-to-date = Quarter to date
period-year-to-date = Year to date
period-last-month = Last month
period-last-quarter = Last quarter
period-last-year = Last year
period-all = All
period-undated = The feed has no dates: everything in it is one period
period-resolved = { $dates } · { $days }
period-compared = compared with { $dates }
period-comparison-cut = No comparison: the feed begins on { $day }, after the period it would be compared with.
period-beyond-feed = The feed covers { $dates }; the rest of the period is empty.
period-stale = The data ends on { $day }, { $days } ago.
period-spread = Weekly and monthly rows are spread evenly over their days.
period-leaves-undated = Rows without a date are counted in the period “All” only.
compare-previous = Previous period
compare-last-year = Same period last year
compare-last-year-dates = Same dates last year
compare-none = No comparison

## Filters
filter = { $dimension }: { $value }
filter-without-effect = { $dimension }: { $value } (not in this feed: no effect)
filter-remove = Remove the filter { $dimension }: { $value }

## Figures
absent-not-supplied = not available: the feed has no { $measure }
absent-lacking = not available: { $measure } has no { $lacked }
absent-no-people = not available: it follows people, and the feed has sums only
absent-no-rows = nothing in this selection
absent-unknown = not known here: { $measure }
absent-no-denominator = not defined: { $measure } is zero here
lack-dates = dates
note-few = Rests on fewer than { $minimum }: indicative only.
note-over-one = More than { $whole }: what is counted above cannot be more than what is counted below. Check the feed.
note-coverage = { $share } covered: the rows where both sides are known.
note-split = The two sides come from different files and are divided as they are.
note-left-out = Left out: { $measure } without { $lacked }.
formula-sum = Sum of { $terms }
formula-ratio = { $per }{ $numerator } ÷ { $denominator }, { $rows }
formula-same-rows = over the rows where both are known
formula-whole = over everything selected
change-new = new
sentence-up = { $change } against { $dates }, when it was { $was }: { $verdict }.
sentence-down = { $change } against { $dates }, when it was { $was }: { $verdict }.
sentence-flat = About the same as on { $dates }, when it was { $was } ({ $change }).
verdict-better = better
verdict-worse = worse
verdict-neutral = neither better nor worse
spark = From { $low } ({ $low_day }) to { $high } ({ $high_day }).

## Observations
count-rows = { $count ->
    [one] { $number } row
   *[other] { $number } rows
}
count-impressions = { $count ->
    [one] { $number } impression
   *[other] { $number } impressions
}
count-sends = { $count ->
    [one] { $number } message sent
   *[other] { $number } messages sent
}
count-delivered = { $count ->
    [one] { $number } message delivered
   *[other] { $number } messages delivered
}
count-opens = { $count ->
    [one] { $number } open
   *[other] { $number } opens
}
count-clicks = { $count ->
    [one] { $number } click
   *[other] { $number } clicks
}
count-visits = { $count ->
    [one] { $number } visit
   *[other] { $number } visits
}
count-leads = { $count ->
    [one] { $number } lead
   *[other] { $number } leads
}
count-actions = { $count ->
    [one] { $number } action
   *[other] { $number } actions
}
count-conversions = { $count ->
    [one] { $number } conversion
   *[other] { $number } conversions
}
count-orders = { $count ->
    [one] { $number } order
   *[other] { $number } orders
}
count-units = { $count ->
    [one] { $number } unit
   *[other] { $number } units
}
count-new-customers = { $count ->
    [one] { $number } new customer
   *[other] { $number } new customers
}
count-problems = { $count ->
    [one] { $number } problem
   *[other] { $number } problems
}

## Channels
table-caption = All metrics by { $dimension }
table-cut = The first { $shown } of { $all } rows are shown; sort or filter to see others. The total is of all.
table-total = All
table-lacking = { $kpi } by { $dimension } is not available: { $measure } has no { $dimension }.
table-partial = In the total only: { $measure } without { $dimension }.
tag-online = online
tag-offline = offline
efficiency-title = { $dearest } is the dearest: { $dear }, { $ratio } the average
efficiency-title-bare = { $dearest } is the dearest: { $dear }
efficiency-title-one = { $dearest }: { $dear }
efficiency-subtitle = { $cost } against { $count }, by { $dimension }. The larger the mark, the more revenue.
efficiency-sentence = { $kpi } runs from { $cheap } ({ $cheapest }) to { $dear } ({ $dearest }). Without a known cost there is no mark.
efficiency-sentence-one = { $kpi } is { $dear }. Without a known cost there is no mark.
efficiency-point = { $name }: { $what } { $count }, { $cost } each
efficiency-reference = all: { $cost }
efficiency-small-title = Too few results to call any dear
efficiency-small = Each mark rests on few results: indicative only.
efficiency-empty-title = Nothing to set against each other
efficiency-empty = This chart needs cost together with new customers, orders or leads, cut the same way.
mix-title = { $name } brings { $share } of { $kpi }
mix-subtitle = { $kpi } by { $dimension }, each bar { $whole }. Hatched bars are periods cut short.
mix-sentence = The share that moved most is that of { $name }: from { $from } in the first half of the period to { $to } in the second.
mix-sentence-one = The largest share is that of { $name }: { $share }.
mix-other = other
mix-empty-title = Nothing to share out
mix-empty = This chart needs revenue, orders, conversions, leads, visits or cost, cut the same way.

## Data
data-privacy = Your data stays in this browser. The only addresses requested are the ones listed here.
data-more = and { $count } more
file-good = no problems
file-not-read = could not be read
file-undated = no dates
table-performance = performance
table-events = events
table-costs = costs
grain-day = one row a day
grain-week = one row a week
grain-month = one row a month
size-bytes = { $number } bytes
size-kilobytes = { $number } KB
size-megabytes = { $number } MB
size-gigabytes = { $number } GB
fact-read = Rows read
fact-repaired = With gaps
fact-refused = Rows left out
fact-covers = Period
fact-size = Size
about-from = from { $day } on
order-day-first = Whether day or month comes first is not declared; going by all its dates, the day does.
order-month-first = Whether day or month comes first is not declared; going by all its dates, the month does.
file-redirected = The server sent on to { $host }.
file-problems = { $count ->
    [one] { $number } of the problems listed below
   *[other] { $number } of the problems listed below
}
delimited-comma = separated by commas
delimited-semicolon = separated by semicolons
delimited-tab = separated by tabs
delimited-pipe = separated by bars
delimited-other = separated by { $name }
written-property = rows in { $name }
written-sheet = sheet { $name }
written-preamble = { $count ->
    [one] { $number } line above the header passed over
   *[other] { $number } lines above the header passed over
}
inferred-number = { $column }: { $example } is read as { $reading }.
inferred-number-unclear = { $column }: { $example } is read as { $reading }, though it could be read otherwise. The manifest can say it: decimalChar, groupChar.
inferred-day-first = { $column }: the day comes first; { $example } is read as { $reading }.
inferred-month-first = { $column }: the month comes first; { $example } is read as { $reading }.
inferred-order-unclear = { $column }: nothing tells whether day or month comes first; { $example } is read as { $reading }.
mapping-always = always { $value }
mapping-values = { $count ->
    [one] { $number } value renamed
   *[other] { $number } values renamed
}
field-date = Date
field-person = Person
field-kind = Kind
field-value = Value
field-order = Order
field-amount = Amount
problems-headline = { $count ->
    [one] { $number } problem in this feed. What can be read is shown.
   *[other] { $number } problems in this feed. What can be read is shown.
}
failed-headline = This feed could not be opened
place-file = { $file }
place-column = { $file }, { $column }
place-row = { $file }, row { $row }
place-cell = { $file }, row { $row }, column { $column }

# The heads of a saved list of problems.
save-file = File
save-row = Row
save-column = Column
save-value = Value
save-kind = Kind
save-what = What is wrong
save-advice = What to do
save-more = more problems are counted and not listed

## A file of one's own
import-table-performance = Sums: what a channel did in a day, a week or a month
import-table-events = Events: one thing that one person did
import-table-costs = Costs: what was spent on what
import-table-reason-kinds-of-cost = Costs, because its rows have an amount and what it was for.
import-table-reason-people-or-orders = Events, because its rows have people or orders, and no sums of many.
import-table-reason-kinds-of-event = Events, because its rows say what happened.
import-table-reason-sums = Sums, because its rows have numbers that can be added up.
import-table-reason-unclear = Nothing in it says what a row is: please choose.
import-grain-reason-distances = The distances between its dates say so.
import-grain-reason-name = The name of its column of dates says so.
import-grain-reason-event = An event is of one day.
import-grain-reason-no-date = It has no column of dates.
import-grain-reason-unclear = Its dates do not say: please check.
import-confidence-certain = certain
import-confidence-likely = likely
import-confidence-guess = a guess: please check
import-reason-named = Its name is a usual one for this, and the values agree.
import-reason-named-like = Its name is sometimes used for this, and the values agree.
import-reason-named-empty = Its name is a usual one for this; the first rows have no values.
import-reason-dates = Its values are dates.
import-reason-dates-unclear = Its values are dates, but day and month may stand either way: please check.
import-reason-channel-values = Its values are names of channels.
import-reason-spent-by-people = Each row is one person, so what was spent was spent in the shop.
import-reason-taken = { $column } is the better column for it; two cannot be added together.
import-reason-rate = A rate, a price or an average: it cannot be added up. It is computed from its parts instead.
import-reason-unique = People counted once each: counts of different days overlap and cannot be added up.
import-reason-cumulative = A running total: adding it up would count the same thing many times.
import-reason-personal = Names and addresses of people are not needed for figures.
import-reason-foreign = A plan, a tax or somebody else’s figure: nothing that came of marketing.
import-reason-name-and-values-differ = Its name promises dates or numbers, but most values are neither.
import-reason-few-texts = Text with few values: kept as a filter under its own name.
import-reason-many-texts = Text with many values: it makes no readable table.
import-reason-keys = Keys: nearly every row has another.
import-reason-numbers-of-unknown = Numbers, but the name does not say of what.
import-reason-other-table = It has no place in a table of this kind.
import-reason-empty = The first rows have no values in it.
import-reason-name-twice = A column before it has the same name.
import-reason-no-name = It has no name.
import-reason-not-looked-at = The file has too many columns to look at them all.
import-lack-no-file = No file is chosen that could be opened.
import-lack-no-measure = No column can be added up, so there is nothing to show: choose one for orders, revenue, cost or another measure.
import-lack-no-date = Without a column of dates, everything is one period.
import-lack-no-channel = Without a channel, channels cannot be compared. If all of it is of one channel, name that.
import-lack-no-currency = Without a currency, amounts are shown as plain numbers.
import-lack-dates-unclear = Some dates can be read with the day or with the month first: please check them.
import-group-time = Time
import-group-row = The row
import-group-dimensions = To cut by
import-group-measures = To add up
import-field-date = date
import-field-person = person
import-field-order = order number
import-field-kind = kind
import-field-value = value
import-field-amount = amount
import-event-touch = a contact
import-event-visit = a visit
import-event-lead = a lead
import-event-action = an action
import-event-order = an order
import-event-refund = a refund
import-cost-media = media
import-cost-agency = agencies
import-cost-salaries = salaries
import-cost-martech = tools
import-cost-overheads = overheads
import-delimiter = values apart by { $mark }
import-tab = tabs
import-sheet = sheet { $sheet }
import-date-said = { $value } is { $date }
import-count-columns = { $count ->
    [one] { $number } column
   *[other] { $number } columns
}
import-preview-rows = { $count ->
    [one] The first row
   *[other] The first { $number } rows
}
