"""Every address tried by every role: what they get when they look, and when they write.

ADDING A PAGE: add one line to PAGES (pages.py: what a GET answers) and, if it takes a POST, one line to WRITES
(writes.py: what a valid POST answers). A line is

    "url-name": at("403 403 200 200 404 404", "thing", ...),
    "url-name": post("403 403 302 302 404 404", {"field": "value"}, "thing", ...),

with the answers in the order viewer, editor, manager, administrator (all of one trust), outsider (a manager of
another trust), site administrator (of no trust). The constants below hold the usual six. The things are the
address's arguments in order, named as in things.py; "=text" is an argument as it stands; a value of the POST's
data may be such a name too, as "@thing". Rule: not yours is 404, yours but without the access is 403. The anonymous
are not in the tables: tests/test_codebase.py sends them to the sign-in everywhere.

Pages about a project are tried a second time with a confidential one on which nobody is named: 404 for all.
"""
