"""The frozen numbers of a run's trouble on the network. Shares are probabilities per request, 0 to 1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """The numbers of one weather; without arguments it is calm.

    Delays are seconds for the way there and back together, drawn evenly between the two bounds.
    """

    answers_lost: float = 0.0  # the deed is done, its answer is lost
    requests_lost: float = 0.0  # the deed is not done, nobody answers
    server_errors: float = 0.0  # Xero answers 500, the deed is not done
    gateway_errors: float = 0.0  # the deed is done, a gateway answers 504 in its stead
    resets: float = 0.0  # the deed is done, the answer breaks off
    answers_duplicated: float = 0.0  # a proxy repeats the request, the second answer counts
    delay_seconds_min: float = 0.0
    delay_seconds_max: float = 0.0
