"""What Xero keeps about a document beside the document: its history and the files attached to it."""
