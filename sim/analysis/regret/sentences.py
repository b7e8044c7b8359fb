"""What a reader must know beside the finding: how sure it is, what the measures mean, and what they do not say."""

from __future__ import annotations

from sim.analysis.naming import right
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
    share_at,
    told_points,
    unsure,
)
from sim.parameters.wording import article_name, capital, enumeration
from sim.studies.sweeps.axes import NONE, POLICY

CURSE = (
    "The best policy is picked from the same worlds in which it is measured, so it looks a little better than it is (the winner's "
    "curse). The intervals allow for that: in each resample the best policy is picked anew."
)
REGRET = "Regret is by how many percentage points of all worlds a policy is behind the policy that is best if one author is right."
LARGEST = "What counts is the largest regret of a policy, whoever is right (minimax regret, Savage 1951)."
RESAMPLE = (
    "A resample is as many worlds as were played, drawn from them at random, so that some come twice and others not at all: how far "
    "results differ between resamples shows the error from the number of worlds."
)
ASSUMED = (
    "How strongly each policy works is an assumption of its own, and so is whether anybody carries it out. Prices are "
    "named but not counted: a policy with little regret may be the one that nobody pays for."
)
UNWEIGHTED = (
    "No author counts more than another, and nothing is averaged over authors; an average needs weights, which are an "
    "assumption of yours."
)
SUM = (
    "Two policies that each prevent most of what can be prevented bring less together than their effects added up. The reason "
    "is simple: neither can prevent what the other has prevented already."
)


def sentences(answer: Measured) -> list[str]:
    """What a reader must know beside the finding."""
    question = answer.question
    several = len(question.worldviews) > 1
    found = [_of_outcome(answer, sought) for sought in question.sought]
    if len(question.sought) > 1:
        found.append(_together(answer))
    found += [REGRET, LARGEST, *(_worst(answer, sought) for sought in question.sought)] if several else [REGRET]
    found += [*_bounds(answer), *(_weights(answer) if several else [])]
    found += [_dominated(answer, sought) for sought in question.sought] if several else []
    found += [RESAMPLE, CURSE, ASSUMED, *_unchanged(question), *_contradictions(question)]
    return [*found, *([SUM] if len(answer.pairs) else [])]


def _of_outcome(answer: Measured, sought: Sought) -> str:
    """The first policy, how far it is behind, and how sure it is that it is the first."""
    table = answer.of(sought.name)
    row, several = table.iloc[0], len(answer.question.worldviews) > 1
    told = f"{capital(sought.noun)} ({sought.direction} is better)"
    regret = f"{'largest ' if several else ''}regret"
    where = f", {right(str(row['where']))}" if row["largest_regret"] and several else ""
    least = f"the smallest in {part(row['least_in'])} of the resamples"
    if unsure(table):
        first = f"{in_sentence(row[POLICY])} comes first, with a {regret} of {told_points(row)}{where}"
        return f"{told}: {first}, but that is not sure. Its {regret} is {least}, and {not_told_apart(table)}."
    return f"{told}: the {regret} of {in_sentence(row[POLICY])} is {told_points(row)}{where}. It is {least}; {not_told_apart(table)}."


def _together(answer: Measured) -> str:
    """Which policies no other beats on all outcomes at once, by their largest regrets."""
    nouns = enumeration([sought.noun for sought in answer.question.sought])
    front = answer.together[answer.together["front"]][POLICY].tolist()
    left = int((~answer.together["dominated"]).sum())
    beaten = (
        f"By their {'largest ' if len(answer.question.worldviews) > 1 else ''}regrets of {nouns} together, no other "
    )
    beaten += f"alternative beats {named(front, 'or')}."
    if len(answer.question.worldviews) == 1:
        return beaten
    return f"{beaten} {left} of {len(answer.together)} are not dominated: no other is at least as good on each under every author."


def _worst(answer: Measured, sought: Sought) -> str:
    """Wald's choice, and whether it is one."""
    table = answer.of(sought.name)
    row = table.sort_values("worst_share", ascending=not sought.more, kind="stable").iloc[0]
    alike, rest = int(table["as_good_at_worst"].sum()) - 1, len(table) - 1
    share = share_at(answer.cells, sought.name, row[POLICY], row["worst_where"])
    rule = f"{capital(sought.noun)}, looking only at the worst author for each policy (maximin, Wald 1950):"
    if 2 * alike > rest:
        which = f"the best is among {alike + 1} of {len(table)}, and the worlds cannot tell which"
        which = which if alike < rest else "the worlds cannot tell which alternative is best"
        return f"{rule} {which}; the first of them has {share} {right(row['worst_where'])}."
    most = f"at {'least' if sought.more else 'most'} {share} {sought.noun}, whoever is right"
    others = f"; {alike} of the other {rest} cannot be told apart from it" if alike else ""
    return f"{rule} the choice is {in_sentence(row[POLICY])}, with {most}{others}."


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


def _weights(answer: Measured) -> list[str]:
    question = answer.question
    if question.weights is None:
        return [UNWEIGHTED]
    if len(set(question.weights)) == 1:
        how = "the same weight for every author (Laplace's rule)"
    else:
        pairs = zip(question.worldviews, question.weights, strict=True)
        how = f"the weights {enumeration([f'{article_name(name)} {weight:g}' for name, weight in pairs])}"
    return [f"Expected is the mean of the shares with {how}. The weights are an assumption of yours."]


def _dominated(answer: Measured, sought: Sought) -> str:
    """Which policies another one beats under every author."""
    table = answer.of(sought.name)
    rows = table[table["dominated_by"] != ""].sort_values("dominated_in", ascending=False, kind="stable")
    what = f"{capital(sought.noun)}: a policy is dominated if another is nowhere worse and somewhere better"
    if rows.empty:
        return f"{what}; none is."
    pairs = [f"{label(row[POLICY])} (by {label(row['dominated_by'])})" for _, row in rows.head(FEW).iterrows()]
    more = len(rows) - len(pairs)
    listed = f"{', '.join(pairs)} and {more} more" if more else enumeration(pairs)
    surely = int((rows["dominated_in"] >= OFTEN).sum())
    often = f"{100 * OFTEN:.0f} % of the resamples"
    holds = f"all {surely}" if surely == len(rows) else f"{surely or 'none'} of the {len(rows)}"
    if len(rows) == 1:
        return f"{what}. So is {listed}, in {'at least' if surely else 'less than'} {often}."
    return f"{what}. So are {listed}; that holds for {holds} in at least {often}."


def _unchanged(question: Question) -> list[str]:
    """Policies that change nothing, because an author holds it to be so already."""
    if NONE not in question.policies:
        return []
    none, found = question.policies.index(NONE), []
    for place, word in enumerate(question.policies):
        same = question.place[:, place] == question.place[:, none]
        if place != none and same.any():
            found.append(
                f"{label(word)} {right(*(name for name, one in zip(question.worldviews, same, strict=True) if one))}"
            )
    return [f"A policy changes nothing if the author assumes it anyway: {'; '.join(found)}."] if found else []


def _contradictions(question: Question) -> list[str]:
    if not question.contradictions:
        return []
    told = [f"{label(word)} ({said})" for word, said in list(question.contradictions.items())[:MOST_NAMED]]
    more = len(question.contradictions) - len(told)
    rest = f"; and {more} more" if more else ""
    return [
        f"Policies that contradict each other are laid over each other in the order of their names: {'; '.join(told)}{rest}."
    ]
