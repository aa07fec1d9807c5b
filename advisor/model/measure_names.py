"""The names of the measures that a bill gives, for packs to look at."""

from __future__ import annotations

_BILL = """
list contracted billed effective ai_list ai_contracted ai_billed ai_effective ai_known_effective
ai_tagged_effective ai_discovered_effective ai_learning_effective ai_serving_effective spend
spend_list spend_contracted spend_billed ai_spend_list ai_spend_contracted ai_spend_billed
usage_list usage_effective ai_usage_list ai_usage_effective compute_effective commitment_used
commitment_unused spot_effective accelerator_effective accelerator_idle accelerator_spot
tag_effective account_effective split_effective untagged_effective nobody_effective ai_spend
ai_allocated_effective ai_untagged_effective ai_compute_effective ai_commitment_used
ai_commitment_unused tagged_effective tagged_billed compliant_effective credit_effective
adjustment_effective purchase_effective tax_effective correction_effective negative_effective
ai_negative late_effective long_effective undated_effective american_effective bad_tags_effective
commitment_total ai_commitment_total allocated_effective ai_share ai_share_list
ai_share_contracted ai_share_billed known_ai_share
ai_known_share ai_tagged_share ai_discovered_share ai_learning_share ai_serving_share
covered_share commitment_used_share spot_share idle_accelerator_share accelerator_spot_share
accelerator_share allocated_share ai_allocated_share ai_no_tag_share no_tag_share
tagged_share_effective tagged_share_billed compliant_share_effective late_share credit_share
savings_rate ai_savings_rate tagged_share_rows compliant_share_rows negative_share_rows
bill_delay_days daily_cv daily_cv_population hourly_cv load_cv load_peak burst trend
pattern_strength weeks_seen ai_daily_cv ai_daily_cv_population ai_hourly_cv ai_load_cv ai_load_peak
ai_burst ai_trend ai_pattern_strength ai_weeks_seen anomalous_effective anomalous_share anomalous_days
forecast forecast_distance ai_anomalous_effective ai_anomalous_share ai_anomalous_days tokens_read
tokens_cached tokens_written tokens_undirected
"""
_WORKLOAD = """
effective effective_month savings_rate learning_share requests_day tokens_month
accelerator_hours_month idle_accelerator_share daily_cv daily_cv_population hourly_cv load_cv
load_peak burst trend pattern_strength weeks_seen
"""
OF_BILL: tuple[str, ...] = tuple(_BILL.split())
"""Of one currency of a bill; those that start with ``ai_`` are of AI alone."""
OF_WORKLOAD: tuple[str, ...] = tuple(_WORKLOAD.split())
"""Of one AI workload."""
