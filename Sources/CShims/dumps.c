#define _GNU_SOURCE
#include "CShims.h"

#include <sys/prctl.h>
#include <sys/resource.h>

int sd_core_dumps_off(void)
{
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) < 0)
        return -1;
    // The limit does not hold for a core_pattern that pipes into a program (core(5)).
    return prctl(PR_SET_DUMPABLE, 0);
}
