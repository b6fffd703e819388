"""Many reports' figures of the same victims against each other (R4, R16, R17, R19, R34, R35).

Each report is first worked out alone. What it comes to is a figure, told by its most direct newest voice on a day; then
figures give way to later ones, stand as rivals, or say the same again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.model.claim import Bounds, Claim
from recount.tally.comparable import VictimGroup, group_victims
from recount.tally.far import far_figures
from recount.tally.late import fate
from recount.tally.losses import admits_own_losses
from recount.tally.profile import Profile
from recount.tally.vague import fulfilled
from recount.tally.within import RIVAL, Working, bounds_of, high_of, low_of, one_person, rank_of, value_of, voice_of

_TOTALS = ("total", "running", None)
_PARTY = "party"  # a side's word stands against another's; nobody's later figure takes its place


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """What one report's claims of the same victims come to. `leads` give the figure, of each part that the report tells
    apart, the largest first; `claims` are all that it stands on. `voice`: of the report, one for copies."""

    report: str
    voice: str
    leads: tuple[Claim, ...]
    claims: tuple[Claim, ...]
    bounds: Bounds

    @property
    def lead(self) -> Claim:
        return self.leads[0]

    @property
    def day(self) -> date:
        return self.lead.as_of or date.min

    @property
    def value(self) -> int:
        found = (self.bounds.best, self.bounds.low, self.bounds.high)
        return next((value for value in found if value is not None), 0)

    @property
    def is_running(self) -> bool:
        return self.lead.extent == "running"

    @property
    def source(self) -> str:
        """Who says it, in which report, and when: "police, Reed Wire, 9 March 2021"."""
        return source_of(self.lead)


def source_of(claim: Claim) -> str:
    """Who says it, in which report, and when: "police, Reed Wire, 9 March 2021"."""
    publisher = next((s.name for s in claim.speakers if s.kind == "publisher"), None)
    day = f"{claim.as_of.day} {claim.as_of:%B} {claim.as_of.year}" if claim.as_of is not None else None
    return ", ".join(dict.fromkeys(part for part in (voice_of(claim), publisher, day) if part))


def bounds_across(group: VictimGroup, work: Working, voices: Mapping[str, str]) -> Bounds:
    """Low, best and high of a group that several reports tell of. Where no report tells a total, its claims are worked
    out as if one report told them, those told beside others once each."""
    figures, beside = _figures(group, work, voices)
    if not figures:
        return bounds_of(_once_each(beside, work, voices), work)
    figures = _without_vague(_without_far(figures, work), work)
    standing = _standing(figures, work)
    best = _best(standing, work)
    bounds = _range(standing, best, work)
    _use(standing, best, work)
    added = [c for c in beside if c.extent == "increment" or c.late]
    bounds = _add(bounds, _once_each(added, work, voices), [f.lead for f in figures], work)
    for claim in beside:
        if claim.extent != "increment" and not claim.late:
            _hold(claim, bounds, work)
    return bounds


def _figures(group: VictimGroup, work: Working, voices: Mapping[str, str]) -> tuple[list[ReportFigure], list[Claim]]:
    """What each report comes to, by day; and the numbered claims of reports that tell no total."""
    by_report: dict[str, list[Claim]] = {}
    for claim in group.claims:
        if low_of(claim, work.profile) is not None or high_of(claim, work.profile) is not None:
            by_report.setdefault(claim.report, []).append(claim)
    figures: list[ReportFigure] = []
    beside: list[Claim] = []
    for report, claims in sorted(by_report.items()):
        found = _alone(claims, group.wholes, work)
        if found is None:
            beside += claims
        else:
            leads, bounds = found
            figures.append(ReportFigure(report, voices.get(report, report), leads, tuple(claims), bounds))
    beside.sort(key=lambda c: (c.as_of or date.min, c.report, c.evidence[0].start))
    return sorted(figures, key=lambda f: (f.day, f.report)), beside


def _alone(claims: Sequence[Claim], wholes: frozenset[str], work: Working) -> tuple[tuple[Claim, ...], Bounds] | None:
    """What one report comes to by itself, and the claims that give it; None where it tells no total of these."""
    whole = [c for c in claims if c.id in wholes]
    groups = (
        [VictimGroup(tuple(claims), frozenset(c.id for c in whole))] if whole or not wholes else group_victims(claims)
    )
    if wholes and not whole and len(groups) < 2:
        return None  # of a part alone of those whom others tell as a whole
    if not any(c.extent in _TOTALS and not c.late and not _is_person(c) for c in claims):
        return None
    parts: list[tuple[Claim, Bounds]] = []
    for group in groups:
        own = Working(work.profile, {}, group.wholes)
        bounds = bounds_of(group.claims, own)
        lead = _lead(group.claims, own)
        work.uses.update(own.uses)
        work.why += [f"{source_of(lead)}: {line}" for line in own.why if not line.startswith("Best is ")]
        parts.append((lead, bounds))
    leads = sorted((lead for lead, _ in parts), key=lambda c: (-value_of(c, work.profile), c.id))
    return tuple(leads), _sum([bounds for _, bounds in parts])


def _is_person(claim: Claim) -> bool:
    """One person told alone, by name or as "a teacher": of a total that others tell, and no total of itself where
    others tell more."""
    return claim.listed or (claim.count_low == claim.count_high == 1)


def _lead(claims: Sequence[Claim], work: Working) -> Claim:
    """The claim that gives a report's figure: a counted total, else what else is counted, the largest first."""
    counted = [c for c in claims if work.uses.get(c.id, ("", ""))[0] == "counted"]
    return max(counted or claims, key=lambda c: (c.extent in _TOTALS and not c.late, value_of(c, work.profile), c.id))


def _sum(bounds: Sequence[Bounds]) -> Bounds:
    def whole(values: Sequence[int | None]) -> int | None:
        return None if any(value is None for value in values) else sum(value or 0 for value in values)

    return Bounds(whole([b.low for b in bounds]), whole([b.best for b in bounds]), whole([b.high for b in bounds]))


def _without_far(figures: list[ReportFigure], work: Working) -> list[ReportFigure]:
    """The figures without those that are far from the incident's own and that nothing ties to it (R18)."""
    claims = [c for f in figures for c in f.claims]
    far = far_figures(claims, work.profile.far, lambda c: value_of(c, work.profile), in_order=True)
    kept = [f for f in figures if f.lead not in far]
    if not kept:
        return figures
    for figure in figures:
        if figure not in kept:
            _demote(
                figure, "question", "far larger than the incident's own figure: of this incident or of many (R18)", work
            )
            work.why.append(
                f"'{_said(figure)}' ({figure.source}) is far larger and has no time or place: a question (R18)."
            )
    return kept


def _without_vague(figures: list[ReportFigure], work: Working) -> list[ReportFigure]:
    """The figures without vague words that another's number fulfils: "several" says nothing against seven (R13)."""
    vague = fulfilled([f.lead for f in figures])
    for figure in figures:
        if figure.lead in vague:
            _demote(figure, "repeat", "a vague word that a number told of the same victims fulfils (R13)", work)
            work.why.append(f"'{_said(figure)}' ({figure.source}) is no other figure: a number fulfils it (R13).")
    return [f for f in figures if f.lead not in vague]


def _standing(figures: Sequence[ReportFigure], work: Working) -> list[ReportFigure]:
    """The figures that no later one takes the place of (R16, R17)."""
    standing = []
    for figure in figures:
        later = [f for f in figures if _supersedes(f, figure)]
        if not later:
            standing.append(figure)
            continue
        newest = max(later, key=lambda f: (f.day, f.value, f.report))
        _demote(figure, "superseded", f"a later figure of the same victims stands: '{_said(newest)}'", work)
        work.why.append(
            f"'{_said(figure)}' ({figure.source}) gives way to the later '{_said(newest)}' ({newest.source}) (R16)."
        )
    return standing


def _supersedes(later: ReportFigure, earlier: ReportFigure) -> bool:
    """One voice's later figure takes the place of its earlier, whether it rises or falls; another's only where it is
    larger, and the earlier is no side's own word, or one that says itself that it still runs ("so far"). A total of the
    same day takes the place of a smaller one that runs."""
    if later is earlier or later.day < earlier.day or later.bounds == earlier.bounds:
        return False
    larger = _exceeds(later, earlier)
    if later.day == earlier.day:
        return larger and earlier.is_running and not later.is_running
    return _is_one_voice(later, earlier) or (larger and (earlier.is_running or not _is_sides(earlier)))


def _exceeds(later: ReportFigure, earlier: ReportFigure) -> bool:
    """A larger number, or the same one told to its end where the earlier had none: "at least six", then six."""
    closed = earlier.bounds.high is None and later.bounds.high is not None
    return later.value > earlier.value or (closed and later.value == earlier.value)


def _is_sides(figure: ReportFigure) -> bool:
    return any(speaker.kind == _PARTY for speaker in figure.lead.speakers[-1:])


def _is_one_voice(one: ReportFigure, two: ReportFigure) -> bool:
    first, second = one.lead.speakers[-1:], two.lead.speakers[-1:]
    if not first or not second:
        return one.voice == two.voice
    if first[0].kind == second[0].kind == "publisher":
        return one.voice == two.voice or first[0].name == second[0].name
    if "unnamed" in (first[0].kind, second[0].kind):
        return False
    return first[0].name.casefold() == second[0].name.casefold()


def _said(figure: ReportFigure) -> str:
    return " and ".join(lead.count_wording or str(figure.value) for lead in figure.leads)


def _demote(figure: ReportFigure, use: str, why: str, work: Working) -> None:
    """What gave the figure, or widened it, gives nothing any more; what was inside it stays so."""
    for claim in figure.claims:
        before = work.uses.get(claim.id, ("", ""))[0]
        rival = before == "bound" and claim.extent in _TOTALS and not _is_person(claim)
        if before == "counted" or rival:
            work.use(claim, use, why)


def _best(standing: Sequence[ReportFigure], work: Working) -> ReportFigure:
    """The newest figure of the most direct source; of equally direct and new ones that differ, by the profile's tie."""
    profile = work.profile
    if profile.rivals == "lowest":
        return min(standing, key=lambda f: (f.value, f.report))
    able = [f for f in standing if not _is_borne_out(f, standing, profile)]
    able = [f for f in able if f.bounds.low is not None] or able  # "up to five" is no figure to give beside a number
    newest = max(f.day for f in able)
    fresh = [f for f in able if f.day == newest]
    own = [f for f in fresh if admits_own_losses(f.lead)] if profile.own_losses_first else []
    if own and len(own) < len(fresh):
        work.why.append(f"'{_said(own[0])}' is a side's word about its own losses and outweighs others' (R35).")
    rank = min(rank_of(f.lead, profile) for f in own or fresh)
    direct = [f for f in own or fresh if rank_of(f.lead, profile) == rank]
    values = sorted({f.value for f in direct})
    if len(values) > 1:
        work.why.append(
            f"Equally direct and new sources differ ({', '.join(map(str, values))}): the {profile.tie} is best (R35)."
        )
    wanted = values[0] if profile.tie == "lowest" else values[-1]
    return min((f for f in direct if f.value == wanted), key=lambda f: f.report)


def _is_borne_out(figure: ReportFigure, standing: Sequence[ReportFigure], profile: Profile) -> bool:
    """ "At least six" or "up to nine" beside the seven of as direct a source: they bound it and are no other figure."""
    low, high = figure.bounds.low, figure.bounds.high
    if low is not None and high is not None:
        return False
    numbers = [f for f in standing if f.bounds.low is not None and f.bounds.low == f.bounds.high]
    return any(
        rank_of(f.lead, profile) <= rank_of(figure.lead, profile)
        and (low is None or low <= f.value)
        and (high is None or f.value <= high)
        for f in numbers
    )


def _range(standing: Sequence[ReportFigure], best: ReportFigure, work: Working) -> Bounds:
    if work.profile.rivals == "lowest":
        return Bounds(best.value, best.value, best.value)
    lows = [f.bounds.low for f in standing if f.bounds.low is not None]
    highs = [f.bounds.high for f in standing]
    high = None if None in highs else max(h for h in highs if h is not None)
    low = min(lows) if lows else None
    return Bounds(low, best.bounds.best if best.bounds.best is not None else low, high)


def _use(standing: Sequence[ReportFigure], best: ReportFigure, work: Working) -> None:
    work.why.append(f"Best is '{_said(best)}', told by {best.source}.")
    same = [f for f in standing if f is not best and f.bounds == best.bounds]
    for figure in same:
        _demote(figure, "repeat", "the same victims told again", work)
    voices = {f.voice for f in (*same, best)}
    if same:
        told = "1 other report says" if len(same) == 1 else f"{len(same)} other reports say"
        heard = "one voice" if len(voices) == 1 else f"{len(voices)} voices"
        work.why.append(f"{told} the same; {heard} in all (R34).")
    for figure in standing:
        if figure is not best and figure not in same:
            _demote(figure, "bound", RIVAL, work)
            work.why.append(f"'{_said(figure)}' ({figure.source}) differs and widens the range (R35).")


def _once_each(claims: Sequence[Claim], work: Working, voices: Mapping[str, str]) -> list[Claim]:
    """The claims without later deaths and numbers told beside others that another report told before (R6)."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.nth is None, c.as_of or date.min, c.report, c.evidence[0].start)):
        same = next((k for k in kept if _is_same_addition(k, claim, work.profile, voices)), None)
        if same is None:
            kept.append(claim)
            continue
        work.use(claim, "repeat", "can be the one told before: one death is not counted twice (R6)")
        work.why.append(f"'{claim.count_wording}' ({source_of(claim)}) can be the one of '{same.count_wording}' (R6).")
    return kept


def _add(bounds: Bounds, added: Sequence[Claim], wholes: Sequence[Claim], work: Working) -> Bounds:
    """Later deaths and increments that other reports tell: in a total told with or after them, or added."""
    for i, claim in enumerate(added):
        again = next((c for c in added[:i] if _may_be_again(c, claim, work.profile)), None)
        bounds = _added(bounds, claim, wholes, work, again)
    return bounds


def _may_be_again(before: Claim, claim: Claim, profile: Profile) -> bool:
    """ "Two more died" by one voice on one day and by another on the next: the same two, or two more (R6)."""
    if claim.nth is not None or before.nth is not None or before.report == claim.report:
        return False
    one_voice = source_of(replace(before, as_of=None)) == source_of(replace(claim, as_of=None))
    same = one_person(before, claim) or value_of(claim, profile) > 1
    return value_of(before, profile) == value_of(claim, profile) and same and not one_voice


def _added(bounds: Bounds, claim: Claim, wholes: Sequence[Claim], work: Working, again: Claim | None) -> Bounds:
    value, said = value_of(claim, work.profile), f"'{claim.count_wording}' ({source_of(claim)})"
    match fate(claim, wholes, lambda c: value_of(c, work.profile)):
        case "adds" if again is not None:
            bounds = replace(bounds, high=None if bounds.high is None else bounds.high + value)
            work.use(claim, "question", "the same as were told another day, or as many again, stays open (R6)")
            work.why.append(f"{said} is '{again.count_wording}' ({source_of(again)}) again or adds: a question (R6).")
        case "inside":
            work.use(claim, "bound", "in a total that was told with it or after it (R4, R19)")
            work.why.append(f"{said} is in the total already (R4, R19).")
        case "adds":
            bounds = Bounds(*(None if b is None else b + value for b in (bounds.low, bounds.best, bounds.high)))
            work.use(claim, "counted", "told after every total: adds to the toll (R4, R19)")
            work.why.append(f"{said} adds {value} to the totals told before it (R4, R19).")
        case _:
            bounds = replace(bounds, high=None if bounds.high is None else bounds.high + value)
            work.use(claim, "question", "in the total told on its day, or to be added, stays open (R4, R19)")
            work.why.append(f"{said} is in the total or adds to it: a question (R4, R19).")
    return bounds


def _is_same_addition(one: Claim, two: Claim, profile: Profile, voices: Mapping[str, str]) -> bool:
    """The same place in the count, or the same number of people who can be the same, told beside others."""
    if not (_is_beside(one) and _is_beside(two)) or (one.extent == "other") != (two.extent == "other"):
        return False
    if one.nth is not None and two.nth is not None:
        return one.nth == two.nth
    if value_of(one, profile) != value_of(two, profile):
        return False
    if one.report == two.report and not (one.late and two.late):
        return False  # a report's own numbers are of different people, as they are where it stands alone
    if one.as_of != two.as_of and not _is_named(one, two) and not _are_copies(one, two, voices):
        return False  # "two more" on two days are four, unless they are named alike
    return value_of(one, profile) > 1 or one_person(one, two)


def _is_beside(claim: Claim) -> bool:
    return claim.late or claim.extent in ("increment", "other")


def _are_copies(one: Claim, two: Claim, voices: Mapping[str, str]) -> bool:
    return one.report != two.report and voices.get(one.report, one.report) == voices.get(two.report, two.report)


def _is_named(one: Claim, two: Claim) -> bool:
    persons = [c.group.persons if c.group is not None else () for c in (one, two)]
    return all(persons) and one_person(one, two)


def _hold(claim: Claim, bounds: Bounds, work: Working) -> None:
    """A part, or persons told one by one, in a report without a total: inside the totals of others (R1), or a question
    where they are more than these (R5)."""
    limit = bounds.high
    said = f"'{claim.count_wording}' ({source_of(claim)})"
    if limit is not None and value_of(claim, work.profile) > limit:
        work.use(claim, "question", f"more than every total told of the same victims, {limit}: one is wrong (R5)")
        work.why.append(f"{said} is told as a part and exceeds the totals: a question (R5).")
        return
    work.use(claim, "bound", "inside the total that others tell (R1)")
    work.why.append(f"{said} is inside the total (R1).")
