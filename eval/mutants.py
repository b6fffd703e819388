"""How many small faults in the reading rules the tests would notice: a mutation run over claims/ and find/.

    uv run python -m eval.mutants [--most 500] [--seed 1] [--only recount/claims] [--tests find] [--list] [--budget 10]
        [--jobs 1]

A mutant is one change (eval/faults.py). One process loads everything and runs the tests once, keeping what the language
pack says; for each mutant it forks, changes the code of one function, and runs the tests in which the changed statement
comes out otherwise (eval/infected.py) until one fails: those first that caught most before, then the golden ones. A
mutant on which a test does not end counts as caught; one that outlives `--budget` seconds of tests as survived. Words
of reasons (strings with a space), defaults, decorators and annotations are not mutated; tests that draw their own
examples are not run. Prints the share caught by module, with its 95 % interval; with `--list` every survivor too, as
it is found. It is no part of CI.
"""

import argparse
import functools
import gc
import importlib
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from eval.faults import Mutant, changed, mutants_of
from eval.infected import Infections
from eval.intervals import wilson

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("recount/claims", "recount/find")
FORGETFUL = (*TARGETS, "recount/link", "recount/tally", "tests")  # where what was computed is forgotten for a mutant
TESTS = ("claims", "find", "knowledge", "link", "tally", "test_rules.py", "test_promises.py", "test_golden.py")
GOLDEN = "test_golden"  # looks at all that is read, so that its tests go first
SLACK = 10.0  # seconds beyond the budget before a mutant counts as looping

_PREFIXES = tuple(str(ROOT / target) for target in TARGETS)
_FORGETFUL = tuple(str(ROOT / place) for place in FORGETFUL)


# Putting a change into the running code


def functions_in(code: CodeType) -> Iterator[CodeType]:
    """The code of functions and methods of a compiled module (not of functions inside functions)."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            if const.co_flags & 0x02 == 0:  # a class body: no fast locals
                yield from functions_in(const)


def function_of(module: ModuleType, qualname: str) -> FunctionType | None:
    """The plain function under a name, without cache or property around it."""
    value: Any = module
    for part in qualname.split("."):
        value = vars(value)[part]
    value = getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__func__", None) or value
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    return value if isinstance(value, FunctionType) else None


def module_of(path: Path) -> ModuleType:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def put_in(mutant: Mutant) -> bool:
    """Changes the code of the mutant's function in place, for all who hold it; forgets what was computed before."""
    function = function_of(module_of(mutant.path), mutant.function)
    tree, _ = changed(mutant)
    code = compile(tree, str(mutant.path), "exec")
    new = next((c for c in functions_in(code) if c.co_qualname == mutant.function), None)
    if function is None or new is None or new.co_freevars != function.__code__.co_freevars:
        return False
    function.__code__ = new
    forget(_FORGETFUL)
    return True


def forget(places: tuple[str, ...]) -> None:
    """Forgets what functions of the modules in these folders have computed."""
    for module in list(sys.modules.values()):
        if (getattr(module, "__file__", None) or "").startswith(places):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


# Running the tests


class Remembered:
    """A language pack that says again what it said."""

    def __init__(self, pack: Any) -> None:
        self.pack = pack
        self.language, self.name, self.version = pack.language, pack.name, pack.version
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self.parses: dict[str, Any] = {}

    def split(self, text: str) -> list[tuple[int, int]]:
        if text not in self.spans:
            self.spans[text] = self.pack.split(text)
        return list(self.spans[text])

    def parse(self, sentences: Sequence[str], threads: int = 1) -> list[Any]:
        missing = [s for s in dict.fromkeys(sentences) if s not in self.parses]
        self.parses.update(zip(missing, self.pack.parse(missing, threads), strict=True) if missing else ())
        return [self.parses[s] for s in sentences]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pack, name)


def remember_parses() -> None:
    """Puts a memory around the pack, for every module that asks for one by `load_pack`."""
    from recount.language import pack

    load = pack.load_pack

    @functools.cache
    def remembering(language: str) -> Any:
        loaded = load(language)
        return None if loaded is None else Remembered(loaded)

    pack.load_pack = remembering


def read_once() -> None:
    """From now on a text is read once, though several tests look at it."""
    import recount

    recount.read = functools.cache(recount.read)


class Run:
    """A plugin that, where pytest would run the tests, runs them once, and then once more for each mutant."""

    def __init__(self, most: int, seed: int, only: str | None, budget: float, jobs: int, list_all: bool) -> None:
        self.random = random.Random(seed)
        self.budget, self.jobs, self.list_all = budget, jobs, list_all
        found = [m for path in files(only) for m in mutants_of(path)]
        self.chosen = self.random.sample(found, min(most, len(found)))
        self.infections = Infections(self.chosen)
        self.items: list[pytest.Item] = []  # by the number that the infections know them by
        self.failing = set[int]()
        self.catches = Counter[str]()
        self.outcomes: dict[Mutant, str] = {}
        self.running: dict[int, tuple[Mutant, int]] = {}  # by process: what it tries, and where it tells

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = [item for item in session.items if not hasattr(getattr(item, "obj", None), "hypothesis")]
        self._baseline(items)
        gc.collect()
        gc.freeze()
        for mutant in self.chosen:
            if len(self.running) >= self.jobs:
                self._collect()
            self._begin(mutant)
        while self.running:
            self._collect()
        return True

    def _baseline(self, items: list[pytest.Item]) -> None:
        """Runs every test once. One that fails by itself is left out."""
        self.items = items
        for i, item in enumerate(items):
            forget(_PREFIXES)
            self.infections.begin(i)
            if not passes(item):
                self.failing.add(i)
        self.infections.end()
        print(f"{len(items)} tests, of which {len(self.failing)} fail by themselves", file=sys.stderr, flush=True)

    def _begin(self, mutant: Mutant) -> None:
        """Forks a process that tries the mutant; one that can show in no test needs none."""
        items = self._reaching(mutant)
        self.random.shuffle(items)
        items.sort(key=lambda item: (-self.catches[item.nodeid], GOLDEN not in item.nodeid))
        if not items:
            self._note(mutant, "survived")
            return
        inlet, outlet = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(inlet)
            _be_mutant(mutant, items, self.budget, outlet)
        os.close(outlet)
        self.running[child] = mutant, inlet

    def _collect(self) -> None:
        """Waits for one of the running processes to end, and takes what it tells."""
        child, status = os.wait()
        mutant, inlet = self.running.pop(child)
        with os.fdopen(inlet) as told:
            by = told.read()
        if by:
            self.catches[by] += 1
        self._note(mutant, "caught by time" if os.WIFSIGNALED(status) else "caught" if by else "survived")

    def _note(self, mutant: Mutant, outcome: str) -> None:
        self.outcomes[mutant] = outcome
        if self.list_all and outcome == "survived":
            print(told_of(mutant), flush=True)
        if len(self.outcomes) % 25 == 0:
            caught = sum(o != "survived" for o in self.outcomes.values())
            print(f"{len(self.outcomes)} tried: {caught} caught", file=sys.stderr, flush=True)

    def _reaching(self, mutant: Mutant) -> list[pytest.Item]:
        return [self.items[i] for i in self.infections.shown.get(mutant, ()) if i not in self.failing]


def passes(item: pytest.Item) -> bool:
    from _pytest.runner import runtestprotocol

    return all(report.passed or report.skipped for report in runtestprotocol(item, log=False, nextitem=None))


def _be_mutant(mutant: Mutant, items: Sequence[pytest.Item], budget: float, outlet: int) -> None:
    """The child's whole life: it writes the name of the test that caught it, if one does, or is ended by the alarm."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(
        signal.ITIMER_PROF, budget + SLACK
    )  # of processor time: other work on the machine changes no outcome
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        if not put_in(mutant):
            os._exit(1)
        read_once()
        for item in items:
            if not passes(item):
                os.write(outlet, item.nodeid.encode())
                break
            if time.process_time() > budget:
                break
    finally:
        os._exit(0)


def files(only: str | None) -> list[Path]:
    found = [path for target in TARGETS for path in sorted((ROOT / target).rglob("*.py"))]
    return [path for path in found if only is None or str(path.relative_to(ROOT)).startswith(only)]


def told_of(mutant: Mutant) -> str:
    return f"{mutant.path.relative_to(ROOT)}:{mutant.line} {mutant.function}: {changed(mutant)[1]}"


def show(outcomes: dict[Mutant, str]) -> None:
    total, caught = Counter[str](), Counter[str]()
    for mutant, outcome in outcomes.items():
        name = str(mutant.path.relative_to(ROOT))
        total[name] += 1
        caught[name] += outcome != "survived"
    for name in sorted(total):
        print(f"{name:42s} {caught[name]:4d} of {total[name]:4d}  {caught[name] / total[name]:5.0%}")
    share = caught.total() / max(total.total(), 1)
    bounds = wilson(caught.total(), total.total())
    between = f", 95 % interval {bounds[0]:.1%} to {bounds[1]:.1%}" if bounds else ""
    by_time = sum(outcome == "caught by time" for outcome in outcomes.values())
    print(f"{'all':42s} {caught.total():4d} of {total.total():4d}  {share:5.1%}{between} ({by_time} by time)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=500, help="how many mutants are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only files whose path begins so")
    parser.add_argument("--tests", default=",".join(TESTS), help="which files and folders of tests/")
    parser.add_argument("--budget", type=float, default=10.0, help="seconds of tests for one mutant")
    parser.add_argument("--jobs", type=int, default=1, help="how many mutants are tried at a time")
    parser.add_argument("--list", action="store_true", help="list the survivors, each as it is found")
    given = parser.parse_args()
    os.chdir(ROOT)
    remember_parses()
    run = Run(given.most, given.seed, given.only, given.budget, given.jobs, given.list)
    begin = time.perf_counter()
    pytest.main(
        [*(f"tests/{name}" for name in given.tests.split(",")), "-q", "-p", "no:cacheprovider", "--no-header"],
        plugins=[run],
    )
    show(run.outcomes)
    print(f"seed {given.seed}, {time.perf_counter() - begin:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
