"""Only public http(s) addresses are fetched, whatever a redirect or a name server says; answers cost what they may."""

import gzip
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pytest

from rashomon.errors import Refused, SourceError
from rashomon.sources.addresses import is_public, target_of
from rashomon.sources.limits import Limits

pytest.importorskip("httpcore", reason="httpcore is not installed (extra: watch)")
from rashomon.sources.fetch import Fetcher, FetchSettings, NoAnswer, follow


@dataclass
class Site:
    """A server on this machine: what it answers by path, and what it was asked."""

    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def trusted(self) -> frozenset[tuple[str, int]]:
        return frozenset({("127.0.0.1", self.port)})


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            status, headers, body = found.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return None

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def fetcher(
    site: Site | None = None, resolve: Callable[[str, int], list[str]] | None = None, **more: object
) -> Fetcher:
    trusted = site.trusted if site else frozenset()
    settings = FetchSettings("rashomon/test (+desk@example.org)", trusted=trusted, **more)  # type: ignore[arg-type]
    return Fetcher(settings, resolve) if resolve else Fetcher(settings)


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "255.255.255.255", "192.0.0.192", "198.18.0.1", "168.63.129.16", "::1", "::",
     "fe80::1", "fe80::1%eth0",
     "fc00::1",
     "fd00:ec2::254", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
     "2002:7f00:1::", "ff02::1", "2001:db8::1", "fec0::1", "not a number"],
)  # fmt: skip
def test_numbers_of_this_machine_its_network_and_its_cloud_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_numbers_of_the_internet_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.example/x", "gopher://a.example/", "http://", "javascript:alert(1)", "//a.example",
     "http://user:secret@a.example/", "http://a.example:22/", "http://a.example:6379/", "http://a b.example/",
     "http://a.example/\r\nHost: b", "http://[::1", "http://" + "a" * 5000, "http://a.example:99999/",
     "http://\u2024\u2024/", "data:text/html,x"],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        target_of(url)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://0/",
     "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]:8080/", "http://127.1:8080/"],
)  # fmt: skip
def test_addresses_of_this_machine_are_refused_however_they_are_written(url: str) -> None:
    with pytest.raises(Refused):
        fetcher().get(target_of(url))


def test_a_name_with_one_private_number_among_public_ones_is_refused() -> None:
    with pytest.raises(Refused, match="not a public address"):
        fetcher(resolve=lambda host, port: ["93.184.215.14", "10.0.0.1"]).get(target_of("http://a.example/"))


def test_the_connection_goes_to_the_number_that_was_checked(site: Site) -> None:
    """A name server that answers with a public number first and a private one later is asked once."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) == 1 else ["127.0.0.1"]

    with pytest.raises(SourceError):
        fetcher(resolve=resolve, seconds=0.5, silence=0.2).get(target_of("http://rebinds.example:8080/"))
    assert asked == ["rebinds.example"] and not site.asked


def test_a_redirect_to_this_machine_is_refused(site: Site) -> None:
    site.answers["/out"] = (302, {"Location": "http://localhost:8080/secret"}, b"")
    site.answers["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    ours = fetcher(site)

    onward = follow(ours.get(target_of(f"{site.base}/out", site.trusted)), site.trusted)

    assert onward is not None and onward.host == "localhost"
    with pytest.raises(Refused):
        ours.get(onward)
    with pytest.raises(Refused):
        follow(ours.get(target_of(f"{site.base}/file", site.trusted)), site.trusted)


@pytest.mark.parametrize("packing", ["gzip", "br", "zstd", "none"])
def test_a_page_comes_without_its_packing_and_says_who_asked(site: Site, packing: str) -> None:
    page = b"<p>The ferry was halted.</p>" * 40
    packed = {
        "gzip": gzip.compress(page),
        "br": pa.Codec("brotli").compress(page, asbytes=True),
        "zstd": pa.Codec("zstd").compress(page, asbytes=True),
        "none": page,
    }[packing]
    coding = {} if packing == "none" else {"Content-Encoding": packing}
    site.answers["/a?b=%C3%A9"] = (200, {"Content-Type": "text/html; charset=utf-8", **coding}, packed)

    answer = fetcher(site).get(target_of(f"{site.base}/a?b=é", site.trusted))

    assert answer.body == page and answer.head.charset == "utf-8"
    assert site.asked[0][1]["User-Agent"] == "rashomon/test (+desk@example.org)" and "Cookie" not in site.asked[0][1]


def test_answers_that_are_too_long_or_unfold_without_end_are_refused(site: Site) -> None:
    zeros = gzip.compress(b"\x00" * 30_000_000)
    site.answers["/long"] = (200, {}, b"x" * 300_000)
    site.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, zeros)
    ours = fetcher(site, limits=Limits(document=200_000))

    for path in ("/long", "/bomb"):
        with pytest.raises(SourceError, match=r"too long|unfold|unpacks"):
            ours.get(target_of(site.base + path, site.trusted))


def test_a_server_that_drips_is_left() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def drip() -> None:
        connection, _ = listener.accept()
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(200):
            try:
                connection.sendall(b"X-Slow: 1\r\n")
            except OSError:
                return
            time.sleep(0.05)

    threading.Thread(target=drip, daemon=True).start()
    trusted = frozenset({("127.0.0.1", port)})
    ours = Fetcher(FetchSettings("rashomon/test (+x@y)", seconds=0.4, silence=0.2, trusted=trusted))

    with pytest.raises(NoAnswer):
        ours.get(target_of(f"http://127.0.0.1:{port}/", trusted))
    listener.close()
