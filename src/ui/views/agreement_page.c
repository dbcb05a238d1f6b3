/* What is voted on, and the words below it. */

#include "ui/views/agreement_page.h"

#include "base/clock.h"
#include "ui/cells.h"
#include "ui/views/moments.h"

enum {
    HEAD_COLUMN = 3,
    CHOICE_COLUMN = 18
};

static const char *const heads[AGREEMENT_ITEMS] = {
    [AGREEMENT_RHYTHM] = "How often",
    [AGREEMENT_HOUR] = "At what hour",
    [AGREEMENT_WEEKS] = "How long",
};

static void
add_choices(const struct agreement_page *state, struct text *out)
{
    enum agreement_item item = (enum agreement_item)state->list.selected;
    char label[AGREEMENT_WORD_BYTES];

    if (item == AGREEMENT_HOUR) {
        text_add(out, "The hour is that of each one's own clock: type it, or "
                      "go on to the next with Enter.\n\n");
        return;
    }
    for (int i = 0; i < agreement_choices(item); i++) {
        agreement_choice_label(item, i, label);
        text_add_format(out, "%d  %s\n", i + 1, label);
    }
    text_add(out, "\n");
}

static void
add_vote(const struct agreeing *agreeing, struct text *out)
{
    const struct agreement_vote *vote = &agreeing->vote;

    if (vote->id == 0) {
        text_add(out, agreeing->cohort.kind == PROGRAM_ELEARNING ||
                              agreeing_is_trained(agreeing)
                          ? "Its champion can call a vote on how often there "
                            "is a question, at what hour, and for how long."
                          : "In the last week of the training its learners "
                            "vote on how often there is a question, at what "
                            "hour, and for how long.");
    } else if (agreeing->is_open) {
        text_add_format(out, "%d of %d voted, %d are needed. ", vote->voted,
            vote->entitled, vote->needed);
        text_add(out,
            "What most want is done, each of the three by itself. Who wants "
            "what is told to nobody; how many wanted it, once the vote is "
            "closed.");
    } else if (vote->closed_at == 0) {
        text_add(out, "The vote is over, and is being counted.");
    } else {
        char day[MOMENT_BYTES];

        date_words(vote->last_on, day, sizeof day);
        text_add_format(out, "The vote until %s:\n", day);
        agreeing_result_words(agreeing, out);
    }
}

void
agreement_page_lay(struct agreement_page *state, struct app *app)
{
    struct text *words = &state->page.words;

    text_truncate(words, 0);
    if (state->list.count > 0)
        add_choices(state, words);
    agreeing_words(&state->agreeing, words);
    text_add(words, ".\n\n");
    add_vote(&state->agreeing, words);
    page_lay(&state->page, app_columns(app));
}

static void
draw_item(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    const struct row row = {canvas, spot};
    const struct agreement_page *state = rows;
    char label[AGREEMENT_WORD_BYTES];

    agreement_choice_label((enum agreement_item)index,
        state->ballot.choice[index], label);
    if (is_selected)
        row_put(&row, (struct cell){1, 1, STYLE_ACCENT}, ">");
    row_put(&row,
        (struct cell){HEAD_COLUMN, CHOICE_COLUMN - HEAD_COLUMN - 1,
            STYLE_PLAIN},
        heads[index]);
    row_put(&row,
        (struct cell){CHOICE_COLUMN, 0,
            is_selected ? STYLE_SELECTED : STYLE_PLAIN},
        label);
}

void
agreement_page_draw(struct agreement_page *state, struct canvas *canvas,
    const struct area *area)
{
    struct area rows = *area;
    int top = area->top;

    if (state->list.count > 0) {
        if (area->bottom - top > AGREEMENT_ITEMS + 1)
            rows.bottom = top + AGREEMENT_ITEMS;
        list_draw(&state->list, canvas, &rows, draw_item, state);
        top = rows.bottom + 1;
    }
    if (top < area->bottom)
        page_draw(&state->page, canvas, top, area->bottom);
}
