"""``python -m advisor.cli``, and the console script, which shares its door."""

from advisor.cli.main import run

run()
