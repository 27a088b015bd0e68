"""The tables whose rows make the history of a project."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from partnerships.models import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Contact,
    Decision,
    Evidence,
    FitAnswer,
    HandOver,
    Hold,
    JoiningReason,
    Meeting,
    MeetingQuestion,
    Milestone,
    Note,
    OpeningProposal,
    Partnership,
    PartnershipActivity,
    PartnershipExtension,
    PartnershipMeasure,
    PartnershipService,
    Project,
    ProjectAccess,
    ProjectFact,
    Promise,
    RatingOverride,
    Response,
    ResponseImport,
    ResponseReport,
    ResponseTheme,
    Review,
    ReviewFinding,
    Risk,
    RuleAcceptance,
    SignOff,
    Stakeholder,
    Theme,
)


@dataclass(frozen=True)
class Kind:
    """One tracked table of a project: how its history finds the project, and what people call it and its rows."""

    model: type[Model]
    label: str
    one: str
    many: str = ""
    path: str = "project_id"
    # Whether one call may write thousands of rows, which are then counted and not read.
    counted: bool = False

    def called(self, number: int) -> str:
        """ "1 activity", "1,200 activities"."""
        return f"{number:,} {self.one if number == 1 else self.many or f'{self.one}s'}"


KINDS: dict[str, Kind] = {
    "project": Kind(Project, "Project, dates and route", "project", path="id"),
    "milestones": Kind(Milestone, "Milestones", "milestone"),
    "joining": Kind(JoiningReason, "Reasons for joining dates", "reason"),
    "accepted_rules": Kind(RuleAcceptance, "Broken rules accepted", "accepted rule"),
    "holds": Kind(Hold, "On hold", "hold"),
    "facts": Kind(ProjectFact, "Answers", "answer"),
    "notes": Kind(Note, "Notes", "note"),
    "evidence": Kind(Evidence, "Evidence", "piece of evidence", "pieces of evidence"),
    "hand_overs": Kind(HandOver, "Hand-overs", "hand-over"),
    "decisions": Kind(Decision, "Decisions", "decision"),
    "risks": Kind(Risk, "Risks", "risk"),
    "contacts": Kind(Contact, "Contacts", "contact"),
    "people": Kind(ProjectAccess, "People named", "person", "people"),
    "openings": Kind(OpeningProposal, "Openings in GIAS", "opening"),
    "sign_offs": Kind(SignOff, "Sign-offs", "sign-off"),
    "ratings": Kind(RatingOverride, "Ratings", "rating"),
    "partnership": Kind(Partnership, "Partnership", "partnership"),
    "extensions": Kind(PartnershipExtension, "Extensions of the partnership", "extension"),
    "services": Kind(PartnershipService, "Services", "service"),
    "measures": Kind(PartnershipMeasure, "Measures", "measure"),
    "activities": Kind(PartnershipActivity, "Activities", "activity", "activities"),
    "fit": Kind(FitAnswer, "Answers on fit", "answer on fit", "answers on fit"),
    "promises": Kind(Promise, "Promises", "promise"),
    "reviews": Kind(Review, "Reviews", "review"),
    "findings": Kind(ReviewFinding, "Findings of reviews", "finding"),
    "consultations": Kind(Consultation, "Consultations", "consultation"),
    "steps": Kind(ConsultationStep, "Steps of consultations", "step"),
    "stakeholders": Kind(Stakeholder, "Groups asked or told", "group"),
    "meetings": Kind(Meeting, "Meetings", "meeting"),
    "questions": Kind(MeetingQuestion, "Questions at meetings", "question"),
    "documents": Kind(ConsultationDocument, "Consultation documents", "document"),
    "reports": Kind(ResponseReport, "Response documents", "response document"),
    "themes": Kind(Theme, "Themes", "theme"),
    "imports": Kind(ResponseImport, "Imports of responses", "import"),
    "responses": Kind(Response, "Responses", "response", counted=True),
    "response_themes": Kind(
        ResponseTheme, "Themes of responses", "theme of a response", "themes of responses", counted=True
    ),
}

# Of these, what hangs on one milestone is part of that milestone's own history.
OF_MILESTONE = ("milestones", "notes", "evidence")
