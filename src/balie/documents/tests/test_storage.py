"""Documents in S3: kept, read back, swept and never public. moto plays S3 in this process."""
import hashlib

import boto3
import pytest
from moto import mock_aws

from balie.documents import jobs, storage, streams
from balie.kernel import clock


@pytest.fixture
def bucket(settings, gemeente, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    settings.BALIE = settings.BALIE.model_copy(update={
        "storage": "s3", "s3_bucket": "documenten", "s3_region": "eu-west-1", "s3_access_key": "key", "s3_secret_key": "secret",
    })
    storage.storage.cache_clear()
    with mock_aws():
        client = boto3.client("s3", region_name="eu-west-1", aws_access_key_id="key", aws_secret_access_key="secret")
        client.create_bucket(Bucket="documenten", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        yield client
    storage.storage.cache_clear()


def names(client) -> list[str]:
    return [each["Key"] for each in client.list_objects_v2(Bucket="documenten").get("Contents", [])]


def test_what_is_kept_can_be_read_back(bucket):
    name = storage.keep(b"%PDF-1.7 inhoud")
    assert names(bucket) == [name] and name.startswith("zonnedam/")
    assert storage.fetch(name) == b"%PDF-1.7 inhoud"


def test_large_content_goes_there_in_pieces(bucket):
    kept = streams.keep_pieces(bytes([number]) * 1024 * 1024 for number in range(12))
    assert kept.size == 12 * 1024 * 1024 and bucket.head_object(Bucket="documenten", Key=kept.name)["ContentLength"] == kept.size
    whole = b"".join(streams.Checked(kept.name, size=kept.size, sha256=kept.sha256, what="x"))
    assert hashlib.sha256(whole).hexdigest() == kept.sha256


def test_nobody_but_us_may_read_it(bucket):
    name = storage.keep(b"geheim")
    grants = bucket.get_object_acl(Bucket="documenten", Key=name)["Grants"]
    assert [grant["Grantee"].get("URI") for grant in grants] == [None]


def test_content_that_no_row_names_is_swept(bucket):
    storage.keep(b"van een transactie die niet doorging")
    assert jobs.sweep_day(clock.today()) == 1 and names(bucket) == []


def test_a_day_without_content_is_no_problem(bucket):
    assert jobs.sweep_day(clock.today()) == 0


def test_control_without_the_setting_nothing_goes_to_s3(bucket, settings, tmp_path):
    settings.BALIE = settings.BALIE.model_copy(update={"storage": "files"})
    settings.MEDIA_ROOT = tmp_path
    storage.storage.cache_clear()
    name = storage.keep(b"gewoon")
    assert names(bucket) == [] and (tmp_path / name).read_bytes() == b"gewoon"
