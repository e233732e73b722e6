/* epoll_wait as the kernel has it, for bin/test-at. Whoever interrupts libfaketime's own is told the true time: a timer of
   PostgreSQL that goes off while it waits would then take every other one for over, or none for ever. How long one waits is
   relative, so nothing of it is to be faked. */
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

int epoll_wait(int descriptor, struct epoll_event *events, int most, int milliseconds)
{
    return (int)syscall(SYS_epoll_pwait, descriptor, events, most, milliseconds, NULL, _NSIG / 8);
}
