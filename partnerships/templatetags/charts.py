"""{% load charts %} {% bars chart %} {% columns chart %}: pictures of `reports/charts.py`, without style or script."""

from __future__ import annotations

from typing import Any

from django import template

from partnerships.reports.charts import Bars, Columns

register = template.Library()


@register.inclusion_tag("_parts/bars.html")
def bars(chart: Bars) -> dict[str, Any]:
    """Bars under each other, with what their patterns mean where there are several."""
    return {"chart": chart, "with_legend": len(chart.series) > 1}


@register.inclusion_tag("_parts/columns.html")
def columns(chart: Columns) -> dict[str, Any]:
    """Columns beside each other."""
    return {"chart": chart}
