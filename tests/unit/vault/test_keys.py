"""The key file: who gets in, and every way of tampering with it that must be noticed."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ErrorCode, UserError
from models.rehearsal import training
from models.vault import keys
from models.vault.keys import CEILING, FLOOR, DataKey, KdfCost, KeyFile
from models.vault.slots import MOST_FORMER

OLD_OFFICE = Path(__file__).resolve().parents[2] / "data" / "databases" / "v1"
KEY = DataKey.new()
FILE = (
    KeyFile.new(KEY)
    .with_password(KEY, "rina", "kebun-pelangi", FLOOR)
    .with_password(KEY, "dewi", "sungai-kancil", FLOOR)
    .with_recovery(KEY, b"p" * 20, FLOOR)
)


def reason(file: Callable[[], object]) -> tuple[ErrorCode, object]:
    with pytest.raises(UserError) as caught:
        file()
    return caught.value.code, caught.value.details.get("reason", "")


def altered(change: Callable[[dict[str, Any]], None], *, checksum: bool = True) -> KeyFile:
    """The file after ``change``, with the checksum made right again as somebody who means harm would."""
    body = json.loads(FILE.to_bytes())
    body.pop("jumlah_periksa")
    change(body)
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    body["jumlah_periksa"] = hashlib.sha256(text if checksum else b"").hexdigest()
    return keys.parse(json.dumps(body).encode())


def slot_of(body: dict[str, Any], name: str) -> dict[str, Any]:
    wanted = FILE._slot_id(keys.SlotKind.PERSON, name)
    return next(slot for slot in body["slot"] if slot["id"] == wanted)


def enter(file: KeyFile, name: str = "rina", password: str = "kebun-pelangi") -> DataKey:
    return file.open_with_password(name, password)


def test_each_person_and_the_paper_open_the_same_key() -> None:
    read = keys.parse(FILE.to_bytes())
    found = [enter(read), enter(read, "dewi", "sungai-kancil"), read.open_with_recovery(b"p" * 20)]
    assert {key.sub("db") for key in found} == {KEY.sub("db")}


def test_user_names_are_forgiving_and_passwords_are_not() -> None:
    assert enter(FILE, "  RINA ").sub("db") == KEY.sub("db")
    for wrong in ("Kebun-pelangi", "kebun-pelangi ", ""):
        assert reason(partial(enter, FILE, "rina", wrong))[0] is ErrorCode.WRONG_PASSWORD
    assert reason(lambda: enter(FILE, "joko"))[0] is ErrorCode.WRONG_PASSWORD
    assert reason(lambda: FILE.open_with_recovery(b"q" * 20))[0] is ErrorCode.RECOVERY_KEY_WRONG


def test_no_name_stands_in_the_file() -> None:
    text = FILE.to_bytes().lower()
    assert b"rina" not in text
    assert b"dewi" not in text


def test_a_removed_person_stays_out_and_the_others_get_in() -> None:
    left = FILE.without_password(KEY, "Dewi")
    assert reason(lambda: enter(left, "dewi", "sungai-kancil"))[0] is ErrorCode.WRONG_PASSWORD
    assert enter(left).sub("db") == KEY.sub("db")
    assert left.generation == FILE.generation + 1


def test_a_new_password_replaces_the_old_one() -> None:
    changed = FILE.with_password(KEY, "rina", "gunung-tenun", FLOOR)
    assert reason(lambda: enter(changed))[0] is ErrorCode.WRONG_PASSWORD
    assert enter(changed, "rina", "gunung-tenun").sub("db") == KEY.sub("db")


@pytest.mark.fault(17)
def test_removed_slot_is_noticed() -> None:
    file = altered(lambda body: body["slot"].remove(slot_of(body, "dewi")))
    assert reason(lambda: enter(file)) == (ErrorCode.KEY_FILE_DAMAGED, "seal")


@pytest.mark.fault(17)
def test_swapped_slots_open_nothing() -> None:
    def swap(body: dict[str, Any]) -> None:
        one, two = slot_of(body, "rina"), slot_of(body, "dewi")
        one["id"], two["id"] = two["id"], one["id"]

    file = altered(swap)
    assert reason(lambda: enter(file))[0] is ErrorCode.WRONG_PASSWORD
    assert reason(lambda: enter(file, "dewi", "kebun-pelangi")) == (ErrorCode.KEY_FILE_DAMAGED, "slot")


@pytest.mark.fault(17)
def test_lowered_generation_is_noticed() -> None:
    file = altered(lambda body: body.update(generasi=1))
    assert reason(lambda: enter(file)) == (ErrorCode.KEY_FILE_DAMAGED, "seal")


@pytest.mark.fault(17)
def test_weakened_derivation_is_refused() -> None:
    def weaken(body: dict[str, Any]) -> None:
        slot_of(body, "rina")["argon2id"] = [1024, 1, 1]

    assert reason(lambda: altered(weaken)) == (ErrorCode.KEY_FILE_DAMAGED, "weak")


@pytest.mark.fault(17)
def test_derivation_that_would_exhaust_the_pc_is_refused() -> None:
    def fatten(body: dict[str, Any]) -> None:
        slot_of(body, "rina")["argon2id"] = [16 * 1024 * 1024, 3, 4]

    assert reason(lambda: altered(fatten)) == (ErrorCode.KEY_FILE_DAMAGED, "heavy")


@pytest.mark.fault(17)
def test_foreign_vault_opens_nothing() -> None:
    file = altered(lambda body: body.update(brankas="00" * 16))
    assert reason(lambda: enter(file))[0] is ErrorCode.WRONG_PASSWORD


def test_carelessly_edited_file_is_damaged_not_a_wrong_password() -> None:
    edited = lambda: altered(lambda body: body.update(generasi=1), checksum=False)  # noqa: E731
    assert reason(edited) == (ErrorCode.KEY_FILE_DAMAGED, "checksum")


def test_file_of_a_later_program_is_named_as_such() -> None:
    assert reason(lambda: altered(lambda body: body.update(format=3)))[0] is ErrorCode.SCHEMA_NEWER


@given(st.binary(max_size=200))
def test_rubbish_is_damaged(content: bytes) -> None:
    assert reason(lambda: keys.parse(content))[0] is ErrorCode.KEY_FILE_DAMAGED


@given(st.integers(min_value=0), st.integers(min_value=0, max_value=7))
def test_no_flipped_bit_passes(place: int, bit: int) -> None:
    content = bytearray(FILE.to_bytes())
    content[place % len(content)] ^= 1 << bit
    read = None
    with suppress(UserError):
        read = keys.parse(bytes(content))
    assert read in {None, FILE}  # white space and the case of a hexadecimal digit change nothing


def test_deeply_nested_or_huge_files_are_damaged() -> None:
    assert reason(lambda: keys.parse(b"[" * 60_000)) == (ErrorCode.KEY_FILE_DAMAGED, "unreadable")
    assert reason(lambda: keys.parse(b" " * 70_000)) == (ErrorCode.KEY_FILE_DAMAGED, "unreadable")


def test_former_generations_are_kept_beside_it(tmp_path: Path) -> None:
    path, file, written = tmp_path / "jangkau.db.kunci", FILE, []
    for _ in range(4):
        keys.write(path, file)
        written.append(file)
        file = file.without_password(KEY, "nobody")
    names = ("jangkau.db.kunci", "jangkau.db.kunci.1", "jangkau.db.kunci.2")
    assert [keys.read(tmp_path / name) for name in names] == written[:0:-1]
    assert sorted(found.name for found in tmp_path.iterdir()) == sorted(names)


def test_missing_file_says_so(tmp_path: Path) -> None:
    assert reason(lambda: keys.read(tmp_path / "x.kunci")) == (ErrorCode.KEY_FILE_DAMAGED, "missing")


def test_keys_for_different_purposes_differ_and_never_show() -> None:
    assert len({KEY.sub(purpose) for purpose in ("db", "audit", "attachments", "backup", "slots")}) == 5
    assert KEY.sub("db").hex() not in repr(KEY)
    with pytest.raises(TypeError):
        pickle.dumps(KEY)


@pytest.mark.parametrize("cost", [KdfCost(FLOOR.memory - 1, 3, 4), KdfCost(CEILING.memory + 1, 3, 4)])
def test_the_program_itself_makes_no_such_slot(cost: KdfCost) -> None:
    with pytest.raises(ValueError, match="bounds"):
        FILE.with_password(KEY, "rina", "x", cost)


def test_whoever_stays_follows_a_new_data_key_and_whoever_has_gone_does_not() -> None:
    new = KEY.renewed()
    file = keys.parse(FILE.without_password(KEY, "dewi").renewed(KEY, new).to_bytes())
    assert enter(file).sub("db") == new.sub("db") != KEY.sub("db")
    assert file.open_with_recovery(b"p" * 20).sub("db") == new.sub("db")
    assert reason(lambda: enter(file, "dewi", "sungai-kancil"))[0] is ErrorCode.WRONG_PASSWORD
    assert enter(FILE, "dewi", "sungai-kancil").sub("db") == KEY.sub("db")  # the old copy they may have taken


def test_chains_and_check_codes_outlive_a_new_data_key() -> None:
    twice = KEY.renewed().renewed()
    assert [twice.sub(purpose) for purpose in ("audit", "bukulog")] == [KEY.sub("audit"), KEY.sub("bukulog")]
    assert [former.sub("backup") for former in twice.former][-1] == KEY.sub("backup")
    assert len({key.sub("db") for key in (twice, *twice.former)}) == 3


def test_the_first_key_of_all_is_never_forgotten() -> None:
    key = KEY
    for _ in range(MOST_FORMER + 5):
        key = key.renewed()
    assert len(key.former) < MOST_FORMER
    assert key.sub("audit") == KEY.sub("audit")


def test_an_exchanged_public_half_is_noticed_before_anything_is_sealed_to_it() -> None:
    def exchange(body: dict[str, Any]) -> None:
        slot_of(body, "rina")["umum"] = slot_of(body, "dewi")["umum"]

    file = altered(exchange)
    assert reason(lambda: file.renewed(KEY, KEY.renewed())) == (ErrorCode.KEY_FILE_DAMAGED, "seal")
    assert reason(lambda: enter(file)) == (ErrorCode.KEY_FILE_DAMAGED, "slot")


def test_a_key_file_of_the_first_format_opens_and_says_who_cannot_follow() -> None:
    file = keys.read(OLD_OFFICE / "jangkau.db.kunci")
    key = file.open_with_password("pengelola", training.PASSWORD)
    assert not file.opened_by_pair("pengelola")
    assert not file.opened_by_pair(None)
    mended = keys.parse(file.with_password(key, "pengelola", "sungai-kancil-tenun", FLOOR).to_bytes())
    assert mended.opened_by_pair("pengelola")
    assert enter(mended, "pengelola", "sungai-kancil-tenun").sub("db") == key.sub("db")
    assert enter(mended, "dewi", training.PASSWORD).sub("db") == key.sub("db")
    new = key.renewed()
    left = mended.renewed(key, new)
    assert left.holds("pengelola")
    assert not left.holds("dewi")
