from django.urls import path

from kabinet.pages.tickets.sidebar import acts, canned, touch

urlpatterns = [
    path("tickets/<str:number>/watch/", touch.watch, name="ticket_watch"),
    path("tickets/<str:number>/unwatch/", touch.unwatch, name="ticket_unwatch"),
    path("tickets/<str:number>/watchers/", acts.add_watcher, name="ticket_add_watcher"),
    path("tickets/<str:number>/tag/", touch.tag, name="ticket_tag"),
    path("tickets/<str:number>/untag/", touch.untag, name="ticket_untag"),
    path("tickets/<str:number>/tags/", touch.tag_words, name="ticket_tag_words"),
    path("tickets/<str:number>/link/", acts.link, name="ticket_link"),
    path("tickets/<str:number>/unlink/", acts.unlink, name="ticket_unlink"),
    path("tickets/<str:number>/merge/", acts.merge, name="ticket_merge"),
    path("tickets/<str:number>/canned/", canned.canned, name="ticket_canned"),
    path("tickets/<str:number>/colleagues/", canned.colleagues, name="ticket_colleagues"),
]
