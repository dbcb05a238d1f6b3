/* Whatever sessions and people who join ask of the keeper: each is answered
 * within the bounds of its message, with a reason where it is refused; whoever
 * joins gets nothing without the code; and what lets others in stays as it is.
 * The input, by line: a letter for who asks (Y, Z: somebody who joins, by a key
 * that nobody has or that somebody has), one for the request, one for what else
 * it says, then what stands in its fields; behind "!" the code that is good,
 * behind "%" the second factor's of now. */

#include "input.h"

#include "base/clock.h"
#include "base/totp.h"
#include "board/inviting.h"
#include "board/keeping_wire.h"
#include "store/store.h"
#include "support/again.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The one that lin has, and one that nobody has. */
static const char taken_key[] = "AAAAC3NzaC1lZDI1NTE5AAAAIKO+NNrG7BFrZIRL87hKRj"
                                "z1aJZ8jykQUEJnm18f9YaU";
static const char free_key[] = "AAAAC3NzaC1lZDI1NTE5AAAAIP4zMtVrWQGHc9Y2yCwhmbz"
                               "q2PG4hDhSTyFDOk7bBk4p";

enum {
    ASKS_MOST = 8
};

static const char *const handles[] = {"ada", "lin", "mara", "max", "una"};
static char good_code[CODE_TEXT_BYTES];

/* A code for learners; somebody has a key and a password. */
static void
fill(struct world *world)
{
    const struct invite_terms terms = {.cohort = "emea-autumn"};
    struct invitation invitation;

    must(inviting_add(&world->operator_viewer, &terms, good_code, &invitation));
    vault_fill(world, "lin");
}

static int64_t
number(struct store *store, const char *sql, int64_t person_id)
{
    struct query *query = store_query(store, sql);

    query_bind_id(query, ":person_id", person_id);
    int64_t result = query_next(query) ? query_int(query, 0) : -1;
    must(query_end(query));
    return result;
}

/* How many ways in, of others than this person. */
static int64_t
ways_of_others(int64_t person_id)
{
    static const char keys[] = "SELECT count(*) FROM keys "
                               "WHERE person_id <> :person_id "
                               "AND person_id <= 17";
    static const char passwords[] = "SELECT count(*) FROM passwords "
                                    "WHERE person_id <> :person_id "
                                    "AND person_id <= 17";
    static const char factors[] = "SELECT count(*) FROM second_factors "
                                  "WHERE person_id <> :person_id "
                                  "AND person_id <= 17";
    struct store *secrets = again_secrets();

    return number(secrets, keys, person_id) * 10000 +
           number(secrets, passwords, person_id) * 100 +
           number(secrets, factors, person_id);
}

static int64_t
staff(struct store *store)
{
    static const char roles[] = "SELECT count(*) FROM members "
                                "WHERE role <> 'learner' "
                                "AND :person_id = 0";
    static const char sites[] = "SELECT count(*) FROM people "
                                "WHERE site_role IS NOT NULL "
                                "AND :person_id = 0";

    return number(store, roles, 0) * 100 + number(store, sites, 0);
}

/* The code of the secret that somebody was given last. */
static void
add_factor_code(char *code, size_t size, const char *secret)
{
    uint8_t bytes[TOTP_SECRET_BYTES];

    if (totp_secret_read(secret, bytes))
        snprintf(code, size, "%06d",
            totp_code(bytes, sizeof bytes, totp_step(clock_now())));
}

static void
take_field(const char **at, char *field, size_t size, const char *secret)
{
    size_t count = strcspn(*at, "\t\n");
    char *given = strndup(*at, count);

    require(given != NULL);
    if (given[0] == '!')
        text_copy(field, size, good_code);
    else if (given[0] == '%')
        add_factor_code(field, size, secret);
    else
        text_copy(field, size, given);
    free(given);
    *at += count + ((*at)[count] == '\t');
}

static void
read_ask(const char **at, struct keeping_ask *ask, const char *secret)
{
    uint8_t flags = (uint8_t)(*at)[2];

    ask->kind = (enum keeping_kind)((uint8_t)(*at)[1] % KEEPING_KIND_COUNT);
    ask->takes_key = (flags & 1) != 0;
    ask->is_owner = (flags & 2) != 0;
    ask->number = flags >> 4;
    *at += 3;
    take_field(at, ask->code, sizeof ask->code, secret);
    take_field(at, ask->login, sizeof ask->login, secret);
    take_field(at, ask->name, sizeof ask->name, secret);
    take_field(at, ask->handle, sizeof ask->handle, secret);
    take_field(at, ask->line, sizeof ask->line, secret);
    take_field(at, ask->password, sizeof ask->password, secret);
    *at += strcspn(*at, "\n");
    *at += **at == '\n';
}

static void
check_answer(const struct keeping_answer *answer)
{
    static struct wire wire;
    static struct keeping_answer again;

    require(answer->status != STATUS_FAILED);
    require(answer->status == STATUS_OK || answer->why[0] != '\0');
    require(strchr(answer->why, '\n') == NULL);
    wire_begin(&wire, 1);
    keeping_answer_put(&wire, answer);
    require(keeping_answer_get(&wire, &again));
    keeping_answer_clear(&again);
}

static void
serve(struct world *world, const struct keeping_asker *asker,
    const struct keeping_ask *ask, struct keeping_answer *answer)
{
    const struct keeping keeping = {world->store, again_secrets()};
    /* Nothing is hashed here: that a password was right, its length says. */
    struct password_done done = {.is_right = true};
    struct password_work work;

    reason_clear();
    enum status status = keeping_prepare(&keeping, asker, ask, &work);
    if (status == STATUS_OK && work.verifies)
        done.is_right = strlen(ask->password) % 2 == 0;
    if (status == STATUS_OK && work.hashes && done.is_right)
        text_copy(done.fresh_hash, sizeof done.fresh_hash, VAULT_HASH);
    if (status == STATUS_OK)
        keeping_serve(&keeping, asker, ask, &done, answer);
    else
        keeping_refuse(status, answer);
    check_answer(answer);
}

/* One request; a secret that it gave is kept for the next ones. */
static void
ask_once(struct world *world, const char **at, char *secret, size_t size)
{
    bool is_joining = **at == 'Y' || **at == 'Z';
    const char
        *handle = handles[(uint8_t) * *at % (sizeof handles / sizeof *handles)];
    const struct keeping_asker asker = {
        .is_joining = is_joining,
        .person_id = is_joining ? 0 : world_person(world, handle),
        .key = **at == 'Y' ? free_key : taken_key,
    };
    static struct keeping_ask ask;
    struct keeping_answer answer = {0};

    ask = (struct keeping_ask){0};
    read_ask(at, &ask, secret);
    int64_t ways = ways_of_others(asker.person_id);
    int64_t before = staff(world->store);
    serve(world, &asker, &ask, &answer);
    require(ways_of_others(asker.person_id) == ways);
    require(staff(world->store) == before);
    if (is_joining && strcmp(ask.code, good_code) != 0)
        require(answer.status != STATUS_OK);
    if (ask.kind == KEEPING_FACTOR_ON && answer.status == STATUS_OK)
        text_copy(secret, size, text_bytes(&answer.text));
    keeping_answer_clear(&answer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct world *world = again_world(fill);
    char *asks = input_words(data, size);
    char secret[TOTP_SECRET_TEXT_BYTES] = "";
    const char *at = asks;

    for (int i = 0; i < ASKS_MOST && strlen(at) > 3; i++)
        ask_once(world, &at, secret, sizeof secret);
    free(asks);
    return 0;
}
