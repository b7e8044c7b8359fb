"""What an outcome depends on, where a sweep can tell."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.cells import SOBOL
from sim.analysis.finding import Setting
from sim.analysis.sensitivity import Sensitivity, sensitivity
from sim.charts.sobol import sobol_bars
from sim.common.errors import InputError
from sim.parameters.wording import article_name, capital, readable
from sim.reports.figures import figure
from sim.reports.parts import Part
from sim.reports.tables import indices_table
from sim.studies.sweeps.study import SweepStudy

METHOD_WORDS = {
    "sobol": "Sobol indices: the part of the variance that a parameter accounts for alone (first) and together with "
    "others (total)",
    "morris": "Morris screening: the mean (mu star) and the spread (sigma) of what one step of a parameter does",
    "rbd_fast": "RBD-FAST: the part of the variance that a parameter accounts for alone (first)",
    "pawn": "PAWN: how far the distribution of the share moves when a parameter is known",
}


def importance_of(study: SweepStudy, outcomes: Sequence[str], settings: Sequence[Setting]) -> tuple[list[Part], str]:
    """Tell what each outcome depends on, by what the sample was crossed with; else say why that is impossible."""
    if len(study.columns) < 2:
        return [], "This sweep varies one thing alone; its effect is what the chart shows."
    try:
        found = [result for outcome in outcomes for result in sensitivity(study, outcome)]
    except InputError as error:
        return [], f"The part on what the outcomes depend on is left out: {error}."
    return [_told(result, settings) for result in found], ""


def _told(result: Sensitivity, settings: Sequence[Setting]) -> Part:
    where = f", {article_name(result.group)}" if result.group else ""
    heading = f"{capital(readable(result.outcome))}{where}"
    sentences = [f"{METHOD_WORDS[result.method]}.", *result.sentences()]
    if result.noise.spread == 0:
        return Part(heading, sentences)
    tables = [indices_table(f"{heading}: {readable(result.method)}", result.table)]
    if result.pairs is not None:
        tables.append(indices_table(f"{heading}: pairs of parameters", result.pairs))
    # The indices of a sample that is crossed with nothing are what the report begins with.
    drawable = result.method == SOBOL and bool(result.group) and not result.table["total"].isna().all()
    name = f"sobol-{result.outcome}"
    shown = [figure(lambda look: sobol_bars(result.table, result.outcome, settings, look), name)] if drawable else []
    return Part(heading, sentences, tables, shown)
