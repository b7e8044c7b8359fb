"""What is missing is named with the command that installs it, in a checkout and elsewhere."""

import sys

import pytest

from sim import InputError, design
from sim.common.extras import CHECKOUT, extra, how_to_install
from sim.studies.sweeps import cluster


def test_here_the_command_is_that_of_a_checkout():
    assert (CHECKOUT / "pyproject.toml").is_file()
    assert how_to_install("analysis") == 'pip install -e ".[analysis]"'


@pytest.mark.parametrize("project", [None, '[project]\nname = "something-else"\n'])
def test_elsewhere_it_names_the_package(tmp_path, project):
    if project is not None:
        (tmp_path / "pyproject.toml").write_text(project)
    assert how_to_install("tables", tmp_path) == 'pip install "peace-under-force[tables]"'


MISSING = {
    "a workbook": ("openpyxl", lambda: extra("openpyxl", "writing a workbook", "tables"), "tables"),
    "a design": ("SALib.sample.morris", lambda: design.morris({"actors.azerbaijan.war_cost": (0.1, 0.2)}, 4), "analysis"),
    "a tree": ("sklearn.tree", lambda: extra("sklearn.tree", "CART"), "analysis"),
    "a cluster": ("distributed", lambda: cluster._connected("tcp://127.0.0.1:9").__enter__(), "cluster"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISSING)
def test_a_missing_library_is_named_with_its_extra(monkeypatch, case):
    module, use, name = MISSING[case]
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError) as caught:
        use()
    assert str(caught.value).endswith(how_to_install(name))
