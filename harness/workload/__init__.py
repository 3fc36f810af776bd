"""What the clinic does: deeds, and the clinic's own book of them."""
