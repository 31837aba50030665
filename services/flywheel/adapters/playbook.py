"""Proposals without a model: built from the transcript, by the rules alone."""

from services.flywheel.ports import Draft, FlowRequest, NotWritten
from services.flywheel.proposals.events import FlowDraft
from services.flywheel.proposals.merging import ENHANCEMENT
from services.flywheel.writing.building import one_line, tree_of
from services.flywheel.writing.enhancing import branch_of
from services.flywheel.writing.words import keywords_of, title_of
from shared.llm.untrusted import shorten

SENTENCE_CHARS = 300


class PlaybookWriter:
    """A `FlowWriter` that needs nothing. It refuses only an enhancement that the flow has no place for."""

    async def write(self, request: FlowRequest) -> Draft:
        """See `FlowWriter.write`."""
        return _flow(request) if request.target is None else _enhancement(request)


def _flow(request: FlowRequest) -> Draft:
    session, resolved = request.session, request.session.resolutions[request.source.outcome]
    started = session.started
    summary = started.summary if started else resolved.resolution_summary
    domain, symptoms = (started.domain, started.symptoms) if started else ("other", ())
    said = (started.intake.text or "",) if started else ()
    title = title_of(summary, (*symptoms, *said, resolved.resolution_summary), domain)
    keywords = keywords_of(symptoms, (summary, *said, resolved.resolution_summary), domain)
    fix = shorten(one_line(resolved.resolution_summary), SENTENCE_CHARS).rstrip(".")
    reported = shorten(one_line(" ".join(said).strip() or summary), SENTENCE_CHARS).rstrip(".")
    description = f"{reported}. {fix}."
    tree = tree_of(session, resolved)
    return Draft(title, description, FlowDraft(tree_structure=tree, match_keywords=keywords), "playbook")


def _enhancement(request: FlowRequest) -> Draft:
    change = branch_of(request)
    if change is None or request.target is None:
        raise NotWritten("no_place")
    resolved = request.session.resolutions[request.source.outcome]
    label = change.modified_options[0].add_option.label
    title = title_of(label, (resolved.resolution_summary,), request.target.text.problem_domain)
    return Draft(ENHANCEMENT + title, change.diff_description, change, "playbook")
