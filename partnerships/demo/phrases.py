"""What a team writes on milestones, and whom it waits for, in the words of a working day."""

from __future__ import annotations

from partnerships.demo.contacts import SOLICITORS
from partnerships.models import Project
from partnerships.rules.words import OwnerRole

# Notes that would stand on any project's milestone, by code.
NOTES = {
    "EXP-01": "Head rang after the cluster meeting. Governors want to hear what joining would mean.",
    "EXP-02": "Good first meeting. They care most about keeping their own curriculum and the school's name.",
    "EXP-03": "Sent written answers to 14 questions. Central charge and reserves came up twice.",
    "EXP-07": "No surprises on standards or staffing. Boiler and flat roof to look at in the second stage.",
    "EXP-08": "E-mailed the regional team. They saw no difficulty at this stage.",
    "CON-05": "Two meetings, 31 parents and 18 staff. Uniform, term dates and support staff hours raised.",
    "CON-06": "62 responses: 41 in favour, 9 against, 12 not sure.",
    "CON-07": "Reply published on the school's website and sent home in book bags.",
    "CON-11": "Report to the finance committee. Pay protection for two posts is the main cost.",
    "CON-15": "Asbestos register is current. Fire doors in the hall need work, about £14,000.",
    "APP-02": "Sent by the online form. Receipt saved.",
    "APP-03": "Chased twice. Came back complete apart from the asset list.",
    "APP-04": "Approved. One condition: confirm pension contributions before signing.",
    "LEG-01": "Engagement letters signed; fixed fee agreed for both sides.",
    "LEG-02": "All sides on the call. Date confirmed, next call in four weeks.",
    "LEG-03": "The caretaker's house is on a separate title. Plan corrected.",
    "LEG-05": "Council accepts the model lease without changes.",
    "LEG-15": "Staff list checked against payroll; two leavers taken out.",
    "LEG-23": "Decision is with the director, no committee needed. Call-in ends five days after.",
    "OPS-01": "Form and data sent. Actuary quotes six weeks.",
    "OPS-04": "First meeting with union representatives. Questions on pay dates and facility time.",
    "OPS-05": "All questions answered in writing. No measures challenged.",
    "OPS-08": "Payroll cut-off is the 8th. Test run booked.",
    "OPS-14": "Single central record: two gaps found and put right the same day.",
    "OPS-16": "Cut-over on the last Friday; old system stays readable for a term.",
    "OPS-22": "Arrangements unchanged. The council runs appeals for one more year.",
    "OPN-01": "Open. Assembly at nine, cake at three.",
    "OPN-03": "Arrived on the sixth working day, amount as in the statement.",
    "PST-04": "Main complaint: nobody knew whom to ring about IT. One-page list sent.",
    "PST-12": "All paid correctly bar one allowance; corrected in the next run.",
}
WAITS = {
    OwnerRole.LA: "{la} Council, academies team",
    OwnerRole.SOL: f"Our solicitors, {SOLICITORS}",
    OwnerRole.DIO: "Diocesan board of education",
    OwnerRole.DFE: "DfE's regional team",
    OwnerRole.GB: "The chair of governors",
    OwnerRole.EMPLOYER: "The present employer's HR team",
    OwnerRole.SAT: "The outgoing trust's board",
    OwnerRole.HT: "The headteacher",
}


def waits_on(roles: list[OwnerRole], project: Project) -> str:
    """Whom one would wait for on a milestone of these owners; blank when it is the trust's own work."""
    for role in roles:
        if role in WAITS:
            return WAITS[role].format(la=project.school.la_name)
    return ""
