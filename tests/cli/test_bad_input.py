"""Bad input gives one clear message, exit code 2, and leaves nothing behind."""

import pytest

from sim.cli.main import main

BAD = {
    "unknown command": (["rn"], "nearest: run"),
    "unknown option": (["run", "--world-count", "3"], "--world"),
    "unknown worldview": (["run", "ratele2025"], "nearest: ratelle2025"),
    "unknown worldview to tell": (["tell", "ratele2025"], "nearest: ratelle2025"),
    "unknown worldview to show": (["worldviews", "ratele2025"], "nearest: ratelle2025"),
    "unknown policy": (["run", "--policy", "western_guarante"], "nearest: western_guarantee"),
    "unknown policy to show": (["policies", "western_garantee"], "nearest: western_guarantee"),
    "a policy twice": (["run", "--policy", "eu_monitoring", "--policy", "eu_monitoring"], "given twice"),
    "unknown parameter": (["run", "--set", "mechanisms.grievance.inital=0.2"], "mechanisms.grievance.initial"),
    "unknown parameter to show": (["parameters", "mechanisms.grievance.inital"], "mechanisms.grievance.initial"),
    "a group instead of a parameter": (["run", "--set", "mechanisms.grievance=0.2"], "is a group of parameters"),
    "no change at all": (["run", "--set", "mechanisms.grievance.initial"], "ID=VALUE expected"),
    "a parameter twice": (
        ["run", "--set", "mechanisms.grievance.initial=0.2", "--set", "mechanisms.grievance.initial=0.3"],
        "set twice",
    ),
    "out of range": (["run", "--set", "mechanisms.grievance.initial=7"], "out of range [0, 1]"),
    "no number": (["run", "--set", "mechanisms.grievance.initial=nan"], "must be a"),
    "infinite": (["run", "--set", "mechanisms.grievance.initial=.inf"], "must be a finite number"),
    "a word for a number": (["run", "--set", "mechanisms.grievance.initial=much"], "must be a number"),
    "no worlds": (["run", "--worlds", "0"], "--worlds"),
    "negative worlds": (["run", "--worlds", "-5"], "--worlds"),
    "half a world": (["run", "--worlds", "1.5"], "--worlds"),
    "negative seed": (["run", "--seed", "-1"], "--seed"),
    "too large a seed": (["run", "--seed", str(2**64)], "--seed"),
    "a folder that cannot be": (["run", "--out", "/dev/null/x"], "/dev/null/x"),
    "a folder and no files": (["run", "--out", "x", "--no-files"], "contradict"),
    "too many arguments": (["run", "baseline", "baseline"], "unexpected extra argument"),
}


@pytest.mark.parametrize(("arguments", "hint"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_refused_with_a_hint(call, tmp_path, arguments, hint):
    result = call(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert hint in result.err
    assert result.err.count("Error: ") == 1
    assert "Traceback" not in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_of_parameters_is_named_with_its_line(call, tmp_path, monkeypatch):
    import shutil

    import sim.parameters.baseline
    from sim.parameters import parameters_folder

    folder = tmp_path / "copy"
    shutil.copytree(parameters_folder(), folder)
    file = folder / "mechanisms" / "fear.yaml"
    text = file.read_text(encoding="utf8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if row.strip().startswith("value:"))
    file.write_text(text.replace("value:", "valeu:", 1), encoding="utf8")
    monkeypatch.setattr(sim.parameters.baseline, "parameters_folder", lambda: folder)
    result = call("run", "baseline", "--worlds", "5", "--no-files")
    assert result.code == 2
    assert f"mechanisms/fear.yaml:{line}: " in result.err
    assert "nearest: value" in result.err


def test_an_error_of_the_program_is_not_disguised_as_bad_input(call, monkeypatch):
    import sim

    monkeypatch.setattr(sim, "simulate", lambda *_, **__: 1 / 0, raising=False)
    with pytest.raises(ZeroDivisionError):
        call("run", "baseline", "--no-files")


def test_too_little_memory_is_said_in_words(call, monkeypatch):
    import sim

    def exhausted(*_, **__):
        raise MemoryError

    monkeypatch.setattr(sim, "simulate", exhausted, raising=False)
    result = call("run", "baseline", "--no-files")
    assert (result.code, result.out) == (2, "")
    assert "fewer --worlds" in result.err


@pytest.mark.parametrize("arguments", [["--worlds", "9" * 5_000], ["x" * 5_000], ["--set", "y" * 5_000 + "=1"]])
def test_a_message_does_not_repeat_thousands_of_signs(arguments, capsys):
    assert main(["run", *arguments]) == 2
    assert len(capsys.readouterr().err) < 1_500
