"""An object storage of the tests' own that speaks S3, in which every key may do what its policy says and no more."""

import json
import socket
import ssl
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from tests.lake.server import USER

BUCKET = "jindu-lake"
FOLDERS = ("county", "far/second", "far/third")
"""Where lakes may lie."""
_ARN = f"arn:aws:s3:::{BUCKET}"
_WITHIN = [f"{_ARN}/{folder}/*" for folder in FOLDERS]
# For removing many files at once the storage asks for leave to remove the bucket's, where S3 asks for each file's.
_AT_ONCE = [*_WITHIN, _ARN]
POLICIES: dict[str, dict[str, str | list[str]]] = {
    "loader": {"s3:ListBucket": _ARN, "s3:GetObject": _WITHIN, "s3:PutObject": _WITHIN, "s3:DeleteObject": _AT_ONCE},
    "reader": {"s3:GetObject": _WITHIN},
    "heaper": {"s3:ListBucket": _ARN, "s3:GetObject": _WITHIN, "s3:PutObject": _WITHIN},
    "stranger": {"s3:GetObject": f"{_ARN}/elsewhere/*"},
    "administrator": {"s3:*": "*"},
}
"""What each key may do; docs/lake.md says the same of the first two."""


class Storage:
    """An object storage with one bucket; with a certificate and its key, both in one file, it speaks TLS."""

    def __init__(self, certificate: Path | None = None) -> None:
        self._certificate = certificate
        self._scheme = "https" if certificate else "http"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.endpoint = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", self.endpoint.rpartition(":")[2]]
        if certificate:
            command += ["-c", str(certificate), "-k", str(certificate)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self._client("s3", "nobody", "yet").create_bucket(Bucket=BUCKET)
            self.keys = {name: self._key(name) for name in POLICIES}
            self._ask_for_keys()
        except BaseException:
            self.remove()
            raise

    def _client(self, service: str, key: str, secret: str) -> Any:
        import boto3
        from botocore.config import Config

        return boto3.client(
            service, endpoint_url=f"{self._scheme}://{self.endpoint}", region_name="us-east-1",
            verify=str(self._certificate) if self._certificate else None, aws_access_key_id=key,
            aws_secret_access_key=secret, config=Config(retries={"total_max_attempts": 40, "mode": "standard"}),
        )  # fmt: skip

    def _key(self, name: str) -> tuple[str, str]:
        """Make a key with its policy."""
        users = self._client("iam", "nobody", "yet")
        users.create_user(UserName=name)
        allowed = [{"Effect": "Allow", "Action": what, "Resource": where} for what, where in POLICIES[name].items()]
        policy = json.dumps({"Version": "2012-10-17", "Statement": allowed})
        users.put_user_policy(UserName=name, PolicyName=name, PolicyDocument=policy)
        made = users.create_access_key(UserName=name)["AccessKey"]
        return made["AccessKeyId"], made["SecretAccessKey"]

    def _ask_for_keys(self) -> None:
        """Let every question from now on be signed by a key and allowed by its policy."""
        asked = urllib.request.Request(
            f"{self._scheme}://{self.endpoint}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"}
        )
        trusting = ssl.create_default_context(cafile=self._certificate) if self._certificate else None
        with urllib.request.urlopen(asked, timeout=10, context=trusting):
            pass

    def objects(self, folder: str = "") -> dict[str, bytes]:
        """Return everything that lies below a folder."""
        client = self._client("s3", *self.keys["administrator"])
        listed = client.list_objects_v2(Bucket=BUCKET, Prefix=folder).get("Contents", [])
        return {found["Key"]: client.get_object(Bucket=BUCKET, Key=found["Key"])["Body"].read() for found in listed}

    def put(self, name: str, content: bytes) -> None:
        """Put something into the bucket."""
        self._client("s3", *self.keys["administrator"]).put_object(Bucket=BUCKET, Key=name, Body=content)

    def described(
        self, file: Path, host: Path, database: str, who: str = "loader", folder: str = FOLDERS[0], user: str = USER
    ) -> Path:
        """Write the file that says where a lake in the storage is, with somebody's key."""
        key, secret = self.keys[who]
        file.write_text(
            f'data = "s3://{BUCKET}/{folder}"\n[postgres]\nhost = "{host}"\nuser = "{user}"\ndbname = "{database}"\n'
            f'[s3]\nkey_id = "{key}"\nsecret = "{secret}"\nendpoint = "{self.endpoint}"\nurl_style = "path"\n'
            + (f'ca_cert = "{self._certificate}"\n' if self._certificate else "use_ssl = false\n")
        )
        file.chmod(0o600)
        return file

    def remove(self) -> None:
        """Stop it for good."""
        self._process.kill()
        self._process.wait()


def self_signed(file: Path) -> Path:
    """Write a certificate for this machine that nobody else vouches for, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key, now, day = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC), timedelta(days=1)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "storage")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(certificate.public_bytes(Encoding.PEM) + secret)
    return file
