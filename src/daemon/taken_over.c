/* Taken over: system calls that a test has a process make, as an attacker. */

#include "daemon/taken_over.h"

#ifdef HOMEROOM_TEST_ATTACK

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct taken *taken; /* NULL: no test asked for it */

void
taken_over_begin(void)
{
    const char *path = getenv("HOMEROOM_ATTACK");
    int file = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;

    if (file < 0)
        return;
    void *mapped = mmap(NULL, sizeof *taken, PROT_READ | PROT_WRITE, MAP_SHARED,
        file, 0);
    if (mapped != MAP_FAILED)
        taken = mapped;
    close(file);
}

bool
taken_over_is_bare(void)
{
    return taken != NULL && taken->is_bare != 0;
}

static long
argument(const struct taken_step *step, int i)
{
    if (step->in_bytes[i] != 0)
        return (long)(intptr_t)(taken->bytes + step->arguments[i]);
    if (step->is_result[i] != 0)
        return taken->steps[step->arguments[i]].result;
    return step->arguments[i];
}

static bool
run(struct taken_step *step)
{
    const long number = step->number; /* by then a child may read the next */
    const long result = syscall(number, argument(step, 0), argument(step, 1),
        argument(step, 2), argument(step, 3), argument(step, 4),
        argument(step, 5));

    if (result == 0 && (number == SYS_fork || number == SYS_clone))
        _exit(0); /* the child has been */
    step->result = result;
    return result != -1;
}

void
taken_over(const char *kind)
{
    int armed = TAKEN_ARMED;

    if (taken == NULL || strcmp(taken->kind, kind) != 0 ||
        !atomic_compare_exchange_strong(&taken->state, &armed, TAKEN_TRIED))
        return;
    taken->has_begun = 1;
    taken->failed_step = -1;
    for (int i = 0; i < taken->step_count && taken->failed_step < 0; i++) {
        if (run(&taken->steps[i]))
            continue;
        taken->error = errno;
        taken->failed_step = i;
    }
    atomic_store(&taken->state, TAKEN_DONE);
}

#endif
