"""C2PA signatures, read back by the library that others read them with."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from mutagen.mp3 import MP3

from articast.errors import ConfigurationError
from articast.recording import signing, tag
from tests.recording.test_tag import frames
from tests.sample import cover, episode, reading, show

if TYPE_CHECKING:
    from pathlib import Path

c2pa = pytest.importorskip("c2pa", reason="the extra c2pa is not installed")


def certificate(
    subject: str, key: Any, issuer: str, signer: Any, *, authority: bool, days: int = 365
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    usage |= {"key_cert_sign": True, "crl_sign": True} if authority else {"digital_signature": True}
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return builder.sign(signer, hashes.SHA256())


def pem(key: Any) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.fixture
def chain(tmp_path: Path) -> tuple[Path, Path]:
    return made_chain(tmp_path)


def made_chain(folder: Path, days: int = 365) -> tuple[Path, Path]:
    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    certificates = (
        certificate("The Gazette", leaf, "The Gazette's root", root, authority=False, days=days),
        certificate("The Gazette's root", root, "The Gazette's root", root, authority=True),
    )
    (folder / "chain.pem").write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates))
    (folder / "key.pem").write_bytes(pem(leaf))
    return folder / "chain.pem", folder / "key.pem"


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    file = tmp_path / "episode-00000000.mp3"
    file.write_bytes(tag.id3(episode(seconds=3.0, chapters=()), reading(), show(), cover()) + frames())
    return file


def read(file: Path) -> dict[str, Any]:
    with file.open("rb") as stream, c2pa.Reader("audio/mpeg", stream) as reader:
        return {"state": reader.get_validation_state(), **json.loads(reader.json())}


@pytest.mark.parametrize(("kind", "source"), [("neural", "trainedAlgorithmicMedia"), ("formant", "algorithmicMedia")])
def test_a_signed_episode_says_how_it_was_made(mp3: Path, chain: tuple[Path, Path], kind: Any, source: str) -> None:
    signing.sign(mp3, *chain, kind)
    found = read(mp3)
    assert found["state"] == "Valid"
    manifest = found["manifests"][found["active_manifest"]]
    assert manifest["claim_generator_info"][0]["name"] == "Articast"
    assert manifest["signature_info"]["alg"] == "Es256"
    assert manifest["signature_info"]["issuer"] == "The Gazette"
    (actions,) = (one["data"]["actions"] for one in manifest["assertions"] if one["label"].startswith("c2pa.actions"))
    assert [(one["action"], one["digitalSourceType"].rpartition("/")[2]) for one in actions] == [
        ("c2pa.created", source)
    ]


def test_tag_and_sound_stay_as_they_were(mp3: Path, chain: tuple[Path, Path]) -> None:
    before = mp3.read_bytes()
    signing.sign(mp3, *chain, "neural")
    after = mp3.read_bytes()
    assert after.endswith(frames())
    assert 0 < len(after) - len(before) < 20_000
    assert str(MP3(mp3).tags["TIT2"]) == "Article number 1"
    assert MP3(mp3).tags.getall("APIC")[0].data == cover()
    assert [file.name for file in mp3.parent.glob("*episode*")] == [mp3.name]


def test_a_changed_byte_breaks_the_signature(mp3: Path, chain: tuple[Path, Path]) -> None:
    signing.sign(mp3, *chain, "neural")
    raw = bytearray(mp3.read_bytes())
    raw[-100] ^= 1
    mp3.write_bytes(raw)
    found = read(mp3)
    assert found["state"] == "Invalid"
    assert any(one["code"] == "assertion.dataHash.mismatch" for one in found["validation_status"])


def test_what_cannot_sign_is_named_and_the_file_is_left_alone(
    mp3: Path, chain: tuple[Path, Path], tmp_path: Path
) -> None:
    before = mp3.read_bytes()
    other = tmp_path / "other.pem"
    other.write_bytes(pem(ec.generate_private_key(ec.SECP256R1())))
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_bytes(b"nonsense")
    certificates, key = chain
    for pair, message in (
        ((certificates, other), "is not the key of the first certificate"),
        ((certificates, nonsense), "is no PEM key"),
        ((nonsense, key), "is no PEM certificate"),
        ((tmp_path / "absent.pem", key), r"absent\.pem, cannot be read"),
    ):
        with pytest.raises(ConfigurationError, match=message):
            signing.sign(mp3, *pair, "neural")
    assert mp3.read_bytes() == before


def test_a_certificate_out_of_date_is_refused(mp3: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be signed"):
        signing.sign(mp3, *made_chain(tmp_path, days=-1), "neural")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["chain.pem", mp3.name, "key.pem"]
