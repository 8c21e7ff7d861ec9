# Answers in words: why a figure changed, who is better, where to cut and where to add. Variables come in isolated.

## Why it changed
explain-then = Then
explain-now = Now
explain-adds = Adds to the change
explain-own-change = Own change
explain-rate = By its own rate
explain-mix = By its share
explain-both = By both at once
explain-turnover = By coming, going or standing apart
explain-caption = What each part adds to the change of { $kpi }, by { $dimension }
explain-rest = In no { $dimension }
explain-others = { $number } smaller ones
explain-rose = { $kpi } rose from { $was } to { $now } ({ $change }).
explain-fell = { $kpi } fell from { $was } to { $now } ({ $change }).
explain-same = { $kpi }: about the same, { $was } then and { $now } now ({ $change }).
explain-unclear = { $kpi } went from { $was } to { $now } ({ $change }), which may be chance.
explain-split = Of that, { $rate } comes of the parts’ own rates, { $mix } of their shares in the whole, { $both } of both at once.
explain-split-turnover = Of that, { $rate } comes of the parts’ own rates, { $mix } of their shares in the whole, { $both } of both at once, { $turnover } of parts that came, went or stand apart.
explain-cause-share = { $share } of it is { $part } ({ $amount }).
explain-cause-beyond = { $part } alone makes more than all of it ({ $amount }); others make up for the rest.
explain-cause-driver = There, { $driver } went from { $was } to { $now }.
explain-cause-mix = Its share of { $measure } went from { $was } to { $now }.
explain-cause-turnover = It is not in both periods.
explain-how-sum = What the parts add is each one’s own change; together they are the whole change exactly.
explain-how-ratio = Own rate: it moved. Share: it weighs more or less in the whole, against the average. Together they are the whole change exactly; what is shown is rounded.
explain-not-additive = Customers can be in several parts, so what the parts show does not add up to the whole.
explain-partial = { $measure } without { $dimension } stands in a row of its own.
explain-no-comparison = There is nothing to compare with: choose another comparison or a later period.
explain-no-then = There is nothing to compare with: in the other period it is { $reason }.
explain-began = There is nothing to compare with: the feed knew it only later.
explain-not-apart = This change cannot be taken apart: what it is divided by is less than nothing in a part.

## Head to head
versus-title = Head to head: { $names }
versus-better = Better: { $best }
versus-higher = Higher: { $best }
versus-more = More: { $best }
versus-unsure = Ahead by the figures: { $best }. How far chance goes is not known.
versus-unclear = No difference that the data can show
versus-few = Too few to judge
versus-equal = The same
versus-one = Only one has it

## Where to cut and where to add
advice-next = Cost of the next one
advice-at-least = at least { $least }
advice-no-most = At least { $least }; how much more, the data cannot show.
advice-too-few = Not known: too few weeks with spend and results.
advice-too-steady = Not enough variation to tell: the spend hardly moved.
advice-charged = Charged by what is sold, as a commission is: more of it cannot be chosen.
advice-monthly = Not known: the spend is by month, and weeks are needed.
advice-word-cut = Cut: the next one costs more than the average of all
advice-word-add = Add: the next one costs less than the average of all
advice-word-nothing = Cut: more spend has not brought more
advice-word-unclear = Nothing that the data can show
advice-word-few = Too few results to judge
advice-shift = Moving { $amount } from { $from } to { $to } would bring about { $gain } more ({ $confidence }: { $low } to { $high }) in such a period, if past spend was what brought past results.
advice-none = Where to move money: nothing that the data can show. No one’s next result is clearly cheaper than another’s.
advice-unknown = Where to move money: not known. What the next result costs can be told of fewer than two.
advice-empty = Where to cut and where to add needs cost together with orders, new customers or leads, cut the same way.
advice-cut = Ranked are the { $shown } with the most spend, of { $all }.
advice-assumption = The cost of the next one is read from how results followed spend over { $weeks } until { $day }, beside all others’ results, on a curve that flattens. It is a correlation: spending more because more is expected looks the same. Results of later weeks are not seen, and each result counts alike.
count-weeks = { $count ->
    [one] { $number } week
   *[other] { $number } weeks
}
