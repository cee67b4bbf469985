"""Connections that lead out to the web, and never to this computer or into its network.

An address says where it leads only once its name is looked up, and at the next look-up that may
be somewhere else. So it is the connection itself that is looked at, before anything is sent.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError


class InwardError(NewConnectionError):
    """What was asked for is on this computer, or in its own network."""


def is_outward(address: str) -> bool:
    """Whether an IP address is one that all the web can reach."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


class _Checked(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(self, super()._new_conn())


class _CheckedSecure(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(self, super()._new_conn())


def _checked(connection: HTTPConnection, link: socket.socket) -> socket.socket:
    if is_outward(str(link.getpeername()[0])):
        return link
    link.close()
    raise InwardError(connection, "it is in your own network")


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Checked


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _CheckedSecure


class OutwardAdapter(HTTPAdapter):
    """Asks the web alone. What goes through a proxy goes where the proxy leads."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make the connections ours."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


def is_inward_error(error: BaseException) -> bool:
    """Whether a request failed as it would have led into the own network."""
    seen: list[BaseException] = [error]
    for cause in seen:
        if isinstance(cause, InwardError):
            return True
        inner = (cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args)
        seen += [one for one in inner if isinstance(one, BaseException) and one not in seen]
    return False
