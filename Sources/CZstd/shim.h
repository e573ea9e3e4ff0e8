#ifndef ROAMLAB_CZSTD_SHIM_H
#define ROAMLAB_CZSTD_SHIM_H
#include <zstd.h>
#endif
