"""Equations as MathML, which browsers draw by themselves: no script, no font and no picture has to be fetched."""

from __future__ import annotations

import re
from typing import Any

from docutils.nodes import SkipNode
from docutils.utils.math import pick_math_environment
from docutils.utils.math.latex2mathml import tex2mathml

NAME = "mathml"
OPENING = r"\\(big|Big)(?=\s*(?:\(|\[|\\langle|\\\{))"
ACCENT = r"\\(?:tilde|hat|bar|overline)\s*(?:\{[^{}]*\}|\\[a-zA-Z]+|[a-zA-Z])"
CLOSING = r"\\(big|Big)(?=\s*(?:\)|\]|\\rangle|\\\}))"


def plain(latex: str) -> str:
    r"""Write a formula with the commands that docutils knows.

    >>> plain(r"\big( \hat\chi_p \big) \dots")
    '\\bigl( {\\hat\\chi}_p \\bigr) \\ldots'
    """
    # In braces, so that an index stands beside the letter and not below it.
    latex = re.sub(ACCENT, lambda found: f"{{{found[0]}}}", latex)
    latex = re.sub(OPENING, r"\\\1l", latex)
    latex = re.sub(CLOSING, r"\\\1r", latex)
    latex = re.sub(r"\\mathrel\{([^{}]*)\}", r"\1", latex)
    latex = re.sub(r"\\textstyle\b\s*", "", latex)
    return re.sub(r"\\dots(?![a-z])", r"\\ldots", latex)


def inline(self: Any, node: Any) -> None:
    """Write a formula within a line."""
    self.body.append(tex2mathml(plain(node.astext())))
    raise SkipNode


def block(self: Any, node: Any) -> None:
    """Write a formula that stands by itself; one that is wider than the page can be moved sideways."""
    formula = plain(node.astext())
    if pick_math_environment(formula) == "align*":
        formula = rf"\begin{{aligned}}{formula}\end{{aligned}}"
    self.body.append(f'<div class="formula">{tex2mathml(formula, as_block=True)}</div>')
    raise SkipNode
