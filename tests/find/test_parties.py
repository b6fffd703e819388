"""Who acts and who is harmed: names, kinds, status, number and unit, the same for every side."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import parsed, token_at, unbracketed

from recount.find.parties import (
    actor_of,
    describe_group,
    find_parties,
    grammatical_number,
    is_body,
    is_person_noun,
    size_token,
    thing_of,
    unit_of,
    unit_said,
)
from recount.knowledge.parties import load_parties
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Actor, Group, Person
from recount.model.mention import Party
from recount.model.span import Span

PARTIES = load_parties()


def marked_head(text: str) -> tuple[Analysis, Sentence, Token]:
    """The analysis of a text, and the head of the words in its last [brackets]."""
    plain, spans = unbracketed(text)
    analysis = parsed(plain)
    span = spans[-1]
    sentence = analysis.sentences[token_at(analysis, span.start)[0]]
    inside = {t.i: t for t in sentence if span.start <= t.start and t.end <= span.end}
    top = next(t for t in inside.values() if t.head not in inside and t.upos not in ("DET", "PUNCT"))
    return analysis, sentence, top


def party(text: str) -> Party:
    analysis, sentence, head = marked_head(text)
    found = [p for p in find_parties(analysis, PARTIES) if (p.sentence, p.head) == (sentence.index, head.i)]
    assert found, f"no party: {text}"
    return found[0]


def group(text: str) -> Group:
    analysis, sentence, head = marked_head(text)
    return describe_group(sentence, head, PARTIES, analysis)


def actor(text: str) -> Actor:
    analysis, sentence, head = marked_head(text)
    return actor_of(sentence, head, PARTIES, analysis)


@pytest.mark.parametrize(
    ("text", "name", "actor_id", "kind", "status"),
    [
        (
            "[An Israeli soldier] was hurt near Tarlo.",
            "Israeli military",
            "il-military",
            "state_forces",
            "security_forces",
        ),
        ("[Nigerian police] fired into the air.", "Nigerian police", "ng-police", "state_forces", "security_forces"),
        ("[U.S. troops] left the town.", "US military", "us-military", "state_forces", "security_forces"),
        ("[South Korean police] held two men.", "South Korean police", "kr-police", "state_forces", "security_forces"),
        ("[Sudan's army] shelled the market.", "Sudanese military", "sd-military", "state_forces", "security_forces"),
        ("[The army of Mali] denied it.", "Malian military", "ml-military", "state_forces", "security_forces"),
        ("[Russian warplanes] struck a bridge.", "Russian military", "ru-military", "state_forces", "security_forces"),
        ("[The Kenyan government] denied it.", "Kenyan government", "ke-government", "government", "civilian"),
        ("[Gunmen] shot two farmers.", "gunmen", None, "unknown", "attacker"),
        ("[Unidentified gunmen] shot two farmers.", "unidentified gunmen", None, "unknown", "attacker"),
        ("[Protesters] burned tyres.", "protesters", None, "protesters", "civilian"),
        ("[Three monks] were killed.", "monks", None, "civilians", "civilian"),
        ("[A mob] beat him.", "mob", None, "rioters", "unknown"),
        ("[Seven Palestinians] were killed.", "Palestinians", None, "people", "unknown"),
        ("[Two Israelis] were killed.", "Israelis", None, "people", "unknown"),
        ("[Hamas fighters] came at dawn.", "Hamas", "hamas", "rebel", "combatant"),
        ("[A leader of the Contras] was shot.", "Contras", "contras", "rebel", "combatant"),
        ("[The Gaza-based resistance] fired rockets.", "armed group (Gaza), unnamed", None, "rebel", "combatant"),
        ("[Members of the security forces] beat them.", "security forces", None, "state_forces", "security_forces"),
        ("[Dozens of militants] fled.", "militants", None, "rebel", "combatant"),
        ("[A group of armed men] took her.", "armed men", None, "unknown", "attacker"),
        ("[Gang members] seized the road.", "gang members", None, "militia", "combatant"),
        ("Shots were fired by [the Tarlo Liberation Front].", "Tarlo Liberation Front", None, "rebel", "combatant"),
        ("[Reuters] reported it.", "Reuters", "reuters", "media", "civilian"),
        ("[Israel] struck the port.", "Israel", "il-government", "government", "unknown"),
        ("[Iran] struck the port.", "Iran", "ir-government", "government", "unknown"),
    ],
)
def test_parties(text: str, name: str, actor_id: str | None, kind: str, status: str) -> None:
    found = party(text)
    assert (found.name, found.actor_id, found.kind, found.status) == (name, actor_id, kind, status)


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("[GUERRILLAS OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT] ATTACKED THE TOWN.", "fmln"),
        ("[THE SALVADORAN ARMY] DENIED IT.", "sv-military"),
        ("[SENDERO LUMINOSO] KILLED A MAYOR.", "shining-path"),
        ("[boko haram fighters] killed two farmers.", "boko-haram"),
        ("[nigerian soldiers] killed two farmers.", "ng-military"),
        ("Two rockets were fired by [the al-Qassam Brigades].", "al-qassam-brigades"),
        ("Two rockets were fired by [al Qassam Brigades fighters].", "al-qassam-brigades"),
    ],
)
def test_names_count_in_any_case_of_letters(text: str, actor_id: str) -> None:
    assert party(text).actor_id == actor_id


def test_small_words_in_capitals_are_no_acronyms() -> None:
    for text in ("HE IS NOT WHO THEY SAY HE IS.", "They met in the arena at dawn.", "He told us to mend the nets."):
        assert [p.actor_id for p in find_parties(parsed(text), PARTIES) if p.actor_id] == []


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        # the only army, group or country that the report names
        ("Israeli soldiers entered the camp. [The army] denied it.", "il-military"),
        ("A fire broke out in Kenya. [Police] held two men.", "ke-police"),
        ("Hamas fired rockets. [The group] denied it.", "hamas"),
        ("FMLN columns entered the town. [The rebels] left at dawn.", "fmln"),
        # two fit: neither
        ("Indian soldiers met Pakistani soldiers. [The army] denied it.", None),
        ("Hamas and Hezbollah fired rockets. [The group] denied it.", None),
        ("Police in Kenya spoke with Uganda. [Police] held two men.", None),
        # its words say that it is another
        ("FMLN columns entered the town. [Rebels] left at dawn.", None),
        ("FMLN columns entered the town. [The Kurdish rebels] left at dawn.", None),
    ],
)
def test_the_report_settles_what_a_phrase_leaves_open(text: str, actor_id: str | None) -> None:
    found = party(text)
    assert found.actor_id == actor_id
    assert (found.why is None) == (actor_id is None)


def test_a_name_of_two_parties_is_the_one_of_the_country_told_else_none() -> None:
    assert party("In Colombia, [the ELN] freed a hostage.").actor_id == "eln-colombia"
    assert party("In Bolivia, [the ELN] freed a hostage.").actor_id == "eln-bolivia"
    both = party("[The ELN] freed a hostage.")
    assert both.actor_id is None and both.why is not None


def test_an_acronym_told_in_the_report_is_its_body() -> None:
    found = party("The Tarlo Rights Bureau (TRB) counted nine dead. [The TRB] blamed nobody.")
    assert (found.name, found.kind) == ("Tarlo Rights Bureau", "organisation")


SIDES = [
    ("Israeli", "Palestinian"),
    ("Russian", "Ukrainian"),
    ("Indian", "Pakistani"),
    ("Armenian", "Azerbaijani"),
    ("Rwandan", "Ugandan"),
    ("Iranian", "Iraqi"),
    ("Serbian", "Croatian"),
]
TOLD_OF_SIDES = [
    "{A} soldiers shot two {B} farmers.",
    "{A} police beat {B} protesters near the gate.",
    "{B} militants attacked a town and killed an {A} officer.",
    "{A} warplanes killed {B} fighters and a {B} girl.",
    "Terrorists killed an {A} nurse; {B} thugs killed an {A} mayor.",
    "{A} strikes killed nine {B} people, the {B} government said.",
    "Two {A} officials and a {B} journalist were held by {A} security forces.",
]


@pytest.mark.parametrize("template", TOLD_OF_SIDES)
@pytest.mark.parametrize(("one", "other"), SIDES)
def test_sides_swap_without_a_trace(template: str, one: str, other: str) -> None:
    def told(a: str, b: str) -> list[tuple[str, str, str]]:
        found = find_parties(parsed(template.format(A=a, B=b)), PARTIES)
        return [(p.kind, p.status, _sideless(p, a, b)) for p in found]

    assert told(one, other) == told(other, one)


def _sideless(found: Party, a: str, b: str) -> str:
    name = found.name.replace(a, "A").replace(b, "B")
    return "country" if found.kind == "government" and "government" not in name else name


@pytest.mark.parametrize(
    "names", list(pairwise(["Hamas", "Hezbollah", "Boko Haram", "Shining Path", "Houthi", "Taliban"]))
)
@pytest.mark.parametrize(
    "template",
    ["{A} fighters killed two {B} fighters.", "A {A} commander blamed {B}.", "{A} officials denied it, {B} said."],
)
def test_armed_groups_swap_without_a_trace(template: str, names: tuple[str, str]) -> None:
    def told(a: str, b: str) -> list[tuple[str, str]]:
        return [(p.kind, p.status) for p in find_parties(parsed(template.format(A=a, B=b)), PARTIES)]

    assert told(*names) == told(*reversed(names))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Six martyrs] fell.", "people"),
        ("[Two brutal terrorists] were shot.", "attackers"),
        ("[Insurgents] fled.", "fighters"),
        ("[Cowardly thugs] beat him.", "attackers"),
        ("[Innocent villagers] died.", "villagers"),
        ("[Thirteen heroic soldiers] died.", "soldiers"),
    ],
)
def test_loaded_words_stay_in_the_wording(text: str, name: str) -> None:
    found = group(text)
    assert found.name == name
    assert found.wording == text[1 : text.index("]")]


@pytest.mark.parametrize("text", ["[The regime] denied it.", "[The Syrian regime] denied it."])
def test_a_regime_is_a_government(text: str) -> None:
    assert party(text).name.endswith("government")


@pytest.mark.parametrize(
    ("text", "name", "status", "sex", "age_group"),
    [
        ("[Three monks] were killed.", "monks", "civilian", "male", None),
        ("[A teenager] was shot.", "teenager", "civilian", None, "child"),
        ("[Two women] were shot.", "women", "unknown", "female", "adult"),
        ("[An elderly man] was shot.", "elderly man", "unknown", "male", "elderly"),
        ("[A 17-year-old student] was shot.", "student", "civilian", None, "child"),
        ("[A 40-year-old farmer] was shot.", "farmer", "civilian", None, "adult"),
        ("[A policewoman] was shot.", "policewoman", "security_forces", "female", None),
        ("[Five rebels] were killed.", "rebels", "combatant", None, None),
        ("[Two suspected rebels] were killed.", "suspected rebels", "unknown", None, None),
        ("[The suicide bomber] died.", "suicide bomber", "attacker", None, None),
        ("[Nine Palestinians] were killed.", "Palestinians", "unknown", None, None),
        ("[Nine people] were killed.", "people", "unknown", None, None),
        ("[Two Kenyan police officers] died.", "Kenyan police officers", "security_forces", None, None),
        ("[Four factory workers] died.", "factory workers", "civilian", None, None),
        ("[A man and a woman] died.", "man, woman", "unknown", None, "adult"),
        ("[Two nurses and a soldier] died.", "nurses, soldier", "unknown", None, None),
        ("[Two Hamas fighters] died.", "Hamas fighters", "combatant", None, None),
        ("[The injured] were treated.", "people", "unknown", None, None),
    ],
)
def test_groups(text: str, name: str, status: str, sex: str | None, age_group: str | None) -> None:
    found = group(text)
    assert (found.name, found.status, found.sex, found.age_group) == (name, status, sex, age_group)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("[Two farmers] who had gone home were shot.", "Two farmers"),
        ("[Seven people, including two girls], were shot.", "Seven people"),
        ("[Students of Tarlo College] were taken.", "Students of Tarlo College"),
        ("They shot [a nurse and two guards] near the gate.", "a nurse and two guards"),
    ],
)
def test_the_wording_is_the_phrase_without_clauses_and_parts(text: str, wording: str) -> None:
    assert group(text).wording == wording


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("[Mara Tolo, 34,] was shot.", [Person("Mara Tolo", 34, None, None, "unknown")]),
        ("[Mrs Mara Tolo] was shot.", [Person("Mara Tolo", None, "female", None, "unknown")]),
        ("[Journalist Mara Tolo] was shot.", [Person("Mara Tolo", None, None, "Journalist", "unknown")]),
        (
            "[Omar Bel, a senior commander of the Contras,] was shot.",
            [Person("Omar Bel", None, None, "senior commander of the Contras", "unknown")],
        ),
        ("[COLONEL ATO BELLO] WAS SHOT.", [Person("Ato Bello", None, None, "COLONEL", "unknown")]),
        ("[Mara Tolo's brother] was shot.", []),
        ("[Two nurses] were shot.", []),
    ],
)
def test_persons(text: str, persons: list[Person]) -> None:
    assert list(group(text).persons) == persons


def test_a_person_is_described_by_the_whole_report() -> None:
    text = "Mara Tolo, 34, a nurse, was shot on Monday. Doctors said [Tolo] died at home."
    found = group(text)
    assert found.status == "civilian"
    assert found.persons == (Person("Mara Tolo", 34, None, "nurse", "unknown"),)


def test_a_pronoun_is_the_one_person_it_can_be() -> None:
    assert group("Mara Tolo, a nurse, was shot. [She] died.").persons[0].name == "Mara Tolo"
    assert group("Mara Tolo met Ana Bel. [She] died.").persons == ()


@pytest.mark.parametrize(
    ("text", "name", "actor_id"),
    [
        ("The town was shelled by [the Malian army].", "Malian military", "ml-military"),
        ("The town was shelled by [rebels].", "rebels", None),
        ("Contra rebels came. [They] shot a farmer.", "Contras", "contras"),
        ("Contra rebels met Malian soldiers. [They] shot a farmer.", "They", None),
        ("[Police] shot a farmer.", "police", None),
        ("[Kurdish rebels] shot a farmer.", "Kurdish rebels", None),
    ],
)
def test_actors(text: str, name: str, actor_id: str | None) -> None:
    found = actor(text)
    assert found.name.lower() == name.lower() and found.actor_id == actor_id
    assert found.wording == text[text.index("[") + 1 : text.index("]")]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("[Nine people] died.", "people"),
        ("[Nine Malians] died.", "people"),
        ("[Five bodies] were found.", "people"),
        ("[Nine soldiers] died.", "people"),
        ("[Twenty troops] died.", "people"),
        ("[Forty families] fled.", "groups"),
        ("[Two medical crews] were gassed.", "groups"),
        ("[Three teams] left.", "groups"),
        ("[A family of five] was killed.", "people"),
        ("[Dozens of crews] left.", "groups"),
        ("[Dozens of men] left.", "people"),
        ("[Forty missiles] were fired.", "munitions"),
        ("[Three cars] burned.", "vehicles"),
        ("[Ten houses] burned.", "buildings"),
        ("[Forty goats] died.", "animals"),
        ("It lasted [three weeks].", "other"),
        ("They walked [ten miles].", "other"),
        ("It cost [forty dollars].", "other"),
        ("[Three villages] were raided.", "other"),
        ("[Three attacks] were reported.", "other"),
        ("[Several deaths] were reported.", "people"),
        ("Nine people came and [two others] died.", "people"),
        ("Nine rockets came and [two] fell.", "munitions"),
        ("[The 63-year-old] was held.", "people"),
    ],
)
def test_units(text: str, unit: str) -> None:
    _, sentence, head = marked_head(text)
    assert unit_of(sentence, head, PARTIES) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("[Others] died.", None),
        ("[Two] died.", None),
        ("[He] died.", "people"),
        ("[Two of the goats] died.", "animals"),
    ],
)
def test_what_is_not_said_is_none(text: str, unit: str | None) -> None:
    _, sentence, head = marked_head(text)
    assert unit_said(sentence, head, PARTIES) == unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("[A teenager] died.", "one"),
        ("[Man] killed in blast.", "one"),
        ("[Mara Tolo] died.", "one"),
        ("[He] died.", "one"),
        ("[Monks] died.", "many"),
        ("[Police] came.", "many"),
        ("[A crowd] came.", "many"),
        ("[A family] fled.", "many"),
        ("[They] died.", "many"),
        ("[Others] died.", "many"),
        ("[The injured] left.", "many"),
        ("[Violence] spread.", "mass"),
        ("[Hamas] denied it.", "many"),
    ],
)
def test_grammatical_number(text: str, number: str) -> None:
    _, sentence, head = marked_head(text)
    assert grammatical_number(sentence, head, PARTIES) == number


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("[Warplanes] struck the port.", ("weapon", "aircraft")),
        ("[Helicopters] fired on the town.", ("weapon", "aircraft")),
        ("They shot down [a helicopter].", ("vehicle", "aircraft")),
        ("[A car bomb] went off.", ("weapon", "car bomb")),
        ("A shell hit [a primary school].", ("building", "school")),
        ("They blew up [a bridge].", ("infrastructure", "infrastructure")),
        ("They fired [tear gas].", ("weapon", "tear gas")),
        ("[A missile] fell.", ("munition", "missile")),
        ("He lives in [the village].", ("place_part", "place")),
        ("It lasted [two weeks].", None),
        ("[A nurse] died.", None),
    ],
)
def test_things(text: str, thing: tuple[str, str] | None) -> None:
    _, sentence, head = marked_head(text)
    assert thing_of(sentence, head, PARTIES) == thing


def test_persons_and_bodies_are_told_apart() -> None:
    for text in ("[A nurse] died.", "[Kenyans] died.", "[Mara Tolo] died.", "[A boatman] died."):
        _, sentence, head = marked_head(text)
        assert is_person_noun(head, sentence, PARTIES) and not is_body(head, sentence, PARTIES)
    for text in ("[The army] left.", "[Hezbollah] left.", "[A militia] left."):
        _, sentence, head = marked_head(text)
        assert is_body(head, sentence, PARTIES) and not is_person_noun(head, sentence, PARTIES)


def test_the_size_of_a_group_is_the_number_after_of() -> None:
    _, sentence, head = marked_head("[A family of five] was killed.")
    size = size_token(sentence, head, PARTIES)
    assert size is not None and size.text == "five"
    _, sentence, head = marked_head("[A family of farmers] was killed.")
    assert size_token(sentence, head, PARTIES) is None


WORDS = [
    "Hamas", "the", "army", "Israeli", "soldiers", "of", "and", "killed", "two", "Palestinians", ",", "(", ")", "FMLN",
    "GUERRILLAS", "a", "family", "five", "18-year-old", "Mara", "Tolo", "'s", "U.S.", "#Gaza", "“", "police", "others",
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_spans_hold_their_heads_and_quote_the_report(words: list[str]) -> None:
    text = " ".join(words)
    analysis = parsed(text)
    found = find_parties(analysis, PARTIES)
    assert [(p.sentence, p.head) for p in found] == sorted({(p.sentence, p.head) for p in found})
    for each in found:
        sentence = analysis.sentences[each.sentence]
        head = sentence.tokens[each.head]
        assert each.span.holds(Span(head.start, head.end))
        described = describe_group(sentence, head, PARTIES, analysis)
        assert described.wording in text and described.name
        assert actor_of(sentence, head, PARTIES, analysis).wording in text
