"""What a reader must know beside the finding: how sure it is, what the measures mean, and what they do not say."""

from __future__ import annotations

from sim.analysis.regret.measured import Measured
from sim.analysis.regret.question import Question, Sought, label
from sim.analysis.regret.tables import OFTEN
from sim.analysis.regret.telling import (
    FEW,
    MOST_NAMED,
    bound_in_words,
    in_sentence,
    named,
    not_told_apart,
    part,
    right,
    told_points,
)
from sim.parameters.wording import article_name, capital, enumeration
from sim.studies.sweeps.axes import NONE, POLICY

CURSE = (
    "The best policies are picked from the same worlds in which they are measured, so they look a little better than they "
    "are (winner's curse). The intervals allow for it: every resample of the worlds picks its own best."
)
REGRET = (
    "Regret is by how many percentage points of all worlds a policy is behind the best one if one author is right; what "
    "counts is the largest, whoever is right (minimax regret, Savage 1951)."
)
ASSUMED = (
    "How strongly each policy works is an assumption of its own, and that somebody carries it out is another. Prices are "
    "told and not reckoned: a policy with little regret may be the one that nobody pays for."
)
UNWEIGHTED = (
    "No author counts more than another, and nothing is averaged over authors; an average needs weights, which are an "
    "assumption of yours."
)
SUM = (
    "Two policies that each prevent most of what can be prevented bring less together than added up, for no other reason: the "
    "sum is counted in points."
)


def sentences(answer: Measured) -> list[str]:
    """What a reader must know beside the finding."""
    question = answer.question
    found = [_of_outcome(answer, sought) for sought in question.sought]
    if len(question.sought) > 1:
        found.append(_together(answer))
    found += [REGRET, *(_worst(answer, sought) for sought in question.sought), *_bounds(answer), _weights(answer)]
    found += [_dominated(answer, sought) for sought in question.sought]
    found += [CURSE, ASSUMED, *_unchanged(question), *_contradictions(question)]
    return [*found, *([SUM] if len(answer.pairs) else [])]


def _of_outcome(answer: Measured, sought: Sought) -> str:
    table = answer.of(sought.name)
    row = table.iloc[0]
    told = f"{capital(sought.noun)} ({sought.direction} is better): the largest regret of {in_sentence(row[POLICY])}"
    where = f"{told} is {told_points(row)}" + (f", {right([str(row['where'])])}" if row["largest_regret"] else "")
    return f"{where}. It is the least of all in {part(row['least_in'])} of the resamples; {not_told_apart(table)}."


def _together(answer: Measured) -> str:
    """Which policies no other beats on all outcomes at once, by their largest regrets."""
    nouns = enumeration([sought.noun for sought in answer.question.sought])
    front = answer.together[answer.together["front"]][POLICY].tolist()
    left = int((~answer.together["dominated"]).sum())
    beaten = f"By their largest regrets of {nouns} together, no other alternative beats {named(front)}."
    return f"{beaten} Counted under every author, {left} of {len(answer.together)} are not dominated."


def _worst(answer: Measured, sought: Sought) -> str:
    """Wald's choice, and whether it is one."""
    table = answer.of(sought.name)
    row = table.sort_values("worst_share", ascending=not sought.more, kind="stable").iloc[0]
    alike = int(table["as_good_at_worst"].sum()) - 1
    rule = "By the worst author alone (maximin, Wald 1950)"
    if alike == len(table) - 1:
        share = f"{100 * row['worst_share']:.1f} % {right([row['worst_where']])}"
        return f"{rule} nothing can be told of {sought.noun}: the best of all comes to {share}, and no other is told from it."
    most = f"at {'least' if sought.more else 'most'} {100 * row['worst_share']:.1f} % {sought.noun} whoever is right"
    others = (
        f"; {alike} of the other {len(table) - 1} {'is' if alike == 1 else 'are'} not told from it" if alike else ""
    )
    return f"{rule} the choice is {in_sentence(row[POLICY])}: {most}{others}."


def _bounds(answer: Measured) -> list[str]:
    """Starr's criterion, where a bound was given."""
    told = []
    for sought in answer.question.sought:
        if sought.bound is not None:
            table, size = answer.of(sought.name), len(answer.question.worldviews)
            most = int(table["kept"].max())
            who = named(table[table["kept"] == most][POLICY].tolist())
            kept = f"{capital(bound_in_words(sought))}: kept under {most} of {size} authors by {who}"
            told.append(f"{kept}; under more by none (domain criterion, Starr 1962; satisficing).")
    return told


def _weights(answer: Measured) -> str:
    question = answer.question
    if question.weights is None:
        return UNWEIGHTED
    if len(set(question.weights)) == 1:
        how = "the same weight for every author (Laplace's rule)"
    else:
        pairs = zip(question.worldviews, question.weights, strict=True)
        how = f"the weights {enumeration([f'{article_name(name)} {weight:g}' for name, weight in pairs])}"
    return f"Expected is the mean of the shares with {how}. The weights are an assumption of yours."


def _dominated(answer: Measured, sought: Sought) -> str:
    """Which policies another one beats under every author."""
    table = answer.of(sought.name)
    rows = table[table["dominated_by"] != ""].sort_values("dominated_in", ascending=False, kind="stable")
    what = f"{capital(sought.noun)}: dominated, that is nowhere better than another and somewhere worse,"
    if rows.empty:
        return f"{what} is none."
    pairs = [f"{label(row[POLICY])} (by {label(row['dominated_by'])})" for _, row in rows.head(FEW).iterrows()]
    more = len(rows) - len(pairs)
    listed = f"{', '.join(pairs)} and {more} more" if more else enumeration(pairs)
    surely = int((rows["dominated_in"] >= OFTEN).sum())
    sure = f"{surely} of the {len(rows)} in {100 * OFTEN:.0f} % of the resamples or more"
    return f"{what} {'is' if len(rows) == 1 else 'are'} {listed}; {sure}."


def _unchanged(question: Question) -> list[str]:
    """Policies that change nothing, because an author holds it to be so already."""
    if NONE not in question.policies:
        return []
    none, found = question.policies.index(NONE), []
    for place, word in enumerate(question.policies):
        same = question.place[:, place] == question.place[:, none]
        if place != none and same.any():
            found.append(
                f"{label(word)} {right([name for name, one in zip(question.worldviews, same, strict=True) if one])}"
            )
    return [f"What is so already changes nothing: {'; '.join(found)}."] if found else []


def _contradictions(question: Question) -> list[str]:
    if not question.contradictions:
        return []
    told = [f"{label(word)} ({said})" for word, said in list(question.contradictions.items())[:MOST_NAMED]]
    more = len(question.contradictions) - len(told)
    rest = f"; and {more} more" if more else ""
    return [
        f"Policies that contradict each other are laid over each other in the order of their names: {'; '.join(told)}{rest}."
    ]
