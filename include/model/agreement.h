#ifndef MODEL_AGREEMENT_H
#define MODEL_AGREEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/rhythm.h"

/* What a cohort decided for itself: how often it is asked, at what hour, and
 * for how long. */
struct agreement {
    char rhythm[RHYTHM_BYTES]; /* as rhythm_read() takes it */
    int minute;                /* of the day, in each person's zone */
    int weeks;                 /* from from_on on; 0: until asked again */
    char from_on[11];          /* civil dates of the cohort's region */
    char until_on[11];         /* its last day; "": until asked again */
};

/* Whether it holds on a civil date. */
bool agreement_holds(const struct agreement *agreement, const char *date);

#endif
