# Targets, and what calls for attention.

compare-target = Target
period-compared-targets = compared with the targets
period-no-targets = this feed has no targets to compare with

## How a metric stands
standing-met = met
standing-missed = missed
standing-ahead = ahead
standing-behind = behind
standing-on-pace = on pace
standing-close = close to target
standing-above = above target
standing-below = below target
standing-not-covered = the data begins later
standing-too-early = too early to tell

## Against a target
target-sentence = { $gap } against the target of { $target } for { $dates }: { $word }.
target-sentence-due = { $gap } against { $due }, due by { $day } of the target of { $target } for { $dates }, { $basis }: { $word }.
target-by-days = spread evenly over its days
target-by-last-year = spread as last year went
target-end = At this pace { $end } by { $day }.
target-end-range = At this pace { $end } by { $day } ({ $low } to { $high }).
target-column = { $metric }, target due
target-none = no target
target-none-differing = no one target: the targets of these days differ
target-none-other = no target for just these days
target-none-part = not compared: only { $days } of the period have a target
target-without = Without a target: { $metrics }.

## What calls for attention
alerts = { $count ->
    [one] { $number } alert
   *[other] { $number } alerts
}
alerts-none = { $count ->
    [one] Nothing calls for attention: targets, the usual course of { $number } metric and the age of the data were looked at.
   *[other] Nothing calls for attention: targets, the usual course of { $number } metrics and the age of the data were looked at.
}
alerts-cut = { $headline } (Only the first { $shown } of { $all } targets are looked at and listed.)
alert-behind = { $metric } is behind its target for { $dates }: { $value } since { $since }, of { $due } due by now ({ $gap }).
alert-off = { $metric } is off its target for { $dates }: { $value } since { $since }, against { $due } ({ $gap }).
alert-missed = { $metric } missed its target for { $dates }: { $value } since { $since }, against { $due } ({ $gap }).
alert-above = { $metric } is above its usual range since { $since }: { $value } on { $days }, usually { $low } to { $high }.
alert-below = { $metric } is below its usual range since { $since }: { $value } on { $days }, usually { $low } to { $high }.
alert-old = The newest day of the data is { $day }, { $days } ago.
alert-copy = The feed could not be renewed: the figures are those of the last good copy.
