"""Addresses of this portal, one line a page."""

from django.urls import path

from techhire.portals.account import (
    apply,
    card,
    data,
    demo,
    disputes,
    erase,
    home,
    invitation,
    mailbox,
    members,
    outside,
    tokens,
)

app_name = "account"
urlpatterns = [
    path("account/", home.home, name="home"),
    path("account/data/", data.data, name="data"),
    path("account/erase/", erase.erase, name="erase"),
    path("account/who-looked/", home.who_looked, name="who_looked"),
    path("account/add-organization/", apply.apply, name="apply"),
    path("account/members/", members.members, name="members"),
    path("account/members/<int:membership_id>/", members.member, name="member"),
    path("account/members/<int:membership_id>/leave/", members.leave, name="leave"),
    path("account/invitations/<int:invitation_id>/withdraw/", members.withdraw, name="withdraw"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:token_id>/end/", tokens.end, name="end_token"),
    path("account/corrections/", disputes.page, name="disputes"),
    path("account/credentials/", outside.page, name="outside"),
    path("account/credentials/<int:outside_id>/", outside.decide, name="outside_decide"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("card/", card.sign_in_card, name="sign_in_card"),
    path("demo/", demo.demo, name="demo"),
    path("demo/mailbox/", mailbox.mailbox, name="mailbox"),
]
