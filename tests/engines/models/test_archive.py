import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.engines.models import archive, found
from app.errors import EngineError
from tests import local_models

GOOD = {
    "translate-en_uk-1_9/metadata.json": b'{"from_code": "en", "to_code": "uk", "package_version": "1.9"}',
    "translate-en_uk-1_9/model/model.bin": b"weights",
    "translate-en_uk-1_9/sentencepiece.model": b"pieces",
    "translate-en_uk-1_9/stanza/big.pt": b"a pickle",
}


def _zip(path: Path, files: Mapping[str, bytes], *, link: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    return path


def _refused(tmp_path: Path, packed: Path) -> str:
    with pytest.raises(EngineError) as caught:
        archive.unpack(packed, tmp_path / "models" / "m")
    assert not (tmp_path / "models" / "m").exists()
    assert sorted(one.name for one in tmp_path.iterdir() if one.name not in {"models", packed.name}) == []
    return str(caught.value)


def test_a_real_package_is_unpacked_to_a_model(tmp_path: Path) -> None:
    made = local_models.argos(tmp_path / "made")
    packed = local_models.packed(made, tmp_path)
    archive.unpack(packed, tmp_path / "models" / made.name)
    (model,) = found(tmp_path / "models")
    assert (model.source, model.target) == ("en", "uk")
    assert model.main_file.read_bytes() == (made / "model" / "model.bin").read_bytes()


def test_only_what_we_read_is_unpacked(tmp_path: Path) -> None:
    archive.unpack(_zip(tmp_path / "m.argosmodel", GOOD), tmp_path / "m")
    names = {
        one.relative_to(tmp_path / "m").as_posix() for one in (tmp_path / "m").rglob("*") if one.is_file()
    }
    assert names == {"metadata.json", "model/model.bin", "sentencepiece.model"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "/etc/cron.d/evil",
        "translate/model/../../../evil",
        "C:\\evil",
        "a\\..\\evil",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert "leads out" in _refused(tmp_path, _zip(tmp_path / "m.argosmodel", GOOD | {name: b"evil"}))


def test_a_link_is_refused(tmp_path: Path) -> None:
    packed = _zip(tmp_path / "m.argosmodel", GOOD, link="translate-en_uk-1_9/model/vocabulary.json")
    assert "leads out" in _refused(tmp_path, packed)


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = GOOD | {"translate-en_uk-1_9/model/model.bin": bytes(30_000_000)}
    assert "far more" in _refused(tmp_path, _zip(tmp_path / "m.argosmodel", bomb))


def test_thousands_of_files_are_refused(tmp_path: Path) -> None:
    many = GOOD | {f"translate-en_uk-1_9/model/{number}": b"" for number in range(600)}
    assert "600" not in (said := _refused(tmp_path, _zip(tmp_path / "m.argosmodel", many)))
    assert "604 files" in said


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    whole = _zip(tmp_path / "whole", GOOD).read_bytes()
    (tmp_path / "whole").unlink()
    packed = tmp_path / "m.argosmodel"
    packed.write_bytes(whole[: int(len(whole) * share)])
    assert "cut off" in _refused(tmp_path, packed)


def test_a_file_with_a_wrong_byte_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as made:
        for name, content in GOOD.items():
            made.writestr(name, content)
    packed = tmp_path / "m.argosmodel"
    packed.write_bytes(buffer.getvalue().replace(b"weights", b"wEights"))
    assert "damaged" in _refused(tmp_path, packed)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("translate-en_uk-1_9/metadata.json", "no Argos package"),
        ("translate-en_uk-1_9/model/model.bin", "no Argos package"),
        ("translate-en_uk-1_9/sentencepiece.model", "sentencepiece"),
    ],
)
def test_a_package_without_a_part_is_refused(tmp_path: Path, missing: str, said: str) -> None:
    files = {name: content for name, content in GOOD.items() if name != missing}
    assert said in _refused(tmp_path, _zip(tmp_path / "m.argosmodel", files))
