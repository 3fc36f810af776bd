"""What whoever runs the engine sees of it: logs, health, metrics. Never a patient's name, never a secret."""
