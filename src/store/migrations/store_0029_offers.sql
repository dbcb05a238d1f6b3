-- To whom it was offered to reply to somebody from another region, after they
-- had answered: once a question.
CREATE TABLE offers (
    question_id INTEGER NOT NULL REFERENCES questions(id),
    person_id INTEGER NOT NULL REFERENCES people(id),
    offered_at INTEGER NOT NULL,        -- UTC seconds
    PRIMARY KEY (question_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offers_by_person ON offers (person_id, question_id);
