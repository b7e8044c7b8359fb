"""Junk in any argument of any public function is refused in words, before a world is played."""

import functools
import inspect
from types import SimpleNamespace

import pandas as pd
import pytest

import sim
from sim.analysis import cells, discovery, finding, importance, of_sweep, sensitivity
from sim.charts import catalogue, choice, picture, theme
from sim.charts.kind import ARGUMENTS
from sim.common.errors import InputError
from sim.model.walk import Walk
from sim.parameters import sources
from sim.studies.histories import paths
from sim.studies.shares import intervals
from sim.studies.sweeps import Difference, Progress, SweepStudy, Width, bridges, design
from sim.studies.sweeps.export import export
from tests.junk import JUNK, wrong_for

SHORT = {"calendar.horizon": 4}
CREDIBILITY = "mechanisms.guarantees.credibility.united_states"


class PlayedError(AssertionError):
    """A world was played."""


@functools.cache
def made():
    """One small thing of each kind, made once."""
    study = sim.simulate(sim.load(changes=SHORT), worlds=4)
    plan = design.grid({CREDIBILITY: [0.0, 0.5], **SHORT})
    sweep = sim.sweep(plan, worlds=4, workers=1, rows=True)
    history = sim.tell(study, 1)
    shares = sim.frequencies(study)
    return SimpleNamespace(
        study=study,
        parameters=study.parameters,
        plan=plan,
        sweep=sweep,
        history=history,
        comparison=sim.what_if(study, 1, changes={CREDIBILITY: 0.9}),
        setting=finding.setting_of(study),
        shares=shares,
        frequencies=sweep.frequencies(),
        share=intervals.share_of(1, 4),
        report=sim.Report("title", "<p>"),
        picture=choice.picture_of_study(study),
        cells=of_sweep.cells_of(sweep),
    )


AXES = {CREDIBILITY: (0.0, 0.5), "mechanisms.force.decisiveness": (1.0, 2.0)}
SEEDED = {"samples": "count", "seed": "index"}
OUT = {"out": "new path?"}
DISAGREED = {
    "outcome": "name",
    "worlds": "count",
    "seed": "index",
    "workers": "count?",
    "progress": "function?",
    "groups": "thing?",
    "split": "count?",
}
STOP = {"outcome": "name", "looks": "count", "confidence": "share"}

CALLS = {
    # name: (what is called, how it is called rightly, the kind of each argument)
    "load": (
        lambda m: sim.load,
        lambda m: {"worldview": "baseline"},
        {"worldview": "name", "policies": "names", "changes": "mapping?", "bindings": "things", "folder": "old path?"},
    ),
    "worldviews": (lambda m: sim.worldviews, lambda m: {}, {"folder": "old path?"}),
    "policies": (lambda m: sim.policies, lambda m: {}, {"folder": "old path?"}),
    "sources": (lambda m: sources, lambda m: {}, {"folder": "old path?"}),
    "own_parameters": (
        lambda m: lambda folder: sim.own_parameters(folder).__enter__(),
        lambda m: {},
        {"folder": "old path"},
    ),
    "parameters": (
        lambda m: sim.parameters,
        lambda m: {},
        {"words": "text?", "worldview": "name", "worldviews": "flag or names", "status": "name?"},
    ),
    "glossary": (lambda m: sim.glossary, lambda m: {}, {"word": "text?", "folder": "old path?"}),
    "who_differs": (
        lambda m: sim.who_differs,
        lambda m: {"entry_id": CREDIBILITY},
        {"entry_id": "name", "folder": "old path?"},
    ),
    "parse_change": (lambda m: sim.parse_change, lambda m: {"written": "a=1"}, {"written": "name"}),
    "Binding": (
        lambda m: sim.Binding,
        lambda m: {"actor": "russia", "action": "spoil", "rule": "always"},
        {
            "actor": "name",
            "action": "name",
            "rule": "name",
            "condition": "names?",
            "from_quarter": "index",
            "until_quarter": "count?",
            "kept": "part",
            "announced": "flag",
            "reading": "text",
            "sources": "thing",
            "origin": "text",
        },
    ),
    "Binding.from_dict": (lambda m: sim.Binding.from_dict, lambda m: {}, {"written": "mapping"}),
    "Binding.covers": (
        lambda m: sim.Binding("russia", "spoil", "always").covers,
        lambda m: {},
        {"quarter": "index"},
    ),
    "Parameters[]": (lambda m: m.parameters.__getitem__, lambda m: {}, {"entry_id": "name"}),
    "Parameters.origin": (lambda m: m.parameters.origin, lambda m: {}, {"entry_id": "name"}),
    "Parameters.range": (lambda m: m.parameters.range, lambda m: {}, {"entry_id": "name"}),
    "Parameters.status": (lambda m: m.parameters.status, lambda m: {}, {"entry_id": "name"}),
    "Parameters.resolve": (lambda m: m.parameters.resolve, lambda m: {}, {"written": "name"}),
    "Parameters.check": (
        lambda m: m.parameters.check,
        lambda m: {"entry_id": CREDIBILITY, "value": 0.5},
        {"entry_id": "name"},
    ),
    "Parameters.replace": (
        lambda m: m.parameters.replace,
        lambda m: {},
        {"changes": "mapping?", "bindings": "things"},
    ),
    "Parameters.from_dict": (
        lambda m: sim.Parameters.from_dict,
        lambda m: {"saved": m.parameters.to_dict()},
        {"saved": "mapping", "folder": "old path?", "strict": "flag"},
    ),
    "simulate": (
        lambda m: sim.simulate,
        lambda m: {"parameters": m.parameters, "worlds": 2},
        {
            "parameters": "thing",
            "worlds": "count",
            "seed": "index",
            "progress": "function?",
            "block": "count",
            "policies": "names",
            "changes": "mapping?",
        },
    ),
    "Study": (
        lambda m: sim.Study,
        lambda m: vars(m.study),
        {"parameters": "thing", "worlds": "count", "seed": "index", "table": "frame", "wall_time": "positive"},
    ),
    "open_run": (lambda m: sim.open_run, lambda m: {}, {"folder": "old path"}),
    "frequencies": (
        lambda m: sim.frequencies,
        lambda m: {"study": m.study},
        {"study": "thing", "confidence": "share"},
    ),
    "summarise": (lambda m: sim.summarise, lambda m: {}, {"study": "thing"}),
    "tell": (
        lambda m: sim.tell,
        lambda m: {"study": m.study},
        {"study": "thing", "world": "index", "seed": "index?"},
    ),
    "what_if": (
        lambda m: sim.what_if,
        lambda m: {"study": m.study, "world": 1, "changes": {CREDIBILITY: 0.9}},
        {
            "study": "thing",
            "world": "index",
            "quarter": "index",
            "changes": "mapping",
            "bindings": "things",
            "seed": "index?",
        },
    ),
    "History": (
        lambda m: sim.History,
        lambda m: vars(m.history),
        {
            "parameters": "thing",
            "seed": "index",
            "world": "index",
            "outcome": "text",
            "remark": "text",
            "dictated": "number",
        },
    ),
    "History.brief": (lambda m: m.history.brief, lambda m: {}, {"quarters": "thing?"}),
    "History.full": (lambda m: m.history.full, lambda m: {}, {"quarters": "thing?"}),
    "History.date": (lambda m: m.history.date, lambda m: {}, {"quarter": "index"}),
    "History.heading": (lambda m: m.history.heading, lambda m: {}, {"quarter": "index"}),
    "History.citations": (lambda m: m.history.citations, lambda m: {}, {"reason": "thing"}),
    "History.sources": (lambda m: m.history.sources, lambda m: {}, {"move": "thing"}),
    "Comparison": (
        lambda m: sim.Comparison,
        lambda m: vars(m.comparison),
        {"before": "thing", "after": "thing", "quarter": "index"},
    ),
    "NegotiationModel": (
        lambda m: sim.NegotiationModel,
        lambda m: {"worlds": 2},
        {
            "worldview": "name",
            "policies": "names",
            "worlds": "count",
            "seed": "index?",
            "first_world": "index",
            "index": "indices?",
            "values": "mapping?",
            "bindings": "thing?",
            "recorder": "thing?",
            "collect": "flag",
            CREDIBILITY: "probability",
        },
    ),
    "sweep": (
        lambda m: sim.sweep,
        lambda m: {"design": m.plan, "worlds": 4, "workers": 1},
        {
            "design": "thing",
            "worlds": "count",
            "seed": "index",
            "out": "new path?",
            "workers": "count?",
            "rows": "flag",
            "cluster": "name?",
            "until": "thing?",
            "independent": "flag",
            "out_of_range": "flag",
            "extend": "flag",
            "progress": "function?",
            "block": "count?",
            "command": "text?",
            "worldview": "name?",
            "policy": "name?",
        },
    ),
    "sweep of names": (
        lambda m: lambda **named: sim.sweep(**named, worlds=4, workers=1),
        lambda m: {"worldview": "baseline"},
        {"worldview": "name", "policy": "policy"},
    ),
    "open_study": (lambda m: sim.open_study, lambda m: {}, {"path": "old path"}),
    "report": (
        lambda m: sim.report,
        lambda m: {"subject": "baseline", "worlds": 4},
        {
            "subject": "thing",
            "policies": "names",
            "changes": "mapping?",
            "worlds": "count",
            "seed": "index",
            "outcomes": "needed names?",
            "question": "text",
            "out": "old path?",
            "progress": "function?",
        },
    ),
    "Report": (lambda m: sim.Report, lambda m: {"title": "", "html": ""}, {"title": "text", "html": "text"}),
    "Report.save": (lambda m: m.report.save, lambda m: {}, {"path": "old path"}),
    "Progress": (
        lambda m: Progress,
        lambda m: {"done": 1, "total": 1, "fresh": 1, "seconds": 1.0},
        {"done": "index", "total": "index", "fresh": "index", "seconds": "positive"},
    ),
    "Width": (lambda m: Width, lambda m: {"outcome": "stalemate", "below": 0.1}, {**STOP, "below": "share"}),
    "Difference": (
        lambda m: Difference,
        lambda m: {"outcome": "stalemate", "first": 1, "second": 2},
        {**STOP, "first": "index", "second": "index"},
    ),
    "authors": (
        lambda m: sim.authors,
        lambda m: {"changes": SHORT, "worlds": 2, "workers": 1},
        {
            "policies": "names",
            "changes": "mapping?",
            "worlds": "count",
            "seed": "index",
            "out": "new path?",
            "workers": "count?",
            "progress": "function?",
        },
    ),
    "claims": (
        lambda m: sim.claims,
        lambda m: {"names": "R5", "worlds": 2, "workers": 1},
        {"names": "names", "worlds": "count", "seed": "index", "workers": "count?", "progress": "function?"},
    ),
    "compare": (
        lambda m: sim.compare,
        lambda m: {"one": "araz2023", "other": "fattah2025", "worlds": 2, "workers": 1},
        {
            "one": "name",
            "other": "name?",
            "worlds": "count?",
            "seed": "index?",
            "workers": "count?",
            "progress": "function?",
            "cells": "things",
        },
    ),
    "disagree": (
        lambda m: sim.disagree,
        lambda m: {"one": "araz2023", "other": "fattah2025", "outcome": "war", "worlds": 2, "workers": 1},
        {"one": "name", "other": "name", **DISAGREED},
    ),
    "disagreements": (
        lambda m: sim.disagreements,
        lambda m: {"outcome": "war", "worldviews": ["araz2023", "fattah2025"], "worlds": 2, "workers": 1},
        {"worldviews": "thing?", **DISAGREED},
    ),
    "timing": (
        lambda m: sim.timing,
        lambda m: {"setting": m.study, "horizons": [2, 4], "workers": 1},
        {
            "setting": "thing",
            "horizons": "looks?",
            "worlds": "count?",
            "seed": "index?",
            "workers": "count?",
            "progress": "function?",
        },
    ),
    "uncertainty": (
        lambda m: sim.uncertainty,
        lambda m: {"worldviews": "fattah2025", "samples": 10, "worlds": 5, "workers": 1},
        {
            "worldviews": "needed names?",
            "policies": "names",
            "changes": "mapping?",
            "samples": "count",
            "worlds": "count",
            "seed": "index",
            "shape": "name",
            "workers": "count?",
            "progress": "function?",
        },
    ),
    "regret": (
        lambda m: sim.regret,
        lambda m: {"policies": "public_dialogue", "worlds": 2, "workers": 1},
        {
            "policies": "needed names?",
            "worldviews": "needed names?",
            "outcomes": "needed names",
            "pairs": "flag",
            "worlds": "count?",
            "seed": "index?",
            "out": "new path?",
            "weights": "mapping?",
            "bound": "part?",
            "less": "names",
            "more": "names",
            "changes": "mapping?",
            "study": "thing?",
            "workers": "count?",
            "progress": "function?",
        },
    ),
    "tipping": (
        lambda m: sim.tipping,
        lambda m: {"setting": "fattah2025", "parameter": CREDIBILITY, "outcome": "war", "level": 0.2, "workers": 1},
        {
            "setting": "name",
            "parameter": "needed names",
            "outcome": "name",
            "level": "share",
            "tolerance": "positive?",
            "low": "number?",
            "high": "number?",
            "worlds": "count",
            "budget": "count?",
            "seed": "index",
            "workers": "count?",
            "progress": "function?",
        },
    ),
    "nearest": (
        lambda m: sim.nearest,
        lambda m: {"setting": "fattah2025", "outcome": "war", "level": 0.2, "among": CREDIBILITY, "workers": 1},
        {
            "setting": "name",
            "outcome": "name",
            "level": "share",
            "among": "names",
            "worlds": "count",
            "seed": "index",
            "workers": "count?",
            "progress": "function?",
        },
    ),
    "differences": (
        lambda m: sim.differences,
        lambda m: {"one": m.study, "other": m.study},
        {"one": "thing", "other": "thing", "confidence": "share"},
    ),
    "SweepStudy": (
        lambda m: SweepStudy,
        lambda m: {name: getattr(m.sweep, name) for name in ("manifest", "store", "columns")},
        {"manifest": "thing", "columns": "mapping", "path": "new path?"},
    ),
    "SweepStudy.frequencies": (lambda m: m.sweep.frequencies, lambda m: {}, {"confidence": "share?"}),
    "SweepStudy.difference": (
        lambda m: m.sweep.difference,
        lambda m: {"first": 0, "second": 1},
        {"first": "index", "second": "index", "outcome": "names?", "confidence": "share?"},
    ),
    "SweepStudy.differences": (
        lambda m: m.sweep.differences,
        lambda m: {},
        {"versus": "index?", "along": "name?", "outcome": "names?", "confidence": "share?"},
    ),
    "SweepStudy.flows": (
        lambda m: m.sweep.flows,
        lambda m: {"first": 0, "second": 1},
        {"first": "index", "second": "index"},
    ),
    "SweepStudy.rows": (lambda m: m.sweep.rows, lambda m: {}, {"cells": "things?"}),
    "SweepStudy.settled_at": (lambda m: m.sweep.settled_at, lambda m: {}, {"look": "index"}),
    "SweepStudy.export": (
        lambda m: m.sweep.export,
        lambda m: {"path": "nowhere/table.csv"},
        {"path": "old path", "table": "name", "decimal_comma": "flag"},
    ),
    "export": (
        lambda m: export,
        lambda m: {"study": m.sweep, "path": "nowhere/table.csv"},
        {"study": "thing", "path": "old path", "table": "name", "decimal_comma": "flag"},
    ),
    "grid": (lambda m: design.grid, lambda m: {}, {"axes": "mapping"}),
    "grid levels": (
        lambda m: lambda levels: design.grid({CREDIBILITY: levels}),
        lambda m: {},
        {"levels": "level"},
    ),
    "grid worldviews": (
        lambda m: lambda levels: design.grid({"worldview": levels}),
        lambda m: {},
        {"levels": "name"},
    ),
    "grid policies": (
        lambda m: lambda levels: design.grid({"policy": levels}),
        lambda m: {},
        {"levels": "policy"},
    ),
    "range": (
        lambda m: lambda ends: design.latin_hypercube({CREDIBILITY: ends}, 4),
        lambda m: {},
        {"ends": "thing?"},
    ),
    "table": (lambda m: design.table, lambda m: {}, {"cells": "thing"}),
    "latin_hypercube": (
        lambda m: design.latin_hypercube,
        lambda m: {"axes": AXES, "samples": 4},
        {"axes": "mapping", **SEEDED},
    ),
    "quasi_random": (
        lambda m: design.quasi_random,
        lambda m: {"axes": AXES, "samples": 4},
        {"axes": "mapping", **SEEDED},
    ),
    "sobol": (
        lambda m: design.sobol,
        lambda m: {"axes": AXES, "samples": 4},
        {"axes": "mapping", "samples": "name", "second_order": "flag", "seed": "index"},
    ),
    "morris": (
        lambda m: design.morris,
        lambda m: {"axes": AXES, "trajectories": 2},
        {"axes": "mapping", "trajectories": "count", "levels": "name", "seed": "index"},
    ),
    "one_at_a_time": (
        lambda m: design.one_at_a_time,
        lambda m: {"axes": AXES},
        {"axes": "mapping", "worldview": "name", "levels": "count"},
    ),
    "everything": (
        lambda m: design.everything,
        lambda m: {"samples": 2, "only": [CREDIBILITY]},
        {
            "samples": "count",
            "worldview": "needed names",
            "method": "name",
            "distribution": "name",
            "only": "names",
            "leave_out": "names",
            "seed": "index",
            "second_order": "flag",
        },
    ),
    "uniform": (
        lambda m: design.uniform,
        lambda m: {"low": -5, "high": 1e40},
        {"low": "number", "high": "above minus five"},
    ),
    "pert": (
        lambda m: design.pert,
        lambda m: {"low": 0, "mode": 1, "high": 2},
        {"low": "low end", "mode": "mode", "high": "high end"},
    ),
    "Design": (
        lambda m: design.Design,
        lambda m: {"kind": "grid", "columns": m.plan.columns},
        {"kind": "name", "columns": "mapping", "ranges": "mapping", "options": "any mapping"},
    ),
    "Design.estimate": (
        lambda m: m.plan.estimate,
        lambda m: {"worlds": 2},
        {"worlds": "count", "workers": "count?", "rows": "flag"},
    ),
    "Design.save": (lambda m: m.plan.save, lambda m: {}, {"path": "new path"}),
    "Design.load": (lambda m: design.Design.load, lambda m: {}, {"path": "old path"}),
    "Design.from_dict": (lambda m: design.Design.from_dict, lambda m: {}, {"saved": "mapping"}),
    "salib_problem": (
        lambda m: bridges.salib_problem,
        lambda m: {},
        {"ids": "names", "worldview": "name", "policies": "names"},
    ),
    "workbench_model": (
        lambda m: bridges.workbench_model,
        lambda m: {"ids": [CREDIBILITY]},
        {"worldview": "name", "policies": "names", "worlds": "count", "ids": "names", "seed": "index"},
    ),
    "sensitivity": (
        lambda m: sensitivity.sensitivity,
        lambda m: {"study": m.sweep, "outcome": "stalemate"},
        {"study": "thing", "outcome": "name", "method": "name", "confidence": "share"},
    ),
    "discover": (
        lambda m: discovery.discover,
        lambda m: {"study": m.sweep, "outcome": "stalemate"},
        {"study": "thing", "outcome": "name", "threshold": "name", "method": "name", "refits": "name"},
    ),
    "importance": (
        lambda m: importance.importance,
        lambda m: {"study": m.sweep, "outcome": "stalemate"},
        {"study": "thing", "outcome": "name", "confidence": "name"},
    ),
    "cells_of": (lambda m: of_sweep.cells_of, lambda m: {}, {"study": "thing"}),
    "Cells": (
        lambda m: cells.Cells,
        lambda m: {"inputs": m.cells.inputs, "counts": m.cells.counts},
        {
            "inputs": "inputs",
            "counts": "thing",
            "bounds": "any mapping",
            "design": "text",
            "sampled": "names",
            "common_luck": "flag",
            "replicates": "things",
            "second_order": "flag",
            "levels": "count",
        },
    ),
    "wilson": (
        lambda m: intervals.wilson,
        lambda m: {"count": 0, "total": 4},
        {"confidence": "share"},
    ),
    "share_of": (
        lambda m: intervals.share_of,
        lambda m: {"count": 0, "total": 10},
        {"count": "index", "total": "index"},
    ),
    "setting_of": (lambda m: finding.setting_of, lambda m: {}, {"study": "thing"}),
    "quantiles_over_time": (
        lambda m: paths.quantiles_over_time,
        lambda m: {"parameters": m.parameters, "variables": ("fear",), "worlds": 2},
        {"parameters": "thing", "variables": "needed names", "worlds": "count", "seed": "index"},
    ),
    "relations_over_worlds": (
        lambda m: paths.relations_over_worlds,
        lambda m: {"parameters": m.parameters, "quarter": 1, "worlds": 2},
        {"parameters": "thing", "quarter": "index", "worlds": "count", "seed": "index"},
    ),
    "chart_of": (lambda m: catalogue.chart_of, lambda m: {}, {"kind": "name"}),
    "fitting": (
        lambda m: catalogue.fitting,
        lambda m: {"words": 1, "numbers": 1, "cells": 4},
        {"words": "index", "numbers": "index", "cells": "index", "whole": "flag"},
    ),
    "save": (
        lambda m: picture.save,
        lambda m: {"picture": m.picture, "path": "nowhere", "formats": ["png"]},
        {"picture": "thing", "path": "new path", "formats": "needed names"},
    ),
    "check_formats": (lambda m: picture.check_formats, lambda m: {}, {"formats": "needed names"}),
    "Picture.content": (lambda m: m.picture.content, lambda m: {}, {"form": "name"}),
    "Wishes": (
        lambda m: choice.Wishes,
        lambda m: {},
        {
            "outcome": "name",
            "world": "index",
            "quarter": "index",
            "parameters": "texts",
            "threshold": "share",
            "level": "share",
        },
    ),
    "Look": (
        lambda m: theme.Look,
        lambda m: {},
        {"theme": "thing", "size": "thing", "resolution": "count"},
    ),
    "picture_of_study": (
        lambda m: choice.picture_of_study,
        lambda m: {"study": m.study},
        {"study": "thing", "kind": "kind?", "wishes": "thing", "look": "thing", "before": "thing?"},
    ),
    "picture_of_sweep": (
        lambda m: choice.picture_of_sweep,
        lambda m: {"study": m.sweep},
        {"study": "thing", "kind": "kind?", "wishes": "thing", "look": "thing"},
    ),
    "picture_of_cells": (
        lambda m: choice.picture_of_cells,
        lambda m: {"cells": m.frequencies, "axes": [CREDIBILITY], "settings": [m.setting]},
        {
            "cells": "thing",
            "axes": "names",
            "settings": "thing",
            "kind": "kind?",
            "wishes": "thing",
            "look": "thing",
            "pairing": "thing",
        },
    ),
}

DRAWN = {
    **dict.fromkeys(("causes", "deterred"), "thing"),
    **dict.fromkeys(("cells", "relations", "limits", "ends", "indices", "quantiles", "frequencies"), "thing"),
    **dict.fromkeys(
        ("before", "after", "study", "history", "setting", "settings", "density", "coverage", "base"), "thing"
    ),
    **dict.fromkeys(("across", "up", "third", "by", "parameter", "outcome"), "name"),
    "shade": "kind",
    **dict.fromkeys(("contrasted", "steps", "pairs"), "thing"),
    **dict.fromkeys(("risks", "looks"), "thing"),
    **dict.fromkeys(("parts", "stands", "bands"), "thing"),
    **dict.fromkeys(("regrets", "ranked", "together"), "thing"),
    "on": "text",
    **dict.fromkeys(("curve", "crossings", "slices", "standing", "sets", "changes"), "thing"),
    **dict.fromkeys(("name", "label", "beside"), "text"),
    "what": "name",
    "level": "share",
    "readings": "thing?",
    "tipping": "share",
    "quarter": "index",
    "horizon": "count",
    "start": "name?",
    "events": "needed names",
    "parameters": "names",
    "folder": "old path?",
    "look": "thing",
    "pairing": "thing",
    "threshold": "share",
    "title": "text?",
}
"""The kind of each argument of a drawing function."""


CONTRASTED = {"one": [0.3], "other": [0.2], "difference": [0.1], "low": [0.0], "high": [0.2]}
BAND = {"band_low": [0.2], "band_high": [0.7]}
STEPS = {"size": [0.4, 0.1, 0.5], "low": [0.3, 0.0, 0.4], "high": [0.5, 0.2, 0.6]}


REGRET = {"share": [0.2], "regret": [0.1], "regret_low": [0.0], "regret_high": [0.2]}
RANKED = {"better": ["less"], "where": ["araz2023"], "largest_regret": [0.1], "low": [0.0], "high": [0.2]}
OPEN = {"low": [0.0], "high": [1.0], "open_low": [0.2], "open_high": [0.3]}


def drawn(m):
    """Something right for each argument of a drawing function."""
    share = {"share": [0.5], "low": [0.4], "high": [0.6]}
    quantiles = {name: [0.5] for name in ("q05", "q25", "q50", "q75", "q95")}
    between = {"actor": ["russia"], "target": ["armenia"], "relation": ["presses"], "worlds": [4]}
    limits = {"parameter": [CREDIBILITY], "low": [0.1], "high": [0.2], "range_low": [0.0], "range_high": [0.9]}
    return {
        "cells": m.frequencies,
        "frequencies": m.shares,
        "quantiles": pd.DataFrame({"variable": ["fear"], "quarter": [0], **quantiles}),
        "relations": pd.DataFrame({**between, **share}),
        "limits": pd.DataFrame(limits),
        "causes": pd.DataFrame({"cause": ["incident"], CREDIBILITY: ["a"], "count": [2], "worlds": [4], **share}),
        "deterred": pd.DataFrame({"measure": ["war"], CREDIBILITY: [0.2], "count": [2], "worlds": [4], **share}),
        "ends": pd.DataFrame({"parameter": [CREDIBILITY], "end": ["low"], "value": [0.0], **share}),
        "indices": pd.DataFrame({"parameter": [CREDIBILITY]}),
        "risks": pd.DataFrame({"clock": ["start"], "event": ["signature"], "quarter": [0], **share}),
        "looks": pd.DataFrame({"horizon": [8], "outcome": ["stalemate"], **share}),
        "contrasted": pd.DataFrame({"what": ["stalemate"], "kind": ["outcome"], **CONTRASTED}),
        "steps": pd.DataFrame({"name": ["a", "b", "c"], "kind": ["setting", "group", "setting"], **STEPS}),
        "pairs": pd.DataFrame(
            {"one": ["a"], "other": ["b"], "source": ["c"], "difference": [0.1], "low": [0.0], "high": [0.2]}
        ),
        "parts": pd.DataFrame(
            {"width": [1.0], "measure": ["war"], "kind": ["luck"], "part": [0.5], "low": [0.4], "high": [0.6]}
        ),
        "stands": pd.DataFrame({"measure": ["war"], "worldview": ["fattah2025"], **share}),
        "bands": pd.DataFrame({"width": [1.0], "measure": ["war"], "worldview": ["fattah2025"], **BAND}),
        "regrets": pd.DataFrame({"outcome": ["war"], "worldview": ["araz2023"], "policy": ["none"], **REGRET}),
        "ranked": pd.DataFrame({"outcome": ["war"], "policy": ["none"], **RANKED}),
        "together": pd.DataFrame({"policy": ["none"], "front": [True], "front_in": [1.0]}),
        "on": "war",
        "curve": pd.DataFrame({"value": [0.1], **share}),
        "crossings": pd.DataFrame({"second": [0.2], "value": [0.1], "direction": ["rises"], "words": ["0.1"], **share}),
        "slices": pd.DataFrame({"second": [0.2], "start": ["above"], **OPEN}),
        "standing": pd.DataFrame({"name": ["baseline"], "value": [0.1], "most": [0.1], "side": ["above"]}),
        "sets": pd.DataFrame(
            {"rank": [1], "tips": [0.2], **share, "share_low": [0.4], "share_high": [0.6], "confirmed": [True]}
        ),
        "changes": pd.DataFrame({"rank": [1], "label": ["a"], "start": [0.1], "to": [0.2]}),
        **dict.fromkeys(("name", "label", "beside", "what"), "war"),
        "level": 0.3,
        **dict.fromkeys(("before", "after", "study"), m.study),
        "history": m.history,
        "setting": m.setting,
        "settings": [m.setting, m.setting],
        **dict.fromkeys(("density", "coverage", "base"), m.share),
        **dict.fromkeys(("across", "up", "third", "by", "parameter"), CREDIBILITY),
        "outcome": "stalemate",
        "threshold": 0.3,
        "quarter": 1,
        "horizon": 4,
    }


def calls():
    """Every call with its name: those of the table, and every chart."""
    yield from ((name, *parts) for name, parts in CALLS.items())
    for kind, chart in catalogue.CHARTS.items():
        taken = inspect.signature(chart.draw).parameters
        yield (
            f"chart {kind}",
            lambda m, chart=chart: chart.draw,
            lambda m, taken=taken: {name: value for name, value in drawn(m).items() if name in taken},
            {**{name: DRAWN[name] for name in taken}, **({"setting": "text"} if kind == "sobol" else {})},
        )


EVERY = list(calls())


@pytest.fixture
def nothing_is_played(monkeypatch, tmp_path):
    """Let every world that is played fail, and nothing be written beside the tests."""

    def step(model):
        raise PlayedError("a world was played")

    made()
    monkeypatch.setattr(Walk, "step", step)
    monkeypatch.chdir(tmp_path)


def complaint(call, given):
    """What is wrong with the answer to junk; nothing if it is refused in words."""
    try:
        call(**given)
    except InputError as error:
        words = str(error)
        return "" if words and len(words) < 1_000 else f"says {words[:80]}"
    except BaseException as error:  # noqa: BLE001 - whatever else comes is what is looked for
        return f"{type(error).__name__}: {str(error)[:80]}"
    return "accepts it"


@pytest.mark.parametrize(("name", "called", "usual", "kinds"), EVERY, ids=[call[0] for call in EVERY])
def test_junk_in_any_argument_is_refused_in_words_before_a_world_is_played(
    name, called, usual, kinds, nothing_is_played
):
    call, rest = called(made()), usual(made())
    complaints = {
        f"{argument} = {label}": said
        for argument, kind in kinds.items()
        for label in wrong_for(kind)
        if (said := complaint(call, {**rest, argument: JUNK[label]()}))
    }
    assert complaints == {}


def test_the_table_of_junk_is_long():
    assert sum(len(wrong_for(kind)) for *_, kinds in EVERY for kind in kinds.values()) > 10_000


def test_every_argument_of_the_public_functions_stands_in_the_table():
    """A new argument needs a check and a line here."""
    beside = {"value", "quarters", "store", "repaired", "changes", "options"}
    for _, called, _, kinds in EVERY:
        function = called(made())
        taken = {
            n
            for n, p in inspect.signature(function).parameters.items()
            if n not in ("self", "levels", "ends", "named", "more")
        }
        if function is not intervals.wilson:
            assert taken - set(kinds) <= beside, function


def test_every_public_function_stands_in_the_table():
    covered = {name.split(".")[0].split("[")[0] for name in CALLS}
    assert {name for name in sim.__all__ if callable(getattr(sim, name))} - covered <= {"InputError"}
    assert set(design.__all__) - covered <= {"saltelli", "triangular"}


def test_every_argument_of_a_chart_has_a_check():
    assert set(DRAWN) == set(ARGUMENTS)
