"""What can befall one request on the network; each value is the words that the history uses."""

from enum import Enum


class Trouble(Enum):
    REQUEST_LOST = "request lost"  # the deed is not done, nobody answers
    ANSWER_LOST = "answer lost"  # the deed is done, nobody answers
    RESET = "connection reset"  # the deed is done, the answer breaks off in its body
    SERVER_ERROR = "server error"  # Xero answers 500 and has not done the deed
    GATEWAY_ERROR = "gateway error"  # the deed is done, a gateway answers 504 in its stead
    ANSWER_DUPLICATED = (
        "answer duplicated"  # a proxy on the way repeats the request; the second answer counts
    )
