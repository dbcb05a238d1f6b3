/* The audit's chain: how each act is linked to the one before, and proved. */

#include "store/audit_chain.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "store/audit.h"

enum {
    PAGE_ACTS = 500,
    NUMBER_BYTES = 8,
    BYTE_BITS = 8
};

/* Before the first act. */
static const char no_link[ACT_HASH_BYTES] =
    "0000000000000000000000000000000000000000000000000000000000000000";

static void
add_number(crypto_generichash_state *state, int64_t number)
{
    unsigned char bytes[NUMBER_BYTES];

    for (int i = 0; i < NUMBER_BYTES; i++)
        bytes[i] = (unsigned char)((uint64_t)number >>
                                   (BYTE_BITS * (NUMBER_BYTES - 1 - i)));
    crypto_generichash_update(state, bytes, sizeof bytes);
}

static void
add_text(crypto_generichash_state *state, const char *text)
{
    size_t length = strlen(text);

    add_number(state, (int64_t)length);
    crypto_generichash_update(state, (const unsigned char *)text, length);
}

void
audit_chain_link(const char *before, const struct act *act,
    char link[ACT_HASH_BYTES])
{
    crypto_generichash_state state;
    unsigned char hash[crypto_generichash_BYTES];

    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    add_text(&state, before);
    add_number(&state, act->id);
    add_number(&state, act->at);
    add_number(&state, act->actor_id);
    add_text(&state, act->actor);
    add_text(&state, act->name);
    add_text(&state, act->subject);
    add_text(&state, act->reason);
    add_text(&state, act->digest);
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(link, ACT_HASH_BYTES, hash, sizeof hash);
}

/* Where proving has come to. */
struct proof {
    struct act_chain *chain;
    const char *head;
    int64_t after_id; /* acts up to here were looked at */
    bool has_head;    /* it was met */
    bool has_link; /* an act with a link was: all that follow must have one */
};

static enum status
prove_act(struct proof *proof, const struct act *act)
{
    char link[ACT_HASH_BYTES];

    audit_chain_link(proof->chain->head, act, link);
    proof->has_link = proof->has_link || act->link[0] != '\0';
    if (act->is_cut || (proof->has_link && !text_equals(link, act->link))) {
        proof->chain->broken_id = act->id;
        return refuse(STATUS_INVALID,
            "broken at %" PRId64 ": \"%s\" is not what was written there, or "
            "what stood before it is not",
            act->id, act->name);
    }
    memcpy(proof->chain->head, link, sizeof link);
    proof->chain->last_id = act->id;
    proof->after_id = act->id;
    proof->chain->count++;
    if (proof->head != NULL && text_starts(link, proof->head))
        proof->has_head = true;
    return STATUS_OK;
}

static enum status
prove_page(struct store *store, struct proof *proof, size_t *count)
{
    struct act_list list;
    enum status status = audit_after(store, proof->after_id, PAGE_ACTS, &list);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < list.count && status == STATUS_OK; i++)
        status = prove_act(proof, &list.rows[i]);
    *count = list.count;
    act_list_clear(&list);
    return status;
}

enum status
audit_chain_verify(struct store *store, const char *head,
    struct act_chain *chain)
{
    struct proof proof = {
        .chain = chain,
        .head = head,
        .after_id = INT64_MIN,
        .has_head = head != NULL && text_starts(no_link, head),
    };
    enum status status = STATUS_OK;
    size_t count = PAGE_ACTS;

    *chain = (struct act_chain){0};
    memcpy(chain->head, no_link, sizeof no_link);
    while (status == STATUS_OK && count == PAGE_ACTS)
        status = prove_page(store, &proof, &count);
    if (status != STATUS_OK || head == NULL || proof.has_head)
        return status;
    return refuse(STATUS_INVALID,
        "broken at its end: no act has the link %.12s.., so acts were cut off "
        "after %" PRId64 ", or all written anew",
        head, chain->last_id);
}

enum status
audit_chain_head(struct store *store, struct act_chain *chain)
{
    char link[ACT_HASH_BYTES];

    *chain = (struct act_chain){0};
    memcpy(chain->head, no_link, sizeof no_link);
    enum status status = audit_last(store, &chain->last_id, link);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    /* All of it is from before the chain. */
    if (link[0] == '\0')
        return audit_chain_verify(store, NULL, chain);
    memcpy(chain->head, link, sizeof link);
    return STATUS_OK;
}
