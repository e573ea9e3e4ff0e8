#ifndef ROAMLAB_CVERSION_H
#define ROAMLAB_CVERSION_H

#ifdef __cplusplus
extern "C" {
#endif

/// The git commit that was checked out when the program was built, in 40 hexadecimal digits; empty where there was none to
/// be seen (a tarball, a worktree, a repository without a log of HEAD).
const char *_Nonnull roamlab_commit(void);

#ifdef __cplusplus
}
#endif

#endif
