#define _GNU_SOURCE
#include "CShims.h"

int sd_accept(int listener)
{
    return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
