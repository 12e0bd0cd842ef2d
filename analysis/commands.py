"""The commands: ``python -m analysis code | report | gallery | check | import | gazetteer | score | compare``.

Exit status: 0 done, 1 done with articles set aside (named), 2 nothing done, with one clear line.
"""

import argparse
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.corpus import Corpus, open_corpus
from analysis.errors import RasdError
from analysis.spreadsheet import write as write_spreadsheet


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _say
            return int(options.run(options))
    except RasdError as error:
        print(f"rasd: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("rasd: stopped; nothing half-written was kept", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"rasd: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 2


def _say(message: Warning | str, *_: Any, **__: Any) -> None:
    """Print a warning as one line, as errors are."""
    print(f"rasd: {message}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description="Arabic conflict reporting as tables.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    code = commands.add_parser("code", help="read a corpus and write its tables as Parquet")
    code.add_argument("corpus", help="folder, or one .txt, .md or .jsonl file")
    code.add_argument("--out", required=True, help="folder for the tables")
    code.add_argument("--processes", type=_count, default=None, help="default: one per core")
    code.set_defaults(run=_code)
    report = commands.add_parser("report", help="tables, executed notebooks, figures, one HTML page")
    report.add_argument("corpus")
    report.add_argument("--out", required=True, help="folder for the report")
    report.add_argument("--lang", choices=("ar", "en"), default="ar", help="language of the page")
    report.add_argument("--processes", type=_count, default=None)
    report.set_defaults(run=_report)
    gallery = commands.add_parser("gallery", help="every chart of a corpus in both languages, on one page")
    gallery.add_argument("corpus")
    gallery.add_argument("--out", required=True, help="folder for the page and its pictures")
    gallery.add_argument("--template", choices=("page", "column", "slide"), default="page", help="size of the figures")
    gallery.add_argument("--processes", type=_count, default=None)
    gallery.set_defaults(run=_gallery)
    check = commands.add_parser("check", help="report everything wrong with a corpus; changes nothing")
    check.add_argument("corpus")
    check.set_defaults(run=_check)
    bring = commands.add_parser("import", help="bring other formats into a corpus")
    bring.add_argument("sources", nargs="+", metavar="SOURCE")
    bring.add_argument("--to", required=True, metavar="CORPUS")
    bring.set_defaults(run=_import)
    _add_gazetteer(commands.add_parser("gazetteer", help="add a list of places to a corpus, or take it back"))
    score = commands.add_parser("score", help="compare tables with hand-made gold")
    score.add_argument("tables", help="folder that `code` wrote")
    score.add_argument("gold", help="folder of annotations, one JSON an article")
    score.add_argument("--errors", action="store_true", help="also list every missed and spurious row")
    score.add_argument("--rules", action="store_true", help="also list every rule: fired, right, wrong")
    score.set_defaults(run=_score)
    compare = commands.add_parser("compare", help="what differs between two codings of one corpus, row by row")
    compare.add_argument("before", help="folder that `code` wrote")
    compare.add_argument("after", help="folder that `code` wrote later")
    compare.add_argument("--rule", help="only rows of this rule")
    compare.add_argument("--out", help="write every row to this .csv, to be read one by one")
    compare.set_defaults(run=_compare)
    return parser


def _add_gazetteer(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser(
        "add", help="OCHA, COD-AB or GeoNames files, or any CSV or XLSX with names and coordinates"
    )
    add.add_argument("file", metavar="FILE")
    add.add_argument("--preview", action="store_true", help="only say what would be added")
    add.set_defaults(run=_gazetteer_add)
    undo = actions.add_parser("undo", help="take back the list that was added last")
    undo.set_defaults(run=_gazetteer_undo)
    listing = actions.add_parser("list", help="the lists that were added")
    listing.set_defaults(run=_gazetteer_list)
    for action in (add, undo, listing):
        action.add_argument("--to", required=True, metavar="CORPUS", help="folder of the corpus")


def _count(value: str) -> int:
    if not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"`{value}` is no number of processes; expected 1 or more")
    return int(value)


def _opened(path: str) -> Corpus:
    corpus = open_corpus(path)
    if len(corpus.problems):
        print(corpus.report(), file=sys.stderr)
    return corpus


def _status(corpus: Corpus) -> int:
    return 1 if len(corpus.problems) else 0


def _code(options: argparse.Namespace) -> int:
    from analysis.coded import code

    corpus = _opened(options.corpus)
    coded = code(corpus, processes=options.processes)
    coded.save(options.out)
    print(corpus)
    for name, table in coded.tables().items():
        print(f"  {name:<11}{len(table):>9,}")
    print(f"written to {options.out}; every row is a report, not an event")
    return _status(corpus)


def _report(options: argparse.Namespace) -> int:
    from analysis import report

    corpus = _opened(options.corpus)
    page = report.make(corpus, options.out, lang=options.lang, processes=options.processes)
    print(corpus)
    _say_undated(corpus)
    print(f"report: {page}")
    return _status(corpus)


def _gallery(options: argparse.Namespace) -> int:
    from analysis import gallery
    from analysis.coded import code

    corpus = _opened(options.corpus)
    coded = code(corpus, processes=options.processes)
    about = gallery.about_of(options.corpus)
    print(f"gallery: {gallery.write(coded, options.out, template=options.template, about=about)}")
    return _status(corpus)


def _check(options: argparse.Namespace) -> int:
    from analysis.ingest import additions

    corpus = open_corpus(options.corpus)
    faults = additions.faults(corpus.path)
    print(corpus)
    if len(corpus.problems):
        print(corpus.report())
    for fault in faults:
        print(fault)
    if not len(corpus.problems) and not faults:
        print("nothing wrong was found")
    _say_undated(corpus)
    return 1 if faults else _status(corpus)


def _say_undated(corpus: Corpus) -> None:
    if len(corpus.articles) and corpus.articles["published"].isna().all():
        print("no article has a date: figures over time and of control will be empty; metadata.csv can give dates")


def _import(options: argparse.Namespace) -> int:
    from analysis.ingest.imports import import_sources

    done = import_sources([Path(source) for source in options.sources], Path(options.to))
    print(done)
    return 1 if len(done.problems) else 0


def _gazetteer_add(options: argparse.Namespace) -> int:
    from analysis.ingest import gazetteer

    plan = gazetteer.add(options.file, options.to, preview=options.preview)
    print(plan)
    return 1 if plan.faults else 0


def _gazetteer_undo(options: argparse.Namespace) -> int:
    from analysis.ingest import gazetteer

    print(f"{gazetteer.undo(options.to)} is no longer read; it is kept beside as .undone")
    return 0


def _gazetteer_list(options: argparse.Namespace) -> int:
    from analysis.ingest import gazetteer

    listed = gazetteer.listing(options.to)
    print(listed.to_string(index=False) if len(listed) else f"{options.to}: no list of places was added")
    return 0


def _score(options: argparse.Namespace) -> int:
    from analysis.review import causes
    from analysis.review.score import score

    found = score(options.tables, options.gold)
    print(found)
    print(f"\nconfidence of events, and the share that is right\n{found.reliability.to_string(index=False)}")
    if len(found.errors):
        print(f"\nerrors by cause\n{causes.counted(found.errors).to_string(index=False)}")
    if options.rules:
        print(f"\nrules\n{found.rules.to_string(index=False)}")
    if options.errors and len(found.errors):
        print(f"\nerrors\n{found.errors.to_string(index=False, max_colwidth=60)}")
    return 0


def _compare(options: argparse.Namespace) -> int:
    from analysis.review.compare import compare

    found = compare(options.before, options.after)
    rows = found.rows if options.rule is None else found.rows[found.rows["rule"] == options.rule]
    if options.rule is None:
        print(found)
    elif len(rows):
        print(rows.drop(columns=["table", "rule"]).to_string(index=False, max_colwidth=90))
    else:
        print(f"no row of the rule {options.rule} differs")
    if options.out:
        write_spreadsheet(rows, options.out)
        print(f"{len(rows):,} rows written to {options.out}")
    return 0
