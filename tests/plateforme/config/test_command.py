"""``plateforme``: speaks French, says what is wrong, ends with the right code, stops what it started."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from site_of_tests import free_port, told, until

from plateforme.config import health

COMMAND = [sys.executable, "-m", "plateforme.config.command"]


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PLATEFORME_HOME": str(home)}
    return subprocess.run([*COMMAND, *arguments], env=env, capture_output=True, text=True, check=False)


def read(address: str) -> tuple[int, dict[str, str], str]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=20) as answer:
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read().decode()


@pytest.mark.parametrize("name", ["serve", "work", "demo", "backup", "restore", "check"])
def test_each_command_has_its_help_in_french(name, tmp_path):
    ended = run(name, "--help", home=tmp_path)
    assert ended.returncode == 0
    assert "Usage : plateforme" in ended.stdout
    assert "Affiche cette aide." in ended.stdout


def test_the_commands_start_without_loading_django(tmp_path):
    code = "import sys, plateforme.config.command; print('django' in sys.modules, 'granian' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["serve", "--port", "cent"], 2, "n'est pas le nombre attendu"),
        (["restore", "nulle-part.tgz"], 2, "introuvable"),
        (["backup"], 2, "Il manque"),
        (["zut"], 1, "zut"),
    ],
)
def test_a_wrong_use_is_told(words, code, said, tmp_path):
    ended = run(*words, home=tmp_path)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_already_taken_is_told_with_another_to_try(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("serve", f"--port={port}", home=tmp_path)
    assert ended.returncode == 3
    assert f"Le port {port} est déjà pris." in ended.stderr
    assert f"--port {port + 1}" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_site_from_nothing_answers_says_how_to_sign_in_and_stops(site):
    port = free_port()
    with site.running("serve", "--example", f"--port={port}", "--workers=1") as server:
        until(lambda: "est servi sur" in told(server))
        _, headers, page = until(lambda: answers(f"http://127.0.0.1:{port}/compte/login/"))
        assert "no-store" in headers["cache-control"]
        style = next(part.split('"')[1] for part in page.split("href=")[1:] if ".css" in part.split('"')[1])
        status, headers, _ = read(f"http://127.0.0.1:{port}{style}")
        assert (status, headers["cache-control"]) == (200, "max-age=315360000, public, immutable")
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0
        assert "mot de passe pour tous" in told(server)
        assert told(server).endswith("Arrêté.\n")
    port = free_port()
    with site.running("serve", "--example", f"--port={port}", "--workers=1") as again:
        until(lambda: "est servi sur" in told(again))
        assert "mot de passe pour tous" in told(again)
        again.send_signal(signal.SIGTERM)
        assert again.wait(30) == 0


def test_a_site_asked_to_stop_while_it_starts_ends_in_order(site):
    with site.running("serve", f"--port={free_port()}", "--workers=1") as server:
        until(lambda: (site.home / "static").exists())
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0


def test_a_site_with_its_own_network_is_not_given_the_example(site):
    site.python("from plateforme.networks.models import Network; Network.objects.create(slug='val', name='Val')")
    with site.running("serve", "--example", f"--port={free_port()}", "--workers=1") as server:
        until(lambda: "est servi sur" in told(server))
        assert "mot de passe" not in told(server)
    count = "from plateforme.networks.models import Network; print(Network.objects.count())"
    assert site.python(count) == "1"


def answers(address: str):
    try:
        return read(address)
    except OSError:
        return None


# --- the disk --------------------------------------------------------------------------------------------------------


def test_a_network_disk_is_known_by_the_mount_nearest_to_the_home(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\nserver:/y /elsewhere cifs rw 0 0\n")
    assert health._kind_of_disk(tmp_path / "home", mounts) == "nfs4"
    assert health._kind_of_disk(Path("/var/lib"), mounts) == "ext4"
    assert health._kind_of_disk(tmp_path, tmp_path / "none") == ""
