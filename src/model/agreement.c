/* Agreement: how often, at what hour and how long a cohort wants to go on. */

#include "model/agreement.h"

#include <string.h>

bool
agreement_holds(const struct agreement *agreement, const char *date)
{
    return strcmp(agreement->from_on, date) <= 0 &&
           (agreement->until_on[0] == '\0' ||
               strcmp(date, agreement->until_on) <= 0);
}
