"""Settings of a claim: what differs from a worldview as it runs, and the stages at which a claim can begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.common.errors import InputError, UnknownNameError, said
from sim.common.listing import written
from sim.parameters.baseline import STAGES_FILE, Baseline, checked_at
from sim.parameters.bindings import Binding, refuse_contradictions
from sim.parameters.entries import Scalar
from sim.parameters.files import Node, check_name, read_bytes, required_node
from sim.parameters.overlays import overlay_names
from sim.parameters.parameters import Parameters, load
from sim.parameters.vocabulary import BASELINE

AS_IT_RUNS = "as it runs"
KEYS = ("worldview", "stage", "policies", "set", "bindings")
"""The keys of a setting; all may be omitted, and `{}` is the worldview as it runs."""


@dataclass(frozen=True)
class Setting:
    """What is done to a worldview: policies, values and fixed choices, in the order in which they are laid over it.

    `worldview` is None where the setting is played in whichever worldview the claim is asked. `told` are its parts in
    words; a stage is told by its name.
    """

    worldview: str | None = None
    policies: tuple[str, ...] = ()
    changes: tuple[tuple[str, Scalar], ...] = ()
    bindings: tuple[Binding, ...] = ()
    told: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "; ".join(self.told) or AS_IT_RUNS

    def then(self, other: "Setting") -> "Setting":
        """Another setting laid over this one; the other wins where both set a value."""
        return Setting(
            self.worldview if other.worldview is None else other.worldview,
            (*self.policies, *other.policies),
            tuple({**dict(self.changes), **dict(other.changes)}.items()),
            (*self.bindings, *other.bindings),
            (*self.told, *other.told),
        )

    def parameters(self, worldview: str, folder: Path | str | None = None) -> Parameters:
        """All parameters of this setting, in a worldview unless the setting names one of its own."""
        made = load(self.worldview or worldview, self.policies, dict(self.changes), folder=folder)
        for binding in self.bindings:
            # One by one: a later part of the setting may contradict an earlier one, and then it wins.
            made = made.replace(bindings=[binding])
        return made


def read_stages(baseline: Baseline, folder: Path) -> dict[str, Setting]:
    """Read the stages of `stages.yaml`: set-ups that lead a worldview to the point at which some claims begin."""
    if not (folder / STAGES_FILE).exists():
        return {}
    found = {}
    for name, node in required_node(STAGES_FILE, read_bytes(folder, STAGES_FILE)).mapping().items():
        check_name(name, node)
        fields = node.fields(("label", "reading"), ("set", "bindings"))
        fields["label"].text()
        fields["reading"].text()
        content = Node(
            {key: fields[key] for key in ("set", "bindings") if key in fields}, node.file, node.line, node.path
        )
        stage = read_setting(content, baseline, folder, {})
        if stage == Setting():
            raise node.error("it sets nothing and binds nothing, so it would lead nowhere")
        found[name] = Setting(changes=stage.changes, bindings=stage.bindings, told=(f"stage {name}",))
    return found


def read_setting(node: Node, baseline: Baseline, folder: Path, stages: Mapping[str, Setting]) -> Setting:
    """Read one setting; the stage comes first, then policies, values and bindings."""
    fields = node.fields((), KEYS)
    before = Setting()
    if "stage" in fields:
        before = stages[fields["stage"].word(tuple(stages), "stage")]
    worldview = None
    if "worldview" in fields:
        worldview = fields["worldview"].word((BASELINE, *overlay_names("worldview", folder)), "worldview")
    policies = _policies(fields["policies"], folder) if "policies" in fields else ()
    changes = _changes(fields["set"], baseline) if "set" in fields else ()
    bindings = _bindings(fields["bindings"]) if "bindings" in fields else ()
    told = [f"worldview {worldview}"] if worldview else []
    told += [f"policy {name}" for name in policies]
    told += [f"{name} = {written(value)}" for name, value in changes]
    told += [str(binding) for binding in bindings]
    return before.then(Setting(worldview, policies, changes, bindings, tuple(told)))


def _policies(node: Node, folder: Path) -> tuple[str, ...]:
    known = overlay_names("policy", folder)
    names = [child.word(known, "policy") for child in node.items()]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise node.items()[place].error(f"the policy {said(name)} is given twice; give it once")
    return tuple(names)


def _changes(node: Node, baseline: Baseline) -> tuple[tuple[str, Scalar], ...]:
    changes: dict[str, Scalar] = {}
    for name, child in node.mapping().items():
        try:
            current = baseline.resolve(name)
        except UnknownNameError as error:
            raise child.error(error, UnknownNameError) from error
        if current in changes:
            raise child.error(f"sets {current} twice, once under an old name; set it once")
        changes[current] = checked_at(child, baseline.entries[current], child.plain())
    return tuple(changes.items())


def _bindings(node: Node) -> tuple[Binding, ...]:
    found = []
    for child in node.items():
        child.mapping()
        try:
            found.append(Binding.from_dict(child.plain()))
        except InputError as error:
            raise child.error(error, type(error)) from error
    try:
        refuse_contradictions(found)
    except InputError as error:
        raise node.error(error) from error
    return tuple(found)
