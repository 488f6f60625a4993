# How the interpreter was built, as far as its library asks: without this module `sysconfig`, and with it `zoneinfo`, cannot be
# imported. It is an ordinary file of the guest, read when a program first needs it.
build_time_vars = {'TZPATH': '/usr/share/zoneinfo'}
