"""A small provider of identities on loopback: it signs what it says, as ProConnect does, and lies if asked."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """``claims``: what userinfo says; ``lies``: claims that replace the true ones, in the identity token (``identity``)
    or in userinfo (``known``); ``signs_with``: another key than the published one."""

    claims: dict[str, Any]
    lies: dict[str, dict[str, Any]] = field(default_factory=dict)
    signs_with: Any = None
    algorithm: str = "RS256"
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, str, str]:
        """Status, content type (or address to go to), body."""
        if path == "/.well-known/openid-configuration":
            places = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            told = {"issuer": self.address} | {name: f"{self.address}/{name}" for name in places}
            return 200, "application/json", json.dumps(told)
        if path == "/jwks_uri":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return 200, "application/json", json.dumps({"keys": [public | {"kid": "one", "alg": "RS256"}]})
        if path == "/authorization_endpoint":
            self.asked.append(query)
            return 302, f"{query['redirect_uri']}?{urlencode({'code': 'abc', 'state': query['state']})}", ""
        if path == "/token_endpoint":
            return self._token(query)
        return 200, "application/jwt", self._signed("known", self.claims)

    def _token(self, query: dict[str, str]) -> tuple[int, str, str]:
        proof = base64.urlsafe_b64encode(hashlib.sha256(query.get("code_verifier", "").encode()).digest())
        if proof.rstrip(b"=").decode() != self.asked[-1]["code_challenge"]:
            return 400, "application/json", '{"error": "invalid_grant"}'
        claims = {"sub": self.claims["sub"], "nonce": self.asked[-1]["nonce"], "acr": "eidas1"}
        told = {"access_token": "xyz", "token_type": "Bearer", "id_token": self._signed("identity", claims)}
        return 200, "application/json", json.dumps(told)

    def _signed(self, what: str, claims: dict[str, Any]) -> str:
        now = int(time.time())
        told = {"iss": self.address, "aud": "us", "iat": now, "exp": now + 60} | claims | self.lies.get(what, {})
        if self.algorithm == "none":
            return jwt.encode(told, None, algorithm="none", headers={"kid": "one"})
        return jwt.encode(told, self.signs_with or self.key, algorithm=self.algorithm, headers={"kid": "one"})


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, query: str) -> None:
            read = {name: values[0] for name, values in parse_qs(query).items()}
            status, kind, body = provider.answer(urlsplit(self.path).path, read)
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: Any) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
