"""Progress is shown to a terminal and to nobody else."""

import io
import sys

from sim.cli.words import shown_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_how_many_worlds_are_done(monkeypatch, capsys):
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with shown_progress(300) as progress:
        progress(100, 300)
        progress(300, 300)
    assert "300/300" in terminal.getvalue()
    assert capsys.readouterr().out == ""


def test_without_a_terminal_nothing_is_shown(capsys):
    with shown_progress(300) as progress:
        assert progress is None
    assert capsys.readouterr() == ("", "")
