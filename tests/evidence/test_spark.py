"""A second, distributed engine gives the same figures: Spark in local mode, the same expressions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")
pytest.importorskip("pyspark", reason="PySpark is not installed")
if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs Java, and there is none", allow_module_level=True)

from advisor.content.evidence import load_evidence
from advisor.evidence.engine import Engine, opened
from advisor.evidence.synthetic import Plan
from advisor.evidence.synthetic_files import Format, write_bill
from advisor.model.evidence_rules import EvidenceRules
from tests.evidence.bills import IBIS_BEHIND, figures, read_bill
from tests.evidence.conftest import SAMPLE

pytestmark = [
    pytest.mark.filterwarnings(IBIS_BEHIND),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark"),
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ibis"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ibis"),
]
SETTINGS = {
    # One small machine, nothing open to others, and no compiling of plans for a few thousand rows.
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.memory": "1g",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    import ibis
    from pyspark.sql import SparkSession

    folder = str(tmp_path_factory.mktemp("spark"))
    builder = SparkSession.builder.master("local[1]").appName("advisor")
    for name, value in {**SETTINGS, "spark.sql.warehouse.dir": folder, "spark.local.dir": folder}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        with opened(ibis.pyspark.connect(session)) as engine:
            yield engine
    finally:
        session.stop()


@pytest.fixture(scope="module")
def rules(bundled_pack_folder: Path) -> EvidenceRules:
    return load_evidence(bundled_pack_folder)


def test_a_made_up_bill_gives_the_same_figures(spark: Engine, rules: EvidenceRules, tmp_path: Path) -> None:
    paths = write_bill(tmp_path, Plan(3000, seed=5), Format.PARQUET).files
    there = read_bill(paths, rules, spark)
    assert there.engine == "pyspark"
    assert figures(there) == figures(read_bill(paths, rules))


def test_the_official_sample_gives_the_same_figures(spark: Engine, rules: EvidenceRules) -> None:
    """Text throughout, and ``NULL`` for nothing."""
    assert figures(read_bill([SAMPLE], rules, spark)) == figures(read_bill([SAMPLE], rules))
