-- Who answers for an eLearning program as a whole: its people begin one by
-- one, so that its SMEs are named for the course and not for a cohort. They
-- see the course's board and its cohorts' boards, and are in no cohort.
CREATE TABLE course_smes (
    person_id INTEGER NOT NULL REFERENCES people(id),
    program_id INTEGER NOT NULL REFERENCES programs(id),
    named_at INTEGER NOT NULL,          -- UTC seconds
    PRIMARY KEY (person_id, program_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX course_smes_by_program ON course_smes (program_id, person_id);
CREATE INDEX boards_by_program ON boards (program_id, id);
