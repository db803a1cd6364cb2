-- +goose Up
-- The record (笔录) of a session, line by line, as it is written and read. Personal data: text,
-- objection. Nothing is changed: a line is replaced by another.
CREATE TABLE record_lines (
    dispute_id text NOT NULL REFERENCES disputes (id),
    session    integer NOT NULL CHECK (session > 0),
    no         integer NOT NULL CHECK (no > 0),
    text       text NOT NULL CHECK (text <> ''),
    speaker    text NOT NULL,
    replaces   integer NOT NULL DEFAULT 0,
    key        text NOT NULL, -- of the call: the same call writes one line
    by_account text NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (dispute_id, session, no),
    UNIQUE (dispute_id, session, key)
);

CREATE TABLE record_reads (
    dispute_id text NOT NULL,
    session    integer NOT NULL,
    no         integer NOT NULL,
    party      text NOT NULL,
    objection  text NOT NULL DEFAULT '',
    by_account text NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (dispute_id, session, no, party),
    FOREIGN KEY (dispute_id, session, no) REFERENCES record_lines
);

-- +goose StatementBegin
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['record_lines', 'record_reads'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION sutiao_refuse()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY worker ON %I FOR SELECT TO sutiao_worker USING (true)', name);
        -- What is said in mediation does not reach a court that is not in the room.
        EXECUTE format('CREATE POLICY viewer ON %I FOR SELECT TO sutiao_api USING (EXISTS (
            SELECT FROM disputes d WHERE d.id = dispute_id
                AND (sutiao_viewer(''role'') NOT IN (''clerk'', ''judge'') OR d.track = ''invited'')))', name);
    END LOOP;
END
$$;
-- +goose StatementEnd

CREATE POLICY mediator ON record_lines FOR INSERT TO sutiao_api WITH CHECK (
    sutiao_viewer('role') = 'mediator' AND by_account = sutiao_viewer('account')
    AND EXISTS (SELECT FROM disputes d WHERE d.id = dispute_id AND d.mediator = sutiao_viewer('account')));
CREATE POLICY party ON record_reads FOR INSERT TO sutiao_api WITH CHECK (
    by_account = sutiao_viewer('account')
    AND EXISTS (SELECT FROM dispute_people p WHERE p.dispute_id = record_reads.dispute_id
        AND p.account = sutiao_viewer('account') AND p.party = record_reads.party));

GRANT SELECT ON record_lines, record_reads TO sutiao_worker;
GRANT SELECT, INSERT ON record_lines, record_reads TO sutiao_api;
