"""Addresses of the secrecy review, below the admin's."""

from django.urls import path

from . import classified_views, inspection_views, referral_views, release_views

app_name = "secrecy"
urlpatterns = [
    path("", referral_views.WaitingView.as_view(), name="waiting"),
    path("referrals/", referral_views.ReferralsView.as_view(), name="referrals"),
    path("referrals/new/<slug:kind>/", referral_views.OpenCaseView.as_view(), name="open_case"),
    path("referrals/page/<int:page_id>/", referral_views.OpenForPageView.as_view(), name="open_for_page"),
    path("referrals/<int:pk>/", referral_views.ReferralView.as_view(), name="referral"),
    path("referrals/<int:pk>/letter/", referral_views.ReferralLetterView.as_view(), name="referral_letter"),
    path("referrals/<int:pk>/scan/", referral_views.referral_scan, name="referral_scan"),
    path("reviews/<int:page_id>/", referral_views.ReviewSheetView.as_view(), name="review_sheet"),
    path("consultations/", release_views.ConsultationsView.as_view(), name="consultations"),
    path("consultations/new/", release_views.ConsultView.as_view(), name="consult"),
    path("consultations/<int:pk>/", release_views.ConsultationView.as_view(), name="consultation"),
    path(
        "consultations/<int:pk>/letter/",
        release_views.ConsultationLetterView.as_view(),
        name="consultation_letter",
    ),
    path("consultations/<int:pk>/scan/", release_views.consultation_scan, name="consultation_scan"),
    path("decisions/new/", release_views.DecideView.as_view(), name="decide"),
    path("decisions/<int:pk>/", release_views.DecisionView.as_view(), name="decision"),
    path("decisions/<int:pk>/letter/", release_views.NoticeLetterView.as_view(), name="notice_letter"),
    path("decisions/<int:pk>/proof/", release_views.notice_proof, name="notice_proof"),
    path("classified/", classified_views.ClassifiedView.as_view(), name="classified"),
    path("classified/new/", classified_views.EntryView.as_view(), name="classified_new"),
    path("classified/<int:pk>/", classified_views.EntryView.as_view(), name="classified_edit"),
    path("inspections/", inspection_views.InspectionsView.as_view(), name="inspections"),
    path("inspections/new/<int:page_id>/", inspection_views.InspectView.as_view(), name="inspect"),
    path("inspections/<int:pk>/", inspection_views.InspectionView.as_view(), name="inspection"),
]
