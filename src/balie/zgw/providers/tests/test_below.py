"""A token goes to addresses under the root of its API, and to nothing that only looks like one."""
import pytest

from balie.zgw.providers.below import is_below

ROOT = "https://zgw.example/zaken/api/v1"


@pytest.mark.parametrize("url", [
    f"{ROOT}/zaken/1", f"{ROOT}/zaken?page=2&a=%20b", "https://ZGW.example:443/zaken/api/v1/zaken/1", f"{ROOT}/zaken/a.b..c",
])
def test_what_lies_under_it(url):
    assert is_below(url, ROOT) and is_below(url, f"{ROOT}/")


@pytest.mark.parametrize("url", [
    ROOT, f"{ROOT}/", "https://zgw.example/zaken/api/v10/zaken/1", "https://zgw.example/console", "http://zgw.example/zaken/api/v1/zaken/1",
    "https://zgw.example:8443/zaken/api/v1/zaken/1", "https://kwaad.example/zaken/api/v1/zaken/1", f"{ROOT}/../../../console", f"{ROOT}/..",
    f"{ROOT}/%2e%2e/console", f"{ROOT}/zaken/..%2f..%2fconsole", f"{ROOT}/%252e%252e/console", f"{ROOT}/a\\..\\b", f"{ROOT}/a\n/b", f"{ROOT}/é",
    "https://zgw.example@kwaad.example/zaken/api/v1/zaken/1", "https://u:p@zgw.example/zaken/api/v1/zaken/1", f"{ROOT}/zaken/1#x",
    "//zgw.example/zaken/api/v1/zaken/1", "zaken/1", "", "https://[zgw/zaken/api/v1/zaken/1", "https://zgw.example:99999/zaken/api/v1/zaken/1",
])
def test_what_does_not(url):
    assert not is_below(url, ROOT)
