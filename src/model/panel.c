/* Panels: what is said of a question whose answers are covered. */

#include "model/panel.h"

#include "base/clock.h"

enum {
    MOMENT_BYTES = 24
};

static void
add_regions(const struct panel *panel, struct text *out)
{
    for (int i = 0; i < panel->region_count; i++)
        text_add_format(out, "%s %s %d", i == 0 ? ":" : ",",
            panel->regions[i].region, panel->regions[i].count);
    text_add(out, ".");
}

static void
add_own(const struct panel *panel, struct text *out)
{
    if (panel->is_held)
        text_add(out, "You have answered without your name. ");
    else if (panel->is_answered)
        text_add(out, "You have answered. ");
    else if (panel->is_skipped)
        text_add(out, "You have skipped it. ");
}

static void
add_closing(const struct panel *panel, int64_t now, const char *zone,
    struct text *out)
{
    char left[MOMENT_BYTES];
    char at[MOMENT_BYTES];

    duration_short(panel->uncovers_at - now, left, sizeof left);
    moment_long(panel->uncovers_at, now, zone, at, sizeof at);
    text_add_format(out,
        " All answers open when it has closed everywhere, %s (in %s).", at,
        left);
}

void
panel_cover_words(const struct panel *panel, int64_t now, const char *zone,
    struct text *out)
{
    bool is_at_closing = panel->question.is_at_closing;

    add_own(panel, out);
    text_add_format(out, "%d of %d have answered", panel->answered,
        panel->asked);
    if (is_at_closing) {
        if (panel->answered > 0)
            add_regions(panel, out);
        else
            text_add(out, ".");
        add_closing(panel, now, zone, out);
        return;
    }
    text_add(out, ".");
    if (panel->answered == 0)
        return;
    if (panel->closes_at <= now) {
        text_add(out, " It is closed here.");
        add_closing(panel, now, zone, out);
        return;
    }
    text_add(out, " Theirs open when you have");
    add_regions(panel, out);
}

enum panel_rank
panel_rank(const struct panel *panel)
{
    if (panel->is_waiting)
        return PANEL_DUE;
    if (panel->is_pinned)
        return PANEL_PINNED;
    if (!panel->is_open)
        return PANEL_NEXT;
    return panel->is_answered || panel->is_skipped ? PANEL_DONE : PANEL_OFFERED;
}

void
panel_list_order(struct panel_list *list)
{
    /* A handful; qsort() keeps no order of equals. */
    for (size_t i = 1; i < list->count; i++) {
        struct panel moved = list->rows[i];
        size_t at = i;

        for (; at > 0 && panel_rank(&moved) < panel_rank(&list->rows[at - 1]);
             at--)
            list->rows[at] = list->rows[at - 1];
        list->rows[at] = moved;
    }
}
