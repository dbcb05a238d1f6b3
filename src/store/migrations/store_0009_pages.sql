-- What a person's page and the people page are read by.

-- All that somebody wrote, imported or here, the newest first.
CREATE INDEX posts_of_author ON posts (author_id, created_at, id, thread_id,
    number);
-- Those with a role on the whole site are in everybody's circle.
CREATE INDEX people_with_role ON people (id) WHERE site_role IS NOT NULL;
