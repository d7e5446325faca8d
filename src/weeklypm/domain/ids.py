"""Identities: UUIDv7 (RFC 9562), so that rows made later sort later."""

from __future__ import annotations

from uuid import UUID


def uuid7(unix_milliseconds: int, random_bytes: bytes) -> UUID:
    """Make a UUIDv7 from a Unix time in milliseconds and ten random bytes (RFC 9562, section 5.7)."""
    head = unix_milliseconds.to_bytes(6, "big")
    body = bytearray(head + random_bytes[:10])
    body[6] = (body[6] & 0x0F) | 0x70
    body[8] = (body[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(body))
