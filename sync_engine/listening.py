"""Binds the socket that the pages are served on, before anything is said about where that is."""

import socket

from sync_engine.installation import bad_input


def listen(host: str, port: int) -> socket.socket:
    """Bind before anything is printed, so that a printed address is a true one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise bad_input(f"sync-engine cannot listen on {host}:{port}: {error.strerror}.") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise bad_input(f"sync-engine cannot listen on {host}:{port}: {error.strerror}.") from error
    return listening


def url_of(listening: socket.socket, host: str) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
