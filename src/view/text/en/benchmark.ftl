# What the Benchmarks page says. Variables come in isolated; $count only chooses the plural form.

bench-caption = Own figures against those of peers
bench-peers-table = A table of peers
bench-peers-own = Own data: { $dimension }
bench-all-channels = All channels
bench-star-none = none
bench-star-head = { $n } best by { $kpi }
bench-star-note = Medians of the peers in the best quarter by that metric: figures that somebody reaches together.
bench-star-few = Fewer than { $least } peers lie in the best quarter by that metric: no group can be shown.
bench-rest = The rest together
bench-peers = { $count ->
    [one] { $number } peer
   *[other] { $number } peers
}
bench-members = { $count ->
    [one] { $number } peer by name
   *[other] { $number } peers by name
}
bench-quantile = { $number }th percentile
bench-percentile = Percentile { $number } of 100; 100 is best
bench-below = below { $number }
bench-above = above { $number }
bench-range = { $from } to { $to }

## Words for a place
bench-band-poor = Weak
bench-band-fair = Fair
bench-band-good = Good
bench-band-excellent = Excellent
bench-no-basis = Not judged: the basis differs
bench-no-few = Fewer than { $least } peers
bench-no-figure = No figure of one’s own
bench-no-neutral = Neither way is better
bench-no-minimum = Rests on fewer than { $least }
bench-no-certain = Too uncertain to be judged
bench-gap-level = level
bench-gap-neutral = away

## Gaps in money
bench-target-median = the peers’ median
bench-target-best = best in class
bench-worth-gain = Reaching { $target } would bring { $amount } more in this period, with { $held } as now.
bench-worth-each = Reaching { $target } would bring { $amount } more in this period, with { $held } and revenue for each of the { $each } as now.
bench-worth-save = Reaching { $target } would save { $amount } in this period, with { $held } as now.
bench-sentence = { $own } against a median of { $median }; { $peers }
bench-sentence-range = { $own } against a median of { $median }; { $peers }, the middle half from { $low } to { $high }

## What is said first
bench-highlight-best = Strongest
bench-highlight-weakest = Weakest
bench-highlight-worth = Worth most
bench-said = { $title } against peers: { $metric } – { $word }. { $sentence }

## Basis
bench-basis-filter = The peers cannot be cut by { $dimensions }, so with this filter nothing is judged.
bench-basis-length = The peers’ figures are of { $peers }, yours of { $own }. Periods of different length are not judged.
bench-basis-period = The peers’ figures are of { $peers }, yours of { $own }.
bench-basis-undated = The table does not say which period the peers’ figures are of.
bench-basis-currency = { $count ->
    [one] { $number } figure in another currency is left out.
   *[other] { $number } figures in other currencies are left out.
}
bench-their-period = Show my figures of { $dates }
bench-widened = { $metrics }: fewer than { $least } peers of the closest kind, so a broader group is taken.
bench-widened-all = Fewer than { $least } peers of the closest kind, so a broader group is taken.

## Who the peers are
bench-group-number = Number
bench-group-from-to = { $least } to { $most } peers, by metric
bench-group-who = Who
bench-group-all = all that the table has
bench-group-own = Own
bench-group-own-out = Left out: nobody is their own peer
bench-group-own-unknown = Not named in the manifest, so it may be among the peers
bench-group-period = Period
bench-group-cut = Of these
bench-group-other = Of another kind
bench-group-unknown = Without a figure
bench-group-up-to = { $count ->
    [one] up to { $number }, by metric
   *[other] up to { $number }, by metric
}
bench-group-source = Source
bench-method-rank = The percentile counts the peers that are worse, and those that are equal by half.
bench-method-quantile = The median stands for the peers; percentiles lie between values in proportion (type 7). Best in class is the best tenth’s edge.
bench-method-bands = Weak below 25, fair below 50, good below 75, excellent from 75.
bench-method-few = Below { $least } peers nothing is judged; below { $thin } they are marked as few.

## Course
bench-trend-subtitle = { $metric } against the middle half of the peers
bench-trend-title = { $metric } at or above the peers’ median in { $above } of { $all } periods
bench-trend = From { $own_first } ({ $first }) to { $own_last } ({ $last }); the peers’ median from { $median_first } to { $median_last }.
bench-trend-empty = A course needs peers in at least two periods of the same length.
bench-trend-unknown = Not known, or too few peers

## Index
bench-index-title = Rank { $rank } of { $all } by all metrics together
bench-index-moves = Between rank { $best } and { $worst } if any one weight were { $share } lower or higher.
bench-index-firm = It stays at { $best } if any one weight were { $share } lower or higher.
bench-index-equal = With equal weights: rank { $rank }.
bench-index-none = With these weights there is no index
bench-weight-less = { $metric } weighs less
bench-weight-more = { $metric } weighs more

## Nothing to compare
bench-empty-title = No peers in this feed
bench-empty = Add a table of peers to the manifest: percentiles from a study or an association, or one row for each peer. Or compare the parts of your own data with each other: choose above.
bench-empty-cut-title = No peers for this choice
bench-empty-cut = The table of peers has nothing for these filters. Take them away, or choose another channel.
bench-empty-own-title = Nothing to compare
bench-empty-own = Fewer than two of these have figures in the period. Choose another period or other peers.

## Published figures
bench-references-fault = The published figures could not be read: { $why }
