"""Turn the head of a request into the decision whether it is answered.

The preview is for its user's own browser. Other web pages that this browser shows must reach
nothing: they may send requests to this address, and by a name of their own that leads here (DNS
rebinding). So the Host must be ours, an Origin too, and all but the first page wants the token
in a cookie; what writes wants it in a header as well, which no other origin may send.
"""

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

OWN_NAMES = ("127.0.0.1", "localhost")
TOKEN_HEADER = "X-Chapbook-Token"
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def cookie_name(port: int) -> str:
    """Cookies are shared by all ports of a host, so each has its own."""
    return f"chapbook-{port}"


def refusal(head: Mapping[str, str], port: int, writes: bool) -> str:
    """Why a request isn't for us, by its Host and Origin; '' where it is."""
    host = head.get("Host", "")
    if host not in [f"{name}:{port}" for name in OWN_NAMES]:
        return "this address is not the preview's"
    origin = head.get("Origin")
    if (origin is not None or writes) and origin != f"http://{host}":
        return "this request comes from another page"
    if head.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return "this request comes from another page"
    return ""


def is_token(given: str, token: str) -> bool:
    """Whether a token is the right one; takes as long for any."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def has_token(head: Mapping[str, str], port: int, token: str, writes: bool) -> bool:
    """Whether the cookie has the token, and the header too where something is written."""
    try:
        cookie = SimpleCookie(head.get("Cookie", "")).get(cookie_name(port))
    except CookieError:
        return False
    if cookie is None or not is_token(cookie.value, token):
        return False
    return not writes or is_token(head.get(TOKEN_HEADER, ""), token)
