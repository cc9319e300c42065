"""A wire of our own between network namespaces that loses, delays, doubles, disorders and swallows packets.

The kernel's own means are `tc netem`, which many kernels lack (CONFIG_NET_SCH_NETEM). Here each place has a namespace with
one TUN device, and all packets that leave one come to this process, which does with them what the weather says. TCP, its
retransmissions and time-outs are the kernel's own. For root on Linux with iproute2.

    with BadWire(["server", "one"]) as wire:
        with wire.inside("one"):      # sockets and threads that begin here belong to that place, for good
            ...
        wire.weather = Weather(loss=0.2, delay_s=0.3, jitter_s=0.1)
"""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import itertools
import os
import random
import select
import shutil
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_TUN = Path("/dev/net/tun")
_SET_INTERFACE = 0x400454CA  # TUNSETIFF of linux/if_tun.h
_PACKETS_WITHOUT_HEADER = 0x0001 | 0x1000  # IFF_TUN | IFF_NO_PI
_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_MTU = 1500
_NETWORK = "10.77.0"
_QUEUE_S = 4.0
"""So much a router holds for a slow line before it throws packets away; more would be called broken."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What happens to packets, each way; shares are between 0 and 1."""

    loss: float = 0.0
    delay_s: float = 0.0
    jitter_s: float = 0.0
    """Up to so much more or less; packets overtake each other."""
    doubled: float = 0.0
    hurried: float = 0.0
    """Share that is not delayed, and so comes before its turn."""
    bytes_per_s: float = 0.0
    """0: as many as this process can."""
    gone: frozenset[str] = frozenset()
    """Places to and from which nothing gets; nobody is told."""


def why_not() -> str:
    """What is missing here; empty when a wire can be laid."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "for root on Linux"
    if not _TUN.exists():
        return f"there is no {_TUN}"
    return "" if shutil.which("ip") else "apt install iproute2"


class BadWire:
    """Places, each a network namespace with one address, and the wire between them."""

    def __init__(self, places: Sequence[str], seed: int = 0) -> None:
        self.weather = Weather()
        self.carried = self.lost = 0
        self._names = {place: f"madiun-{os.getpid()}-{place}" for place in places}
        self._addresses = {place: f"{_NETWORK}.{number}" for number, place in enumerate(places, start=1)}
        self._devices: dict[str, int] = {}
        self._random = random.Random(seed)  # noqa: S311 - weather
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._carry, name="bad-wire", daemon=True)

    def address(self, place: str) -> str:
        """IPv4 address of a place."""
        return self._addresses[place]

    def __enter__(self) -> Self:
        try:
            for place, name in self._names.items():
                self._lay(place, name)
        except BaseException:
            self._remove()
            raise
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()
        self._remove()

    @contextmanager
    def inside(self, place: str) -> Iterator[None]:
        """What this thread opens and starts meanwhile belongs to that place."""
        with (
            Path("/proc/thread-self/ns/net").open("rb") as here,
            _namespace(self._names[place]).open("rb") as there,
        ):
            _enter(there.fileno())
            try:
                yield
            finally:
                _enter(here.fileno())

    def _lay(self, place: str, name: str) -> None:
        _ip("netns", "add", name)
        device = os.open(_TUN, os.O_RDWR | os.O_NONBLOCK)
        self._devices[place] = device
        interface = f"bad{os.getpid() % 100_000}n{len(self._devices)}"
        fcntl.ioctl(device, _SET_INTERFACE, struct.pack("16sH", interface.encode(), _PACKETS_WITHOUT_HEADER))
        _ip("link", "set", interface, "netns", name)
        inside = ("-n", name)
        _ip(*inside, "addr", "add", f"{self._addresses[place]}/24", "dev", interface)
        _ip(*inside, "link", "set", interface, "mtu", str(_MTU), "up")
        _ip(*inside, "link", "set", "lo", "up")

    def _remove(self) -> None:
        for device in self._devices.values():
            os.close(device)
        for name in self._names.values():
            if _namespace(name).exists():
                _ip("netns", "del", name)

    # ------------------------------------------------------------------------------------------ on its own thread

    def _carry(self) -> None:
        by_address = {
            bytes(int(part) for part in address.split(".")): place
            for place, address in self._addresses.items()
        }
        from_device = {device: place for place, device in self._devices.items()}
        waiting: list[tuple[float, int, str, bytes]] = []
        count = itertools.count()
        free_at = dict.fromkeys(self._names, 0.0)
        while not self._ends.is_set():
            pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 0.05
            ready, _, _ = select.select(list(from_device), [], [], min(pause, 0.05))
            now = time.monotonic()
            for device in ready:
                packet = os.read(device, _MTU + 100)
                source, target = from_device[device], by_address.get(packet[16:20])
                if target is None or packet[0] >> 4 != 4:  # IPv6 looks for neighbours
                    continue
                for due in self._dues(source, target, len(packet), now, free_at):
                    heapq.heappush(waiting, (due, next(count), target, packet))
            while waiting and waiting[0][0] <= time.monotonic():
                _, _, target, packet = heapq.heappop(waiting)
                with suppress(OSError):  # its queue is full: lost, as on any wire
                    os.write(self._devices[target], packet)
                    self.carried += 1

    def _dues(
        self, source: str, target: str, size: int, now: float, free_at: dict[str, float]
    ) -> list[float]:
        """When copies of a packet are to arrive; none: it is lost."""
        weather, dice = self.weather, self._random
        if {source, target} & weather.gone or dice.random() < weather.loss:
            self.lost += 1
            return []
        start = now
        if weather.bytes_per_s:
            if free_at[source] - now > _QUEUE_S:
                self.lost += 1
                return []
            start = free_at[source] = max(now, free_at[source]) + size / weather.bytes_per_s
        delay = weather.delay_s + dice.uniform(-1, 1) * weather.jitter_s
        if dice.random() < weather.hurried:
            delay = 0
        return [start + max(0.0, delay)] * (2 if dice.random() < weather.doubled else 1)


def _namespace(name: str) -> Path:
    return Path("/run/netns", name)


def _enter(descriptor: int) -> None:
    """This thread only (os.setns came with Python 3.12)."""
    if ctypes.CDLL(None, use_errno=True).setns(descriptor, _NEW_NETWORK) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
