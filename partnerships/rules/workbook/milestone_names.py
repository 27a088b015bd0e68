"""What teams call the milestones of the shipped plan, beside their titles.

Gathered from the usual names in trusts' trackers, law firms' checklists and DfE's own task lists. What may mean two
milestones, such as "Due diligence" or "TUPE" alone, is kept apart: it is asked. What heads a fact as often as a
milestone ("PFI", "Nursery", "PAN", "Budget") is not here either. A template's own titles go before these names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

# A code, then its names; lines that go on are set in.
_ALSO_CALLED = """
EXP-01: enquiry or approach logged; enquiry; first enquiry; initial enquiry; enquiry logged; approach logged;
    expression of interest; eoi; initial approach
EXP-02: first meeting, vision and values fit; first meeting; initial meeting; vision and values; values fit;
    vision and values meeting
EXP-03: questions for the trust answered in writing; questions answered; questions for the trust; q&a; questions
    answered in writing
EXP-04: governing body agrees to explore; governors agree to explore; gb agree to explore; agreement to explore;
    gb agreement in principle; governors agree in principle; lgb agree to explore
EXP-05: trust board agrees in principle; trust board in principle; trust board approval in principle; board
    agreement in principle; trustees agree in principle; trust board agreement in principle
EXP-06: confidentiality agreement / data-sharing; nda; nda signed; confidentiality agreement; data sharing
    agreement; non disclosure agreement; dsa signed
EXP-07: stage 1 due diligence; dd stage 1; due diligence stage 1; initial due diligence; dd1; due diligence 1;
    desktop due diligence; light touch due diligence; triage
EXP-08: dfe regional team told / interest registered; interest registered; dfe told; regional team told;
    register interest with dfe; interest registered with dfe; dfe informed
EXP-09: diocese / foundation first conversation; diocese first conversation; diocese told; diocese informed;
    initial diocese conversation
PAR-01: partnership proposal agreed by both boards; partnership proposal; partnership agreed
PAR-02: regional director made aware; regional director aware; rd made aware
PAR-03: sla signed; partnership agreement signed; service level agreement; service level agreement signed
PAR-04: baseline and success measures; success measures; partnership baseline
PAR-05: termly review; partnership review
PAR-06: midpoint, governing body considers joining; midpoint review; partnership midpoint
PAR-07: decision point, join, extend, end; decision point; partnership decision
PAR-08: partnership closed and learning recorded; partnership closed; partnership ended
CON-01: consultation plan and stakeholder list; consultation plan; stakeholder list; stakeholder map;
    stakeholder mapping
CON-02: consultation document; consultation document approved; consultation paper; consultation pack
CON-03: staff and unions briefed; staff briefing; unions briefed; staff briefed; union briefing
CON-04: consultation opens; consultation starts; consultation start; consultation launch; consultation launched;
    start of consultation; consultation opened; consultation from
CON-05: meetings held; consultation meetings; parents meeting; parents evening consultation; stakeholder
    meetings; consultation events
CON-06: consultation closes; consultation end; consultation ends; consultation close; end of consultation;
    consultation closed; consultation to
CON-07: response analysis and published reply; consultation report; consultation response; consultation outcome;
    consultation analysis; consultation feedback; response analysis
CON-08: equality impact considered; equality impact; equality impact assessment; eia; eqia; psed; equalities
    impact assessment
CON-09: foundation consulted; foundation consultation
CON-10: consent, trustees and appointers of foundation governors ); diocesan consent; diocese consent;
    foundation consent; bishop's consent; trustees consent; consent of trustees; diocesan approval; dbe consent
CON-11: stage 2 due diligence complete; stage 2 due diligence; dd stage 2; due diligence stage 2; full due
    diligence; dd2; due diligence 2; due diligence complete; dd complete; due diligence report
CON-12: governing body resolution; governors' resolution; gb resolution; governing body vote; governors' vote;
    resolution; gb vote; governors' decision; school resolution; governing body decision
CON-13: sat board and members resolve; sat resolution; sat board resolution; members' resolution; both trusts
    consent
CON-14: trust board gives final approval to joining; trust board approval; trust board final approval; board
    approval; trustee approval; trustees' approval; trust board decision; final board approval; trust board
    approves
CON-15: building condition, asbestos, raac, fire and water safety known; condition survey; condition surveys;
    building condition; building survey; asbestos survey; estates survey; buildings survey
APP-01: la told, its process, fee and decision dates asked; la told; la informed; la notified; local authority
    told; local authority informed; local authority notified
APP-02: application submitted; application; application to dfe; dfe application; application sent; app
    submitted; application made; academy order application; applied; atr submitted
APP-03: la proforma returned; la proforma; proforma; la pro forma; pro forma; la proforma received; local
    authority proforma
APP-04: decision recorded; decision; dfe decision; htb; htb date; advisory board; advisory board date;
    headteacher board; rsc decision; rd decision; ab date; rdd decision; dfe approval; decision date; proposed
    decision date; dfe decision date; htb decision; ab decision
APP-05: academy order received; academy order; ao; ao received; dao; dao received; academy order granted; ao
    granted; ao issued; academy order issued; academy order date; ao date; dao issued; directive academy order
APP-06: sponsor match confirmed; sponsor match; sponsor matched; sponsor confirmed
LEG-01: solicitors instructed; solicitor instructed; solicitors appointed; solicitor appointed; legal
    instructed; lawyers instructed; legals instructed
LEG-02: dfe kick-off meeting; kick off; kick off meeting; kickoff; dfe kick off; dfe kickoff meeting; external
    stakeholder kick off; project kick off
LEG-03: land questionnaire and title plans; land questionnaire; lq; land questionnaires; land q; lq returned; lq
    submitted; land questionnaire returned; lq cleared; title plans; land registry plans; land questionnaire
    submitted
LEG-04: form m and title plans; form m
LEG-05: 125-year lease agreed; 125 year lease; lease agreed; academy lease; 125 yr lease; lease; long lease; lease
    signed
LEG-06: direction to transfer; dtt; land direction
LEG-07: trust modification order; tmo
LEG-08: subleases / third-party leases; subleases; sub leases; third party leases; sub lease; sublease
LEG-09: pfi documents agreed; pfi documents; pfi agreed; pfi deed of variation
LEG-10: draft sfa cleared; draft sfa; sfa draft; sfa cleared; draft sfa sent; supplemental funding agreement
    cleared; draft funding agreement; supplemental funding agreement draft
LEG-11: deed of novation and variation cleared; donv cleared; deed of novation cleared; draft donv; deed of
    novation and variation draft
LEG-12: articles / mfa / deed of variation; articles; articles of association; mfa; master funding agreement;
    deed of variation; dov; articles updated
LEG-13: church supplemental agreement cleared; church supplemental agreement; csa; church agreement; csa
    cleared; church supplemental
LEG-14: termination of old church agreement; termination of church agreement; church agreement terminated; deed
    of termination church supplemental agreement
LEG-15: cta agreed; cta agreed form; commercial transfer agreement agreed; cta draft; cta draft agreed; draft
    cta; cta in agreed form
LEG-16: boards approve documents for signing; board approves documents; boards approve documents; approval to
    sign; board approval to sign; approval of documents
LEG-17: cta signed; commercial transfer agreement signed; signed cta; cta executed; cta completed; cta sealed
LEG-18: sfa or donv signed, undated, by the trust; sfa signed; donv signed; sfa signed by trust; funding
    agreement signed by trust; signed sfa; supplemental funding agreement signed
LEG-19: conditions met / authority to proceed; conditions met; authority to proceed; atp; all conditions met
LEG-20: closure declaration; transfer declaration; closure or transfer declaration
LEG-21: sfa / donv signed and sealed for the secretary of state; sfa sealed; donv sealed; funding agreement
    sealed; sos signed; sfa signed by secretary of state; fa sealed; sfa signed by sos; signed and sealed
LEG-22: land, assignment or transfer agreed; land consent; land consent letter; land transfer; assignment of
    lease; landlord consent; landlord's consent
LEG-23: local authority decision and sealing dates booked; la decision; la sealing; la sealing date; cabinet
    decision; la cabinet; la delegated decision; la cabinet decision
OPS-01: pension fund told; actuary report; actuarial report; lgps fund told; pension fund; actuary instructed;
    lgps actuary report; lgps report; pension fund notified
OPS-02: tupe, employer identified, timetable; tupe timetable; tupe plan; tupe starts; tupe employer identified
OPS-03: tupe, trust's measures letter; tupe letter; measures letter; tupe measures letter; tupe measures;
    measures; measures letter sent
OPS-04: tupe opens; tupe consultation opens; tupe consultation start; tupe consultation starts; tupe start; tupe
    launch
OPS-05: tupe consultation closes; tupe closes; tupe consultation ends; tupe consultation end; tupe consultation
    complete; tupe complete; tupe end; tupe consultation closed
OPS-06: eli; employee liability information; eli received; employee liability info
OPS-07: academy name confirmed; name confirmed; academy name agreed; school name confirmed
OPS-08: outgoing payroll provider's deadline obtained; payroll deadline; payroll load; payroll set up
OPS-09: bank account and dfe bank form; bank account; bank details; bank form; bank account opened; bank account
    open; bank details sent
OPS-10: rpa or insurance decided; rpa; rpa or insurance; risk protection arrangement; rpa joined
OPS-11: high needs places agreed; high needs places; high needs funding
OPS-12: school's final checklist complete; final checklist; school checklist; school's checklist; checklist
    complete; completed all actions
OPS-13: nursery / children's centre arrangement; nursery arrangement; nursery provision
OPS-14: dbs, section 128 and single central record checked; dbs; scr; single central record; dbs checks; section
    128; s128; scr check; scr audit; s128 checks
OPS-15: contracts and la services; contract novation; contracts register; contracts novated; contract register;
    contracts list
OPS-16: it, mis, finance and payments cut-over plan; it cutover; it migration; it cut over; mis migration; it
    plan; it cutover plan; systems cutover; mis cutover
OPS-17: data protection, controller change, notices; data protection; gdpr; privacy notices; ico registration
OPS-18: local governing body set up; lgb set up; scheme of delegation; lgb constituted; local board set up
OPS-19: sacre; sacre determination
OPS-20: day-one pack, website, signs, uniform, staff and parent messages; day one pack; day 1 pack; signage;
    communications pack; website and signage
OPS-21: grant claim; grant claimed; conversion grant claimed; support grant claimed
OPS-22: admissions, arrangements, pan and appeals taken over; admission arrangements; admissions arrangements
OPS-23: day-one duties, safeguarding, health and safety, statutory policies adopted; policies adopted; statutory
    policies; policies approved
OPS-24: opening budget approved; budget approved; opening budget; deficit plan agreed
OPS-25: employer records ready; employer records; paye; paye set up; hmrc registration; tps registration;
    teachers' pensions registration; vat registration
OPS-26: leadership and improvement support for the first 100 days agreed; 100 day plan; first 100 days;
    improvement support; first 100 days plan
OPN-01: academy opens / transfers; academy opens; opens; opened; opening date; academy opened; date opened; date
    of opening
OPN-02: new urn, laestab, ukprn recorded; new urn; urn recorded; new urn recorded; new urn received
OPN-03: first gag; gag received; first gag received
OPN-04: dfe sign-in, census, exam and supplier accounts work under the new record; dfe sign in; census access;
    dfe sign in set up
PST-01: documents published; funding agreement published
PST-02: signed donv sent to dfe funding team; donv sent to dfe; signed donv sent
PST-03: gias governance and trust data updated; gias updated; gias update; edubase updated
PST-04: 30 day review; one month review; 1 month review
PST-11: 100 day review
PST-05: la notifies the closing balance; closing balance; la closing balance; closing balance notified
PST-06: balance agreed and received; balance received; balance agreed; surplus received; balance transferred
PST-07: declaration of expenditure; expenditure certificate; expenditure declaration
PST-08: tenancy at will; taw; tenancy at will replaced
PST-09: outgoing sat, accounts, members' resolution, dissolution; sat dissolved; dissolution; company dissolved;
    sat dissolution; sat wound up
PST-10: one-year review, promises kept?; one year review; 1 year review; annual review; 12 month review
PST-12: first payroll right; first payroll; first payroll run
PST-13: lease or transfer registered at hm land registry; land registry; registered at land registry; lease
    registered; land registry registration
PST-14: first dfe returns in hand; first dfe returns; dfe returns
"""
# A name, then the codes of all that it may mean.
_AMBIGUOUS = """
due diligence: EXP-07; CON-11
dd: EXP-07; CON-11
consultation: CON-04; CON-06; CON-07
consultation dates: CON-04; CON-06
statutory consultation: CON-04; CON-06; CON-07
cta: LEG-15; LEG-17
commercial transfer agreement: LEG-15; LEG-17
tupe: OPS-02; OPS-03; OPS-04; OPS-05
tupe consultation: OPS-04; OPS-05
funding agreement: LEG-10; LEG-18; LEG-21
funding agreement signed: LEG-18; LEG-21
fa signed: LEG-18; LEG-21
fa: LEG-10; LEG-18; LEG-21
sfa: LEG-10; LEG-18; LEG-21
supplemental funding agreement: LEG-10; LEG-18; LEG-21
donv: LEG-11; LEG-18; LEG-21
deed of novation and variation: LEG-11; LEG-18; LEG-21
deed of novation: LEG-11; LEG-18; LEG-21
lgps: OPS-01; OPS-25
pensions: OPS-01; OPS-25
board: EXP-05; CON-14
trust board: EXP-05; CON-14
land: LEG-03; LEG-05; LEG-22
diocese: EXP-09; CON-10
governing body: EXP-04; CON-12
it: OPS-16; OPN-04
"""


def _read(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in table.replace("\n    ", " ").strip().splitlines():
        name, _, rest = line.partition(": ")
        yield name, tuple(each.strip() for each in rest.split(";"))


ALSO_CALLED: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(_read(_ALSO_CALLED)))
AMBIGUOUS: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(_read(_AMBIGUOUS)))
