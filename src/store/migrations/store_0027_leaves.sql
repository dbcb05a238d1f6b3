-- Who is away on a day, without looking at every leave there was.
CREATE INDEX leaves_by_day ON leaves (to_on, from_on, person_id);
