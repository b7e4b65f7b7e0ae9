"""Set-up of a clone: virtual environment, pinned packages, front-end packages. A step whose inputs did not change is skipped.

`setup.py runtime` for running Balie, `setup.py test` for its tests as well. Uses the standard library only. What is done is
remembered in `.venv/balie-setup.json`; nothing outside the clone is changed, except that `test`, as root on Debian, installs Chromium.
"""
from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
DONE = VENV / "balie-setup.json"
OLDEST_NODE = 18
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class Failed(Exception):
    """A step failed; the text is for the person at the console."""


def main(profile: str) -> None:
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # two starts in one clone: the second waits for the first
    step("Python environment", make_venv, str(ROOT), sys.version, os.path.realpath(sys.executable), within=VENV)
    step("installer", install_tools, content("requirements/setup.txt"))
    packages = f"requirements/{profile}.txt"
    step(f"Python packages ({profile})", lambda: install(packages), content(packages), content("requirements/runtime.txt"))
    if profile == "test":
        remember("Python packages (runtime)", digest(content("requirements/runtime.txt"), content("requirements/runtime.txt")))
    step("Balie itself", install_balie, content("pyproject.toml"))
    if (ROOT / "package-lock.json").exists():
        step("front-end packages", install_front_end, content("package.json"), content("package-lock.json"), within=ROOT / "node_modules")
    if profile == "test":
        find_browser()


# -- steps -----------------------------------------------------------------------------------------------------------------


def make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    made = run([sys.executable, "-m", "venv", VENV], check=False)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)  # Debian without python3-venv: the environment can be made, pip is not in it
    run([sys.executable, "-m", "venv", "--without-pip", VENV])
    if not (shutil.which("uv") or run([sys.executable, "-m", "pip", "--version"], check=False).returncode == 0):
        shutil.rmtree(VENV, ignore_errors=True)
        raise Failed("Python's venv has no pip here. Install it (Debian: apt-get install python3-venv) and try again.")


def install_tools() -> None:
    wanted = ["--require-hashes", "-r", ROOT / "requirements/setup.txt"]
    if (VENV / "bin/pip").exists():
        run([VENV / "bin/python", "-m", "pip", "install", "-q", *no_cache("--no-cache-dir"), *wanted])
    elif found := shutil.which("uv"):
        run([found, "pip", "install", "-q", "--python", VENV / "bin/python", *wanted])
    else:
        run([sys.executable, "-m", "pip", "--python", VENV / "bin/python", "install", "-q", *no_cache("--no-cache-dir"), *wanted])


def install(requirements: str) -> None:
    uv("install", "--compile-bytecode", "--require-hashes", "-r", ROOT / requirements)


def install_balie() -> None:
    uv("install", "--no-deps", "--no-build-isolation", "-e", ROOT)


def install_front_end() -> None:
    environment = os.environ | {"PATH": f"{VENV / 'bin'}:{os.environ.get('PATH', '/usr/bin:/bin')}"}
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")  # an organisation's own certificates count
    if no_cache("yes"):
        environment["npm_config_cache"] = str(VENV / "cache" / "npm")
    npm = shutil.which("npm") if node_is_fit() else None
    if npm is None:
        uv("install", "--require-hashes", "-r", ROOT / "requirements/node.txt")
        npm = VENV / "bin/npm"
    run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], env=environment)


def node_is_fit() -> bool:
    node = shutil.which("node")
    found = re.match(r"v(\d+)", run([node, "--version"], check=False).stdout) if node else None
    return bool(found) and int(found[1]) >= OLDEST_NODE


def find_browser() -> None:
    """The journeys need Chromium. Without it they are skipped, which is said here and again by pytest."""
    if any(shutil.which(name) for name in BROWSERS) or os.environ.get("BALIE_CHROMIUM"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("  Chromium …", end=" ")
        begun = time.monotonic()
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], env=environment, check=False)
        for package in BROWSERS[:2]:  # the first is lighter, and not in every Debian
            run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], env=environment, check=False)
            if shutil.which(package):
                say(f"done ({time.monotonic() - begun:.0f} s)")
                return
        say("not possible")
    say("  No Chromium on this machine: the journeys in a real browser will be skipped (Debian: apt-get install chromium-headless-shell).")


# -- how ---------------------------------------------------------------------------------------------------------------------


def step(name: str, work, *inputs: str, within: Path = VENV) -> None:
    """Do `work` unless it was done with the same inputs and what it made (`within`) is still there."""
    wanted = digest(*inputs)
    if within.exists() and remembered().get(name) == wanted:
        return
    say(f"  {name} …", end=" ")
    begun = time.monotonic()
    try:
        work()
    except Failed:
        say("failed")
        raise
    remember(name, wanted)
    say(f"done ({time.monotonic() - begun:.0f} s)")


def uv(action: str, *arguments) -> None:
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    environment.setdefault("UV_SYSTEM_CERTS", "true")  # an organisation's own certificates count
    if no_cache("yes"):
        environment["UV_CACHE_DIR"] = str(VENV / "cache" / "uv")
    run([VENV / "bin/uv", "pip", action, "-q", "--python", VENV / "bin/python", *arguments], env=environment)


def no_cache(option: str) -> list[str]:
    """`[option]` where nothing can be kept in the home folder."""
    home = Path(os.environ.get("HOME") or "/")
    nearest = next((folder for folder in (home, *home.parents) if folder.exists()), Path("/"))
    return [] if os.environ.get("HOME") and os.access(nearest, os.W_OK) else [option]


def run(command: list, *, check: bool = True, env: dict | None = None) -> subprocess.CompletedProcess:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=env, capture_output=True, text=True)  # noqa: S603
    if check and done.returncode:
        raise Failed(f"{' '.join(map(str, command))}\n{(done.stdout + done.stderr)[-4000:]}")
    return done


def content(name: str) -> str:
    return (ROOT / name).read_text()


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def remembered() -> dict[str, str]:
    return json.loads(DONE.read_text()) if DONE.exists() else {}


def remember(name: str, value: str) -> None:
    fresh = DONE.with_suffix(".new")
    fresh.write_text(json.dumps(remembered() | {name: value}, indent=1))
    fresh.replace(DONE)


def say(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "runtime")
    except Failed as problem:
        sys.exit(f"Balie could not be set up:\n{problem}")
    except KeyboardInterrupt:
        sys.exit(130)
