"""Walking a procedure: what a row asks for, what may be decided, where the run goes."""

from __future__ import annotations

import pytest

import resources
from models.errors import BugError, ErrorCode, UserError
from models.sop import engine
from models.sop.engine import Closing, Done, EffectKind, Missing, MissingKind, RunState
from models.sop.spec import SopSpec
from tests.unit.sop.sheets import read

TANGERANG = read(resources.text("sop/tangerang-uptd-penjangkauan.toml"))
BABEL = read(resources.text("sop/babel-uptd-penjangkauan.toml"))
PUSPAGA = read(resources.text("sop/tangerang-puspaga-penjangkauan.toml"))

FIELD_WORK = Done(
    forms=frozenset(
        {
            "pengaduan",
            "identifikasi-kta",
            "asesmen-risiko",
            "persetujuan-layanan",
            "asesmen-biopsikososial",
            "rencana-intervensi",
        }
    ),
    checklist=frozenset(range(4)),
)


def forms(*keys: str) -> Done:
    return Done(forms=frozenset(keys))


def letters(*keys: str) -> Done:
    return Done(letters=frozenset(keys))


def refusal(spec: SopSpec, state: RunState, closing: Closing, done: Done = Done()) -> UserError:  # noqa: B008
    with pytest.raises(UserError) as caught:
        engine.close(spec, state, closing, done, {})
    return caught.value


def test_the_tangerang_procedure_is_walked_from_report_to_closed_case() -> None:
    state = engine.start(TANGERANG)
    walk = [
        (Closing(1), forms("informasi-kasus"), 2),
        (Closing(2, "jangkau"), letters("surat-tugas-penjangkauan"), 3),
        (Closing(3), FIELD_WORK, 4),
        (Closing(4), forms("entri-simfoni"), 5),
        (
            Closing(5),
            Done(frozenset({"persetujuan-rencana-intervensi"}), frozenset({"laporan-permohonan-instruksi"})),
            6,
        ),
        (Closing(6, "tindak"), letters("instruksi-tindak-lanjut"), None),
    ]
    for closing, done, then in walk:
        state = engine.close(TANGERANG, state, closing, done, {}).state
        assert state.step == then
    assert state.ended_as == "Ditindaklanjuti"
    assert state.visits == {number: 1 for number in range(1, 7)}


def test_a_case_outside_the_office_s_authority_leaves_with_a_transfer_letter() -> None:
    state = RunState(2, {1: 1, 2: 1})
    state = engine.close(TANGERANG, state, Closing(2, "limpah", "Korban tinggal di kota lain"), Done(), {}).state
    assert state.step == 6
    lacking = refusal(TANGERANG, state, Closing(6, "limpah"), letters("instruksi-tindak-lanjut")).details["missing"]
    assert lacking == (Missing(MissingKind.LETTER, "surat-pelimpahan-kasus", "surat-pelimpahan-kasus"),)
    done = letters("instruksi-tindak-lanjut", "surat-pelimpahan-kasus")
    assert engine.close(TANGERANG, state, Closing(6, "limpah"), done, {}).state.ended_as == "Dilimpahkan"


def test_nothing_is_closed_while_something_is_missing_and_all_of_it_is_named() -> None:
    error = refusal(TANGERANG, RunState(3), Closing(3), forms("pengaduan", "asesmen-risiko"))
    assert error.code is ErrorCode.STEP_INCOMPLETE
    lacking = error.details["missing"]
    assert isinstance(lacking, tuple)
    assert [(entry.kind.value, entry.key) for entry in lacking] == [
        ("formulir", "identifikasi-ktp"),
        ("formulir", "persetujuan-layanan"),
        ("formulir", "asesmen-biopsikososial"),
        ("formulir", "rencana-intervensi"),
        ("periksa", "0"),
        ("periksa", "1"),
        ("periksa", "2"),
        ("periksa", "3"),
    ]
    assert [output.key for output in lacking[0].alternatives] == ["identifikasi-ktp", "identifikasi-kta"]
    assert lacking[4].label.startswith("Verifikasi data")


def test_one_of_two_alternatives_is_enough() -> None:
    for key in ("identifikasi-ktp", "identifikasi-kta"):
        done = Done(FIELD_WORK.forms - {"identifikasi-kta"} | {key}, checklist=FIELD_WORK.checklist)
        assert engine.missing(TANGERANG, 3, done, None, {}) == ()


def test_an_authorised_person_may_close_an_incomplete_row_with_a_reason_that_stays_visible() -> None:
    advance = engine.close(
        TANGERANG, RunState(4), Closing(4, force_reason=" Simfoni sedang tidak dapat dibuka "), Done(), {}
    )
    assert advance.state.step == 5
    forced = advance.effects[0]
    assert (forced.kind, forced.text) == (EffectKind.FORCED, "Simfoni sedang tidak dapat dibuka")
    assert [entry.key for entry in forced.missing] == ["entri-simfoni"]
    assert refusal(TANGERANG, RunState(4), Closing(4, force_reason="  ")).code is ErrorCode.STEP_INCOMPLETE


def test_a_decision_is_never_left_out_not_even_with_a_reason() -> None:
    error = refusal(TANGERANG, RunState(2), Closing(2, force_reason="Mendesak"))
    assert error.code is ErrorCode.STEP_INCOMPLETE
    assert error.details["missing"] == (Missing(MissingKind.DECISION, "", "Putusan"),)


def test_a_branch_that_asks_for_a_reason_gets_one_and_may_end_the_run() -> None:
    assert refusal(TANGERANG, RunState(2), Closing(2, "tidak", " ")).code is ErrorCode.REASON_NEEDED
    advance = engine.close(TANGERANG, RunState(2, {2: 1}), Closing(2, "tidak", "Sudah ditangani"), Done(), {})
    assert [effect.kind for effect in advance.effects] == [EffectKind.CLOSED, EffectKind.DECIDED, EffectKind.ENDED]
    assert (advance.state.step, advance.state.ended_as) == (None, "Tidak dijangkau")


def test_an_output_of_a_single_branch_is_not_due_before_it_is_chosen() -> None:
    assert engine.due_outputs(TANGERANG, 2, None, {}) == ()
    assert [output.key for output in engine.due_outputs(TANGERANG, 2, "jangkau", {})] == ["surat-tugas-penjangkauan"]
    assert engine.due_outputs(TANGERANG, 2, "tidak", {}) == ()


def test_a_letter_made_only_if_needed_is_offered_and_never_missing() -> None:
    offered = [output.key for output in engine.due_outputs(TANGERANG, 6, "tindak", {})]
    assert offered == ["instruksi-tindak-lanjut", "surat-rujukan-kedaruratan"]
    assert [entry.key for entry in engine.missing(TANGERANG, 6, Done(), "tindak", {})] == ["instruksi-tindak-lanjut"]


def test_an_output_that_hangs_on_a_fact_is_due_when_the_fact_holds() -> None:
    keys = [output.key for output in engine.due_outputs(BABEL, 11, None, {"kasus.risiko": "rendah"})]
    assert keys == ["laporan-layanan-penjangkauan"]
    keys = [output.key for output in engine.due_outputs(BABEL, 11, None, {"kasus.risiko": "tinggi"})]
    assert keys == ["asesmen-lanjutan", "laporan-layanan-penjangkauan"]


def test_the_risk_level_proposes_the_branch_and_a_person_decides() -> None:
    assert engine.proposed_outcome(BABEL, 10, {"kasus.risiko": "tinggi"}) == "tinggi"
    assert engine.proposed_outcome(BABEL, 10, {"kasus.risiko": "sedang"}) == "bukan"
    assert engine.proposed_outcome(BABEL, 10, {}) is None
    done = forms("asesmen-lanjutan")
    assert engine.close(BABEL, RunState(10), Closing(10, "bukan"), done, {"kasus.risiko": "tinggi"}).state.step == 11


def test_a_refusal_keeps_the_door_open_at_the_same_row() -> None:
    done = Done(
        forms=frozenset({"lembar-kontak"}),
        records=frozenset({"Penjelasan lebih lanjut tentang manfaat layanan sudah diberikan"}),
        checklist=frozenset({0}),
    )
    ended = engine.close(BABEL, RunState(8, {8: 1}), Closing(8, "tolak"), done, {}).state
    assert (ended.step, ended.ended_as, ended.reopen_at) == (None, "Menolak, dapat kembali", 8)
    with pytest.raises(UserError) as caught:
        engine.reopen(BABEL, ended, " ")
    assert caught.value.code is ErrorCode.REASON_NEEDED
    again = engine.reopen(BABEL, ended, "Klien menelepon")
    assert again.state == RunState(8, {8: 2})
    assert [effect.kind for effect in again.effects] == [EffectKind.REOPENED, EffectKind.OPENED]


def test_a_return_opens_an_earlier_row_once_more() -> None:
    state = RunState(4, {3: 1, 4: 1})
    advance = engine.close(BABEL, state, Closing(4, "kembalikan", "Anggaran belum rinci"), Done(), {})
    assert advance.state.step == 3
    assert advance.state.visit(3) == 2
    assert refusal(BABEL, state, Closing(4, "kembalikan")).code is ErrorCode.REASON_NEEDED


def test_a_row_that_is_not_needed_is_passed_over_with_a_statement() -> None:
    advance = engine.close(PUSPAGA, RunState(4), Closing(4, skip_reason="Klien tidak memerlukan"), Done(), {})
    assert advance.state.step == 5
    assert (advance.effects[0].kind, advance.effects[0].text) == (EffectKind.SKIPPED, "Klien tidak memerlukan")
    with pytest.raises(BugError):
        engine.close(PUSPAGA, RunState(3), Closing(3, skip_reason="Tidak perlu"), Done(), {})


def test_two_people_cannot_close_the_same_row() -> None:
    state = engine.start(TANGERANG)
    after = engine.close(TANGERANG, state, Closing(1), forms("informasi-kasus"), {}).state
    assert refusal(TANGERANG, after, Closing(1), forms("informasi-kasus")).code is ErrorCode.STEP_CLOSED


def test_a_closed_case_stays_closed_unless_its_ending_can_be_reopened() -> None:
    ended = RunState(None, {1: 1}, "Selesai")
    assert refusal(TANGERANG, ended, Closing(6)).code is ErrorCode.CASE_CLOSED
    with pytest.raises(UserError) as caught:
        engine.reopen(TANGERANG, ended, "Ada informasi baru")
    assert caught.value.code is ErrorCode.CASE_CLOSED
    with pytest.raises(UserError) as caught:
        engine.reopen(TANGERANG, engine.start(TANGERANG), "Ada informasi baru")
    assert caught.value.code is ErrorCode.STEP_CLOSED


def test_a_branch_nobody_offered_is_a_bug() -> None:
    with pytest.raises(BugError):
        engine.close(TANGERANG, RunState(2), Closing(2, "lainnya"), Done(), {})
