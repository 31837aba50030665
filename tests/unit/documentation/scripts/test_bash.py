"""Bash: values and bodies against the real one; what would have become code has left a file behind."""

import random
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.documentation.scripts import bash
from services.documentation.scripts.events import FieldType
from services.documentation.scripts.rendering import render
from services.documentation.scripts.values import Unfit, as_text, read_value
from tests.unit.documentation.scripts.examples import LIMITS, parameter, template
from tests.unit.documentation.scripts.nasty import CANARY, nasty_numbers, nasty_texts

COUNT = 10_000
BASH = shutil.which("bash")
SHOW = "printf '%s\\0'"
PLACES = [
    f"{SHOW} {{{{ service }}}}",
    f'value={{{{ service }}}}\n{SHOW} "$value"',
    f'list=( {{{{ service }}}} other )\n{SHOW} "${{list[0]}}"\n[ ${{#list[@]}} = 2 ] || {SHOW} MISCOUNTED',
    f'for one in {{{{ service }}}}; do {SHOW} "$one"; done',
    f'take() {{ local taken={{{{ service }}}}; {SHOW} "$taken"; }}\ntake',
    f'set -- {{{{ service }}}} other\n{SHOW} "$1"\n[ $# = 2 ] || {SHOW} MISCOUNTED',
    f"( # it's \"quoted\"\n{SHOW} {{{{ service }}}} )",
    f"if [ {{{{ service }}}} != x ] || true; then {SHOW} {{{{ service }}}}; fi",
    f"VALUE={{{{ service }}}} env | grep -zq . && {SHOW} {{{{ service }}}}",
    f"cat >/dev/null <<'EOF'\nit's $(\nEOF\n{SHOW} {{{{ service }}}}",
]  # fmt: skip

pytestmark = pytest.mark.skipif(BASH is None, reason="bash is not installed")


def run(script: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a script in an empty folder."""
    return subprocess.run(
        [BASH or "bash", "-s"], input=script.encode(), cwd=folder, capture_output=True, check=False, timeout=50
    )


def printed(script: str, folder: Path) -> list[str]:
    """What the script printed, which must be all that it did."""
    done = run(script, folder)
    assert done.stderr == b""
    assert list(folder.iterdir()) == []
    return done.stdout.decode().split("\0")[:-1]


def test_given_nasty_texts_when_bash_reads_their_literals_then_it_has_the_texts_and_ran_nothing(tmp_path: Path) -> None:
    texts = list(nasty_texts(COUNT))
    script = "\n".join(f"{SHOW} {bash.literal(text)}" for text in texts)
    assert printed(script, tmp_path) == texts


@pytest.mark.parametrize(
    "naive", [lambda text: f"'{text}'", lambda text: f'"{text}"', lambda text: text, lambda text: f"$'{text}'"]
)
def test_given_nasty_texts_when_they_are_quoted_carelessly_then_the_canary_sings(
    naive: Callable[[str], str], tmp_path: Path
) -> None:
    for text in nasty_texts(30):
        run(f"{SHOW} {naive(text)}", tmp_path)
    assert (tmp_path / CANARY).exists()


@pytest.mark.parametrize("field_type", ["text", "multiline", "password", "number", "select", "boolean"])
def test_given_nasty_values_when_bash_runs_the_scripts_then_each_value_arrives_and_nothing_else_happens(
    field_type: FieldType, tmp_path: Path
) -> None:
    expected, scripts = [], []
    for index, raw in enumerate(nasty_numbers(COUNT) if field_type == "number" else nasty_texts(COUNT)):
        asked = parameter(field_type=field_type, options=("one", str(raw)) if field_type == "select" else ())
        try:
            expected.append(as_text(read_value(asked, raw, LIMITS)))
        except Unfit:
            continue
        body = PLACES[index % len(PLACES)] if index % 10 == 0 else PLACES[index % 3]  # some start a process
        scripts.append(render(template(body, asked), {"service": raw}, LIMITS).script)
    assert len(expected) > 1_000 or field_type == "boolean"
    assert printed("\n".join(scripts), tmp_path) == expected


@pytest.mark.parametrize("body", PLACES)
def test_given_a_plain_place_when_read_then_nothing_is_wrong(body: str) -> None:
    assert bash.faults(body, ()) == []


def test_given_truth_values_when_rendered_then_they_are_words() -> None:
    for raw, shown in ((True, "'true'"), ("false", "'false'")):
        assert render(template("go {{ go }}", parameter("go", "boolean")), {"go": raw}, LIMITS).script == f"go {shown}"


def test_given_a_nul_when_written_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL") as refusal:
        bash.literal("sec\0ret")
    assert "sec" not in str(refusal.value)


ALLOWED = [
    "cmd {{ k }}",
    "cmd --name={{ k }} -o {{ k }}",
    "name={{ k }} cmd",
    "readonly name={{ k }}",
    "cmd < {{ k }} > {{ k }} 2>> {{ k }}",
    "cmd <<< {{ k }}",
    "sudo systemctl restart {{ k }}",
    "timeout 30 curl -fsS {{ k }}",
    "cmd {{ k }}; cmd {{ k }} & cmd {{ k }} | cmd {{ k }}",
    "case {{ k }} in\n  a) cmd {{ k }} ;;\nesac",
    "if ! cmd {{ k }}; then cmd; fi",
    'while read -r line; do cmd "$line" {{ k }}; done < {{ k }}',
    "cmd \\\n  {{ k }}",
    "cmd a#b {{ k }}",
    'cmd "${#list[@]}" "$(( 16#ff + 1 ))" {{ k }}',
    'cmd "$(other "$(inner \'a\')" # it\'s\n)" {{ k }}',
    "cat <<-EOF\n\tit's `x` \"$(\n\tEOF\ncmd {{ k }}",
    "cat <<A <<'B'\n'\nA\n\"\nB\ncmd {{ k }}",
    "awk '{ print $1 }' {{ k }}",
    'x={{ k }}\ncmd "$x" "${x:-none}" "${x##*/}"',
    "diff <(cmd a) <(cmd b) && cmd {{ k }}",
    "[ {{ k }} = a ] && cmd",
    'x={{ k }}\ny=$x\nsudo -u root systemctl restart "$y"',
    "x={{ k }}\ny=5\ncmd $(( y + 1 ))",
    "python3 tool.py {{ k }}",
]
REFUSED = [
    ("cmd '{{ k }}'", "not_an_argument", 1),
    ('cmd "{{ k }}"', "not_an_argument", 1),
    ("cmd $'{{ k }}'", "not_an_argument", 1),
    ('\ncmd "a $(cmd {{ k }})"', "not_an_argument", 2),
    ("cmd $(cmd {{ k }})", "not_an_argument", 1),
    ("cmd <(cmd {{ k }})", "not_an_argument", 1),
    ("cmd ${x:-{{ k }}}", "expansion", 1),
    ("# {{ k }}", "not_an_argument", 1),
    ("cat <<EOF\n{{ k }}\nEOF", "not_an_argument", 2),
    ("cat <<'EOF'\na\n {{ k }}\nEOF", "not_an_argument", 3),
    ("x=$(( {{ k }} + 1 ))", "not_an_argument", 1),
    ("if (( {{ k }} > 1 )); then cmd; fi", "not_an_argument", 1),
    ("for (( i = 0; i < {{ k }}; i++ )); do cmd; done", "not_an_argument", 1),
    ("cmd a{{ k }}", "joined", 1),
    ("cmd {{ k }}b", "joined", 1),
    ("cmd {{ k }}{{ k }}", "joined", 1),
    ("cmd \\{{ k }}", "not_an_argument", 1),
    ("cmd ${{ k }}", "expansion", 1),
    ("cmd >{{ k }}x", "joined", 1),
    ("{{ k }} now", "command", 1),
    ("A=1 {{ k }}", "command", 1),
    ("cmd; {{ k }}", "command", 1),
    ("cmd |\n{{ k }}", "command", 2),
    ("if {{ k }}; then cmd; fi", "command", 1),
    ("> out {{ k }}", "command", 1),
    ("sudo {{ k }}", "command", 1),
    ("timeout 30 {{ k }}", "command", 1),
    ("env A=1 {{ k }}", "command", 1),
    ("sudo -u root {{ k }}", "evaluated", 1),
    ("case a in a) {{ k }} ;; esac", "command", 1),
    ("cmd () { {{ k }}; }", "command", 1),
    ("local {{ k }}", "declared", 1),
    ("export {{ k }}", "declared", 1),
    ("declare -i n={{ k }}", "evaluated", 1),
    ("local -n r={{ k }}", "evaluated", 1),
    ("eval {{ k }}", "evaluated", 1),
    ("e'v'al {{ k }}", "evaluated", 1),
    ("/bin/sh -c {{ k }}", "evaluated", 1),
    ("cmd {{ k }} | bash", "evaluated", 1),
    ("trap {{ k }} EXIT", "evaluated", 1),
    (". {{ k }}", "evaluated", 1),
    ("printf -v {{ k }} a", "evaluated", 1),
    ("[ -v {{ k }} ]", "evaluated", 1),
    ("[[ {{ k }} -eq 1 ]]", "evaluated", 1),
    ("[[ a || b -eq {{ k }} ]]", "evaluated", 1),
    ("ssh host {{ k }}", "evaluated", 1),
    ("x={{ k }}\n[[ $x -gt 5 ]]", "evaluated", 1),
    ("x={{ k }}\n(( x > 5 ))", "evaluated", 1),
    ("x={{ k }}\ncmd $(( x + 1 ))", "evaluated", 1),
    ('x={{ k }}\ncmd "${list[$x]}"', "evaluated", 1),
    ('x={{ k }}\ncmd "${name:$x}"', "evaluated", 1),
    ('x={{ k }}\neval "$x"', "evaluated", 1),
    ('x={{ k }}\ncmd "${!x}"', "indirect", 2),
    ('x={{ k }}\ncmd "${x@P}"', "evaluated", 1),
    ('x={{ k }}\n"$x" now', "evaluated", 1),
    ("x={{ k }}\n$x", "evaluated", 1),
    ('x={{ k }}\nsudo "$x"', "evaluated", 1),
    ('x={{ k }}\nsudo -u root "$x"', "evaluated", 1),
    ('x={{ k }}\nsudo -u root bash -c "$x"', "evaluated", 1),
    ('x={{ k }}\nnohup env A=1 "$x"', "evaluated", 1),
    ('x={{ k }}\ncmd | xargs "$x"', "evaluated", 1),
    ("PS4={{ k }}\nset -x", "evaluated", 1),
    ("env BASH_ENV={{ k }} cmd", "evaluated", 1),
    ('x={{ k }}\nexport LD_PRELOAD="$x"', "evaluated", 1),
    ('x={{ k }}\ny="$x"\nlocal z=$y\neval "$z"', "evaluated", 1),
    ('z() { eval "$y"; }\ny="$x"\nx={{ k }}\nz', "evaluated", 3),
    ('x={{ k }}\ny=$(printf %s "$x")\neval "$y"', "evaluated", 1),
    ('f() { eval "$1"; }\nf {{ k }}', "evaluated", 2),
    ('f() { local a="$1"; bash -c "$a"; }\nf {{ k }}', "evaluated", 2),
    ("f() { cmd $(( $1 + 1 )); }\nf {{ k }}", "evaluated", 2),
    ('for one in {{ k }}; do eval "$one"; done', "evaluated", 1),
    ('list=( {{ k }} )\neval "${list[0]}"', "evaluated", 1),
    ("read -r line < {{ k }}\neval $line", "evaluated", 1),
    ('x={{ k }}\nlist["$x"]=1', "evaluated", 1),
    ('x={{ k }}\ndeclare "$x"', "evaluated", 1),
    ('x={{ k }}\ncat <<E\n$(eval "$x")\nE', "evaluated", 1),
    ("find . -exec {{ k }} ;", "evaluated", 1),
    ("python3 -c {{ k }}", "evaluated", 1),
    ('x={{ k }}\nawk "$x" file', "evaluated", 1),
    ("perl -e {{ k }}", "evaluated", 1),
    ("sed -e {{ k }} file", "evaluated", 1),
    ("docker exec box {{ k }}", "evaluated", 1),
    ("systemd-run {{ k }}", "evaluated", 1),
    ("cmd " + "$(a " * 400 + ")" * 400 + " {{ k }}", "too_deep", 1),
    ('cmd "' + '$(a "' * 400 + '")' * 400 + '" {{ k }}', "too_deep", 1),
    ("cmd `{{ k }}`", "backtick", 1),
    ('cmd "`{{ k }}`"', "backtick", 1),
    ("cmd $[ {{ k }} ]", "arithmetic", 1),
    ("cmd 'open {{ k }}", "unterminated", 1),
    ('cmd "open {{ k }}', "unterminated", 1),
    ("cmd $(open {{ k }}", "unterminated", 1),
    ("cat <<EOF\n{{ k }}", "unterminated", 1),
    ("cat <<EOF", "unterminated", 1),
    ("list=( {{ k }}", "unterminated", 1),
    ("cat <<$x\n{{ k }}\n$x", "here_document", 1),
    ("cat <<EOF\na\\\nEOF\n{{ k }}\nEOF", "here_document", 2),
    ("cat <<EOF; cmd 'a\nb'\nEOF\ncmd {{ k }}", "here_document", 1),
    ("x=$(case a in a) cmd ;; esac)\ncmd {{ k }}", "case", 1),
    ("list=(a)#'\ncmd {{ k }}", "joined", 1),
    ('cmd "${x:-"a"}" {{ k }}', "expansion", 1),
]


@pytest.mark.parametrize("body", ALLOWED)
def test_given_a_placeholder_as_an_argument_when_read_then_nothing_is_wrong(body: str) -> None:
    assert bash.faults(body, ()) == []


@pytest.mark.parametrize(("body", "code", "line"), REFUSED)
def test_given_a_placeholder_where_a_value_might_become_code_when_read_then_it_is_refused_with_its_line(
    body: str, code: str, line: int
) -> None:
    assert (code, line) in [(fault.code, fault.line) for fault in bash.faults(body, ())]


def test_given_a_number_when_it_is_calculated_with_then_it_is_let_through() -> None:
    assert bash.faults("n={{ n }}\nif (( n > 5 )); then cmd; fi", {"n"}) == []


PIECES = (
    "{{ k }}", "{{ k }}", "{{ k }}", " ", " ", " ", "\n", "\n", ";", "|", "&&", "(", ")", "'", '"', "\\", "#", "# it's",
    "$(", "${x", "}", "$((", "))", "((", "[[", "]]", "-eq", "1", "`", "<<E", "<<'E'", "E", "\nE\n", "<<<", "<", "$'",
    '$"', "=", "x", "x=", "x=(", "a", "echo", "echo ", "printf", ":", "true", "if", "then", "fi", "for", "in", "do",
    "done", "case", "esac", "a)", ";;", "{", "}", "!", "local", "declare", "-i", "[", "]", "$x", '"$x"', "${x}", "eval",
    "let", "$[", "=~", "-v", "test", "2>&1", ">&2", "&", "\t", "<(", "--a=", "+=", "\\\n",
)  # fmt: skip
ATTACKS = (
    f"'; >{CANARY}; '", f'"; >{CANARY}; "', f"$(>{CANARY})", f"`>{CANARY}`", f"\n>{CANARY}\n", f"\\'; >{CANARY} #",
    f"\nE\n>{CANARY}\n", f"a[$(>{CANARY})]", f")); >{CANARY}; ((", f">{CANARY}", f"; >{CANARY};", f"x]; >{CANARY} #",
)  # fmt: skip


LINES = (*ALLOWED, *(body for body, _, _ in REFUSED))


def random_bodies(count: int, seed: int = 3) -> Iterator[str]:
    """Bodies put together at random, of which the reader takes all; most bodies it refuses."""
    made = random.Random(seed)
    while count:
        if made.random() < 0.5:
            body = "\n".join(made.choices(LINES, k=made.randint(1, 3)))
        else:
            body = "".join(made.choices(PIECES, k=made.randint(3, 16)))
        if "{{ k }}" in body and not bash.faults(body, ()):
            count -= 1
            yield body


def became_code(bodies: Iterable[str], folder: Path) -> str:
    """The scripts in which an attack was run, among those of the bodies with each attack. Only builtins are found."""
    scripts, work = folder / "scripts", folder / "work"
    scripts.mkdir()
    work.mkdir()
    for index, body in enumerate(bodies):
        for number, attack in enumerate(ATTACKS):
            (scripts / f"{index:04}-{number:02}").write_text(body.replace("{{ k }}", bash.literal(attack)))
    loop = (
        'for script in ../scripts/*; do ( PATH=; . "$script" ) >/dev/null 2>&1 </dev/null;'
        f' [ -e {CANARY} ] && {{ printf "%s\\n" "$(<"$script")"; rm {CANARY}; }}; done'
    )
    return run(loop, work).stdout.decode()


def test_given_random_bodies_that_are_taken_when_bash_runs_them_with_attacks_then_none_becomes_code(
    tmp_path: Path,
) -> None:
    assert became_code(random_bodies(150), tmp_path) == ""


@pytest.mark.parametrize("weakness", ["_refuse_evaluated_variables", "_end_command"])
def test_given_a_reader_that_lets_evaluated_values_through_when_bash_runs_its_bodies_then_the_canary_sings(
    weakness: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(reader: Any) -> None:
        reader._command = type(reader._command)(reader.at)

    monkeypatch.setattr(bash._Bash, weakness, forget)
    assert became_code(random_bodies(60), tmp_path) != ""
