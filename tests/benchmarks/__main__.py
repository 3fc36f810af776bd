"""`make bench`: every measurement, one after the other."""

from tests.benchmarks import (
    mock_over_http,
    reconciling,
    small_runs,
    the_estimate,
    the_main_job,
    the_range,
    the_report,
)

the_main_job.main()
mock_over_http.main()
the_estimate.main()
the_range.main()
small_runs.main()
the_report.main()
reconciling.main()
