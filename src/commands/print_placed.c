/* What a cohort got of its program's plan. */

#include "commands/print_placed.h"

#include "commands/print.h"

static void
print_days(struct text *out, const struct placed *placed)
{
    if (placed->questions == 0)
        print_line(out, "The plan: no questions, %d announcements.",
            placed->announcements);
    else
        print_line(out,
            "The plan: %d questions from %s to %s, %d announcements.",
            placed->questions, placed->first_on, placed->last_on,
            placed->announcements);
}

bool
print_placed(struct text *out, const struct placed *placed)
{
    int in_all = placed->questions + placed->announcements + placed->past +
                 placed->known + placed->left_out;

    if (in_all == 0)
        return false;
    print_days(out, placed);
    if (placed->moved > 0)
        print_line(out,
            "%d of them on the next free day: their own is a holiday or taken.",
            placed->moved);
    if (placed->past > 0)
        print_line(out, "%d left out: their day is over.", placed->past);
    if (placed->known > 0)
        print_line(out, "%d left out: the cohort has them already.",
            placed->known);
    if (placed->left_out > 0)
        print_line(out,
            "%d left out: no day is free near theirs, first that of %s.",
            placed->left_out, placed->left_out_on);
    return true;
}
