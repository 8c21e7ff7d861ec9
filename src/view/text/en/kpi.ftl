### kpi
