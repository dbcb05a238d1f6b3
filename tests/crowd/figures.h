#ifndef CROWD_FIGURES_H
#define CROWD_FIGURES_H

/* What programs that measure have in common. */

/* Of a clock that only goes forward. */
double milliseconds(void);
/* The smallest first: its middle is p50. */
void figures_sort(double *values, int count);
/* Sorts them and prints NAME_p50 and NAME_p99. */
void figures_print(const char *name, double *values, int count);

#endif
