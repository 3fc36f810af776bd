"""What every call of the API passes before it reaches an endpoint: one ASGI class, one duty, a file each."""
