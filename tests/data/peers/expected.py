"""Invents 40 companies and writes their figures (peers.csv, sums.csv), one's own feed (own.csv), and expected.json:
percentiles and ranks by numpy 2.4.6 and scipy 1.17.1, which know nothing of the engine.

    python tests/data/peers/expected.py
"""
import csv, json, pathlib, random
import numpy as np
from scipy.stats import percentileofscore, zscore, rankdata

assert np.__version__ == '2.4.6', np.__version__
HERE = pathlib.Path(__file__).resolve().parent
dice = random.Random(20261122)
write = lambda name, rows: csv.writer(open(HERE / name, 'w', newline=''), lineterminator='\n').writerows(rows)

# One's own September: a row a channel. 100 orders of 250 net of refunds, 4,000 visits, 2,000 clicks for 3,000.
own = [['date', 'channel', 'region', 'visits', 'conversions', 'orders', 'units', 'revenue', 'refunds', 'clicks', 'cost'],
       ['2026-09-10', 'email', 'riyadh', 1500, 45, 46, 92, 12000, 500, 900, 900],
       ['2026-09-30', 'paid_search', 'riyadh', 2500, 55, 54, 138, 14000, 500, 1100, 2100],
       ['2026-08-01', 'email', 'riyadh', 2000, 50, 50, 110, 12500, 0, 1000, 1500]]
write('own.csv', own)
september = {'aov': 25000 / 100, 'conversion': 100 / 4000, 'cpc': 3000 / 2000, 'aoq': 230 / 100}
email = {'conversion': 45 / 1500}

companies = [f'company-{n:02}' for n in range(1, 41)]
industry = {name: 'grocery' if n % 8 == 7 else 'retail' for n, name in enumerate(companies)}
figures, rows = {}, [['peer', 'industry', 'region', 'metric', 'channel', 'period', 'value', 'currency', 'source']]
def row(peer, metric, value, channel='', period='2026-09', currency='SAR', region='north'):
    money = currency if metric in ('aov', 'cpc') else ''
    rows.append([peer, industry.get(peer, 'retail'), region, metric, channel, period, value, money, 'Invented for a test'])
for name in companies:
    for metric, middle, spread in (('aov', 240, 0.25), ('conversion', 0.026, 0.3), ('cpc', 1.4, 0.35)):
        value = round(max(middle * dice.gauss(1, spread), middle / 10), 4)
        figures.setdefault(metric, {})[name] = value
        if dice.random() < 0.1:
            # A company with two figures counts once, by their mean.
            row(name, metric, round(value - 0.001, 4)), row(name, metric, round(value + 0.001, 4), period='2026-09-01..2026-09-30', region='south')
        else:
            row(name, metric, value)
    if dice.random() < 0.7:
        value = round(0.028 * dice.gauss(1, 0.2), 4)
        figures.setdefault('conversion@email', {})[name] = value
        row(name, 'conversion', value, channel='email')
    # Of August, for the course.
    value = round(max(235 * dice.gauss(1, 0.25), 20), 2)
    figures.setdefault('aov@2026-08', {})[name] = value
    row(name, 'aov', value, period='2026-08')
# Equal to one's own: the mid-rank halves it.
figures['aov']['company-03'] = september['aov']
for each in rows:
    if each[0] == 'company-03' and each[3] == 'aov' and each[5].startswith('2026-09'):
        each[6] = september['aov']
# Not compared with: oneself, another currency, an amount, and what cannot be read.
row('own', 'aov', 9999), row('company-dollar', 'aov', 70, currency='USD')
row('company-01', 'revenue', 5000), row('company-01', 'aov', 'many', period='2026-07'), row('company-01', 'aov', 5, period='sometime')
write('peers.csv', rows)

# Sums of each, in two rows a company: its ratio is one of sums, not the mean of two.
sums = [['company', 'sector', 'month', 'channel', 'orders', 'units']]
for name in companies[:30]:
    parts = [(dice.randint(20, 400), dice.uniform(1.5, 3)) for _ in range(2)]
    parts = [(orders, round(orders * each)) for orders, each in parts]
    for channel, (orders, units) in zip(('email', 'store'), parts):
        sums.append([name, industry[name], '2026-09', channel, orders, units])
    figures.setdefault('aoq', {})[name] = sum(units for _, units in parts) / sum(orders for orders, _ in parts)
write('sums.csv', sums)

lower = {'cpc'}
def told(of, own):
    values = np.array([value for name, value in figures[of].items() if industry[name] == 'retail'])
    rank = percentileofscore(values, own, kind='mean')
    p10, p25, p50, p75, p90 = np.quantile(values, [.1, .25, .5, .75, .9], method='linear')
    return {'own': own, 'n': len(values), 'p10': p10, 'p25': p25, 'median': p50, 'p75': p75, 'p90': p90,
            'percentile': 100 - rank if of in lower else rank, 'gap': own - p50,
            'gap_to_best': own - (p10 if of in lower else p90)}
def index(weights):
    names = [name for name in companies if industry[name] == 'retail' and name in figures['aoq']]
    names += [name for name in companies if industry[name] == 'retail' and name not in figures['aoq']]
    total, known = np.zeros(len(names) + 1), np.zeros(len(names) + 1)
    for metric, weight in weights.items():
        column = np.array([figures[metric].get(name, np.nan) for name in names] + [september[metric]])
        z = np.clip(zscore(column, nan_policy='omit', ddof=0), -3, 3) * (-1 if metric in lower else 1)
        there = ~np.isnan(z)
        total[there] += weight * z[there]
        known[there] += weight
    z = np.where(known >= 0.75 * sum(weights.values()), total / known, np.nan)
    ranks = rankdata(-z[~np.isnan(z)], method='min')
    return {'index': 100 + 10 * z[-1], 'rank': int(ranks[-1]), 'n': len(ranks)}
def star(metric):
    # Those in the best quarter by one metric, and the medians that they have of all: reachable together.
    of = {name: value for name, value in figures[metric].items() if industry[name] == 'retail'}
    edge = np.quantile(list(of.values()), .25 if metric in lower else .75, method='linear')
    best = [name for name, value in of.items() if (value <= edge if metric in lower else value >= edge)]
    medians = {other: [figures[other][name] for name in best if name in figures[other]] for other in september}
    return {'n': len(best), 'medians': {other: float(np.median(values)) if len(values) >= 5 else None for other, values in medians.items()}}
out = {'source': f'numpy {np.__version__}, scipy percentileofscore(kind="mean") and zscore, by expected.py',
       'september': {metric: told(metric, september[metric]) for metric in september},
       'email': {'conversion': told('conversion@email', email['conversion'])},
       'august': {'aov': told('aov@2026-08', 12500 / 50)},
       'north_star': {'conversion': star('conversion'), 'cpc': star('cpc'), 'aoq': star('aoq')},
       'index': {'equal': index(dict(aov=1, aoq=1, conversion=1, cpc=1)), 'aov_3_cpc_0': index(dict(aov=3, aoq=1, conversion=1))}}
json.dump(out, open(HERE / 'expected.json', 'w'), indent=1)
