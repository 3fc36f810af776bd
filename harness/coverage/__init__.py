"""How often each kind of trouble was reached, and what the engine was at. Pure; it judges nothing."""
