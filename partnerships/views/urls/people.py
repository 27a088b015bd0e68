from __future__ import annotations

from django.urls import path

from partnerships.views import account, invitations, naming, people

urlpatterns = [
    path("healthz", account.health, name="health"),
    path("your-account/", account.YourAccount.as_view(), name="your-account"),
    path("people/", people.PeopleList.as_view(), name="people-list"),
    path("people/invite/", people.PeopleTrustChoice.as_view(), name="people-trust-choice"),
    path("people/<int:pk>/", people.PersonDetail.as_view(), name="person-detail"),
    path("people/<int:pk>/deactivate/", people.PersonDeactivate.as_view(), name="person-deactivate"),
    path("people/<int:pk>/reactivate/", people.PersonReactivate.as_view(), name="person-reactivate"),
    path(
        "people/<int:pk>/site-administrator/",
        people.PersonSiteAdministrator.as_view(),
        name="person-site-administrator",
    ),
    path("trusts/<int:uid>/people/", people.TrustPeople.as_view(), name="trust-people"),
    path("trusts/<int:uid>/people/invite/", invitations.PersonInvite.as_view(), name="person-invite"),
    path("memberships/<int:pk>/change/", people.MembershipChange.as_view(), name="membership-change"),
    path("memberships/<int:pk>/remove/", people.MembershipRemove.as_view(), name="membership-remove"),
    path("invitations/<int:pk>/resend/", invitations.InvitationResend.as_view(), name="invitation-resend"),
    path(
        "invitations/<int:pk>/withdraw/", invitations.InvitationWithdraw.as_view(), name="invitation-withdraw"
    ),
    path("invitation/<str:secret>/", invitations.InvitationAccept.as_view(), name="invitation-accept"),
    path("projects/<int:pk>/people/", naming.ProjectPeople.as_view(), name="project-people"),
    path(
        "projects/<int:pk>/people/<int:access>/remove/",
        naming.ProjectPersonRemove.as_view(),
        name="project-person-remove",
    ),
    path("confidential/", naming.ConfidentialList.as_view(), name="confidential-list"),
    path("confidential/<int:pk>/", naming.ConfidentialName.as_view(), name="confidential-name"),
]
