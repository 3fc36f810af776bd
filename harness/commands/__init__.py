"""The commands of `harness`, one a file. They call others to read, run and report."""
