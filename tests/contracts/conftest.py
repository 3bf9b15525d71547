"""A store of objects that speaks S3, for the tests of cases in a bucket: `make s3` has one."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rashomon.store.bucket
from rashomon.store.delta import DeltaStore

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of a server with a bucket `cases`."""
    # its own, not any that the machine happens to have: an older one does not answer what pyarrow asks
    server = ROOT / ".s3" / "bin" / "moto_server"
    if not server.is_file():
        pytest.skip("no S3 server is on this machine; 'make s3' has one")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [str(server), "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _make_bucket(f"{address}/cases")
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The address of a bucket that the libraries reach; what a machine keeps of its cases lies in the test's folder."""
    found = {
        "AWS_ENDPOINT_URL": s3,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(rashomon.store.bucket, "kept_here", lambda: tmp_path / "kept")
    return "s3://cases"


@pytest.fixture(params=["folder", "bucket"])
def make(request: pytest.FixtureRequest) -> Callable[[Path], DeltaStore]:
    """Path → the store of a case of that name, in each kind of place."""
    if request.param == "folder":
        return DeltaStore
    address = request.getfixturevalue("bucket")
    return lambda path: DeltaStore(f"{address}{path}")


def _make_bucket(address: str, patience: float = 60) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(address, method="PUT")):
                return
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
