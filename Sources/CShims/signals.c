#define _GNU_SOURCE
#include "CShims.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

// signalfd does not serve here: Swift's main thread waits in sigsuspend() with an empty mask, so the signal would still kill.
static const int caught[] = {SIGINT, SIGTERM};
enum { caught_count = sizeof caught / sizeof caught[0] };

static struct sigaction former[caught_count];
static volatile int writing_end = -1;

static void note(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe already holds more signals than anyone will count.
    (void)!write(writing_end, &byte, 1);
    errno = saved;
}

int sd_signals_install(void)
{
    int ends[2];
    if (writing_end >= 0) {
        errno = EBUSY;
        return -1;
    }
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
        return -1;
    writing_end = ends[1];

    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < caught_count; i++) {
        sigaction(caught[i], NULL, &former[i]);
        // nohup and shells' background jobs: whoever started us wants the signal ignored.
        if (former[i].sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
    }
    return ends[0];
}

void sd_signals_restore(void)
{
    if (writing_end < 0)
        return;
    for (int i = 0; i < caught_count; i++)
        sigaction(caught[i], &former[i], NULL);
    // A handler still running on another thread must not find a number that is somebody else's by now.
    int end = writing_end;
    writing_end = -1;
    close(end);
}
