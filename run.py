"""Everything one types to use or work on Partenariat vivant. Needs Python 3.11 or later with its venv module.

python3 run.py             sets everything up, loads the example network, serves it on http://127.0.0.1:8000
python3 run.py documents   the synthesis and the analysis of the example edition, into out/
python3 run.py test        every check, every test, then those of the place again on PostgreSQL
python3 run.py check       format, lint, types, import contracts
python3 run.py bench       the benchmark suite
"""

# Any python3 since 3.7 must read this far enough to say that it is too old: no newer syntax in this file, and nothing
# imported at the top that a distribution packs apart.
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
DOCUMENTS = {  # of the example: name -> the option that asks for it, its title
    "synthese": ("-o", "la synthèse"),
    "analyse": ("--analysis", "l'analyse complète des comptes rendus"),
}
FORMATS = ("pdf", "docx", "odt", "html", "md")
DATABASE = "PARTENARIAT_TEST_DATABASE_URL"
PLACE = ("tests/plateforme", "src/plateforme")
BESIDE = (  # titles and arguments of the lanes that run beside the tests of the place on SQLite
    ("tests of the method", *(f"--ignore={path}" for path in PLACE)),
    ("tests on PostgreSQL", "tests/plateforme"),
)
PROGRAMS = {  # what the tests look at the documents with: name -> Debian's package, the commands it may answer to
    "Chromium": ("chromium", ("chromium", "chromium-browser", "google-chrome")),
    "LibreOffice Writer": ("libreoffice-writer", ("soffice", "libreoffice")),
}


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 -- run by whatever python3 the person has
        return refuse(
            f"Python {sys.version.split()[0]} est trop ancien : il faut Python 3.11 ou plus récent.\n"
            "Sur Debian ou Ubuntu : sudo apt install python3.11 python3.11-venv, puis python3.11 run.py"
        )
    commands = {"place": place, "documents": documents, "test": test, "check": check, "bench": bench}
    name, arguments = asked(sys.argv[1:])
    if name not in commands:
        print(__doc__)
        return refuse(f"Commande inconnue : {name}.")
    os.chdir(ROOT)
    if name == "test":
        bring_programs()  # asked before the minutes of installation
    set_up(developer=name not in ("place", "documents"))
    return commands[name](arguments)


def asked(words: list[str]) -> tuple[str, list[str]]:
    """The command and its arguments; options alone are those of the place."""
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        return "place", words
    return words[0], words[1:]


# --- the commands --------------------------------------------------------------------------------------------------


def place(arguments: list[str]) -> int:
    """The example network on this machine, kept in the folder place/; the arguments go to ``plateforme serve``."""
    os.environ.setdefault("PLATEFORME_HOME", str(ROOT / "place"))
    return become(PYTHON, "-m", "plateforme.config.command", "serve", "--example", *arguments)


def documents(_: list[str]) -> int:
    """The two documents of the example edition, in every format: 0 when all are there and new, else 3."""
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    options = {out / f"{name}.{suffix}": option for name, (option, _) in DOCUMENTS.items() for suffix in FORMATS}
    before = {path: written(path) for path in options}
    print("Écriture des documents de l'édition d'exemple (une demi-minute au plus)…", flush=True)
    arguments = [argument for path, option in options.items() for argument in (option, str(path))]
    code = vivant("synthesis", str(ROOT / "samples" / "edition-2018"), *arguments)
    missing = [path.name for path, when in before.items() if written(path) == when]
    if code not in (0, 1) or missing:
        left = f" Il manque, dans {out} : {', '.join(missing)}." if missing else ""
        print(f"\nL'édition d'exemple n'a pas pu être écrite (code {code}).{left}", file=sys.stderr)
        print("La raison est dite plus haut.", file=sys.stderr)
        return 3
    print("\nLes deux documents de l'édition d'exemple sont prêts :")
    for name, (_, title) in DOCUMENTS.items():
        print(f"  {title:40} {out / name}.{{{','.join(FORMATS)}}}")
    print(f"\nPour commencer, ouvrez {out / 'synthese.html'}")
    return 0


def check(_: list[str] | None = None) -> int:
    """Format, lint, types, import contracts: quick."""
    code = ["src", "tests", "bench", "run.py"]
    steps = {
        "format": ["ruff", "format", "--check", *code],
        "lint": ["ruff", "check", *code],
        "types": ["mypy", "src"],
        "imports": ["lint-imports", "--no-cache"],
    }
    failed = [name for name, (tool, *rest) in steps.items() if run(BIN / tool, *rest, title=name)]
    return refuse(f"À reprendre : {', '.join(failed)}.") if failed else 0


def test(arguments: list[str]) -> int:
    """Every check, then every test, in lanes side by side: many wait for a browser or a process. With arguments:
    pytest's, alone."""
    if arguments:
        return run(PYTHON, "-m", "pytest", *arguments, title="tests")
    failed = ["checks"] if check() else []
    beside = [lane(title, *rest) for title, *rest in BESIDE]
    try:
        failed += ["tests"] if run(PYTHON, "-m", "pytest", *PLACE, env=on_sqlite(), title="tests") else []
        for title, process, told in beside:
            print(f"\n== {title}", flush=True)
            failed += [title] if process.wait() else []
            told.seek(0)
            print(told.read().decode("utf-8", "replace"), flush=True)
    finally:
        for _, process, told in beside:
            process.terminate()  # says nothing to one that has ended; its server stops with it
            process.wait()
            told.close()
    return refuse(f"À reprendre : {', '.join(failed)}.") if failed else 0


def lane(title: str, *arguments: str) -> tuple:
    """Tests begun beside others; what they say is kept for the end."""
    told = tempfile.TemporaryFile()  # noqa: SIM115 -- open as long as the lane
    env = on_postgresql() if "PostgreSQL" in title else on_sqlite()
    return title, subprocess.Popen([str(PYTHON), "-m", "pytest", *arguments], env=env, stdout=told, stderr=told), told


def on_postgresql() -> dict[str, str]:
    """The server named in the environment, else one that the tests start and stop by themselves."""
    return {**os.environ, DATABASE: os.environ.get(DATABASE) or "embedded"}


def on_sqlite() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != DATABASE}


def bench(arguments: list[str]) -> int:
    """The figures of docs/benchmarks.md, measured here."""
    return run(PYTHON, "-m", "bench", *arguments, title="bench")


# --- setting up ----------------------------------------------------------------------------------------------------


def set_up(*, developer: bool) -> None:
    """A virtual environment with what the lock says, and the working tree installed in it."""
    lock = ROOT / ("requirements-dev.lock" if developer else "requirements.lock")
    stamps = [VENV / f"{path.name}.stamp" for path in (ROOT / "requirements-dev.lock", lock)]
    wanted = stamp(lock)
    if any(mark.exists() and mark.read_text() == stamp(ROOT / mark.stem) for mark in stamps):
        return
    print("Préparation de l'environnement (une seule fois, une à deux minutes)…", flush=True)
    if not PYTHON.exists():
        make_venv()
    install(lock)
    (VENV / f"{lock.name}.stamp").write_text(wanted)


def stamp(lock: Path) -> str:
    content = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()


def make_venv() -> None:
    """Whole or not at all: one left half-made would pass for ready the next time."""
    try:
        import venv

        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    except (subprocess.CalledProcessError, ImportError, OSError) as error:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            f"L'environnement Python n'a pas pu être créé ({error}).\n"
            f"Sur Debian ou Ubuntu, il manque sans doute le module venv : sudo apt install python{version}-venv\n"
            "Puis relancez la même commande."
        )
    except KeyboardInterrupt:
        shutil.rmtree(VENV, ignore_errors=True)
        raise


def install(lock: Path) -> None:
    uv = shutil.which("uv")
    pip = [uv, "pip"] if uv else [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    target = ["--python", str(PYTHON)] if uv else []
    steps = (
        ["install", "--quiet", "--require-hashes", "-r", str(lock), *target],
        ["install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT), *target],
    )
    for step in steps:
        if subprocess.run([*pip, *step], check=False).returncode:
            sys.exit(
                "L'installation s'est arrêtée. Vérifiez la connexion (et le réglage de l'index de paquets de pip), "
                "puis relancez la même commande : elle reprendra."
            )


def bring_programs() -> None:
    """The browser and the office suite that the tests look with: by apt where we may, else said exactly."""
    missing = missing_programs()
    if not missing:
        return
    apt = shutil.which("apt-get")
    packages = [PROGRAMS[name][0] for name in missing]
    if not apt:
        lines = [f"  {name} (une de ces commandes : {', '.join(PROGRAMS[name][1])})" for name in missing]
        sys.exit("\n".join(["Il manque des programmes pour les tests. Installez-les puis relancez :", *lines]))
    by_hand = f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    if not (hasattr(os, "geteuid") and os.geteuid() == 0):
        sys.exit(f"Il manque des programmes pour les tests. Installez-les puis relancez :\n  {by_hand}")
    print(f"Installation de {', '.join(packages)} (apt)…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run([apt, "-qq", *step], env=environment, stdout=subprocess.DEVNULL, check=False)
    still = missing_programs()
    if still:
        sys.exit(f"apt n'a pas pu installer {', '.join(still)}. Essayez : {by_hand}")


def missing_programs() -> list[str]:
    return [name for name, (_, commands) in PROGRAMS.items() if not any(map(shutil.which, commands))]


# --- running -------------------------------------------------------------------------------------------------------


def vivant(*arguments: str) -> int:
    return subprocess.run([str(PYTHON), "-m", "vivant", *arguments], check=False).returncode


def run(program: Path, *arguments: str, title: str, env: dict[str, str] | None = None) -> int:
    print(f"\n== {title}", flush=True)
    return subprocess.run([str(program), *arguments], env=env, check=False).returncode


def become(program: Path, *arguments: str) -> int:
    """Give way to a program that stops by itself, in its own time, when it is told to."""
    command = [str(program), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606
    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the program got it too, and is stopping


def written(path: Path) -> int:
    """When, in nanoseconds; 0 for a file that is not there."""
    return path.stat().st_mtime_ns if path.is_file() else 0


def refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nArrêté. La même commande reprendra.")
