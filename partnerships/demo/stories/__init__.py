"""Every project of the demonstration, from those long open to first enquiries."""

from __future__ import annotations

from partnerships.demo.stories.applying import APPLYING
from partnerships.demo.stories.ended import ENDED
from partnerships.demo.stories.exploring import EXPLORING
from partnerships.demo.stories.opened import OPENED
from partnerships.demo.stories.opening import OPENING
from partnerships.demo.stories.outsiders import OUTSIDERS
from partnerships.demo.story import Story

STORIES: tuple[Story, ...] = (*OPENED, *OPENING, *APPLYING, *EXPLORING, *ENDED, *OUTSIDERS)
