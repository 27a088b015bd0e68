"""Where the rules about consultations come from: a sentence for the reader, and the address to read it at."""

from partnerships.rules.checks.situation import Source

_ACT = "https://www.legislation.gov.uk/ukpga/2010/32/section"
_TUPE = "https://www.legislation.gov.uk/uksi/2006/246/regulation"

DUTY = Source(
    "The Academies Act 2010, section 5(1), makes the governing body ask those it thinks appropriate whether the "
    "school should convert. It names no group and no length.",
    f"{_ACT}/5",
)
FEDERATED = Source(
    "The Academies Act 2010, section 5(4): in a federation the duty lies on its governing body, including on any of "
    "its members.",
    f"{_ACT}/5",
)
EXEMPT = Source(
    "The Academies Act 2010, section 5(2), as amended by the Children’s Wellbeing and Schools Act 2026, section "
    "58(3): no duty to consult where the order was made without an application.",
    "https://www.legislation.gov.uk/ukpga/2026/21/section/58",
)
CONSENTS = Source(
    "The Academies Act 2010, section 3(3) and (4): the foundation is consulted before the governing body applies, "
    "and its trustees and those who appoint foundation governors must consent.",
    f"{_ACT}/3",
)
MINISTER_CONSULTS = Source(
    "The Academies Act 2010, section 4(1A): before an order under section 4(1)(b) the Secretary of State consults "
    "the trustees, those who appoint foundation governors, and the religious body.",
    f"{_ACT}/4",
)
REGULATION_13 = Source(
    "The TUPE Regulations 2006, regulation 13: the present employer informs representatives of everybody affected, "
    "and consults them where measures are planned.",
    f"{_TUPE}/13",
)
TRANSFER = Source(
    "DfE’s note on academy transfers: no law asks for a consultation, but DfE looks at how those affected were "
    "engaged before it agrees.",
    "https://www.gov.uk/government/publications/academy-transfers-information-for-academy-trusts",
)
GUIDE = Source(
    "DfE’s guide to converting, step 3, on whom to consult and how to show that they were heard.",
    "https://www.gov.uk/guidance/convert-to-an-academy-information-for-schools/3-prepare-for-conversion",
)
EMPLOYERS = Source(
    "Education Act 2002, sections 35 and 36: the local authority employs the staff of community and voluntary "
    "controlled schools, the governing body those of voluntary aided and foundation schools.",
    "https://www.legislation.gov.uk/ukpga/2002/32/section/35",
)
