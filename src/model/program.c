/* Programs: the words for their kinds. */

#include "model/program.h"

#include "base/text.h"

static const char *const kinds[] = {
    [PROGRAM_INSTRUCTOR_LED] = "instructor-led",
    [PROGRAM_ELEARNING] = "elearning",
};

const char *
program_kind_name(enum program_kind kind)
{
    return kinds[kind];
}

bool
program_kind_of(const char *name, enum program_kind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_equals(kinds[i], name)) {
            *kind = (enum program_kind)i;
            return true;
        }
    return false;
}
