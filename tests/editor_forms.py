"""What a browser sends from the page editor."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.offices import Office

NO_ROWS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def document_form(office: Office, **fields) -> dict[str, str]:
    """A complete document; ``fields`` change it or add the button that was pressed."""
    values = {
        "title": "关于防汛工作的通知",
        "slug": "fangxun",
        "document_number": "示政办发〔2026〕9号",
        "kind": "other",
        "genre": "",
        "subject": "",
        "written_on": "2026-01-05",
        "printed_on": "2026-01-06",
        "body": office.body.pk,
        "unit": office.unit.pk,
        "openness": "proactive",
        "audience": "society",
        "origin": "made",
        "validity": "in_force",
        "content": streamfield([("text", rich_text("<p>现就有关事项通知如下。</p>"))]),
        "elements": streamfield([]),
        "attachments": NO_ROWS,
        "relations": NO_ROWS,
        "comments": NO_ROWS,
    } | fields
    return nested_form_data(values)
