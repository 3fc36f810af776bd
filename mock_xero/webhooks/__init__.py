"""Webhooks: an app hears that something has changed; what, it has to ask (facts §8).

`books/changes` notices, `events` spells, `post` carries, `webhooks` decides who hears what and when.
"""
