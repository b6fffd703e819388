import pytest
from recount_language_en import load
from recount_language_en.pack import EnglishPack


@pytest.fixture(scope="session")
def pack() -> EnglishPack:
    return load()
