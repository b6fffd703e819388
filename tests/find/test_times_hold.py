"""What holds of every reading of words of time, whatever the words and the day of telling."""

from datetime import date, timedelta

from dated import dates_of
from hypothesis import assume, given
from hypothesis import strategies as st

from recount.model.mention import DateMention, When

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}
CYCLE = 400  # years after which the calendar comes round, weekdays too
CYCLE_DAYS = 146_097

tellings = st.dates(date(1700, 1, 1), date(2300, 12, 31))
days_of_months = st.tuples(st.integers(1, 28), st.sampled_from(MONTHS))
by_week = st.one_of(
    st.sampled_from(WEEKDAYS).map("on {}".format),
    st.sampled_from(WEEKDAYS).map("last {}".format),
    st.sampled_from(["today", "yesterday", "this morning", "last night", "last week", "this week", "over the weekend"]),
    st.integers(2, 300).map("{} days ago".format),
    st.integers(2, 50).map("{} weeks ago".format),
)
by_year = st.one_of(
    days_of_months.map(lambda told: f"on {told[0]} {told[1]}"),
    days_of_months.map(lambda told: f"on {told[1]} {told[0]}"),
    st.sampled_from(MONTHS).map("in {}".format),
    st.sampled_from(MONTHS).map("in late {}".format),
    st.sampled_from(["last month", "this month", "last year", "earlier this year", "last spring"]),
)
dated = st.dates(date(1900, 1, 1), date(2080, 12, 31)).map(
    lambda day: f"on {day.day} {MONTHS[day.month - 1]} {day.year}"
)
phrases = st.one_of(by_week, by_year, dated)


def _mention(words: str) -> tuple[str, DateMention]:
    text = f"The bridge fell {words}."
    (mention,) = dates_of(text)
    return text, mention


def _when(words: str, told: date, past: bool = True) -> When:
    when = _mention(words)[1].resolve(told, past)
    assert when is not None
    return when


@given(phrases, tellings, st.booleans())
def test_a_time_begins_before_it_ends_and_is_as_long_as_its_precision(words: str, told: date, past: bool) -> None:
    text, mention = _mention(words)
    when = mention.resolve(told, past)
    assert when is not None
    assert when.wording == mention.span.of(text)
    assert when.start <= when.end
    assert (when.end - when.start).days < LONGEST.get(when.precision, 400)
    assert when.precision != "month" or (when.start.year, when.start.month) == (when.end.year, when.end.month)
    assert when.precision != "year" or when.start.year == when.end.year


@given(by_week, tellings, st.integers(-500, 500), st.booleans())
def test_days_that_are_counted_move_with_the_telling_by_weeks(words: str, told: date, weeks: int, past: bool) -> None:
    move = timedelta(weeks=weeks)
    first, second = _when(words, told, past), _when(words, told + move, past)
    assert (second.start, second.end) == (first.start + move, first.end + move)


@given(st.one_of(by_week, by_year), tellings, st.booleans())
def test_what_tells_no_year_moves_with_the_telling_by_whole_years(words: str, told: date, past: bool) -> None:
    move = timedelta(days=CYCLE_DAYS)
    first, second = _when(words, told, past), _when(words, told + move, past)
    assert (second.start, second.end) == (first.start + move, first.end + move)
    assert second.start.year - first.start.year == CYCLE


@given(st.one_of(by_week, by_year), tellings)
def test_nothing_told_of_the_past_begins_after_the_telling(words: str, told: date) -> None:
    """But for a day's difference in clocks: a report may be dated the day before the one that it tells of. Of a month
    told in that month no part is cut off: it is known no finer."""
    assert _when(words, told).start <= told + timedelta(days=1)


@given(dated, tellings, tellings, st.booleans())
def test_a_day_told_with_its_year_is_that_day_whenever_it_is_told(
    words: str, told: date, later: date, past: bool
) -> None:
    assert _when(words, told, past).start == _when(words, later, not past).start


@given(days_of_months, days_of_months, tellings)
def test_a_range_holds_both_its_ends(left: tuple[int, str], right: tuple[int, str], told: date) -> None:
    (first_day, first), (last_day, last) = left, right
    assume((MONTHS.index(first), first_day) < (MONTHS.index(last), last_day))
    for words in ("from {} to {}", "between {} and {}"):
        when = _when(words.format(f"{first_day} {first}", f"{last_day} {last}"), told)
        assert (when.start.day, when.start.month) == (first_day, MONTHS.index(first) + 1)
        assert (when.end.day, when.end.month) == (last_day, MONTHS.index(last) + 1)
        assert when.start.year == when.end.year


@given(by_year.filter(lambda words: words.startswith(("on ", "in "))), tellings)
def test_since_reaches_from_the_day_told_to_the_telling(words: str, told: date) -> None:
    bare = words.partition(" ")[2]
    since = _mention(f"since {bare}")[1].resolve(told, True)
    when = _when(words, told)
    assume(when.start <= told)
    assert since is not None
    assert (since.start, since.end) == (when.start, told)
