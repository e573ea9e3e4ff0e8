"""The program under test: `roamlab console`, started on a free port, and what it needs."""

import contextlib
import os
import pathlib
import select
import shutil
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Tools/browser-tests says which program.
ROAMLAB = os.environ["ROAMLAB"]


def require_loopback():
    """Says what is missing, rather than waiting for a connection that cannot come."""
    listener = socket.create_server(("127.0.0.1", 0))
    try:
        socket.create_connection(listener.getsockname(), timeout=2).close()
    except OSError as error:
        raise SystemExit(f"the loopback interface does not work: {error}")
    finally:
        listener.close()


@contextlib.contextmanager
def console(*arguments, files=()):
    """A console with these arguments, in a folder of its own with these files; its link."""
    require_loopback()
    with tempfile.TemporaryDirectory(prefix="roamlab-console-") as folder:
        for file in files:
            shutil.copy(file, folder)
        command = [ROAMLAB, "console", *map(str, arguments), "--listen", "127.0.0.1:0"]
        if page := os.environ.get("ROAMLAB_PAGE"):
            command += ["--page", page]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=folder, env=os.environ | {"ROAMLAB_HISTORY": f"{folder}/history.sqlite"})
        try:
            yield link_of(process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                raise AssertionError("the console did not end within 10 s of SIGTERM")
            process.stderr.close()


def link_of(process):
    """The link that the console prints when it listens."""
    said = ""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if not select.select([process.stderr], [], [], 0.2)[0]:
            continue
        octets = os.read(process.stderr.fileno(), 4096)
        if not octets:
            break
        said += octets.decode()
        for word in said.rpartition("\n")[0].split():
            if word.startswith("http://"):
                return word.rstrip("/")
    raise AssertionError(f"the console printed no link: {said}")


def scenario_captures(folder, *arguments):
    """The four captures of `roamlab okc`, in a folder."""
    subprocess.run([ROAMLAB, "okc", "--out", folder, *map(str, arguments)], check=False, capture_output=True)
    return {path.stem: path for path in pathlib.Path(folder).glob("*.pcapng")}


def tshark(*arguments):
    """What tshark says of a capture."""
    if not shutil.which("tshark"):
        raise SystemExit("tshark is missing: make peers")
    return subprocess.run(["tshark", *map(str, arguments)], check=True, capture_output=True, text=True).stdout
