"""Every language's wording has the shape that `articast.wording` writes down."""

from __future__ import annotations

import inspect
import re

import pytest

from articast import wording
from articast.languages import shipped
from articast.wording.rules import Rule

MODULES = {name: wording.language(name) for name in shipped() if wording.language(name) is not None}


def test_there_are_languages_with_a_module_and_languages_without():
    assert {"en", "de"} <= MODULES.keys()
    assert "ja" not in MODULES


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_brings_rules_in_plain_english(name):
    rules = MODULES[name].RULES
    assert isinstance(rules, tuple)
    assert all(isinstance(rule, Rule) and re.fullmatch("[a-z][a-z -]+", rule.name) for rule in rules)


@pytest.mark.parametrize("name", sorted(name for name, module in MODULES.items() if hasattr(module, "regional")))
def test_its_regional_rules_are_its_rules_where_no_region_is_given(name):
    module = MODULES[name]
    assert list(inspect.signature(module.regional).parameters) == ["region"]
    assert module.regional("") == module.RULES
    assert all(isinstance(rule, Rule) for rule in module.regional("zz"))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_it_says_who_it_is(name):
    assert MODULES[name].__doc__
    assert f"voices/{name}.toml" in MODULES[name].__doc__
