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
    interview,
    invitation,
    judging,
    mailbox,
    members,
    rubric,
    rubric_edit,
    rubrics,
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
    path("account/work/", judging.queue, name="work"),
    path("account/work/<int:judgment_id>/", judging.page, name="judge"),
    path("account/work/<int:judgment_id>/files/<int:place>/", judging.work_file, name="judge_file"),
    path("account/work/<int:judgment_id>/material/<int:place>/", judging.material, name="judge_material"),
    path("account/interviews/<int:interview_id>/", interview.page, name="interview"),
    path("account/rubrics/", rubrics.page, name="rubrics"),
    path("account/rubrics/<int:rubric_id>/", rubric.page, name="rubric"),
    path("account/rubrics/<int:rubric_id>/edit/", rubric_edit.page, name="rubric_edit"),
    path("account/rubrics/<int:rubric_id>/criteria/<int:place>/", rubric_edit.criterion, name="criterion"),
    path("account/rubrics/<int:rubric_id>/agreement/", rubric.agreement, name="agreement"),
    path(
        "account/rubrics/<int:rubric_id>/<int:number>/material/<int:place>/",
        rubric.material,
        name="rubric_material",
    ),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
    path("card/", card.sign_in_card, name="sign_in_card"),
    path("demo/", demo.demo, name="demo"),
    path("demo/mailbox/", mailbox.mailbox, name="mailbox"),
]
