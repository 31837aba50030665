"""Audit events go to the log, each once."""

from dataclasses import dataclass

from services.gateway.auth.audit import AuditEntry
from shared.envelope import Stream, begin
from shared.log import CommandKey, CommandReused, ConflictError
from shared.log.postgres import PostgresLog

SERVICE = "gateway"


@dataclass(frozen=True, slots=True)
class AuditLog:
    """The log as the audit uses it: append at the stream's end, whatever stands before."""

    log: PostgresLog

    async def record(self, entry: AuditEntry) -> None:
        """Append the entry's event, unless it was appended before."""
        account = entry.actor.account_id
        log = self.log.as_account(account)
        stream = Stream(entry.category, str(entry.subject), account)
        key = CommandKey(account, entry.actor.label, "audit", str(entry.id), b"")
        version = len(await log.load(stream.name))
        while True:
            try:
                await log.append(stream, version, [entry.event], begin(entry.actor, SERVICE, str(entry.id)), key)
            except CommandReused:
                return
            except ConflictError as conflict:
                version = conflict.actual if conflict.actual is not None else version + 1
            else:
                return
