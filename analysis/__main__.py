"""Runs the commands; a lexicon file that is broken is told of in one line, whatever reads it first."""

import sys

from analysis.errors import LexiconError


def main() -> int:
    """Run the command of the arguments and return its exit status."""
    try:
        from analysis import commands

        return commands.main()
    except LexiconError as error:
        print(f"rasd: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
