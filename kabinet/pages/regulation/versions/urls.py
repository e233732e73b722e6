from django.urls import path

from kabinet.pages.regulation.versions import adopt, overview, publish, sheet, supersede, text

urlpatterns = [
    path("regulations/", overview.regulations, name="regulations"),
    path("regulations/begin/", overview.begin, name="regulation_begin"),
    path("regulations/upload/", overview.upload, name="regulation_upload"),
    path("regulations/drafts/<int:key>/", overview.draft, name="regulation_draft"),
    path("regulations/drafts/<int:key>/files/", overview.draft_files, name="regulation_draft_files"),
    path("regulations/drafts/<int:key>/discard/", overview.discard, name="regulation_discard"),
    path("regulations/drafts/<int:key>/publish/", publish.publish, name="regulation_publish"),
    path("regulations/drafts/<int:key>/sheets/<slug:code>/", sheet.sheet, name="regulation_sheet"),
    path("regulations/drafts/<int:key>/sheets/<slug:code>/add/", sheet.add, name="regulation_add"),
    path("regulations/drafts/<int:key>/texts/<str:file>/", text.text, name="regulation_text"),
    path("regulations/<str:number>/adopt/", adopt.adopt, name="adopt"),
    path("regulations/<str:number>/supersede/", supersede.supersede, name="supersede"),
]
