"""Countries that say the same language otherwise, and dates in every language that has them."""

from __future__ import annotations

import pytest

from articast.languages import table
from articast.wording import spoken
from tests.wording.table import heard


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("fr-BE", "72 ans et 91 ans", "septante deux ans et nonante et un ans"),
        ("fr-CH", "La 75e minute", "la septante cinquième minute"),
        ("fr-CH", "En 1997", "en mille neuf cent nonante sept"),
        ("fr-CA", "72 ans", "soixante douze ans"),
        ("fr-BE", "soixante-dix ans et 80 ans", "soixante dix ans et quatre vingts ans"),
        ("pt-PT", "17 alunos e 16 salas", "dezassete alunos e dezasseis salas"),
        ("pt-PT", "2.600.000.000 de euros", "dois mil seiscentos milhões de euros"),
        ("pt-PT", "A 12 km", "a doze quilómetros"),
        ("pt-BR", "19 alunos a 12 km", "dezenove alunos a doze quilômetros"),
        ("pt-AO", "19 casas", "dezanove casas"),
        ("es-MX", "1,250 casas de 12.5 m²", "mil doscientas cincuenta casas de doce punto cinco metros cuadrados"),
        ("es-MX", "$1,250.50 y US$3", "mil doscientos cincuenta pesos con cincuenta y tres dólares"),
        ("es-AR", "$ 1.250,50", "mil doscientos cincuenta pesos con cincuenta"),
        ("es-ES", "$1,250.50", "mil doscientos cincuenta dólares con cincuenta"),
        ("es-ES", "12,5 m²", "doce coma cinco metros cuadrados"),
    ],
)
def test_a_country_says_its_own_words(language: str, written: str, said: str):
    assert heard(spoken(written, language)) == said
    assert spoken(spoken(written, language), language) == spoken(written, language)


@pytest.mark.parametrize("language", ["fr", "es", "it", "pt"])
@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_of_a_numeric_date_has_its_own_name(language: str, month: int):
    name = table(language, "wording")["months"]["names"][month - 1]
    for written in (f"14/{month:02}/2021", f"14.{month}.2021", f"2021-{month:02}-14"):
        assert name in spoken(written, language), written
