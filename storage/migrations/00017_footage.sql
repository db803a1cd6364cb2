-- +goose Up
-- Files of consented recordings, which are removed after a short while. What was recorded in
-- a private caucus is confidential.
CREATE TABLE footage (
    dispute_id   text NOT NULL REFERENCES disputes (id),
    keeper       text NOT NULL,
    sha256       text NOT NULL CHECK (length(sha256) = 64),
    session      integer NOT NULL,
    confidential boolean NOT NULL,
    kept_at      timestamptz NOT NULL DEFAULT now(),
    removed_at   timestamptz,
    PRIMARY KEY (dispute_id, sha256)
);
CREATE INDEX footage_to_remove ON footage (kept_at) WHERE removed_at IS NULL;
ALTER TABLE footage ENABLE ROW LEVEL SECURITY;
ALTER TABLE footage FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON footage TO sutiao_worker USING (true) WITH CHECK (true);
-- A media node has no account: the site notes for it what it keeps, and reads nothing.
CREATE POLICY keeper ON footage FOR INSERT TO sutiao_api WITH CHECK (true);
GRANT INSERT ON footage TO sutiao_api;
GRANT SELECT ON footage TO sutiao_worker;
GRANT UPDATE (removed_at) ON footage TO sutiao_worker;
