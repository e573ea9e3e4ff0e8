// The last line of git's log of HEAD names what is checked out: git writes one at each commit, checkout, merge and reset.
// The compiler reads it like a header, so that a build is never staler than its sources, and costs nothing where they are
// the same. The line is read while this is compiled: names and addresses in the log do not go into the program.
#include "CVersion.h"

#ifdef __clang__
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

#ifdef __has_embed
#if __has_embed("../../.git/logs/HEAD") == __STDC_EMBED_FOUND__
#define ROAMLAB_HAS_LOG
#endif
#endif

namespace {

struct Commit {
    char text[41] = {};
};

#ifdef ROAMLAB_HAS_LOG
consteval Commit last() {
    constexpr unsigned char log[] = {
#embed "../../.git/logs/HEAD"
    };
    constexpr int digits = 40;
    int line = int(sizeof log) - 1;
    while (line > 0 && log[line - 1] != '\n') line -= 1;
    // What was checked out before, a space, and what is now.
    int now = line + digits + 1;
    Commit commit;
    if (now + digits >= int(sizeof log)) return Commit();
    for (int i = 0; i < digits; i++) {
        unsigned char octet = log[now + i];
        if ((octet < '0' || octet > '9') && (octet < 'a' || octet > 'f')) return Commit();
        commit.text[i] = char(octet);
    }
    return commit;
}
#else
consteval Commit last() { return Commit(); }
#endif

constexpr Commit commit = last();

}  // namespace

const char *roamlab_commit(void) { return commit.text; }
