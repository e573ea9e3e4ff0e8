// Linux's epoll behind plain integers: its own header and Swift's Glibc module would define the same types twice.
#ifndef ROAMLAB_CEVENTS_H
#define ROAMLAB_CEVENTS_H

#include <stdint.h>

// Creates an epoll descriptor; -1 and errno where that fails.
int roamlab_epoll_create(void);

// Watches a descriptor for reading or for writing; -1 and errno where that fails.
int roamlab_epoll_watch(int epoll, int descriptor, uint64_t token, int for_writing);

// Watches a descriptor no more.
void roamlab_epoll_forget(int epoll, int descriptor);

// Waits for at most so many nanoseconds, for ever where that is negative; puts the tokens of up to 64 descriptors that
// are ready into tokens and returns their number, -1 and errno where it was interrupted.
int roamlab_epoll_wait(int epoll, uint64_t *tokens, int64_t nanoseconds);

// Creates a counter that wakes whoever watches it; -1 and errno where that fails.
int roamlab_eventfd(void);

#endif
