"""The right agencies are named for kind, level and place, and the buttons address the right one first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.domain.recipients import agency_kinds, first_recipient, next_rung, recipients_for
from madiun_console.domain.rulebook import RULEBOOK_FILES, Rulebook, parse_rulebook
from madiun_console.resources import read_text

OWN = parse_rulebook({name: read_text("domain", name) for name in RULEBOOK_FILES})
WINONGO, TAMAN, MANGUHARJO = "35.77.02.1005", "35.77.03.1009", "35.77.02"
JIWAN, SAWAHAN, GEGER, MAGETAN, NGAWI = "35.19.09", "35.19.14", "35.19.03.2004", "35.20", "35.21"
PLACES = [None, *(unit.code for unit in OWN.units), *(desa.code for desa in OWN.neighbour_desa)]
PLACES += [desa.kecamatan_code for desa in OWN.neighbour_desa[::20]] + [
    "35.19",
    MAGETAN,
    NGAWI,
    "nonsense",
    "..",
    "35",
]


def addresses(rulebook: Rulebook, kind: str | None, level: str, place: str | None) -> list[str]:
    return [recipient.address for recipient in recipients_for(rulebook, kind, level, place)]


def test_a_low_incident_goes_to_the_three_pillars_of_its_kelurahan(rulebook: Rulebook) -> None:
    assert addresses(rulebook, "suspicious_gathering", "low", WINONGO) == [
        f"bhabinkamtibmas@{WINONGO}",
        f"babinsa@{WINONGO}",
        f"kelurahan@{WINONGO}",
        "polsek_manguharjo",
    ]


def test_the_chain_of_the_level_follows_what_the_kind_names(rulebook: Rulebook) -> None:
    assert addresses(rulebook, "convoy", "middle", WINONGO) == [
        "polsek_manguharjo",
        "polres_madiun_kota",
        "dishub",
        "koramil_manguharjo",
        f"kecamatan@{MANGUHARJO}",
        "satpolpp_damkar",
        "bakesbangpol",
    ]


def test_the_polres_leads_at_high(rulebook: Rulebook) -> None:
    """UU 7/2012 art. 13; the kind names the Polsek first."""
    assert rulebook.kind("group_assault").agencies[0] == "polsek"
    assert addresses(rulebook, "group_assault", "high", TAMAN) == [
        "polres_madiun_kota",
        "polsek_taman",
        "dinkes_psc",
        "kodim_0803",
        "koramil_taman",
        "satpolpp_damkar",
        "bakesbangpol",
        "pimpinan_kota",
    ]


def test_levels_filter_the_chain_but_not_what_the_kind_names(table_texts: dict[str, str]) -> None:
    changed = table_texts["agencies.toml"].replace(
        'low    = ["kelurahan"', 'low    = ["polres_madiun_kota", "kelurahan"'
    )
    rulebook = parse_rulebook(table_texts | {"agencies.toml": changed})
    assert "polres_madiun_kota" not in addresses(rulebook, "noise_event", "low", WINONGO)
    assert "polres_madiun_kota" in addresses(rulebook, "notice_protest", "low", WINONGO)


def test_an_agency_that_another_notifies_gives_way_to_it(rulebook: Rulebook) -> None:
    assert "kejari" in rulebook.kind("belief_dispute").agencies
    found = addresses(rulebook, "belief_dispute", "middle", WINONGO)
    assert "kejari" not in found
    assert found.count("bakesbangpol") == 1


def test_we_do_not_write_to_ourselves(rulebook: Rulebook) -> None:
    assert rulebook.kind("service_complaint").agencies == ("diskominfo",)
    assert "diskominfo" not in addresses(rulebook, "service_complaint", "low", WINONGO)


def test_an_unknown_place_leaves_only_agencies_that_need_none(rulebook: Rulebook) -> None:
    for place in (None, "35.77", "35", ""):
        assert addresses(rulebook, "suspicious_gathering", "low", place) == []
        assert addresses(rulebook, "convoy", "middle", place) == [
            "polres_madiun_kota",
            "dishub",
            "satpolpp_damkar",
            "bakesbangpol",
        ]


def test_a_kecamatan_is_enough_for_polsek_and_camat(rulebook: Rulebook) -> None:
    found = addresses(rulebook, "worship_objection", "middle", MANGUHARJO)
    assert {"polsek_manguharjo", f"kecamatan@{MANGUHARJO}", "koramil_manguharjo"} <= set(found)
    assert not any(address.startswith("kelurahan@") for address in found)


@pytest.mark.parametrize(
    ("place", "level", "police"),
    [
        (JIWAN, "low", ["polsek_jiwan"]),
        (f"{JIWAN}.2001", "middle", ["polsek_jiwan", "polres_madiun_kota"]),
        (JIWAN, "high", ["polres_madiun_kota", "polsek_jiwan"]),
        (SAWAHAN, "low", ["polsek_sawahan"]),
        (GEGER, "low", ["polres_madiun_kab"]),
        (GEGER, "high", ["polres_madiun_kab"]),
        (MAGETAN, "high", ["polres_magetan"]),
        (NGAWI, "high", ["polres_madiun_kota"]),
    ],
)
@pytest.mark.parametrize("kind", ["outside_area", "noise_event", None])
def test_outside_the_city_the_police_of_the_place_is_told(
    rulebook: Rulebook, place: str, level: str, police: list[str], kind: str | None
) -> None:
    found = recipients_for(rulebook, kind, level, place)
    told = [recipient.address for recipient in found if recipient.agency.kind == "polri"]
    assert sorted(told) == sorted(police)
    if level == "high":
        assert found[0].address == police[0]
    assert not any(recipient.unit or recipient.agency.kind == "pemkot" for recipient in found)


@pytest.mark.parametrize(
    ("button", "kind", "level", "place", "address"),
    [
        ("polri", "suspicious_gathering", "low", WINONGO, "polsek_manguharjo"),
        ("polri", "convoy", "middle", WINONGO, "polsek_manguharjo"),
        ("polri", "brawl", "high", WINONGO, "polres_madiun_kota"),
        ("polri", None, "low", None, "polres_madiun_kota"),
        ("polri", "brawl", "high", None, "polres_madiun_kota"),
        ("polri", None, "low", JIWAN, "polsek_jiwan"),
        ("polri", None, "high", JIWAN, "polres_madiun_kota"),
        ("polri", None, "low", GEGER, "polres_madiun_kab"),
        ("polri", None, "high", GEGER, "polres_madiun_kab"),
        ("polri", None, "middle", MAGETAN, "polres_magetan"),
        ("polri", None, "middle", NGAWI, "polres_madiun_kota"),
        ("tni", "suspicious_gathering", "low", WINONGO, "koramil_manguharjo"),
        ("tni", None, "middle", TAMAN, "koramil_taman"),
        ("tni", None, "high", TAMAN, "kodim_0803"),
        ("tni", None, "middle", None, "kodim_0803"),
        ("tni", None, "middle", GEGER, "kodim_0803"),
        ("tni", None, "high", MAGETAN, "kodim_0803"),
        ("pemkot", "vendors", "low", WINONGO, "satpolpp_damkar"),
        ("pemkot", None, "low", WINONGO, f"kelurahan@{WINONGO}"),
        ("pemkot", None, "low", None, None),
        ("vertikal", "belief_dispute", "middle", WINONGO, "kemenag"),
        ("vital", None, "high", WINONGO, None),
        ("no_such_kind", None, "high", WINONGO, None),
    ],
)
def test_whom_a_button_addresses(
    rulebook: Rulebook, button: str, kind: str | None, level: str, place: str | None, address: str | None
) -> None:
    found = first_recipient(rulebook, button, kind, level, place)
    assert (found.address if found else None) == address


@pytest.mark.parametrize(
    ("address", "rungs"),
    [
        (f"bhabinkamtibmas@{WINONGO}", ["polsek_manguharjo", "polres_madiun_kota"]),
        (f"babinsa@{TAMAN}", ["koramil_taman", "kodim_0803"]),
        (f"linmas@{TAMAN}", [f"kelurahan@{TAMAN}", "kecamatan@35.77.03", "setda", "pimpinan_kota"]),
        ("polsek_jiwan", ["polres_madiun_kota"]),
        ("fkub", ["bakesbangpol", "setda", "pimpinan_kota"]),
        ("polres_magetan", []),
        ("kodim_0803", []),
        ("denpom_v1", []),
        ("bhabinkamtibmas", []),
        ("gone@35.77", []),
    ],
)
def test_the_rungs_above(rulebook: Rulebook, address: str, rungs: list[str]) -> None:
    found = []
    current = next_rung(rulebook, address)
    while current:
        found.append(current.address)
        current = next_rung(rulebook, current.address)
    assert found == rungs


def test_the_buttons(rulebook: Rulebook) -> None:
    assert agency_kinds(rulebook) == ("polri", "tni", "pemkot", "forum", "vertikal", "vital", "masyarakat")
    assert [rulebook.agency_kinds_by_id[kind].key for kind in ("polri", "tni")] == ["F9", "F10"]


@given(
    st.none() | st.sampled_from([sub.id for sub in OWN.subs]),
    st.sampled_from([level.id for level in OWN.levels]),
    st.sampled_from(PLACES),
)
def test_what_always_holds(kind: str | None, level: str, place: str | None) -> None:
    found = recipients_for(OWN, kind, level, place)
    told = [recipient.address for recipient in found]
    assert len(set(told)) == len(told)
    for recipient in found:
        assert OWN.recipient(recipient.address) == recipient
        assert not recipient.agency.notify_by
        assert recipient.verb != "internal"
        if recipient.agency.kind == "tni":
            assert recipient.verb == "koordinasi"
        if recipient.unit:
            assert place
            assert place.startswith(recipient.unit.code)
    assert not {"polres_madiun_kota", "polres_madiun_kab"} <= set(told) or kind == "outside_area"
    police = first_recipient(OWN, "polri", kind, level, place)
    assert police, "there is always police to address"
    if level == "high":
        assert found[0] == police or kind == "outside_area"
        assert police.address.startswith("polres_")
    army = first_recipient(OWN, "tni", kind, level, place)
    assert army
    assert army.verb == "koordinasi"
