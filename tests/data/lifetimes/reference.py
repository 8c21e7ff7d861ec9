"""Reference values of lifetime metrics on the orders of CDNOW: Python 3.11, numpy 2.4.6, scipy 1.17.1.

Run in the repository's folder; writes tests/data/lifetimes/expected.json. Nothing of Miyar's is used: customers are
resampled one by one, 20,000 times (4,000 for months), and months are counted from dates.
"""

import csv
import datetime
import json

import numpy
from scipy import stats

orders = [
    (int(row["customer_id"]), datetime.date.fromisoformat(row["date"]), float(row["spend"]))
    for row in csv.DictReader(open("tests/goldens/cohort_cdnow/orders.csv"))
]
people = sorted({customer for customer, _, _ in orders})
first = {}
for customer, day, _ in orders:
    first[customer] = min(first.get(customer, day), day)


def month(day):
    return day.year * 12 + day.month


def course(members, n_months):
    """Revenue up to each age, a row a customer."""
    at = {customer: index for index, customer in enumerate(members)}
    table = numpy.zeros((len(members), n_months))
    for customer, day, spend in orders:
        age = month(day) - month(first[customer])
        if customer in at and age < n_months:
            table[at[customer], age:] += spend
    return table


def t_interval(values):
    low, high = stats.t.interval(0.95, len(values) - 1, values.mean(), values.std(ddof=1) / len(values) ** 0.5)
    return [low, high]


out = {}
# All of CDNOW's customers came from January to March 1997, and June 1998 is the last month: all were seen for a year.
year = course(people, 12)[:, 11]
out["clv_cohort"] = {"value": year.mean(), "interval": t_interval(year), "n": len(year)}
# By the end of February 1998 those of March 1997 have been seen for twelve months, by the end of January they have not.
seen = [customer for customer in people if month(first[customer]) <= 1997 * 12 + 2]
out["clv_cohort_january"] = {"value": course(seen, 12)[:, 11].mean(), "n": len(seen)}

# Lifetime: the first half of 1998 and the 181 days before it.
start, end = datetime.date(1998, 1, 1), datetime.date(1998, 6, 30)
n_days = (end - start).days + 1
before = start - datetime.timedelta(days=n_days)
net = dict.fromkeys(people, 0.0)
now, then = set(), set()
for customer, day, spend in orders:
    if start <= day <= end:
        now.add(customer)
        net[customer] += spend
    if before <= day < start:
        then.add(customer)
both = sorted(now | then)
rows = numpy.array([[net[c], c in now, c in then, c in now and c in then] for c in both], dtype=float)
MARGIN, DISCOUNT = 0.4, 0.1
years = n_days / 365.25
n_periods = round(5 / years)
powers = (1 + DISCOUNT) ** (years * numpy.arange(n_periods))
COST, N_NEW = 12_000.0, 400


def margin_value(sums):
    each, retention = MARGIN * sums[..., 0] / sums[..., 1], sums[..., 3] / sums[..., 2]
    return (each[..., None] * retention[..., None] ** numpy.arange(n_periods) / powers).sum(axis=-1)


def simple_value(sums):
    lost = 1 - sums[..., 3] / sums[..., 2]
    return sums[..., 0] / sums[..., 1] * numpy.minimum(1 / lost, 5 / years)


random = numpy.random.default_rng(7)
draws = numpy.array([rows[random.integers(0, len(rows), len(rows))].sum(axis=0) for _ in range(20_000)])
whole = rows.sum(axis=0)
ends = lambda values: [float(end) for end in numpy.percentile(values, [2.5, 97.5])]
out["clv_simple"] = {"value": simple_value(whole), "interval": ends(simple_value(draws))}
out["clv_margin"] = {"value": margin_value(whole), "interval": ends(margin_value(draws)), "n_periods": n_periods}
won = random.poisson(N_NEW, 20_000)
out["clv_cac"] = {
    "value": margin_value(whole) / (COST / N_NEW),
    "interval": ends(margin_value(draws) / (COST / won)),
}

# Payback: the customers of the first quarter of 1997, of whom each cost 28.
table = course(people, 18)
cohort = numpy.array([month(first[c]) for c in people])
last = 1998 * 12 + 6
seen_for = (last - cohort)[:, None] + 1 >= numpy.arange(1, 19)[None, :]


def months(table, seen, cost):
    earned = MARGIN * (table * seen).sum(axis=0) / seen.sum(axis=0)
    reached = numpy.nonzero(earned >= cost)[0]
    return int(reached[0]) + 1 if len(reached) else 19


found = []
for _ in range(4_000):
    pick = random.integers(0, len(people), len(people))
    found.append(months(table[pick], seen_for[pick], 28.0 * len(people) / random.poisson(len(people))))
out["payback"] = {"value": months(table, seen_for, 28.0), "interval": ends(found), "n": len(people)}
out["payback_never"] = {"value": months(table, seen_for, 1000.0)}

json.dump(
    {name: {key: (float(v) if isinstance(v, numpy.floating) else v) for key, v in part.items()} for name, part in out.items()},
    open("tests/data/lifetimes/expected.json", "w"),
    indent=1,
)
