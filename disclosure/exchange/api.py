"""POST /api/oa/documents/: the door of the OA. Errors are JSON, in Chinese, by field."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from disclosure.documents.imports import DuplicateDocument
from foundation.signoff.addresses import client_address

from .enums import Outcome
from .models import LONGEST_OA_ID, AccessToken
from .reading import LARGEST_BYTES, Refused, parse, read
from .services import MOST_IN_A_MINUTE, Received, hash_of, is_over_limit, note_use, receive

_BEARER = "Bearer "


def _answer(body: dict, status: int) -> JsonResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _errors(errors: dict[str, str], status: int, **more: object) -> JsonResponse:
    return _answer({"errors": errors} | more, status)


@csrf_exempt
@never_cache
def oa_documents(request: HttpRequest) -> HttpResponse:
    """Create the draft of a signed document: 201, or 200 with the same draft when it was sent before."""
    if not AccessToken.objects.usable().exists():
        return _errors({"": "没有开通对接接口。"}, 404)
    if request.method != "POST":
        response = _errors({"": "请用 POST 推送。"}, 405)
        response.headers["Allow"] = "POST"
        return response
    token = _token(request)
    if token is None:
        response = _errors({"": "令牌不对或已停用，请向平台运维核实。"}, 401)
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    if is_over_limit(token):
        response = _errors({"": f"推送过快，每分钟不超过{MOST_IN_A_MINUTE}次，请稍后再试。"}, 429)
        response.headers["Retry-After"] = "60"
        return response
    return _taken(request, token)


def _token(request: HttpRequest) -> AccessToken | None:
    header = request.headers.get("Authorization", "")
    if not header.startswith(_BEARER):
        return None
    found = AccessToken.objects.usable().filter(token_hash=hash_of(header.removeprefix(_BEARER).strip()))
    return found.select_related("body").first()


def _taken(request: HttpRequest, token: AccessToken) -> JsonResponse:
    """One request with a good token, written down whatever comes of it."""
    address, oa_id = client_address(request), ""
    try:
        sent = parse(_data(request))
        oa_id = _shown_id(sent)
        received = receive(read(sent), token.body)
    except Refused as refused:
        note_use(token, Outcome.REFUSED, address=address, oa_id=oa_id, words=str(refused))
        return _errors(refused.errors, refused.status)
    except DuplicateDocument as found:
        words, page_id = found.duplicate.message, found.duplicate.page_id
        note_use(token, Outcome.DUPLICATE, address=address, oa_id=oa_id, page_id=page_id, words=words)
        return _errors({"": words}, 409, page_id=page_id)
    outcome = Outcome.CREATED if received.is_new else Outcome.REPEATED
    note_use(token, outcome, address=address, oa_id=oa_id, page_id=received.page.pk)
    return _answer(_told(request, received), 201 if received.is_new else 200)


def _data(request: HttpRequest) -> bytes:
    try:
        data = request.read(LARGEST_BYTES + 1)
    except (UnreadablePostError, RawPostDataException, OSError):
        raise Refused({"": "请求没有传完，请重新推送。"}) from None
    if len(data) > LARGEST_BYTES:
        raise Refused({"": f"请求超过{LARGEST_BYTES // 1024 // 1024}MB，附件请在平台上传。"}, 413)
    return data


def _shown_id(sent: dict) -> str:
    """For the log, whatever else is wrong."""
    oa_id = sent.get("oa_id")
    if not isinstance(oa_id, str):
        return ""
    return "".join(c for c in oa_id if c.isprintable())[:LONGEST_OA_ID]


def _told(request: HttpRequest, received: Received) -> dict:
    page = received.page
    return {
        "id": page.pk,
        "title": page.title,
        "document_number": page.document_number,
        "attribute": page.get_openness_display(),
        "state": "已公开" if page.live else "草稿",
        "edit_url": request.build_absolute_uri(reverse("wagtailadmin_pages:edit", args=[page.pk])),
        "warnings": received.warnings,
    }
