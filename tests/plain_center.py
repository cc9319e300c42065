"""A center on the test's server, founded and peopled by plain clients (tests/sync/plain_client.py) without a console."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.server_fixtures import SyncServer
from tests.sync.plain_client import Chain, PlainClient, Said, Speaker, new_id

POLICE, ARMY = "polres_madiun_kota", "kodim_0803"


def verifier(password: str) -> str:
    """A SCRAM-SHA-256 verifier (RFC 7677)."""
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 4096)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    one, two, three = (base64.b64encode(part).decode() for part in (salt, stored, server))
    return f"SCRAM-SHA-256$4096:{one}${two}:{three}"


@dataclass
class Device:
    """An enrolled device with one store."""

    login: str
    dsn: str
    client: PlainClient
    chain: Chain = field(default_factory=Chain)

    def push(self, *said: Said) -> dict[str, object]:
        return self.client.push(self.chain.rid, self.chain.items(said))


@dataclass
class PlainCenter:
    """A founded center: its first administrator with an own login, a supervisor, two operators."""

    server: SyncServer
    devices: list[Device] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    center: str = ""
    ways: dict[str, PlainClient] = field(default_factory=dict)
    clients: list[PlainClient] = field(default_factory=list)

    def connect(self, dsn: str) -> PlainClient:
        client = PlainClient(dsn)
        self.clients.append(client)
        return client

    def enrol(self, label: str, agency: str | None = None, *, may_share: bool = False) -> Device:
        code, own = secrets.token_hex(8), secrets.token_hex(8)
        said = self.server.ask(
            "SELECT sync.enrol(%s, %s, %s, %s, 24)", label, agency, may_share, verifier(code)
        )
        login = said["login"]
        with PlainClient(self.server.dsn_of(login, code)).connection as first:
            first.execute("SELECT sync.take_up(%s)", (verifier(own),))
        dsn = self.server.dsn_of(login, own)
        device = Device(login, dsn, self.connect(dsn))
        device.client.hello(device.chain.rid)
        self.devices.append(device)
        return device

    def speaker(self, name: str = "op") -> Speaker:
        return Speaker(self.center, self.people[name])

    def own_way(self, name: str, by: PlainClient | None = None) -> PlainClient:
        """Give somebody a login of their own and connect over it."""
        login = (by or self.ways["sari"]).ask(
            "SELECT sync.set_login(%s, %s)", self.people[name], verifier(name)
        )
        self.ways[name] = self.connect(self.server.dsn_of(login, name))
        return self.ways[name]

    def found(self) -> None:
        first = self.enrol("a")
        sari = new_id()
        self.people["sari"] = sari
        speaker = Speaker("", sari)
        founding = speaker.say("center", "center_founded", new_id(), {"desk": "A", "administrator": sari})
        self.center = speaker.center = hashlib.sha256(founding.text.encode()).hexdigest()
        people = [self.person_added("sari", "administrator"), self.person_added("bima", "supervisor")]
        people += [self.person_added(name, "operator") for name in ("op", "ani")]
        assert first.push(founding, *people)["verdicts"] == []
        self.own_way("sari", first.client)

    def person_added(self, name: str, role: str, agency: str | None = None) -> Said:
        person = self.people.setdefault(name, new_id())
        val = {"role": role} | ({"agency": agency} if agency else {})
        parts = {"body": f'{{"name":"{name}"}}', "restricted": '{"verifier":"geheim"}'}
        return self.speaker("sari").say("person", "person_added", person, val, parts=parts)

    def by(self, name: str, device: Device, *said: Said) -> dict[str, object]:
        """Push over somebody's own login, in the name of a device's store."""
        return self.ways[name].push(device.chain.rid, device.chain.items(said))

    def close(self) -> None:
        for client in self.clients:
            client.close()


@pytest.fixture
def plain(server: SyncServer) -> Iterator[PlainCenter]:
    """A founded center; devices[0] founded it and can be used like any other."""
    center = PlainCenter(server)
    center.found()
    yield center
    center.close()
