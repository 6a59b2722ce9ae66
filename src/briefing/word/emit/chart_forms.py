"""A chart for numbers that come without one of the designer's: in the theme's colours and font, quiet like a table.

ECMA-376 part 1, 21.2. One series stands in it, which `charts` fills and multiplies.
"""

from __future__ import annotations

from briefing.model.rich import Chart
from briefing.word.emit.text import in_attribute
from briefing.word.names import CHART, A, R

_GREY = '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/></a:schemeClr>'
_PALE = '<a:schemeClr val="tx1"><a:lumMod val="15000"/><a:lumOff val="85000"/></a:schemeClr>'
_HAIRLINE = f'<a:ln w="9525" cap="flat"><a:solidFill>{_PALE}</a:solidFill><a:round/></a:ln>'
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_FILL = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
_SHAPES = {
    "line": f'<c:spPr><a:ln w="28575" cap="rnd">{_FILL}<a:round/></a:ln></c:spPr>',
    "pie": "",
}
_MOST_IN_A_ROW = 8  # labels that fit side by side below a chart in a text column
_AXES = ("111111111", "222222222")


def form(chart: Chart) -> bytes:
    """The XML of a chart of its kind, to be filled."""
    groups = {"column": _bars("col"), "bar": _bars("bar"), "line": _lines(), "area": _areas(), "pie": _pie()}
    title = _title(chart.title) if chart.title else ""
    axes = "" if chart.kind == "pie" else _axes(chart)
    legend = _legend(chart) if chart.kind == "pie" or len(chart.series) > 1 else ""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="{CHART}" xmlns:a="{A}"'
        f' xmlns:r="{R}"><c:roundedCorners val="0"/><c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/>'
        f"<c:plotArea><c:layout/>{groups[chart.kind]}{axes}</c:plotArea>{legend}<c:plotVisOnly"
        ' val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"<c:txPr><a:bodyPr/><a:lstStyle/>{_look(900)}</c:txPr></c:chartSpace>"
    )
    return xml.encode()


def _look(size: int, *, bold: bool = False) -> str:
    """A paragraph that says how text looks; `size` is in hundredths of a point."""
    return (
        f'<a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}"><a:solidFill>{_GREY}</a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p>'
    )


def _title(text: str) -> str:
    look = _look(1100, bold=True).replace('<a:endParaRPr lang="en-GB"/>', f"<a:r><a:t>{in_attribute(text)}</a:t></a:r>")
    return f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{look}</c:rich></c:tx><c:overlay val="0"/></c:title>'


def _series(kind: str, more: str = "") -> str:
    shape = _SHAPES.get(kind, f"<c:spPr>{_FILL}</c:spPr>")
    return f'<c:ser><c:idx val="0"/><c:order val="0"/>{shape}{more}</c:ser>'


def _used_axes() -> str:
    return "".join(f'<c:axId val="{axis}"/>' for axis in _AXES)


def _bars(direction: str) -> str:
    series = _series("bar", '<c:invertIfNegative val="0"/>')
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="80"/>{_used_axes()}</c:barChart>'
    )


def _lines() -> str:
    series = _series("line", '<c:marker><c:symbol val="none"/></c:marker><c:smooth val="0"/>')
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f"{_used_axes()}</c:lineChart>"
    )


def _areas() -> str:
    return (
        f'<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>{_series("area")}{_used_axes()}</c:areaChart>'
    )


def _pie() -> str:
    """Slices that say their share, so that nobody has to guess at angles."""
    labels = (
        "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="1"/><c:showBubbleSize val="0"/><c:showLeaderLines val="0"/>'
        "</c:dLbls>"
    )
    return f'<c:pieChart><c:varyColors val="1"/>{_series("pie", labels)}<c:firstSliceAng val="0"/></c:pieChart>'


def _axes(chart: Chart) -> str:
    """The axis of categories and that of values. Lying bars stand in the order of the data, from top to bottom."""
    lying = chart.kind == "bar"
    turned = "maxMin" if lying else "minMax"
    between = "midCat" if chart.kind == "area" else "between"
    slant = "" if lying or len(chart.categories) <= _MOST_IN_A_ROW else ' rot="-2700000"'
    return (
        f'<c:catAx><c:axId val="{_AXES[0]}"/><c:scaling><c:orientation val="{turned}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General" sourceLinked="1"/><c:majorTickMark'
        f' val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_HAIRLINE}</c:spPr>'
        f"<c:txPr><a:bodyPr{slant}/><a:lstStyle/>{_look(900)}</c:txPr>"
        f'<c:crossAx val="{_AXES[1]}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_AXES[1]}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if lying else "l"}"/><c:majorGridlines><c:spPr>{_HAIRLINE}</c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode="General" sourceLinked="1"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{_NO_LINE}</c:spPr><c:crossAx val="{_AXES[0]}"/>'
        f'<c:crosses val="{"max" if lying else "autoZero"}"/><c:crossBetween val="{between}"/></c:valAx>'
    )


def _legend(chart: Chart) -> str:
    place = "r" if chart.kind == "pie" else "b"
    return f'<c:legend><c:legendPos val="{place}"/><c:overlay val="0"/></c:legend>'
