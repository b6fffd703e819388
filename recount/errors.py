"""The error family: one base, few children. The library raises these; only the command line prints them."""


class RecountError(Exception):
    """Anything recount refuses, said in one line that names the place and the remedy."""


class InputError(RecountError):
    """A report that cannot be read: `where` names the file, `what` the fault, `remedy` what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


class DecisionError(RecountError):
    """A person's decision that cannot be taken, or that does not fit its report; it says why and what to do."""


class KnowledgeError(RecountError):
    """A knowledge file (YAML) that does not hold to its form."""


class LanguagePackError(RecountError):
    """A language pack that cannot be loaded or that breaks its protocol."""


class StoreError(RecountError):
    """A store that cannot be opened, read or written; it says which, why and what to do."""
