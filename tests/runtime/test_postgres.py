"""The embedded server: first start, second start, recovery, locks, accounts, awkward folders."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from balie.runtime import processes
from balie.runtime.postgres import CannotStart, UnsafeSettings, check_settings, connection_urls
from balie.runtime.postgres import cluster as cluster_module
from balie.runtime.postgres.cluster import Cluster, running
from balie.settings import embedded as place_module
from balie.settings.embedded import ADMIN, RUNTIME, Place

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that the server's account may not enter")


def note(home: Path, word: str) -> None:
    with psycopg.connect(connection_urls(home)[0]) as connection:
        connection.execute("create table if not exists notes (word text)")
        connection.execute("insert into notes values (%s)", [word])


def notes(home: Path) -> list[str]:
    with psycopg.connect(connection_urls(home)[0]) as connection:
        return [row[0] for row in connection.execute("select word from notes")]


def test_what_is_written_is_there_at_the_next_start(new_home):
    with running(new_home):
        note(new_home, "één")
    with running(new_home):
        assert notes(new_home) == ["één"]


def test_the_server_stops_with_its_user(home):
    with running(home) as cluster:
        assert cluster.is_ready()
        pid = cluster.process.pid
    assert not cluster.is_ready() and not processes.alive(pid)


def test_dutch_text_is_lowered_without_icu(home):
    with running(home) as cluster, cluster.connect() as connection:
        assert connection.execute("select lower('ËÉN'), 'a' < 'B' collate \"C\"").fetchone() == ("ëén", False)


def test_the_runtime_role_owns_nothing_and_cannot_bypass(home):
    with running(home) as cluster, cluster.connect(RUNTIME) as connection:
        query = "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"
        assert connection.execute(query).fetchone() == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("create table mine (id int)")


def test_a_wrong_password_is_refused_and_no_port_is_open(home):
    with running(home) as cluster:
        right = cluster.place.url(RUNTIME)
        wrong = right.replace(cluster.place.credentials[RUNTIME], "guess")
        psycopg.connect(right).close()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)
        with cluster.connect() as connection:
            assert connection.execute("show listen_addresses").fetchone()[0] == ""


def test_secrets_are_for_their_owner_only(new_home):
    with running(new_home) as cluster:
        for path, mode in ((cluster.place.folder / "credentials.json", 0o600), (cluster.place.socket_folder, 0o700), (cluster.data, 0o700)):
            assert path.stat().st_mode & 0o777 == mode, path


def test_recovers_after_the_server_is_killed(home):
    with running(home) as cluster:
        note(home, "acknowledged")
        cluster.process.kill()
        cluster.process.wait()
        assert not cluster.is_ready()
        cluster.start()
        assert notes(home) == ["acknowledged"]


STARTER = """
import sys, time
from balie.runtime.postgres.cluster import Cluster
cluster = Cluster(sys.argv[1]); cluster.lock.take(); cluster.start()
print(cluster.process.pid, flush=True)
time.sleep(60)
"""


def start_in_another_process(home: Path) -> tuple[subprocess.Popen, int]:
    starter = subprocess.Popen([sys.executable, "-c", STARTER, str(home)], stdout=subprocess.PIPE, text=True)
    return starter, int(starter.stdout.readline())


def test_the_server_dies_with_a_killed_starter_and_the_next_start_finds_all(home):
    starter, server = start_in_another_process(home)
    note(home, "safe")
    starter.kill()
    starter.wait()
    with running(home):
        assert not processes.alive(server)
        assert notes(home) == ["safe"]


def test_recovers_after_everything_is_killed_at_once(home):
    starter, server = start_in_another_process(home)
    note(home, "safe")
    os.kill(server, signal.SIGSTOP)  # so that it cannot stop in an orderly way when its starter is gone
    starter.kill()
    os.kill(server, signal.SIGKILL)
    starter.wait()
    with running(home):
        assert notes(home) == ["safe"]


def test_control_without_the_arrangement_a_server_outlives_its_starter(home, monkeypatch):
    code = STARTER.replace("cluster.start()", "Cluster._launch.__globals__['processes'].die_with_parent = lambda *_: None; cluster.start()")
    starter = subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, text=True)
    server = int(starter.stdout.readline())
    starter.kill()
    starter.wait()
    time.sleep(0.5)
    assert processes.alive(server)
    with running(home):  # and yet the next start gets rid of it
        assert not processes.alive(server)


def test_a_stale_note_with_the_number_of_another_process_is_forgotten(home):
    with running(home):
        note(home, "kept")
    data = Cluster(home).data
    bystander = subprocess.Popen(["/bin/sleep", "60"])
    try:
        (data / "postmaster.pid").write_text(f"{bystander.pid}\n{data}\n1\n5432\n\n\n\n")
        with running(home):
            assert notes(home) == ["kept"]
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_second_starter_is_told_so(home, monkeypatch):
    monkeypatch.setattr(cluster_module, "STOP_SECONDS", 0.1)
    with running(home):
        with pytest.raises(CannotStart, match="already in use"), running(home):
            pass
        assert Cluster(home).is_ready()


def test_two_beside_each_other(home, other_home):
    with running(home), running(other_home):
        note(home, "left")
        note(other_home, "right")
        assert (notes(home), notes(other_home)) == (["left"], ["right"])


def test_a_folder_with_a_very_long_name(new_home):
    deep = new_home / ("a-long-name-" * 8) / ("another-one-" * 8)
    deep.mkdir(parents=True)
    assert len(str(deep)) > 107
    with running(deep) as cluster:
        assert len(str(cluster.place.socket_folder / ".s.PGSQL.5432")) < 107
        note(deep, "far")
        assert notes(deep) == ["far"]


def test_a_folder_name_with_spaces_and_quotes(new_home):
    with running(new_home / "Gemeente 's-Hertog & co"):
        note(new_home / "Gemeente 's-Hertog & co", "x")


def test_nothing_is_left_half_made_when_the_first_start_fails(new_home, monkeypatch):
    def broken(*_):
        raise CannotStart("power cut")

    monkeypatch.setattr(Cluster, "_make_roles", broken)
    with pytest.raises(CannotStart, match="power cut"), running(new_home):
        pass
    monkeypatch.undo()
    with running(new_home):
        note(new_home, "now it works")
    assert not list((new_home / "postgres").glob("new-*"))


@pytest.fixture
def closed_home(monkeypatch):
    """A folder that only root may enter, and a stand-in for /var/lib/balie."""
    folder, elsewhere = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    elsewhere.chmod(0o711)
    assert folder.stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr(place_module, "ELSEWHERE", elsewhere)
    yield folder / "var"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(elsewhere, ignore_errors=True)


@only_root
def test_a_folder_that_only_root_may_enter_keeps_its_database_elsewhere(closed_home):
    with running(closed_home) as cluster:
        note(closed_home, "reached")
        assert place_module.ELSEWHERE in cluster.data.parents
    with running(closed_home):
        assert notes(closed_home) == ["reached"]
    assert closed_home.parent.stat().st_mode & 0o777 == 0o700, "nobody else gets in"


@only_root
def test_databases_of_folders_that_were_thrown_away_are_cleared(closed_home):
    with running(closed_home) as cluster:
        gone = cluster.data
    shutil.rmtree(closed_home)
    with running(closed_home):
        assert not gone.exists()


@only_root
def test_programs_that_the_account_cannot_reach_are_copied(new_home, monkeypatch):
    from balie.runtime.postgres import programs

    closed = Path(tempfile.mkdtemp())
    source = next(programs._candidates())
    package = source.parent.parent
    shutil.copytree(package, closed / package.name)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, closed / libraries.name)
    monkeypatch.setattr(programs, "_candidates", lambda: iter([closed / package.name / source.parent.name / source.name]))
    try:
        with running(new_home) as cluster:
            assert new_home in Path(cluster.process.args[0]).parents
            note(new_home, "copied")
    finally:
        shutil.rmtree(closed)


def test_works_as_an_ordinary_account(as_nobody, new_home):
    os.chown(new_home, 65534, -1)
    done = as_nobody(f"""
import os, psycopg
from balie.runtime.postgres.cluster import running
with running({str(new_home)!r}) as cluster:
    print(os.geteuid(), cluster.connect().execute("select current_user").fetchone()[0])
""")
    assert done.stdout.split() == ["65534", "balie_owner"], done.stderr


def test_data_of_another_account_gives_a_sentence(as_nobody, home):
    with running(home) as cluster:
        cluster.place.folder.chmod(0o755)
        data = cluster.data
    shutil.chown(data, "daemon")
    done = as_nobody(f"""
from pathlib import Path
from balie.runtime.postgres.account import of_data
of_data(Path({str(data)!r}))
""")
    assert "belongs to another account" in done.stderr


def test_the_system_server_serves_where_the_wheel_does_not(new_home, monkeypatch):
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        pytest.skip("no PostgreSQL of the system")
    monkeypatch.setenv("BALIE_POSTGRES_BIN", str(found[-1]))
    with running(new_home) as cluster, cluster.connect() as connection:
        assert connection.execute("select lower('É')").fetchone()[0] == "é"


def test_no_server_at_all_gives_a_sentence(new_home, monkeypatch):
    monkeypatch.setenv("BALIE_POSTGRES_BIN", "/nowhere")
    with pytest.raises(CannotStart, match="BALIE_DATABASE_URL"), running(new_home):
        pass


def test_unsafe_settings_are_refused(home):
    with running(home) as cluster, cluster.connect(ADMIN) as connection:
        check_settings(connection)
        connection.execute("set synchronous_commit = off")
        with pytest.raises(UnsafeSettings, match="synchronous_commit is off"):
            check_settings(connection)
        connection.execute("alter system set full_page_writes = off")
        connection.execute("select pg_reload_conf()")
        assert processes.wait_until(lambda: connection.execute("show full_page_writes").fetchone()[0] == "off", seconds=5)
        with pytest.raises(UnsafeSettings, match="full_page_writes is off and must be on; synchronous_commit"):
            check_settings(connection)


def test_names_and_passwords_are_made_once(new_home):
    code = "import sys; from balie.settings.embedded import connection_urls; print(connection_urls(sys.argv[1]))"
    together = [subprocess.Popen([sys.executable, "-c", code, str(new_home)], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({process.communicate()[0] for process in together}) == 1
    assert Place.of(new_home).credentials["name"]
