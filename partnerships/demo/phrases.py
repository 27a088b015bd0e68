"""What a team writes on milestones, and whom it waits for, in the words of a working day."""

from __future__ import annotations

import random

from partnerships.demo.contacts import SOLICITORS
from partnerships.models import Project
from partnerships.rules.words import OwnerRole

# Notes that would stand on any project's milestone, by code.
NOTES = {
    "EXP-01": (
        "Head rang after the cluster meeting. Governors want to hear what joining would mean.",
        "Chair of governors wrote after a talk at the district meeting. Wants an informal chat first.",
        "Enquiry came through a head in our trust. They have looked at two other trusts.",
    ),
    "EXP-02": (
        "Good first meeting. They care most about keeping their own curriculum and the school's name.",
        "Met the head and two governors. Lots of common ground on reading; less on uniform.",
        "Walked round the school, then an hour with the governors. They asked about staff workload.",
    ),
    "EXP-03": ("Sent written answers to {parents} questions. Central charge and reserves came up twice.",),
    "EXP-07": (
        "No surprises on standards or staffing. Boiler and flat roof to look at in the second stage.",
        "Standards sound, reserves thin. Site team to look at drainage in the second stage.",
        "Staffing costs are {high}% of income. Otherwise much as the school had told us.",
    ),
    "EXP-08": (
        "E-mailed the regional team. They saw no difficulty at this stage.",
        "Rang and then wrote. The regional team asks to see the due diligence summary.",
    ),
    "CON-05": (
        "Two meetings, {parents} parents and {staff} staff. Uniform, term dates and support staff hours "
        "raised.",
        "Parents' meeting ({parents} came) and staff meeting ({staff}). Questions and answers published.",
        "Three meetings, {parents} parents in all. Most questions were about what stays the same.",
    ),
    "CON-06": (
        "{total} responses: {yes} in favour, {no} against, the others not sure.",
        "{total} responses. {yes} in favour, the rest divided between against and not sure.",
        "Closed with {total} responses, half of them on the last day.",
    ),
    "CON-07": ("Reply published on the school's website and sent home in book bags.",),
    "CON-11": ("Report to the finance committee. Pay protection for two posts is the main cost.",),
    "CON-15": (
        "Asbestos register is current. Fire doors in the hall need work, about £{cost},000.",
        "Surveys in. No RAAC. Legionella log has gaps, plan agreed with the caretaker.",
        "Roof has about {years} years left. Water and fire papers in order.",
    ),
    "APP-02": ("Sent by the online form. Receipt saved.",),
    "APP-03": ("Chased twice. Came back complete apart from the asset list.",),
    "APP-04": (
        "Approved. One condition: confirm pension contributions before signing.",
        "Approved without conditions. Letter on file.",
        "Approved. Two conditions, both for the trust, copied into the plan.",
    ),
    "LEG-01": ("Engagement letters signed; fixed fee agreed for both sides.",),
    "LEG-02": (
        "All sides on the call. Date confirmed, next call in four weeks.",
        "Kick-off held. Land is the thing to watch; everything else on track.",
        "DfE, council and both solicitors there. Month confirmed; risks written down.",
    ),
    "LEG-03": ("The caretaker's house is on a separate title. Plan corrected.",),
    "LEG-05": ("Council accepts the model lease without changes.",),
    "LEG-15": (
        "Staff list checked against payroll; two leavers taken out.",
        "Text agreed. The asset list was the last thing to arrive.",
        "Agreed after three rounds. Photocopier lease goes to the trust.",
    ),
    "LEG-23": ("Decision is with the director, no committee needed. Call-in ends five days after.",),
    "OPS-01": (
        "Form and data sent. Actuary quotes six weeks.",
        "Fund has the data. Report expected in about {years} weeks.",
    ),
    "OPS-04": ("First meeting with union representatives. Questions on pay dates and facility time.",),
    "OPS-05": ("All questions answered in writing. No measures challenged.",),
    "OPS-08": (
        "Payroll cut-off is the {day}th. Test run booked.",
        "Deadline is the {day}th. {staff} people on the test payroll, one query.",
    ),
    "OPS-14": (
        "Single central record: two gaps found and put right the same day.",
        "Record complete. Section 128 checks run for the head and all governors.",
    ),
    "OPS-16": ("Cut-over on the last Friday; old system stays readable for a term.",),
    "OPS-22": ("Arrangements unchanged. The council runs appeals for one more year.",),
    "OPN-01": (
        "Open. Assembly at nine, cake at three.",
        "Opened as planned. Helen there at the gate with the head.",
        "Open. Phones, e-mail and registers all worked by ten.",
    ),
    "OPN-03": ("Arrived on the sixth working day, amount as in the statement.",),
    "PST-04": ("Main complaint: nobody knew whom to ring about IT. One-page list sent.",),
    "PST-12": ("All paid correctly bar one allowance; corrected in the next run.",),
}


def note_on(code: str, chance: random.Random, project: Project) -> str:
    """One of the notes for that milestone, with figures that suit a school of this size."""
    size = project.school.pupils or 200
    total = chance.randint(size // 6, size // 4)
    yes = total * chance.randint(48, 71) // 100
    return chance.choice(NOTES[code]).format(
        total=total,
        yes=yes,
        no=(total - yes) // 2,
        parents=chance.randint(14, 58),
        staff=max(9, size // 12),
        cost=chance.randint(4, 31),
        day=chance.randint(5, 12),
        years=chance.randint(5, 9),
        high=chance.randint(79, 86),
    )


WAITS = {
    OwnerRole.LA: "{la} Council, academies team",
    OwnerRole.SOL: f"our solicitors, {SOLICITORS}",
    OwnerRole.DIO: "the diocesan board of education",
    OwnerRole.DFE: "DfE's regional team",
    OwnerRole.GB: "the chair of governors",
    OwnerRole.EMPLOYER: "the present employer's HR team",
    OwnerRole.SAT: "the outgoing trust's board",
    OwnerRole.HT: "the headteacher",
}


def waits_on(roles: list[OwnerRole], project: Project) -> str:
    """Whom one would wait for on a milestone of these owners; blank when it is the trust's own work."""
    for role in roles:
        if role in WAITS:
            return WAITS[role].format(la=project.school.la_name)
    return ""
