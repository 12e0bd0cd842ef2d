"""How many articles a second each step codes on one core, and how much memory the whole needs.

usage: python benchmarks/speed.py [CORPUS] [--repeat N]

Prints the median of N runs after a warm-up. Speed is measured here and in no test.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

from analysis import open_corpus
from analysis.coding import coder, document, events, mentions
from analysis.text.normalise import normalise
from analysis.text.sentences import split


def seconds(run: Callable[[], Any], repeat: int) -> float:
    run()
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", default="corpus")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    articles = open_corpus(options.corpus).articles.to_dict("records")
    texts = [a["text"] for a in articles]
    normals = [normalise(t) for t in texts]
    documents = [document.read(a) for a in articles]
    steps = {
        "normalise": lambda: [normalise(t) for t in texts],
        "sentences": lambda: [split(t, n) for t, n in zip(texts, normals, strict=True)],
        "document (normalise, sentences, automaton)": lambda: [document.read(a) for a in articles],
        "mentions": lambda: [mentions.find(d) for d in documents],
        "mentions and events": lambda: [events.find(d, mentions.find(d)) for d in documents],
        "everything": lambda: coder.code_articles(articles),
    }
    characters = sum(map(len, texts))
    print(f"{len(texts):,} articles, {characters:,} characters, one core, median of {options.repeat}")
    for name, run in steps.items():
        taken = seconds(run, options.repeat)
        print(f"{name:<45}{taken:8.2f} s{len(texts) / taken:10,.0f} articles/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
