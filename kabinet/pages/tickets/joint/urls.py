from django.urls import path

from kabinet.pages.tickets.joint import page, people, taking_part, widen

urlpatterns = [
    path("joint/", taking_part.taking_part, name="joint_list"),
    path("joint/<str:number>/", page.joint, name="joint"),
    path("joint/<str:number>/live/", page.live, name="joint_live"),
    path("tickets/<str:number>/invite/", people.invite, name="joint_invite"),
    path("tickets/<str:number>/leave/<int:person>/", people.leave, name="joint_leave"),
    path("tickets/<str:number>/widen/<int:message>/", widen.widen, name="ticket_widen"),
]
