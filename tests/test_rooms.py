"""The house plan: rooms are entered by their doors, floors are as drawn, and the drawing is of this house."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "pipeline" / "articast"
ROOMS = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
FREE = {"model"}
"""Not a room but what everybody speaks of; importable as one."""


def imports():
    """(file, its room, the module imported from, the names)."""
    for path in sorted(HOUSE.rglob("*.py")):
        inside = path.relative_to(HOUSE).parts
        room = inside[0] if len(inside) > 1 else ""
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "articast":
                yield path.relative_to(HOUSE), room, node.module.split("."), [alias.name for alias in node.names]


def test_nobody_imports_past_a_rooms_door():
    past = [
        f"{path}: {'.'.join(module)}"
        for path, room, module, _ in imports()
        if len(module) > 2 and module[1] not in {room, *FREE} and path.name != "__init__.py"
    ]
    assert not past


def test_what_is_taken_through_a_door_is_handed_on_there():
    missing = []
    for path, room, module, names in imports():
        if len(module) == 2 and module[1] in ROOMS and module[1] not in {room, *FREE}:
            handed = import_module(".".join(module)).__all__
            missing += [f"{path}: {name} of {module[1]}" for name in names if name not in handed]
    assert not missing


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in FREE])
def test_a_room_says_at_its_door_what_comes_in_and_out_and_hands_on_few_names(room):
    door = import_module(f"articast.{room}")
    assert door.__doc__
    assert len(door.__all__) <= 24
    for name in door.__all__:
        assert getattr(door, name, None) is not None or import_module(f"articast.{room}.{name}")


def floors() -> list[list[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    return [re.split(r" [|:] ", layer) for layer in layers]


def test_the_drawing_in_contributing_is_of_the_floors_that_import_linter_holds():
    drawn = re.search(r"```house\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert drawn, "CONTRIBUTING.md has no drawing"
    rows = [re.findall(r"\b([a-z]+)(?:/|\.py)", row) for row in drawn[1].splitlines()]
    assert [sorted(row) for row in rows if row] == [sorted(floor) for floor in floors()]


def test_the_whole_flow_is_one_function_of_one_screen():
    tree = ast.parse((HOUSE / "flow" / "publish.py").read_text(encoding="utf-8"))
    (flow,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "publish"]
    assert flow.end_lineno - flow.lineno < 50


def test_classes_fit_two_screens_or_say_why_not():
    long = [
        f"{path.relative_to(HOUSE)}: {node.name}"
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and node.end_lineno - node.lineno > 155
        and "One class" not in (ast.get_docstring(node) or "")
    ]
    assert not long
