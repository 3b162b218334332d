"""C2PA: a signed statement inside the MP3 that, and how, a machine made it. Needs the extra `c2pa`.

The statement is that of the EU's code of practice on marking synthetic content: `c2pa.created` with IPTC's digital
source type. Nothing is sent anywhere: there is no timestamp authority, so that the signature is as good as the
certificate's dates.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from articast.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

MEDIA_TYPE = "audio/mpeg"
SOURCE_TYPES = {
    "neural": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    "formant": "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
    "tone": "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
}
_NO_EXTRA = "signing needs the extra c2pa: pip install 'articast[c2pa]'; or take the certificate out of articast.toml"
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


def ready(certificate: Path, key: Path) -> None:
    """Find out before anything is spoken that nothing could be signed.

    Raises:
        ConfigurationError: the extra is not installed, or there is no such certificate or key.
    """
    if find_spec("c2pa") is None:
        raise ConfigurationError(_NO_EXTRA)
    _read(certificate, "certificate")
    _read(key, "key")


def sign(mp3: Path, certificate: Path, key: Path, synthetic: Literal["neural", "formant", "tone"]) -> None:
    """Sign `mp3` in place, as the last step before its bytes are counted: any later change breaks the signature.

    The file grows by 2 to 4 kB, and its tag becomes ID3v2.4. Two signatures of the same file differ.

    Args:
        mp3: the finished file.
        certificate: PEM, the signer's first, then its chain; for signing documents or mail (extended key usage).
        key: PEM, not encrypted: of the first certificate. EC (P-256, P-384, P-521), Ed25519 or RSA.
        synthetic: what kind of voice speaks.

    Raises:
        ConfigurationError: the extra is not installed, or certificate or key are not usable.
    """
    try:
        import c2pa
    except ImportError as error:
        raise ConfigurationError(_NO_EXTRA) from error
    chain, private = _read(certificate, "certificate"), _read(key, "key")
    signed = mp3.with_name(f".{mp3.name}.signed")
    try:
        info = c2pa.C2paSignerInfo(_algorithm(certificate, key, chain, private), chain, private, None)
        with (
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(json.dumps(_manifest(mp3.name, synthetic))) as builder,
            mp3.open("rb") as source,
            signed.open("w+b") as target,
        ):
            builder.sign(signer, MEDIA_TYPE, source, target)
        signed.replace(mp3)
    except c2pa.C2paError as error:
        raise ConfigurationError(
            f"{mp3.name} cannot be signed with {certificate}: {error}; C2PA needs a certificate in force for signing "
            "documents or mail, that is no authority itself, followed by its chain"
        ) from error
    finally:
        signed.unlink(missing_ok=True)


def _manifest(name: str, synthetic: str) -> dict[str, Any]:
    action = {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPES[synthetic]}
    return {
        "claim_generator_info": [{"name": "Articast"}],
        "title": name,
        "format": MEDIA_TYPE,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}],
    }


def _read(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"the {what} for signing, {path}, cannot be read: {error.strerror}") from error


def _algorithm(certificate: Path, key: Path, chain: bytes, private: bytes) -> str:
    """C2PA's name of the key's algorithm, after a look whether the two belong together."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    try:
        leaf = x509.load_pem_x509_certificates(chain)[0]
    except ValueError as error:
        raise ConfigurationError(f"{certificate} is no PEM certificate: {error}") from error
    try:
        loaded = serialization.load_pem_private_key(private, password=None)
    except (ValueError, TypeError) as error:
        raise ConfigurationError(f"{key} is no PEM key without a password: {error}") from error
    if loaded.public_key() != leaf.public_key():
        raise ConfigurationError(f"{key} is not the key of the first certificate in {certificate}")
    if isinstance(loaded, ec.EllipticCurvePrivateKey) and loaded.curve.name in _CURVES:
        return _CURVES[loaded.curve.name]
    if isinstance(loaded, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(loaded, rsa.RSAPrivateKey):
        return "ps256"
    raise ConfigurationError(f"{key} is of a kind that C2PA does not know; take EC P-256")
