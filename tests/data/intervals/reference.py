"""Intervals of the golden kpi_table, by channel and of all, with numpy 2.4.6 and scipy 1.17.1.

Run in the repository: python3 tests/data/intervals/reference.py > tests/data/intervals/expected.json

Ratios: the delta method with days as clusters, t with days - 1 degrees of freedom, over the rows that know both sides.
Costs for each of a count: cost over the exact limits of a Poisson count. Shares: Wilson's score interval.
"""

import csv
import json

import numpy as np
from scipy import stats

ROWS = list(csv.DictReader(open("tests/goldens/kpi_table/channel_daily.csv")))
RATIOS = {
    "aov": (["gross_revenue", "refunds"], ["orders"]),
    "cpc": (["cost"], ["clicks"]),
    "roas": (["gross_revenue", "refunds"], ["cost"]),
    "refund_rate": (["refunds"], ["gross_revenue"]),
}
COSTS = {"cpa_acquisition": "new_customers", "cost_per_order": "orders"}
SHARES = {"ctr": ("clicks", "impressions"), "conversion": ("orders", "sessions")}


def side(row, terms):
    return float(row[terms[0]]) - sum(float(row[term]) for term in terms[1:])


def knows(row, terms):
    return all(row[term] != "" for term in terms)


def by_day(rows, above, below):
    days = {}
    for row in rows:
        if knows(row, above + below):
            top, bottom = days.get(row["date"], (0.0, 0.0))
            days[row["date"]] = (top + side(row, above), bottom + side(row, below))
    days = np.array(list(days.values()))
    top, bottom = days.sum(axis=0)
    if bottom <= 0:
        return None
    ratio, n = top / bottom, len(days)
    se = np.sqrt(n / (n - 1) * ((days[:, 0] - ratio * days[:, 1]) ** 2).sum()) / bottom
    if se == 0:
        return None
    half = stats.t.ppf(0.975, n - 1) * se
    return [ratio - half, ratio + half]


def poisson(rows, count):
    rows = [row for row in rows if knows(row, ["cost", count])]
    cost, n = sum(float(row["cost"]) for row in rows), sum(int(row[count]) for row in rows)
    if n == 0:
        return None
    return [cost / (stats.chi2.ppf(0.975, 2 * n + 2) / 2), cost / (stats.chi2.ppf(0.025, 2 * n) / 2)]


def wilson(rows, above, below):
    k, n = (sum(int(row[column]) for row in rows) for column in (above, below))
    if n == 0 or k > n:
        return None
    found = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    return [found.low, found.high]


result = {}
for channel in ["", *sorted({row["channel"] for row in ROWS})]:
    rows = [row for row in ROWS if channel in ("", row["channel"])]
    found = {name: by_day(rows, *sides) for name, sides in RATIOS.items()}
    found |= {name: poisson(rows, count) for name, count in COSTS.items()}
    found |= {name: wilson(rows, *sides) for name, sides in SHARES.items()}
    result[channel] = {name: ends and [float(end) for end in ends] for name, ends in found.items()}
print(json.dumps(result, indent=1))
