/* Personal secrets: what is somebody's among how people prove who they are. */

#include "store/personal_parts.h"
#include "store/store.h"

static const char sql_keys[] = SQL(
    SELECT type, fingerprint, comment, added_at
      FROM keys
     WHERE person_id = :person_id
     ORDER BY id);

static const char sql_password[] = SQL(
    SELECT changed_at
      FROM passwords
     WHERE person_id = :person_id
     ORDER BY person_id);

static const char sql_second_factor[] = SQL(
    SELECT begun_at, confirmed_at
      FROM second_factors
     WHERE person_id = :person_id
     ORDER BY person_id);

static const char sql_recovery_codes[] = SQL(
    SELECT id, made_at
      FROM recovery_codes
     WHERE person_id = :person_id
     ORDER BY id);

static const char sql_codes[] = SQL(
    SELECT id, uses, uses_left, made_at, expires_at, revoked_at
      FROM codes
     WHERE person_id = :person_id
     ORDER BY id);

const struct personal_section personal_proofs[] = {
    {
        .name = "keys",
        .is_shown = true,
        .columns = "keys.person_id",
        .told = sql_keys,
        .fields = {TEXT("type"), TEXT("fingerprint"), TEXT("comment"),
            MOMENT("added_at")},
        .goes = ALL_OF(keys),
    },
    {
        .name = "password",
        .is_shown = true,
        .columns = "passwords.person_id",
        .told = sql_password,
        .fields = {MOMENT("changed_at")},
        .goes = ALL_OF(passwords),
    },
    {
        .name = "second_factor",
        .is_shown = true,
        .columns = "second_factors.person_id",
        .told = sql_second_factor,
        .fields = {MOMENT("begun_at"), MOMENT("confirmed_at")},
        .goes = ALL_OF(second_factors),
    },
    {
        .name = "recovery_codes",
        .columns = "recovery_codes.person_id",
        .told = sql_recovery_codes,
        .fields = {NUMBER("id"), MOMENT("made_at")},
        .goes = ALL_OF(recovery_codes),
    },
    {
        .name = "codes",
        .is_shown = true,
        .columns = "codes.person_id",
        .told = sql_codes,
        .fields = {NUMBER("id"), NUMBER("uses"), NUMBER("uses_left"),
            MOMENT("made_at"), MOMENT("expires_at"), MOMENT("revoked_at")},
        .goes = ALL_OF(codes),
    },
    {0},
};
