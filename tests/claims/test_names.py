"""Which written names can be one person's."""

import pytest

from recount.claims.names import is_one_name


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Yusuf Haddad", "Yousef Hadad", True),
        ("Hussein Khalid", "Husayn Khaled", True),
        ("Mohammed Juma", "Muhammad Jumah", True),
        ("Oleksandr Bondar", "Aleksandr Bondar", True),
        ("A. Biru", "Ato Biru", True),
        ("Ato Kidane Biru", "Ato Biru", True),
        ("Maria Ivanov", "Maria Ivanova", False),
        ("Amin Noor", "Amina Noor", False),
        ("Mario Reyes", "Maria Reyes", False),
        ("Ali Noor", "Ola Noor", False),
        ("Noor Amin", "Amin Noor", False),
        ("Kim Li", "Kin Li", False),
    ],
)
def test_two_spellings_of_one_name(one: str, two: str, same: bool) -> None:
    assert is_one_name(one, two) is is_one_name(two, one) is same
