"""The AsyncAPI document: what travels on the bus, who sends it and who receives it."""

import inspect
import json
from collections.abc import Iterator, Mapping
from typing import Any

from contracts.catalog import CATEGORIES, Category, Endpoints
from contracts.schemas import example_files, written
from shared.bus.cloudevents import MEDIA_TYPE
from shared.bus.commands import Request
from shared.bus.subjects import STREAM, command_subject, query_subject
from shared.message import Event

Json = dict[str, Any]

DESCRIPTION = f"""\
Events are facts: appended to the log first, then published in the order of their positions to the JetStream stream
`{STREAM}`, whose sequence numbers are the positions. Their data travel sealed (AES-256-GCM, a key per case or account);
the payloads described here are what the seal holds. The envelope is CloudEvents 1.0 in binary mode, see
`contracts/README.md`.

Commands and queries are NATS request/reply on `cmd.<service>.<command>` and `qry.<service>.<query>`. A reply holds
either `ok` or `refused`. The projector, which folds the read models, receives every event.
"""

_UUID: Json = {"type": "string", "format": "uuid"}
_NUMBER: Json = {"type": "string", "pattern": "^[0-9]+$"}
_DIGEST: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}

ENVELOPE: Json = {
    "title": "CloudEvents attributes",
    "type": "object",
    "required": [
        "Nats-Msg-Id", "content-type", "ce-specversion", "ce-id", "ce-source", "ce-type", "ce-subject", "ce-time",
        "ce-streamversion", "ce-position", "ce-account", "ce-hash", "ce-chain", "ce-meta",
    ],
    "properties": {
        "Nats-Msg-Id": {**_UUID, "description": "The event's id again, for the broker's own window of duplicates."},
        "content-type": {"const": MEDIA_TYPE},
        "ce-specversion": {"const": "1.0"},
        "ce-id": {**_UUID, "description": "UUIDv7."},
        "ce-source": {"type": "string", "pattern": "^/resolutionflow/[a-z]+$", "description": "Ends in the category."},
        "ce-type": {"type": "string", "pattern": r"^resolutionflow\.[a-z_]+\.v[0-9]+$"},
        "ce-subject": {"type": "string", "description": "The stream in the log: `<category>-<id>`."},
        "ce-time": {"type": "string", "format": "date-time", "description": "When the log took it, UTC."},
        "ce-streamversion": {**_NUMBER, "description": "Its place in its stream, from 1, without gaps."},
        "ce-position": {**_NUMBER, "description": "Its place in the log, from 1, without gaps: the stream's sequence."},
        "ce-account": {**_UUID, "description": "The account (tenant) it belongs to."},
        "ce-session": {**_UUID, "description": "The case it belongs to, if any; its key seals the data."},
        "ce-client": {**_UUID, "description": "The client company of the case, if any."},
        "ce-hash": {**_DIGEST, "description": "Over this event and the one before it in its stream."},
        "ce-chain": {**_DIGEST, "description": "Over this event and everything before it in the log."},
        "ce-meta": {
            "type": "string",
            "description": "JSON: actor, role, service, correlation, cause, command_id, traceparent. Ids only.",
        },
        "traceparent": {"type": "string", "description": "W3C trace context of what brought the event about."},
    },
    "additionalProperties": False,
}  # fmt: skip

_REPLY: Json = {
    "title": "Reply",
    "type": "object",
    "oneOf": [
        {"required": ["ok"], "properties": {"ok": {"type": "object"}}},
        {
            "required": ["refused"],
            "properties": {
                "refused": {
                    "type": "object",
                    "required": ["status", "code", "title", "detail", "facts"],
                    "properties": {
                        "status": {"type": "integer"},
                        "code": {"type": "string"},
                        "title": {"type": "string"},
                        "detail": {"type": "string"},
                        "facts": {"type": "object"},
                    },
                }
            },
        },
    ],
}


def document(endpoints: Mapping[str, Endpoints]) -> Json:
    """The whole document; `endpoints` says what each service hears."""
    channels: Json = {}
    operations: Json = {}
    messages: Json = {name.lower(): _message(name) for name in ("Request", "Reply")}
    request = Request.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas: Json = {"CloudEvent": ENVELOPE, "Reply": _REPLY, **_definitions(request, "Request", "")}
    for category in CATEGORIES:
        for event in category.events:
            channels[event.type] = _event_channel(category, event)
            messages[event.type] = _event_message(category, event)
            operations |= _event_operations(category, event, endpoints)
            _merge(schemas, _event_schemas(category, event))
    for service, heard in endpoints.items():
        for name, subject in _subjects(service, heard):
            channels[name] = _request_channel(subject)
            operations[name] = _request_operation(service, name)
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "ResolutionFlow", "version": "1", "description": DESCRIPTION},
        "servers": {"bus": {"host": "127.0.0.1:4222", "protocol": "nats", "description": "NATS with JetStream."}},
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages, "schemas": schemas},
    }


def _event_channel(category: Category, event: type[Event]) -> Json:
    return {
        "address": f"evt.{category.name}.{event.type}.{{account}}.{{id}}",
        "title": event.type,
        "description": inspect.getdoc(event),
        "parameters": {
            "account": {"description": "The account's id."},
            "id": {"description": f"The id of the {category.name}: the stream's name without its category."},
        },
        "messages": {event.type: {"$ref": f"#/components/messages/{event.type}"}},
        "tags": [{"name": category.name}],
        "x-stream": f"{category.name}-{{id}}",
    }


def _event_message(category: Category, event: type[Event]) -> Json:
    return {
        "name": f"resolutionflow.{event.type}.v{event.schema_version}",
        "title": event.__name__,
        "summary": inspect.getdoc(event),
        "contentType": MEDIA_TYPE,
        "headers": {"$ref": "#/components/schemas/CloudEvent"},
        "payload": {"$ref": f"#/components/schemas/{category.service}.{event.__name__}"},
        "examples": [
            {"name": file.stem.split("-", 1)[1], "payload": json.loads(file.read_text(encoding="utf-8"))}
            for file in example_files(category, event, event.schema_version)
        ],
    }


def _event_operations(category: Category, event: type[Event], endpoints: Mapping[str, Endpoints]) -> Json:
    def operation(action: str, service: str) -> Json:
        return {
            "action": action,
            "channel": {"$ref": f"#/channels/{event.type}"},
            "messages": [{"$ref": f"#/channels/{event.type}/messages/{event.type}"}],
            "tags": [{"name": service}],
        }

    readers = [service for service, heard in endpoints.items() if event.type in heard.reactions]
    return {f"{category.service}.writes.{event.type}": operation("send", category.service)} | {
        f"{service}.reacts.{event.type}": operation("receive", service)
        | {"x-jetstream": {"stream": STREAM, "durable": service}}
        for service in readers
    }


def _event_schemas(category: Category, event: type[Event]) -> Json:
    prefix = f"{category.service}."
    return _definitions(written(event, f"#/components/schemas/{prefix}{{model}}"), prefix + event.__name__, prefix)


def _definitions(schema: Json, name: str, prefix: str) -> Json:
    """A schema and what it refers to, side by side under their names."""
    return {prefix + key: value for key, value in schema.pop("$defs", {}).items()} | {name: schema}


def _merge(schemas: Json, added: Json) -> None:
    for name, schema in added.items():
        if schemas.setdefault(name, schema) != schema:
            raise ValueError(f"two shapes of one service are both called {name}; rename one")


def _subjects(service: str, heard: Endpoints) -> Iterator[tuple[str, str]]:
    for name in heard.commands:
        yield f"{service}.{name}", command_subject(service, name)
    for name in heard.queries:
        yield f"{service}.{name}", query_subject(service, name)


def _request_channel(subject: str) -> Json:
    messages = {name: {"$ref": f"#/components/messages/{name}"} for name in ("request", "reply")}
    return {"address": subject, "messages": messages, "tags": [{"name": subject.split(".")[1]}]}


def _request_operation(service: str, name: str) -> Json:
    channel = f"#/channels/{name}"
    return {
        "action": "receive",
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/request"}],
        "reply": {"channel": {"$ref": channel}, "messages": [{"$ref": f"{channel}/messages/reply"}]},
        "tags": [{"name": service}],
        "bindings": {"nats": {"queue": service, "bindingVersion": "0.1.0"}},
    }


def _message(name: str) -> Json:
    return {"name": name, "contentType": "application/json", "payload": {"$ref": f"#/components/schemas/{name}"}}
