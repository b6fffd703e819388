"""Cuts a sentence into Universal Dependencies words, by rules and by what the treebanks do.

Offsets are code points, end exclusive. Tokens cover all that is not white space, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Span = tuple[int, int]

# Repetitions that could fail late are bounded, so that no text makes the pattern slow.
# Letters with the marks that may follow them in decomposed text.
LETTER = r"(?:[^\W\d_][\u0300-\u036f\u00ad]*)"
# Prefixes that stay with their word, hyphen and all; other hyphens are tokens of their own.
PREFIXES = (
    "anti|arch|bi|bio|co|counter|cross|de|dis|e|ex|extra|hyper|infra|inter|intra|macro|mega|meta|micro|mid|mini|multi|"
    "neo|neuro|non|over|para|post|pre|pro|proto|pseudo|psycho|quasi|re|semi|socio|sub|super|trans|tri|ultra|un|uni"
)
DOMAINS = "com|org|net|edu|gov|mil|int|info|biz|co|uk|us|ca|au|de|fr|eu|ru|ua|il|ir|iq|sy|in|pk|tv|io|me"
FILES = "doc|docx|xls|xlsx|pdf|ppt|txt|jpg|jpeg|gif|png|htm|html|zip|exe|url"
# Abbreviations that keep their full stop anywhere, and those that keep it only before more text.
ALWAYS = (
    "Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Sgt|Cpl|Pvt|Capt|Cmdr|Adm|Brig|Gov|Sen|Sens|Rep|Reps|Rev|Hon|Pres|Jr|Sr|"
    "Inc|Ltd|Corp|Bros|Assn|Dept|Univ|Ft|Mt|vs|etc|al|viz|approx|dept|ext|Jan|Feb|Apr|Aug|Sept|Sep|Oct|Nov|Dec|"
    "Ph\\.D|Supt|Insp|Det|Amb|Msgr|Atty|Attn|Ave|Blvd|Calif|Conn|Fla|Ind|Kan|Mass|Mich|Minn|Okla|Pa|Tenn|Tex|Va|Wis"
)
BEFORE_NUMBER = "No|Nos|no|nos|pp|p|Fig|fig|Art|Sec|Vol|vol|Ch|ca|c|Mar|Jun|Jul"

PATTERN = rf"""
    [A-Za-z]+(?=[\s,;)"]|$)                                              # the common case first
  | (?i:https?://|ftp://|mailto:|www\.)[^\s<>"]*[^\s<>".,;:!?)\]}}'’*]
  | [\w.+%-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,8}}(?<=\w)
  | [A-Za-z0-9][\w-]{{0,63}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?i:{DOMAINS}|{FILES})
        (?![.@-]?\w)(?:/[^\s<>"]*[^\s<>".,;:!?)\]}}'’])?
  | LITERALS
  | \[\.\.\.\]
  | (?<![\w)])(?:[:;=]['^o-]?[)(DPpO\]\[|*]+|<3+|\^_+\^|-_+-)(?!\w)
  | (?:[^\W\d_]\.){{2,12}}(?:[^\W\d_](?!\w))?(?!\w)
  | [^\W\d_]\.[^\W\d_](?![\w.])
  | (?i:{ALWAYS})\.(?!\w)
  | (?i:{BEFORE_NUMBER})\.(?=\s?\d)
  | [A-Z]\.(?=\s+[A-Z])
  | \d{{1,4}}[/]\d{{1,2}}(?:[/]\d{{2,4}})?(?![\w/])
  | (?:\d{{3}}-)?\d{{3}}-\d{{4}}(?![\w-])
  | \d{{1,2}}-\d{{1,2}}-\d{{2,4}}(?![\w-])
  | \d+(?:[.,:]\d+){{0,9}}(?i:st|nd|rd|th|s)(?!\w)
  | \d+(?:[.,:]\d+){{0,9}}(?=[-/–—]|[A-Za-z]{{2}}(?![\w-])|[kKmM](?!\w))
  | [.,]?\d+(?:[.,:]\d+){{0,9}}(?![\w])
  | {LETTER}{{1,60}}?(?=[nN]['’][tT](?!\w))
  | [nN]['’][tT](?!\w)
  | (?<=\w)['’`](?i:s|m|re|ve|ll|d)(?!\w)
  | ['’](?:em|tis|twas|cause|bout|til|\d0?s|\d\ds?)(?!\w)
  | [A-Z]{{1,30}}(?:&[A-Z]{{1,30}}){{1,4}}(?!\w)
  | (?i:{PREFIXES})-[^\W_]+
  | {LETTER}{{1,60}}(?:['’](?!(?i:s|m|re|ve|ll|d|t)(?!\w)){LETTER}{{1,60}}){{1,4}}(?![\w'’])
  | {LETTER}{{1,60}}in['’](?=\s)
  | [\w\u0300-\u036f\u00ad]+
  | [.!?…]*[!?…][.!?…]* | \.{{2,}}
  | ([-_*=~+<>^$#|%@/\\])\1+
  | '' | `` | ’’ | ‘‘
  | [^\s](?:[\ufe0e\ufe0f\u20e3\u0300-\u036f]|[\U0001f3fb-\U0001f3ff]|\u200d\S)*
"""


class Tokenizer:
    """The pattern, with literals that stay whole and words that split, both learned from the treebanks."""

    def __init__(self, literals: Iterable[str], splits: Mapping[str, int]) -> None:
        """`literals` are forms with signs in them; `splits` maps a lower-cased form to where it is cut."""
        longest_first = sorted(literals, key=lambda form: (-len(form), form))
        # an empty class never matches
        choice = "|".join(re.escape(form) for form in longest_first) or r"[^\s\S]"
        self.pattern = re.compile(PATTERN.replace("LITERALS", rf"(?:{choice})(?!\w)"), re.VERBOSE)
        self.splits = dict(splits)
        self.longest_split = max(map(len, self.splits), default=0)

    def spans(self, sentence: str) -> list[Span]:
        """The tokens of one sentence."""
        spans: list[Span] = []
        for match in self.pattern.finditer(sentence):
            start, end = match.span()
            if 3 < end - start <= self.longest_split:
                cut = self.splits.get(match.group().lower())
                if cut is not None:
                    spans.append((start, start + cut))
                    start += cut
            spans.append((start, end))
        if spans and sentence.endswith(".", *spans[-1]) and sentence[slice(*spans[-1])].strip(".!?…"):
            # the treebanks cut off a full stop that ends a sentence, even from "p.m."
            start, end = spans.pop()
            spans += [(start, end - 1), (end - 1, end)]
        return spans
