"""`kabinet`: its list, a wrong word, and that an asked command alone is loaded."""

import subprocess
import sys

import pytest

from kabinet.config import command
from tests.some import some


@pytest.mark.parametrize("word", ["-h", "--help", "help"])
def test_help_names_every_command(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([word]) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in some(command.names()))


@pytest.mark.parametrize("words", [[], ["no-such-command"], ["../serve"]])
def test_a_wrong_word_is_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage: kabinet COMMAND" in said.err


def test_listing_the_commands_loads_none_of_them() -> None:
    code = "import sys; from kabinet.config import command; command.main(['help']); print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[-1] == "False"
