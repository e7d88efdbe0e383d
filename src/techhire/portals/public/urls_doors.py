"""Addresses of the home page, the two doors without an account, and what is done with data."""

from django.urls import path

from techhire.portals.public import check_ad, could_i, home, privacy

urlpatterns = [
    path("", home.page, name="home"),
    path("check-ad/", check_ad.page, name="check_ad"),
    path("could-i/", could_i.page, name="could_i"),
    path("could-i/result/", could_i.result, name="could_i_result"),
    path("your-data/", privacy.page, name="privacy"),
]
