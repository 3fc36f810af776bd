"""The simulated world: virtual time, chance, the network, and what happened."""
