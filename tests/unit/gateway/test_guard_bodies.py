import contextlib
import random
import resource
import time

import orjson
import pytest

from services.gateway.guard_json import JsonLimits, check_json
from shared.errors import MalformedRequest
from tests.unit.gateway.edge_app import assert_refused, edge_app, edge_client

JSON = {"content-type": "application/json"}
MIB = 1024 * 1024


def _in_meta(value: bytes) -> bytes:
    return b'{"text":"a","meta":' + value + b"}"


UNCLEAN = {
    "a NUL escape in a text": (b'{"text":"disk\\u0000full"}', "invalid_character"),
    "a NUL escape after escaped backslashes": (b'{"text":"a\\\\\\u0000"}', "invalid_character"),
    "a NUL escape in a key": (_in_meta(b'{"k\\u0000":1}'), "invalid_character"),
    "a raw NUL": (b'{"text":"a\0b"}', "invalid_character"),
    "a lone high surrogate": (b'{"text":"\\ud800abc"}', "invalid_json"),
    "a lone low surrogate": (b'{"text":"\\udfffabc"}', "invalid_json"),
    "surrogates in the wrong order": (b'{"text":"\\udc00\\ud800"}', "invalid_json"),
    "a lone surrogate in a key": (_in_meta(b'{"\\ud83d":1}'), "invalid_json"),
    "bytes that are not UTF-8": (b'{"text":"\xff\xfe"}', "invalid_json"),
    "an overlong slash": (b'{"text":"\xc0\xaf"}', "invalid_json"),
    "a surrogate encoded as UTF-8": (b'{"text":"\xed\xa0\x80"}', "invalid_json"),
    "a code point above Unicode": (b'{"text":"\xf4\x90\x80\x80"}', "invalid_json"),
    "a cut UTF-8 sequence": (b'{"text":"\xe2\x82"}', "invalid_json"),
    "latin-1": ('{"text":"M\u00fcller"}'.encode("latin-1"), "invalid_json"),
    "a byte order mark": (b'\xef\xbb\xbf{"text":"a"}', "invalid_encoding"),
    "UTF-16 with a mark": ('{"text":"a"}'.encode("utf-16"), "invalid_encoding"),
    "UTF-16 without a mark": ('{"text":"a"}'.encode("utf-16-le"), "invalid_character"),
    "UTF-32": ('{"text":"a"}'.encode("utf-32"), "invalid_encoding"),
    "100,000 nested arrays": (b"[" * 100_000 + b"]" * 100_000, None),
    "arrays that never end": (b"[" * 100_000, None),
    "100,000 nested objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, None),
    "1,000 levels in free-form data": (_in_meta(b'{"a":' * 1000 + b"1" + b"}" * 1000), "too_deep"),
    "33 levels of arrays": (_in_meta(b"[" * 32 + b"]" * 32), "too_deep"),
    "200,000 keys": (_in_meta(b"{" + b",".join(b'"k%d":0' % i for i in range(50_000)) + b"}"), None),
    "2,001 keys in many objects": (_in_meta(b"[" + b",".join([b'{"a":1}'] * 2_000) + b"]"), "too_many_keys"),
    "half a million numbers": (_in_meta(b"[" + b"1," * 500_000 + b"1]"), "too_many_values"),
    "half a million empty strings": (_in_meta(b"[" + b'"",' * 300_000 + b'""]'), "too_many_values"),
    "half a million empty arrays": (_in_meta(b"[" + b"[]," * 300_000 + b"[]]"), "too_many_values"),
    "NaN": (_in_meta(b'{"n":NaN}'), "invalid_json"),
    "minus Infinity": (_in_meta(b'{"n":-Infinity}'), "invalid_json"),
    "1e400": (_in_meta(b'{"n":1e400}'), "invalid_json"),
    "minus 1e400": (_in_meta(b'{"n":-1e400}'), "invalid_json"),
    "an exponent of a million digits": (_in_meta(b'{"n":1e' + b"9" * 100_000 + b"}"), None),
    "an integer of 5,000 digits": (_in_meta(b'{"n":' + b"9" * 5000 + b"}"), "number_too_long"),
    "an integer of 21 digits": (_in_meta(b'{"n":123456789012345678901}'), "number_too_long"),
    "a negative integer of 21 digits": (_in_meta(b'{"n":-123456789012345678901}'), "number_too_long"),
    "a duplicate key": (b'{"text":"a","text":"b"}', "duplicate_key"),
    "a duplicate key in other words": (b'{"text":"a","te\\u0078t":"b"}', "duplicate_key"),
    "a duplicate key far inside": (_in_meta(b'[{"a":{"b":1,"b":1}}]'), "duplicate_key"),
    "a second document": (b'{"text":"a"} {"text":"b"}', "invalid_json"),
    "a comma at the end": (b'{"text":"a",}', "invalid_json"),
    "a comment": (b'{"text":"a"} // b', "invalid_json"),
    "single quotes": (b"{'text':'a'}", "invalid_json"),
    "a key without quotes": (b'{text:"a"}', "invalid_json"),
    "a raw line break in a text": (b'{"text":"a\nb"}', "invalid_json"),
    "a raw control character": (b'{"text":"a\x1bb"}', "invalid_json"),
    "a number with a leading zero": (_in_meta(b'{"n":010}'), "invalid_json"),
    "a hexadecimal number": (_in_meta(b'{"n":0x10}'), "invalid_json"),
    "half a document": (b'{"text":"a', "invalid_json"),
    "only blanks": (b"   ", "invalid_json"),
    "form data": (b"text=a", "invalid_json"),
}


@pytest.mark.parametrize("kind", UNCLEAN)
async def test_given_an_unclean_body_when_it_is_sent_then_400_at_once_and_nothing_reaches_the_route(kind: str) -> None:
    body, code = UNCLEAN[kind]
    app = edge_app()
    started = time.process_time()
    async with edge_client(app) as client:
        response = await client.post("/notes", content=body, headers=JSON)
    assert time.process_time() - started < 1
    assert_refused(response, 400, code)
    assert app.state.seen == []


WRONG_SHAPE = {
    "an array where an object belongs": b"[]",
    "null": b"null",
    "a field of somebody else's": b'{"text":"a","role":"owner","account_id":"other","is_admin":true,"position":1}',
    "true for a number": b'{"text":"a","count":true}',
    "a text for a number": b'{"text":"a","count":"1"}',
    "a float for a number": b'{"text":"a","count":1.0}',
    "a number for a text": b'{"text":1}',
    "no text": b"{}",
}


@pytest.mark.parametrize("kind", WRONG_SHAPE)
async def test_given_clean_json_of_the_wrong_shape_when_it_is_sent_then_422_without_its_values(kind: str) -> None:
    app = edge_app()
    async with edge_client(app) as client:
        response = await client.post("/notes", content=WRONG_SHAPE[kind], headers=JSON)
    assert_refused(response, 422, "invalid_input")
    assert "owner" not in response.text
    assert app.state.seen == []


TEXTS = {
    "zero-width characters": "ad\u200bmin\u200d",
    "10,000 combining marks": "a" + "\u0301" * 10_000,
    "a Turkish dotted I": "\u0130stanbul@EXAMPLE.com",
    "tag characters": "hello\U000e0069\U000e0067",
    "noncharacters": "\uffff\U0001fffe",
    "line separators": "a\u2028b\u2029c",
    "line breaks that forge a log": "bob\r\n2026-01-01 INFO login ok user=admin",
    "right-to-left override": "\u202egnp.exe",
    "SQL": "'); DROP TABLE events;--",
    "markup": '<img src=x onerror=alert(1)>[x](javascript:alert(1))<a href="data:text/html,1">',
    "a spreadsheet formula": '=HYPERLINK("http://127.0.0.1/?"&A1,"ok")',
    "template syntax": "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {0.__class__.__mro__}",
    "format strings": "%s%s%n %(x)s {0} {x!r}",
    "windows paths and quotes": 'C:\\temp\\"new"\\\\server\\u0000',
    "XML entities": '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>',
    "JSON in a text": '{"a":{"a":[1,2,{"a":"\\u0000"}]},"n":123456789012345678901234}',
    "a long run of key=": "password=" * 20_000,
    "a long run of blanks": " " * 100_000 + "x",
    "a long run of backslashes": "\\" * 99_999,
    "a long run of quotes": '"' * 99_999,
}


@pytest.mark.parametrize("kind", TEXTS)
async def test_given_a_strange_but_clean_text_when_it_is_sent_then_it_arrives_as_it_was(kind: str) -> None:
    async with edge_client(edge_app()) as client:
        response = await client.post("/notes", json={"text": TEXTS[kind]})
    assert response.status_code == 200, response.text
    assert response.json()["text"] == TEXTS[kind]


def test_given_random_documents_when_they_are_checked_then_clean_ones_pass_and_a_doubled_key_is_found() -> None:
    chance = random.Random(7)

    def value(depth: int) -> object:
        kind = chance.randrange(5 if depth else 3)
        if kind == 0:
            return "".join(chance.choice('ab"\\{}[]:,\n\u00e9\U0001f600 u0000') for _ in range(chance.randrange(9)))
        if kind == 1:
            return chance.choice([None, True, 0, -1, 2**53 + 1, 1.5e-7, 10**19])
        if kind == 2:
            return []
        inner = [value(depth - 1) for _ in range(chance.randrange(5))]
        return inner if kind == 3 else {f'k"\\{i}': part for i, part in enumerate(inner)}

    for _ in range(2_000):
        body = orjson.dumps({"a": value(6), "b": 1})
        check_json(body, JsonLimits())
        with pytest.raises(MalformedRequest, match="duplicate_key"):
            check_json(body[:-1] + b',"a":"again"}', JsonLimits())


SLOW_TO_CHECK = {
    "one long text": b'{"text":"' + b"A" * MIB + b'"}',
    "escaped quotes": b'{"text":"' + b'\\"' * (MIB // 2) + b'"}',
    "backslashes": b'{"text":"' + b"\\\\" * (MIB // 2) + b'"}',
    "empty texts": b'["' + b'","' * (MIB // 3) + b'"]',
    "numbers": b"[" + b"1," * (MIB // 2) + b"1]",
    "brackets": b"[" * (MIB // 2) + b"]" * (MIB // 2),
    "empty objects": b"[" + b"{}," * (MIB // 3) + b"{}]",
    "digits": b"[" + b"9" * MIB + b"]",
    "blanks": b"[" + b" " * MIB + b"]",
    "colons": b":" * MIB,
    "quotes": b'"' * MIB,
    "as much structure as is taken": b"[" + b",".join([b'{"a":"' + b"x" * 500 + b'"}'] * 1_999) + b"]",
}


@pytest.mark.parametrize("kind", SLOW_TO_CHECK)
def test_given_a_mebibyte_of_anything_when_it_is_checked_then_it_takes_no_time(kind: str) -> None:
    def once() -> float:
        started = time.process_time()
        with contextlib.suppress(MalformedRequest):
            check_json(SLOW_TO_CHECK[kind], JsonLimits())
        return time.process_time() - started

    assert min(once() for _ in range(5)) < 0.2


@pytest.mark.parametrize("unit", [b'{"a":[', b"[[],", b'["",', b"{}", b'\\"', b"9", b":", b'a", "b": "'])
def test_given_forty_mebibytes_of_anything_when_they_are_checked_then_memory_stays_near_the_body(unit: bytes) -> None:
    body = b'{"text":"' + unit * (40 * MIB // len(unit))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(MalformedRequest):
        check_json(body, JsonLimits())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4 * len(body) / 1024
