"""A mount that shows a folder and keeps locks to itself, as a share does whose locks never reach the server.

Speaks the kernel's FUSE protocol directly (Linux, root): ``python tests/tools/lockless_mount.py SOURCE POINT`` serves
until the point is unmounted. Two such mounts of one folder are two PCs: each sees the other's files, none its locks.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys

HEADER, REPLY = struct.Struct("<IIQQIIII"), struct.Struct("<IiQ")
ATTR = struct.Struct("<QQQQQQIIIIIIIIII")
INIT, NAMES = 26, {1: "lookup", 3: "getattr", 4: "setattr", 9: "mkdir", 10: "unlink", 11: "rmdir", 12: "rename"}
NAMES |= {14: "open", 15: "read", 16: "write", 17: "statfs", 18: "release", 20: "fsync", 25: "flush", 27: "opendir"}
NAMES |= {28: "readdir", 29: "release", 30: "fsync", 34: "access", 35: "create", 45: "rename2"}
FORGET, FORGET_MANY, INTERRUPT, ENOSYS = 2, 42, 36, 38


class Mirror:
    """Serves requests on one mount; nodes are numbers for paths."""

    def __init__(self, source: str) -> None:
        self.paths = {1: source}
        self.numbers = {source: 1}
        self.listings: dict[int, list[str]] = {}
        self.count = 1

    def answer(self, opcode: int, node: int, body: bytes) -> bytes:
        """The reply's body; OSError becomes the reply's error."""
        name = NAMES.get(opcode)
        if name is None:
            raise OSError(ENOSYS, "")
        result: bytes = getattr(self, name)(node, body)
        return result

    def child(self, node: int, name: bytes) -> str:
        return os.path.join(self.paths[node], name.split(b"\0", 1)[0].decode())

    def entry(self, path: str) -> bytes:
        found = os.lstat(path)
        number = self.numbers.get(path)
        if number is None:
            self.count += 1
            number = self.count
            self.numbers[path], self.paths[number] = number, path
        return struct.pack("<QQQQII", number, 0, 0, 0, 0, 0) + self.attr(found)

    @staticmethod
    def attr(found: os.stat_result) -> bytes:
        times = (int(found.st_atime), int(found.st_mtime), int(found.st_ctime))
        parts = [value % 1_000_000_000 for value in (found.st_atime_ns, found.st_mtime_ns, found.st_ctime_ns)]
        rest = (found.st_mode, found.st_nlink, found.st_uid, found.st_gid, 0, 4096, 0)
        return ATTR.pack(found.st_ino, found.st_size, found.st_blocks, *times, *parts, *rest)

    def lookup(self, node: int, body: bytes) -> bytes:
        return self.entry(self.child(node, body))

    def getattr(self, node: int, _body: bytes) -> bytes:
        return struct.pack("<QII", 0, 0, 0) + self.attr(os.lstat(self.paths[node]))

    def setattr(self, node: int, body: bytes) -> bytes:
        wanted, _pad, _handle, size = struct.unpack_from("<IIQQ", body)
        mode = struct.unpack_from("<I", body, 68)[0]
        if wanted & 8:
            os.truncate(self.paths[node], size)
        if wanted & 1:
            os.chmod(self.paths[node], mode & 0o7777)
        if wanted & 0b110000:
            os.utime(self.paths[node])
        return self.getattr(node, b"")

    def mkdir(self, node: int, body: bytes) -> bytes:
        path = self.child(node, body[8:])
        os.mkdir(path)
        return self.entry(path)

    def unlink(self, node: int, body: bytes) -> bytes:
        path = self.child(node, body)
        os.unlink(path)
        self.numbers.pop(path, None)
        return b""

    def rmdir(self, node: int, body: bytes) -> bytes:
        path = self.child(node, body)
        os.rmdir(path)
        self.numbers.pop(path, None)
        return b""

    def rename(self, node: int, body: bytes, skip: int = 8) -> bytes:
        target = struct.unpack_from("<Q", body)[0]
        old, new = body[skip:].split(b"\0")[:2]
        source, place = self.child(node, old), self.child(target, new)
        os.rename(source, place)
        self.numbers.pop(place, None)
        for path in [one for one in self.numbers if one == source or one.startswith(f"{source}/")]:
            number = self.numbers.pop(path)
            moved = place + path[len(source) :]
            self.numbers[moved], self.paths[number] = number, moved
        return b""

    def rename2(self, node: int, body: bytes) -> bytes:
        return self.rename(node, body, 16)

    def open(self, node: int, body: bytes) -> bytes:
        flags = struct.unpack_from("<I", body)[0] & ~(os.O_CREAT | os.O_EXCL)
        return struct.pack("<QII", os.open(self.paths[node], flags), 1, 0)

    def create(self, node: int, body: bytes) -> bytes:
        flags, mode = struct.unpack_from("<II", body)
        path = self.child(node, body[16:])
        handle = os.open(path, flags | os.O_CREAT, mode & 0o7777)
        return self.entry(path) + struct.pack("<QII", handle, 1, 0)

    def read(self, _node: int, body: bytes) -> bytes:
        handle, offset, size = struct.unpack_from("<QQI", body)
        return os.pread(handle, size, offset)

    def write(self, _node: int, body: bytes) -> bytes:
        handle, offset, size = struct.unpack_from("<QQI", body)
        return struct.pack("<II", os.pwrite(handle, body[40 : 40 + size], offset), 0)

    def statfs(self, _node: int, _body: bytes) -> bytes:
        return struct.pack("<QQQQQIIII24x", 1 << 20, 1 << 19, 1 << 19, 1 << 20, 1 << 19, 4096, 255, 4096, 0)

    def release(self, _node: int, body: bytes) -> bytes:
        handle = struct.unpack_from("<Q", body)[0]
        if handle in self.listings:
            del self.listings[handle]
        else:
            os.close(handle)
        return b""

    def fsync(self, _node: int, body: bytes) -> bytes:
        handle = struct.unpack_from("<Q", body)[0]
        if handle not in self.listings:
            os.fsync(handle)
        return b""

    def flush(self, _node: int, _body: bytes) -> bytes:
        return b""

    def access(self, _node: int, _body: bytes) -> bytes:
        return b""

    def opendir(self, node: int, _body: bytes) -> bytes:
        self.count += 1
        handle = (1 << 40) + self.count
        self.listings[handle] = sorted(os.listdir(self.paths[node]))
        return struct.pack("<QII", handle, 1, 0)

    def readdir(self, _node: int, body: bytes) -> bytes:
        handle, offset, size = struct.unpack_from("<QQI", body)
        told = b""
        for place, name in enumerate(self.listings[handle][offset:], offset + 1):
            raw = name.encode()
            one = struct.pack("<QQII", place + 1, place, len(raw), 0) + raw
            one += bytes(-len(one) % 8)
            if len(told) + len(one) > size:
                break
            told += one
        return told


def serve(source: str, point: str) -> None:
    """Mount and answer until the point is unmounted."""
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other".encode()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tanpakunci", point.encode(), b"fuse.tanpakunci", 0, options):
        raise OSError(ctypes.get_errno(), "mount")
    mirror = Mirror(source)
    while True:
        try:
            request = os.read(device, 1 << 18)
        except OSError:
            return  # unmounted
        _length, opcode, unique, node, *_rest = HEADER.unpack_from(request)
        body = request[HEADER.size :]
        if opcode in {FORGET, FORGET_MANY, INTERRUPT}:
            continue
        error, said = 0, b""
        try:
            if opcode == INIT:  # without FUSE_POSIX_LOCKS the kernel keeps the locks of each mount for itself
                said = struct.pack("<IIIIHHIIHHI28x", 7, 31, 65536, 0, 12, 10, 65536, 1, 0, 0, 0)
            else:
                said = mirror.answer(opcode, node, body)
        except OSError as problem:
            error = problem.errno or 5
        os.write(device, REPLY.pack(REPLY.size + len(said), -error, unique) + said)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2])
