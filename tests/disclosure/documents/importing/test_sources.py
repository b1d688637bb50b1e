"""Batches from files, folders and archives: safe names, one file at a time, refusals one by one."""

import zipfile

import pytest

from disclosure.documents.importing.problems import ImportProblem
from disclosure.documents.importing.sources import walk_sources


def archive(path, entries, flag=None):
    with zipfile.ZipFile(path, "w") as zipped:
        for name, data in entries.items():
            zipped.writestr(name, data)
    return path


def outcome(source):
    try:
        return source.read()
    except ImportProblem as problem:
        return problem.message


def test_files_folders_and_archives_in_a_stable_order(tmp_path):
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "二.txt").write_bytes(b"2")
    (tmp_path / "甲" / "一.HTML").write_bytes(b"1")
    (tmp_path / "甲" / "~$稿.docx").write_bytes(b"lock")
    (tmp_path / "甲" / ".DS_Store").write_bytes(b"x")
    zipped = archive(tmp_path / "批.zip", {"目录/三.txt": b"3", "__MACOSX/目录/._三.txt": b"x"})
    sources = list(walk_sources([tmp_path / "甲", zipped]))
    assert [source.name for source in sources] == ["一.HTML", "二.txt", "三.txt"]
    assert [source.read() for source in sources] == [b"1", b"2", b"3"]
    assert sources[2].origin == f"{zipped}!目录/三.txt"


def test_names_in_gbk_are_readable(tmp_path):
    path = archive(tmp_path / "批.zip", {"XXXXXXXX.txt": "正文".encode()})
    path.write_bytes(path.read_bytes().replace(b"XXXXXXXX", "政务公开".encode("gbk")))
    (source,) = walk_sources([path])
    assert source.name == "政务公开.txt"
    assert source.read().decode() == "正文"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../外面.txt", "路径不安全"),
        ("甲/../../外面.txt", "路径不安全"),
        ("/etc/外面.txt", "路径不安全"),
        ("C:\\外面.txt", "路径不安全"),
        ("里面.zip", "不能再含压缩包"),
        ("旧稿.doc", "另存为 .docx"),
        ("程序.exe", "只能导入 .txt、.html、.docx"),
        ("空.txt", "文件是空的"),
    ],
)
def test_refused_entries_are_reported_and_the_batch_goes_on(tmp_path, name, message):
    path = archive(tmp_path / "批.zip", {name: b"" if "空" in name else b"x", "好.txt": b"ok"})
    refused, good = walk_sources([path])
    assert message in outcome(refused)
    assert good.read() == b"ok"


def test_encrypted_and_inflated_entries_are_refused(tmp_path):
    path = tmp_path / "批.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("胀.txt", b" " * 30_000_000)
    assert "压缩比异常" in outcome(next(walk_sources([path])))
    data = bytearray(archive(path, {"密.txt": b"secret"}).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    path.write_bytes(data)
    assert "取消密码保护" in outcome(next(walk_sources([path])))


def test_links_and_missing_paths(tmp_path):
    (tmp_path / "夹").mkdir()
    (tmp_path / "夹" / "真.txt").write_bytes(b"1")
    (tmp_path / "夹" / "链").symlink_to("/etc")
    assert [source.name for source in walk_sources([tmp_path / "夹"])] == ["真.txt"]
    (missing,) = walk_sources([tmp_path / "没有.txt"])
    assert "不存在" in outcome(missing)
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 broken")
    (broken,) = walk_sources([tmp_path / "坏.zip"])
    assert "已损坏" in outcome(broken)


def test_large_files_are_refused_before_reading_and_nothing_is_opened_ahead(tmp_path):
    large = tmp_path / "大.txt"
    with large.open("wb") as stream:
        stream.truncate(60 * 1024 * 1024)
    walk = walk_sources([large, tmp_path / "后.zip"])
    assert "超过上限 50 MB" in outcome(next(walk))
    archive(tmp_path / "后.zip", {"后.txt": b"later"})
    assert next(walk).read() == b"later"


def test_an_entry_can_still_be_read_after_the_walk(tmp_path):
    sources = list(walk_sources([archive(tmp_path / "批.zip", {"一.txt": b"1", "二.txt": b"2"})]))
    assert [source.read() for source in sources] == [b"1", b"2"]
