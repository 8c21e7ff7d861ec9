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
period-comparison-uneven = The two periods are not equally long: totals are no better or worse for that; rates and averages can be compared.
period-comparison-cut = No comparison: the feed begins on { $day }, after the period it would be compared with.
period-beyond-feed = The feed covers { $dates }; the rest of the period is empty.
period-leaves-after-today = { $count ->
    [one] { $number } row is dated after today ({ $later }) and is left out: choose dates that reach it to count it.
   *[other] { $number } rows are dated after today ({ $later }) and are left out: choose dates that reach them to count them.
}
period-reaches-after-today = { $count ->
    [one] The feed covers { $dates }, and { $number } row is dated after today: { $later }.
   *[other] The feed covers { $dates }, and { $number } rows are dated after today: { $later }.
}
period-stale = The data ends on { $day }, { $days } ago.
period-spread = Weekly and monthly rows are spread evenly over their days.
period-leaves-undated = Rows without a date are counted in the period “All” only.
compare-previous = Previous period
compare-last-year = Same weekdays last year
compare-last-year-dates = Same dates last year
compare-none = No comparison
period-latest-day = Latest day
period-day-before = The day before
period-today = Today
period-yesterday = Yesterday
period-week-to-date = Week to date
period-last-week = Last week
period-too-many-steps = The period is too long for the steps that are chosen; longer ones are drawn.
by-auto = Steps to fit
by-day = By day
by-week = By week
by-sunday-week = By week from Sunday
by-iso-week = By ISO week
by-month = By month
by-hijri-month = By Hijri month
by-quarter = By quarter
by-year = By year
compare-last-ramadan = Last year, aligned on Ramadan

## Filters
filter = { $dimension }: { $value }
filter-without-effect = { $dimension }: { $value } (not in this feed: no effect)
filter-remove = Remove the filter { $dimension }: { $value }
values-cut = { $listed } of { $all } are listed: write more of the name.
values-none = Nothing has this name.

## Figures
absent-not-supplied = not available: the feed has no { $measure }
absent-lacking = not available: { $measure } has no { $lacked }
absent-nobody-named = not available: the orders do not say whose they are; map a column as person
absent-no-people = not available: it follows people, and the feed has sums only
absent-no-rows = nothing in this selection
absent-unknown = not known here: { $measure }
absent-no-earlier = not available: the feed begins too late to see the period before
absent-too-short = not available: shorter than { $days } days, too few to speak for years
absent-too-many-rows = not available: more orders than can be gone through one by one; choose fewer days
absent-no-denominator = not defined: { $measure } is zero here
absent-no-margin = not available: no margin is declared; the manifest may say «margin», a share of revenue
absent-no-discount = not available: no discount is declared; the manifest may say «discount_rate», a share of a year
absent-too-young = { $count ->
    [one] not available: nobody has been seen for a whole calendar month
   *[other] not available: nobody has been seen for { $number } calendar months
}
absent-not-within = { $count ->
    [one] longer than the one month that has been seen
   *[other] longer than the { $number } months that have been seen
}
absent-split-orders = not defined here: one order may be in several of these; see order value by line, and basket value
absent-one-line-orders = not available: no order has several lines
more-than = > { $number }
lack-dates = dates
note-few = Rests on fewer than { $minimum }: indicative only.
note-short = Speaks for years, and less than a year is seen: indicative only.
note-wide = Its interval is wide: indicative only.
note-over-one = More than { $whole }: what is counted above cannot be more than what is counted below. Check the feed.
note-coverage-customers = { $share } covered: the orders that say whose they are.
note-coverage = { $share } covered: the rows where both sides are known.
note-coverage-online = { $share } covered: channels known to be online or offline.
note-split = The two sides come from different files and are divided as they are.
note-left-out = Left out: { $measure } without { $lacked }.
formula-sum = Sum of { $terms }
formula-ratio = { $per }{ $numerator } ÷ { $denominator }, { $rows }
formula-same-rows = over the rows where both are known
formula-customers-count = Different people with an order
formula-customers-frequency = Orders ÷ customers with an order
formula-customers-revenue = (revenue − refunds) ÷ customers with an order
formula-customers-repeat = Customers with two orders or more ÷ customers with an order
formula-customers-kept = Customers of the period before who ordered again ÷ customers of the period before, which is as long
formula-customers-lost = Customers of the period before who did not order again ÷ customers of the period before, which is as long
formula-customers-top = Revenue of the 10% of customers who bought most ÷ revenue of all customers
formula-customers-lifetime = (revenue − refunds) ÷ customers × periods that a customer stays: 1 ÷ churn rate, five years at most
formula-customers-members = Customers who have joined the programme ÷ customers with an order
formula-customers-margin = Σ margin × (revenue − refunds) ÷ customers × retention rate^k ÷ (1 + discount)^k, over the periods k = 0, 1, … of five years
formula-customers-cohort = (revenue − refunds) of the first twelve calendar months ÷ customers who have been seen for so long
formula-customers-to-cost = Lifetime value by margin ÷ acquisition cost with salaries and overheads
formula-customers-payback = The first month k with margin × (revenue − refunds) up to k ÷ new customers seen for k months ≥ acquisition cost with salaries and overheads
formula-orders-unnamed = Orders that name nobody ÷ orders
formula-orders-line = (revenue − refunds) of the lines ÷ orders that have one
formula-orders-basket = (revenue − refunds) of orders that have one of the lines ÷ those orders
formula-online = (revenue − refunds) of online channels ÷ (revenue − refunds) of online and offline channels
formula-with-costs = over the rows where both are known, with what tables of costs have for them
formula-whole = over everything selected
change-new = new
sentence-up = { $change } against { $dates }, when it was { $was }: { $verdict }.
sentence-down = { $change } against { $dates }, when it was { $was }: { $verdict }.
sentence-flat = About the same as on { $dates }, when it was { $was } ({ $change }).
sentence-unclear = No difference that the data can show: { $change } against { $dates }, when it was { $was }.
verdict-better = better
verdict-worse = worse
verdict-neutral = neither better nor worse
spark = From { $low } ({ $low_day }) to { $high } ({ $high_day }).
step-iso-week = Week { $week }, { $year }
step-quarter = Q{ $quarter } { $year }

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
count-nps-answers = { $count ->
    [one] { $number } answer
   *[other] { $number } answers
}
count-csat-answers = { $count ->
    [one] { $number } answer
   *[other] { $number } answers
}
count-ces-answers = { $count ->
    [one] { $number } answer
   *[other] { $number } answers
}
count-invitations = { $count ->
    [one] { $number } invitation
   *[other] { $number } invitations
}
count-customers = { $count ->
    [one] { $number } customer
   *[other] { $number } customers
}
count-problems = { $count ->
    [one] { $number } problem
   *[other] { $number } problems
}

## What the metrics mean
metrics-own = Defined by this feed
metrics-told = { $told } of { $all } metrics can be told from this data in this period.
metrics-people = events that name people
metrics-minimum = { $number } of what is counted below the line; with fewer the figure is marked
unit-count = a number of things
unit-number = a number
unit-money = an amount of money
unit-share = a share; changes are told in points
unit-ratio = so many times
unit-points = points of a score
good-higher = more is better
good-lower = less is better
good-neutral = neither more nor less is better

## How sure a figure is
interval = { $confidence }: { $low } to { $high }
interval-wilson = Wilson’s score interval of a share.
interval-poisson = The cost as known, over the exact limits of a Poisson count.
interval-clustered = From how much customers differ where all orders name one, else days (weeks or months, where one row covers one).
interval-steps-day = { $count ->
    [one] From how much { $number } day differs.
   *[other] From how much { $number } days differ.
}
interval-steps-week = { $count ->
    [one] From how much { $number } week differs.
   *[other] From how much { $number } weeks differ.
}
interval-steps-month = { $count ->
    [one] From how much { $number } month differs.
   *[other] From how much { $number } months differ.
}
interval-customers = { $count ->
    [one] From how much { $number } customer differs.
   *[other] From how much { $number } customers differ.
}
interval-adjusted-wald = Adjusted Wald interval of a score made of promoters and detractors.
interval-student = Student’s t interval of a mean.
interval-bootstrap = From 2,000 resamples of customers, in at most 500 groups (100 for months); percentiles, seed 1.
interval-none-bootstrap = None: too few customers, or the resamples do not tell.
interval-none-answers = None: the feed does not say how far the answers differ.
interval-none-sum = None: a total is what was counted, not what was estimated.
interval-none-share = None: what is counted above is not a part of what is counted below.
interval-none-count = None: there is nothing to divide the cost by.
interval-none-steps = None: it is made of how much days differ, and here no two do.

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
efficiency-title-unclear = No one is clearly dearer than another
efficiency-title-one = { $dearest }: { $dear }
efficiency-subtitle = { $cost } against { $count }, by { $dimension }. The larger the mark, the more revenue.
efficiency-sentence = { $kpi } runs from { $cheap } ({ $cheapest }) to { $dear } ({ $dearest }). Without a known cost there is no mark.
efficiency-sentence-unclear = { $kpi } runs from { $cheap } ({ $cheapest }) to { $dear } ({ $dearest }), a difference that may be chance. Without a known cost there is no mark.
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

## A metric over time
over-time-title = { $kpi } over time
over-time-title-moved = { $name } moved most: { $kpi } { $change }
over-time-subtitle = { $kpi } by { $dimension }.
over-time-partial = Dashed: not a whole period.
over-time-then = Thin and dashed: all, in the compared period.
over-time-sentence = From { $low } ({ $low_name }, { $low_day }) to { $high } ({ $high_name }, { $high_day }).
over-time-cut = The first { $shown } of { $all } rows are drawn.
over-time-empty-title = No course to draw
over-time-empty = The metric that the table is ranked by is known at fewer than two points in time. Rank by another, or choose a longer period.
over-time-whole = { $kpi } is counted over the period as a whole, and has no course within it. Rank by another metric.

## The rows behind a figure
rows-title = Rows behind { $kpi }
rows-cut = The first { $shown } of { $all } rows are listed.
rows-all-used = { $count ->
    [one] From { $number } row; none is left out.
   *[other] From { $number } rows; none is left out.
}
rows-used = { $count ->
    [one] From { $number } row; { $left } left out: { $reasons }.
   *[other] From { $number } rows; { $left } left out: { $reasons }.
}
rows-left-unread = { $number } while reading ({ $name })
rows-left-lacking = { $number } without { $name }
rows-left-undated = { $number } without a date
rows-left-after-today = { $number } dated after today
rows-left-outside = { $number } outside the period
rows-left-filtered = { $number } by the filter on { $name }
rows-left-unknown = { $number } without the measures it needs
rows-left-superseded = { $number } by a later answer of the same person

## Data
data-privacy = Your data stays in this browser. The only addresses requested are the ones listed here.
data-more = and { $count } more
file-good = no problems
file-not-read = could not be read
file-undated = no dates
table-performance = performance
table-events = events
table-costs = costs
table-answers = answers
table-targets = targets
table-peers = peers
fact-read = Rows read
fact-repaired = With gaps
fact-refused = Rows left out
fact-after-today = Dated after today
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
field-last-day = Last day
field-person = Person
field-kind = Kind
field-value = Value
field-order = Order
field-amount = Amount
field-currency = Currency
field-rate = Exchange rate
problems-headline = { $count ->
    [one] { $number } problem in this feed. What can be read is shown.
   *[other] { $number } problems in this feed. What can be read is shown.
}
failed-headline = This feed could not be opened

# The heads of a saved list of problems.
save-file = File
save-row = Row
save-column = Column
save-value = Value
save-kind = Kind
save-what = What is wrong
save-advice = What to do
save-more = more problems are counted and not listed
save-more-rows = further rows, not listed:
