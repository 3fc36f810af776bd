"""Which members `where` and `order` may name, one file for each resource."""
