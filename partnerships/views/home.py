from __future__ import annotations

from django.views.generic import TemplateView

from partnerships.views._base import SignedIn


class YourWork(SignedIn, TemplateView):
    template_name = "home/your_work.html"
