"""The shipped stories: data, one file, one story."""
