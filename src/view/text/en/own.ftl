# A file of one’s own: what it may be, and why. Variables come in isolated; $count only chooses the plural form.

import-table-performance = Sums: a channel’s day, week or month
import-table-events = Events: one thing that one person did
import-table-costs = Costs: what was spent on what
import-table-answers = Answers: what one person answered to a survey
import-table-rates = Rates: what a currency is worth from a day on
import-table-targets = Targets: what is aimed at in a period
import-table-peers = Peers: what others have, to be compared with
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
import-reason-net = Taken rather than { $column }, which may have tax and shipping in it.
import-reason-gross = { $column } is taken: this may have tax and shipping in it. Choose it where they are to count.
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
import-lack-revenue-twice = Both { $one } and { $other } bring revenue: they will be added. Choose one if they are the same sales.
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
import-field-currency = currency
import-field-score = score
import-field-rate = exchange rate
import-event-touch = a contact
import-event-visit = a visit
import-event-lead = a lead
import-event-action = an action
import-event-order = an order
import-event-refund = a refund
import-answer-nps = would recommend, 0 to 10
import-answer-csat = is satisfied, 1 to 5
import-answer-ces = it was easy, 1 to 7
import-cost-media = media
import-cost-agency = agencies
import-cost-salaries = salaries
import-cost-martech = tools
import-cost-overheads = overheads
import-delimiter = values apart by { $mark }
import-tab = tabs
import-mark = “{ $mark }”
import-sheet = sheet { $sheet }
import-date-said = { $value } is { $date }
import-count-columns = { $count ->
    [one] { $number } column
   *[other] { $number } columns
}
import-repeated-rows = { $count ->
    [one] { $number } of the first rows is the same as one before it: its money would count twice.
   *[other] { $number } of the first rows are the same as others before them: their money would count twice.
}
import-preview-rows = { $count ->
    [one] The first row
   *[other] The first { $number } rows
}
