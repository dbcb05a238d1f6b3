/* Times, and their order. */

#include "figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double
milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

void
figures_sort(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare);
}

void
figures_print(const char *name, double *values, int count)
{
    figures_sort(values, count);
    printf("%s_p50 %.3f\n%s_p99 %.3f\n", name, values[count / 2], name,
        values[count * 99 / 100]);
}
