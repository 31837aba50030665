"""PowerShell: values against a model of its quoting rules, and the places in a body that may hold one."""

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from services.documentation.scripts import powershell
from services.documentation.scripts.events import FieldType
from services.documentation.scripts.rendering import render
from services.documentation.scripts.shells import SHELLS
from services.documentation.scripts.values import HARMLESS, Unfit, Value, as_text, read_value
from tests.unit.documentation.scripts.examples import LIMITS, parameter, template
from tests.unit.documentation.scripts.nasty import nasty_numbers, nasty_texts
from tests.unit.documentation.scripts.powershell_model import Token, tokens

COUNT = 10_000
BODY = """$value = {{ service }}
Get-Service -Name {{ service }} | Where-Object { $_.Name -eq {{ service }} } # it's about "one" service
Write-Output @{ Name = {{ service }} } "and $($value) isn't 'code'" @(
    {{ service }}, {{ service }}
)
Restart-Service -Name ({{ service }}) -Confirm:{{ service }}
"""
PLACES = BODY.count("{{ service }}")
WINDOWS_CODE_PAGES = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp932", "cp936",
    "cp949", "cp950", "cp437", "cp850", "latin-1",
)  # fmt: skip


def test_given_nasty_texts_when_written_as_literals_then_each_is_one_token_that_stands_for_the_text() -> None:
    for text in nasty_texts(COUNT):
        [token] = tokens(powershell.literal(text))
        assert (token.kind, token.value) == ("string", text)


@pytest.mark.parametrize("naive", [lambda text: f"'{text}'", lambda text: "'" + text.replace("'", "''") + "'"])
def test_given_nasty_texts_when_quoted_without_regard_to_typographic_quotes_then_the_model_notices(naive) -> None:  # type: ignore[no-untyped-def] # two lambdas
    assert any(_tokens_or_none(naive(text)) != [("string", text)] for text in nasty_texts(1_000))


def _tokens_or_none(script: str) -> list[tuple[str, str | None]] | None:
    try:
        return [(token.kind, token.value) for token in tokens(script)]
    except ValueError:
        return None


@pytest.mark.parametrize("field_type", ["text", "multiline", "password", "number", "select", "boolean"])
def test_given_nasty_values_when_a_template_is_rendered_then_its_tokens_stay_and_the_values_stand_in_them(
    field_type: FieldType,
) -> None:
    taken = 0
    for raw in nasty_numbers(COUNT) if field_type == "number" else nasty_texts(COUNT):
        options = ("one", str(raw)) if field_type == "select" else ()
        asked = parameter(field_type=field_type, options=options)
        try:
            value = read_value(asked, raw, LIMITS)
        except Unfit:
            continue
        taken += 1
        script = render(template(BODY, asked, shell="powershell"), {"service": raw}, LIMITS).script
        _check(script.removeprefix(SHELLS["powershell"].guard), value)
    assert taken > 100 or field_type == "boolean"


def _check(script: str, value: Value) -> None:
    plain = tokens(BODY.replace("{{ service }}", "'x'"))
    found = tokens(script)
    assert len(found) == len(plain)
    held = [token for token, before in zip(found, plain, strict=True) if before.value == "x"]
    assert len(held) == PLACES
    assert all(_stands_for(token, value) for token in held)
    assert [token for token, before in zip(found, plain, strict=True) if before.value != "x"] == [
        token for token in plain if token.value != "x"
    ]


def _stands_for(token: Token, value: Value) -> bool:
    if isinstance(value, bool):
        return token == Token("variable", f"${str(value).lower()}")
    if isinstance(value, Decimal):
        return token == Token("number", as_text(value))
    return (token.kind, token.value) == ("string", value or "")


def test_given_truth_values_when_rendered_then_they_are_powershell_s_own() -> None:
    for raw, shown in ((True, "$true"), ("false", "$false")):
        asked = template("Stop-It {{ go }}", parameter("go", "boolean"), shell="powershell")
        assert render(asked, {"go": raw}, LIMITS).script == f"Stop-It {shown}"


def test_given_a_nul_when_written_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL") as refusal:
        powershell.literal("sec\0ret")
    assert "sec" not in str(refusal.value)


@pytest.mark.parametrize("code_page", WINDOWS_CODE_PAGES)
def test_given_a_script_that_is_not_ascii_when_read_in_another_code_page_then_it_stops_at_its_first_line(
    code_page: str,
) -> None:
    value = "\u0412; New-Item HIT #"  # its second byte is a typographic quote to Windows
    script = render(template("Get-Item {{ service }}", shell="powershell"), {"service": value}, LIMITS).script
    first_line = script.encode().split(b"\n")[0].decode(code_page, errors="replace")

    [compared] = [token for token in tokens(first_line.partition(" { throw")[0]) if token.kind == "string"]
    assert compared.value != "\u00e9"
    assert "throw" in first_line


def test_given_a_script_of_plain_ascii_when_rendered_then_nothing_is_put_before_it() -> None:
    asked = template("Get-Item {{ service }}", shell="powershell")
    assert render(asked, {"service": "it's"}, LIMITS).script == "Get-Item 'it''s'"


ALLOWED = [
    "Get-X -Identity {{ k }} -Properties *",
    "$a = {{ k }}",
    "$a={{ k }}",
    "$a += {{ k }}",
    "Get-X -Confirm:{{ k }}",
    "Get-X ({{ k }})",
    "$list.Add({{ k }}, {{ k }})",
    "@{ Name = {{ k }} }",
    "@({{ k }}, 'b') | Get-X",
    "if ({{ k }}) { Get-X {{ k }} }",
    "foreach ($n in {{ k }}, 'b') { $n }",
    "Get-X | Where-Object { $_.Name -eq {{ k }} }",
    "Get-X `\n    -Name {{ k }}",
    "# don't\nGet-X {{ k }}",
    "<# don't\n #> Get-X {{ k }}",
    "@'\nit's \"\n'@\nGet-X {{ k }}",
    '@"\nit\'s "@ $(Get-X) `$\n"@\nGet-X {{ k }}',
    '"$($x.Name) `" it\'s" ; Get-X {{ k }}',
    '"a ""b"" c" ; Get-X {{ k }}',
    "Get-X \u201ca \u2018 b\u201d {{ k }}",
    '"$$(" ; Get-X {{ k }}',
    "function Get-Y { param($a) $a }\nGet-Y {{ k }}",
    "$cmd = 5; Get-X {{ k }}",
    "Get-X 2>&1 {{ k }}",
    "${env:TEMP} ; Get-X {{ k }}",
]
REFUSED = [
    ("Get-X '{{ k }}'", "not_an_argument", 1),
    ('Write-Host "{{ k }}"', "not_an_argument", 1),
    ('\nWrite-Host "$(Get-X {{ k }})"', "not_an_argument", 2),
    ("Get-X \u2018{{ k }}\u2019", "not_an_argument", 1),
    ("Get-X \u201e{{ k }}\u201d", "not_an_argument", 1),
    ("$( Get-X {{ k }} )", "not_an_argument", 1),
    ("# {{ k }}", "not_an_argument", 1),
    ("<#\n{{ k }}\n#>", "not_an_argument", 2),
    ("@'\n{{ k }}\n'@", "not_an_argument", 2),
    ('@"\n{{ k }}\n"@', "not_an_argument", 2),
    ('@"\n`\n"@\n{{ k }}\n"@', "not_an_argument", 4),
    ("@'\n '@\n{{ k }}\n'@", "not_an_argument", 3),
    ('"$(a ")" {{ k }}"', "joined", 1),  # the first parenthesis ends it, quoted or not
    ("Get-X a{{ k }}", "joined", 1),
    ("Get-X {{ k }}b", "joined", 1),
    ("Get-X {{ k }}.Length", "joined", 1),
    ("Get-X ${{ k }}", "variable", 1),
    ("Get-X `{{ k }}", "backtick", 1),
    ("Get-X --name={{ k }}", "joined", 1),
    ("& {{ k }}", "command", 1),
    (". {{ k }}", "command", 1),
    ("Get-X | {{ k }}", "command", 1),
    ("iex {{ k }}", "evaluated", 1),
    ("Invoke-Expression ({{ k }})", "evaluated", 1),
    ("{{ k }} | Invoke-Expression", "evaluated", 1),
    ("cmd /c {{ k }}", "evaluated", 1),
    ("& 'cmd.exe' /c {{ k }}", "evaluated", 1),
    ("[scriptblock]::Create({{ k }})", "evaluated", 1),
    ("$c = {{ k }}\nInvoke-Expression $c", "evaluated", 1),
    ('$C = {{ k }}; iex "ping $c"', "evaluated", 1),
    ("$c = {{ k }}\n& $c now", "evaluated", 1),
    ("$c = {{ k }}\n. $c", "evaluated", 1),
    ('$c = {{ k }}\n& "$c"', "evaluated", 1),
    ("$c = {{ k }}\n& ($c)", "evaluated", 1),
    ("& ({{ k }})", "command", 1),
    ("$c = {{ k }}\n$d = $c\n$e = $d\niex $e", "evaluated", 1),
    ('$d = "a" + {{ k }}\niex $d', "evaluated", 1),
    ("[System.Management.Automation.ScriptBlock]::Create({{ k }})", "evaluated", 1),
    ("$p = [powershell]::Create()\n$p.AddScript({{ k }})", "evaluated", 2),
    ("$ExecutionContext.InvokeCommand.ExpandString({{ k }})", "evaluated", 1),
    ("$ExecutionContext.InvokeCommand.NewScriptBlock({{ k }})", "evaluated", 1),
    ("Start-Process {{ k }}", "evaluated", 1),
    ("Invoke-Command -ScriptBlock ([scriptblock]::Create({{ k }}))", "evaluated", 1),
    ("function f($a) { iex $a }\nf {{ k }}", "evaluated", 2),
    ("function f { param($a) & $a }\nf {{ k }}", "evaluated", 2),
    ("function f { iex $args[0] }\nf {{ k }}", "evaluated", 2),
    ("foreach ($n in {{ k }}, 'b') { iex $n }", "evaluated", 1),
    ("(" * 400 + "{{ k }}" + ")" * 400, "too_deep", 1),
    ("icacls --% {{ k }}", "verbatim", 1),
    ("param($x)\nGet-X {{ k }}", "block", 1),
    ("[CmdletBinding()] param()\nGet-X {{ k }}", "block", 1),
    ("begin { Get-X {{ k }} }", "block", 1),
    ("Get-X a#'\n{{ k }}", "comment", 1),
    ("Get-X`\n{{ k }}", "backtick", 1),
    ("'open {{ k }}", "unterminated", 1),
    ('"open {{ k }}', "unterminated", 1),
    ("<# open {{ k }}", "unterminated", 1),
    ("@'\nopen {{ k }}", "unterminated", 1),
    ("Get-X ( {{ k }}", "unterminated", 1),
    ("Get-X ) {{ k }}", "bracket", 1),
    ("${a'b} ; Get-X {{ k }}", "variable", 1),
]


@pytest.mark.parametrize("body", ALLOWED)
def test_given_a_placeholder_in_a_plain_place_when_read_then_nothing_is_wrong(body: str) -> None:
    assert powershell.faults(body, ()) == []


@pytest.mark.parametrize(("body", "code", "line"), REFUSED)
def test_given_a_placeholder_where_a_value_might_become_code_when_read_then_it_is_refused_with_its_line(
    body: str, code: str, line: int
) -> None:
    assert (code, line) in [(fault.code, fault.line) for fault in powershell.faults(body, ())]


@pytest.mark.parametrize("body", ALLOWED)
def test_given_an_allowed_place_when_a_nasty_value_stands_there_then_the_tokens_are_those_of_a_plain_one(
    body: str,
) -> None:
    plain = [token.kind for token in tokens(body.replace("{{ k }}", "'x'"))]
    for text in nasty_texts(200):
        assert [token.kind for token in tokens(body.replace("{{ k }}", powershell.literal(text)))] == plain


def test_given_a_number_in_an_evaluated_variable_when_read_then_it_is_let_through() -> None:
    body = '$n = {{ n }}\nInvoke-Expression "ping -n $n host"'
    assert powershell.faults(body, {"n"}) == []
    assert [fault.code for fault in powershell.faults(body, ())] == ["evaluated"]
    assert "number" in HARMLESS


PIECES = (
    "{{ k }}", "{{ k }}", " ", " ", " ", "\n", "\n", ";", "|", "&", "(", ")", "{", "}", "'", '"', "`", "#", "<#", "#>",
    "@'", "'@", '@"', '"@', "\n'@\n", '\n"@\n', "$", "$(", "${x}", "$x", "=", "$x = ", ",", "-Name ", "-Confirm:",
    "iex ", "a", "\u2018", "\u2019", "\u201c", "\u201d", "\u201e", "--%", ".", "[int]", "@{", "@(", "if ", "# it's\n",
    "'a''b'", "\"it's $(a)\"", "`\n", "&& ", "2>&1", "1",
)  # fmt: skip
LINES = (*ALLOWED, *(body for body, _, _ in REFUSED))


def random_bodies(count: int, seed: int = 5) -> Iterator[str]:
    """Bodies put together at random, of which the reader takes all; most bodies it refuses."""
    made = random.Random(seed)
    while count:
        if made.random() < 0.4:
            body = "\n".join(made.choices(LINES, k=made.randint(1, 3)))
        else:
            body = "".join(made.choices(PIECES, k=made.randint(3, 16)))
        if "{{ k }}" in body and not powershell.faults(body, ()):
            count -= 1
            yield body


def kinds(body: str, literal: str) -> list[str] | None:
    """The kinds of the tokens, or None where a quoted text is not closed."""
    found = _tokens_or_none(body.replace("{{ k }}", literal))
    return None if found is None else [kind for kind, _ in found]


def test_given_random_bodies_that_are_taken_when_filled_then_their_tokens_are_those_of_a_plain_value() -> None:
    literals = [powershell.literal(text) for text in nasty_texts(40)]
    for body in random_bodies(300):
        plain = kinds(body, "'x'")
        assert [literal for literal in literals if kinds(body, literal) != plain] == [], body


def test_given_a_reader_that_sees_no_quotes_when_its_bodies_are_filled_then_their_tokens_differ(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(powershell._PowerShell, "refuse_inside", lambda *_: None)
    monkeypatch.setattr(powershell._PowerShell, "_refuse_the_rest", lambda _: None)
    literals = [powershell.literal(text) for text in nasty_texts(40)]
    assert any(kinds(body, literal) != kinds(body, "'x'") for body in random_bodies(300) for literal in literals)
