"""Reads where contents of files lie beside this disk: a bucket that speaks S3 (docs/files.md)."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kabinet.config.environment import Misconfigured, other_program, text

WHERE, KEY, SECRET, REGION = "KABINET_S3", "KABINET_S3_KEY", "KABINET_S3_SECRET", "KABINET_S3_REGION"
SECONDS_TO_CONNECT, SILENCE, TRIES = 5, 60, 3


def storages(files: Path) -> dict[str, Any]:
    """Django's storage of contents: the folder alone, or the bucket to which they go up from it."""
    if not text(WHERE, ""):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": files}}
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise Misconfigured(f"{WHERE} needs a package that is missing here: pip install 'kabinet[s3]'.")
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _options()}


def _options() -> dict[str, Any]:
    from botocore.config import Config  # dear, and there where a bucket is named

    parts = urlsplit(other_program(WHERE))
    name, _, prefix = parts.path.strip("/").partition("/")
    if not name:
        raise Misconfigured(f"{WHERE} must be https://host[:port]/bucket[/folder]: it names no bucket.")
    return {
        "endpoint_url": f"{parts.scheme}://{parts.netloc}",
        "bucket_name": name,
        "location": prefix,
        "access_key": text(KEY),
        "secret_key": text(SECRET),
        "region_name": text(REGION, "us-east-1"),
        # A name is one content's, so what is written twice is the same.
        "file_overwrite": True,
        "default_acl": None,
        "object_parameters": {"ContentType": "application/octet-stream"},
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=SECONDS_TO_CONNECT,
            read_timeout=SILENCE,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            # Others than Amazon's own refuse the checksums that newer clients add unasked.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }
