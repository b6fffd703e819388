"""A learned part: a logistic model over features that have names, so that what it weighed can be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, fsum

CONSTANT = "always"  # the feature that every case has; its weight is the model's constant
_DIGITS = 6  # of a sum: far below what any decision turns on, and far above the last bits that machines differ in
_BANDS = ((2.1972, "over 90 %"), (0.8473, "70 to 90 %"))  # by log odds


@dataclass(frozen=True, slots=True)
class Head:
    """Weights in log odds, by the name of the feature. A feature without a weight says nothing."""

    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The log odds of yes. The sum is exact before it is rounded: the order of features does not matter."""
        terms = (self.weights[name] * value for name, value in features.items() if name in self.weights)
        return round(fsum((self.weights.get(CONSTANT, 0.0), *terms)), _DIGITS)

    def probability(self, features: Mapping[str, float]) -> float:
        """Between 0 and 1."""
        return round(1.0 / (1.0 + exp(-self.log_odds(features))), _DIGITS)


def band(log_odds: float) -> str:
    """How sure a decision with these log odds is, either way, in words."""
    return next((words for least, words in _BANDS if abs(log_odds) >= least), "50 to 70 %")
