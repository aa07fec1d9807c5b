"""``python -m advisor.cli``, and the console script, which shares its door."""

from advisor.cli.main import run

if __name__ == "__main__":  # Worker processes import this file once more.
    run()
