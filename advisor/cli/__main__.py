"""``python -m advisor.cli``, and the console script, which shares its door."""

import sys

from advisor.cli.main import main

sys.exit(main())
