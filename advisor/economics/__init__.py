"""What it costs: pure functions over models, in ``Decimal``, that know no file and no screen."""
