"""Which act a day belongs to, where a word of saying stands beside it."""

from datetime import date

import pytest

import recount


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The mayor denounced Sunday's raid in Lima, which left no casualties.", "2021-03-14", "2021-03-14"),
        ("THE PUBLIC HAS DENOUNCED TODAY'S ATTACKS IN LIMA.", "2021-03-16", "2021-03-16"),
        ("Clashes were reported in Minsk on 11-12 March.", "2021-03-11", "2021-03-12"),
        ("An explosion was heard in Lima on Sunday.", "2021-03-14", "2021-03-14"),
        ("He was shot dead in Lima at 2150 on Sunday (0250 GMT 15 March).", "2021-03-14", "2021-03-14"),
        # the day of saying is no day of the act
        ("Police said on Monday that a bomb exploded in Lima.", "2021-03-08", "2021-03-15"),
        ("The killing of a nurse in Lima was announced on Monday.", "2021-03-08", "2021-03-15"),
        ("The kidnapping of two engineers was reported on Monday.", "2021-03-08", "2021-03-15"),
    ],
)
def test_day_of_the_act(text: str, start: str, end: str) -> None:
    claims = recount.read(text, published=date(2021, 3, 16)).claims
    told = [c.when for c in claims if c.when is not None]
    assert {(str(w.start), str(w.end)) for w in told} == {(start, end)}
