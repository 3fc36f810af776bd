"""Either side's books wherever they are kept, as streams of postings. Nothing here compares or judges."""
