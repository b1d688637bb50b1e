"""Addresses of press work, below the admin's."""

from django.urls import path

from . import conference_views, people_views, plan_views, statement_views

app_name = "press"
urlpatterns = [
    path("", conference_views.ConferenceList.as_view(), name="conferences"),
    path("add/", conference_views.ConferenceAdd.as_view(), name="conference_add"),
    path("<int:pk>/", conference_views.ConferenceView.as_view(), name="conference"),
    path("authorise/<int:page_id>/", conference_views.AuthorisationView.as_view(), name="authorise"),
    path("spokespersons/", people_views.SpokespersonList.as_view(), name="spokespersons"),
    path("spokespersons/add/", people_views.SpokespersonAdd.as_view(), name="spokesperson_add"),
    path("spokespersons/<int:pk>/", people_views.SpokespersonView.as_view(), name="spokesperson"),
    path("spokespersons/<int:pk>/photo/", people_views.photo, name="photo"),
    path("materials/<int:pk>/file/", people_views.material_file, name="material_file"),
    path("statements/", statement_views.StatementList.as_view(), name="statements"),
    path("statements/add/", statement_views.StatementAdd.as_view(), name="statement_add"),
    path("statements/<int:pk>/", statement_views.StatementView.as_view(), name="statement"),
    path("interviews/", statement_views.InterviewList.as_view(), name="interviews"),
    path("interviews/add/", statement_views.InterviewAdd.as_view(), name="interview_add"),
    path("plans/", plan_views.PlanList.as_view(), name="plans"),
    path("plans/<int:pk>/", plan_views.PlanView.as_view(), name="plan"),
    path("activations/<int:pk>/", plan_views.ActivationView.as_view(), name="activation"),
]
