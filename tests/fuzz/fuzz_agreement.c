/* Whatever word a vote or a rhythm is given in: it is refused with a reason,
 * or comes out as a word that is taken for the same again. */

#include "input.h"

#include "base/text.h"
#include "model/agreement.h"
#include "model/rhythm.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_rhythm(const char *words)
{
    struct rhythm rhythm = {0};
    struct rhythm again = {0};
    char told[RHYTHM_BYTES];

    reason_clear();
    if (rhythm_read(words, &rhythm) != STATUS_OK) {
        require(reason()[0] != '\0');
        return;
    }
    require(rhythm.every <= EVERY_MONTH && rhythm.weekdays < 1U << 7);
    rhythm_words(&rhythm, told);
    require(rhythm_read(told, &again) == STATUS_OK);
    require(again.every == rhythm.every && again.weekdays == rhythm.weekdays);
}

static void
read_choice(enum agreement_item item, const char *word)
{
    char told[AGREEMENT_WORD_BYTES];
    int choice = -1;
    int again = -1;

    reason_clear();
    if (agreement_choice_read(item, word, &choice) != STATUS_OK) {
        require(reason()[0] != '\0');
        return;
    }
    require(choice >= 0 && choice < agreement_choices(item));
    agreement_choice_name(item, choice, told);
    require(agreement_choice_read(item, told, &again) == STATUS_OK);
    require(again == choice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *words = malloc(size + 1);

    require(words != NULL);
    if (size > 0)
        memcpy(words, data, size);
    words[size] = '\0';
    read_rhythm(words);
    for (int item = 0; item < AGREEMENT_ITEMS; item++)
        read_choice((enum agreement_item)item, words);
    free(words);
    return 0;
}
