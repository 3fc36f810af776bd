"""Two runs side by side: where they part, and what that did to the books. Pure."""
