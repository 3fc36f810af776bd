"""Two streams of postings, however long, compared invoice number by invoice number: memory stays flat."""
