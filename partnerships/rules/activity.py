"""What counts as somebody having done something in a project."""

NOT_WORK = frozenset(
    {
        *("set_deadlines", "change_deadline", "remove_deadline"),
        *("save_holiday", "add_holidays", "remove_holiday"),
        *("publish_draft", "publish_template", "upgrade_plan"),
        *("propose_openings", "remove_member"),
    }
)
"""Actions that a person sets in motion for many projects at once: what moves in each of them then is no work on it."""
