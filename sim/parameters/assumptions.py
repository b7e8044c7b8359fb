"""Groups of assumptions: what authors can disagree about, and which parameters carry it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sim.common.errors import BrokenFileError, suggestion
from sim.parameters.baseline import ASSUMPTIONS_FILE, read_baseline
from sim.parameters.files import Node, check_name, parameters_folder, read_bytes, required_node


@dataclass(frozen=True, slots=True)
class Group:
    """A question on which authors can part, and the parameters that carry the answer.

    `label` names it beside a bar, `about` within a sentence: "14 points come from whether Baku is with Moscow". `parameters`
    are ids in the order of the parameter files.
    """

    name: str
    label: str
    about: str
    parameters: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Group {self.name}: {len(self.parameters)} parameters>"


def assumption_groups(folder: Path | str | None = None) -> tuple[Group, ...]:
    """Return the groups of `assumptions.yaml`, in its order; every parameter of the baseline is in one of them.

    Parameters
    ----------
    folder : pathlib.Path or str, optional
        The parameters folder; that of the package if omitted.

    Raises
    ------
    InputError
        If the file is missing or broken, names a parameter that does not exist, or leaves one out.
    """
    where = parameters_folder() if folder is None else Path(folder)
    entries = tuple(read_baseline(where).entries)
    if not (where / ASSUMPTIONS_FILE).exists():
        raise BrokenFileError(
            f"{ASSUMPTIONS_FILE}: the file is missing, so nobody can tell which assumptions belong together"
        )
    return _read(read_bytes(where, ASSUMPTIONS_FILE), entries)


@lru_cache(maxsize=4)
def _read(content: bytes, entries: tuple[str, ...]) -> tuple[Group, ...]:
    root = required_node(ASSUMPTIONS_FILE, content)
    words, owner = {}, dict[str, str]()
    for name, node in root.mapping().items():
        check_name(name, node)
        fields = node.fields(("label", "about", "parameters"))
        words[name] = (fields["label"].text(), fields["about"].text())
        for one in fields["parameters"].items():
            _claim(one, name, owner, entries)
    members = {name: list[str]() for name in words}
    for entry in entries:
        parts = entry.split(".")
        found = next((owner[part] for part in _beginnings(parts) if part in owner), None)
        if found is None:
            raise BrokenFileError(
                f"{ASSUMPTIONS_FILE}: no group holds {entry}; name it, or what it begins with, in one of them"
            )
        members[found].append(entry)
    return tuple(Group(name, *said, tuple(members[name])) for name, said in words.items())


def _beginnings(parts: list[str]) -> list[str]:
    """An id and what it begins with, the longest first."""
    return [".".join(parts[:end]) for end in range(len(parts), 0, -1)]


def _claim(node: Node, group: str, owner: dict[str, str], entries: tuple[str, ...]) -> None:
    """Note that a group holds an id, or all that begin with it."""
    name = node.text()
    if name not in entries and not any(entry.startswith(f"{name}.") for entry in entries):
        raise node.error(f"there is no parameter or group of them '{name}'; {suggestion(name, entries)}")
    if name in owner:
        raise node.error(f"{name} stands in two groups, {owner[name]} and {group}; leave it in one")
    owner[name] = group
