"""The console's addresses. Who may use each is said in access.py; one that is not there is refused."""

from django.urls import path, re_path

from frontdesk.staff.views import (
    account,
    audit,
    canned,
    case,
    cases,
    channels,
    chat,
    exports,
    notices,
    routes,
    saved,
    second_factor,
    sessions,
    team,
    work,
)

app_name = "staff"

_ONE = "cases/<str:reference>/"

urlpatterns = [
    path("", sessions.home, name="home"),
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("second-factor/", second_factor.give, name="second-factor"),
    path("account/", account.show, name="account"),
    path("account/password/", account.password, name="account-password"),
    path("account/sign-ins/end/", account.end_sign_in, name="account-sign-in-end"),
    path("account/notices/", channels.mine, name="account-notices"),
    path("account/recovery-codes/", account.recovery_codes, name="account-codes"),
    path("cases/", cases.show_list, name="cases"),
    path("search/", cases.search, name="search"),
    path("views/save/", saved.save, name="view-save"),
    path("views/remove/", saved.remove, name="view-remove"),
    path("pulse/", cases.pulse, name="pulse"),
    path("export/", cases.export, name="export"),
    path(_ONE, case.show, name="case"),
    path(f"{_ONE}print/", case.print_view, name="case-print"),
    path(f"{_ONE}export/", case.export, name="case-export"),
    path(f"{_ONE}fhir/", exports.fhir, name="case-fhir"),
    path(f"{_ONE}fhir/push/", exports.push, name="case-fhir-push"),
    path(f"{_ONE}pdf/", exports.as_pdf, name="case-pdf"),
    path(f"{_ONE}move/", work.move, name="case-move"),
    path(f"{_ONE}assign/", work.assign, name="case-assign"),
    path(f"{_ONE}unite/", work.unite, name="case-unite"),
    path(f"{_ONE}note/", work.note, name="case-note"),
    path(f"{_ONE}task-done/", work.task_done, name="case-task-done"),
    path(f"{_ONE}clear/", work.clear, name="case-clear"),
    path(f"{_ONE}join/", chat.join, name="case-join"),
    path(f"{_ONE}say/", chat.say, name="case-say"),
    path(f"{_ONE}give-back/", chat.give_back, name="case-give-back"),
    path(f"{_ONE}live/", chat.live, name="case-live"),
    path("canned/", canned.show, name="canned"),
    path("canned/change/", canned.change, name="canned-change"),
    path("team/", team.show, name="team"),
    path("team/routes/", routes.save, name="team-routes"),
    path("team/<int:pk>/", team.change, name="team-person"),
    path("audit/", audit.show, name="audit"),
    path("notices/", notices.show, name="notices"),
    path("notices/webhook/", channels.hook, name="notice-hook"),
    path("notices/<int:pk>/again/", notices.again, name="notice-again"),
    re_path(r"", sessions.nothing_here, name="nothing-here"),
]
