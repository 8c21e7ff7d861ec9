"""Writes expected.json: totals of the demo feed by pandas 3, independent of the engine. null: no cell of the sum was filled in."""
import json, pandas as pd
import pathlib
HERE=pathlib.Path(__file__).resolve().parent
R=str(HERE.parents[2]/'public/demo')+'/'
d=pd.read_csv(R+'performance.csv',dtype={'device':str}); c=pd.read_csv(R+'costs.csv')
D=['date','channel','campaign','stage','segment','region','device']; M=[x for x in d.columns if x not in D]
assert len(M)==14 and not d.duplicated(D).any() and (d[M].fillna(0)>=0).all().all()
assert set(d.device.dropna())=={'mobile','desktop','app'}
def tot(x):
    s=x[M].sum(min_count=1); n=x[M].count()
    return {'rows':int(len(x)),'totals':{m:(None if pd.isna(s[m]) else int(s[m])) for m in M},'filled_cells':{m:int(n[m]) for m in M}}
spans={'whole':('2024-09-01','2026-10-31'),'last_30_days':('2026-10-02','2026-10-31'),'previous_30_days':('2026-09-02','2026-10-01'),'same_30_days_last_year_weekday_matched':('2025-10-03','2025-11-01')}
out={'source':'pandas over public/demo','rows':len(d),'spans':{}}
for k,(a,b) in spans.items():
    x=d[(d.date>=a)&(d.date<=b)]
    out['spans'][k]={'from':a,'to':b,'overall':tot(x)}
    for dim in ['channel','segment','region','device','stage']:
        out['spans'][k]['by_'+dim]={('' if pd.isna(v) else v):tot(g) for v,g in x.groupby(dim,dropna=False)}
out['costs']={'rows':len(c),'total':int(c.amount.sum()),'by_kind':{k:int(v) for k,v in c.groupby('kind').amount.sum().items()},'by_month':{k:int(v) for k,v in c.groupby('date').amount.sum().items()}}
json.dump(out,open(HERE/'expected.json','w'),separators=(',',':'),ensure_ascii=False)
