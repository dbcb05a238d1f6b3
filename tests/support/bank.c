/* The bank of a made-up program. */

#include "support/bank.h"

#include <stdio.h>

#include "board/banking.h"
#include "board/filling.h"
#include "store/store.h"
#include "support/machine.h"
#include "support/talk.h"

void
bank_fill(struct world *world, int count)
{
    static char bodies[BANK_MOST][24];
    struct banked rows[BANK_MOST];
    struct banked_many many;

    assert_in_range(count, 1, BANK_MOST);
    for (int i = 0; i < count; i++) {
        snprintf(bodies[i], sizeof bodies[i], "Bank %d", i + 1);
        rows[i] = (struct banked){.body = bodies[i], .kind = QUESTION_APPLY};
    }
    must(banking_add(&world->operator_viewer, "new-hire", rows, (size_t)count,
        &many));
    assert_int_equal(many.added, count);
}

int
bank_ask_at(struct world *world, int64_t at)
{
    int filled = -1;

    machine_set(at);
    must(filling_due(&world->operator_viewer, &filled));
    return filled;
}

const char *
bank_asked(struct world *world)
{
    static char line[8000];
    static const char sql[] = SQL(
        SELECT q.asks_on, q.body, b.slug
          FROM questions q
          JOIN boards b ON b.id = q.board_id
         ORDER BY q.asks_on, b.id);
    struct query *query = store_query(world->store, sql);
    char date[11];
    char body[40];
    char slug[SLUG_BYTES];
    size_t used = 0;

    line[0] = '\0';
    while (query_next(query)) {
        query_copy(query, 0, date, sizeof date);
        query_copy(query, 1, body, sizeof body);
        query_copy(query, 2, slug, sizeof slug);
        used += (size_t)snprintf(line + used, sizeof line - used, "%s %s %s;",
            date, body, slug);
        assert_in_range(used, 0, sizeof line - 1);
    }
    must(query_end(query));
    return line;
}
