"""What one indicator found, before anything is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """What one indicator found: each subject once with its groups, and those whose date is not exact."""

    ids: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    # How many subjects stand in each combination of groups, one for each dimension of `by`.
    profile: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    # What others state is a number without subjects of its own: the records behind it are where it stands.
    stated: int | None = None

    @property
    def number(self) -> int:
        """The number of the figure."""
        return len(self.ids) if self.stated is None else self.stated

    def count(self, dims: tuple[str, ...]) -> dict[tuple[str, ...], int]:
        """Return the number of each combination of groups of some dimensions."""
        places = [self.by.index(name) for name in dims]
        found: Counter[tuple[str, ...]] = Counter()
        for groups, number in self.profile.items():
            found[tuple(groups[place] for place in places)] += number
        return dict(found)

    @property
    def groups(self) -> dict[str, dict[str, int]]:
        """Return each dimension by itself."""
        return {name: {group: n for (group,), n in sorted(self.count((name,)).items())} for name in self.by}
