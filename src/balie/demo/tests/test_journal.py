"""The journal: what is put is there after a kill, a torn line is passed over, and only one process writes."""
import pytest

from balie.demo.journal import InUse, Journal


def test_the_last_value_counts_after_reopening(tmp_path):
    journal = Journal(tmp_path / "j.jsonl")
    journal.put("mail", "a", {"n": 1})
    journal.put("mail", "b", {"n": 2})
    journal.put("mail", "a", {"n": 3})
    journal.put("sms", "a", {"n": 4})
    journal.put("sms", "a", None)
    journal.change("mail", "b", lambda row: {"n": row["n"] + 10})
    journal.close()
    with (tmp_path / "j.jsonl").open("a") as file:
        file.write('["mail", "c", {"n"')
    again = Journal(tmp_path / "j.jsonl")
    assert again.all("mail") == [{"n": 3}, {"n": 12}] and again.get("sms", "a") is None
    assert len((tmp_path / "j.jsonl").read_text().splitlines()) == 2  # compacted
    again.close()


def test_a_second_town_in_the_same_folder_is_refused(tmp_path):
    first = Journal(tmp_path / "j.jsonl")
    with pytest.raises(InUse, match="BALIE_HOME"):
        Journal(tmp_path / "j.jsonl", wait=0)
    first.close()
    Journal(tmp_path / "j.jsonl", wait=0).close()


def test_a_returned_value_is_a_copy(tmp_path):
    journal = Journal(tmp_path / "j.jsonl")
    journal.put("mail", "a", {"n": 1})
    journal.get("mail", "a")["n"] = 9
    journal.all("mail")[0]["n"] = 9
    assert journal.get("mail", "a") == {"n": 1}
    journal.close()
