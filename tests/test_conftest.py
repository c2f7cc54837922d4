import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("translate.google.com", 443), ("2001:db8::1", 443)])
def test_reaching_for_the_network_fails_the_test(address: tuple[str, int], outside: list[str]) -> None:
    with pytest.raises(pytest.fail.Exception):
        socket.create_connection(address, timeout=0.1)
    assert outside
    outside.clear()


def test_looking_up_a_name_outside_fails_the_test(outside: list[str]) -> None:
    with pytest.raises(pytest.fail.Exception):
        socket.getaddrinfo("example.org", 443)
    assert outside == [str(("example.org", 0))]
    outside.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_is_open(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()
