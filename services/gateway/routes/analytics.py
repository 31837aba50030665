"""Analytics: figures of a period with what they mean, the sessions behind each, and all of it as CSV."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BeforeValidator

from services.gateway.analytics.asked import Asked, By, HeldDays, Interval, Part, RowsBy, Table, period_of
from services.gateway.analytics.breakdown import breakdown
from services.gateway.analytics.export import as_csv
from services.gateway.analytics.figures import FigureKey
from services.gateway.analytics.flywheel import flywheel
from services.gateway.analytics.gaps import gaps
from services.gateway.analytics.models import models
from services.gateway.analytics.pushes import pushes
from services.gateway.analytics.reading import Analytics
from services.gateway.analytics.sessions import Page, Wanted, sessions
from services.gateway.analytics.summary import summary
from services.gateway.analytics.tables import Order, open_sheet
from services.gateway.analytics.tiers import tiers
from services.gateway.analytics.trend import trend
from services.gateway.auth.access import Engineer
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip
from services.gateway.routes import analytics_models as answers

router = APIRouter(prefix="/analytics", tags=["analytics"], dependencies=[Depends(limit("reads"))])


async def analytics_of(request: Request) -> Analytics:
    """The analytics of this gateway."""
    analytics: Analytics = request.app.state.analytics
    return analytics


AnalyticsDep = Annotated[Analytics, Depends(analytics_of)]
Domain = Annotated[str, Query(max_length=40)]
Held = Annotated[
    HeldDays,
    BeforeValidator(lambda value: int(value) if value in {"1", "7", "30"} else value),
    Query(description="Days without reopening for a resolution to count."),
]
Day = Annotated[date, Query(description="A UTC day, as in 2026-03-29; it is counted too.")]


async def asked_of(
    analytics: AnalyticsDep,
    since: Day | None = None,
    until: Day | None = None,
    team_id: UUID | None = None,
    client_id: UUID | None = None,
    domain: Domain | None = None,
    held_days: Held = 7,
) -> Asked:
    """The period, of whom, and what counts as resolved: without days the last 30."""
    now = analytics.clock()
    first, last = period_of(since, until, now.date())
    return Asked(first, last, now, team_id, client_id, domain, held_days)


AskedDep = Annotated[Asked, Depends(asked_of)]


async def wanted_of(
    figure: FigureKey = "sessions",
    part: Part = "all",
    by: RowsBy | None = None,
    value: Annotated[str | None, Query(max_length=100)] = None,
) -> Wanted:
    """The sessions behind a figure, behind a row, or behind a figure of a row."""
    return Wanted(figure, part, by, value)


WantedDep = Annotated[Wanted, Depends(wanted_of)]


@router.get("/summary", response_model=answers.Summary)
async def get_summary(who: Engineer, asked: AskedDep, analytics: AnalyticsDep) -> dict[str, Any]:
    """Every figure of the period, beside the period before."""
    async with analytics.reading(who.account_id) as connection:
        return {**await summary(connection, asked), "as_of": await analytics.as_of(connection)}


@router.get("/breakdown", response_model=answers.Breakdown)
async def get_breakdown(who: Engineer, asked: AskedDep, analytics: AnalyticsDep, by: By) -> dict[str, Any]:
    """Sessions by status, tier, domain, team or client."""
    async with analytics.reading(who.account_id) as connection:
        return await breakdown(connection, asked, by)


@router.get("/trend", response_model=answers.Trend)
async def get_trend(
    who: Engineer, asked: AskedDep, analytics: AnalyticsDep, interval: Interval = "week"
) -> dict[str, Any]:
    """The period by day, week or month."""
    async with analytics.reading(who.account_id) as connection:
        return await trend(connection, asked, interval)


@router.get("/tiers", response_model=answers.Tiers)
async def get_tiers(who: Engineer, asked: AskedDep, analytics: AnalyticsDep) -> dict[str, Any]:
    """Is guided better? Rates of each tier with their intervals."""
    async with analytics.reading(who.account_id) as connection:
        return await tiers(connection, asked)


@router.get("/pushes", response_model=answers.Pushes)
async def get_pushes(who: Engineer, asked: AskedDep, analytics: AnalyticsDep) -> dict[str, Any]:
    """What became of documents on their way into tickets."""
    async with analytics.reading(who.account_id) as connection:
        return await pushes(connection, asked)


@router.get("/flywheel", response_model=answers.Flywheel)
async def get_flywheel(
    who: Engineer, asked: AskedDep, analytics: AnalyticsDep, interval: Interval = "week"
) -> dict[str, Any]:
    """Proposals by outcome, and what the library covers."""
    async with analytics.reading(who.account_id) as connection:
        return await flywheel(connection, asked, interval)


@router.get("/models", response_model=answers.Models)
async def get_models(who: Engineer, asked: AskedDep, analytics: AnalyticsDep) -> dict[str, Any]:
    """What each model took."""
    async with analytics.reading(who.account_id) as connection:
        return await models(connection, asked)


@router.get("/gaps", response_model=answers.Gaps)
async def get_gaps(who: Engineer, analytics: AnalyticsDep) -> dict[str, Any]:
    """Knowledge gaps that are open."""
    async with analytics.reading(who.account_id) as connection:
        return await gaps(connection)


@router.get("/sessions", response_model=answers.Sessions)
async def get_sessions(
    who: Engineer, asked: AskedDep, wanted: WantedDep, analytics: AnalyticsDep, skip: Skip = 0, limit: Limit = 50
) -> dict[str, Any]:
    """The sessions behind a number: a `figure`, its `hits`, the row `value` of a breakdown `by` something, or both."""
    async with analytics.reading(who.account_id) as connection:
        return await sessions(connection, asked, wanted, Page(limit, skip))


@router.get("/export.csv", response_class=StreamingResponse, responses={200: {"content": {"text/csv": {}}}})
async def export(
    who: Engineer,
    asked: AskedDep,
    wanted: WantedDep,
    analytics: AnalyticsDep,
    table: Table = "summary",
    interval: Interval = "week",
) -> StreamingResponse:
    """One table as CSV, UTF-8, with a header; `by` names the breakdown, and all sessions come, not a page."""
    sheet = await open_sheet(analytics, who.account_id, Order(table, asked, wanted, interval))
    name = f"analytics-{table}-{asked.since}-{asked.until}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(as_csv(sheet), headers=headers, media_type="text/csv; charset=utf-8")


@router.get("/status", response_model=answers.AnalyticsStatus)
async def get_status(who: Engineer, analytics: AnalyticsDep) -> dict[str, Any]:
    """Whether the read models are being built anew, and what the figures include."""
    return await analytics.status(who.account_id)
