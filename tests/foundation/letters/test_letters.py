"""Official letters: escaped fields, numbers without gaps, versions, letterheads, who may open them."""

import hashlib
import io
import threading
import zipfile
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from foundation.letters.checking import template_problems
from foundation.letters.drawing import built_in
from foundation.letters.kinds import COMMON, all_kinds, letter_kind
from foundation.letters.models import Letter, Letterhead, NumberSeries, TemplateVersion
from foundation.letters.rules import chinese_date, number_pattern_error
from foundation.letters.selectors import letterhead_of, letters_about, may_see_letter
from foundation.letters.services import add_version, draft, issue, preview, restore, set_letterhead
from foundation.letters.values import WrongFields, samples_of
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from foundation.secrecy.models import ThirdPartyConsultation
from tests.foundation.letters.reading import text_of
from tests.offices import appoint

KEY = "third-party-consultation"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(monkeypatch, tmp_path):
    """Where the stored files lie."""
    for model in (Letter, TemplateVersion):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    return tmp_path


@pytest.fixture
def operator(office):
    return appoint("yunwei-l", "运维甲", PostKind.OPERATOR, office.body)


@pytest.fixture
def consultation(office):
    return ThirdPartyConsultation.objects.create(
        body=office.body, page_title="合同", subject="trade", holder_name="甲公司", holder_contact="城关镇",
        asked="报价", sent_on="2026-03-02", created_by=office.editor,
    )  # fmt: skip


def fields(**changes) -> dict:
    return samples_of(letter_kind(KEY)) | changes


def word(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("模板.docx", data)


def issued(office, consultation, **changes) -> Letter:
    return issue(KEY, office.body, fields(**changes), consultation, office.editor)


@pytest.mark.rows("R-282")
@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.label)
def test_every_kind_has_a_whole_template_of_the_official_form(kind):
    data = built_in(kind.key)
    assert template_problems(kind, data) == []
    section = Document(io.BytesIO(data)).sections[0]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins] == [37, 28, 26, 35]
    fonts = zipfile.ZipFile(io.BytesIO(data)).read("word/fontTable.xml").decode()
    assert "仿宋_GB2312" in fonts and "方正小标宋简体" in fonts


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.label)
def test_a_template_of_ours_carries_nothing_that_no_letter_shows(kind):
    """A hundred thousand letters are kept for years; the library's blank file alone is forty kilobytes."""
    data = built_in(kind.key)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert len(data) < 20_000 and not any("thumbnail" in name or "Effects" in name for name in names)
    document = Document(io.BytesIO(data))
    known = {style.style_id for style in document.styles}
    elements = [document.element, document.styles.element]
    for section in document.sections:
        elements += [section.footer._element, section.even_page_footer._element]
    value = qn("w:val")
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"):
        assert {at.get(value) for element in elements for at in element.iter(qn(tag))} <= known


@pytest.mark.rows("R-282")
@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.label)
def test_a_preview_shows_every_sample(office, kind):
    shown = text_of(preview(kind.key, office.body))
    for field in kind.fields:
        if isinstance(field.sample, str):
            assert field.sample in shown
        for row in field.sample if field.columns else ():
            assert all(cell in shown for cell in row)
    assert "{{" not in shown and "{%" not in shown


@pytest.mark.rows("R-282")
@pytest.mark.parametrize(
    "hostile",
    [
        "</w:t></w:r><w:r><w:t>假",
        "{{ 文号 }}{% for x in y %}",
        "a&b<c>\"'",
        "甲\x00\x07\x0b\x0c\ud800\u202e乙",
        "&#x0;&lt;",
        "{x",
    ],
    ids=["xml", "jinja", "quotes", "control", "entity", "brace"],
)
def test_a_field_is_text_and_nothing_else(office, hostile):
    data = draft(KEY, office.body, fields(asked=hostile, addressee=hostile))
    kept = "".join(c for c in hostile if c.isprintable())
    assert text_of(data).count(kept) == 2
    plain = draft(KEY, office.body, fields(asked="x", addressee="x"))
    count = lambda made: len(Document(io.BytesIO(made)).paragraphs)  # noqa: E731
    assert count(data) == count(plain)


def test_markup_that_is_called_safe_is_escaped_all_the_same(office):
    from django.utils.safestring import mark_safe

    assert "<w:br/>" in text_of(draft(KEY, office.body, fields(asked=mark_safe("<w:br/>"))))


def test_a_missing_or_an_unknown_field_is_an_error_of_the_caller(office):
    with pytest.raises(WrongFields, match="extra"):
        draft(KEY, office.body, fields(extra="x"))
    with pytest.raises(WrongFields, match="asked"):
        draft(KEY, office.body, {k: v for k, v in fields().items() if k != "asked"})


@pytest.mark.rows("R-282")
def test_numbers_run_by_year_without_gap_and_a_failure_gives_its_number_back(office, consultation):
    with time_machine.travel("2026-12-31T10:00+08:00"):
        assert issued(office, consultation).number == "示政办公开征〔2026〕1号"
        with pytest.raises(WrongFields):
            issue(KEY, office.body, {}, consultation, office.editor)
        assert issued(office, consultation).sequence == 2
    with time_machine.travel("2027-01-01T10:00+08:00"):
        assert issued(office, consultation).number == "示政办公开征〔2027〕1号"
    assert NumberSeries.objects.count() == 2


def test_a_number_that_was_used_is_never_given_again(office, consultation, private):
    issued(office, consultation)
    NumberSeries.objects.update(last=0)
    with pytest.raises(ValidationError, match="已经用过"):
        issued(office, consultation)
    assert Letter.objects.count() == 1
    assert len(list(private.rglob("issued/*.docx"))) == 1


@pytest.mark.rows("R-282")
def test_a_changed_letterhead_is_followed_by_all_templates_but_not_by_letters_that_went_out(
    office, consultation, operator
):
    before = issued(office, consultation)
    head = letterhead_of(office.body)
    head.name_line, head.number_prefix = "示范县政务公开办公室", "示公开办"
    set_letterhead(head, operator)
    for kind in all_kinds():
        if kind.has_letterhead:
            assert "示范县政务公开办公室" in text_of(preview(kind.key, office.body))
    assert issued(office, consultation).number.startswith("示公开办公开征〔")
    with before.file.open("rb") as handle:
        assert "示范县政务公开办公室" not in text_of(handle.read())


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{prefix}{word}〔{year}〕{seq}号", ""),
        ("{word}{year}-{seq}", ""),
        ("{prefix}〔{year}〕{seq}号", "{word}"),
        ("{word}〔{year}〕号", "{seq}"),
        ("{word}{year}{seq:05d}", "不编虚位"),
        ("{word}{year}{seq}{body.__class__}", "不认识"),
        ("{word}{year}{seq", "不成对"),
        ("{}{word}{year}{seq}", "不认识"),
    ],
)
def test_patterns_of_numbers(pattern, problem):
    found = number_pattern_error(pattern)
    assert problem in found and bool(found) == bool(problem)


def test_chinese_dates():
    import datetime as dt

    assert chinese_date(dt.date(2026, 3, 2)) == "2026年3月2日"


def linked(kind: str, target: str) -> bytes:
    document = Document()
    document.add_paragraph("{{ 收件人 }}")
    document.part.relate_to(target, kind, is_external=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def inside(kind: str) -> bytes:
    """A part of the package itself, whatever its name, that Word would open as another file."""
    document = Document()
    document.add_paragraph("{{ 收件人 }}")
    part = Part(PackURI("/word/media/harmless.png"), "image/png", b"x", document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE.replace("image", kind))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_entry(name: str, data: bytes = b"x") -> bytes:
    buffer = io.BytesIO(word("{{ 收件人 }}"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def with_code(code: str) -> bytes:
    from docx.oxml import OxmlElement

    document = Document()
    element = OxmlElement("w:instrText")
    element.text = code
    document.add_paragraph().add_run()._r.append(element)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.rows("R-282")
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (word("{{ 收件人 }}，{{ 不存在 }}{{ 也没有 }}"), "不存在、也没有"),
        (word("{{ 收件人 "), "花括号"),
        (word("{% for x in 收件人 %}"), "花括号"),
        (word("{{ 收件人|safe }}"), "过滤器"),
        (word("{{ 收件人.__class__ }}"), "没有的字段"),
        (word("{{ 收件人() }}"), "函数"),
        (word("{% set a = 1 %}{{ a }}"), "函数"),
        (word("{{ '甲' * 99999999999 }}"), "函数"),
        (word("{% for a in 收件人 %}" * 3 + "{% endfor %}" * 3), "嵌套"),
        (linked(RELATIONSHIP_TYPE.HYPERLINK, "http://example.com/"), "链接到外部"),
        (linked(RELATIONSHIP_TYPE.IMAGE, "http://example.com/a.png"), "链接到外部"),
        (linked(RELATIONSHIP_TYPE.OFFICE_DOCUMENT + "/../attachedTemplate", "//host/t.dotm"), "链接到外部"),
        (with_entry("word/vbaProject.bin"), "宏"),
        (with_entry("word/embeddings/a.bin"), "嵌有"),
        (with_entry("evil/object.bin"), "嵌有"),
        (with_entry("word/media/a.exe"), "嵌有"),
        (with_entry("WORD/activeX/a.xml", b"<a/>"), "嵌有"),
        (with_entry("word/header9.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "外部定义"),
        (inside("oleObject"), "嵌有"),
        (inside("aFChunk"), "嵌有"),
        (word("{{ 收件人.upper }}"), "没有的字段"),
        (word("{% for 行 in 收件人 %}{{ 行.format }}{% endfor %}"), "没有的字段"),
        (with_entry("word/comments.xml", b"<a/>"), "批注"),
        (with_code(" includetext c:\\a.docx "), "域代码"),
        (with_code(" DDEAUTO c:\\x "), "域代码"),
        (b"PK\x03\x04broken", "损坏"),
        (b"hello", "损坏"),
        (b"", "损坏"),
        (b"\0" * 3_000_000, "MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "文件",
)  # fmt: skip
def test_what_no_template_may_hold(data, words):
    problems = template_problems(letter_kind(KEY), data)
    assert problems and words in "".join(problems)


def test_page_numbers_are_allowed(office):
    assert template_problems(letter_kind(KEY), with_code(r" PAGE \* MERGEFORMAT ")) == []


@pytest.mark.rows("R-282")
def test_versions_of_the_platform_a_body_and_back(office, operator, consultation):
    add_version(KEY, None, upload(word("平台 {{ 收件人 }}")), "统一样式", operator)
    own = add_version(
        KEY, office.body, upload(word("本机关 {{ 收件人 }} {{ 文号 }}")), "本机关样式", operator
    )
    other = Body.objects.create(name="别的局", code="other")
    assert "本机关 甲" in text_of(draft(KEY, office.body, fields(addressee="甲")))
    assert "平台 甲" in text_of(draft(KEY, other, fields(addressee="甲")))
    letter = issued(office, consultation)
    assert letter.template == own and letter.template_sha256 == own.sha256
    restore(KEY, office.body, "改回", operator)
    assert "平台 甲" in text_of(draft(KEY, office.body, fields(addressee="甲")))
    restore(KEY, None, "改回", operator)
    assert "回执" in text_of(draft(KEY, office.body, fields()))
    with pytest.raises(ValidationError, match="没有自己的模板"):
        restore(KEY, None, "改回", operator)
    assert TemplateVersion.objects.count() == 4


def test_the_same_template_twice_is_one_version(office, operator):
    data = word("平台 {{ 收件人 }}")
    add_version(KEY, None, upload(data), "统一样式", operator)
    with pytest.raises(ValidationError, match="完全相同"):
        add_version(KEY, None, upload(data), "统一样式", operator)


@pytest.mark.parametrize("act", [add_version, restore, set_letterhead])
def test_only_those_in_charge_change_templates(office, act):
    given = {
        add_version: (KEY, None, upload(word("x")), "说明", office.editor),
        restore: (KEY, None, "说明", office.editor),
        set_letterhead: (Letterhead(body=office.body), office.editor),
    }[act]
    with pytest.raises(PermissionDenied):
        act(*given)


def test_letters_and_versions_are_only_added_to(office, consultation, operator):
    letter = issued(office, consultation)
    add_version(KEY, None, upload(word("x")), "说明", operator)
    with pytest.raises(PermissionDenied):
        letter.delete()
    for table in ("letters_letter", "letters_templateversion"):
        for act, rest in (("UPDATE", "SET kind = 'x'"), ("DELETE FROM", "")):
            with (
                pytest.raises(DatabaseError, match="只能追加"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"{act} {table} {rest}")


@pytest.mark.rows("R-282")
def test_a_letter_opens_for_those_who_handle_the_matter_only(office, consultation, operator):
    letter = issued(office, consultation)
    assert list(letters_about(consultation)) == [letter]
    client, address = Client(), reverse("letters:letter", args=[letter.pk])
    client.force_login(operator)
    assert client.get(address).status_code == 404
    client.force_login(office.secrecy)
    answer = client.get(address)
    assert answer.status_code == 200
    data = b"".join(answer.streaming_content)
    import hashlib

    assert hashlib.sha256(data).hexdigest() == letter.sha256
    assert not may_see_letter(letter, office.editor)


def test_a_template_whose_author_left_code_in_its_properties_is_harmless(office, operator):
    document = Document(io.BytesIO(word("{{ 收件人 }}")))
    document.core_properties.author = "{{ 7 * 7 }}"
    buffer = io.BytesIO()
    document.save(buffer)
    add_version(KEY, None, upload(buffer.getvalue()), "说明", operator)
    made = Document(io.BytesIO(draft(KEY, office.body, fields())))
    assert made.core_properties.author == office.body.name


@pytest.mark.parametrize("name", ["kinds", "letterheads", "issued"])
def test_screens_open_with_few_queries(office, consultation, operator, name, django_assert_max_num_queries):
    issued(office, consultation)
    client = Client()
    client.force_login(operator)
    client.get(reverse(f"letters:{name}"))
    with django_assert_max_num_queries(35):
        assert client.get(reverse(f"letters:{name}")).status_code == 200


@pytest.mark.rows("R-282")
def test_the_operator_uploads_a_template_on_the_screen(office, operator):
    client = Client()
    client.force_login(operator)
    address = reverse("letters:kind", args=[KEY])
    refused = client.post(address, {"upload": upload(word("{{ 谁 }}")), "note": "试"})
    assert "谁" in refused.content.decode() and not TemplateVersion.objects.exists()
    client.post(address, {"upload": upload(word("{{ 收件人 }}")), "note": "试"})
    assert TemplateVersion.objects.get().person_name == operator.get_full_name()
    shown = client.get(address).content.decode()
    assert "第1版" in shown and all(field.label in shown for field in COMMON)
    client.post(address, {"restore": "1", "note": "撤回"})
    assert "现行：内置模板" in client.get(address).content.decode()
    assert client.get(reverse("letters:preview", args=[KEY])).status_code == 200


def test_editors_do_not_see_templates(office):
    client = Client()
    client.force_login(office.editor)
    for name in ("kinds", "letterheads", "issued"):
        assert client.get(reverse(f"letters:{name}")).status_code in (302, 403)


@pytest.mark.postgres
@pytest.mark.rows("R-282")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_letters_issued_at_once_get_different_numbers(office, consultation):
    def work() -> None:
        issued(office, consultation)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Letter.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]


PERSONAL = "林某某的来信"


@pytest.mark.rows("R-199")
def test_a_name_stands_in_the_letter_and_not_in_its_record(office, consultation):
    letter = issued(office, consultation, addressee=PERSONAL)
    data = letter.file.read()
    assert PERSONAL in text_of(data) and hashlib.sha256(data).hexdigest() == letter.sha256
    kept = Letter.objects.get(pk=letter.pk)
    assert kept.fields["信息名称"] and PERSONAL not in str(vars(kept))


def test_names_leave_the_records_that_were_written_before(office, consultation):
    letter = issued(office, consultation)
    raw = QuerySet(Letter)
    migration = import_module("foundation.letters.migrations.0003_without_personal_fields")

    def execute(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    editor = SimpleNamespace(connection=connection, execute=execute)
    before = SimpleNamespace(get_model=lambda *names: SimpleNamespace(objects=raw))
    migration.strip(before, editor)
    raw.filter(pk=letter.pk).update(fields=letter.fields | {"收件人": PERSONAL})
    migration.strip(before, editor)
    after = Letter.objects.get(pk=letter.pk)
    assert after.fields == letter.fields and after.sha256 == letter.sha256
