"""Stored values of responses in words, for rows that are not saved yet. {% load responses %}"""

from __future__ import annotations

from django import template

from partnerships.rules.consultation_words import Audience, Channel, Stance

register = template.Library()


@register.filter
def audience_words(value: str) -> str:
    """ "parents" → "Parents and carers"."""
    return Audience(value).label


@register.filter
def channel_words(value: str) -> str:
    """ "web" → "Web form"."""
    return Channel(value).label


@register.filter
def stance_words(value: str) -> str:
    """ "for" → "For"."""
    return Stance(value).label
