from django.urls import path

from kabinet.pages.devices import messengers, moving, own_devices, tabs

urlpatterns = [
    path("me/devices/", own_devices.devices, name="devices"),
    path("devices/moved/", moving.move, name="device_moved"),
    path("me/devices/tab/", tabs.choose, name="open_tab_choice"),
    path("notices/waiting/", tabs.waiting, name="notices_waiting"),
    path("me/devices/messengers/<slug:channel>/", messengers.code, name="messenger_code"),
    path("me/devices/<uuid:key>/", own_devices.change, name="device_change"),
    path("me/devices/<uuid:key>/remove/", own_devices.remove, name="device_remove"),
]
