"""The walk at the command line: the steps in their order, nothing before the prediction is locked, one reply for each prediction."""

import copy
import dataclasses

import numpy as np
import pytest

from sim.common.errors import BrokenFileError, InputError
from sim.parameters.wording import percent
from sim.studies.shares.intervals import share_of
from sim.teaching.answers import Answers, resumed, set_aside
from sim.teaching.checking import REPRODUCED, check_student
from sim.teaching.exercise import SETTING
from sim.teaching.grid import changed
from sim.teaching.lines import apart, events, folded, points, prose, table
from sim.teaching.student import read_student, write_student
from sim.teaching.typed import cell_of, changes_of, confidence_of, option_of, reason_of
from sim.teaching.walk import LONG, SHORT, Walk
from sim.teaching.words import exercise_words, interface_words, plain
from tests.teaching.conftest import NAMES, small
from tests.teaching.walking import CODE, REASON, Listed, lines, live_of, until_observed, walked

PROMISE = "promise_on_paper"
pytestmark = pytest.mark.usefixtures("two_years_throughout")
"""The walk counts whatever worlds it is given, so that two years are enough of each."""


@pytest.fixture
def promise():
    return small(PROMISE)


def replies(exercise):
    words = live_of(exercise).with_figures(exercise_words(exercise))
    return {option: plain(words[f"reply.{option}"]) for option in exercise.options}


@pytest.mark.parametrize("name", NAMES)
def test_each_simulated_student_gets_the_reply_that_is_meant_for_it_and_no_other(name, tmp_path):
    exercise = small(name)
    texts = replies(exercise)
    for place, option in enumerate(exercise.options, 1):
        answers, talk = walked(exercise, lines(exercise, 20, option if place % 2 else str(place)), 20)
        assert [one for one, text in texts.items() if text in talk.flat] == [option]
        assert answers.prediction == {"option": option, "reason": REASON, "confidence": 70}
        path = tmp_path / f"{option}.json"
        write_student(answers.as_student(live_of(exercise), "command line"), path)
        checked = check_student(read_student(path), live_of(exercise).grid())
        assert {check.name: check.holds for check in checked.checks}[REPRODUCED] is True


@pytest.mark.parametrize("name", NAMES)
def test_a_student_at_random_reaches_the_end_of_the_long_form_in_80_columns(name, tmp_path):
    exercise, chance = small(name), np.random.default_rng(3)
    picked = {one.name: str(chance.choice(one.options)) for one in exercise.findings if one.options}
    option, after = (str(chance.choice(exercise.options)) for _ in range(2))
    answers, talk = walked(exercise, lines(exercise, 50, option, after, picked))
    assert max(map(len, talk.text.splitlines())) <= talk.width
    assert answers.done == list(LONG)
    assert set(answers.findings) == {finding.name for finding in exercise.findings}
    assert answers.findings | picked == answers.findings
    assert answers.texts["explanation"] == "One line of an explanation.\nAnd another."
    write_student(answers.as_student(live_of(exercise), "command line"), tmp_path / "f.json")
    student = read_student(tmp_path / "f.json")
    assert (student.after.option, student.manifest.made_with) == (after, "command line")


def test_nothing_but_the_start_is_played_or_said_before_the_prediction_is_locked(promise):
    from sim.teaching.live import Live

    live, talk = Live(promise, CODE, 1), Listed(["4", REASON, "60"])
    with pytest.raises(EOFError):
        Walk(Answers(promise, CODE, 20, "en"), live, talk).run()
    assert list(live.grid().codes) == [promise.label(promise.start)]
    assert [text for text in replies(promise).values() if text in talk.flat] == []


def test_the_first_table_shows_shares_with_intervals_of_the_students_own_worlds(promise):
    live, talk = live_of(promise), Listed([])
    with pytest.raises(EOFError):
        Walk(Answers(promise, CODE, 20, "en"), live, talk).run()
    flags = live.grid().flags(promise.start, promise.main, live.first, promise.own)
    share = share_of(int(np.count_nonzero(flags)), promise.own)
    assert percent(share.share, share.low, share.high) in talk.text


def test_a_difference_is_counted_world_by_world_against_the_setting_that_is_kept(promise):
    _, talk = walked(
        promise,
        [*until_observed(promise)[:-1], "keep", "credibility=0.45", "", "An explanation.", "", "x", "", "4", "8"],
        20,
    )
    live = live_of(promise)
    change = changed(*(live.flags({"credibility": level}, "force") for level in (0.9, 0.45)))
    assert f"{points(change.size)} (" in talk.text or "no sure change" in talk.text
    assert "Setting: credibility=0.45 agenda=0.7, world by world against credibility=0.9 agenda=0.7" in talk.flat


def test_a_wrong_line_gives_one_sentence_and_is_asked_again(promise):
    wrong = ["9", "nonsense", "", "2", "short", REASON, "101", "-1", "50", ""]
    settings = ["credibility=2", "credibility=nan", "credibilty=0.3", "credibility=high", "credibility=", "foo", ""]
    answers, talk = walked(promise, [*wrong, *settings, "foo", "done", "text", "", "", "", "2", "50"], 20)
    assert answers.prediction["option"] == promise.options[1]
    for said in (
        "'9' is not an option; give a number from 1 to 4.",
        "a reason has at least 3 words",
        "'101' is not a confidence",
        "credibility=2.0 cannot be played: mechanisms.guarantees.credibility.european_union: 2.0 is out of range [0, 0.9]",
        "credibility takes a number, not 'nan'",
        "there is no lever 'credibilty'; nearest: credibility",
        "'credibility=' is not a setting",
        "'foo' is not understood here",
        "Nothing is written yet.",
    ):
        assert said in talk.flat
    assert len(answers.runs) == 2
    assert answers.texts["exit"] == ""
    assert max(map(len, talk.text.splitlines())) <= talk.width


def test_a_change_that_was_typed_is_not_shown_again_by_enter(promise):
    typed = lines(promise, 20)
    place = until_observed(promise).index("") + 1
    _, talk = walked(promise, [*typed[:place], "credibility=0.9", *typed[place:]], 20)
    assert talk.flat.count("Setting: credibility=0.9 agenda=0.7") == 1


def test_help_is_no_text_and_the_numbers_of_the_reply_are_said_to_be_of_all_worlds(promise):
    typed = lines(promise, 20)
    place = typed.index("One line of an explanation.")
    answers, talk = walked(promise, [*typed[:place], "help", *typed[place:]], 20)
    assert answers.texts["explanation"] == "One line of an explanation.\nAnd another."
    assert f"count all {promise.worlds} worlds" in talk.flat


def test_a_text_that_is_broken_off_is_shown_when_the_walk_goes_on(promise, tmp_path):
    typed, answers = lines(promise, 20), Answers(promise, CODE, 20, "en")
    place = typed.index("And another.")
    with pytest.raises(KeyboardInterrupt):
        walked(promise, [*typed[:place], KeyboardInterrupt()], answers=answers)
    set_aside(answers, tmp_path / "a.unfinished.json")
    again = dataclasses.replace(resumed(tmp_path / "a.unfinished.json"), exercise=promise)
    whole, talk = walked(promise, typed[place:], answers=again)
    assert "You have written so far: One line of an explanation." in talk.flat
    assert whole.texts["explanation"] == "One line of an explanation.\nAnd another."


def test_every_answer_is_kept_at_once_from_the_prediction_on(promise):
    answers, kept = Answers(promise, CODE, 50, "en"), []
    typed = lines(promise, 50)
    Walk(answers, live_of(promise), Listed(typed), lambda: kept.append(copy.deepcopy(answers.as_unfinished()))).run()
    assert kept[1]["prediction"] == {"option": promise.options[0], "reason": REASON, "confidence": 70}
    assert {len(one["findings"]) for one in kept} == set(range(len(promise.findings) + 1))
    assert next(one for one in kept if one["texts"])["texts"].keys() == {"explanation"}


def test_settings_beyond_the_grid_are_run_and_kept_once_in_their_order(promise):
    typed = [
        *until_observed(promise)[:-1],
        "credibility=0.5 agenda=0.6",
        "credibility=0.9",
        "agenda=0,7",
        "credibility=0.5 agenda=0.6",
        "",
    ]
    answers, _ = walked(promise, [*typed, "text", "", "x", "", "1", "5"], 20)
    settings = [tuple(run["setting"].values()) for run in answers.runs]
    assert settings == [(0, 0.7), (0.9, 0.7), (0.5, 0.6), (0.9, 0.6)]
    assert answers.runs[0]["counts"].keys() == set(promise.shown)


def test_a_finding_that_asks_for_a_setting_takes_the_one_that_was_shown_last(promise):
    setting = next(finding.name for finding in promise.findings if finding.kind == SETTING)
    typed = lines(promise, 50)
    place = typed.index("use")
    answers, _ = walked(promise, [*typed[:place], "use it", "credibility=0.45 agenda=0.55", *typed[place:]])
    assert answers.findings[setting] == {"credibility": 0.45, "agenda": 0.55}


def test_samples_show_the_luck_of_the_draw():
    exercise = small("no_war_yet")
    _, talk = walked(exercise, lines(exercise, 20), 20)
    live = live_of(exercise)
    flags = live.flags(exercise.start, exercise.main)
    assert f"worlds {live.first} to {live.first + 9}: {np.count_nonzero(flags[:10])}" in talk.text


def test_a_single_world_is_told_as_yes_or_no():
    exercise = small("no_war_yet")
    _, talk = walked(exercise, ["sample 1", *lines(exercise, 20)], 20)
    live = live_of(exercise)
    said = "yes" if live.flags(exercise.start, exercise.main)[0] else "no"
    assert f"world {live.first}: {said}\n" in talk.text


@pytest.mark.parametrize("typed", ["credibility=0.9", "told", "keep"])
def test_no_prompt_shows_more_than_the_start_before_the_prediction_is_locked(typed):
    from sim.teaching.live import Live

    exercise = small("no_war_yet")
    live, talk = Live(exercise, CODE, 1), Listed([typed, "levers", "outcomes", "help", "start"])
    with pytest.raises(EOFError):
        Walk(Answers(exercise, CODE, 20, "en"), live, talk).run()
    assert "settings can be run once your prediction is locked" in talk.flat
    assert list(live.grid().codes) == [exercise.label(exercise.start)]


def test_points_must_be_spent_to_the_last():
    exercise = small("guns_or_resolve")
    with pytest.raises(
        InputError, match=r"this spends 2 points of 10 \(0 on capability, 0 on interest, 2 on resolve\)"
    ):
        cell_of(exercise, {"capability": 0.35, "resolve": "0.3"}, exercise.start)
    between = cell_of(exercise, {"capability": 0.935, "interest": "0.46"}, exercise.start)
    assert between == {"capability": 0.935, "interest": 0.46, "resolve": 0.15}


def test_views_are_taken_over_only_where_there_are_two_authors():
    exercise = small("five_authors")
    with pytest.raises(InputError, match="swap can be moved only where author is fattah2025 or araz2023"):
        cell_of(exercise, {"author": "ratelle2025", "swap": "aims"}, exercise.start)
    with pytest.raises(InputError, match="not a level of author; nearest: araz2023"):
        cell_of(exercise, {"author": "araz"}, exercise.start)


@pytest.mark.parametrize("end", [EOFError(), KeyboardInterrupt()])
@pytest.mark.parametrize("number", [1, 3, 4, 6, 8, 10, 13])
def test_a_walk_that_breaks_off_goes_on_where_it_stopped(promise, tmp_path, end, number):
    """What was answered is not asked again, and the file at the end is that of a walk without a break."""
    typed = lines(promise, 50)
    answers = Answers(promise, CODE, 50, "en")
    with pytest.raises(type(end)):
        walked(promise, [*typed[:number], end], answers=answers)
    set_aside(answers, tmp_path / "a.unfinished.json")
    again = dataclasses.replace(resumed(tmp_path / "a.unfinished.json"), exercise=promise)
    assert (again.prediction, again.findings, again.done) == (answers.prediction, answers.findings, answers.done)
    rest = typed[asked_before(answers) :]
    whole, _ = walked(promise, rest, answers=again)
    straight, _ = walked(promise, typed)
    assert whole.as_student(live_of(promise), "command line") == straight.as_student(live_of(promise), "command line")


def asked_before(answers):
    """How many lines of the list are not asked again."""
    done = {"hook": 0, "commit": 4, "change": 1, "observe": 1, "explain": 3, "findings": 0, "transfer": 2}
    locked = 4 if answers.prediction and "commit" not in answers.done else 0
    begun = sum(len(text.splitlines()) for text in answers.drafts.values())
    return sum(done[step] for step in answers.done) + locked + len(answers.findings) + begun


def test_the_short_form_has_six_steps_and_the_long_form_nine():
    assert (len(SHORT), len(LONG)) == (6, 9)
    assert [step for step in LONG if step in SHORT] == list(SHORT)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "cannot be read as JSON"),
        ("[1]", "is not an exercise that was set aside"),
        ('{"format": "peace-under-force exercise"}', "is of an exercise that is finished; check it"),
        (" " * 300_000, "is too large: .*; name a file that ends in .unfinished.json"),
        (
            '{"format": "peace-under-force unfinished exercise", "exercise": "promise_on_papr"}',
            "nearest: promise_on_paper",
        ),
        (
            '{"format": "peace-under-force unfinished exercise", "exercise": "promise_on_paper", "exercise_version": "1"}',
            "is of version 1 of promise_on_paper",
        ),
    ],
)
def test_a_file_that_was_not_set_aside_is_refused_in_words(tmp_path, content, said):
    (tmp_path / "f.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        resumed(tmp_path / "f.json")


def test_a_folder_is_no_file_that_was_set_aside(tmp_path):
    with pytest.raises(InputError, match="is a folder, not a file; name a file that ends in"):
        resumed(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"form": 30},
        {"code": ""},
        {"prediction": 3},
        {"findings": {"no": 1}},
        {"runs": [{"setting": {"agenda": 9}}]},
        {"done": ["hook", "commit", "change"]},
        {"language": "xx"},
        {"language": 5},
        {"drafts": [1]},
    ],
)
def test_a_file_that_was_changed_by_hand_is_refused(promise, tmp_path, change):
    import json

    answers = Answers(promise, CODE, 20, "en")
    path = tmp_path / "f.json"
    path.write_text(json.dumps(answers.as_unfinished() | change), encoding="utf-8")
    with pytest.raises(BrokenFileError, match="was changed after it was set aside"):
        resumed(path)


def test_a_locked_prediction_cannot_change(promise):
    answers = Answers(promise, CODE, 20, "en")
    answers.lock("evenly", 50, REASON)
    with pytest.raises(InputError, match="locked"):
        answers.lock("never", 50, REASON)
    assert answers.prediction["option"] == "evenly"


def test_options_confidences_and_settings_are_read_as_people_write_them():
    assert [option_of(typed, ("a", "b")) for typed in ("1", " 2. ", "B")] == ["a", "b", "b"]
    assert [confidence_of(typed) for typed in ("0", "70 %", "100%")] == [0, 70, 100]
    for typed in ("credibility = 0.5, agenda=0.6", "Credibility= 0.5,agenda =0.6", "credibility=0.5;agenda=0.6"):
        assert changes_of(typed) == {"credibility": "0.5", "agenda": "0.6"}
    assert changes_of("credibility=0,5, monitors=none") == {"credibility": "0,5", "monitors": "none"}
    assert reason_of("  so \x1b[31m it is ") == "so [31m it is"


@pytest.mark.parametrize("typed", ["", "9" * 5_000, "٣", "1.5", "one"])
def test_what_is_no_number_is_refused_without_a_traceback(typed):
    for reader in (confidence_of, lambda text: option_of(text, ("a", "b"))):
        with pytest.raises(InputError):
            reader(typed)


def test_lines_keep_names_with_underscores_and_lose_the_signs_of_markdown():
    assert folded("war_cost=0.15", 80) == "war_cost=0.15"
    assert prose("**So** it *is*.\n\n- one\n- two", 80) == "So it is.\n- one\n- two"


def test_a_table_without_comparison_has_bars_and_one_with_it_has_changes(promise):
    words, live = interface_words(), live_of(promise)
    assert "█" in table(live.rows(promise.start), words, 80)
    compared = table(live.rows({"credibility": 0.9}, promise.start), words, 80)
    assert "falls by" in compared
    assert "█" not in compared


def test_histories_are_cut_into_events_and_told_from_where_they_part():
    one = "World 3\nOutcome: stalemate (no agreement and\nno war).\n\nIn short\n  2025: A\n    goes on.\n  2026: B."
    assert events(one) == ["Outcome: stalemate (no agreement and no war).", "2025: A goes on.", "2026: B."]
    assert apart(["a", "b"], ["a", "c"]) == 1
    assert apart(["a"], ["a", "c"]) == 1
