"""What does it cost that versions of one release are one hit? The questions of `faceted` with and without grouping."""

from dataclasses import replace
from typing import Any

from bench import report
from bench.corpus import release_id
from bench.engines import Answer
from bench.engines.ours import OpenedOurs, to_query
from bench.indexes import index_of
from bench.queries import Question, questions
from bench.timing import by_kind, measure
from search.engines import open_engine
from search.query import Group

_PAIRED = 2  # of so many releases next to each other, which are in different languages, every other two are versions


def main() -> None:
    options = report.parser(__doc__, "10000,50000").parse_args()
    asked, parts = questions(), [report.surroundings()]
    for size in options.sizes:
        engine = open_engine(f"whoosh:{index_of('ours', size, options.work) / 'store'}")
        with engine.writer() as writer:
            numbers = range(0, size - 1, 2 * _PAIRED)
            writer.group([release_id(number), release_id(number + 1)] for number in numbers)
            writer.commit()
        opened = {group.value: Grouped(engine, group) for group in Group}
        timings = measure(opened, asked, 3)
        parts.append(f"### {size:,} releases, half of them in pairs\n\n{by_kind(asked, timings)}")
    report.show(options.out, "grouped", "\n\n".join(parts))


class Grouped(OpenedOurs):
    """The embedded engine, asked in one of two ways."""

    def __init__(self, engine: Any, group: Group) -> None:
        super().__init__(engine)
        self._group = group

    def ask(self, question: Question) -> Any:
        return self.reader.collected(replace(to_query(question), group=self._group, prefer="en"))

    def answer(self, found: Any) -> Answer:
        raise NotImplementedError


if __name__ == "__main__":
    main()
