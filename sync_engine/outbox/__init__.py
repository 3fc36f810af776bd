"""Deliveries: standing intents that one document be in Xero as it is in the clinic. Claim, close, park.

The only room that changes a delivery's status. It plans, but it does not spell and it does not send.
"""
