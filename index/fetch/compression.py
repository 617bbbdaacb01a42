"""What do compressed bytes hold? Never more than is asked for: a bomb of gzip grows a thousandfold."""

import zlib

GZIP = b"\x1f\x8b"
_MOST_JOINED = 50  # files of gzip that are joined to one
_ANY_HEADER = zlib.MAX_WBITS + 32  # gzip's or zlib's


def decompressed(content: bytes, most: int) -> bytes | None:
    """What gzip or deflate packed; None where it is more than `most` bytes.

    Raises:
        ValueError: this is neither, or it is cut off.
    """
    try:
        return _unpacked(content, most, _ANY_HEADER)
    except zlib.error:
        pass
    try:
        return _unpacked(content, most, -zlib.MAX_WBITS)  # what some servers call deflate
    except zlib.error as error:
        raise ValueError("the compressed answer is damaged") from error


def _unpacked(content: bytes, most: int, header: int) -> bytes | None:
    unpacked = bytearray()
    for _ in range(_MOST_JOINED):
        if not content:
            return bytes(unpacked)
        unpacker = zlib.decompressobj(header)
        unpacked += unpacker.decompress(content, most + 1 - len(unpacked))
        if len(unpacked) > most:
            return None
        if not unpacker.eof:
            raise ValueError("the compressed answer is cut off")
        # Files may be joined; what else follows (padding) is no part of the content.
        content = unpacker.unused_data if unpacker.unused_data.startswith(GZIP) else b""
    raise ValueError("the compressed answer is joined from too many parts")
