// inflateInit2 is a macro, which Swift cannot import.
#ifndef ROAMLAB_CZLIB_SHIM_H
#define ROAMLAB_CZLIB_SHIM_H
#include <zlib.h>
/* 16 + 15: a gzip header and trailer, and the largest window. */
static inline int roamlab_gunzip_init(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
#endif
