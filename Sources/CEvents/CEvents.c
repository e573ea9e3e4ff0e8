#define _GNU_SOURCE
#include "CEvents.h"

#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>

int roamlab_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int roamlab_epoll_watch(int epoll, int descriptor, uint64_t token, int for_writing) {
    struct epoll_event event = {.events = for_writing ? EPOLLOUT : EPOLLIN, .data = {.u64 = token}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

void roamlab_epoll_forget(int epoll, int descriptor) {
    struct epoll_event event = {0};
    (void)epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event);
}

int roamlab_epoll_wait(int epoll, uint64_t *tokens, int64_t nanoseconds) {
    struct epoll_event events[64];
    struct timespec limit = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    int count = epoll_pwait2(epoll, events, 64, nanoseconds < 0 ? NULL : &limit, NULL);
    for (int index = 0; index < count; index++) tokens[index] = events[index].data.u64;
    return count;
}

int roamlab_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
