"""`make bench`: every measurement, one after the other."""

from tests.benchmarks import mock_over_http, the_estimate, the_main_job, the_report

the_main_job.main()
mock_over_http.main()
the_estimate.main()
the_report.main()
