"""A finished intake as a case, and a case's answers and scores for staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk.handoffs.models import Case, CaseEvent
from frontdesk.handoffs.services import raise_case
from frontdesk.intakes import records
from frontdesk.intakes.content import Content, content
from frontdesk.intakes.models import Intake
from frontdesk.intakes.results import Row, Section
from frontdesk.interview import Interview, State, flow
from frontdesk.interview.flags import flags
from frontdesk.interview.scores import Score, score
from frontdesk.interview.show import answer_text

LINK_CONSENT = 2  # the version of the consent text from which links by e-mail are agreed to
URGENT = "urgent"  # a flag of this severity makes the case urgent


def submit(intake: Intake, state: State, now: datetime, loaded: Content) -> str:
    """Make the case in the running transaction and return its reference."""
    today = now.astimezone(ZoneInfo(str(loaded.clinic.get("location.time_zone", "UTC")))).date()
    raised = flags(loaded.rules, loaded.interview, state.answers, today)
    case = raise_case(
        intake.conversation,
        kind="intake",
        prefix=loaded.clinic.fact("reference_prefix"),
        now=now,
        urgent=any(flag["severity"] == URGENT for flag in raised),
        person=person_of(loaded.interview, state),
        flags=raised,
    )
    intake.case, intake.submitted_at = case, now
    intake.save(update_fields=["case", "submitted_at"])
    return case.reference


def person_of(interview: Interview, state: State) -> dict[str, Any]:
    """Who the person is and how to reach them, as Case.person holds it; unknown keys are absent."""

    def given(key: str) -> Any:
        answer = state.answers.get(key)
        return answer.value if answer is not None else None

    name = " ".join(str(part) for part in (given("first_name"), given("last_name")) if part)
    found: dict[str, Any] = {"name": name, "email": given("email"), "phone": given("phone")}
    found["preferred_name"] = given("preferred_name")
    found["date_of_birth"] = given("date_of_birth")
    for key in ("pronouns", "contact_ok", "contact_time", "state"):
        answer = state.answers.get(key)
        if answer is not None and answer.value is not None:
            found[key] = answer_text(interview, interview.by_id[key], answer)
    consent = state.answers.get("consent")
    agreed = consent is not None and isinstance(consent.value, dict) and consent.value.get("agreed")
    if agreed and consent is not None and consent.version >= LINK_CONSENT and found["email"]:
        found["email_ok"] = True
    zone = interview.places.time_zone(str(given("state")))
    if zone and found.get("contact_time"):
        found["contact_time"] = f"{found['contact_time']} ({zone})"
    return {key: value for key, value in found.items() if value}


def add_to_case(intake: Intake, words: str, now: datetime) -> str:
    """Keep what the person added after submitting; returns the reference."""
    case = intake.case
    if case is None:
        return ""
    if case.joined_to is not None and case.joined_to.is_open:
        case = case.joined_to  # staff look at that one now
    CaseEvent.objects.create(case=case, at=now, what="note", detail=words)
    Case.objects.filter(pk=case.pk).update(updated_at=now)
    return case.reference


def intake_of(case: Case) -> Intake | None:
    """The intake that made the case, or the conversation's own when a person was asked for."""
    made = Intake.objects.filter(case=case).order_by("-id").first()
    if made is not None or case.kind == Case.Kind.INTAKE:
        return made
    return Intake.objects.filter(conversation_id=case.conversation_id).order_by("-id").first()


def answers_for_case(case: Case) -> list[Section]:
    """The answers by section in the order asked; empty when the case has no intake."""
    intake = intake_of(case)
    if intake is None:
        return []
    interview = content().interview
    state = records.state_of(intake)
    sections: list[Section] = []
    for question in interview.questions:
        answer = state.answers.get(question.id)
        if answer is None:
            continue
        title = interview.sections[question.section]
        if not sections or sections[-1].title != title:
            sections.append(Section(title, []))
        shown = answer_text(interview, question, answer)
        sections[-1].rows.append(Row(question.id, question.ask, shown, answer.words, answer.version))
    return sections


def scores_for_case(case: Case) -> list[Score]:
    """The scores of the questionnaires that were begun, in the order asked."""
    intake = intake_of(case)
    if intake is None:
        return []
    interview = content().interview
    state = records.state_of(intake)
    asked = {question.id for question in flow.path(interview, state, intake.updated_at.date())}
    scores = [score(sheet, state.answers) for sheet in interview.questionnaires if set(sheet.items) & asked]
    return [found for found in scores if found.answered]
