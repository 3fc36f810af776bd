"""Who may come in: login and consent pages, tokens and their rotation, revocation, discovery, connections."""
