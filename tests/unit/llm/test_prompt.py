import json
from pathlib import Path

import pytest

from shared.llm.prompt import Image, Prompt, Template, Turn, record_of


def test_given_a_value_that_looks_like_a_name_when_rendered_then_it_stays_as_it_is() -> None:
    template = Template("frame_v1", "{{first}} and {{second}}")
    assert template.render(first="{{second}}", second="{0} $x %s") == "{{second}} and {0} $x %s"


def test_given_a_missing_or_a_superfluous_value_when_rendered_then_it_is_an_error() -> None:
    template = Template("frame_v1", "{{first}}")
    with pytest.raises(KeyError):
        template.render()
    with pytest.raises(ValueError, match="no place"):
        template.render(first="a", other="b")


def test_given_a_file_when_loaded_then_its_name_is_the_version(tmp_path: Path) -> None:
    (tmp_path / "rules_v2.md").write_text("Be brief.\n")
    assert Template.load(tmp_path, "rules_v2") == Template("rules_v2", "Be brief.")


def test_given_pictures_when_sent_then_they_stand_before_the_text_and_only_their_hash_is_kept() -> None:
    turn = Turn("user", "what is this?", (Image("image/png", b"picture"),))
    kinds = [block["type"] for block in turn.to_wire()["content"]]
    record = json.loads(record_of(Prompt("p", ("s",), (turn,)), ["reply"], {"model": "m"}))
    assert kinds == ["image", "text"]
    assert set(record["messages"][0]["content"][0]) == {"type", "media_type", "sha256"}
    assert record["replies"] == ["reply"]


def test_given_a_system_prompt_when_sent_then_its_last_block_ends_the_cached_part() -> None:
    blocks = Prompt("p", ("role", "rules"), ()).system_to_wire()
    assert ["cache_control" in block for block in blocks] == [False, True]
