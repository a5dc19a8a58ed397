"""yaml-language-server as an editor runs it: a process spoken to over its standard streams."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import ROOT

SCRIPT = ROOT / "tests/node_modules/yaml-language-server/bin/yaml-language-server"
# The workspace's own settings: schemas by file, none from the network.
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))


@dataclass
class LanguageServer:
    """A running server; each text given to it stands in for the file of that name."""

    process: subprocess.Popen[bytes]
    settings: dict[str, Any]
    last: int = 0
    marks: dict[str, list[str]] = field(default_factory=dict)

    def warnings(self, texts: Mapping[str, str]) -> dict[str, list[str]]:
        """Give what an editor marks in each file, as LINE: MESSAGE. All are opened at once."""
        uris = {file: self._open(file, text) for file, text in texts.items()}
        while not self.marks.keys() >= set(uris.values()):
            self._receive()
        return {file: self.marks[uri] for file, uri in uris.items()}

    def marks_of(self, text: str) -> list[str]:
        """Give what an editor marks in the record of a new company."""
        file = self._new_file()
        return self.warnings({file: text})[file]

    def offers(self, text: str) -> list[str]:
        """Give what an editor offers at the place marked | in the record of a new company."""
        items = self._ask_at("textDocument/completion", text)["items"]
        return [str(item["label"]) for item in items]

    def explains(self, text: str) -> str:
        """Give what an editor shows for the word after the mark |."""
        answer = self._ask_at("textDocument/hover", text)
        return str(answer["contents"]["value"]) if answer else ""

    def _ask_at(self, method: str, text: str) -> Any:
        before, _, after = text.partition("|")
        uri = self._open(self._new_file(), before + after)
        place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(method, textDocument={"uri": uri}, position=place)

    def _new_file(self) -> str:
        self.last += 1
        return f"facts/companies/new-{self.last}.yml"

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and give its result."""
        self.last += 1
        self._send({"id": self.last, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == self.last and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, **parameters: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": parameters})

    def _open(self, file: str, text: str) -> str:
        uri = (ROOT / file).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.marks[message["params"]["uri"]] = [
                f"{mark['range']['start']['line'] + 1}: {mark['message']}"
                for mark in message["params"]["diagnostics"]
            ]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        """Answer the server's own questions: it asks for the settings of the workspace."""
        if message["method"] != "workspace/configuration":
            return None
        return [self.settings.get(asked["section"], {}) for asked in message["params"]["items"]]


@contextmanager
def language_server() -> Iterator[LanguageServer]:
    """Run the server on this workspace, with the workspace's settings."""
    yaml = {
        name.removeprefix("yaml."): value
        for name, value in SETTINGS.items()
        if name.startswith("yaml.")
    }
    yaml["schemaStore"] = {"enable": yaml.pop("schemaStore.enable")}
    yaml |= {"validate": True, "completion": True, "hover": True}
    with subprocess.Popen(
        ["node", str(SCRIPT), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        server = LanguageServer(process, {"yaml": yaml})
        try:
            folder = {"uri": ROOT.as_uri(), "name": "factbook"}
            able = {"workspace": {"configuration": True, "workspaceFolders": True}}
            server.ask(
                "initialize",
                processId=None,
                rootUri=folder["uri"],
                workspaceFolders=[folder],
                capabilities=able,
            )
            server.tell("initialized")
            yield server
        finally:
            process.kill()


def is_installed() -> bool:
    """Tell whether the server can be run here."""
    return SCRIPT.is_file() and shutil.which("node") is not None
